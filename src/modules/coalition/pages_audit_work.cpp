// SPDX-License-Identifier: AGPL-3.0-or-later
#include "access/log_scope.hpp"
#include "modules/coalition/module.hpp"
#include "web/pages/context.hpp"

namespace panoh::coalition {

namespace {

constexpr std::size_t lines_at_once = 500;
/// So many lines of the chain are looked at for one number at the most.
constexpr std::size_t most_lines_looked_at = 4000;

Result<std::int64_t> refused_since(web::PageContext& context, Timestamp since)
{
    std::int64_t refused = 0;
    std::uint64_t before = 0;
    for (std::size_t looked = 0; looked < most_lines_looked_at; looked += lines_at_once) {
        const auto lines = context.vault().log_lines(storage::Chain::reads, before, lines_at_once);
        if (!lines) return lines.error();
        for (const vault::LogLine& line : *lines) {
            before = line.seq;
            if (line.at <= since) return refused;
            if (!line.allowed && access::may_see_line(context.actor(), line, context.vault())) ++refused;
        }
        if (lines->size() < lines_at_once) break;
    }
    return refused;
}

}  // namespace

Result<std::vector<web::WorkItem>> work_of_auditors(web::PageContext& context, const web::WorkWish& wish)
{
    std::vector<web::WorkItem> lines;
    if (!context.may("audit")) return lines;
    const auto refused = refused_since(context, wish.since);
    if (!refused) return refused.error();
    if (*refused == 0) return lines;
    web::WorkItem line;
    line.reason = records::WorkReason::new_for_me;
    line.part = "refused reads";
    line.what = {msg("agenda.work.refused_reads"), {{"count", *refused}}};
    line.page = html::Url::local("/administration/audit").with("refused", "yes");
    lines.push_back(std::move(line));
    return lines;
}

}  // namespace panoh::coalition
