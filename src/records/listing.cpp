// SPDX-License-Identifier: AGPL-3.0-or-later
#include "records/listing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace panoh::records {

namespace {

using vault::Rows;
using vault::SqlValue;

/// Facets that nothing is chosen of are counted in one walk over the rows.
bool is_counted_together(const ListFacet& facet)
{
    return facet.chosen.empty() && facet.unless_chosen.empty();
}

FacetCounts in_order(std::map<std::string, std::size_t> found, const std::string& chosen)
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

Listing::Sql Listing::code_of(const ListFacet& facet)
{
    const std::string answered = fmt::format("COALESCE({}, '{}')", facet.value, no_answer);
    if (!facet.readable) return {answered, {}};
    return {fmt::format("CASE WHEN {} THEN {} END", facet.readable->condition, answered), facet.readable->parameters};
}

Listing::Sql Listing::where_without(const ListFacet* left_out) const
{
    Sql sql;
    sql.add(fmt::format(" FROM {} WHERE {}.deleted=0 AND {}", from_, alias_, visible_.condition), visible_.parameters);
    sql.add(conditions_.text, conditions_.parameters);
    for (const ListFacet& facet : facets_) {
        if (&facet == left_out) continue;
        if (facet.chosen.empty()) {
            if (!facet.unless_chosen.empty()) sql.add(" AND (" + facet.unless_chosen + ")");
            continue;
        }
        const Sql code = code_of(facet);
        sql.add(" AND (" + code.text + "=?", code.parameters);
        sql.parameters.emplace_back(facet.chosen);
        if (facet.with_parts) {
            sql.add(" OR " + code.text + " LIKE ? || '-%'", code.parameters);
            sql.parameters.emplace_back(facet.chosen);
        }
        sql.add(")");
    }
    return sql;
}

Result<void> Listing::count_together(ListCounts& counts) const
{
    Sql sql;
    sql.add("SELECT COUNT(*) AS n");
    std::string groups;
    std::vector<std::size_t> places;
    for (std::size_t at = 0; at < facets_.size(); ++at) {
        if (!is_counted_together(facets_[at])) continue;
        const Sql code = code_of(facets_[at]);
        sql.add(fmt::format(", {} AS f{}", code.text, at), code.parameters);
        groups += fmt::format("{}f{}", groups.empty() ? " GROUP BY " : ", ", at);
        places.push_back(at);
    }
    const Sql where = where_without(nullptr);
    sql.add(where.text + groups, where.parameters);
    const auto rows = records_->vault().workspace().query(sql.text, sql.parameters);
    if (!rows) return rows.error();
    std::map<std::size_t, std::map<std::string, std::size_t>> found;
    for (std::size_t row = 0; row < rows->size(); ++row) {
        const auto count = static_cast<std::size_t>(rows->integer(row, "n"));
        counts.total += count;
        for (const std::size_t at : places) {
            const std::string column = fmt::format("f{}", at);
            const std::string code = rows->text(row, column);
            if (!code.empty()) found[at][code] += count;
        }
    }
    for (const std::size_t at : places)
        counts.facets[at] = in_order(std::move(found[at]), {});
    return {};
}

Result<void> Listing::count_alone(std::size_t at, ListCounts& counts) const
{
    const ListFacet& facet = facets_[at];
    Sql sql;
    const Sql code = code_of(facet);
    sql.add(fmt::format("SELECT {} AS code, COUNT(*) AS n", code.text), code.parameters);
    const Sql where = where_without(&facet);
    sql.add(where.text + " GROUP BY code", where.parameters);
    const auto rows = records_->vault().workspace().query(sql.text, sql.parameters);
    if (!rows) return rows.error();
    std::map<std::string, std::size_t> found;
    for (std::size_t row = 0; row < rows->size(); ++row) {
        const std::string answer = rows->text(row, "code");
        if (!answer.empty()) found[answer] = static_cast<std::size_t>(rows->integer(row, "n"));
    }
    counts.facets[at] = in_order(std::move(found), facet.chosen);
    return {};
}

Result<ListCounts> Listing::counts() const
{
    ListCounts counts;
    counts.facets.resize(facets_.size());
    if (auto done = count_together(counts); !done) return done.error();
    for (std::size_t at = 0; at < facets_.size(); ++at) {
        if (is_counted_together(facets_[at])) continue;
        if (auto done = count_alone(at, counts); !done) return done.error();
    }
    return counts;
}

Result<Rows> Listing::rows(
    std::string_view columns,
    const std::vector<SqlValue>& column_parameters,
    std::string_view order,
    std::size_t page,
    std::size_t page_size
) const
{
    Sql sql;
    const Sql where = where_without(nullptr);
    sql.add(
        fmt::format(
            "WITH page AS MATERIALIZED (SELECT {}.seq AS place{} ORDER BY {} LIMIT ? OFFSET ?)",
            alias_,
            where.text,
            order
        ),
        where.parameters
    );
    sql.parameters.emplace_back(static_cast<std::int64_t>(page_size));
    sql.parameters.emplace_back(static_cast<std::int64_t>((std::max<std::size_t>(page, 1) - 1) * page_size));
    sql.add(
        fmt::format(" SELECT {} FROM {} JOIN page ON page.place={}.seq ORDER BY {}", columns, from_, alias_, order),
        column_parameters
    );
    return records_->vault().workspace().query(sql.text, sql.parameters);
}

}  // namespace panoh::records
