// SPDX-License-Identifier: AGPL-3.0-or-later
// An administrator invites somebody and tells them a code by voice.
#include "modules/coalition/pages_invitation.hpp"

#include "base/text.hpp"
#include "modules/coalition/administration_view.hpp"
#include "modules/coalition/person_view.hpp"

namespace panoh::coalition {

namespace {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup
using accounts::Problem;
using web::Method;
using web::PageContext;
using web::PageHead;
using web::Response;

Response invite_page(const PageContext& context, const std::vector<Problem>& problems, const Html& notice, int status)
{
    const Html body = group(
        problem_summary(context, problems),
        notice,
        web::paragraph(context.text(msg("invite.explain"))),
        web::post_form(
            context,
            Url::local("/administration/invitations/new"),
            group(person_fields(context, problems, Html()), web::submit_button(context.text(msg("invite.button"))))
        )
    );
    PageHead head = head_of(context, msg("invite.heading"));
    head.typed_text = true;
    head.tabs = back_link(context, Url::local("/administration/users"), msg("coalition.users.heading"));
    return web::page(context, head, body, status);
}

Html code_words(const accounts::Invited& invited)
{
    std::vector<Html> words;
    std::string_view rest = invited.code.reveal();
    while (!rest.empty()) {
        const auto space = std::min(rest.find(' '), rest.size());
        words.push_back(el<"li">(el<"code">(Sensitive<std::string>(std::string(rest.substr(0, space))))));
        rest.remove_prefix(std::min(space + 1, rest.size()));
    }
    return el<"ol">(cls("words"), words);
}

/// The page is the answer to the form and is stored nowhere: whoever leaves it asks for a new code.
Response code_page(const PageContext& context, const accounts::Invited& invited)
{
    const auto directory = context.vault().directory();
    const std::vector<web::Fact> facts{
        {context.text(msg("coalition.user.name.label")), group(context.user_name(invited.user))},
        {context.text(msg("invite.until")), el<"span">(cls("num"), context.translator().moment(invited.until))},
    };
    std::vector<Html> steps;
    for (const MessageId& step :
         {msg("invite.step.voice"), msg("invite.step.join"), msg("invite.step.choose"), msg("invite.step.confirm")}) {
        steps.push_back(el<"li">(context.text(step)));
    }
    const Html body = group(
        web::notice(
            web::Tone::due,
            context.text(msg("coalition.credentials.once.heading")),
            web::paragraph(context.text(msg("invite.once")))
        ),
        web::facts(facts),
        web::section(context.text(msg("invite.code.heading")), code_words(invited)),
        web::section(context.text(msg("invite.steps.heading")), el<"ol">(steps)),
        el<"p">(
            web::quiet_link_button(Url::local("/administration/users"), context.text(msg("coalition.credentials.back")))
        )
    );
    return web::page(context, head_of(context, msg("invite.code.title")), body);
}

/// A form that is sent twice invites one person.
UserId id_of_form(const PageContext& context)
{
    return UserId::from_bytes(context.batch().view()).value_or(UserId{});
}

Response invite(PageContext& context, accounts::Accounts& accounts)
{
    const accounts::NewUser person = typed_person(context);
    const auto problems = accounts.check_invited(person);
    if (!problems.empty()) return invite_page(context, problems, {}, 422);
    const auto invited = accounts.invite(*context.viewer().keys, person, id_of_form(context));
    if (invited) return code_page(context, *invited);
    if (invited.error().code != ErrorCode::conflict) return web::error_page(context, invited.error());
    const Html notice = web::notice(
        web::Tone::late,
        context.text(invited.error().message),
        el<"p">(web::link(Url::local("/administration/users/new"), context.text(msg("coalition.user.new"))))
    );
    return invite_page(context, {}, notice, 422);
}

Response invite_again(PageContext& context, accounts::Accounts& accounts)
{
    const auto id = context.path_id<UserId>("user").value_or(UserId{});
    const auto invited = accounts.invite_again(*context.viewer().keys, id);
    return invited ? code_page(context, *invited) : web::error_page(context, invited.error());
}

Response withdraw(PageContext& context, accounts::Accounts& accounts)
{
    const auto id = context.path_id<UserId>("user").value_or(UserId{});
    const auto done = accounts.withdraw_invitation(*context.viewer().keys, id);
    return done ? Response::redirect(Url::local("/administration/users")) : web::error_page(context, done.error());
}

}  // namespace

web::Routes invitation_routes(accounts::Accounts* accounts)
{
    const auto administer = [](Method method, const char* pattern, const char* audit, web::PageHandler handler) {
        return web::Route{
            method,
            pattern,
            web::Audience::ability("administer"),
            web::AuditAction::named(audit),
            std::move(handler),
        };
    };
    return {
        administer(
            Method::get,
            "/administration/invitations/new",
            "user_form",
            [](PageContext& context) { return invite_page(context, {}, {}, 200); }
        ),
        administer(
            Method::post,
            "/administration/invitations/new",
            "user_invited",
            [accounts](PageContext& context) { return invite(context, *accounts); }
        ),
        administer(
            Method::post,
            "/administration/users/{user}/invitation",
            "user_invited",
            [accounts](PageContext& context) { return invite_again(context, *accounts); }
        ),
        administer(
            Method::post,
            "/administration/users/{user}/invitation/withdraw",
            "invitation_withdrawn",
            [accounts](PageContext& context) { return withdraw(context, *accounts); }
        ),
    };
}

}  // namespace panoh::coalition
