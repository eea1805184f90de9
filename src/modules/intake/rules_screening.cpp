// SPDX-License-Identifier: AGPL-3.0-or-later
// What a screening leaves open. Elements: CAT art. 1; order of asking: urgency and the medical window first.
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

}  // namespace panoh::intake
