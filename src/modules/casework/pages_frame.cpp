// SPDX-License-Identifier: AGPL-3.0-or-later
// Identity bar and tabs of a case and of a person.
#include "access/consent.hpp"
#include "forms/edtf.hpp"
#include "modules/casework/pages_matter.hpp"
#include "modules/casework/pages_person.hpp"
#include "modules/casework/pages_shared.hpp"
#include "modules/casework/pages_team.hpp"
#include "modules/casework/rules.hpp"

#include <algorithm>

namespace panoh::casework {

namespace {

using access::Verb;
using forms::Compartment;
using web::Html;
using web::PageContext;
using web::Tab;
using web::Url;
using namespace html;

Html flag_item(std::string_view kind, const std::optional<Url>& url, std::string_view text)
{
    const auto classes = cls("flag", kind);
    return el<"li">(url ? el<"a">(classes, href(*url), text) : el<"span">(classes, text));
}

Html line_item(std::string_view text)
{
    return text.empty() ? Html() : el<"li">(text);
}

Html born(const PageContext& context, std::string_view birth)
{
    if (birth.empty()) return {};
    return line_item(context.text(msg("casework.identity.born"), {{"date", context.translator().date(birth)}}));
}

Html identity_bar(const PageContext& context, const Html& line, const std::vector<Html>& flags)
{
    return el<"div">(
        cls("identity"),
        a<"role">("region"),
        aria<"label">(context.text(msg("casework.identity.label"))),
        el<"div">(
            cls("identity-inner"),
            el<"ul">(cls("identity-line"), line),
            flags.empty() ? Html() : el<"ul">(cls("flags"), flags)
        )
    );
}

Html consent_flag(const PageContext& context, const Participant& person)
{
    const auto& workspace = context.vault().workspace();
    const auto today = forms::parse_iso_day(context.today()).value_or(std::chrono::sys_days{});
    const auto answers = access::consents_of(workspace, person.file);
    std::int64_t given = 0;
    std::int64_t limits = 0;
    for (const web::Choice& purpose : code_choices(context, "consent_purposes")) {
        const auto decision = access::may_disclose(answers, {purpose.value, {}, {}}, today);
        if (decision) {
            ++given;
        } else if (decision.reason != "none") {
            ++limits;
        }
    }
    const Url page = Url::local("/people/{}/consent", person.person);
    if (limits > 0) {
        return flag_item("flag-consent", page, context.text(msg("casework.flag.consent_limits"), {{"count", limits}}));
    }
    if (given > 0) return {};
    return flag_item("flag-consent", page, context.text(msg("casework.flag.consent_none")));
}

Html deadline_flag(PageContext& context, const CaseHead& head)
{
    const auto deadline = next_deadline(context, head);
    const bool is_deadline = deadline && (head.next_due.empty() || deadline->due_on <= head.next_due);
    const std::string next = is_deadline ? deadline->due_on : head.next_due;
    if (next.empty()) return {};
    const Due due = due_of(next, context.today());
    const std::string date = context.translator().date_short(next);
    const Url page =
        is_deadline ? Url::local("/cases/{}/deadlines", head.record) : Url::local("/cases/{}/tasks", head.record);
    if (due == Due::overdue) {
        return flag_item("flag-late", page, context.text(msg("casework.flag.overdue"), {{"date", date}}));
    }
    return flag_item("flag-due", page, context.text(msg("casework.flag.due"), {{"date", date}}));
}

/// The rule of the way that the person prefers, or of the first one that is not simply safe.
Html contact_flag(PageContext& context, const Participant& person)
{
    const auto channels = context.records().of_file(context.caller(), person.file, "contact_channel");
    if (!channels || channels->empty()) return {};
    const auto weight = [](const vault::Record& record) {
        const auto& content = record.content.reveal();
        const boost::json::value* preferred = content.if_contains("preferred");
        if (preferred != nullptr && preferred->is_bool() && preferred->get_bool()) return 0;
        return text_at(content, "safe") == "safe" ? 2 : 1;
    };
    const auto first = std::min_element(
        channels->begin(),
        channels->end(),
        [&](const vault::Record& left, const vault::Record& right) { return weight(left) < weight(right); }
    );
    const auto& rule = first->content.reveal();
    std::string text = context.code_label("channel_kinds", text_at(rule, "kind")) + ": "
                       + context.code_label("contact_safety", text_at(rule, "safe"));
    for (const std::string_view field : {"when", "say"}) {
        const std::string more = text_at(rule, field);
        if (!more.empty()) text += " · " + more;
    }
    return flag_item("flag-contact", Url::local("/people/{}", person.person).at("contacts"), text);
}

Html language_flag(const PageContext& context, const CaseHead& head)
{
    if (head.languages.empty()) return {};
    std::vector<std::string> names;
    for (const std::string& code : head.languages)
        names.push_back(context.code_label("languages", code));
    return flag_item(
        "flag-language",
        Url::local("/records/{}", head.record),
        context.text(msg("casework.flag.languages"), {{"languages", context.translator().list(names)}})
    );
}

std::vector<Html> case_flags(PageContext& context, const CaseFrame& frame)
{
    std::vector<Html> flags;
    const auto add = [&](Html flag) {
        if (!flag.empty()) flags.push_back(std::move(flag));
    };
    const CaseHead& head = frame.head;
    if (head.risk == "immediate" || head.risk == "high") {
        add(flag_item(
            head.risk == "immediate" ? "flag-danger" : "flag-late",
            Url::local("/cases/{}", head.record).at("risk"),
            context.text(msg("casework.flag.risk"), {{"level", context.code_label("risk_levels", head.risk)}})
        ));
    }
    const bool known = !frame.people.empty() && frame.people.front().readable;
    if (known) add(consent_flag(context, frame.people.front()));
    add(deadline_flag(context, head));
    if (known) add(contact_flag(context, frame.people.front()));
    add(language_flag(context, head));
    return flags;
}

Html case_line_of(const PageContext& context, const CaseFrame& frame)
{
    const CaseHead& head = frame.head;
    Html line;
    const Url overview = Url::local("/cases/{}", head.record);
    if (!frame.name.reveal().empty() && !frame.people.empty()) {
        line += el<"li">(cls("identity-name"), el<"a">(href(overview), frame.name));
        line += el<"li">(cls("identity-number num"), head.number);
    } else {
        line += el<"li">(cls("identity-name"), el<"a">(href(overview), number_of(head.number)));
    }
    if (!frame.people.empty() && frame.people.front().readable) {
        const Participant& first = frame.people.front();
        if (!first.sex.empty()) line += line_item(context.code_label("sexes", first.sex));
        line += born(context, first.birth);
    }
    if (frame.people.size() > 1) {
        line += line_item(context.text(
            msg("casework.identity.others"), {{"count", static_cast<std::int64_t>(frame.people.size()) - 1}}
        ));
    }
    if (!head.region.empty()) line += line_item(context.code_label("regions", head.region));
    line += el<"li">(context.text(msg("casework.identity.keyworker")), " ", context.user_name(head.keyworker));
    line += el<"li">(status_tag(context, head.status));
    if (is_restricted(context.records(), head.file)) {
        line += el<"li">(web::tag(web::Tone::consent, context.text(msg("team.restricted"))));
    }
    return line;
}

Html case_tabs(const PageContext& context, const CaseFrame& frame, CaseTab current)
{
    const CaseHead& head = frame.head;
    std::vector<Tab> tabs;
    const auto add = [&](CaseTab tab, MessageId label, std::optional<Url> url) {
        tabs.push_back({context.text(label), std::move(url), tab == current});
    };
    const auto when = [](bool allowed, Url url) {
        return allowed ? std::optional(std::move(url)) : std::nullopt;
    };
    const RecordId& record = head.record;
    add(CaseTab::overview, msg("casework.tab.overview"), Url::local("/cases/{}", record));
    add(CaseTab::timeline, msg("casework.tab.timeline"), when(head.readable, Url::local("/cases/{}/timeline", record)));
    add(CaseTab::events,
        msg("events.tab"),
        when(head.account || head.awaits_account, Url::local("/cases/{}/events", record)));
    add(CaseTab::people, msg("casework.tab.people"), when(head.readable, Url::local("/cases/{}/people", record)));
    add(CaseTab::tasks, msg("casework.tab.tasks"), Url::local("/cases/{}/tasks", record));
    add(CaseTab::notes,
        msg("casework.tab.notes"),
        when(head.account || head.awaits_account, Url::local("/cases/{}/notes", record)));
    add(CaseTab::files, msg("files.tab"), when(head.readable, Url::local("/cases/{}/files", record)));
    add(CaseTab::evidence,
        msg("evidence.tab"),
        when(head.account || head.awaits_account, Url::local("/cases/{}/evidence", record)));
    const auto first = std::find_if(frame.people.begin(), frame.people.end(), [](const Participant& person) {
        return person.readable;
    });
    std::optional<Url> consent;
    if (first != frame.people.end()) consent = Url::local("/people/{}/consent", first->person);
    if (consent || !head.readable) add(CaseTab::consent, msg("casework.tab.consent"), consent);
    add(CaseTab::log, msg("casework.tab.log"), when(head.readable, Url::local("/cases/{}/log", record)));
    return web::tabs(context, context.text(msg("casework.tab.label")), tabs);
}

}  // namespace

web::PageHead CaseFrame::page(Sensitive<std::string> heading) const
{
    web::PageHead made;
    made.heading = std::move(heading);
    made.title = head.number;
    made.place = web::Place::cases;
    made.above = identity;
    made.tabs = tabs;
    return made;
}

Result<CaseFrame> case_frame(PageContext& context, const RecordId& case_record, CaseTab tab)
{
    const auto caller = context.caller();
    auto head = case_head(context.records(), caller, case_record);
    if (!head) return head.error();
    CaseFrame frame;
    frame.head = std::move(*head);
    const Notices notices = case_notices(context, frame.head);
    frame.head.awaits_account = notices.account_is_closed;
    frame.head.account = frame.head.account && !frame.head.awaits_account;
    if (frame.head.readable) {
        auto people = participants_of(context.records(), caller, frame.head.file);
        if (!people) return people.error();
        frame.people = std::move(*people);
    }
    if (!frame.people.empty() && frame.people.front().readable) {
        frame.name = name_of_person(context, frame.people.front().file);
    }
    frame.identity = identity_bar(context, case_line_of(context, frame), case_flags(context, frame));
    frame.tabs = group(case_tabs(context, frame, tab), notices.html, state_request_notice(context, frame.head));
    return frame;
}

web::PageHead PersonFrame::page(Sensitive<std::string> heading) const
{
    web::PageHead made;
    made.heading = std::move(heading);
    made.title = number;
    made.place = web::Place::cases;
    made.above = identity;
    made.tabs = tabs;
    return made;
}

Result<PersonFrame> person_frame(PageContext& context, const RecordId& person, PersonTab tab)
{
    const auto caller = context.caller();
    const auto rows = context.records().query(
        caller,
        Verb::read,
        "person",
        "p.file",
        "SELECT p.file, p.number, p.sex, p.birth FROM t_person p WHERE {scope} AND p.record=? AND p.deleted=0",
        {vault::sql(person)}
    );
    if (!rows) return rows.error();
    if (rows->empty()) return fail(ErrorCode::not_found, "there is no such person for this reader");
    PersonFrame frame;
    frame.person = person;
    frame.file = rows->id<FileId>(0, "file");
    const OnePerson one = one_person(context.records(), caller, person);
    frame.number = number_of_person(context, one.lead.record);
    frame.name = name_of_person(context, frame.file);
    Participant self;
    self.person = person;
    self.file = frame.file;
    Html line;
    const Url page = Url::local("/people/{}", person);
    if (frame.name.reveal().empty()) {
        line += el<"li">(cls("identity-name"), el<"a">(href(page), number_of(frame.number)));
    } else {
        line += el<"li">(cls("identity-name"), el<"a">(href(page), frame.name));
        line += el<"li">(cls("identity-number num"), frame.number);
    }
    for (const PersonRecord& each : one.all) {
        const std::string also = number_of_person(context, each.record);
        if (also != frame.number) line += line_item(context.text(msg("person.one.also"), {{"number", also}}));
    }
    if (!rows->is_null(0, "sex")) line += line_item(context.code_label("sexes", rows->text(0, "sex")));
    line += born(context, rows->text(0, "birth"));
    const auto cases = cases_of_person(context.records(), caller, person);
    if (!cases) return cases.error();
    for (const CaseLine& each : *cases) {
        line += el<"li">(el<"a">(href(Url::local("/cases/{}", each.record)), case_title(context, each.number)));
    }
    std::vector<Html> flags;
    for (Html flag : {consent_flag(context, self), contact_flag(context, self)}) {
        if (!flag.empty()) flags.push_back(std::move(flag));
    }
    frame.identity = identity_bar(context, line, flags);
    const std::vector<Tab> tabs{
        {context.text(msg("casework.tab.person")), page, tab == PersonTab::facts},
        {context.text(msg("person.family.tab")), Url::local("/people/{}/family", person), tab == PersonTab::family},
        {context.text(msg("files.tab")), Url::local("/people/{}/files", person), tab == PersonTab::files},
        {context.text(msg("casework.tab.consent")),
         Url::local("/people/{}/consent", person),
         tab == PersonTab::consent},
    };
    frame.tabs = web::tabs(context, context.text(msg("casework.tab.person_label")), tabs);
    return frame;
}

}  // namespace panoh::casework
