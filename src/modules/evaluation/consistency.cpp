// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/evaluation/consistency.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace panoh::evaluation {

namespace {

constexpr std::array<std::pair<Degree, std::string_view>, 6> codes{{
    {Degree::not_consistent, "C0"},
    {Degree::consistent, "C1"},
    {Degree::highly_consistent, "C2"},
    {Degree::typical, "C3"},
    {Degree::diagnostic, "C4"},
    {Degree::not_attributed, "CX"},
}};

/// How specific a supporting degree is, only to compare two of them; nothing for degrees that support nothing.
std::optional<int> specificity(Degree degree, Domain domain) noexcept
{
    switch (degree) {
    case Degree::consistent:
        return 1;
    case Degree::highly_consistent:
        return 2;
    case Degree::typical:
        return domain == Domain::psychological ? 2 : 3;
    case Degree::diagnostic:
        return 4;
    case Degree::not_consistent:
    case Degree::not_attributed:
        break;
    }
    return std::nullopt;
}

bool is_there(const Weighed& finding) noexcept
{
    return finding.presence == Presence::found;
}

char small(char letter) noexcept
{
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

std::string in_small_letters(std::string_view text)
{
    std::string out(text);
    std::ranges::transform(out, out.begin(), small);
    return out;
}

Noticed noticed(std::string_view problem, Gravity gravity, std::string record = {})
{
    return {std::string(problem), gravity, std::move(record)};
}

bool goes_beyond(Degree degree, std::span<const Weighed> findings)
{
    return std::ranges::none_of(findings, [degree](const Weighed& each) {
        return is_there(each) && each.degree && specificity(*each.degree, each.domain)
               && !says_more(degree, *each.degree, each.domain);
    });
}

/// The term, if it stands at this place and is not the middle of a word.
bool stands_at(std::string_view text, std::size_t at, std::string_view term)
{
    if (text.substr(at, term.size()) != term) return false;
    const auto in_word = [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (static_cast<unsigned char>(letter) & 0x80U) != 0;
    };
    const bool begins = at == 0 || !in_word(text[at - 1]);
    const std::size_t after = at + term.size();
    return begins && (after >= text.size() || !in_word(text[after]));
}

}  // namespace

std::optional<Degree> degree_named(std::string_view code) noexcept
{
    const auto* found = std::ranges::find(codes, code, &std::pair<Degree, std::string_view>::second);
    return found == codes.end() ? std::nullopt : std::optional(found->first);
}

std::string_view code_of(Degree degree) noexcept
{
    return std::ranges::find(codes, degree, &std::pair<Degree, std::string_view>::first)->second;
}

std::optional<Presence> presence_named(std::string_view code) noexcept
{
    if (code == "found") return Presence::found;
    if (code == "not_found") return Presence::not_found;
    if (code == "not_examined") return Presence::not_examined;
    return std::nullopt;
}

bool says_more(Degree degree, Degree carried, Domain domain) noexcept
{
    const auto said = specificity(degree, domain);
    if (!said) return false;
    return *said > specificity(carried, domain).value_or(0);
}

std::vector<Degree> allowed_degrees(Presence presence)
{
    if (presence != Presence::found) return {Degree::not_attributed};
    std::vector<Degree> all;
    all.reserve(codes.size());
    for (const auto& [degree, code] : codes)
        all.push_back(degree);
    return all;
}

std::vector<Noticed> check_findings(std::span<const Weighed> findings)
{
    std::vector<Noticed> found;
    for (const Weighed& each : findings) {
        if (!each.degree) {
            if (is_there(each)) found.push_back(noticed("finding_without_degree", Gravity::missing, each.record));
            continue;
        }
        if (!is_there(each)) {
            if (*each.degree == Degree::not_attributed) continue;
            found.push_back(noticed("degree_without_finding", Gravity::stops, each.record));
        } else if (*each.degree == Degree::not_attributed && each.cause_reported) {
            found.push_back(noticed("not_attributed_with_cause", Gravity::unlikely, each.record));
        } else if (*each.degree == Degree::diagnostic && each.domain == Domain::psychological) {
            found.push_back(noticed("psychological_diagnostic", Gravity::unlikely, each.record));
        }
    }
    return found;
}

std::vector<Noticed> check_overall(const Overall& overall, std::span<const Weighed> findings)
{
    if (!overall.degree) return {noticed("no_overall_degree", Gravity::missing)};
    const Degree degree = *overall.degree;
    const bool any = std::ranges::any_of(findings, is_there);
    const auto says_not = [](const Weighed& each) {
        return is_there(each) && each.degree == Degree::not_consistent;
    };
    if (degree == Degree::not_consistent) {
        if (!any) return {noticed("absence_is_not_inconsistent", Gravity::stops)};
        if (std::ranges::none_of(findings, says_not)) {
            return {noticed("not_consistent_without_finding", Gravity::stops)};
        }
        return {};
    }
    if (degree == Degree::not_attributed) {
        if (!any) return {};
        return {noticed("overall_not_attributed", Gravity::unlikely)};
    }
    std::vector<Noticed> found;
    if (goes_beyond(degree, findings) && trimmed(overall.reason_beyond).empty()) {
        found.push_back(noticed("overall_beyond_findings", Gravity::stops));
    }
    if (std::ranges::any_of(findings, says_not)) {
        found.push_back(noticed("overall_beside_not_consistent", Gravity::unlikely));
    }
    return found;
}

std::optional<Degree> term_in(std::string_view sentence, std::span<const Term> terms)
{
    const std::string text = in_small_letters(sentence);
    std::optional<Degree> only;
    for (std::size_t at = 0; at < text.size();) {
        const Term* longest = nullptr;
        for (const Term& term : terms) {
            if (term.words.empty() || !stands_at(text, at, in_small_letters(term.words))) continue;
            if (longest == nullptr || term.words.size() > longest->words.size()) longest = &term;
        }
        if (longest == nullptr) {
            ++at;
            continue;
        }
        if (only && *only != longest->degree) return std::nullopt;
        only = longest->degree;
        at += longest->words.size();
    }
    return only;
}

std::span<const Term> english_terms()
{
    static const std::array<Term, 6> terms{{
        {Degree::not_consistent, "not consistent with"},
        {Degree::consistent, "consistent with"},
        {Degree::highly_consistent, "highly consistent with"},
        {Degree::typical, "typical of"},
        {Degree::diagnostic, "diagnostic of"},
        {Degree::not_attributed, "not attributed"},
    }};
    return terms;
}

}  // namespace panoh::evaluation
