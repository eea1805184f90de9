// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/find_rules.hpp"

#include "base/text.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <map>
#include <unicode/unistr.h>

namespace panoh::casework {

namespace {

namespace json = boost::json;
using forms::FieldKind;

constexpr std::size_t least_letters = 3;

std::size_t letters_in(std::string_view text)
{
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

bool is_sealed_text(const forms::Field& field)
{
    return field.kind == FieldKind::text && !field.coded;
}

/// The texts of a record, one after the other, in small letters.
template <class Use>
void each_text(const forms::RecordType& type, const json::object& content, Use&& use)
{
    const auto tell = [&](const json::object& values, const forms::Field& field, const std::string& column) {
        const json::value* value = values.if_contains(column.empty() ? field.name : column);
        if (value != nullptr && value->is_string()) {
            use(field.name, column, in_small_letters(std::string_view(value->get_string())));
        }
    };
    for (const forms::Field& field : type.fields) {
        if (is_sealed_text(field)) tell(content, field, {});
        const json::value* rows = field.kind == FieldKind::rows ? content.if_contains(field.name) : nullptr;
        if (rows == nullptr || !rows->is_array()) continue;
        for (const json::value& row : rows->get_array()) {
            for (const forms::Field& column : field.rows) {
                if (row.is_object() && column.kind == FieldKind::text) tell(row.get_object(), field, column.name);
            }
        }
    }
}

}  // namespace

std::string in_small_letters(std::string_view text)
{
    std::string folded;
    icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())))
        .foldCase()
        .toUTF8String(folded);
    return folded;
}

std::vector<std::string> words_sought(std::string_view typed)
{
    const std::string folded = in_small_letters(typed);
    std::vector<std::string> words;
    for (const std::string_view word : split(std::string_view(folded), ' ')) {
        const bool known = std::find(words.begin(), words.end(), word) != words.end();
        if (!trimmed(word).empty() && !known) words.emplace_back(trimmed(word));
    }
    std::vector<std::string> long_enough;
    std::copy_if(words.begin(), words.end(), std::back_inserter(long_enough), [](const std::string& word) {
        return letters_in(word) >= least_letters;
    });
    return long_enough.empty() ? words : long_enough;
}

std::vector<FieldWithWords>
where_words_stand(const forms::RecordType& type, const json::object& content, const std::vector<std::string>& words)
{
    std::vector<FieldWithWords> places;
    std::vector<bool> stands(words.size(), false);
    each_text(type, content, [&](const std::string& field, const std::string& column, const std::string& text) {
        FieldWithWords place{field, column, {}};
        for (std::size_t at = 0; at < words.size(); ++at) {
            if (text.find(words[at]) == std::string::npos) continue;
            stands[at] = true;
            place.words.push_back(words[at]);
        }
        if (!place.words.empty()) places.push_back(std::move(place));
    });
    const bool all = !words.empty() && std::find(stands.begin(), stands.end(), false) == stands.end();
    return all ? places : std::vector<FieldWithWords>{};
}

bool holds_text(const forms::RecordType& type)
{
    return std::any_of(type.fields.begin(), type.fields.end(), [](const forms::Field& field) {
        return is_sealed_text(field) || field.kind == FieldKind::phone || field.kind == FieldKind::rows;
    });
}

Hit::Kind kind_of(forms::FileKind kind)
{
    if (kind == forms::FileKind::person) return Hit::Kind::person;
    return kind == forms::FileKind::contact ? Hit::Kind::contact : Hit::Kind::case_file;
}

std::string_view name_of(Hit::Kind kind)
{
    switch (kind) {
    case Hit::Kind::person:
        return "person";
    case Hit::Kind::contact:
        return "contact";
    case Hit::Kind::case_file:
        break;
    }
    return "case_file";
}

std::optional<Hit::Kind> kind_named(std::string_view name)
{
    for (const Hit::Kind kind : {Hit::Kind::case_file, Hit::Kind::contact, Hit::Kind::person}) {
        if (name_of(kind) == name) return kind;
    }
    return std::nullopt;
}

std::string facet_value(const Hit& hit, FindFacet facet)
{
    const bool has_desk = hit.kind != Hit::Kind::person;
    switch (facet) {
    case FindFacet::kind:
        return std::string(name_of(hit.kind));
    case FindFacet::organisation:
        return hit.organisation.text();
    case FindFacet::region:
        if (!has_desk) return {};
        return hit.region.empty() ? std::string(not_answered_value) : hit.region;
    case FindFacet::state:
        if (!has_desk) return {};
        return hit.state.empty() ? std::string(not_answered_value) : std::string(name_of(hit.kind)) + ":" + hit.state;
    case FindFacet::year:
        break;
    }
    return hit.year == 0 ? std::string(not_answered_value) : std::to_string(hit.year);
}

bool passes(const Hit& hit, const FindFilter& filter)
{
    for (std::size_t at = 0; at < find_facets.size(); ++at) {
        if (!filter[at].empty() && facet_value(hit, find_facets[at]) != filter[at]) return false;
    }
    return true;
}

FindCounts counts_of(const std::vector<Hit>& hits, const FindFilter& filter)
{
    FindCounts counts;
    for (std::size_t at = 0; at < find_facets.size(); ++at) {
        FindFilter others = filter;
        others[at].clear();
        std::map<std::string, std::size_t> found;
        if (!filter[at].empty()) found[filter[at]] = 0;
        for (const Hit& hit : hits) {
            const std::string value = facet_value(hit, find_facets[at]);
            if (!value.empty() && passes(hit, others)) ++found[value];
        }
        const auto unanswered = found.extract(std::string(not_answered_value));
        counts[at].assign(found.begin(), found.end());
        if (!unanswered.empty()) counts[at].emplace_back(unanswered.key(), unanswered.mapped());
    }
    return counts;
}

std::vector<std::string>
regions_named(std::string_view typed, const std::vector<std::pair<std::string, std::string>>& labels)
{
    const std::string wanted = in_small_letters(trimmed(typed));
    std::vector<std::string> codes;
    if (letters_in(wanted) < least_letters) return codes;
    for (const auto& [code, label] : labels) {
        const std::string known = in_small_letters(label);
        const bool begins = known.starts_with(wanted) || known.find(" " + wanted) != std::string::npos;
        if (begins && std::find(codes.begin(), codes.end(), code) == codes.end()) codes.push_back(code);
    }
    return codes;
}

}  // namespace panoh::casework
