// SPDX-License-Identifier: AGPL-3.0-or-later
#include "forms/word_changes.hpp"
#include "web/pages/form_view.hpp"
#include "web/pages/value_text.hpp"

#include <algorithm>

namespace panoh::web {

using namespace html;

namespace {

using Changes = std::vector<forms::Change>;

constexpr std::size_t words_around_a_change = 12;
constexpr int lines_of_an_account = 6;

/// What differs, without what the program keeps for itself.
Changes changes_between(const forms::RecordType& type, const vault::Record& before, const vault::Record& after)
{
    const auto old_values = before.merged();
    const auto new_values = after.merged();
    Changes changes = forms::describe_changes(type, old_values.reveal(), new_values.reveal());
    std::erase_if(changes, [](const forms::Change& change) { return change.field.starts_with("_"); });
    return changes;
}

bool is_blank(const forms::Answer& answer)
{
    return answer.value.is_null() && !answer.why;
}

std::string one_change(
    const PageContext& context, const forms::RecordType& type, const forms::Change& change, const std::string& who
)
{
    const forms::Field* field = type.find(change.field);
    const i18n::Arguments arguments{
        {"who", who},
        {"field", field_label(context, type, change.field)},
        {"before", answer_text(context, field, change.before)},
        {"after", answer_text(context, field, change.after)}};
    if (is_blank(change.before)) return context.text(msg("pages.history.answered"), arguments);
    if (is_blank(change.after)) return context.text(msg("pages.history.emptied"), arguments);
    return context.text(msg("pages.history.changed"), arguments);
}

/// Whether a change is told as a whole by its sentence.
bool is_said(const forms::RecordType& type, const forms::Change& change)
{
    const forms::Field* field = type.find(change.field);
    return field != nullptr && is_short(*field);
}

std::string
sentence(const PageContext& context, const forms::RecordType& type, const Changes& changes, const std::string& who)
{
    if (changes.empty()) return context.text(msg("pages.history.unchanged"), {{"who", who}});
    if (changes.size() == 1 && is_said(type, changes.front())) return one_change(context, type, changes.front(), who);
    std::vector<std::string> labels;
    for (const forms::Change& change : changes)
        labels.push_back(field_label(context, type, change.field));
    return context.text(
        msg("pages.history.changed_fields"), {{"who", who}, {"fields", context.translator().list(labels)}}
    );
}

Html version(const PageContext& context, const forms::RecordType& type, const forms::Change& change, bool after)
{
    const forms::Field* field = type.find(change.field);
    const forms::Answer& answer = after ? change.after : change.before;
    return field == nullptr ? group(answer_text(context, nullptr, answer))
                            : answer_view(context, &type, *field, answer);
}

/// A sign and a word beside the colour: neither greyscale nor a screen reader loses what happened to the text.
Html removed(const PageContext& context, const Html& text)
{
    return el<"del">(
        el<"span">(aria<"hidden">(true), "− "),
        el<"span">(cls("visually-hidden"), context.text(msg("pages.history.before")), " "),
        text
    );
}

Html added(const PageContext& context, const Html& text)
{
    return el<"ins">(
        el<"span">(aria<"hidden">(true), "+ "),
        el<"span">(cls("visually-hidden"), context.text(msg("pages.history.after")), " "),
        text
    );
}

/// A text with what was taken out and put in, word by word.
Html text_changes(const PageContext& context, const forms::Field& field, const forms::Change& change)
{
    using Kind = forms::WordChange::Kind;
    const auto changes = forms::shortened(
        forms::word_changes(
            std::string_view(change.before.value.get_string()), std::string_view(change.after.value.get_string())
        ),
        words_around_a_change
    );
    Html text;
    for (const forms::WordChange& each : changes) {
        const Html words = lines_view(each.text);
        if (each.kind == Kind::kept) text += words;
        if (each.kind == Kind::removed) text += removed(context, words);
        if (each.kind == Kind::added) text += added(context, words);
        if (each.kind == Kind::left_out)
            text += el<"span">(cls("meta"), " ", context.text(msg("pages.history.left_out")), " ");
    }
    const Html whole = el<"p">(cls("text-changes"), text);
    return field.lines >= lines_of_an_account ? closed_account(context, whole) : whole;
}

bool is_text_change(const forms::Field* field, const forms::Change& change)
{
    return field != nullptr && field->kind == forms::FieldKind::text && change.before.value.is_string()
           && change.after.value.is_string();
}

Html before_and_after(const PageContext& context, const forms::RecordType& type, const Changes& changes)
{
    std::vector<Fact> rows;
    for (const forms::Change& change : changes) {
        const forms::Field* field = type.find(change.field);
        const Html both = is_text_change(field, change) ? text_changes(context, *field, change)
                                                        : group(
                                                            removed(context, version(context, type, change, false)),
                                                            " ",
                                                            added(context, version(context, type, change, true))
                                                        );
        rows.push_back({field_label(context, type, change.field), both});
    }
    return facts(rows);
}

/// "Анна Олимова changed status from open to waiting, 3 March 2026, 14:05"
Html revision_item(
    const PageContext& context, const vault::Record& revision, const std::string& words, const Html& body
)
{
    const auto& translator = context.translator();
    const auto number = static_cast<std::int64_t>(revision.revision);
    const std::string day = translator.day_in_words(translator.time_zone().local(revision.written_at).date);
    const std::string line = context.text(
        msg("pages.history.line"), {{"what", words}, {"day", day}, {"time", translator.clock_time(revision.written_at)}}
    );
    return el<"li">(
        cls("history-item"),
        el<"h2">(
            cls("history-heading"),
            el<"span">(line),
            " ",
            el<"span">(cls("meta"), context.text(msg("pages.history.revision"), {{"number", number}}))
        ),
        body
    );
}

/// Whether a revision says what the one before the last said: the change in between was taken back.
bool is_undone(const forms::RecordType& type, std::span<const vault::Record> revisions, std::size_t at)
{
    return at >= 2 && !revisions[at].removed && !revisions[at - 2].removed
           && changes_between(type, revisions[at - 2], revisions[at]).empty()
           && (revisions[at - 1].removed || !changes_between(type, revisions[at - 1], revisions[at]).empty());
}

Html first_item(const PageContext& context, const forms::RecordType& type, const vault::Record& revision)
{
    const auto merged = revision.merged();
    const Html first = record_facts(context, type, merged.reveal());
    return revision_item(
        context,
        revision,
        context.text(msg("pages.history.entered"), {{"who", context.user_name(revision.author).reveal()}}),
        first.empty() ? Html() : details(context.text(msg("pages.history.first")), first)
    );
}

Html later_item(
    const PageContext& context,
    const forms::RecordType& type,
    std::span<const vault::Record> revisions,
    std::size_t at,
    const Html& action
)
{
    const vault::Record& revision = revisions[at];
    const std::string who = context.user_name(revision.author).reveal();
    if (revision.removed) {
        return revision_item(context, revision, context.text(msg("pages.history.removed"), {{"who", who}}), action);
    }
    const Changes changes = changes_between(type, revisions[at - 1], revision);
    const bool restored = revisions[at - 1].removed;
    const bool undone = restored || is_undone(type, revisions, at);
    std::string words = sentence(context, type, changes, who);
    if (undone) {
        words = context.text(restored ? msg("pages.history.restored") : msg("pages.history.undone"), {{"who", who}});
    }
    const bool said = changes.empty() || (changes.size() == 1 && is_said(type, changes.front()) && !undone);
    const Html what = said ? Html() : before_and_after(context, type, changes);
    return revision_item(context, revision, words, group(what, action));
}

}  // namespace

Html history_view(
    const PageContext& context,
    const forms::RecordType& type,
    std::span<const vault::Record> revisions,
    const Html& newest_action
)
{
    std::vector<Html> items;
    for (std::size_t at = revisions.size(); at-- > 0;) {
        const bool newest = at + 1 == revisions.size();
        items.push_back(
            at == 0 && !revisions[at].removed
                ? first_item(context, type, revisions[at])
                : later_item(context, type, revisions, at, newest ? newest_action : Html())
        );
    }
    return el<"ol">(cls("history"), items);
}

}  // namespace panoh::web
