// SPDX-License-Identifier: AGPL-3.0-or-later
// What may go to another organisation, and what goes.
#include "base/text.hpp"
#include "forms/edtf.hpp"
#include "forms/labels.hpp"
#include "forms/typed.hpp"
#include "modules/casework/names/names.hpp"
#include "modules/intake/rules.hpp"

#include <algorithm>

namespace panoh::intake {

namespace {

namespace json = boost::json;

constexpr std::size_t shortest_stem = 3;
constexpr std::size_t digits_of_a_number = 6;

/// A name without its last letter, so that its cases are found too.
std::string stem_of(std::string_view folded)
{
    constexpr std::size_t long_enough = 5;
    return std::string(folded.substr(0, folded.size() >= long_enough ? folded.size() - 1 : folded.size()));
}

std::vector<std::string> stems_of(const json::object& account)
{
    std::vector<std::string> stems;
    for (const std::string_view field : {"about_name", "caller_name"}) {
        const json::value* names = account.if_contains(field);
        if (names == nullptr) continue;
        for (const std::string& name : records::names_in(*names)) {
            const std::string folded = casework::fold(name);
            for (const std::string_view word : split(folded, ' ')) {
                if (word.size() >= shortest_stem) stems.push_back(stem_of(word));
            }
        }
    }
    return stems;
}

bool holds_a_name(const std::string& words, const std::vector<std::string>& stems)
{
    const std::string folded = casework::fold(words);
    const auto parts = split(folded, ' ');
    return std::any_of(parts.begin(), parts.end(), [&](std::string_view part) {
        return std::any_of(stems.begin(), stems.end(), [&](const std::string& stem) { return part.starts_with(stem); });
    });
}

std::string digits_of(std::string_view text)
{
    std::string digits;
    for (const char c : text) {
        if (c >= '0' && c <= '9') digits += c;
    }
    return digits;
}

/// Whether the end of the number stands in the words, however it is written.
bool holds_the_number(const std::string& words, const std::string& phone)
{
    const std::string digits = digits_of(phone);
    if (digits.size() < digits_of_a_number) return false;
    return digits_of(words).find(digits.substr(digits.size() - digits_of_a_number)) != std::string::npos;
}

forms::FormProblem words_problem(MessageId id)
{
    return {"words", {std::move(id), {{"label", forms::field_message("contact_account", "words")}}}};
}

access::Consent consent_of(const RecordId& id, const json::object& contact, std::string_view zone)
{
    access::Consent consent;
    consent.record = id;
    consent.purpose = "share_coalition";
    const std::string pass_on = text_at(contact, "pass_on");
    const bool kept = text_at(contact, "keep") == "yes";
    consent.answer = pass_on == "no" ? "no" : "not_asked";
    if (kept && (pass_on == "yes_named" || pass_on == "yes_unnamed")) consent.answer = "yes";
    for (std::string& recipient : codes_at(contact, "pass_on_to"))
        consent.recipients.insert(std::move(recipient));
    const Naming widest = pass_on == "yes_named" ? Naming::named : Naming::unnamed;
    for (const forms::Compartment part : parts_passed_on(widest))
        consent.compartments.emplace(forms::name_of(part));
    if (const auto local = forms::moment_parts(text_at(contact, "time_of_call"), zone)) {
        consent.given_on = forms::parse_iso_day(local->first);
    }
    return consent;
}

void copy(const json::object& from, json::object& to, std::initializer_list<std::string_view> fields)
{
    for (const std::string_view field : fields) {
        const std::string why = std::string(field) + "__why";
        for (const std::string_view member : {field, std::string_view(why)}) {
            if (const json::value* value = from.if_contains(member)) to[member] = *value;
        }
    }
}

}  // namespace

std::vector<forms::Compartment> parts_passed_on(Naming naming)
{
    std::vector<forms::Compartment> parts{forms::Compartment::core, forms::Compartment::account};
    if (naming == Naming::named) parts.push_back(forms::Compartment::identity);
    return parts;
}

access::DisclosureDecision
may_pass_on(const RecordId& id, const json::object& contact, Naming naming, Timestamp now, std::string_view zone)
{
    const auto parts = parts_passed_on(naming);
    const access::Disclosure disclosure{"share_coalition", "coalition", {parts.begin(), parts.end()}};
    return access::may_disclose({consent_of(id, contact, zone)}, disclosure, forms::local_day(now, zone));
}

std::vector<forms::FormProblem> problems_of_passing_on(const json::object& account, const PassOn& what)
{
    if (what.why.empty()) return {{"why", {msg("intake.problem.pass_on_why"), {}}}};
    if (trimmed(what.words).empty()) return {words_problem(msg("intake.problem.words_needed"))};
    if (what.naming == Naming::named || what.confirmed) return {};
    if (holds_a_name(what.words, stems_of(account)) || holds_the_number(what.words, text_at(account, "phone"))) {
        return {words_problem(msg("intake.problem.name_left_in"))};
    }
    return {};
}

CallBoxes passed_on(
    const json::object& contact,
    const json::object& account,
    const PassOn& what,
    const Entry& entry,
    const OrganisationId& from
)
{
    CallBoxes boxes;
    json::object& theirs = boxes.contact;
    copy(
        contact,
        theirs,
        {"caller_kind", "region", "language", "interpreter_needed", "danger_now", "needs", "time_of_call"}
    );
    theirs["number"] = entry.number;
    theirs["organisation"] = entry.organisation.text();
    theirs["status"] = "new";
    theirs["time_of_entry"] = moment_text(entry.entered_at);
    theirs["channel"] = "referral";
    theirs["keep"] = "yes";
    theirs["pass_on"] = "not_asked";
    theirs["passed_on_from"] = from.text();
    json::object& sealed = boxes.account.reveal();
    sealed["words"] = what.words;
    if (what.naming == Naming::unnamed) return boxes;
    copy(contact, theirs, {"relation", "may_call_back"});
    copy(account, sealed, {"about_name", "caller_name", "phone", "safe_contact", "place", "need_words", "steps_taken"});
    return boxes;
}

json::object closed_as_passed_on(json::object contact, const PassOn& what, const std::string& number, Timestamp now)
{
    json::array parts;
    for (const forms::Compartment part : parts_passed_on(what.naming))
        parts.emplace_back(forms::name_of(part));
    contact["status"] = "closed";
    contact["passed_on_to"] = what.to.text();
    contact["passed_on_why"] = what.why;
    contact["passed_on_at"] = moment_text(now);
    contact["passed_on_parts"] = std::move(parts);
    contact["passed_on_number"] = number;
    return contact;
}

}  // namespace panoh::intake
