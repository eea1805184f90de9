// SPDX-License-Identifier: AGPL-3.0-or-later
// What one person agreed to, and what left.
#include "access/consent.hpp"
#include "forms/edtf.hpp"
#include "modules/casework/merge.hpp"
#include "modules/casework/pages.hpp"
#include "modules/casework/pages_person.hpp"
#include "modules/casework/service.hpp"

#include <algorithm>

namespace panoh::casework {

namespace {

using access::Verb;
using forms::Compartment;
using web::Html;
using web::Url;
using namespace html;

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
        actions += el<"p">(el<"a">(
            href(Url::local("/records/{}", line.latest->record)),
            context.text(msg("casework.consent.open_answer")),
            about
        ));
    }
    if (writable) {
        actions += el<"p">(el<"a">(
            href(Url::local("/files/{}/new/consent", frame.file).with("purpose", line.purpose)),
            context.text(msg("casework.consent.new_answer")),
            about
        ));
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

/// Answers are kept in the file in which they were given.
Html consent_of_other_files(PageContext& context, const PersonFrame& frame)
{
    const OnePerson one = one_person(context.records(), context.caller(), frame.person);
    std::vector<Html> links;
    for (const PersonRecord& each : one.all) {
        if (each.record == frame.person) continue;
        links.push_back(el<"p">(web::link(
            Url::local("/people/{}/consent", each.record),
            context.text(msg("person.one.consent"), {{"number", number_of_person(context, each.record)}})
        )));
    }
    if (links.empty()) return {};
    return web::notice(web::Tone::consent, context.text(msg("person.one.consent_title")), group(links));
}

}  // namespace

Response consent_page(PageContext& context)
{
    const auto frame = person_frame(context, context.path_record(), PersonTab::consent);
    if (!frame) return web::error_page(context, frame.error());
    const bool writable = context.records().may(context.caller(), Verb::write, frame->file, Compartment::core);
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
        consent_of_other_files(context, *frame),
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
