// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/find_texts.hpp"

#include "forms/labels.hpp"
#include "modules/casework/find_rules.hpp"
#include "modules/casework/references.hpp"
#include "modules/casework/rules.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <limits>

namespace panoh::casework {

namespace {

constexpr std::size_t least_digits_alone = 7;

/// Where telephone numbers stand: type and field.
constexpr std::array<std::pair<std::string_view, std::string_view>, 2> reached_at{
    std::pair{"contact_account", "phone"}, std::pair{"contact_channel", "value"}};

std::string_view phone_field(std::string_view type)
{
    const auto found =
        std::find_if(reached_at.begin(), reached_at.end(), [&](const auto& each) { return each.first == type; });
    return found == reached_at.end() ? std::string_view() : found->second;
}

/// One search through the texts of one reader.
class TextSearch {
public:
    TextSearch(
        const records::Records& records,
        const records::Caller& caller,
        const TextsWanted& wanted,
        const std::function<void(const FileId&, Reason)>& found
    )
        : records_(&records)
        , caller_(&caller)
        , wanted_(&wanted)
        , found_(&found)
    {}

    TextsOpened run()
    {
        std::vector<Pile> first;
        std::vector<Pile> others;
        for (const auto& [name, type] : records_->schema().types) {
            // Evaluations are found through themselves: what is kept apart in one stands in no list of others.
            const bool beyond_cases = type.file == forms::FileKind::register_file
                                      || type.file == forms::FileKind::knowledge
                                      || type.file == forms::FileKind::evaluation;
            if (beyond_cases || !holds_text(type)) continue;
            if (wanted_->words.empty() && phone_field(name).empty()) continue;
            const bool is_first = wanted_->kind.empty() || name_of(kind_of(type.file)) == wanted_->kind;
            (is_first ? first : others).push_back({&type});
        }
        look_through(first);
        look_through(others);
        return opened_;
    }

private:
    /// Records of a type, the newest on top.
    struct Pile {
        const forms::RecordType* type;
        std::int64_t before = std::numeric_limits<std::int64_t>::max();
        bool has_more = true;
    };

    /// Round by round, until nothing is left or enough was opened.
    void look_through(std::vector<Pile>& piles)
    {
        const auto has_more = [](const Pile& pile) {
            return pile.has_more;
        };
        for (auto left = std::count_if(piles.begin(), piles.end(), has_more); left > 0 && opened_.count < wanted_->most;
             left = std::count_if(piles.begin(), piles.end(), has_more)) {
            for (Pile& pile : piles) {
                if (!pile.has_more || opened_.count == wanted_->most) continue;
                const auto share = (wanted_->most - opened_.count) / static_cast<std::size_t>(left--);
                look_through(pile, std::max<std::size_t>(share, 1));
            }
        }
        opened_.cut = opened_.cut || std::any_of(piles.begin(), piles.end(), has_more);
    }

    void look_through(Pile& pile, std::size_t most)
    {
        const auto rows = records_->query(
            *caller_,
            access::Verb::read,
            pile.type->name,
            "t.file",
            fmt::format(
                "SELECT t.record, t.seq FROM t_{} t WHERE {{scope}} AND t.deleted=0 AND t.seq<?"
                " ORDER BY t.seq DESC LIMIT ?",
                pile.type->name
            ),
            {pile.before, static_cast<std::int64_t>(most + 1)}
        );
        pile.has_more = rows && rows->size() > most;
        // What could not be asked was not looked through.
        opened_.cut = opened_.cut || !rows;
        if (!rows) return;
        for (std::size_t row = 0; row < std::min(rows->size(), most); ++row) {
            ++opened_.count;
            pile.before = rows->integer(row, "seq");
            const auto record = records_->vault().read(*caller_->keys, rows->id<RecordId>(row, "record"));
            if (!record || is_kept_unnamed(*records_, *caller_, *record)) continue;
            match_phone(*pile.type, *record);
            match_words(*pile.type, *record);
        }
    }

    void match_phone(const forms::RecordType& type, const vault::Record& record) const
    {
        const std::string& digits = wanted_->digits;
        const std::string_view field = phone_field(type.name);
        if (digits.empty() || field.empty()) return;
        const boost::json::value* value = record.content.reveal().if_contains(field);
        if (value == nullptr || !value->is_string()) return;
        const std::string known = phone_digits(std::string_view(value->get_string()));
        const bool ends_so = digits.size() >= least_digits_alone && known.ends_with(digits);
        if (known == digits || ends_so) (*found_)(record.file, {msg("casework.find.reason.phone")});
    }

    void match_words(const forms::RecordType& type, const vault::Record& record) const
    {
        for (const FieldWithWords& place : where_words_stand(type, record.content.reveal(), wanted_->words)) {
            Reason reason{msg("find.reason.words")};
            reason.record = MessageId("type." + type.name + ".label");
            reason.field = forms::field_message(type.words(), place.field, place.column);
            reason.words = Sensitive<std::string>(fmt::format("{}", fmt::join(place.words, ", ")));
            (*found_)(record.file, std::move(reason));
        }
    }

    const records::Records* records_;
    const records::Caller* caller_;
    const TextsWanted* wanted_;
    const std::function<void(const FileId&, Reason)>* found_;
    TextsOpened opened_;
};

}  // namespace

TextsOpened look_through_texts(
    const records::Records& records,
    const records::Caller& caller,
    const TextsWanted& wanted,
    const std::function<void(const FileId&, Reason)>& found
)
{
    return TextSearch(records, caller, wanted, found).run();
}

}  // namespace panoh::casework
