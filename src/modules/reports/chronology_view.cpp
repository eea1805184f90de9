// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/reports/chronology_view.hpp"

#include "modules/events/account.hpp"
#include "modules/reports/chronology_gaps_view.hpp"
#include "modules/reports/chronology_named_view.hpp"
#include "modules/reports/chronology_time.hpp"
#include "modules/reports/sexual_violence.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace panoh::reports {

namespace {

namespace json = boost::json;
using events::Account;
using events::LineEntry;
using vault::Record;

class Collector {
public:
    Collector(Words& words, Account account)
        : words_(&words)
        , schema_(&words.reader().records().schema())
        , account_(std::move(account))
    {
        for (const Record& source : account_.sources)
            signs_[source.id.text()] =
                words.text(msg("documents.source_sign"), {{"number", static_cast<std::int64_t>(signs_.size() + 1)}});
    }

    void collect(Chronology& out)
    {
        differences(out);
        steps(out);
        for (const Record* detention : events::first_versions(account_.detentions))
            out.liberties.push_back(liberty(*detention));
        out.alleged = alleged_of(account_, *words_, [this](const Record& record) { return known(record); });
        for (const Record& each : account_.qualifications)
            out.qualifications.push_back(
                {event_heading(text_at(each.coded, "event")),
                 words_->answer(each, "side"),
                 in_lines(
                     {words_->answer(each, "category"), words_->answer(each, "words"), words_->answer(each, "article")}
                 ),
                 words_->answer(each, "given_on")}
            );
        for (const Record& source : account_.sources)
            out.sources.push_back(source_row(source, signs_.at(source.id.text()), *words_));
        out.missing = gaps_of(account_, *words_);
    }

private:
    [[nodiscard]] std::string event_heading(const std::string& id) const
    {
        const Record* event = account_.find(id);
        return event == nullptr ? std::string() : words_->answer(*event, "heading");
    }

    [[nodiscard]] std::string signs(const std::vector<std::string>& sources) const
    {
        std::vector<std::string> all;
        for (const std::string& source : sources) {
            const auto found = signs_.find(source);
            if (found != signs_.end() && std::find(all.begin(), all.end(), found->second) == all.end()) {
                all.push_back(found->second);
            }
        }
        return words_->translator().list(all);
    }

    [[nodiscard]] std::string signs_of(const Record& record) const
    {
        std::vector<std::string> sources;
        const json::value* rows = record.coded.if_contains("sources");
        if (rows != nullptr && rows->is_array()) {
            for (const json::value& row : rows->get_array())
                if (row.is_object()) sources.push_back(text_at(row.get_object(), "source"));
        }
        return signs(sources);
    }

    [[nodiscard]] std::string known(const Record& record) const
    {
        const std::string sources = signs_of(record);
        return in_lines(
            {sources.empty() ? words_->text(msg("documents.no_source")) : sources, words_->answer(record, "certainty")}
        );
    }

    /// Every difference once, kept for the line and for the last page.
    void differences(Chronology& out)
    {
        for (const events::Differing& each : events::differences_of(account_, *schema_)) {
            for (const events::Difference& difference : each.differences) {
                std::vector<std::string> readings;
                for (const events::Reading& reading : difference.readings) {
                    const Record* record = reading.records.empty() ? nullptr : account_.find(reading.records.front());
                    if (record == nullptr) continue;
                    const std::string sources = signs(reading.sources);
                    readings.push_back(words_->text(
                        msg("documents.reading"),
                        {{"value", words_->answer(*record, difference.field)},
                         {"sources", sources.empty() ? words_->text(msg("documents.no_source")) : sources}}
                    ));
                }
                const std::string sentence = words_->text(
                    difference.kind == events::Difference::Kind::differs ? msg("documents.differs")
                                                                         : msg("documents.more_precise"),
                    {{"field", words_->label(each.type->name, difference.field)},
                     {"readings", words_->translator().list(readings)}}
                );
                differing_[difference.record].push_back(sentence);
                const Record* first = account_.find(difference.record);
                out.differing.push_back(words_->text(
                    msg("documents.labelled"),
                    {{"label",
                      first == nullptr ? words_->text(MessageId("type." + each.type->name + ".label")) : title(*first)},
                     {"value", sentence}}
                ));
            }
        }
    }

