// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/pages/form_view.hpp"
#include "web/pages/value_text.hpp"

namespace panoh::web {

using namespace html;

namespace {

using Changes = std::vector<forms::Change>;

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

std::string
sentence(const PageContext& context, const forms::RecordType& type, const Changes& changes, const std::string& who)
{
    if (changes.empty()) return context.text(msg("pages.history.unchanged"), {{"who", who}});
    const forms::Field* only = changes.size() == 1 ? type.find(changes.front().field) : nullptr;
    if (only != nullptr && is_short(*only)) return one_change(context, type, changes.front(), who);
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

Html before_and_after(const PageContext& context, const forms::RecordType& type, const Changes& changes)
{
    std::vector<Fact> rows;
    for (const forms::Change& change : changes) {
        const auto said = [&](MessageId id) {
            return el<"span">(cls("visually-hidden"), context.text(id), " ");
        };
        rows.push_back(
            {field_label(context, type, change.field),
             group(
                 el<"del">(said(msg("pages.history.before")), version(context, type, change, false)),
                 " ",
                 el<"ins">(said(msg("pages.history.after")), version(context, type, change, true))
             )}
        );
    }
    return facts(rows);
}

Html revision_item(
    const PageContext& context, const vault::Record& revision, const std::string& words, const Html& body
)
{
    const auto number = static_cast<std::int64_t>(revision.revision);
    return el<"li">(
        cls("history-item"),
        el<"h2">(
            cls("history-heading"),
            el<"b">(cls("num"), context.translator().moment(revision.written_at)),
            " ",
            el<"span">(words),
            " ",
            el<"span">(cls("meta"), context.text(msg("pages.history.revision"), {{"number", number}}))
        ),
        body
    );
}

}  // namespace

Html history_view(const PageContext& context, const forms::RecordType& type, std::span<const vault::Record> revisions)
{
    std::vector<Html> items;
    for (std::size_t at = revisions.size(); at-- > 0;) {
        const vault::Record& revision = revisions[at];
        const std::string who = context.user_name(revision.author).reveal();
        if (revision.removed) {
            items.push_back(
                revision_item(context, revision, context.text(msg("pages.history.removed"), {{"who", who}}), {})
            );
        } else if (at == 0) {
            const auto merged = revision.merged();
            const Html first = record_facts(context, type, merged.reveal());
            items.push_back(revision_item(
                context,
                revision,
                context.text(msg("pages.history.entered"), {{"who", who}}),
                first.empty() ? Html() : details(context.text(msg("pages.history.first")), first)
            ));
        } else {
            const Changes changes = changes_between(type, revisions[at - 1], revision);
            items.push_back(revision_item(
                context,
                revision,
                sentence(context, type, changes, who),
                changes.empty() ? Html() : before_and_after(context, type, changes)
            ));
        }
    }
    return el<"ol">(cls("history"), items);
}

}  // namespace panoh::web
