// SPDX-License-Identifier: AGPL-3.0-or-later
// A case at a glance: deadlines, team, consent, last events. And who has a part in it.
#include "access/consent.hpp"
#include "forms/edtf.hpp"
#include "modules/casework/pages.hpp"
#include "modules/casework/pages_events.hpp"
#include "modules/casework/pages_find.hpp"
#include "modules/casework/pages_matter.hpp"
#include "modules/casework/pages_shared.hpp"
#include "modules/casework/pages_tags.hpp"
#include "modules/casework/rules.hpp"
#include "web/pages/account_facts.hpp"

#include <algorithm>

namespace panoh::casework {

namespace {

using access::Verb;
using forms::Compartment;
using web::Html;
using web::Url;
using namespace html;

constexpr std::size_t deadlines_shown = 3;
constexpr std::size_t events_shown = 5;

Html to_page(const PageContext& context, const Url& url, MessageId label)
{
    return web::link(url, context.text(label));
}

bool is_open(const TaskLine& task)
{
    return task.state.empty() || task.state == "open" || task.state == "in_progress";
}

Html deadline_line(PageContext& context, const CaseHead& head, const TaskLine& task)
{
    Html what;
    if (head.readable) {
        const auto record = context.records().read(context.caller(), task.record);
        if (record) {
            const Sensitive<std::string> heading(text_at(record->content.reveal(), "heading"));
            what = web::link(Url::local("/records/{}", task.record), heading);
        }
    }
    if (what.empty()) what = group(context.text(msg("casework.work.kind.task")));
    return el<"li">(cls("rows-entry"), el<"p">(web::due_tag(context, task.due_on), " ", what));
}

Html deadlines(PageContext& context, const CaseFrame& frame)
{
    std::vector<Html> lines;
    std::vector<std::pair<std::string, Html>> dated;
    for (auto& [day, what] : deadlines_by_day(context, frame.head)) {
        dated.emplace_back(
            day,
            el<"li">(
                cls("rows-entry"),
                el<"p">(web::due_tag(context, day), " ", what),
                el<"p">(cls("meta"), context.text(msg("type.deadline.label")))
            )
        );
    }
    const auto tasks = tasks_of(context.records(), context.caller(), frame.head.file);
    if (tasks) {
        std::size_t shown = 0;
        for (const TaskLine& task : *tasks) {
            if (shown == deadlines_shown || !is_open(task) || task.due_on.empty()) continue;
            dated.emplace_back(task.due_on, deadline_line(context, frame.head, task));
            ++shown;
        }
    }
    std::stable_sort(dated.begin(), dated.end(), [](const auto& left, const auto& right) {
        return left.first < right.first;
    });
    for (auto& [day, line] : dated) {
        if (lines.size() < deadlines_shown) lines.push_back(std::move(line));
    }
    if (!frame.head.next_review_on.empty()) {
        lines.push_back(el<"li">(
            cls("rows-entry"),
            el<"p">(
                web::due_tag(context, frame.head.next_review_on), " ", context.text(msg("casework.work.kind.review"))
            )
        ));
    }
    const Html body = lines.empty() ? web::empty_state(context.text(msg("casework.overview.no_deadlines")))
                                    : el<"ul">(cls("rows"), lines);
    return web::section(
        context.text(msg("casework.overview.deadlines")),
        body,
        el<"div">(
            cls("actions"),
            to_page(context, Url::local("/cases/{}/deadlines", frame.head.record), msg("deadlines.heading")),
            to_page(context, Url::local("/cases/{}/tasks", frame.head.record), msg("casework.overview.all_tasks"))
        )
    );
}

Html team(PageContext& context, const CaseFrame& frame, bool may_write)
{
    std::vector<web::Fact> members;
    std::vector<Html> former;
    for (const TeamMember& member : team_of(context.records(), frame.head.file)) {
        const std::string role = context.code_label("case_roles", member.role);
        const Html who = may_write ? group(
                             context.user_name(member.user),
                             " ",
                             el<"a">(
                                 href(Url::local("/records/{}/edit", member.assignment)),
                                 context.text(msg("casework.overview.change")),
                                 el<"span">(cls("visually-hidden"), " ", role)
                             )
                         )
                                   : group(context.user_name(member.user));
        if (member.until.empty()) {
            members.push_back({role, who});
        } else {
            former.push_back(el<"li">(
                role, ": ", context.user_name(member.user), " (", context.translator().date_short(member.until), ")"
            ));
        }
    }
    Html body =
        members.empty() ? web::empty_state(context.text(msg("casework.overview.nobody"))) : narrow_facts(members);
    if (!former.empty()) {
        body += web::details(context.text(msg("casework.overview.former")), el<"ul">(former));
    }
    const Html action = to_page(context, Url::local("/cases/{}/team", frame.head.record), msg("team.case.open"));
    return web::section(context.text(msg("casework.overview.team")), body, action);
}

Html consent_summary(PageContext& context, const CaseFrame& frame)
{
    const auto today = forms::parse_iso_day(context.today()).value_or(std::chrono::sys_days{});
    std::vector<web::Fact> lines;
    for (const Participant& person : frame.people) {
        if (!person.readable) continue;
        const auto answers = access::consents_of(context.vault().workspace(), person.file);
        std::int64_t given = 0;
        std::int64_t limits = 0;
        const auto purposes = code_choices(context, "consent_purposes");
        for (const web::Choice& purpose : purposes) {
            const auto decision = access::may_disclose(answers, {purpose.value, {}, {}}, today);
            given += decision ? 1 : 0;
            limits += !decision && decision.reason != "none" ? 1 : 0;
        }
        const auto total = static_cast<std::int64_t>(purposes.size());
        lines.push_back(
            {person.number,
             web::link(
                 Url::local("/people/{}/consent", person.person),
                 context.text(
                     msg("casework.overview.consent_line"), {{"given", given}, {"total", total}, {"limits", limits}}
                 )
             )}
        );
    }
    if (lines.empty()) return {};
    return web::section(context.text(msg("casework.overview.consent")), narrow_facts(lines));
}

Html summary(PageContext& context, const CaseFrame& frame, bool may_write)
{
    if (!frame.head.account) return {};
    const auto caller = context.caller();
    const auto summaries = context.records().of_file(caller, frame.head.file, "case_summary");
    if (!summaries) return {};
    const forms::RecordType& type = *context.records().schema().type("case_summary");
    Html body;
    std::optional<Html> action;
    if (summaries->empty()) {
        body = web::empty_state(context.text(msg("casework.overview.no_summary")));
        if (may_write) {
            action = to_page(
                context, Url::local("/files/{}/new/case_summary", frame.head.file), msg("casework.overview.write")
            );
        }
    } else {
        const vault::Record& latest = summaries->front();
        body = web::closed_account(context, web::account_facts(context, type, latest.merged().reveal()));
        const std::string heading = text_at(latest.content.reveal(), "heading");
        if (!heading.empty()) body = group(el<"p">(el<"strong">(heading)), body);
        action = to_page(context, Url::local("/records/{}", latest.id), msg("casework.overview.open_record"));
    }
    return web::section(context.text(msg("casework.overview.summary")), body, action);
}

Html risk(PageContext& context, const CaseFrame& frame, bool may_write)
{
    if (!frame.head.readable) return {};
    Html body = frame.head.risk.empty() ? el<"p">(context.text(msg("casework.overview.no_risk")))
                                        : el<"p">(risk_tag(context, frame.head.risk));
    if (frame.head.account) {
        const auto events = events_of(context.records(), context.caller(), {frame.head.file}, "risk_assessment");
        if (events && !events->empty()) {
            const EventLine& latest = events->front();
            const std::string when = latest.when.empty() ? std::string() : context.translator().date(latest.when);
            body += el<"p">(web::link(
                Url::local("/records/{}", latest.record),
                context.text(msg("casework.overview.risk_of"), {{"date", when}})
            ));
        }
    }
    std::optional<Html> action;
    if (may_write && frame.head.account) {
        action = to_page(
            context, Url::local("/files/{}/new/risk_assessment", frame.head.file), msg("casework.overview.assess_risk")
        );
    }
    return el<"div">(
        id("risk"), a<"tabindex">("-1"), web::section(context.text(msg("casework.overview.risk")), body, action)
    );
}

Html about(PageContext& context, const CaseFrame& frame, bool may_write)
{
    const CaseHead& head = frame.head;
    std::vector<web::Fact> lines;
    if (head.readable) {
        lines.push_back(
            {context.text(msg("case_states.heading")),
             group(
                 status_tag(context, head.status),
                 " ",
                 to_page(context, Url::local("/cases/{}/status", head.record), msg("case_states.on_overview"))
             )}
        );
    }
    if (!head.opened_on.empty()) {
        lines.push_back(
            {context.text(msg("casework.overview.opened")), group(context.translator().date(head.opened_on))}
        );
    }
    for (const auto& [contact, file] : contacts_of_case(context.records(), head.record)) {
        const bool visible = context.records().may(context.caller(), Verb::desk, file, Compartment::core);
        const std::string label = context.text(msg("casework.overview.origin_call"));
        lines.push_back(
            {context.text(msg("casework.overview.origin")),
             visible ? web::link(Url::local("/calls/{}", contact), label) : group(label)}
        );
    }
    if (head.readable) {
        lines.push_back(
            {context.text(msg("evaluation.case.fact")),
             to_page(context, Url::local("/cases/{}/evaluations", head.record), msg("evaluation.case.show"))}
        );
    }
    lines.push_back(
        {context.text(msg("casework.overview.organisation")), group(context.organisation_name(head.organisation))}
    );
    std::optional<Html> action;
    if (may_write) {
        action = to_page(context, Url::local("/records/{}/edit", head.record), msg("casework.overview.change"));
    }
    return web::section(context.text(msg("casework.overview.about")), narrow_facts(lines), action);
}

Html add_links(const PageContext& context, const CaseFrame& frame, bool may_write)
{
    Html links;
    if (may_write && frame.head.account) {
        links += web::link_button(
            Url::local("/files/{}/new/note", frame.head.file), context.text(msg("casework.overview.add_note"))
        );
    }
    if (may_write) {
        links += web::quiet_link_button(
            Url::local("/cases/{}/status", frame.head.record), context.text(msg("casework.overview.change_status"))
        );
    }
    if (context.may("print") && frame.head.readable) {
        links += web::quiet_link_button(
            Url::local("/cases/{}/print", frame.head.record), context.text(msg("casework.overview.print"))
        );
    }
    if (context.may("print") && frame.head.account) {
        links += web::quiet_link_button(
            Url::local("/cases/{}/documents", frame.head.record), context.text(msg("documents.link"))
        );
    }
    return links;
}

Html person_row_name(PageContext& context, const Participant& person)
{
    if (!person.readable) return group(context.text(msg("casework.people.restricted")));
    const Url page = Url::local("/people/{}", person.person);
    const auto called = name_of_person(context, person.file);
    if (called.reveal().empty()) return el<"a">(href(page), number_of(person.number));
    return group(el<"a">(href(page), called), " ", el<"small">(number_of(person.number)));
}

}  // namespace

Response case_overview(PageContext& context)
{
    const auto frame = case_frame(context, context.path_record(), CaseTab::overview);
    if (!frame) return web::error_page(context, frame.error());
    remember_opened(context, frame->head.file);
    const auto caller = context.caller();
    const bool may_write = context.records().may(caller, Verb::write, frame->head.file, Compartment::core);
    const Html left = el<"div">(
        deadlines(context, *frame),
        summary(context, *frame, may_write),
        conferences_card(context, *frame),
        frame->head.readable ? last_events(context, *frame, events_shown) : Html()
    );
    const Html right = el<"div">(
        team(context, *frame, may_write),
        risk(context, *frame, may_write),
        consent_summary(context, *frame),
        links_card(context, *frame),
        tags_card(context, *frame),
        about(context, *frame, may_write)
    );
    auto head = frame->page(Sensitive<std::string>(case_title(context, frame->head.number)));
    head.actions = add_links(context, *frame, may_write);
    return web::page(context, head, el<"div">(cls("columns"), left, right));
}

Response case_people(PageContext& context)
{
    const auto frame = case_frame(context, context.path_record(), CaseTab::people);
    if (!frame) return web::error_page(context, frame.error());
    const auto caller = context.caller();
    if (!frame->head.readable) return web::error_page(context, fail(ErrorCode::denied, "the case is not open"));
    const bool may_write = context.records().may(caller, Verb::write, frame->head.file, Compartment::core);
    const std::array columns{
        web::Column{context.text(msg("casework.people.person")), {}},
        web::Column{context.text(msg("casework.people.role")), {}},
        web::Column{context.text(msg("casework.people.relation")), {}},
        web::Column{context.text(msg("casework.people.born")), {}},
        web::Column{context.text(msg("casework.people.part")), {}},
    };
    std::vector<std::vector<Html>> rows;
    for (const Participant& person : frame->people) {
        rows.push_back({
            person_row_name(context, person),
            group(context.code_label("person_roles", person.role)),
            person.relation.empty() ? Html() : group(context.code_label("relations", person.relation)),
            person.birth.empty() ? Html() : group(context.translator().date(person.birth)),
            el<"a">(
                href(Url::local("/records/{}", person.participation)),
                context.text(msg("casework.people.open_part")),
                el<"span">(cls("visually-hidden"), " ", person.number)
            ),
        });
    }
    const std::string title = context.text(msg("casework.tab.people"));
    Html body =
        rows.empty() ? web::empty_state(context.text(msg("casework.people.nobody"))) : web::table(title, columns, rows);
    auto head = frame->page(Sensitive<std::string>(title));
    if (may_write) {
        head.actions = group(
            web::link_button(
                Url::local("/cases/{}/people/new", frame->head.record), context.text(msg("casework.people.add"))
            ),
            web::quiet_link_button(
                Url::local("/files/{}/new/participation", frame->head.file),
                context.text(msg("casework.people.add_known"))
            )
        );
    }
    return web::page(context, head, body);
}

}  // namespace panoh::casework
