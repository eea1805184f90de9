// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/coalition/pages_people.hpp"

#include "modules/coalition/administration_view.hpp"
#include "modules/coalition/credentials_view.hpp"
#include "modules/coalition/vouching_view.hpp"
#include "web/pages/components.hpp"
#include "web/pages/context.hpp"
#include "web/pages/shell.hpp"

#include <algorithm>

namespace panoh::coalition {

namespace {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup
using web::Audience;
using web::AuditAction;
using web::Choice;
using web::Method;
using web::PageContext;
using web::PageHead;
using web::Response;

std::string role_label(const PageContext& context, std::string_view role)
{
    return context.text(MessageId("role." + std::string(role) + ".label"));
}

Response users_page(PageContext& context)
{
    const auto directory = context.vault().directory();
    std::vector<const vault::User*> users;
    for (const auto& [id, user] : directory->users())
        users.push_back(&user);
    std::sort(users.begin(), users.end(), [&](const vault::User* left, const vault::User* right) {
        if (left->organisation != right->organisation) return left->organisation < right->organisation;
        return context.translator().compare(left->name.reveal(), right->name.reveal()) < 0;
    });
    std::vector<std::vector<Html>> rows;
    for (const vault::User* user : users) {
        rows.push_back({
            web::link(Url::local("/administration/users/{}", user->id), user->name),
            group(user->login),
            group(context.organisation_name(user->organisation)),
            group(roles_text(context, user->roles)),
            state_tag(context, *directory, *user),
        });
    }
    const auto columns = columns_of(
        context,
        {msg("coalition.user.name.label"),
         msg("sign_in.login.label"),
         msg("coalition.user.organisation.label"),
         msg("coalition.user.roles.label"),
         msg("coalition.user.state")}
    );
    const Html body = group(
        el<"p">(web::link_button(Url::local("/administration/users/new"), context.text(msg("coalition.user.new")))),
        web::table(context.text(msg("coalition.users.heading")), columns, rows)
    );
    return web::page(context, head_of(context, msg("coalition.users.heading")), body);
}

std::vector<Choice> organisation_choices(const PageContext& context)
{
    std::vector<Choice> choices;
    const auto directory = context.vault().directory();
    for (const auto& [id, organisation] : directory->organisations()) {
        choices.push_back({id.text(), context.organisation_name(id), ""});
    }
    return choices;
}

std::vector<Choice> role_choices(const PageContext& context)
{
    std::vector<Choice> choices;
    for (const auto& [name, role] : context.services().access->roles().all()) {
        choices.push_back({name, role_label(context, name), context.text(MessageId("role." + name + ".hint"))});
    }
    return choices;
}

std::vector<Choice> language_choices(const PageContext& context)
{
    std::vector<Choice> choices;
    for (const auto& [code, name] : context.services().catalogues->native_language_names()) {
        choices.push_back({code, name, ""});
    }
    return choices;
}

Response new_user_page(const PageContext& context, const std::vector<accounts::Problem>& problems, int status)
{
    const auto& form = context.request().form;
    std::vector<std::string> chosen;
    for (const std::string_view role : form.all("roles"))
        chosen.emplace_back(role);
    auto login = input(context, problems, "login", msg("sign_in.login.label"));
    login.hint = context.text(msg("coalition.user.login.hint"));
    auto organisation = input(context, problems, "organisation", msg("coalition.user.organisation.label"));
    if (organisation.value.reveal().empty()) {
        organisation.value = Sensitive<std::string>(context.actor().organisation.text());
    }
    const Html body = group(
        problem_summary(context, problems),
        web::paragraph(context.text(msg("coalition.user.new.explain"))),
        web::post_form(
            context,
            Url::local("/administration/users/new"),
            group(
                web::text_input(context, input(context, problems, "name", msg("coalition.user.name.label"))),
                web::text_input(context, login),
                web::select(context, organisation, organisation_choices(context)),
                web::checkboxes(
                    context,
                    input(context, problems, "roles", msg("coalition.user.roles.label")),
                    role_choices(context),
                    chosen
                ),
                web::radios(
                    context,
                    input(context, problems, "language", msg("coalition.user.language.label")),
                    language_choices(context)
                ),
                web::submit_button(context.text(msg("coalition.user.create")))
            )
        )
    );
    PageHead head = head_of(context, msg("coalition.user.new"));
    head.typed_text = true;
    return web::page(context, head, body, status);
}

accounts::NewUser new_user_of(const PageContext& context)
{
    const auto& form = context.request().form;
    accounts::NewUser user;
    user.login = std::string(form.text("login"));
    user.name = Sensitive<std::string>(std::string(form.text("name")));
    user.organisation = OrganisationId::parse(form.text("organisation")).value_or(OrganisationId{});
    for (const std::string_view role : form.all("roles"))
        user.roles.emplace_back(role);
    user.language = form.has("language") ? std::string(form.text("language")) : "en";
    return user;
}

Response create_user(PageContext& context, accounts::Accounts& accounts, OneTimeImages& images)
{
    const accounts::NewUser user = new_user_of(context);
    const auto problems = accounts.check(user);
    if (!problems.empty()) return new_user_page(context, problems, 422);
    auto credentials = accounts.add_user(*context.viewer().keys, user);
    if (!credentials) return web::error_page(context, credentials.error());
    return web::page(
        context, head_of(context, msg("coalition.credentials.heading")), credentials_view(context, *credentials, images)
    );
}

std::vector<web::Fact> facts_of(const PageContext& context, const vault::Directory& directory, const vault::User& user)
{
    std::vector<web::Fact> facts{
        {context.text(msg("sign_in.login.label")), group(user.login)},
        {context.text(msg("coalition.user.organisation.label")), group(context.organisation_name(user.organisation))},
        {context.text(msg("coalition.user.roles.label")), group(roles_text(context, user.roles))},
        {context.text(msg("coalition.user.state")), state_tag(context, directory, user)},
    };
    const vault::Standing& standing = directory.standing(user.id);
    if (standing.confirmed) {
        facts.push_back({context.text(msg("vouching.confirmed")), confirmation(context, standing)});
    }
    if (standing.refused) {
        facts.push_back(
            {context.text(msg("vouching.refused.by")),
             group(
                 context.user_name(standing.refused->author),
                 " · ",
                 el<"span">(cls("num"), context.translator().moment(standing.refused->at))
             )}
        );
    }
    return facts;
}

/// Why the person sees no files yet, and who can change that.
Html waiting_notice(const PageContext& context, const vault::Directory& directory, const vault::User& user)
{
    if (!directory.is_waiting(user.id)) return {};
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

Response user_page(PageContext& context, const std::optional<Html>& notice = std::nullopt, int status = 200)
{
    const auto id = context.path_id<UserId>("user");
    const auto directory = context.vault().directory();
    const vault::User* user = id ? directory->user(*id) : nullptr;
    if (user == nullptr) return web::error_page(context, fail(ErrorCode::not_found, "no such user"));
    const std::vector<web::Fact> facts = facts_of(context, *directory, *user);
    web::InputOptions loss;
    loss.name = "accept_loss";
    loss.label = context.text(msg("coalition.user.accept_loss.legend"));
    const std::vector<Choice> accept{{"yes", context.text(msg("coalition.user.accept_loss.label")), ""}};
    const auto action_form = [&](Url target, const MessageId& heading, const MessageId& explain, const MessageId& button
                             ) {
        return web::details(
            context.text(heading),
            group(
                web::paragraph(context.text(explain)),
                web::post_form(
                    context,
                    target,
                    group(web::checkboxes(context, loss, accept, {}), web::submit_button(context.text(button)))
                )
            )
        );
    };
    const Html body = group(
        notice,
        waiting_notice(context, *directory, *user),
        web::facts(facts),
        action_form(
            Url::local("/administration/users/{}/passphrase", user->id),
            msg("coalition.user.renew.heading"),
            msg("coalition.user.renew.explain"),
            msg("coalition.user.renew.button")
        ),
        user->active ? action_form(
            Url::local("/administration/users/{}/deactivate", user->id),
            msg("coalition.user.leave.heading"),
            msg("coalition.user.leave.explain"),
            msg("coalition.user.leave.button")
        )
                     : Html()
    );
    PageHead head = head_of(context, msg("coalition.user.title"));
    head.heading = user->name;
    return web::page(context, head, body, status);
}

/// What cannot be undone is said with its reason, and nothing has changed.
Response user_problem(PageContext& context, const Error& error)
{
    if (error.code != ErrorCode::conflict && error.code != ErrorCode::invalid_input) {
        return web::error_page(context, error);
    }
    return user_page(context, web::notice(web::Tone::late, context.text(error.message), Html()), 422);
}

Response renew_user(PageContext& context, accounts::Accounts& accounts, OneTimeImages& images)
{
    const auto id = context.path_id<UserId>("user");
    if (!id) return web::error_page(context, fail(ErrorCode::not_found, "no such user"));
    const bool accept = context.request().form.text("accept_loss") == "yes";
    auto credentials = accounts.issue_new_passphrase(*context.viewer().keys, *id, accept);
    if (!credentials) return user_problem(context, credentials.error());
    return web::page(
        context, head_of(context, msg("coalition.credentials.heading")), credentials_view(context, *credentials, images)
    );
}

Response deactivate_user(PageContext& context, accounts::Accounts& accounts, const std::function<void()>& seal)
{
    const auto id = context.path_id<UserId>("user");
    if (!id) return web::error_page(context, fail(ErrorCode::not_found, "no such user"));
    const bool accept = context.request().form.text("accept_loss") == "yes";
    const auto presence = accounts.deactivate_user(*context.viewer().keys, *id, accept);
    if (!presence) return user_problem(context, presence.error());
    if (presence->should_seal) seal();
    return Response::redirect(Url::local("/administration/users/{}", *id));
}

}  // namespace

web::Routes
people_routes(accounts::Accounts* accounts, std::shared_ptr<OneTimeImages> images, std::function<void()> seal)
{
    const auto administer = [](Method method, std::string pattern, std::string audit, web::PageHandler handler) {
        return web::Route{
            method,
            std::move(pattern),
            Audience::ability("administer"),
            AuditAction::named(std::move(audit)),
            std::move(handler),
        };
    };
    return {
        administer(Method::get, "/administration/users", "users", users_page),
        administer(
            Method::get,
            "/administration/users/new",
            "user_form",
            [](PageContext& context) { return new_user_page(context, {}, 200); }
        ),
        administer(
            Method::post,
            "/administration/users/new",
            "user_created",
            [accounts, images](PageContext& context) { return create_user(context, *accounts, *images); }
        ),
        administer(
            Method::get, "/administration/users/{user}", "user", [](PageContext& context) { return user_page(context); }
        ),
        administer(
            Method::post,
            "/administration/users/{user}/passphrase",
            "passphrase_issued",
            [accounts, images](PageContext& context) { return renew_user(context, *accounts, *images); }
        ),
        administer(
            Method::post,
            "/administration/users/{user}/deactivate",
            "user_deactivated",
            [accounts, seal](PageContext& context) { return deactivate_user(context, *accounts, seal); }
        )};
}

}  // namespace panoh::coalition
