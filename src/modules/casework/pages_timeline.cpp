// SPDX-License-Identifier: AGPL-3.0-or-later
// What happened, newest first; and who looked at it.
#include "forms/edtf.hpp"
#include "forms/labels.hpp"
#include "forms/typed.hpp"
#include "modules/casework/pages.hpp"
#include "modules/casework/pages_events.hpp"
#include "modules/casework/references.hpp"
#include "modules/casework/rules.hpp"
#include "web/pages/account_facts.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

namespace panoh::casework {

namespace {

using forms::Compartment;
using web::Html;
using web::TimelineEntry;
using web::Url;
using namespace html;

constexpr std::size_t events_per_page = 40;
constexpr std::size_t lines_of_log = 60;
constexpr std::size_t lines_looked_at = 20'000;

std::vector<FileId> files_of(PageContext& context, const CaseFrame& frame)
{
    std::vector<FileId> files{frame.head.file};
    for (const Participant& person : frame.people) {
        if (person.readable) files.push_back(person.file);
    }
    for (const auto& [contact, file] : contacts_of_case(context.records(), frame.head.record))
        files.push_back(file);
    return files;
}

std::string type_label(const PageContext& context, std::string_view type)
{
    return context.text(MessageId("type." + std::string(type) + ".label"));
}

std::string when_of(const PageContext& context, const EventLine& event)
{
    if (event.when.empty()) {
        return context.translator().moment(Timestamp(std::chrono::microseconds(event.written_at)));
    }
    // A moment has its time of day; a date is said with its precision.
    const auto parts = forms::moment_parts(event.when, context.services().zone);
    if (parts) return context.translator().date_short(parts->first) + " " + parts->second;
    return context.translator().date_short(event.when);
}

bool is_told(Compartment compartment)
{
    return compartment != Compartment::core;
}

Url address_of(const EventLine& event)
{
    if (event.type == "contact") return Url::local("/calls/{}", event.record);
    return Url::local("/records/{}", event.record);
}

TimelineEntry entry_of(PageContext& context, const EventLine& event)
{
    TimelineEntry entry;
    entry.when = when_of(context, event);
    entry.title = type_label(context, event.type);
    entry.who = context.user_name(event.author);
    entry.url = address_of(event);
    const auto record = context.records().read(context.caller(), event.record);
    if (!record || is_kept_unnamed(context.records(), context.caller(), *record)) return entry;
    entry.title = title_of(context, *record);
    const forms::RecordType& type = *context.records().schema().type(event.type);
    if (event.type == "task") {
        const Sensitive<std::string> heading(text_at(record->content.reveal(), "heading"));
        entry.body = el<"p">(heading);
    } else if (is_told(type.compartment)) {
        entry.account = web::account_facts(context, type, record->merged().reveal());
    }
    return entry;
}

/// Entries about the running of the case as one folded line.
Html folded(const PageContext& context, std::span<const EventLine> events)
{
    std::vector<Html> lines;
    for (const EventLine& event : events) {
        lines.push_back(el<"li">(
            when_of(context, event),
            " · ",
            web::link(address_of(event), type_label(context, event.type)),
            " · ",
            context.user_name(event.author)
        ));
    }
    const auto count = static_cast<std::int64_t>(events.size());
    return web::details(context.text(msg("casework.timeline.system"), {{"count", count}}), el<"ul">(lines));
}

Html events_list(PageContext& context, std::span<const EventLine> events, bool fold)
{
    std::vector<TimelineEntry> entries;
    std::vector<EventLine> system;
    for (const EventLine& event : events) {
        if (fold && is_system_event(event.type)) {
            system.push_back(event);
        } else {
            entries.push_back(entry_of(context, event));
        }
    }
    Html out;
    if (!entries.empty()) {
        out += el<"h2">(cls("visually-hidden"), context.text(msg("casework.timeline.entries")));
        out += web::timeline(context, entries);
    }
    if (!system.empty()) out += folded(context, system);
    return out;
}

Html kind_filter(
    const PageContext& context, const Url& address, const std::set<std::string>& types, std::string_view chosen
)
{
    std::vector<web::Choice> choices{{"", context.text(msg("casework.timeline.all_kinds")), {}}};
    for (const std::string& type : types)
        choices.push_back({type, type_label(context, type), {}});
    std::sort(choices.begin() + 1, choices.end(), [&](const web::Choice& left, const web::Choice& right) {
        return context.translator().compare(left.label, right.label) < 0;
    });
    web::InputOptions options;
    options.name = "kind";
    options.label = context.text(msg("casework.timeline.kind"));
    options.value = Sensitive<std::string>(std::string(chosen));
    const Html form = el<"form">(
        cls("filter"),
        a<"method">("get"),
        action(address),
        el<"div">(cls("filter-fields"), web::select(context, options, choices)),
        el<"div">(
            cls("actions"),
            el<"button">(cls("button button-secondary"), a<"type">("submit"), context.text(msg("casework.cases.apply")))
        )
    );
    return el<"details">(
        cls("disclosure filter-folded"),
        flag<"open">(!chosen.empty()),
        el<"summary">(context.text(msg("casework.cases.filter"))),
        form
    );
}

std::size_t page_of(const PageContext& context)
{
    const std::string_view text = context.request().query.text("page");
    std::size_t page = 1;
    std::from_chars(text.data(), text.data() + text.size(), page);
    return std::clamp<std::size_t>(page, 1, 10'000);
}

std::span<const EventLine> on_page(const std::vector<EventLine>& events, std::size_t page)
{
    const std::size_t first = std::min((page - 1) * events_per_page, events.size());
    return std::span(events).subspan(first, std::min(events_per_page, events.size() - first));
}

/// What a line of the log says: the action of a page, or the type of what was written.
std::string action_words(const PageContext& context, const vault::LogLine& line)
{
    const MessageId own("casework.action." + line.action);
    if (context.translator().has(own)) return context.text(own);
    const MessageId type("type." + line.action + ".label");
    if (context.translator().has(type)) return context.text(type);
    return context.text(msg("casework.log.other"));
}

/// The newest lines of both chains that are about these files or records.
std::vector<vault::LogLine>
log_of(const PageContext& context, const std::set<FileId>& files, const std::set<RecordId>& records)
{
    std::vector<vault::LogLine> found;
    for (const storage::Chain chain : {storage::Chain::records, storage::Chain::reads}) {
        const auto lines = context.vault().log_lines(chain, 0, lines_looked_at);
        if (!lines) continue;
        std::size_t taken = 0;
        for (const vault::LogLine& line : *lines) {
            if (!files.contains(line.file) && !records.contains(line.record)) continue;
            found.push_back(line);
            if (++taken == lines_of_log) break;
        }
    }
    std::sort(found.begin(), found.end(), [](const vault::LogLine& left, const vault::LogLine& right) {
        return left.at > right.at;
    });
    return found;
}

}  // namespace

std::string title_of(const PageContext& context, const vault::Record& record)
{
    const forms::RecordType& type = *context.records().schema().type(record.type);
    std::string title = type_label(context, record.type);
    for (const std::string& name : type.title) {
        const forms::Field* field = type.find(name);
        if (field == nullptr || field->kind != forms::FieldKind::code) continue;
        const std::string code = text_at(field->coded ? record.coded : record.content.reveal(), name);
        if (!code.empty()) title += " · " + context.code_label(field->list, code);
    }
    return title;
}

Html last_events(PageContext& context, const CaseFrame& frame, std::size_t count)
{
    const auto events = events_of(context.records(), context.caller(), files_of(context, frame));
    Html body;
    if (events) {
        std::vector<EventLine> shown;
        for (const EventLine& event : *events) {
            if (shown.size() < count && !is_system_event(event.type)) shown.push_back(event);
        }
        std::vector<Html> lines;
        for (const EventLine& event : shown) {
            lines.push_back(el<"li">(
                cls("rows-entry"),
                el<"p">(
                    number_of(when_of(context, event)),
                    " · ",
                    web::link(address_of(event), type_label(context, event.type)),
                    " · ",
                    context.user_name(event.author)
                )
            ));
        }
        if (!lines.empty()) body = el<"ul">(cls("rows"), lines);
    }
    if (body.empty()) body = web::empty_state(context.text(msg("casework.timeline.nothing")));
    return web::section(
        context.text(msg("casework.overview.events")),
        body,
        web::link(
            Url::local("/cases/{}/timeline", frame.head.record), context.text(msg("casework.overview.all_events"))
        )
    );
}

Response case_timeline(PageContext& context)
{
    const auto frame = case_frame(context, context.path_record(), CaseTab::timeline);
    if (!frame) return web::error_page(context, frame.error());
    if (!frame->head.readable) return web::error_page(context, fail(ErrorCode::denied, "the case is not open"));
    auto events = events_of(context.records(), context.caller(), files_of(context, *frame));
    if (!events) return web::error_page(context, events.error());
    std::set<std::string> types;
    for (const EventLine& event : *events)
        types.insert(event.type);
    const std::string kind(context.request().query.text("kind"));
    const bool narrowed = types.contains(kind);
    if (narrowed) std::erase_if(*events, [&](const EventLine& event) { return event.type != kind; });
    const Url address = Url::local("/cases/{}/timeline", frame->head.record);
    const std::size_t page = page_of(context);
    Html body = kind_filter(context, address, types, narrowed ? kind : std::string());
    body += events->empty() ? web::empty_state(context.text(msg("casework.timeline.nothing")))
                            : events_list(context, on_page(*events, page), !narrowed);
    body += web::pagination(
        context, narrowed ? address.with("kind", kind) : address, page, events_per_page, events->size()
    );
    return web::page(context, frame->page(Sensitive<std::string>(context.text(msg("casework.tab.timeline")))), body);
}

Response case_notes(PageContext& context)
{
    const auto frame = case_frame(context, context.path_record(), CaseTab::notes);
    if (!frame) return web::error_page(context, frame.error());
    const Sensitive<std::string> title(context.text(msg("casework.tab.notes")));
    // What is awaited stands above the page.
    if (frame->head.awaits_account) return web::page(context, frame->page(title), Html());
    if (!frame->head.account) return web::error_page(context, fail(ErrorCode::denied, "notes are not open"));
    const auto caller = context.caller();
    const auto events = events_of(context.records(), caller, {frame->head.file}, "note");
    if (!events) return web::error_page(context, events.error());
    const std::size_t page = page_of(context);
    Html body = events->empty() ? web::empty_state(context.text(msg("casework.notes.none")))
                                : events_list(context, on_page(*events, page), false);
    body += web::pagination(
        context, Url::local("/cases/{}/notes", frame->head.record), page, events_per_page, events->size()
    );
    auto head = frame->page(title);
    if (context.records().may(caller, access::Verb::write, frame->head.file, Compartment::account)) {
        head.actions = web::link_button(
            Url::local("/files/{}/new/note", frame->head.file), context.text(msg("casework.overview.add_note"))
        );
    }
    return web::page(context, head, body);
}

Response case_log(PageContext& context)
{
    const auto frame = case_frame(context, context.path_record(), CaseTab::log);
    if (!frame) return web::error_page(context, frame.error());
    if (!frame->head.readable) return web::error_page(context, fail(ErrorCode::denied, "the case is not open"));
    const auto files = files_of(context, *frame);
    std::set<RecordId> records{frame->head.record};
    for (const Participant& person : frame->people)
        records.insert(person.person);
    const std::array columns{
        web::Column{context.text(msg("casework.log.when")), {}},
        web::Column{context.text(msg("casework.log.who")), {}},
        web::Column{context.text(msg("casework.log.what")), {}},
        web::Column{context.text(msg("casework.log.result")), {}},
    };
    std::vector<std::vector<Html>> rows;
    for (const vault::LogLine& line : log_of(context, std::set(files.begin(), files.end()), records)) {
        const MessageId result = !line.allowed                           ? msg("casework.log.refused")
                                 : line.chain == storage::Chain::records ? msg("casework.log.written")
                                                                         : msg("casework.log.read");
        rows.push_back({
            number_of(context.translator().moment(line.at)),
            group(context.user_name(line.user)),
            group(action_words(context, line)),
            group(context.text(result)),
        });
    }
    const std::string title = context.text(msg("casework.tab.log"));
    const Html body =
        rows.empty() ? web::empty_state(context.text(msg("casework.log.nothing"))) : web::table(title, columns, rows);
    return web::page(
        context,
        frame->page(Sensitive<std::string>(title)),
        group(web::paragraph(context.text(msg("casework.log.explanation"))), body)
    );
}

}  // namespace panoh::casework
