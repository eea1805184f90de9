// SPDX-License-Identifier: AGPL-3.0-or-later
// Narrowing what was found: facets with counts, all by POST.
#include "base/text.hpp"
#include "modules/casework/find_rules.hpp"
#include "modules/casework/pages.hpp"
#include "modules/casework/pages_find.hpp"
#include "modules/casework/pages_shared.hpp"

#include <algorithm>

namespace panoh::casework {

namespace {

using web::Choice;
using web::Html;
using web::Url;
using namespace html;

/// Name of the button that takes one facet away.
constexpr std::string_view without_input = "without";

std::string_view input_of(FindFacet facet)
{
    switch (facet) {
    case FindFacet::kind:
        return "kind";
    case FindFacet::organisation:
        return "organisation";
    case FindFacet::region:
        return "region";
    case FindFacet::state:
        return "state";
    case FindFacet::year:
        break;
    }
    return "year";
}

MessageId heading_of(FindFacet facet)
{
    switch (facet) {
    case FindFacet::kind:
        return msg("find.facet.kind");
    case FindFacet::organisation:
        return msg("find.facet.organisation");
    case FindFacet::region:
        return msg("find.facet.region");
    case FindFacet::state:
        return msg("find.facet.state");
    case FindFacet::year:
        break;
    }
    return msg("find.facet.year");
}

MessageId kind_label(std::string_view kind)
{
    if (kind == name_of(Hit::Kind::person)) return msg("find.kind.person");
    return kind == name_of(Hit::Kind::contact) ? msg("find.kind.contact") : msg("find.kind.case");
}

/// States carry their kind: "case_file:open".
std::string state_label(const PageContext& context, std::string_view text)
{
    const auto parts = split(text, ':');
    if (parts.size() != 2) return std::string(text);
    const bool of_case = parts[0] == name_of(Hit::Kind::case_file);
    return context.text(
        msg("find.state_of_kind"),
        {{"kind", context.text(kind_label(parts[0]))},
         {"state", context.code_label(of_case ? "case_states" : "contact_states", parts[1])}}
    );
}

std::string value_label(const PageContext& context, FindFacet facet, const std::string& text)
{
    if (text == not_answered_value) return context.text(msg("casework.cases.not_answered"));
    switch (facet) {
    case FindFacet::kind:
        return context.text(kind_label(text));
    case FindFacet::organisation:
        return context.organisation_name(OrganisationId::parse(text).value_or(OrganisationId{}));
    case FindFacet::region:
        return context.code_label("regions", text);
    case FindFacet::state:
        return state_label(context, text);
    case FindFacet::year:
        break;
    }
    return text;
}

Html facet_field(const PageContext& context, std::size_t at, const Findings& findings, const FindFilter& filter)
{
    const FindFacet facet = find_facets[at];
    std::vector<Choice> choices{{"", context.text(msg("casework.cases.any")), {}}};
    for (const auto& [text, count] : findings.counts[at]) {
        choices.push_back(
            {text,
             context.text(
                 msg("find.with_count"),
                 {{"label", value_label(context, facet, text)}, {"count", static_cast<std::int64_t>(count)}}
             ),
             {}}
        );
    }
    if (choices.size() < 3 && filter[at].empty()) return {};
    web::InputOptions options;
    options.name = std::string(input_of(facet));
    options.label = context.text(heading_of(facet));
    options.value = Sensitive<std::string>(filter[at]);
    return web::select(context, options, choices);
}

Html chip(const PageContext& context, FindFacet facet, const std::string& text)
{
    return el<"li">(el<"button">(
        cls("chip"),
        a<"type">("submit"),
        name(without_input),
        value(input_of(facet)),
        el<"span">(cls("visually-hidden"), context.text(msg("casework.cases.remove_filter")), " "),
        context.text(heading_of(facet)),
        ": ",
        value_label(context, facet, text),
        " ",
        el<"span">(cls("chip-cross"), aria<"hidden">(true), "×")
    ));
}

}  // namespace

FindFilter find_filter_of(const PageContext& context)
{
    const web::Parameters& form = context.request().form;
    FindFilter filter;
    for (std::size_t at = 0; at < find_facets.size(); ++at) {
        const std::string_view input = input_of(find_facets[at]);
        constexpr std::size_t longest_code = 80;
        const std::string_view text = trimmed(form.text(input));
        if (form.text(without_input) != input && text.size() <= longest_code) filter[at] = std::string(text);
    }
    if (!filter.front().empty() && !kind_named(filter.front())) filter.front().clear();
    return filter;
}

Html narrowing_of(const PageContext& context, const Findings& findings, const FindFilter& filter)
{
    Html fields;
    std::vector<Html> chips;
    for (std::size_t at = 0; at < find_facets.size(); ++at) {
        fields += facet_field(context, at, findings, filter);
        if (!filter[at].empty()) chips.push_back(chip(context, find_facets[at], filter[at]));
    }
    if (fields.empty()) return {};
    const auto total = static_cast<std::int64_t>(findings.total);
    return group(
        el<"details">(
            cls("disclosure filter-folded"),
            flag<"open">(filter != FindFilter{}),
            el<"summary">(context.text(msg("find.narrow"))),
            el<"div">(
                cls("filter"),
                el<"div">(cls("filter-fields"), fields),
                el<"div">(cls("actions"), web::secondary_submit(context.text(msg("casework.cases.apply"))))
            )
        ),
        el<"div">(
            cls("results"),
            el<"p">(a<"role">("status"), context.text(msg("find.total"), {{"count", total}})),
            chips.empty() ? Html() : el<"ul">(cls("chips"), chips)
        )
    );
}

}  // namespace panoh::casework
