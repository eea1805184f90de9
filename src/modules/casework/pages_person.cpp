// SPDX-License-Identifier: AGPL-3.0-or-later
// What is known of one person, and what they agreed to.
#include "access/consent.hpp"
#include "forms/edtf.hpp"
#include "modules/casework/pages.hpp"
#include "modules/casework/pages_shared.hpp"
#include "modules/casework/service.hpp"

#include <algorithm>

namespace panoh::casework {

namespace {

using access::Verb;
using forms::Compartment;
using web::Html;
using web::Url;
using namespace html;

bool may_write(PageContext& context, const FileId& file, Compartment compartment)
{
    return context.records().may(context.caller(), Verb::write, file, compartment);
}

Html record_links(const PageContext& context, const vault::Record& record, bool writable, const std::string& about)
{
    const auto one = [&](const Url& url, MessageId label) {
        return el<"a">(
            cls("button button-quiet"), href(url), context.text(label), el<"span">(cls("visually-hidden"), " ", about)
        );
    };
    Html links;
    if (writable) links += one(Url::local("/records/{}/edit", record.id), msg("casework.overview.change"));
    links += one(Url::local("/records/{}/history", record.id), msg("casework.record.history"));
    return el<"p">(cls("actions"), links);
}

/// All records of a type, each with its facts.
Html records_section(
    PageContext& context, const FileId& file, std::string_view type, MessageId heading, std::string_view anchor
)
{
    const forms::RecordType& definition = *context.records().schema().type(type);
    const std::string title = context.text(heading);
    const auto found = context.records().of_file(context.caller(), file, type);
    if (!found) {
        return web::section(title, web::empty_state(context.text(msg("casework.person.restricted"))));
    }
    const bool writable = may_write(context, file, definition.compartment);
    Html body;
    for (const vault::Record& record : *found) {
        body += web::record_facts(context, definition, record.merged().reveal());
        body += record_links(context, record, writable, title);
    }
    if (found->empty()) body = web::empty_state(context.text(msg("casework.person.nothing_yet")));
    std::optional<Html> action;
    if (writable) {
        action = web::link(Url::local("/files/{}/new/{}", file, type), context.text(msg("casework.person.add")));
    }
    return el<"div">(id(anchor), a<"tabindex">("-1"), web::section(title, body, action));
}

Html facts_section(PageContext& context, const PersonFrame& frame)
{
    const forms::RecordType& type = *context.records().schema().type("person");
    const auto record = context.records().read(context.caller(), frame.person);
    if (!record) return {};
    std::optional<Html> action;
    if (may_write(context, frame.file, Compartment::core)) {
        action = web::link(Url::local("/records/{}/edit", frame.person), context.text(msg("casework.overview.change")));
    }
    return web::section(
        context.text(msg("casework.person.facts")), web::record_facts(context, type, record->merged().reveal()), action
    );
}

Html cases_section(PageContext& context, const PersonFrame& frame)
{
    const auto cases = cases_of_person(context.records(), context.caller(), frame.person);
    if (!cases || cases->empty()) return {};
    std::vector<Html> lines;
    for (const CaseLine& line : *cases) {
        lines.push_back(el<"li">(
            cls("rows-entry"),
            el<"p">(
                web::link(Url::local("/cases/{}", line.record), case_title(context, line.number)),
                " ",
                status_tag(context, line.status),
                " ",
                risk_tag(context, line.risk)
            )
        ));
    }
    return web::section(context.text(msg("casework.person.cases")), el<"ul">(cls("rows"), lines));
}

Html relations_section(PageContext& context, const PersonFrame& frame)
{
    const auto relations = context.records().of_file(context.caller(), frame.file, "relation");
    if (!relations) return {};
    std::vector<web::Fact> lines;
    for (const vault::Record& relation : *relations) {
        const auto other = RecordId::parse(text_at(relation.coded, "related_person"));
        const auto file = other ? file_of_person(context.records(), *other) : std::nullopt;
        const bool readable = file && context.records().may(context.caller(), Verb::read, *file, Compartment::core);
        Html who = group(context.text(msg("casework.people.restricted")));
        if (readable) {
            const auto called = name_of_person(context, *file);
            const Url page = Url::local("/people/{}", *other);
            who = called.reveal().empty() ? web::link(page, context.text(msg("casework.person.open")))
                                          : web::link(page, called);
        }
        lines.push_back(
            {context.code_label("relations", text_at(relation.coded, "relation")),
             group(
                 who,
                 " ",
                 el<"a">(
                     href(Url::local("/records/{}", relation.id)), context.text(msg("casework.overview.open_record"))
                 )
             )}
        );
    }
    std::optional<Html> action;
    if (may_write(context, frame.file, Compartment::core)) {
        action = web::link(Url::local("/files/{}/new/relation", frame.file), context.text(msg("casework.person.add")));
    }
    const Html body =
        lines.empty() ? web::empty_state(context.text(msg("casework.person.nothing_yet"))) : narrow_facts(lines);
    return web::section(context.text(msg("casework.person.relations")), body, action);
}

/// One purpose with its latest answer, in words.
struct PurposeLine {
    std::string purpose;
    std::string answer;
    const access::Consent* latest = nullptr;
    access::DisclosureDecision decision;
};

std::vector<PurposeLine> purposes_of(const PageContext& context, const std::vector<access::Consent>& answers)
{
    const auto today = forms::parse_iso_day(context.today()).value_or(std::chrono::sys_days{});
    std::vector<PurposeLine> lines;
    for (const web::Choice& purpose : code_choices(context, "consent_purposes")) {
        PurposeLine line;
        line.purpose = purpose.value;
        const auto found = std::find_if(answers.begin(), answers.end(), [&](const access::Consent& each) {
            return each.purpose == purpose.value;
        });
        line.latest = found == answers.end() ? nullptr : &*found;
        line.answer = line.latest == nullptr ? "not_asked" : line.latest->answer;
        line.decision = access::may_disclose(answers, {purpose.value, {}, {}}, today);
        lines.push_back(std::move(line));
    }
    return lines;
}

web::Tone tone_of(const PurposeLine& line)
{
    if (line.decision) return web::Tone::ok;
    return line.decision.reason == "none" ? web::Tone::neutral : web::Tone::consent;
}

/// "May be shared with …, until …", or why not.
std::string plain_words(const PageContext& context, const PurposeLine& line)
{
    if (!line.decision) {
        if (line.decision.reason == "expired") return context.text(msg("casework.consent.expired"));
        if (line.decision.reason == "withdrawn") return context.text(msg("casework.consent.withdrawn"));
        if (line.decision.reason == "refused") return context.text(msg("casework.consent.refused"));
        return context.text(msg("casework.consent.none"));
    }
    std::vector<std::string> recipients;
    for (const std::string& code : line.latest->recipients)
        recipients.push_back(context.code_label("recipients", code));
    std::vector<std::string> parts;
    for (const std::string& code : line.latest->compartments)
        parts.push_back(context.code_label("compartments", code));
    std::string words =
        recipients.empty()
            ? context.text(msg("casework.consent.inside"))
            : context.text(msg("casework.consent.shared"), {{"recipients", context.translator().list(recipients)}});
    if (!parts.empty()) {
        words += " " + context.text(msg("casework.consent.parts"), {{"parts", context.translator().list(parts)}});
    }
    if (line.latest->until) {
        words +=
            " "
            + context.text(msg("casework.consent.until"), {{"date", context.translator().day(*line.latest->until)}});
    }
    return words;
}

Html withdraw_button(const PageContext& context, const PersonFrame& frame, const PurposeLine& line)
{
    const Url target = Url::local("/people/{}/consent/withdraw", frame.person);
    return el<"form">(
        a<"method">("post"),
        action(target),
        context.form_start(target),
        el<"input">(a<"type">("hidden"), name("purpose"), value(line.purpose)),
        el<"button">(
            cls("button button-secondary"),
            a<"type">("submit"),
            context.text(msg("casework.consent.withdraw")),
            el<"span">(cls("visually-hidden"), ": ", context.code_label("consent_purposes", line.purpose))
        )
    );
}

std::vector<Html>
consent_row(const PageContext& context, const PersonFrame& frame, const PurposeLine& line, bool writable)
{
    const std::string purpose = context.code_label("consent_purposes", line.purpose);
    Html answer = web::tag(tone_of(line), context.code_label("consent_states", line.answer));
    if (line.latest != nullptr && line.latest->given_on) {
        answer += group(" ", el<"small">(number_of(context.translator().day(*line.latest->given_on))));
    }
    Html actions;
    const Html about = el<"span">(cls("visually-hidden"), ": ", purpose);
    if (line.latest != nullptr) {
        actions += el<"a">(
            href(Url::local("/records/{}", line.latest->record)),
            context.text(msg("casework.consent.open_answer")),
            about
        );
    }
    if (writable) {
        actions += group(
            " ",
            el<"a">(
                href(Url::local("/files/{}/new/consent", frame.file).with("purpose", line.purpose)),
                context.text(msg("casework.consent.new_answer")),
                about
            )
        );
        if (line.answer == "yes") actions += withdraw_button(context, frame, line);
    }
    return {group(purpose), answer, group(plain_words(context, line)), actions};
}

Html disclosures_section(PageContext& context, const PersonFrame& frame)
{
    const auto left = context.records().of_file(context.caller(), frame.file, "disclosure");
    if (!left || left->empty()) return {};
    const forms::RecordType& type = *context.records().schema().type("disclosure");
    Html body;
    for (const vault::Record& record : *left)
        body += web::record_facts(context, type, record.merged().reveal());
    return web::section(context.text(msg("casework.consent.disclosures")), body);
}

}  // namespace

Response person_page(PageContext& context)
{
    const auto frame = person_frame(context, context.path_record(), PersonTab::facts);
    if (!frame) return web::error_page(context, frame.error());
    const Html left = el<"div">(
        records_section(context, frame->file, "person_identity", msg("casework.person.names"), "names"),
        records_section(context, frame->file, "contact_channel", msg("casework.person.contacts"), "contacts"),
        records_section(context, frame->file, "need", msg("casework.person.needs"), "needs")
    );
    const Html right =
        el<"div">(facts_section(context, *frame), relations_section(context, *frame), cases_section(context, *frame));
    const std::string title = context.text(msg("casework.person.title"), {{"number", frame->number}});
    return web::page(context, frame->page(Sensitive<std::string>(title)), el<"div">(cls("columns"), left, right));
}

Response consent_page(PageContext& context)
{
    const auto frame = person_frame(context, context.path_record(), PersonTab::consent);
    if (!frame) return web::error_page(context, frame.error());
    const bool writable = may_write(context, frame->file, Compartment::core);
    const auto answers = access::consents_of(context.vault().workspace(), frame->file);
    context.note_read("consent", frame->file);
    const std::array columns{
        web::Column{context.text(msg("casework.consent.purpose")), {}},
        web::Column{context.text(msg("casework.consent.answer")), {}},
        web::Column{context.text(msg("casework.consent.means")), {}},
        web::Column{context.text(msg("casework.consent.actions")), {}},
    };
    std::vector<std::vector<Html>> rows;
    for (const PurposeLine& line : purposes_of(context, answers))
        rows.push_back(consent_row(context, *frame, line, writable));
    const std::string title = context.text(msg("casework.tab.consent"));
    const Html body = group(
        web::paragraph(context.text(msg("casework.consent.explanation"))),
        web::table(title, columns, rows),
        disclosures_section(context, *frame)
    );
    return web::page(context, frame->page(Sensitive<std::string>(title)), body);
}

Response save_withdrawal(PageContext& context)
{
    const RecordId person = context.path_record();
    const auto caller = context.caller();
    const auto file = file_of_person(context.records(), person);
    if (!file || !context.records().may(caller, Verb::read, *file, Compartment::core)) {
        return web::error_page(context, fail(ErrorCode::not_found, "there is no such person for this writer"));
    }
    const auto withdrawn =
        withdraw_consent(context.records(), caller, *file, context.request().form.text("purpose"), context.batch());
    if (!withdrawn) return web::error_page(context, withdrawn.error());
    return Response::redirect(Url::local("/people/{}/consent", person));
}

}  // namespace panoh::casework
