// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/coalition/person_view.hpp"

namespace panoh::coalition {

using html::Html;
using web::PageContext;

Html person_fields(const PageContext& context, const std::vector<accounts::Problem>& problems, const Html& login)
{
    auto organisation = input(context, problems, "organisation", msg("coalition.user.organisation.label"));
    if (organisation.value.reveal().empty()) {
        organisation.value = Sensitive<std::string>(context.actor().organisation.text());
    }
    auto language = input(context, problems, "language", msg("coalition.user.language.label"));
    return html::group(
        web::text_input(context, input(context, problems, "name", msg("coalition.user.name.label"))),
        login,
        web::select(context, organisation, organisation_choices(context)),
        web::checkboxes(
            context,
            input(context, problems, "roles", msg("coalition.user.roles.label")),
            role_choices(context),
            all_of(context, "roles")
        ),
        web::radios(context, language, language_choices(context))
    );
}

accounts::NewUser typed_person(const PageContext& context)
{
    const auto& form = context.request().form;
    accounts::NewUser user;
    user.login = std::string(form.text("login"));
    user.name = Sensitive<std::string>(std::string(form.text("name")));
    user.organisation = OrganisationId::parse(form.text("organisation")).value_or(OrganisationId{});
    user.roles = all_of(context, "roles");
    user.language = form.has("language") ? std::string(form.text("language")) : "en";
    return user;
}

}  // namespace panoh::coalition
