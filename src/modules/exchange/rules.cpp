// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/exchange/rules.hpp"

#include "base/text.hpp"
#include "forms/edtf.hpp"
#include "forms/typed.hpp"

#include <algorithm>
#include <array>

namespace panoh::exchange {

namespace {

constexpr std::array columns{
    Column{"case_number", Source::case_record, "number"},
    Column{"case_status", Source::case_record, "status"},
    Column{"case_opened_on", Source::case_record, "opened_on"},
    Column{"case_closed_on", Source::case_record, "closed_on"},
    Column{"case_closing_reason", Source::case_record, "closing_reason"},
    Column{"case_region", Source::case_record, "region"},
    Column{"case_keyworker", Source::case_record, "keyworker"},
    Column{"case_risk", Source::case_record, "risk"},
    Column{"case_next_review", Source::case_record, "next_review_on"},
    Column{"case_languages", Source::case_record, "languages"},
    Column{"case_categories", Source::case_record, "categories"},
    Column{"case_tags", Source::tags, {}},
    Column{"person_number", Source::person, "number"},
    Column{"person_role", Source::role, {}},
    Column{"person_sex", Source::person, "sex"},
    Column{"person_birth_year", Source::birth_year, "birth"},
    Column{"person_languages", Source::person, "languages"},
    Column{"person_interpreter", Source::person, "interpreter"},
    Column{"person_nationality", Source::person, "nationality"},
    Column{"person_deceased", Source::person, "deceased"},
    Column{"identity_names", Source::names, "names"},
    Column{"identity_birth", Source::birth, "birth"},
    Column{"identity_phones", Source::phones, {}},
    Column{"identity_documents", Source::documents, "documents"},
};

struct Purpose {
    std::string_view code;
    std::string_view consent;
    bool identity = false;
};
constexpr std::array purposes{
    Purpose{"work_planning", "casework", true},
    Purpose{"quality_check", "casework", true},
    Purpose{"figures", "statistics", false},
    Purpose{"research", "research", false},
};
constexpr std::array<std::string_view, 3> formats{"xlsx", "csv_marked", "csv"};
constexpr std::size_t longest_words = 1'000;

const Purpose* purpose_named(std::string_view code)
{
    const auto found =
        std::find_if(purposes.begin(), purposes.end(), [&](const Purpose& each) { return each.code == code; });
    return found == purposes.end() ? nullptr : &*found;
}

bool is_column(std::string_view code)
{
    return std::any_of(columns.begin(), columns.end(), [&](const Column& each) { return each.code == code; });
}

}  // namespace

std::span<const Column> all_columns()
{
    return columns;
}

std::vector<Column> columns_of(const Wish& wish)
{
    std::vector<Column> chosen;
    std::copy_if(columns.begin(), columns.end(), std::back_inserter(chosen), [&](const Column& each) {
        return std::find(wish.columns.begin(), wish.columns.end(), each.code) != wish.columns.end();
    });
    return chosen;
}

bool has_identity(const Wish& wish)
{
    const auto chosen = columns_of(wish);
    return std::any_of(chosen.begin(), chosen.end(), [](const Column& each) { return each.is_identity(); });
}

std::string_view consent_for(std::string_view purpose)
{
    const Purpose* known = purpose_named(purpose);
    return known == nullptr ? std::string_view() : known->consent;
}

bool allows_identity(std::string_view purpose)
{
    const Purpose* known = purpose_named(purpose);
    return known != nullptr && known->identity;
}

std::set<forms::Compartment> compartments_of(const Wish& wish)
{
    std::set<forms::Compartment> drawn{forms::Compartment::core};
    if (has_identity(wish)) drawn.insert(forms::Compartment::identity);
    return drawn;
}

std::vector<forms::FormProblem> problems_of(const Wish& wish, bool may_identity)
{
    std::vector<forms::FormProblem> problems;
    const auto add = [&](const char* field, MessageId sentence) {
        problems.push_back({field, {std::move(sentence), {}}});
    };
    if (wish.cases.empty()) add("status", msg("exchange.problem.no_cases"));
    if (wish.cases.size() > most_cases) {
        problems.push_back(
            {"status", {msg("exchange.problem.many_cases"), {{"most", static_cast<std::int64_t>(most_cases)}}}}
        );
    }
    const bool all_known = std::all_of(wish.columns.begin(), wish.columns.end(), is_column);
    if (columns_of(wish).empty() || !all_known) add("case_columns", msg("exchange.problem.no_columns"));
    const std::string_view words = trimmed(wish.words.reveal());
    if (consent_for(wish.purpose).empty()) add("purpose", msg("exchange.problem.no_purpose"));
    if (words.empty()) add("words", msg("exchange.problem.no_words"));
    if (!is_plain_text(words) || forms::length_of(words) > longest_words) {
        add("words", msg("exchange.problem.long_words"));
    }
    if (has_identity(wish) && !may_identity) add("identity_columns", msg("exchange.problem.role_without_identity"));
    if (has_identity(wish) && may_identity && !consent_for(wish.purpose).empty() && !allows_identity(wish.purpose)) {
        add("identity_columns", msg("exchange.problem.purpose_without_identity"));
    }
    if (std::find(formats.begin(), formats.end(), wish.format) == formats.end()) {
        add("format", msg("exchange.problem.no_format"));
    }
    return problems;
}

forms::Answer year_of_birth(const forms::Answer& birth)
{
    constexpr std::size_t digits = 4;
    if (!birth.value.is_string()) return birth;
    const auto range = forms::edtf_range(std::string(birth.value.get_string()));
    if (!range || !range->low) return {};
    return {boost::json::value(forms::iso_day(*range->low).substr(0, digits)), std::nullopt};
}

}  // namespace panoh::exchange
