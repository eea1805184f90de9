// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/reports/chronology_gaps_view.hpp"

#include "forms/display.hpp"

namespace panoh::reports {

namespace {

using vault::Record;

bool is_blank(const Record& record, std::string_view field)
{
    const forms::Answer answer = forms::answer_of(record.coded, field);
    if (answer.why) return false;
    if (answer.value.is_array()) return answer.value.get_array().empty();
    return answer.value.is_null();
}

std::string name_of(const Record& record, const Words& words)
{
    if (record.type == "event") return words.answer(record, "heading");
    if (record.type == "detention") {
        return words.text(msg("documents.liberty_of"), {{"person", words.person(text_at(record.coded, "person"))}});
    }
    if (record.type == "act") {
        return words.text(
            msg("documents.labelled"),
            {{"label", words.person(text_at(record.coded, "person"))}, {"value", words.answer(record, "method")}}
        );
    }
    return words.text(MessageId("type." + record.type + ".label"));
}

void look_at(
    const std::vector<const Record*>& records,
    const std::vector<std::string_view>& fields,
    const Words& words,
    std::vector<std::string>& out
)
{
    for (const Record* record : records) {
        std::vector<std::string> labels;
        for (const std::string_view field : fields)
            if (is_blank(*record, field)) labels.push_back(words.label(record->type, field));
        if (labels.empty()) continue;
        out.push_back(words.text(
            msg("documents.not_recorded_of"),
            {{"what", name_of(*record, words)}, {"fields", words.translator().list(labels)}}
        ));
    }
}

}  // namespace

std::vector<std::string> gaps_of(const events::Account& account, const Words& words)
{
    std::vector<std::string> out;
    if (account.events.empty()) out.push_back(words.text(msg("documents.missing.events")));
    if (account.sources.empty()) out.push_back(words.text(msg("documents.missing.sources")));
    look_at(events::first_versions(account.events), {"began", "place_type", "sources", "certainty"}, words, out);
    look_at(events::first_versions(account.acts), {"sources", "certainty"}, words, out);
    look_at(
        events::first_versions(account.detentions),
        {"taken", "taken_time", "registered", "registered_time", "sources", "certainty"},
        words,
        out
    );
    look_at(events::first_versions(account.involvements), {"role", "sources"}, words, out);
    for (const Record* detention : events::first_versions(account.detentions)) {
        if (!events::of(account.safeguards, "detention", detention->id).empty()) continue;
        out.push_back(words.text(msg("documents.missing.safeguards"), {{"what", name_of(*detention, words)}}));
    }
    return out;
}

}  // namespace panoh::reports
