// SPDX-License-Identifier: AGPL-3.0-or-later
// What a screening leaves open. Elements: CAT art. 1; order of asking: urgency and the medical window first.
#include "modules/intake/rules_screening.hpp"

#include "forms/display.hpp"
#include "forms/edtf.hpp"
#include "modules/intake/rules.hpp"

namespace panoh::intake {

namespace {

namespace json = boost::json;
using std::chrono::days;

struct Element {
    std::string_view field;
    MessageId sentence;
};

std::vector<Element> elements()
{
    return {
        {"urgency", msg("intake.missing.urgency")},
        {"risk_now", msg("intake.missing.risk_now")},
        {"last_event", msg("intake.missing.last_event")},
        {"marks_visible", msg("intake.missing.marks_visible")},
        {"medical_urgency", msg("intake.missing.medical_urgency")},
        {"occurred", msg("intake.missing.occurred")},
        {"place_type", msg("intake.missing.place_type")},
        {"agency", msg("intake.missing.agency")},
        {"severity_kind", msg("intake.missing.severity_kind")},
        {"severity_indications", msg("intake.missing.severity_indications")},
        {"intent", msg("intake.missing.intent")},
        {"purposes", msg("intake.missing.purposes")},
        {"official_link", msg("intake.missing.official_link")},
        {"powerless", msg("intake.missing.powerless")},
        {"lawful_sanction_claim", msg("intake.missing.lawful_sanction_claim")},
        {"lawyer_given", msg("screening.missing.lawyer_given")},
        {"doctor_seen", msg("screening.missing.doctor_seen")},
        {"family_told", msg("screening.missing.family_told")},
        {"custody_registered", msg("screening.missing.custody_registered")},
        {"interpreter_given", msg("screening.missing.interpreter_given")},
        {"rights_explained", msg("screening.missing.rights_explained")},
    };
}

constexpr days fresh{3};
constexpr days recent{7};

}  // namespace

std::vector<MissingElement> what_is_missing(const json::object& screening)
{
    std::vector<MissingElement> missing;
    for (Element& element : elements()) {
        const forms::Answer answer = forms::answer_of(screening, element.field);
        if (!answer.value.is_null() || answer.why == forms::Missing::not_applicable) continue;
        missing.push_back({std::string(element.field), std::move(element.sentence), answer.why});
    }
    return missing;
}

MedicalWindow medical_window(const json::object& screening, std::chrono::sys_days today)
{
    const auto range = forms::edtf_range(text_at(screening, "last_event"));
    if (!range || !range->high) return MedicalWindow::unknown;
    // The latest day that the answer may mean decides: nobody is sent away because a date is vague.
    const auto age = today - std::min(*range->high, today);
    if (age <= fresh) return MedicalWindow::within_72_hours;
    return age <= recent ? MedicalWindow::within_a_week : MedicalWindow::later;
}

std::vector<DocumentPoint> what_can_be_documented(const json::object& screening, std::chrono::sys_days today)
{
    const MedicalWindow window = medical_window(screening, today);
    std::vector<DocumentPoint> points;
    const auto add = [&](bool urgent, MessageId sentence) {
        points.push_back({urgent, std::move(sentence)});
    };
    switch (window) {
    case MedicalWindow::within_72_hours:
        add(true, msg("screening.document.samples_now"));
        add(true, msg("screening.document.marks_now"));
        add(true, msg("screening.document.blood_now"));
        break;
    case MedicalWindow::within_a_week:
        add(true, msg("screening.document.samples_some"));
        add(true, msg("screening.document.marks_now"));
        add(true, msg("screening.document.blood_some"));
        break;
    case MedicalWindow::later:
        add(false, msg("screening.document.samples_over"));
        add(false, msg("screening.document.marks_later"));
        break;
    case MedicalWindow::unknown:
        add(false, msg("screening.document.ask_when"));
        break;
    }
    add(false, msg("screening.document.always"));
    return points;
}

std::vector<ElementRow> element_rows()
{
    return {
        {msg("screening.element.severity"),
         msg("screening.element.severity_1"),
         msg("screening.element.severity_16"),
         {"severity_kind", "severity_indications"}},
        {msg("screening.element.intent"),
         msg("screening.element.asked"),
         msg("screening.element.not_shown"),
         {"intent"}},
        {msg("screening.element.purpose"),
         msg("screening.element.asked"),
         msg("screening.element.not_shown"),
         {"purposes"}},
        {msg("screening.element.official"),
         msg("screening.element.asked"),
         msg("screening.element.asked"),
         {"official_link"}},
        {msg("screening.element.powerless"),
         msg("screening.element.indicator"),
         msg("screening.element.indicator"),
         {"powerless"}},
        {msg("screening.element.sanction"),
         msg("screening.element.argument"),
         msg("screening.element.argument"),
         {"lawful_sanction_claim"}},
    };
}

std::vector<casework::CasePerson> family_of(const json::object& screening)
{
    std::vector<casework::CasePerson> persons;
    const json::value* rows = screening.if_contains("family");
    if (rows == nullptr || !rows->is_array()) return persons;
    for (const json::value& row : rows->get_array()) {
        if (!row.is_object()) continue;
        const json::object& member = row.get_object();
        const std::string relation = text_at(member, "relation");
        if (relation.empty()) continue;
        casework::CasePerson person;
        person.role = "family_member";
        person.relation_type = relation;
        person.consents = consents_not_asked();
        const std::string who = text_at(member, "who");
        if (!who.empty()) {
            person.identity["names"] = json::array{json::object{{"kind", "used"}, {"given", who}}};
        }
        persons.push_back(std::move(person));
    }
    return persons;
}

}  // namespace panoh::intake