    /// What a record is about, in the words of the document.
    [[nodiscard]] std::string title(const Record& record) const
    {
        if (record.type == "event") return words_->answer(record, "heading");
        if (record.type == "act") return act_line(record);
        if (record.type == "detention") {
            return words_->text(
                msg("documents.liberty_of"), {{"person", words_->person(text_at(record.coded, "person"))}}
            );
        }
        if (record.type == "safeguard") return words_->answer(record, "safeguard");
        return words_->text(MessageId("type." + record.type + ".label"));
    }

    [[nodiscard]] std::string act_line(const Record& act) const
    {
        std::string method = words_->answer(act, "method");
        const std::string own = words_->answer(act, "method_words");
        if (!own.empty()) method = words_->text(msg("documents.in_brackets"), {{"name", method}, {"kind", own}});
        return words_->text(
            msg("documents.labelled"), {{"label", words_->person(text_at(act.coded, "person"))}, {"value", method}}
        );
    }

    [[nodiscard]] std::string act_details(const Record& act) const
    {
        std::vector<std::string> parts;
        for (const char* field :
             {"instruments", "body", "duration", "repetitions", "perpetrator_count", "marks", "marks_words"}) {
            std::string line = words_->line(act, field);
            if (!line.empty()) parts.push_back(std::move(line));
        }
        std::string out;
        for (const std::string& part : parts)
            out += (out.empty() ? "" : "; ") + part;
        return out;
    }

    void steps(Chronology& out) const
    {
        const std::vector<LineEntry> entries = events::line_of(account_);
        std::vector<events::Item> items;
        for (const LineEntry& entry : entries)
            items.push_back(entry.item);
        for (const events::Step& step : events::chronology(items, words_->reader().services().zone))
            out.steps.push_back(step_of(entries[step.item], step));
    }

    [[nodiscard]] ChronologyStep step_of(const LineEntry& entry, const events::Step& step) const
    {
        using Kind = LineEntry::Kind;
        const Record& record = *entry.record;
        ChronologyStep out;
        out.when = in_words(entry.item, words_->translator());
        out.known = known(record);
        if (step.order == events::Order::perhaps) out.order = words_->text(msg("documents.order_perhaps"));
        if (step.ends_before_it_begins) out.order = words_->text(msg("documents.ends_before"));
        if (step.gap && step.gap->least > std::chrono::minutes(0)) {
            out.before = words_->text(msg("documents.gap"), {{"time", in_words(*step.gap, words_->translator())}});
        }
        switch (entry.kind) {
        case Kind::event:
            event_step(record, out);
            break;
        case Kind::act:
            out.what = {act_line(record), act_details(record), words_->answer(record, "account")};
            out.where = words_->known("place", text_at(record.coded, "place"));
            break;
        case Kind::detention:
            out.what = {
                words_->text(msg("documents.taken"), {{"person", words_->person(text_at(record.coded, "person"))}}),
                words_->line(record, "agency"),
                words_->line(record, "unit"),
                words_->answer(record, "taken_words"),
                words_->line(record, "reason_given")};
            out.where = words_->answer(record, "taken_place");
            break;
        case Kind::registered:
        case Kind::judge:
        case Kind::released:
            later_step(entry.kind, record, out);
            return out;
        }
        const auto differing = differing_.find(record.id.text());
        if (differing != differing_.end()) out.differing = differing->second;
        return out;
    }

    void event_step(const Record& event, ChronologyStep& out) const
    {
        out.what = {words_->answer(event, "heading"), words_->line(event, "stage")};
        std::vector<const Record*> persons = events::of(account_.persons, "event", event.id);
        std::vector<std::string> names;
        for (const Record* person : persons) {
            std::string name = words_->person(text_at(person->coded, "person"));
            if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
        }
        if (!names.empty()) {
            out.what.push_back(words_->text(msg("documents.concerns"), {{"people", words_->translator().list(names)}}));
        }
        out.what.push_back(words_->answer(event, "course"));
        for (const Record* act : events::first_versions(account_.acts)) {
            if (text_at(act->coded, "event") != event.id.text() || !events::point_at(*act, "began").day.empty())
                continue;
            out.what.push_back(words_->text(msg("documents.act"), {{"act", act_line(*act)}}));
            out.what.push_back(act_details(*act));
            const auto differing = differing_.find(act->id.text());
            if (differing != differing_.end()) {
                out.differing.insert(out.differing.end(), differing->second.begin(), differing->second.end());
            }
        }
        out.where = words_->known("place", text_at(event.coded, "place"));
        if (out.where.empty()) out.where = words_->answer(event, "place_type");
        out.where = in_lines({out.where, words_->answer(event, "place_words"), words_->answer(event, "region")});
    }

