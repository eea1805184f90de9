// SPDX-License-Identifier: AGPL-3.0-or-later
// The reader's own organisation, out of its register. No other organisation has a page here.
#include "modules/coalition/pages_profile.hpp"

#include "forms/labels.hpp"
#include "forms/values.hpp"
#include "modules/coalition/administration_view.hpp"
#include "modules/coalition/profile.hpp"
#include "web/pages/form_view.hpp"

namespace panoh::coalition {

namespace {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup
using web::Method;
using web::PageContext;
using web::PageHead;
using web::Response;

const Url& page_address()
{
    static const Url address = Url::local("/organisation");
    return address;
}

const Url& form_address()
{
    static const Url address = Url::local("/organisation/edit");
    return address;
}

const forms::RecordType& type_of(const PageContext& context)
{
    return *context.records().schema().type(profile_type);
}

Response show_profile(PageContext& context)
{
    const auto profile = own_profile(context.records(), context.caller());
    if (!profile) return web::error_page(context, profile.error());
    const bool may_change = context.may("keep_profile");
    const Html change = may_change ? web::link_button(form_address(), context.text(msg("profile.change"))) : Html();
    const Html body = profile->has_value()
                          ? group(
                              web::record_facts(context, type_of(context), (*profile)->merged().reveal()),
                              may_change ? el<"div">(cls("actions"), change) : Html()
                          )
                          : web::empty_state(
                              context.text(may_change ? msg("profile.none.yours") : msg("profile.none")),
                              may_change ? std::optional(change) : std::nullopt
                          );
    PageHead head = head_of(context, msg("profile.heading"));
    head.tabs = back_link(context, Url::local("/administration"), msg("coalition.administration"));
    return web::page(context, head, group(web::paragraph(context.text(msg("profile.explain"))), body));
}

/// A list with many codes, closed, with what was chosen.
Html folded_codes(const PageContext& context, const web::FormView& view, std::string_view field)
{
    const forms::Field* definition = view.type->find(field);
    std::vector<std::string> chosen;
    for (const std::string_view code : view.values->all(field))
        chosen.push_back(context.code_label(definition->list, code));
    std::string summary = context.text(forms::field_message(profile_type, field));
    if (!chosen.empty()) summary += ": " + context.translator().list(chosen);
    return web::details(summary, web::form_field(context, view, field));
}

Html mistakes(const PageContext& context, std::span<const forms::FormProblem> problems)
{
    std::vector<web::Mistake> sentences;
    for (const forms::FormProblem& each : problems)
        sentences.push_back({each.field, context.text(each.message)});
    return sentences.empty() ? Html() : web::error_summary(context, sentences);
}

PageHead form_head(const PageContext& context)
{
    PageHead head = head_of(context, msg("profile.form.heading"));
    head.typed_text = true;
    head.tabs = back_link(context, page_address(), msg("profile.heading"));
    return head;
}

Response form_page(
    const PageContext& context,
    const forms::Submission& values,
    std::uint32_t base,
    std::span<const forms::FormProblem> problems
)
{
    web::FormView view;
    view.type = &type_of(context);
    view.values = &values;
    view.problems = problems;
    const Html fields = group(
        PageContext::base_field(base),
        mistakes(context, problems),
        web::form_field(context, view, "name"),
        web::form_field(context, view, "short"),
        folded_codes(context, view, "regions"),
        folded_codes(context, view, "services"),
        folded_codes(context, view, "languages"),
        web::form_field(context, view, "emergency"),
        el<"div">(
            cls("actions"),
            web::submit_button(context.text(msg("account.save"))),
            web::quiet_link_button(page_address(), context.text(msg("profile.cancel")))
        )
    );
    return web::page(
        context, form_head(context), web::post_form(context, form_address(), fields), problems.empty() ? 200 : 422
    );
}

/// What the administrator knows about the organisation: its name and its regions.
forms::Submission first_values(const PageContext& context)
{
    forms::Submission values;
    const OrganisationId& own = context.actor().organisation;
    values.add("name", context.organisation_name(own));
    const auto directory = context.vault().directory();
    for (const std::string& region : directory->organisation(own)->regions)
        values.add("regions", region);
    return values;
}

Response show_form(PageContext& context)
{
    const auto profile = own_profile(context.records(), context.caller());
    if (!profile) return web::error_page(context, profile.error());
    if (!profile->has_value()) return form_page(context, first_values(context), 0, {});
    const vault::Record& record = **profile;
    const auto values = forms::to_submission(type_of(context), record.merged().reveal(), context.services().zone);
    return form_page(context, values, record.revision, {});
}

Result<forms::Submission> sent(PageContext& context)
{
    if (!web::is_merge(context)) return context.submission();
    const auto profile = own_profile(context.records(), context.caller());
    if (!profile) return profile.error();
    if (!profile->has_value()) return fail(ErrorCode::not_found, "the profile has gone");
    return web::sent_edit(context, type_of(context), (*profile)->id);
}

Response save_form(PageContext& context)
{
    const auto submission = sent(context);
    if (!submission) return web::error_page(context, submission.error());
    const auto outcome =
        save_profile(context.records(), context.caller(), context.base(), *submission, context.batch());
    if (!outcome) return web::error_page(context, outcome.error());
    if (outcome->clash) {
        const Html merge = web::merge_view(context, type_of(context), *outcome->clash, *submission);
        return web::page(context, form_head(context), merge, http_status(ErrorCode::conflict));
    }
    if (!outcome->saved()) return form_page(context, *submission, context.base(), outcome->problems);
    return Response::redirect(page_address());
}

}  // namespace

web::Routes profile_routes()
{
    const auto at =
        [](Method method, const char* pattern, const char* ability, const char* audit, web::PageHandler handler) {
            return web::Route{
                method, pattern, web::Audience::ability(ability), web::AuditAction::named(audit), std::move(handler)};
        };
    return {
        at(Method::get, "/organisation", "see_register", "organisation_profile", show_profile),
        at(Method::get, "/organisation/edit", "keep_profile", "organisation_profile", show_form),
        at(Method::post, "/organisation/edit", "keep_profile", "organisation_profile_changed", save_form),
    };
}

}  // namespace panoh::coalition
