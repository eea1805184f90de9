// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/reports/chronology_named_view.hpp"

#include "modules/events/presumption.hpp"

#include <map>

namespace panoh::reports {

namespace {

using vault::Record;

/// The name with the words that it may not be said without; what was seen of them where nobody has named them.
std::string alleged_name(const Record& involvement, const std::string& instead, const std::string& called, Words& words)
{
    const auto id = RecordId::parse(text_at(involvement.coded, "perpetrator"));
    std::string name;
    if (id) {
        const auto entry = words.reader().records().read(words.reader().caller(), *id);
        const auto names = entry ? records::names_in(entry->merged().reveal()["names"]) : std::vector<std::string>();
        for (const std::string& each : names)
            words.know_name(each, instead);
        if (!names.empty()) name = names.front();
    }
    if (words.naming() == Naming::pseudonymised) return instead;
    if (name.empty()) name = words.answer(involvement, "label");
    return name.empty() ? instead : words.text(msg("documents.named_as"), {{"name", name}, {"called", called}});
}

/// Whoever it was: the entry of the register, else the first of the records that tell of the same man.
std::string same_person(const Record& involvement)
{
    for (const char* field : {"perpetrator", "same_as"}) {
        std::string id = text_at(involvement.coded, field);
        if (!id.empty()) return id;
    }
    return involvement.id.text();
}

}  // namespace

std::string in_lines(const std::vector<std::string>& all)
{
    std::string out;
    for (const std::string& line : all) {
        if (!line.empty()) out += (out.empty() ? "" : "\n") + line;
    }
    return out;
}

std::vector<AllegedPart>
alleged_of(const events::Account& account, Words& words, const std::function<std::string(const Record&)>& known)
{
    std::vector<AllegedPart> parts;
    std::map<std::string, std::size_t> numbers;
    for (const Record* each : events::first_versions(account.involvements)) {
        const events::PresumptionWords said = events::presumption_words(events::standing_of(account, each->id));
        const std::string called = words.text(said.called);
        const std::size_t number = numbers.emplace(same_person(*each), numbers.size() + 1).first->second;
        const std::string instead = words.text(
            msg("documents.alleged_number"), {{"called", called}, {"number", static_cast<std::int64_t>(number)}}
        );
        const Record* event = account.find(text_at(each->coded, "event"));
        AllegedPart part;
        part.called = alleged_name(*each, instead, called, words);
        part.part = in_lines(
            {event == nullptr ? std::string() : words.answer(*event, "heading"),
             words.line(*each, "role"),
             words.line(*each, "agency"),
             words.line(*each, "unit"),
             words.line(*each, "rank"),
             words.answer(*each, "description"),
             words.line(*each, "identified_by"),
             known(*each)}
        );
        part.notice = words.text(said.notice);
        parts.push_back(std::move(part));
    }
    return parts;
}

std::vector<std::string> source_row(const Record& source, const std::string& sign, const Words& words)
{
    const std::string naming = text_at(source.coded, "naming");
    const bool may_be_named = naming != "unnamed" && naming != "by_role";
    const std::string person = text_at(source.coded, "person");
    std::vector<std::string> what;
    if (may_be_named && words.naming() == Naming::identified) what.push_back(words.answer(source, "heading"));
    if (may_be_named && !person.empty()) what.push_back(words.person(person));
    const std::string named = in_lines(what);
    const bool own_words = text_at(source.coded, "kind") == "own_words";
    return {
        sign,
        words.answer(source, "kind"),
        named.empty() ? words.text(msg("documents.not_named")) : named,
        words.answer(source, "dated"),
        own_words ? std::string() : words.answer(source, "reliability")};
}

}  // namespace panoh::reports
