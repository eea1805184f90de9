// SPDX-License-Identifier: AGPL-3.0-or-later
// What evaluations put into My work. Lines say numbers, dates and codes; nothing of what was examined.
#include "modules/evaluation/module.hpp"
#include "modules/evaluation/service.hpp"
#include "modules/evaluation/service_destroy.hpp"

#include <fmt/format.h>

namespace panoh::evaluation {

namespace {

using html::Url;
using records::WorkReason;
using web::PageContext;
using web::WorkItem;

/// So long a lawyer is told that a report was signed. Our own decision.
constexpr int days_signed_is_news = 14;
constexpr std::size_t most_evaluations = 500;

/// An evaluation and what it waits for, in counts.
struct Standing {
    RecordId record;
    FileId file;
    std::string number, state, due_on, part, signed_on;
    UserId lead;
    std::int64_t order = 0;
    bool begun = false;
    bool has_text = false;    ///< a document waits for signatures
    bool has_signed = false;  ///< the reader, that very document
    bool is_signer = false;
    std::int64_t remarks = 0;
};

/// What the reader works on themselves.
Result<std::vector<Standing>> own_evaluations(PageContext& context)
{
    const std::string of_draft = " JOIN t_evaluation_part p ON p.file=x.file AND p.part='draft' AND p.deleted=0"
                                 " WHERE p.evaluation=e.record AND x.deleted=0";
    const std::string newest_text =
        "(SELECT x.sha256 FROM t_signing_text x" + of_draft + " ORDER BY x.seq DESC LIMIT 1)";
    const std::string sql =
        "SELECT e.record, e.file, e.number, e.state, e.due_on, e.lead, e.seq, a.part, a.evaluator,"
        " (SELECT count(*) FROM t_evaluation_section x"
        + of_draft
        + " AND x.state<>'not_started') AS begun,"
          " (SELECT count(*) FROM t_sitting x"
        + of_draft
        + ") AS sittings,"
          " (SELECT count(*) FROM t_review_remark x"
        + of_draft
        + " AND x.state='open') AS remarks,"
          " (SELECT count(*) FROM t_evaluator x"
        + of_draft
        + " AND x.who=a.evaluator) AS named,"
          " "
        + newest_text
        + " AS text,"
          " (SELECT count(*) FROM t_sign_off o WHERE o.file=e.file AND o.deleted=0 AND o.signer=a.evaluator AND "
          "o.sha256="
        + newest_text
        + ") AS given,"
          " (SELECT max(o.signed_on) FROM t_sign_off o WHERE o.file=e.file AND o.deleted=0 AND o.complete=1) AS "
          "signed_on"
          " FROM t_evaluation e JOIN t_evaluation_assignment a ON a.file=e.file AND a.deleted=0 AND a.\"until\" IS NULL"
          " WHERE {scope} AND e.deleted=0 AND e.state<>'given_up' AND a.evaluator=? ORDER BY e.seq DESC LIMIT "
        + fmt::format("{}", most_evaluations);
    const auto rows = context.records().query(
        context.caller(), access::Verb::read, "evaluation", "e.file", sql, {vault::sql(context.actor().user)}
    );
    if (!rows) return rows.error();
    std::vector<Standing> all;
    for (std::size_t row = 0; row < rows->size(); ++row) {
        Standing standing;
        standing.record = rows->id<RecordId>(row, "record");
        standing.file = rows->id<FileId>(row, "file");
        standing.number = rows->text(row, "number");
        standing.state = rows->text(row, "state");
        standing.due_on = rows->text(row, "due_on");
        standing.part = rows->text(row, "part");
        standing.signed_on = rows->text(row, "signed_on");
        standing.lead = rows->id<UserId>(row, "lead");
        standing.order = rows->integer(row, "seq");
        standing.begun = rows->integer(row, "begun") + rows->integer(row, "sittings") > 0;
        standing.has_text = !rows->text(row, "text").empty();
        standing.has_signed = rows->integer(row, "given") > 0;
        standing.is_signer = rows->integer(row, "named") > 0;
        standing.remarks = rows->integer(row, "remarks");
        all.push_back(std::move(standing));
    }
    return all;
}

WorkItem line_of(const Standing& standing, const char* part, Message what)
{
    WorkItem line;
    line.record = standing.record;
    line.part = part;
    line.file = standing.file;
    line.number = standing.number;
    line.who = standing.lead;
    line.order = standing.order;
    line.what = std::move(what);
    line.page = Url::local("/evaluations/{}", standing.record);
    line.home = line.page;
    return line;
}

void add_of_examiner(const Standing& standing, const UserId& reader, std::vector<WorkItem>& lines)
{
    const RecordId& id = standing.record;
    const bool is_open = standing.state == "in_progress" || standing.state == "in_review";
    if (!is_open) return;
    const bool examines = standing.part == "lead" || standing.part == "evaluator";
    if (examines && !standing.begun) {
        lines.push_back(line_of(standing, "evaluation_new", {msg("evaluation.work.not_begun"), {}}));
        lines.back().reason = WorkReason::new_for_me;
        lines.back().who = reader;
    }
    if (!standing.due_on.empty()) {
        lines.push_back(line_of(standing, "evaluation_due", {msg("evaluation.work.due"), {}}));
        lines.back().due_on = standing.due_on;
        lines.back().mine = examines;
    }
    if (examines && standing.remarks > 0) {
        lines.push_back(
            line_of(standing, "evaluation_remarks", {msg("evaluation.work.remarks"), {{"count", standing.remarks}}})
        );
        lines.back().page = Url::local("/evaluations/{}/quality", id).at("remarks");
        lines.back().who = reader;
    }
    if (standing.state == "in_review" && standing.is_signer && !standing.has_signed) {
        lines.push_back(line_of(standing, "evaluation_sign", {msg("evaluation.work.sign"), {}}));
        lines.back().reason = WorkReason::handed_over;
        lines.back().page = Url::local("/evaluations/{}/sign", id);
        lines.back().who = reader;
    }
}

/// A lawyer hears for a while that the report is there.
void add_of_lawyer(const Standing& standing, const UserId& reader, std::string_view today, std::vector<WorkItem>& lines)
{
    if (standing.part != "lawyer" || standing.state != "signed") return;
    if (records::day_after(standing.signed_on, days_signed_is_news) < today) return;
    lines.push_back(line_of(standing, "evaluation_signed", {msg("evaluation.work.signed"), {}}));
    lines.back().reason = WorkReason::new_for_me;
    lines.back().who = reader;
    lines.back().page = Url::local("/evaluations/{}/sign", standing.record);
}

/// Addenda that are being prepared, and drafts about whose destruction a colleague is asked.
Result<void> add_of_report(PageContext& context, std::vector<WorkItem>& lines)
{
    const UserId& reader = context.actor().user;
    const auto query = [&](const std::string& table, const std::string& who, const std::string& condition) {
        return context.records().query(
            context.caller(),
            access::Verb::read,
            table,
            "h.file",
            "SELECT e.record, e.file, e.number, e.lead, h.seq, h." + who + " AS who FROM t_" + table
                + " h JOIN t_evaluation e ON e.record=h.evaluation WHERE {scope} AND h.deleted=0 AND e.deleted=0 AND "
                + condition + " ORDER BY h.seq DESC LIMIT " + fmt::format("{}", most_evaluations),
            {vault::sql(reader)}
        );
    };
    const auto add = [&](const vault::Rows& rows, const char* part, const MessageId& what, auto finish) {
        for (std::size_t row = 0; row < rows.size(); ++row) {
            Standing standing;
            standing.record = rows.id<RecordId>(row, "record");
            standing.file = rows.id<FileId>(row, "file");
            standing.number = rows.text(row, "number");
            standing.lead = rows.id<UserId>(row, "who");
            standing.order = rows.integer(row, "seq");
            lines.push_back(line_of(standing, part, {what, {}}));
            finish(lines.back());
        }
    };
    const auto addenda =
        query("draft_hold", "begun_by", "h.reason='addendum' AND h.ended_on IS NULL AND ? IN (h.begun_by, e.lead)");
    if (!addenda) return addenda.error();
    add(*addenda, "evaluation_addendum", msg("evaluation.work.addendum"), [&](WorkItem& line) {
        line.mine = line.who == reader;
        line.page = Url::local("/evaluations/{}/sign", line.record);
    });
    if (!context.may(agree_ability)) return {};
    const auto asked = query("draft_destruction", "decided_by", "h.state='asked' AND h.decided_by<>?");
    if (!asked) return asked.error();
    add(*asked, "evaluation_destruction", msg("evaluation.work.agree"), [&](WorkItem& line) {
        line.reason = WorkReason::handed_over;
        line.page = Url::local("/evaluations/{}/draft-destruction", line.record);
    });
    return {};
}

/// For who sees the desk alone: what is due.
Result<std::vector<WorkItem>> due_evaluations(PageContext& context)
{
    const auto all = evaluation::lines(context.records(), context.caller());
    if (!all) return all.error();
    std::vector<WorkItem> lines;
    for (const Line& each : *all) {
        const bool is_open = each.state == "in_progress" || each.state == "in_review";
        if (!is_open || each.due_on.empty()) continue;
        Standing standing;
        standing.record = each.evaluation;
        standing.file = each.file;
        standing.number = each.number;
        standing.lead = each.lead;
        lines.push_back(line_of(standing, "evaluation_due", {msg("evaluation.work.due"), {}}));
        lines.back().due_on = each.due_on;
        if (each.readable) continue;
        lines.back().page = Url::local("/evaluations");
        lines.back().home = lines.back().page;
    }
    return lines;
}

}  // namespace

Result<std::vector<WorkItem>> work_of_evaluations(PageContext& context, const web::WorkWish& wish)
{
    if (wish.everybody) return due_evaluations(context);
    std::vector<WorkItem> lines;
    const auto own = own_evaluations(context);
    if (!own) return own.error();
    const UserId& reader = context.actor().user;
    for (const Standing& standing : *own) {
        add_of_examiner(standing, reader, lines);
        add_of_lawyer(standing, reader, wish.today, lines);
    }
    if (auto done = add_of_report(context, lines); !done) return done.error();
    return lines;
}

}  // namespace panoh::evaluation
