// SPDX-License-Identifier: AGPL-3.0-or-later
// One person who works here, for the administrator who looks after them.
#include "modules/coalition/pages_person.hpp"

#include "modules/coalition/administration_view.hpp"
#include "modules/coalition/credentials_view.hpp"
#include "modules/coalition/invitation_view.hpp"
#include "modules/coalition/leaving_view.hpp"
#include "modules/coalition/vouching_view.hpp"
#include "vault/invited.hpp"

#include <algorithm>

namespace panoh::coalition {

namespace {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup
using accounts::Problem;
using web::Method;
using web::PageContext;
using web::PageHead;
using web::Response;

Response nobody(const PageContext& context)
{
    return web::error_page(context, fail(ErrorCode::not_found, "no such user for this reader"));
}

PageHead person_head(const PageContext& context, const vault::User& user, const MessageId& title)
{
    PageHead head = head_of(context, title);
    // Whose access it is stands on the page and not in the window's title.
    head.heading = Sensitive<std::string>(head.title + ": " + user.name.reveal());
    head.tabs = back_link(context, user_address(user.id), msg("users.person.back"));
    head.typed_text = true;
    return head;
}

std::vector<web::Fact> facts_of(const PageContext& context, const vault::Directory& directory, const vault::User& user)
{
    std::vector<web::Fact> facts{
        {context.text(msg("sign_in.login.label")), vault::has_not_joined(user) ? group("—") : group(user.login)},
        {context.text(msg("coalition.user.organisation.label")), group(context.organisation_name(user.organisation))},
        {context.text(msg("coalition.user.roles.label")), group(roles_text(context, user.roles))},
        {context.text(msg("coalition.user.state")), state_tag(context, directory, user)},
    };
    const auto add = [&](const MessageId& term, const Html& description) {
        facts.push_back({context.text(term), description});
    };
    const vault::Standing& standing = directory.standing(user.id);
    if (standing.confirmed) add(msg("vouching.confirmed"), confirmation(context, standing));
    if (const auto left = accounts::leaving_of(directory, user.id)) {
        add(msg("users.leave.day.label"), el<"span">(cls("num"), context.translator().date(left->day)));
        add(msg("users.leave.reason.label"), group(context.text(reason_label(left->reason))));
    }
    if (standing.refused) {
        add(msg("vouching.refused.by"),
            group(
                context.user_name(standing.refused->author),
                " · ",
                el<"span">(cls("num"), context.translator().moment(standing.refused->at))
            ));
    }
    return facts;
}

/// Why the person sees no files yet, and who can change that.
Html waiting_notice(const PageContext& context, const vault::Directory& directory, const vault::User& user)
{
    if (!directory.is_waiting(user.id) || vault::has_not_joined(user)) return {};
    const auto& users = directory.users();
    const bool has_judge = std::any_of(users.begin(), users.end(), [&](const auto& each) {
        return directory.may_judge(each.first, user.id);
    });
    return web::notice(
        web::Tone::due,
        context.text(msg("vouching.admin.heading")),
        web::paragraph(context.text(has_judge ? msg("vouching.admin.explain") : msg("vouching.admin.nobody")))
    );
}

Html ways_on(const PageContext& context, const vault::User& user)
{
    if (vault::has_not_joined(user)) return invitation_actions(context, user);
    const auto way = [&](const Url& url, const MessageId& label, const MessageId& explain) {
        return el<"li">(web::link(url, context.text(label)), el<"p">(context.text(explain)));
    };
    std::vector<Html> ways;
    if (user.active) {
        ways.push_back(way(
            Url::local("/administration/users/{}/edit", user.id), msg("users.edit.link"), msg("users.edit.link.explain")
        ));
    }
    ways.push_back(
        way(Url::local("/administration/users/{}/passphrase", user.id),
            user.active ? msg("users.lost.link") : msg("users.return.link"),
            user.active ? msg("users.lost.link.explain") : msg("users.return.link.explain"))
    );
    if (user.active) {
        ways.push_back(
            way(Url::local("/administration/users/{}/leave", user.id),
                msg("coalition.user.leave.heading"),
                msg("users.leave.link.explain"))
        );
    }
    return el<"ul">(cls("plain-list"), ways);
}

Response user_page(PageContext& context)
{
    const auto directory = context.vault().directory();
    const vault::User* user = user_of(context, *directory);
    if (user == nullptr) return nobody(context);
    const Html body = group(
        waiting_notice(context, *directory, *user),
        web::facts(facts_of(context, *directory, *user)),
        ways_on(context, *user)
    );
    PageHead head = head_of(context, msg("coalition.user.title"));
    head.heading = user->name;
    head.tabs = back_link(context, Url::local("/administration/users"), msg("coalition.users.heading"));
    return web::page(context, head, body);
}

Response edit_page(
    const PageContext& context,
    const vault::User& user,
    const accounts::UserChange& typed,
    const std::vector<Problem>& problems
)
{
    auto name = input(context, problems, "name", msg("coalition.user.name.label"));
    name.value = typed.name;
    auto language = input(context, problems, "language", msg("coalition.user.language.label"));
    language.value = Sensitive<std::string>(typed.language);
    const Html body = group(
        problem_summary(context, problems),
        web::paragraph(context.text(msg("users.edit.explain"))),
        web::post_form(
            context,
            Url::local("/administration/users/{}/edit", user.id),
            group(
                web::text_input(context, name),
                web::checkboxes(
                    context,
                    input(context, problems, "roles", msg("coalition.user.roles.label")),
                    role_choices(context),
                    typed.roles
                ),
                web::radios(context, language, language_choices(context)),
                web::submit_button(context.text(msg("account.save")))
            )
        )
    );
    return web::page(
        context, person_head(context, user, msg("users.edit.heading")), body, problems.empty() ? 200 : 422
    );
}

Response show_edit(PageContext& context)
{
    const auto directory = context.vault().directory();
    const vault::User* user = user_of(context, *directory);
    if (user == nullptr || !user->active) return nobody(context);
    return edit_page(context, *user, {user->name, user->roles, user->regions, user->language}, {});
}

Response save_edit(PageContext& context, accounts::Accounts& accounts)
{
    const auto directory = context.vault().directory();
    const vault::User* user = user_of(context, *directory);
    if (user == nullptr || !user->active) return nobody(context);
    const auto& form = context.request().form;
    const accounts::UserChange change{
        Sensitive<std::string>(std::string(form.text("name"))),
        all_of(context, "roles"),
        user->regions,
        std::string(form.text("language"))};
    const auto problems = accounts.check(change);
    if (!problems.empty()) return edit_page(context, *user, change, problems);
    const auto done = accounts.change_user(*context.viewer().keys, user->id, change);
    if (done) return Response::redirect(user_address(user->id));
    const bool is_told = done.error().code == ErrorCode::conflict || !done.error().message.id.empty();
    if (!is_told) return web::error_page(context, done.error());
    return edit_page(context, *user, change, {{"roles", done.error().message}});
}

Response lost_page(PageContext& context, const Html& notice, int status)
{
    const auto directory = context.vault().directory();
    const vault::User* user = user_of(context, *directory);
    if (user == nullptr || vault::has_not_joined(*user)) return nobody(context);
    const Html phone = web::section(
        context.text(msg("users.lost.phone.heading")),
        group(
            web::paragraph(context.text(msg("users.lost.phone.codes"))),
            web::paragraph(context.text(msg("users.lost.phone.none")))
        )
    );
    const Html body = group(
        notice,
        user->active ? phone : Html(),
        web::section(
            context.text(user->active ? msg("users.lost.passphrase.heading") : msg("users.return.heading")),
            group(
                web::paragraph(
                    context.text(user->active ? msg("users.lost.passphrase.explain") : msg("users.return.explain"))
                ),
                steps_after_new_keys(context),
                held_alone(context, user->id, Way::cannot),
                web::post_form(
                    context,
                    Url::local("/administration/users/{}/passphrase", user->id),
                    group(
                        accept_loss(context, user->id),
                        web::submit_button(context.text(msg("coalition.user.renew.button")))
                    )
                )
            )
        )
    );
    return web::page(
        context,
        person_head(context, *user, user->active ? msg("users.lost.heading") : msg("users.return.link")),
        body,
        status
    );
}

/// What cannot be undone is said with its reason, and nothing has changed.
Html told(const PageContext& context, const Error& error)
{
    return web::notice(web::Tone::late, context.text(error.message), Html());
}

bool is_told(const Error& error)
{
    return error.code == ErrorCode::conflict || error.code == ErrorCode::invalid_input
           || (error.code == ErrorCode::denied && !error.message.id.empty());
}

Response renew_user(PageContext& context, accounts::Accounts& accounts, OneTimeImages& images)
{
    const auto id = context.path_id<UserId>("user");
    if (!id) return nobody(context);
    auto credentials = accounts.issue_new_passphrase(*context.viewer().keys, *id, is_loss_accepted(context));
    if (!credentials && is_told(credentials.error())) {
        return lost_page(context, told(context, credentials.error()), 422);
    }
    if (!credentials) return web::error_page(context, credentials.error());
    return web::page(
        context, head_of(context, msg("coalition.credentials.heading")), credentials_view(context, *credentials, images)
    );
}

Response leave_page(PageContext& context, const std::vector<Problem>& problems, const Html& notice)
{
    const auto directory = context.vault().directory();
    const vault::User* user = user_of(context, *directory);
    if (user == nullptr || !user->active || vault::has_not_joined(*user)) return nobody(context);
    const bool mended = problems.empty() && notice.empty();
    const Html body = group(problem_summary(context, problems), notice, leaving_body(context, *user, problems));
    return web::page(
        context, person_head(context, *user, msg("coalition.user.leave.heading")), body, mended ? 200 : 422
    );
}

Response end_work(PageContext& context, accounts::Accounts& accounts, const std::function<void()>& seal)
{
    const auto id = context.path_id<UserId>("user");
    if (!id) return nobody(context);
    const auto& form = context.request().form;
    const accounts::Leaving leaving{std::string(form.text("day")), std::string(form.text("reason"))};
    if (const auto problems = accounts.check(leaving); !problems.empty()) return leave_page(context, problems, {});
    const auto presence = accounts.end_work(*context.viewer().keys, *id, leaving, is_loss_accepted(context));
    if (!presence && is_told(presence.error())) return leave_page(context, {}, told(context, presence.error()));
    if (!presence) return web::error_page(context, presence.error());
    if (presence->should_seal) seal();
    return Response::redirect(user_address(*id));
}

}  // namespace

web::Routes
person_routes(accounts::Accounts* accounts, std::shared_ptr<OneTimeImages> images, std::function<void()> seal)
{
    const auto at = [](Method method, const char* part, const char* audit, web::PageHandler handler) {
        return web::Route{
            method,
            std::string("/administration/users/{user}") + part,
            web::Audience::ability("administer"),
            web::AuditAction::named(audit),
            std::move(handler),
        };
    };
    const auto lost = [accounts, images](PageContext& context) {
        return renew_user(context, *accounts, *images);
    };
    return {
        at(Method::get, "", "user", user_page),
        at(Method::get, "/edit", "user_edit", show_edit),
        at(Method::post,
           "/edit",
           "user_changed",
           [accounts](PageContext& context) { return save_edit(context, *accounts); }),
        at(Method::get, "/passphrase", "user_lost", [](PageContext& context) { return lost_page(context, {}, 200); }),
        at(Method::post, "/passphrase", "passphrase_issued", lost),
        at(Method::get, "/leave", "user_leaving", [](PageContext& context) { return leave_page(context, {}, {}); }),
        at(Method::post,
           "/leave",
           "user_deactivated",
           [accounts, seal](PageContext& context) { return end_work(context, *accounts, seal); }),
    };
}

}  // namespace panoh::coalition
