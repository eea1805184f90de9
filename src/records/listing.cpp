// SPDX-License-Identifier: AGPL-3.0-or-later
#include "records/listing.hpp"

#include "base/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace panoh::records {

namespace {

using vault::KeptRows;
using vault::Rows;
using vault::SqlValue;

FacetCounts sorted(std::map<std::string, std::size_t> found, const std::string& chosen)
{
    if (!chosen.empty()) found.try_emplace(chosen, 0);
    const auto unanswered = found.extract(std::string(no_answer));
    FacetCounts counts(found.begin(), found.end());
    if (!unanswered.empty()) counts.emplace_back(unanswered.key(), unanswered.mapped());
    return counts;
}

}  // namespace

void Listing::Sql::add(std::string_view more, const std::vector<SqlValue>& values)
{
    text += more;
    parameters.insert(parameters.end(), values.begin(), values.end());
}

Listing::Listing(const Records& records, std::string from, std::string alias, access::Scope visible)
    : records_(&records)
    , from_(std::move(from))
    , alias_(std::move(alias))
    , visible_(std::move(visible))
{}

void Listing::only(std::string condition, std::vector<SqlValue> parameters)
{
    conditions_.add(" AND (" + condition + ")", parameters);
}

void Listing::facet(ListFacet facet)
{
    facets_.push_back(std::move(facet));
}

void Listing::sortable(std::string name, std::string column)
{
    sortable_.emplace_back(std::move(name), std::move(column));
}

Listing::Sql Listing::code_of(const ListFacet& facet)
{
    const std::string answered = fmt::format("COALESCE({}, '{}')", facet.value, no_answer);
    if (!facet.readable) return {answered, {}};
    return {fmt::format("CASE WHEN {} THEN {} END", facet.readable->condition, answered), facet.readable->parameters};
}

Listing::Sql Listing::where() const
{
    Sql sql;
    sql.add(fmt::format("{}.deleted=0 AND {}", alias_, visible_.condition), visible_.parameters);
    sql.add(conditions_.text, conditions_.parameters);
    return sql;
}

Result<std::shared_ptr<const KeptRows>> Listing::all_rows() const
{
    Sql sql;
    sql.add(fmt::format("SELECT {0}.seq, {0}.file", alias_));
    for (const ListFacet& facet : facets_) {
        const Sql code = code_of(facet);
        sql.add(", " + code.text, code.parameters);
    }
    for (const ListFacet& facet : facets_) {
        if (!facet.unless_chosen.empty()) sql.add(fmt::format(", ({}) IS TRUE", facet.unless_chosen));
    }
    for (const auto& [name, column] : sortable_)
        sql.add(", " + column);
    const Sql narrowed = where();
    sql.add(fmt::format(" FROM {} WHERE {}", from_, narrowed.text), narrowed.parameters);
    return records_->vault().workspace().kept({std::move(sql.text), alias_ + ".file", std::move(sql.parameters)});
}

std::size_t Listing::sort_column(std::string_view name) const
{
    std::size_t column = facets_.size();
    for (const ListFacet& facet : facets_)
        if (!facet.unless_chosen.empty()) ++column;
    const auto found =
        std::find_if(sortable_.begin(), sortable_.end(), [&](const auto& each) { return each.first == name; });
    PANOH_CHECK(found != sortable_.end());
    return column + static_cast<std::size_t>(found - sortable_.begin());
}

std::vector<Listing::Sieve> Listing::sieves(const KeptRows& all) const
{
    std::vector<Sieve> sieves;
    std::size_t next_unless = facets_.size();
    for (std::size_t at = 0; at < facets_.size(); ++at) {
        const ListFacet& facet = facets_[at];
        Sieve sieve{at, std::vector<bool>(all.texts(at), true), next_unless, false};
        if (!facet.unless_chosen.empty()) ++next_unless;
        if (facet.chosen.empty()) {
            sieve.has_unless = !facet.unless_chosen.empty();
        } else {
            const std::string parts = facet.chosen + "-";
            for (KeptRows::Text text = 0; text < sieve.passes.size(); ++text) {
                const std::string& code = all.text(at, text);
                sieve.passes[text] = code == facet.chosen || (facet.with_parts && code.starts_with(parts));
            }
        }
        sieves.push_back(std::move(sieve));
    }
    return sieves;
}

bool Listing::passes(const Sieve& sieve, const KeptRows& all, std::size_t row)
{
    if (sieve.has_unless) return all.text(sieve.unless, all.at(row, sieve.unless)) == "1";
    return sieve.passes[all.at(row, sieve.column)];
}

