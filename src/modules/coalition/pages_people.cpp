// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/coalition/pages_people.hpp"

#include "modules/coalition/administration_view.hpp"
#include "modules/coalition/credentials_view.hpp"
#include "modules/coalition/person_view.hpp"
#include "modules/coalition/vouching_view.hpp"
#include "vault/accounts/administering.hpp"
#include "vault/invited.hpp"
#include "web/pages/components.hpp"
#include "web/pages/context.hpp"
#include "web/pages/shell.hpp"

#include <algorithm>

namespace panoh::coalition {

namespace {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup
using web::Audience;
using web::AuditAction;
using web::Method;
using web::PageContext;
using web::PageHead;
using web::Response;

/// Those who were invited have no login yet.
Html login_of(const vault::User& user)
{
    return vault::has_not_joined(user) ? group("—") : group(user.login);
}

Response users_page(PageContext& context)
{
    const auto directory = context.vault().directory();
    std::vector<const vault::User*> users;
    for (const auto& [id, user] : directory->users()) {
        if (accounts::administers(*directory, context.actor().user, user.organisation)) users.push_back(&user);
    }
    std::sort(users.begin(), users.end(), [&](const vault::User* left, const vault::User* right) {
        if (left->organisation != right->organisation) return left->organisation < right->organisation;
        return context.translator().compare(left->name.reveal(), right->name.reveal()) < 0;
    });
    std::vector<std::vector<Html>> rows;
    for (const vault::User* user : users) {
        rows.push_back({
            web::link(Url::local("/administration/users/{}", user->id), user->name),
            login_of(*user),
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
        el<"div">(
            cls("actions"),
            web::link_button(Url::local("/administration/invitations/new"), context.text(msg("invite.heading"))),
            web::quiet_link_button(Url::local("/administration/users/new"), context.text(msg("coalition.user.new")))
        ),
        web::table(context.text(msg("coalition.users.heading")), columns, rows)
    );
    return web::page(context, head_of(context, msg("coalition.users.heading")), body);
}

Response new_user_page(const PageContext& context, const std::vector<accounts::Problem>& problems, int status)
{
    auto login = input(context, problems, "login", msg("sign_in.login.label"));
    login.hint = context.text(msg("coalition.user.login.hint"));
    const Html body = group(
        problem_summary(context, problems),
        web::paragraph(context.text(msg("coalition.user.new.explain"))),
        web::paragraph(context.text(msg("coalition.user.new.when"))),
        web::post_form(
            context,
            Url::local("/administration/users/new"),
            group(
                person_fields(context, problems, web::text_input(context, login)),
                web::submit_button(context.text(msg("coalition.user.create")))
            )
        )
    );
    PageHead head = head_of(context, msg("coalition.user.new"));
    head.typed_text = true;
    head.tabs = back_link(context, Url::local("/administration/users"), msg("coalition.users.heading"));
    return web::page(context, head, body, status);
}

Response create_user(PageContext& context, accounts::Accounts& accounts, OneTimeImages& images)
{
    const accounts::NewUser user = typed_person(context);
    const auto problems = accounts.check(user);
    if (!problems.empty()) return new_user_page(context, problems, 422);
    auto credentials = accounts.add_user(*context.viewer().keys, user);
    if (!credentials) return web::error_page(context, credentials.error());
    return web::page(
        context, head_of(context, msg("coalition.credentials.heading")), credentials_view(context, *credentials, images)
    );
}

}  // namespace

web::Routes people_routes(accounts::Accounts* accounts, std::shared_ptr<OneTimeImages> images)
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
    };
}

}  // namespace panoh::coalition
