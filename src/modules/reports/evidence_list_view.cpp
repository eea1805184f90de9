// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/reports/evidence_list_view.hpp"

#include "modules/evidence/rules.hpp"
#include "modules/evidence/service.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace panoh::reports {

namespace {

using evidence::Custody;
using evidence::CustodyEvent;
using evidence::Held;
using evidence::Whereabouts;
using vault::Record;

MessageId state_of(Whereabouts whereabouts)
{
    switch (whereabouts) {
    case Whereabouts::offered:
        return msg("evidence.state.offered");
    case Whereabouts::outside:
        return msg("evidence.state.outside");
    case Whereabouts::returned:
        return msg("evidence.state.returned");
    case Whereabouts::destroyed:
        return msg("evidence.state.destroyed");
    case Whereabouts::held:
        break;
    }
    return msg("evidence.state.held");
}

std::string number_in(const std::vector<Held>& items, const RecordId& record)
{
    const auto found = std::ranges::find_if(items, [&](const Held& each) { return each.item.record == record; });
    return found == items.end() ? std::string() : found->item.number;
}

class Collector {
public:
    Collector(const Words& words, const std::vector<Held>& items, bool with_words)
        : words_(&words)
        , items_(&items)
        , with_words_(with_words)
    {}

    [[nodiscard]] Result<EvidenceLine> line(const Held& held) const
    {
        const auto record = words_->reader().records().read(words_->reader().caller(), held.item.record);
        if (!record) return record.error();
        const Custody custody = evidence::custody_of(held.events);
        EvidenceLine line;
        line.number = held.item.number;
        line.kind = words_->code("evidence_kinds", held.item.kind);
        line.received = words_->answer(*record, "received_on");
        line.state = text(state_of(custody.whereabouts));
        line.entries = words_->translator().number(static_cast<std::int64_t>(held.events.size()));
        described(*record, held, line.facts);
        kept(held, custody, line.facts);
        return line;
    }

private:
    [[nodiscard]] std::string text(const MessageId& id, const i18n::Arguments& arguments = {}) const
    {
        return words_->text(id, arguments);
    }
    void fact(documents::FactList& facts, const MessageId& name, const std::string& value) const
    {
        if (!value.empty()) facts.facts.push_back({text(name), value});
    }
    void field(documents::FactList& facts, const Record& record, std::string_view name) const
    {
        const std::string value = words_->answer(record, name);
        if (!value.empty()) facts.facts.push_back({words_->label(record.type, name), value});
    }

    void described(const Record& record, const Held& held, documents::FactList& facts) const
    {
        if (with_words_ && !held.item.bytes.delicate) {
            for (const char* name : {"name", "description"})
                field(facts, record, name);
        }
        if (!held.item.parent.is_none()) {
            fact(
                facts,
                msg("documents.evidence.copy"),
                text(
                    msg("documents.evidence.copy_of"),
                    {{"number", number_in(*items_, held.item.parent)},
                     {"how", words_->code("evidence_derivations", held.item.derived_how)}}
                )
            );
        }
        if (!held.item.person.is_none()) {
            fact(facts, msg("documents.evidence.person"), words_->person(held.item.person.text()));
        }
        if (with_words_ && !held.item.bytes.delicate) {
            field(facts, record, "derived_words");
            if (words_->naming() == Naming::identified) field(facts, record, "received_from");
            field(facts, record, "received_where");
        }
        field(facts, record, "condition");
        if (with_words_ && !held.item.bytes.delicate) field(facts, record, "condition_words");
        field(facts, record, "seal_number");
        if (!held.item.is_file()) return;
        fact(facts, msg("documents.evidence.format"), held.item.bytes.media_type);
        fact(
            facts,
            msg("documents.evidence.size"),
            text(msg("documents.evidence.bytes"), {{"count", static_cast<std::int64_t>(held.item.bytes.size)}})
        );
        fact(facts, msg("documents.evidence.hash"), hash_in_lines(held.item.bytes.sha256));
    }

    void kept(const Held& held, const Custody& custody, documents::FactList& facts) const
    {
        fact(facts, msg("documents.evidence.state"), text(state_of(custody.whereabouts)));
        fact(facts, msg("documents.evidence.holder"), words_->reader().user_name(custody.holder).reveal());
        const std::int64_t broken = evidence::first_broken(held.item.number, held.events);
        fact(
            facts,
            msg("documents.evidence.chain"),
            broken == 0 ? text(
                msg("documents.evidence.chain_holds"), {{"count", static_cast<std::int64_t>(held.events.size())}}
            )
                        : text(msg("documents.evidence.chain_broken"), {{"number", broken}})
        );
        if (!held.events.empty()) {
            const CustodyEvent& last = held.events.back();
            fact(facts, msg("documents.evidence.last"), dated(last, words_->code("custody_events", last.event)));
        }
        const auto verified = std::find_if(held.events.rbegin(), held.events.rend(), [](const CustodyEvent& each) {
            return each.event == "verified";
        });
        if (verified == held.events.rend()) return;
        fact(
            facts,
            msg("documents.evidence.verified"),
            dated(*verified, words_->code("verification_results", verified->result))
        );
    }

    /// "3 May 2026 · Taken": the day on which it happened, else on which it was entered.
    [[nodiscard]] std::string dated(const CustodyEvent& event, const std::string& what) const
    {
        constexpr std::size_t length_of_a_day = 10;
        const std::string day = event.occurred_on.empty() ? event.at.substr(0, length_of_a_day) : event.occurred_on;
        return fmt::format("{} · {}", words_->translator().date(day), what);
    }

    const Words* words_;
    const std::vector<Held>* items_;
    bool with_words_;
};

}  // namespace

Result<EvidenceList> evidence_list_of(
    Words& words,
    const FileId& case_file,
    const std::vector<casework::Participant>& people,
    DocumentHead head,
    bool with_words
)
{
    if (auto known = words.know_people(people); !known) return known.error();
    const auto items = evidence::items_of(words.reader().records(), words.reader().caller(), case_file);
    if (!items) return items.error();
    std::vector<UserId> holders;
    for (const Held& held : *items) {
        const UserId holder = evidence::custody_of(held.events).holder;
        if (std::ranges::find(holders, holder) == holders.end()) holders.push_back(holder);
    }
    words.know_colleagues(holders);
    EvidenceList list;
    list.head = std::move(head);
    list.with_words = with_words;
    const Collector collector(words, *items, with_words);
    for (const Held& held : *items) {
        auto line = collector.line(held);
        if (!line) return line.error();
        list.items.push_back(std::move(*line));
    }
    return list;
}

}  // namespace panoh::reports