Result<ListCounts> Listing::counts() const
{
    const auto kept = all_rows();
    if (!kept) return kept.error();
    const KeptRows& all = **kept;
    const std::vector<Sieve> chosen = sieves(all);
    std::vector<std::vector<std::size_t>> found;
    for (const Sieve& sieve : chosen)
        found.emplace_back(all.texts(sieve.column), 0);
    ListCounts counts;
    for (std::size_t row = 0; row < all.size(); ++row) {
        std::size_t refusals = 0;
        std::size_t refused_by = 0;
        for (std::size_t at = 0; at < chosen.size() && refusals < 2; ++at) {
            if (passes(chosen[at], all, row)) continue;
            ++refusals;
            refused_by = at;
        }
        // A facet counts what all the others leave.
        if (refusals == 1) ++found[refused_by][all.at(row, refused_by)];
        if (refusals != 0) continue;
        ++counts.total;
        for (std::size_t at = 0; at < chosen.size(); ++at)
            ++found[at][all.at(row, at)];
    }
    for (std::size_t at = 0; at < facets_.size(); ++at) {
        std::map<std::string, std::size_t> codes;
        for (KeptRows::Text text = 0; text < found[at].size(); ++text) {
            const std::string& code = all.text(at, text);
            if (found[at][text] != 0 && !code.empty()) codes[code] += found[at][text];
        }
        counts.facets.push_back(sorted(std::move(codes), facets_[at].chosen));
    }
    return counts;
}

std::vector<std::size_t>
Listing::in_order(const KeptRows& all, const std::vector<ListOrder>& order, std::size_t first_ones) const
{
    struct Key {
        bool seq;
        std::size_t column;
        bool descending, unanswered_last;
    };
    std::vector<Key> keys;
    for (const ListOrder& each : order) {
        const bool seq = each.column == by_seq;
        keys.push_back({seq, seq ? 0 : sort_column(each.column), each.descending, each.unanswered_last});
    }
    const std::vector<Sieve> chosen = sieves(all);
    std::vector<std::size_t> found;
    for (std::size_t row = 0; row < all.size(); ++row) {
        const bool stays =
            std::all_of(chosen.begin(), chosen.end(), [&](const Sieve& sieve) { return passes(sieve, all, row); });
        if (stays) found.push_back(row);
    }
    const auto before = [&](std::size_t left, std::size_t right) {
        for (const Key& key : keys) {
            if (key.seq) return (all.seq(left) < all.seq(right)) != key.descending;
            const KeptRows::Text one = all.at(left, key.column);
            const KeptRows::Text other = all.at(right, key.column);
            if (one == other) continue;
            const bool is_null = one == KeptRows::null;
            if (is_null || other == KeptRows::null) return is_null == (!key.unanswered_last && !key.descending);
            const int compared = all.text(key.column, one).compare(all.text(key.column, other));
            if (compared != 0) return (compared < 0) != key.descending;
        }
        return all.seq(left) < all.seq(right);
    };
    const auto end = found.begin() + static_cast<std::ptrdiff_t>(std::min(first_ones, found.size()));
    std::partial_sort(found.begin(), end, found.end(), before);
    found.erase(end, found.end());
    return found;
}

Result<Rows> Listing::rows(
    std::string_view columns,
    const std::vector<SqlValue>& column_parameters,
    const std::vector<ListOrder>& order,
    std::size_t page,
    std::size_t page_size
) const
{
    const auto kept = all_rows();
    if (!kept) return kept.error();
    const std::size_t first = (std::max<std::size_t>(page, 1) - 1) * page_size;
    const std::vector<std::size_t> found = in_order(**kept, order, first + page_size);
    Sql sql;
    sql.add("WITH page(place, nth) AS (VALUES ");
    for (std::size_t nth = 0; nth < page_size; ++nth) {
        SqlValue place;
        if (first + nth < found.size()) place = (*kept)->seq(found[first + nth]);
        sql.add(fmt::format("{}(?,{})", nth == 0 ? "" : ",", nth), {place});
    }
    const Sql narrowed = where();
    sql.add(fmt::format(") SELECT {} FROM page CROSS JOIN {}", columns, from_), column_parameters);
    sql.add(fmt::format(" WHERE {}.seq=page.place AND ", alias_));
    sql.add(narrowed.text + " ORDER BY page.nth", narrowed.parameters);
    return records_->vault().workspace().query(sql.text, sql.parameters);
}

}  // namespace panoh::records
