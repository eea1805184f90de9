// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/coalition/pages_audit.hpp"

#include "access/log_scope.hpp"
#include "web/pages/components.hpp"
#include "web/pages/context.hpp"
#include "web/pages/shell.hpp"

#include <charconv>

namespace panoh::coalition {

namespace {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup
using storage::Chain;
using web::PageContext;
using web::Response;

constexpr std::size_t lines_per_page = 40;
/// With a filter, so many lines are looked at for one page at the most.
constexpr std::size_t most_lines_looked_at = 4000;

struct Question {
    Chain chain = Chain::reads;
    std::uint64_t before = 0;
    std::optional<UserId> user;
    bool refused_only = false;
};

Question question_of(const PageContext& context)
{
    const auto& query = context.request().query;
    Question question;
    if (query.text("chain") == "records") question.chain = Chain::records;
    const std::string_view before = query.text("before");
    std::from_chars(before.data(), before.data() + before.size(), question.before);
    question.user = UserId::parse(query.text("user"));
    question.refused_only = query.text("refused") == "yes";
    return question;
}

Url address_of(const Question& question)
{
    Url url = Url::local("/administration/audit");
    if (question.chain == Chain::records) url = url.with("chain", "records");
    if (question.user) url = url.with("user", *question.user);
    if (question.refused_only) url = url.with("refused", "yes");
    return url;
}

bool matches(const PageContext& context, const Question& question, const vault::LogLine& line)
{
    if (!access::may_see_line(context.actor(), line, context.vault())) return false;
    if (question.user && line.user != *question.user) return false;
    return !question.refused_only || !line.allowed;
}

struct Page {
    std::vector<vault::LogLine> lines;
    std::uint64_t next_before = 0;  ///< 0: no older lines
};

Result<Page> lines_for(const PageContext& context, const Question& question)
{
    Page page;
    std::uint64_t before = question.before;
    for (std::size_t looked = 0; looked < most_lines_looked_at; looked += lines_per_page) {
        auto lines = context.vault().log_lines(question.chain, before, lines_per_page);
        if (!lines) return lines.error();
        for (vault::LogLine& line : *lines) {
            before = line.seq;
            if (!matches(context, question, line)) continue;
            page.lines.push_back(std::move(line));
            if (page.lines.size() == lines_per_page) break;
        }
        if (lines->size() < lines_per_page) return page;
        if (page.lines.size() == lines_per_page) break;
    }
    page.next_before = before;
    return page;
}

std::string action_label(const PageContext& context, const vault::LogLine& line)
{
    if (line.kind == ledger::EntryKind::record) {
        const std::string label = context.text(MessageId("type." + line.action + ".label"));
        return context.text(
            line.revision == 1 ? msg("audit.record.new") : msg("audit.record.changed"),
            {{"type", label}, {"revision", std::int64_t{line.revision}}}
        );
    }
    if (line.kind == ledger::EntryKind::keys) return context.text(msg("audit.keys"));
    if (line.kind == ledger::EntryKind::directory) return context.text(msg("audit.directory"));
    // A reading without a name of its own is called after the type of what was read.
    for (const MessageId& id :
         {MessageId("audit.action." + line.action), MessageId("type." + line.action + ".label")}) {
        if (context.translator().has(id)) return context.text(id);
    }
    return line.action;
}

std::vector<Html> row_of(const PageContext& context, const vault::LogLine& line)
{
    const auto file = context.vault().file(line.file);
    const std::string kind =
        file ? context.text(MessageId("file_kind." + std::string(forms::name_of(file->kind)))) : std::string();
    return {
        el<"span">(cls("num"), context.translator().moment(line.at)),
        group(context.user_name(line.user)),
        group(action_label(context, line)),
        line.file.is_none() ? Html() : group(kind, " ", el<"code">(line.file.text().substr(0, 6))),
        line.allowed ? Html() : web::tag(web::Tone::late, context.text(msg("audit.refused"))),
    };
}

Html filter_form(const PageContext& context, const Question& question)
{
    std::vector<web::Choice> users{{"", context.text(msg("audit.everybody")), ""}};
    const auto directory = context.vault().directory();
    for (const auto& [id, user] : directory->users()) {
        if (user.organisation == context.actor().organisation) users.push_back({id.text(), user.name.reveal(), ""});
    }
    web::InputOptions user;
    user.name = "user";
    user.label = context.text(msg("audit.user.label"));
    user.value = Sensitive<std::string>(question.user ? question.user->text() : std::string());
    web::InputOptions refused;
    refused.name = "refused";
    refused.label = context.text(msg("audit.outcome.label"));
    const std::vector<web::Choice> outcomes{{"yes", context.text(msg("audit.refused_only")), ""}};
    const std::vector<std::string> chosen{question.refused_only ? "yes" : ""};
    return el<"form">(
        a<"method">("get"),
        action(Url::local("/administration/audit")),
        cls("filter"),
        question.chain == Chain::records ? el<"input">(a<"type">("hidden"), name("chain"), value("records")) : Html(),
        el<"div">(
            cls("filter-fields"), web::select(context, user, users), web::checkboxes(context, refused, outcomes, chosen)
        ),
        el<"div">(cls("actions"), web::secondary_submit(context.text(msg("audit.apply"))))
    );
}

Response audit_page(PageContext& context)
{
    const Question question = question_of(context);
    const auto found = lines_for(context, question);
    if (!found) return web::error_page(context, found.error());
    std::vector<std::vector<Html>> rows;
    for (const vault::LogLine& line : found->lines)
        rows.push_back(row_of(context, line));
    std::vector<web::Column> columns;
    for (const MessageId& heading :
         {msg("audit.when"), msg("audit.who"), msg("audit.what"), msg("audit.file"), msg("audit.outcome.label")}) {
        columns.push_back({context.text(heading), std::nullopt, false, false});
    }
    Question reads = question;
    reads.chain = Chain::reads;
    Question records = question;
    records.chain = Chain::records;
    const std::vector<web::Tab> tabs{
        {context.text(msg("audit.reads")), address_of(reads), question.chain == Chain::reads},
        {context.text(msg("audit.changes")), address_of(records), question.chain == Chain::records},
    };
    const auto head = context.vault().head(question.chain);
    const Html older = found->next_before == 0
                           ? Html()
                           : el<"p">(web::quiet_link_button(
                               address_of(question).with("before", found->next_before), context.text(msg("audit.older"))
                           ));
    const Html body = group(
        web::tabs(context.text(msg("audit.heading")), tabs),
        filter_form(context, question),
        rows.empty() ? web::empty_state(context.text(msg("audit.empty")))
                     : web::table(context.text(msg("audit.heading")), columns, rows),
        older,
        web::details(
            context.text(msg("audit.head.heading")),
            group(
                web::paragraph(context.text(msg("audit.head.explain"), {{"count", static_cast<std::int64_t>(head.seq)}})
                ),
                el<"p">(el<"code">(to_hex(head.hash)))
            )
        )
    );
    web::PageHead page_head;
    page_head.title = context.text(msg("audit.heading"));
    page_head.heading = Sensitive<std::string>(page_head.title);
    page_head.place = web::Place::administration;
    return web::page(context, page_head, body);
}

}  // namespace

web::Routes audit_routes()
{
    return {
        {web::Method::get,
         "/administration/audit",
         web::Audience::ability("audit"),
         web::AuditAction::named("audit_log"),
         audit_page},
    };
}

}  // namespace panoh::coalition
