// SPDX-License-Identifier: AGPL-3.0-or-later
// Facets of lists: with counts, as a form and as chips.
#include "modules/casework/pages_views.hpp"
#include "modules/casework/views_lists.hpp"

#include <algorithm>
#include <charconv>
#include <map>

namespace panoh::casework {

namespace {

using records::FacetCounts;
using records::no_answer;
using web::Choice;
using web::Html;
using web::PageContext;
using web::Url;
using namespace html;

Choice counted(const PageContext& context, const std::string& code, const std::string& label, std::size_t count)
{
    return {
        code,
        context.text(msg("find.with_count"), {{"label", label}, {"count", static_cast<std::int64_t>(count)}}),
        {}};
}

Html chip(const PageContext& context, const FacetView& facet, const Url& without)
{
    return el<"li">(el<"a">(
        cls("chip"),
        href(without),
        el<"span">(cls("visually-hidden"), context.text(msg("casework.cases.remove_filter")), " "),
        facet.label,
        ": ",
        facet.chosen_label,
        " ",
        el<"span">(cls("chip-cross"), aria<"hidden">(true), "×")
    ));
}

}  // namespace

FacetView named_facet(
    const PageContext& context,
    std::string input,
    std::string label,
    const std::string& chosen,
    const FacetCounts& counts,
    const std::function<std::string(const std::string& code)>& label_of
)
{
    FacetView facet{
        std::move(input), std::move(label), chosen, {}, {{"", context.text(msg("casework.cases.any")), {}}}};
    const auto name = [&](const std::string& code) {
        return code == no_answer ? context.text(msg("casework.cases.not_answered")) : label_of(code);
    };
    for (const auto& [code, count] : counts)
        facet.choices.push_back(counted(context, code, name(code), count));
    if (!chosen.empty()) facet.chosen_label = name(chosen);
    return facet;
}

FacetView code_facet(
    const PageContext& context,
    std::string input,
    std::string label,
    std::string_view list,
    const std::string& chosen,
    const FacetCounts& counts
)
{
    std::map<std::string, std::size_t> places;
    if (const forms::CodeList* codes = context.records().schema().list(list)) {
        for (std::size_t at = 0; at < codes->codes.size(); ++at)
            places[codes->codes[at].code] = at;
    }
    const auto place = [&](const std::string& code) {
        const auto found = places.find(code);
        return std::pair(code == no_answer, found == places.end() ? places.size() : found->second);
    };
    FacetCounts sorted = counts;
    std::stable_sort(sorted.begin(), sorted.end(), [&](const auto& left, const auto& right) {
        return place(left.first) < place(right.first);
    });
    return named_facet(context, std::move(input), std::move(label), chosen, sorted, [&](const std::string& code) {
        return context.code_label(list, code);
    });
}

FacetView user_facet(
    const PageContext& context,
    std::string input,
    std::string label,
    const std::string& chosen,
    const FacetCounts& counts
)
{
    const std::string me = context.actor().user.text();
    const auto name = [&](const std::string& code) {
        return context.user_name(UserId::parse(code).value_or(UserId{})).reveal();
    };
    FacetCounts sorted = counts;
    std::stable_sort(sorted.begin(), sorted.end(), [&](const auto& left, const auto& right) {
        const auto rank = [&](const std::string& code) {
            return code == me ? 0 : code == no_answer ? 2 : 1;
        };
        if (rank(left.first) != rank(right.first)) return rank(left.first) < rank(right.first);
        return context.translator().compare(name(left.first), name(right.first)) < 0;
    });
    return named_facet(context, std::move(input), std::move(label), chosen, sorted, name);
}

FacetView organisation_facet(
    const PageContext& context,
    std::string input,
    std::string label,
    const std::string& chosen,
    const FacetCounts& counts
)
{
    return named_facet(context, std::move(input), std::move(label), chosen, counts, [&](const std::string& code) {
        return context.organisation_name(OrganisationId::parse(code).value_or(OrganisationId{}));
    });
}

FacetView due_facet(
    const PageContext& context,
    std::string input,
    std::string label,
    const std::string& chosen,
    const FacetCounts& counts
)
{
    FacetCounts sorted;
    for (const std::string_view code : {due_codes[0], due_codes[1], due_codes[2], no_answer}) {
        for (const auto& each : counts)
            if (each.first == code) sorted.push_back(each);
    }
    FacetView facet =
        named_facet(context, std::move(input), std::move(label), chosen, sorted, [&](const std::string& code) {
            if (code == due_codes[0]) return context.text(msg("views.due.overdue"));
            return context.text(code == due_codes[1] ? msg("views.due.week") : msg("views.due.later"));
        });
    return facet;
}

std::string known_code(const PageContext& context, std::string_view list, std::string_view text)
{
    if (text == no_answer) return std::string(text);
    const forms::CodeList* found = context.records().schema().list(list);
    return found != nullptr && found->find(text) != nullptr ? std::string(text) : std::string();
}

std::string known_text(std::string_view text, std::span<const std::string_view> known)
{
    const bool is_known = text == no_answer || std::find(known.begin(), known.end(), text) != known.end();
    return is_known ? std::string(text) : std::string();
}

std::string known_year(std::string_view text)
{
    constexpr std::size_t digits = 4;
    const bool is_year = text.size() == digits && text.find_first_not_of("0123456789") == std::string_view::npos;
    return is_year || text == no_answer ? std::string(text) : std::string();
}

std::string known_user(const PageContext& context, std::string_view text)
{
    if (text == no_answer) return std::string(text);
    if (text == "me") return context.actor().user.text();
    const auto user = UserId::parse(text);
    return user ? user->text() : std::string();
}

std::string known_organisation(std::string_view text)
{
    const auto organisation = OrganisationId::parse(text);
    return organisation ? organisation->text() : std::string();
}

std::string user_parameter(const PageContext& context, const std::string& user)
{
    return user == context.actor().user.text() ? "me" : user;
}

std::size_t page_number(std::string_view text)
{
    std::size_t page = 1;
    std::from_chars(text.data(), text.data() + text.size(), page);
    return std::clamp<std::size_t>(page, 1, 100'000);
}

Html facet_form(
    const PageContext& context,
    const Url& list,
    std::span<const std::pair<std::string, std::string>> hidden,
    std::span<const FacetView> facets,
    const Html& more,
    const Url& cleared
)
{
    Html fields;
    bool is_set = false;
    for (const auto& [input, text] : hidden)
        fields += el<"input">(a<"type">("hidden"), name(input), value(text));
    Html selects;
    for (const FacetView& facet : facets) {
        is_set = is_set || !facet.chosen.empty();
        const std::size_t no_choice = facet.of_some ? 1 : 2;
        if (facet.choices.size() <= no_choice && facet.chosen.empty()) continue;
        web::InputOptions options;
        options.name = facet.input;
        options.label = facet.label;
        options.value = Sensitive<std::string>(facet.chosen);
        selects += web::select(context, options, facet.choices);
    }
    return el<"details">(
        cls("disclosure filter-folded"),
        flag<"open">(is_set),
        el<"summary">(context.text(msg("casework.cases.filter"))),
        el<"form">(
            cls("filter"),
            a<"method">("get"),
            action(list),
            fields,
            el<"div">(cls("filter-fields"), selects, more),
            el<"div">(
                cls("actions"),
                web::secondary_submit(context.text(msg("casework.cases.apply"))),
                web::quiet_link_button(cleared, context.text(msg("casework.cases.clear")))
            )
        )
    );
}

Html results_line(
    const PageContext& context,
    std::string_view count,
    std::span<const FacetView> facets,
    const std::function<Url(std::string_view input)>& without
)
{
    std::vector<Html> chips;
    for (const FacetView& facet : facets) {
        if (!facet.chosen.empty()) chips.push_back(chip(context, facet, without(facet.input)));
    }
    return el<"div">(
        cls("results"), el<"p">(a<"role">("status"), count), chips.empty() ? Html() : el<"ul">(cls("chips"), chips)
    );
}

}  // namespace panoh::casework
