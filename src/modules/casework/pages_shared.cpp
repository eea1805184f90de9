// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/pages_shared.hpp"

#include "base/json_text.hpp"
#include "forms/labels.hpp"
#include "modules/casework/merge.hpp"
#include "modules/casework/module.hpp"
#include "modules/casework/pages_references.hpp"
#include "modules/casework/rules.hpp"

#include <algorithm>

namespace panoh::casework {

namespace {

namespace json = boost::json;
using access::Verb;
using forms::Compartment;
using web::Choice;
using web::Html;
using web::PageContext;
using web::Tone;
using web::Url;
using namespace html;

/// The first name of a kind as one text; empty without one.
std::string name_of_kind(const json::value& names, std::string_view kind)
{
    const json::array* all = names.if_array();
    if (all == nullptr) return {};
    for (const json::value& each : *all) {
        const json::object* name = each.if_object();
        if (name == nullptr || text_at(*name, "kind") != kind) continue;
        const auto texts = records::names_in(json::array{each});
        if (!texts.empty()) return texts.front();
    }
    return {};
}

/// Of several names, the one in use; else the first.
std::string chosen_name(const json::value& names)
{
    for (const std::string_view kind : {"used", "official", "alias"}) {
        const std::string text = name_of_kind(names, kind);
        if (!text.empty()) return text;
    }
    const auto texts = records::names_in(names);
    return texts.empty() ? std::string() : texts.front();
}

/// The names in the newest record of who a person is, in the file that leads, as far as the reader may open it.
json::value names_of_person(PageContext& context, const FileId& of)
{
    const auto caller = context.caller();
    const auto person = person_of_file(context.records(), of);
    const FileId file = person ? one_person(context.records(), caller, person->record).lead.file : of;
    if (!context.records().may(caller, Verb::read, file, Compartment::identity)) return {};
    const auto identities = context.records().of_file(caller, file, "person_identity");
    if (!identities || identities->empty()) return {};
    const json::value* names = identities->front().content.reveal().if_contains("names");
    return names == nullptr ? json::value() : *names;
}

std::vector<Choice> person_choices(PageContext& context, const FileId& file)
{
    std::vector<Choice> choices;
    const auto caller = context.caller();
    auto near = files_of_persons(context.records(), file);
    const auto self = person_of_file(context.records(), file);
    if (self) {
        const auto cases = cases_of_person(context.records(), caller, self->record);
        for (std::size_t at = 0; cases && at < cases->size(); ++at) {
            for (const FileId& each : files_of_persons(context.records(), (*cases)[at].file))
                near.push_back(each);
        }
    }
    const auto rows = context.records().query(
        caller,
        Verb::read,
        "person",
        "p.file",
        "SELECT p.record, p.file, p.number FROM t_person p WHERE {scope} AND p.deleted=0 ORDER BY p.number LIMIT 500"
    );
    if (!rows) return choices;
    for (std::size_t row = 0; row < rows->size(); ++row) {
        const auto of_person = rows->id<FileId>(row, "file");
        const auto person = rows->id<RecordId>(row, "record");
        if (one_person(context.records(), caller, person).lead.record != person) continue;
        if (self && self->record == person) continue;
        std::string label = rows->text(row, "number");
        // Names of persons of other cases are not opened for a list of choices.
        if (std::find(near.begin(), near.end(), of_person) != near.end()) {
            const auto called = name_of_person(context, of_person);
            if (!called.reveal().empty()) label += " · " + called.reveal();
        }
        choices.push_back({person.text(), std::move(label), {}});
    }
    return choices;
}

}  // namespace

Sensitive<std::string> name_of_person(PageContext& context, const FileId& file)
{
    return Sensitive<std::string>(chosen_name(names_of_person(context, file)));
}

Sensitive<std::string> alias_of_person(PageContext& context, const FileId& file)
{
    return Sensitive<std::string>(name_of_kind(names_of_person(context, file), "alias"));
}

std::string case_title(const PageContext& context, std::string_view number)
{
    return context.text(msg("casework.case.title"), {{"number", std::string(number)}});
}

Html status_tag(const PageContext& context, std::string_view status)
{
    const Tone tone = status == "closed" ? Tone::neutral : status == "waiting" ? Tone::due : Tone::ok;
    return web::tag(tone, context.code_label("case_states", status));
}

Html risk_tag(const PageContext& context, std::string_view risk)
{
    if (risk.empty()) return {};
    const Tone tone = risk == "immediate" ? Tone::danger
                      : risk == "high"    ? Tone::late
                      : risk == "medium"  ? Tone::due
                                          : Tone::neutral;
    return web::tag(tone, context.code_label("risk_levels", risk));
}

Html narrow_facts(std::span<const web::Fact> facts)
{
    std::vector<Html> rows;
    for (const web::Fact& fact : facts)
        rows.push_back(el<"div">(cls("facts-row"), el<"dt">(fact.term), el<"dd">(fact.description)));
    return el<"dl">(cls("facts facts-narrow"), rows);
}

Html number_of(std::string_view number)
{
    return el<"span">(cls("num"), number);
}

Html record_ways(const PageContext& context, const vault::Record& record, bool may_write)
{
    Html actions;
    if (may_write) {
        actions += web::quiet_link_button(
            Url::local("/records/{}/edit", record.id), context.text(msg("casework.overview.change"))
        );
    }
    actions += web::quiet_link_button(
        Url::local("/records/{}/history", record.id), context.text(msg("casework.record.history"))
    );
    if (may_write) {
        actions += web::quiet_link_button(
            Url::local("/records/{}/remove", record.id), context.text(msg("casework.record.remove"))
        );
    }
    return actions;
}

std::vector<Choice> choices_for(PageContext& context, const FileId& file, const forms::Field& field)
{
    if (field.to == "user") return web::staff_choices(context);
    if (field.to == "person") return person_choices(context, file);
    return {};
}

std::vector<Choice> code_choices(const PageContext& context, std::string_view list)
{
    std::vector<Choice> choices;
    const forms::CodeList* found = context.records().schema().list(list);
    if (found == nullptr) return choices;
    for (const forms::Code& code : found->codes) {
        if (!code.retired) choices.push_back({code.code, context.code_label(list, code.code), {}});
    }
    return choices;
}

Url home_of(PageContext& context, const FileId& file, std::string_view type)
{
    const auto caller = context.caller();
    const auto may = [&](access::Verb verb) {
        return context.records().may(caller, verb, file, forms::Compartment::core);
    };
    if (!may(access::Verb::read) && !may(access::Verb::desk)) return Url::local("/");
    const RecordId of_case = case_of_file(context.records(), file);
    if (!of_case.is_none()) {
        if (type == "task") return Url::local("/cases/{}/tasks", of_case);
        if (type == "note") return Url::local("/cases/{}/notes", of_case);
        if (type == "deadline") return Url::local("/cases/{}/deadlines", of_case);
        if (type == "case_conference") return Url::local("/cases/{}/conferences", of_case);
        if (type == "case_link") return Url::local("/cases/{}/links", of_case);
        if (type == "status_change" || type == "state_request") return Url::local("/cases/{}/status", of_case);
        if (type == "participation") return Url::local("/cases/{}/people", of_case);
        if (type == "evidence_item" || type == "custody_event") return Url::local("/cases/{}/evidence", of_case);
        if (type == "statement" || type == "source") return Url::local("/cases/{}/statements", of_case);
        if (is_of_account(type)) return Url::local("/cases/{}/events", of_case);
        return Url::local("/cases/{}", of_case);
    }
    const auto fact = context.vault().file(file);
    if (fact && fact->kind == forms::FileKind::knowledge) return Url::local("/knowledge/files/{}", file);
    const auto person = person_of_file(context.records(), file);
    if (!person) return Url::local("/");
    if (type == "consent") return Url::local("/people/{}/consent", person->record);
    if (type == "relation") return Url::local("/people/{}/family", person->record);
    return Url::local("/people/{}", person->record);
}

web::RecordPlaces places_of(PageContext& context, const vault::Record& record)
{
    web::RecordPlaces places{home_of_record(context, record), std::nullopt};
    if (edit_rule(record.type).may_edit) places.edit = Url::local("/records/{}/edit", record.id);
    return places;
}

std::vector<web::Mistake> mistakes_of(const PageContext& context, std::span<const forms::FormProblem> problems)
{
    std::vector<web::Mistake> mistakes;
    for (const forms::FormProblem& problem : problems)
        mistakes.push_back({problem.field, context.text(problem.message)});
    return mistakes;
}

}  // namespace panoh::casework
