// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/merge_rules.hpp"

#include "forms/edtf.hpp"

#include <algorithm>
#include <chrono>
#include <unicode/unistr.h>

namespace panoh::casework {

namespace {

constexpr double probable_name = 0.9;
constexpr double possible_name = 0.8;
constexpr double weight_of_a_fact = 0.05;
constexpr std::chrono::days near_dates{365};

std::optional<Agreement> compare_dates(const std::string& left, const std::string& right)
{
    const auto one = forms::edtf_range(left);
    const auto other = forms::edtf_range(right);
    if (!one || !other || !one->low || !one->high || !other->low || !other->high) return std::nullopt;
    const auto later = std::max(*one->low, *other->low);
    const auto earlier = std::min(*one->high, *other->high);
    if (later <= earlier) return Agreement::agrees;
    return later - earlier <= near_dates ? Agreement::near : Agreement::differs;
}

std::optional<Agreement> compare_codes(const std::string& left, const std::string& right)
{
    if (left.empty() || right.empty()) return std::nullopt;
    return left == right ? Agreement::agrees : Agreement::differs;
}

/// Words of a place without case; one within the other agrees.
std::string folded(const std::string& text)
{
    std::string out;
    icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())))
        .foldCase()
        .trim()
        .toUTF8String(out);
    return out;
}

std::optional<Agreement> compare_places(const std::string& left, const std::string& right)
{
    const std::string one = folded(left);
    const std::string other = folded(right);
    if (one.empty() || other.empty()) return std::nullopt;
    const bool within = one.find(other) != std::string::npos || other.find(one) != std::string::npos;
    return within ? Agreement::agrees : Agreement::differs;
}

std::optional<Agreement> compare_lists(const std::vector<std::string>& left, const std::vector<std::string>& right)
{
    const bool shared = std::any_of(left.begin(), left.end(), [&](const std::string& each) {
        return !each.empty() && std::find(right.begin(), right.end(), each) != right.end();
    });
    return shared ? std::optional(Agreement::agrees) : std::nullopt;
}

bool supports_a_name(const FactMatch& match)
{
    if (match.agreement == Agreement::differs) return false;
    switch (match.fact) {
    case SharedFact::birth:
    case SharedFact::birthplace:
    case SharedFact::document:
    case SharedFact::phone:
    case SharedFact::relative:
        return true;
    case SharedFact::sex:
    case SharedFact::nationality:
    case SharedFact::matter:
        break;
    }
    return false;
}

}  // namespace

std::vector<FactMatch> compare_facts(const ComparedPerson& left, const ComparedPerson& right)
{
    std::vector<FactMatch> matches;
    const auto add = [&](SharedFact fact, const std::optional<Agreement>& agreement) {
        if (agreement) matches.push_back({fact, *agreement});
    };
    add(SharedFact::birth, compare_dates(left.birth, right.birth));
    add(SharedFact::sex, compare_codes(left.sex, right.sex));
    add(SharedFact::nationality, compare_codes(left.nationality, right.nationality));
    add(SharedFact::birthplace, compare_places(left.birthplace, right.birthplace));
    add(SharedFact::document, compare_lists(left.documents, right.documents));
    add(SharedFact::phone, compare_lists(left.phones, right.phones));
    add(SharedFact::relative, compare_lists(left.relatives, right.relatives));
    add(SharedFact::matter, compare_lists(left.matters, right.matters));
    return matches;
}

std::string document_digits(std::string_view number)
{
    std::string kept;
    for (const char c : number) {
        const bool digit = c >= '0' && c <= '9';
        const bool capital = c >= 'A' && c <= 'Z';
        const bool small = c >= 'a' && c <= 'z';
        const bool beyond_ascii = static_cast<unsigned char>(c) >= 0x80;
        if (small) {
            kept += static_cast<char>(c - 'a' + 'A');
        } else if (digit || capital || beyond_ascii) {
            kept += c;
        }
    }
    return kept;
}

bool worth_proposing(double name_score, std::span<const FactMatch> facts)
{
    if (name_score >= probable_name) return true;
    return name_score >= possible_name && std::any_of(facts.begin(), facts.end(), supports_a_name);
}

double weight_of(double name_score, std::span<const FactMatch> facts)
{
    double weight = name_score;
    for (const FactMatch& match : facts) {
        if (supports_a_name(match)) weight += weight_of_a_fact;
        if (match.agreement == Agreement::differs) weight -= weight_of_a_fact;
    }
    return weight;
}

MessageId message_of(const FactMatch& match)
{
    const bool agrees = match.agreement == Agreement::agrees;
    switch (match.fact) {
    case SharedFact::birth:
        if (match.agreement == Agreement::near) return msg("person.match.birth_near");
        return agrees ? msg("person.match.birth_agrees") : msg("person.match.birth_differs");
    case SharedFact::sex:
        return agrees ? msg("person.match.sex_agrees") : msg("person.match.sex_differs");
    case SharedFact::nationality:
        return agrees ? msg("person.match.nationality_agrees") : msg("person.match.nationality_differs");
    case SharedFact::birthplace:
        return agrees ? msg("person.match.birthplace_agrees") : msg("person.match.birthplace_differs");
    case SharedFact::document:
        return msg("person.match.document");
    case SharedFact::phone:
        return msg("person.match.phone");
    case SharedFact::relative:
        return msg("person.match.relative");
    case SharedFact::matter:
        break;
    }
    return msg("person.match.matter");
}

std::optional<MessageId> joining_problem(const Standing& leading, const Standing& other)
{
    if (leading.follows) return msg("person.problem.lead_follows");
    if (other.follows) return msg("person.problem.other_follows");
    if (other.leads) return msg("person.problem.other_leads");
    return std::nullopt;
}

}  // namespace panoh::casework
