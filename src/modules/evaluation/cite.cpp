// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/evaluation/cite.hpp"

#include "base/text.hpp"
#include "modules/casework/store.hpp"
#include "modules/evaluation/fields.hpp"
#include "modules/evaluation/service_sign.hpp"

#include <algorithm>

namespace panoh::evaluation {

namespace {

namespace json = boost::json;
using access::Verb;

void add_of(
    std::vector<vault::Record>& offers,
    const Records& records,
    const Caller& caller,
    const FileId& file,
    std::string_view type
)
{
    const forms::RecordType* definition = records.schema().type(type);
    if (definition == nullptr || !records.may(caller, Verb::read, file, definition->compartment)) return;
    auto found = records.of_file(caller, file, type);
    if (!found) return;
    std::move(found->begin(), found->end(), std::back_inserter(offers));
}

std::string kept_name(const RecordId& record)
{
    return std::string(kept_input) + "." + record.text();
}

json::value row_of(const RecordId& record, std::uint32_t revision, const std::string& reason)
{
    json::object row{{"record", record.text()}, {"revision", revision}};
    if (!reason.empty()) row["kept_reason"] = reason;
    return row;
}

/// The citations that a form asks for: those that stay, those that are renewed, and new ones. Only records that the
/// writer may read are taken up anew.
json::array
chosen(const Records& records, const Caller& caller, std::span<const Cited> before, const forms::Submission& sent)
{
    json::array rows;
    // A merge form asks for fields alone.
    const bool asked = !sent.first(asked_input).empty();
    for (const Cited& cited : before) {
        if (asked && !sent.contains(cite_input, cited.record.text()) && cited.shown) continue;
        const bool renews = cited.shown && sent.contains(renew_input, cited.record.text());
        const std::string reason(trimmed(sent.first(kept_name(cited.record))));
        rows.push_back(row_of(
            cited.record,
            renews ? cited.newest : cited.revision,
            renews        ? std::string()
            : cited.shown ? reason
                          : cited.kept_reason
        ));
    }
    for (const std::string_view each : sent.all(cite_input)) {
        const auto id = RecordId::parse(each);
        const bool known =
            std::any_of(before.begin(), before.end(), [&](const Cited& cited) { return id && cited.record == *id; });
        if (!id || known) continue;
        const auto record = records.read(caller, *id);
        if (record && !record->removed) rows.push_back(row_of(*id, record->revision, {}));
    }
    return rows;
}

/// A cited record that has changed needs a word before the section is complete.
std::vector<forms::FormProblem> undecided(std::span<const Cited> before, const forms::Submission& sent)
{
    std::vector<forms::FormProblem> problems;
    if (sent.first("state") != "complete") return problems;
    for (const Cited& cited : before) {
        const bool stays = sent.contains(cite_input, cited.record.text());
        const bool is_decided =
            sent.contains(renew_input, cited.record.text()) || !trimmed(sent.first(kept_name(cited.record))).empty();
        if (!stays || !cited.has_changed() || is_decided) continue;
        problems.push_back(
            problem_at(kept_name(cited.record), msg("evaluation.cite.decide"), msg("evaluation.cite.kept_reason"))
        );
    }
    return problems;
}

}  // namespace

std::vector<std::string_view> offered_types(std::string_view section)
{
    using Types = std::vector<std::string_view>;
    if (section == "case_information" || section == "photographs") return Types{"consent"};
    if (section == "arrest_circumstances" || section == "places_of_detention") {
        return Types{"detention", "safeguard", "event"};
    }
    if (section == "summary_of_detention") return Types{"event", "detention"};
    if (section == "methods_review") return Types{"act", "event"};
    if (section == "narrative") return Types{"statement", "event"};
    if (section == "earlier_torture" || section == "treatment_and_healing") return Types{"event", "statement"};
    if (section == "acute_symptoms" || section == "acute_and_account" || section == "findings_and_account") {
        return Types{"act", "statement"};
    }
    if (section == "chronic_symptoms" || section == "chronic_and_account") return Types{"act", "statement"};
    return {};
}

Result<std::vector<vault::Record>>
offers_for(const Records& records, const Caller& caller, const Opened& evaluation, const vault::Record& section)
{
    std::vector<vault::Record> offers;
    const auto types = offered_types(text_of(section, "section"));
    if (types.empty()) return offers;
    const auto head = casework::case_head(records, caller, evaluation.line.matter);
    const auto person = casework::file_of_person(records, evaluation.line.person);
    for (const std::string_view type : types) {
        if (type == "consent" && person) add_of(offers, records, caller, *person, type);
        if (type != "consent" && head) add_of(offers, records, caller, head->file, type);
    }
    const json::array cites = rows_of(section, "cites");
    std::erase_if(offers, [&](const vault::Record& offer) {
        const std::string who = text_of(offer, "person");
        const bool of_somebody_else = !who.empty() && who != evaluation.line.person.text();
        return of_somebody_else || std::any_of(cites.begin(), cites.end(), [&](const json::value& row) {
                   return row.is_object() && text_at(row.get_object(), "record") == offer.id.text();
               });
    });
    return offers;
}

std::vector<Cited> cited_by(const Records& records, const Caller& caller, const vault::Record& section)
{
    std::vector<Cited> all;
    for (const json::value& row : rows_of(section, "cites")) {
        const json::object* object = row.if_object();
        const auto id = object == nullptr ? std::nullopt : RecordId::parse(text_at(*object, "record"));
        if (!id) continue;
        Cited cited;
        cited.record = *id;
        cited.revision = static_cast<std::uint32_t>(number_in(*object, "revision").value_or(0));
        cited.kept_reason = text_at(*object, "kept_reason");
        cited.newest = cited.revision;
        const auto revisions = records.history(caller, *id);
        if (revisions) {
            cited.newest = revisions->back().revision;
            const auto shown = std::find_if(revisions->begin(), revisions->end(), [&](const vault::Record& each) {
                return each.revision == cited.revision;
            });
            if (shown != revisions->end()) cited.shown = *shown;
        }
        all.push_back(std::move(cited));
    }
    return all;
}

Result<records::FormOutcome> save_section(
    const Records& records,
    const Caller& caller,
    const Opened& evaluation,
    const vault::Record& section,
    std::uint32_t base,
    const forms::Submission& submission,
    const BatchId& batch
)
{
    if (is_closed(records, evaluation, section.file)) return refusal(msg("evaluation.problem.closed"));
    const auto before = cited_by(records, caller, section);
    records::FormOutcome refused;
    refused.problems = undecided(before, submission);
    if (!refused.problems.empty() && !records.vault().has_batch(batch)) return refused;
    records::FormChange change{section.type, section.file, section.id, base};
    change.asks = [](const forms::Field& field) {
        return field.name != "section";
    };
    return records.save(caller, change, submission, batch, [&](json::object&, json::object& content) {
        json::array rows = chosen(records, caller, before, submission);
        if (rows.empty()) {
            content.erase("cites");
        } else {
            content["cites"] = std::move(rows);
        }
    });
}

}  // namespace panoh::evaluation
