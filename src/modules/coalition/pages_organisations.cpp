// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/coalition/pages_organisations.hpp"

#include "modules/coalition/administration_view.hpp"

namespace panoh::coalition {

namespace {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup
using web::Audience;
using web::AuditAction;
using web::Method;
using web::PageContext;
using web::PageHead;
using web::Response;

Response organisations_page(const PageContext& context, const std::vector<accounts::Problem>& problems, int status)
{
    std::vector<std::vector<Html>> rows;
    const auto directory = context.vault().directory();
    for (const auto& [id, organisation] : directory->organisations()) {
        std::vector<std::string> regions;
        for (const std::string& region : organisation.regions)
            regions.push_back(context.code_label("regions", region));
        rows.push_back({
            group(context.organisation_name(id)),
            group(organisation.code),
            group(context.translator().list(regions)),
        });
    }
    const auto columns = columns_of(
        context,
        {msg("coalition.organisation.name.label"),
         msg("coalition.organisation.code.label"),
         msg("coalition.organisation.regions.label")}
    );
    auto code = input(context, problems, "code", msg("coalition.organisation.code.label"));
    code.hint = context.text(msg("coalition.organisation.code.hint"));
    const Html body = group(
        problem_summary(context, problems),
        web::table(context.text(msg("coalition.organisations.heading")), columns, rows),
        web::section(
            context.text(msg("coalition.organisation.new")),
            web::post_form(
                context,
                Url::local("/administration/organisations"),
                group(
                    web::text_input(
                        context, input(context, problems, "name", msg("coalition.organisation.name.label"))
                    ),
                    web::text_input(context, code),
                    web::submit_button(context.text(msg("coalition.organisation.create")))
                )
            )
        )
    );
    PageHead head = head_of(context, msg("coalition.organisations.heading"));
    head.typed_text = true;
    return web::page(context, head, body, status);
}

Response create_organisation(PageContext& context, accounts::Accounts& accounts)
{
    const auto& form = context.request().form;
    accounts::NewOrganisation organisation;
    organisation.code = std::string(form.text("code"));
    for (const std::string& language : context.services().catalogues->languages()) {
        organisation.name[language] = std::string(form.text("name"));
    }
    const auto problems = accounts.check(organisation);
    if (!problems.empty()) return organisations_page(context, problems, 422);
    const auto added = accounts.add_organisation(*context.viewer().keys, organisation);
    if (!added) return web::error_page(context, added.error());
    return Response::redirect(Url::local("/administration/organisations"));
}

}  // namespace

web::Routes organisation_routes(accounts::Accounts* accounts)
{
    return {
        {Method::get,
         "/administration/organisations",
         Audience::ability("administer"),
         AuditAction::named("organisations"),
         [](PageContext& context) {
             return organisations_page(context, {}, 200);
         }},
        {Method::post,
         "/administration/organisations",
         Audience::ability("administer"),
         AuditAction::named("organisation_created"),
         [accounts](PageContext& context) {
             return create_organisation(context, *accounts);
         }},
    };
}

}  // namespace panoh::coalition
