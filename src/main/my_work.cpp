// SPDX-License-Identifier: AGPL-3.0-or-later
#include "main/my_work.hpp"

#include "main/upkeep.hpp"
#include "modules/agenda/module.hpp"
#include "modules/agenda/pages_calendar.hpp"
#include "modules/casework/module.hpp"
#include "modules/coalition/module.hpp"
#include "modules/custody/module.hpp"
#include "modules/evaluation/module.hpp"
#include "modules/evidence/module.hpp"
#include "modules/intake/pages_my_work.hpp"
#include "modules/knowledge/module.hpp"
#include "vault/accounts/administering.hpp"
#include "vault/invited.hpp"
#include "web/pages/context.hpp"

namespace panoh {

namespace {

using html::Url;

web::WorkItem node_line(const char* part, Message what, const Url& page)
{
    web::WorkItem line;
    line.part = part;
    line.what = std::move(what);
    line.page = page;
    return line;
}

/// What keeps a node in order, for its administrators: backup, a restore that was tried, people whom nobody confirmed.
std::vector<web::WorkItem>
work_of_node(const vault::Vault& vault, const web::PageContext& context, std::string_view today)
{
    std::vector<web::WorkItem> lines;
    if (!context.may("administer")) return lines;
    const Url how = Url::local("/help/{}", "administration");
    const Timestamp now = vault.clock().now();
    const auto backup = last_time(vault, Deed::backup_made);
    if (!backup) {
        lines.push_back(node_line("backup", {msg("agenda.work.no_backup"), {}}, how));
    } else if (now - *backup > longest_without_backup) {
        const std::int64_t days = std::chrono::floor<std::chrono::days>(now - *backup).count();
        lines.push_back(node_line("backup", {msg("agenda.work.old_backup"), {{"days", days}}}, how));
    }
    if (!last_time(vault, Deed::restore_tried)) {
        lines.push_back(node_line("restore", {msg("agenda.work.no_restore"), {}}, how));
    }
    for (web::WorkItem& line : lines)
        line.due_on = today;
    const auto directory = vault.directory();
    std::int64_t waiting = 0;
    for (const auto& [id, user] : directory->users()) {
        if (!accounts::administers(*directory, context.actor().user, user.organisation)) continue;
        waiting += directory->is_waiting(id) && !vault::has_not_joined(user) ? 1 : 0;
    }
    if (waiting == 0) return lines;
    lines.push_back(node_line(
        "confirmations", {msg("agenda.work.confirmations"), {{"count", waiting}}}, Url::local("/administration/users")
    ));
    lines.back().mine = false;
    return lines;
}

}  // namespace

std::vector<web::WorkProvider> work_providers(Node& node)
{
    return {
        custody::work_of_alerts,
        casework::work_of_cases,
        casework::work_of_team,
        casework::work_of_matters,
        evaluation::work_of_evaluations,
        evidence::work_of_evidence,
        knowledge::work_of_knowledge,
        intake::work_of_calls,
        agenda::work_of_appointments,
        coalition::work_of_auditors,
        [&node](web::PageContext& context, const web::WorkWish& wish) -> Result<std::vector<web::WorkItem>> {
            return work_of_node(node.vault(), context, wish.today);
        },
    };
}

std::vector<web::CalendarProvider> calendar_providers()
{
    return {agenda::appointments, intake::shifts_in_calendar};
}

}  // namespace panoh
