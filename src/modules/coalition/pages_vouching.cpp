// SPDX-License-Identifier: AGPL-3.0-or-later
// Colleagues confirm whom they know; whoever waits learns what to do.
#include "modules/coalition/pages_vouching.hpp"

#include "modules/coalition/administration_view.hpp"
#include "modules/coalition/vouching_view.hpp"
#include "web/pages/components.hpp"
#include "web/pages/context.hpp"
#include "web/pages/shell.hpp"

#include <algorithm>
#include <functional>

namespace panoh::coalition {

namespace {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup
using web::Audience;
using web::AuditAction;
using web::Method;
using web::PageContext;
using web::PageHead;
using web::Response;
using web::Tone;

constexpr std::string_view certificate_input = "certificate";

Html proposal(const PageContext& context, const vault::Standing& standing)
{
    if (standing.proposed_by.empty()) return {};
    return group(
        context.user_name(standing.proposed_by.back()),
        " · ",
        el<"span">(cls("num"), context.translator().moment(standing.proposed_at))
    );
}

PageHead head_at(const PageContext& context, const MessageId& heading)
{
    PageHead head = head_of(context, heading);
    head.place = web::Place::my_work;
    return head;
}

Html waiting_table(const PageContext& context, const std::vector<UserId>& waiting)
{
    if (waiting.empty()) return web::empty_state(context.text(msg("vouching.nobody_waits")));
    const auto directory = context.vault().directory();
    std::vector<std::vector<Html>> rows;
    for (const UserId& id : waiting) {
        const vault::User& user = *directory->user(id);
        rows.push_back({
            web::link(Url::local("/colleagues/{}/confirm", id), user.name),
            group(roles_text(context, user.roles)),
            proposal(context, directory->standing(id)),
            fingerprint(user),
        });
    }
    const auto columns = columns_of(
        context,
        {msg("coalition.user.name.label"),
         msg("coalition.user.roles.label"),
         msg("vouching.proposed"),
         msg("vouching.key")}
    );
    return web::table(context.text(msg("vouching.heading")), columns, rows);
}

Html confirmed_table(const PageContext& context)
{
    const auto directory = context.vault().directory();
    std::vector<const vault::User*> users;
    for (const auto& [id, user] : directory->users()) {
        if (user.organisation == context.actor().organisation && directory->is_confirmed(id)) users.push_back(&user);
    }
    std::sort(users.begin(), users.end(), [&](const vault::User* left, const vault::User* right) {
        return context.translator().compare(left->name.reveal(), right->name.reveal()) < 0;
    });
    std::vector<std::vector<Html>> rows;
    for (const vault::User* user : users) {
        rows.push_back({
            group(user->name),
            group(roles_text(context, directory->roles_of(user->id))),
            confirmation(context, directory->standing(user->id)),
        });
    }
    const auto columns = columns_of(
        context, {msg("coalition.user.name.label"), msg("coalition.user.roles.label"), msg("vouching.confirmed")}
    );
    return web::table(context.text(msg("vouching.confirmed.heading")), columns, rows);
}

Response list_page(PageContext& context)
{
    const auto waiting = context.vault().to_confirm(context.actor().user);
    if (waiting.empty() && !context.may("vouch")) {
        return web::error_page(context, fail(ErrorCode::denied, "not asked to confirm anybody"));
    }
    const Html body = group(
        web::paragraph(context.text(msg("vouching.explain"))),
        waiting_table(context, waiting),
        el<"section">(
            cls("section"),
            el<"h2">(context.text(msg("vouching.confirmed.heading"))),
            web::paragraph(context.text(msg("vouching.confirmed.explain"))),
            confirmed_table(context)
        )
    );
    return web::page(context, head_at(context, msg("vouching.heading")), body);
}

/// What a colleague looks at before they give their word.
struct Candidate {
    vault::User user;
    vault::Standing standing;
    Hash256 certificate{};
};

std::optional<Candidate> candidate_of(const PageContext& context)
{
    const auto id = context.path_id<UserId>("user");
    const auto waiting = context.vault().to_confirm(context.actor().user);
    if (!id || std::find(waiting.begin(), waiting.end(), *id) == waiting.end()) return std::nullopt;
    const auto directory = context.vault().directory();
    return Candidate{*directory->user(*id), directory->standing(*id), directory->certificate_hash(*id)};
}

Html facts_of(const PageContext& context, const Candidate& candidate)
{
    const vault::User& user = candidate.user;
    std::vector<web::Fact> facts{
        {context.text(msg("sign_in.login.label")), group(user.login)},
        {context.text(msg("coalition.user.organisation.label")), group(context.organisation_name(user.organisation))},
    };
    if (candidate.standing.confirmed) {
        const auto& before = candidate.standing.confirmed->roles;
        std::vector<std::string> added = user.roles;
        std::erase_if(added, [&](const std::string& role) {
            return std::find(before.begin(), before.end(), role) != before.end();
        });
        facts.push_back({context.text(msg("vouching.roles.before")), group(roles_text(context, before))});
        facts.push_back({context.text(msg("vouching.roles.added")), el<"b">(roles_text(context, added))});
    } else {
        facts.push_back({context.text(msg("coalition.user.roles.label")), group(roles_text(context, user.roles))});
    }
    facts.push_back({context.text(msg("vouching.proposed")), proposal(context, candidate.standing)});
    return web::facts(facts);
}

/// What has to be true before anybody says yes.
Html conditions(const PageContext& context, const Candidate& candidate)
{
    if (candidate.standing.confirmed) return web::paragraph(context.text(msg("vouching.confirm.wider")));
    const std::vector<Html> items{
        el<"li">(context.text(msg("vouching.confirm.known"))),
        el<"li">(context.text(msg("vouching.confirm.received"))),
        el<"li">(context.text(msg("vouching.confirm.compared")), " ", fingerprint(candidate.user)),
    };
    Html warning;
    if (!candidate.standing.own_keys) {
        warning = web::notice(
            Tone::due,
            context.text(msg("vouching.first_passphrase.heading")),
            web::paragraph(context.text(msg("vouching.first_passphrase.explain")))
        );
    }
    return group(web::paragraph(context.text(msg("vouching.confirm.only_if"))), el<"ul">(items), warning);
}

Html answer_form(const PageContext& context, const Candidate& candidate, const Url& target, const Html& button)
{
    return web::post_form(
        context,
        target,
        group(
            el<"input">(a<"type">("hidden"), name(certificate_input), value(to_base64url(candidate.certificate))),
            button
        )
    );
}

Response confirm_page(PageContext& context, const Candidate& candidate, const Html& notice, int status)
{
    const UserId& id = candidate.user.id;
    const bool is_new = !candidate.standing.confirmed;
    Html refused_before;
    if (candidate.standing.refused) {
        const auto& refused = *candidate.standing.refused;
        refused_before = web::notice(
            Tone::late,
            context.text(
                msg("vouching.refused_before"),
                {{"who", context.user_name(refused.author).reveal()}, {"when", context.translator().moment(refused.at)}}
            ),
            Html()
        );
    }
    const Html body = group(
        notice,
        refused_before,
        facts_of(context, candidate),
        el<"section">(
            cls("section"),
            el<"h2">(context.text(msg("vouching.confirm.heading"))),
            conditions(context, candidate),
            answer_form(
                context,
                candidate,
                Url::local("/colleagues/{}/confirm", id),
                web::submit_button(context.text(msg("vouching.confirm.button")))
            )
        ),
        web::details(
            context.text(msg("vouching.refuse.heading")),
            group(
                web::paragraph(context.text(is_new ? msg("vouching.refuse.new") : msg("vouching.refuse.wider"))),
                answer_form(
                    context,
                    candidate,
                    Url::local("/colleagues/{}/refuse", id),
                    web::secondary_submit(context.text(msg("vouching.refuse.button")))
                )
            )
        )
    );
    PageHead head = head_at(context, msg("vouching.person.title"));
    head.heading = candidate.user.name;
    head.tabs = el<"a">(cls("back-link"), href(Url::local("/colleagues")), context.text(msg("vouching.back")));
    return web::page(context, head, body, status);
}

Response show_candidate(PageContext& context)
{
    const auto candidate = candidate_of(context);
    if (!candidate) return web::error_page(context, fail(ErrorCode::not_found, "nobody of this id waits for you"));
    return confirm_page(context, *candidate, Html(), 200);
}

Hash256 shown_certificate(const PageContext& context)
{
    Hash256 certificate{};
    const auto bytes = from_base64url(context.request().form.text(certificate_input));
    if (bytes && bytes->size() == certificate.size()) std::copy(bytes->begin(), bytes->end(), certificate.begin());
    return certificate;
}

/// Both answers end on the list, where they show. When the certificate has changed since, its page comes again.
Response answered(PageContext& context, const Result<void>& done)
{
    if (done) return Response::redirect(Url::local("/colleagues"));
    const auto candidate = candidate_of(context);
    if (done.error().code != ErrorCode::conflict || !candidate) return web::error_page(context, done.error());
    const Html notice = web::notice(Tone::late, context.text(done.error().message), Html());
    return confirm_page(context, *candidate, notice, http_status(ErrorCode::invalid_input));
}

Response confirm(PageContext& context, accounts::Accounts& accounts)
{
    const auto id = context.path_id<UserId>("user").value_or(UserId{});
    return answered(context, accounts.confirm(*context.viewer().keys, id, shown_certificate(context)));
}

Response refuse(PageContext& context, accounts::Accounts& accounts)
{
    const auto id = context.path_id<UserId>("user").value_or(UserId{});
    const auto presence = accounts.refuse(*context.viewer().keys, id, shown_certificate(context));
    return answered(context, presence ? Result<void>{} : presence.error());
}

}  // namespace

Response waiting_page(PageContext& context)
{
    const auto directory = context.vault().directory();
    const vault::User* user = directory->user(context.actor().user);
    if (user == nullptr) return web::error_page(context, fail(ErrorCode::denied, "the viewer has left"));
    const bool own_keys = directory->standing(user->id).own_keys;
    const Html own_passphrase =
        own_keys ? group(
            el<"h2">(context.text(msg("vouching.wait.own.done"))),
            web::paragraph(context.text(msg("vouching.wait.factor.explain"))),
            el<"p">(web::quiet_link_button(Url::local("/account"), context.text(msg("vouching.wait.factor.link"))))
        )
                 : group(
                     el<"h2">(context.text(msg("vouching.wait.own.heading"))),
                     web::paragraph(context.text(msg("vouching.wait.own.explain"))),
                     el<"p">(web::link_button(Url::local("/account"), context.text(msg("vouching.wait.own.link"))))
                 );
    const Html body = group(
        web::notice(
            Tone::due,
            context.text(msg("vouching.wait.notice")),
            web::paragraph(context.text(msg("vouching.wait.explain")))
        ),
        el<"section">(cls("section"), own_passphrase),
        el<"section">(
            cls("section"),
            el<"h2">(context.text(msg("vouching.wait.ask.heading"))),
            web::paragraph(context.text(msg("vouching.wait.ask.explain"))),
            el<"p">(fingerprint(*user))
        ),
        el<"section">(
            cls("section"),
            el<"h2">(context.text(msg("vouching.wait.then.heading"))),
            web::paragraph(context.text(msg("vouching.wait.then.explain"))),
            el<"p">(web::quiet_link_button(Url::local("/"), context.text(msg("vouching.wait.look"))))
        )
    );
    return web::page(context, head_at(context, msg("vouching.wait.heading")), body);
}

web::Routes vouching_routes(accounts::Accounts* accounts)
{
    // Whose word counts is decided by the vault, person by person.
    const auto colleague = [](Method method, std::string pattern, std::string audit, web::PageHandler handler) {
        return web::Route{
            method,
            std::move(pattern),
            Audience::ability("work"),
            AuditAction::named(std::move(audit)),
            std::move(handler),
        };
    };
    return {
        colleague(Method::get, "/colleagues", "colleagues", list_page),
        colleague(Method::get, "/colleagues/{user}/confirm", "colleague", show_candidate),
        colleague(
            Method::post,
            "/colleagues/{user}/confirm",
            "colleague_confirmed",
            [accounts](PageContext& context) { return confirm(context, *accounts); }
        ),
        colleague(
            Method::post,
            "/colleagues/{user}/refuse",
            "colleague_refused",
            [accounts](PageContext& context) { return refuse(context, *accounts); }
        ),
    };
}

}  // namespace panoh::coalition