    void later_step(LineEntry::Kind kind, const Record& detention, ChronologyStep& out) const
    {
        const i18n::Arguments who{{"person", words_->person(text_at(detention.coded, "person"))}};
        if (kind == LineEntry::Kind::registered) {
            out.what = {
                words_->text(msg("documents.registered"), who),
                words_->line(detention, "registered_as"),
                words_->answer(detention, "registered_words")};
        } else if (kind == LineEntry::Kind::judge) {
            out.what = {words_->text(msg("documents.judge"), who)};
        } else {
            out.what = {words_->text(msg("documents.released"), who)};
        }
    }

    [[nodiscard]] LibertyPart liberty(const Record& detention) const
    {
        const std::string zone = words_->reader().services().zone;
        LibertyPart out;
        out.whom = title(detention);
        for (const char* day : {"taken", "registered", "judge", "released"}) {
            std::string when = in_words(events::point_at(detention, day), words_->translator());
            if (when.empty()) when = words_->answer(detention, day);
            if (when.empty()) when = words_->text(msg("documents.not_recorded"));
            out.facts.facts.push_back({words_->label("detention", day), std::move(when)});
        }
        for (const char* field : {"agency", "unit", "stays", "stays_words", "conditions", "whereabouts"}) {
            std::string value = words_->answer(detention, field);
            if (!value.empty()) out.facts.facts.push_back({words_->label("detention", field), std::move(value)});
        }
        out.unregistered = in_words(events::unregistered(events::custody_of(detention), zone), words_->translator());
        by_source(detention, zone, out);
        for (const Record* each : events::first_versions(account_.safeguards)) {
            if (text_at(each->coded, "detention") == detention.id.text())
                out.safeguards.push_back(safeguard_row(*each));
        }
        return out;
    }

    void by_source(const Record& first, const std::string& zone, LibertyPart& out) const
    {
        std::vector<events::ToldPoint> taken;
        std::vector<events::ToldPoint> registered;
        for (const Record& each : account_.detentions) {
            if (events::first_version_of(account_.detentions, each) != first.id.text()) continue;
            const std::string id = each.id.text();
            if (const auto point = events::point_at(each, "taken"); !point.day.empty()) taken.push_back({id, point});
            if (const auto point = events::point_at(each, "registered"); !point.day.empty()) {
                registered.push_back({id, point});
            }
        }
        if (taken.size() < 2 && registered.size() < 2) return;
        for (const events::Pairing& pair : events::unregistered_by_source(taken, registered, zone)) {
            out.by_source.push_back(words_->text(
                msg("documents.unregistered_by"),
                {{"taken", signs_of(*account_.find(pair.taken))},
                 {"registered", signs_of(*account_.find(pair.registered))},
                 {"time", in_words(pair.measure, words_->translator())}}
            ));
        }
    }

    [[nodiscard]] std::vector<std::string> safeguard_row(const Record& each) const
    {
        const auto with_time = [&](const char* answer, const char* day) {
            return in_lines({words_->answer(each, answer), in_words(events::point_at(each, day), words_->translator())}
            );
        };
        return {
            words_->answer(each, "safeguard"),
            with_time("asked", "asked_on"),
            with_time("given", "given_on"),
            in_lines({words_->answer(each, "who"), words_->answer(each, "refusal")}),
            known(each)};
    }

    Words* words_;
    const forms::Schema* schema_;
    Account account_;
    std::map<std::string, std::string> signs_;                   ///< by source
    std::map<std::string, std::vector<std::string>> differing_;  ///< by first version
};

}  // namespace

Result<Chronology> chronology_of(
    Words& words,
    const FileId& file,
    const std::vector<casework::Participant>& people,
    DocumentHead head,
    const SexualViolenceGate& gate
)
{
    auto account = events::account_of(words.reader().records(), words.reader().caller(), file);
    if (!account) return account.error();
    if (auto known = words.know_people(people); !known) return known.error();
    leave_out_sexual_violence(*account, words.reader().records().schema(), gate);
    Chronology out;
    out.head = std::move(head);
    for (const casework::Participant& person : people) {
        const std::string about = words.about(person);
        const std::string called = words.person(person.person.text());
        out.people.facts.push_back(
            {words.code("person_roles", person.role), about.empty() ? called : called + " · " + about}
        );
    }
    Collector(words, std::move(*account)).collect(out);
    return out;
}

}  // namespace panoh::reports
