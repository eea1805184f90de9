// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/pages/sent_again.hpp"

#include "records/files.hpp"
#include "web/pages/drafts.hpp"
#include "web/pages/merge_form.hpp"
#include "web/pages/sent_memory.hpp"
#include "web/pages/shell.hpp"
#include "web/pages/value_text.hpp"

#include <algorithm>

namespace panoh::web {

using namespace html;

namespace {

constexpr std::string_view name_prefix = "again-";
constexpr std::string_view sent_to = "_sent_to";

/// A record that the form wrote, as it was then and as it is now.
struct Written {
    const forms::RecordType* type = nullptr;
    records::Clash clash;
    RecordPlaces places;
};

std::vector<Written> written_by(PageContext& context, const SentForm& form)
{
    std::vector<Written> out;
    for (const SentRecord& each : form.records) {
        auto revisions = context.records().history(context.caller(), each.record);
        if (!revisions) continue;
        const auto first = std::ranges::find(*revisions, each.revision, &vault::Record::revision);
        const forms::RecordType* type = context.records().schema().type(revisions->back().type);
        if (first == revisions->end() || type == nullptr) continue;
        RecordPlaces places{Url::local("/"), std::nullopt};
        if (context.services().places_of) places = context.services().places_of(context, revisions->back());
        out.push_back({type, {*first, revisions->back()}, std::move(places)});
    }
    return out;
}

bool has_inputs(const forms::Submission& typed, const forms::Field& field)
{
    return std::ranges::any_of(typed.entries(), [&](const auto& entry) { return belongs_to(entry.first, field.name); });
}

std::string number_of(const PageContext& context, const FileId& file)
{
    const auto fact = context.vault().file(file);
    const auto directory = context.vault().directory();
    const vault::Organisation* owner = fact ? directory->organisation(fact->organisation) : nullptr;
    return owner == nullptr ? std::string() : records::file_number(owner->code, *fact);
}

/// What was typed, by question; texts that belong to no question of these records follow.
Html typed_view(PageContext& context, const std::vector<Written>& written, const forms::Submission& typed)
{
    std::vector<Fact> lines;
    std::vector<std::string> shown;
    const auto reading = context.records().reading(context.caller(), nullptr);
    for (const Written& each : written) {
        const auto read = forms::read_form(*each.type, context.records().schema(), typed, reading);
        const auto answers = forms::merged(read.coded, read.content.reveal());
        for (const forms::Field& field : each.type->fields) {
            if (field.derived || std::ranges::find(shown, field.name) != shown.end()) continue;
            const forms::Answer answer = forms::answer_of(answers, field.name);
            const bool is_read = !answer.value.is_null() || answer.why;
            Html text = is_read ? answer_view(context, each.type, field, answer) : as_typed(typed, field);
            if (text.empty() || !has_inputs(typed, field)) continue;
            shown.push_back(field.name);
            lines.push_back({field_label(context, *each.type, field.name), std::move(text)});
        }
    }
    std::vector<Html> rest;
    for (const auto& [input, text] : typed.entries()) {
        const bool is_shown = std::ranges::any_of(shown, [&, &sent = input](const std::string& field) {
            return belongs_to(sent, field);
        });
        if (!is_shown && !text.empty() && !input.starts_with('_')) rest.push_back(el<"li">(lines_view(text)));
    }
    if (!rest.empty()) lines.push_back({context.text(msg("pages.again.other_answers")), el<"ul">(rest)});
    return facts(lines);
}

Html merge_section(const PageContext& context, const Written& written, const forms::Submission& typed)
{
    if (!written.places.edit || written.clash.theirs.removed) return {};
    MergeOptions options{*written.places.edit};
    options.asks = [&](const forms::Field& field) {
        return has_inputs(typed, field);
    };
    const auto form = merge_form(context, *written.type, written.clash, typed, options);
    if (!form) return {};
    const std::string label = context.text(MessageId("type." + written.type->name + ".label"));
    return group(el<"h2">(context.text(msg("pages.again.merge"), {{"what", label}})), *form);
}

Response
page_for(PageContext& context, const SentForm& form, const forms::Submission& typed, const Html& kept_note, int status)
{
    const std::vector<Written> written = written_by(context, form);
    Html merges;
    for (const Written& each : written)
        merges += merge_section(context, each, typed);
    const std::string number = written.empty() ? std::string() : number_of(context, written.front().clash.theirs.file);
    PageHead head;
    head.title = number.empty() ? context.text(msg("pages.again.title")) : number;
    head.heading = Sensitive<std::string>(
        number.empty() ? context.text(msg("pages.again.heading"))
                       : context.text(msg("pages.again.heading_number"), {{"number", number}})
    );
    head.typed_text = true;
    Html where;
    if (!written.empty()) {
        const vault::Record& first = written.front().clash.base;
        const std::string when = context.translator().moment(first.written_at);
        where = group(
            paragraph(context.text(msg("pages.again.saved_at"), {{"when", when}})),
            el<"p">(link(written.front().places.page, context.text(msg("pages.again.open"))))
        );
    }
    const MessageId explanation = merges.empty() ? msg("pages.again.nothing_to_merge") : msg("pages.again.explain");
    const Html body = group(
        notice(Tone::due, context.text(msg("pages.again.notice")), group(paragraph(context.text(explanation)), where)),
        merges,
        section(context.text(msg("pages.again.typed")), typed_view(context, written, typed)),
        kept_note
    );
    return page(context, head, body, status);
}

}  // namespace

Response sent_again_page(PageContext& context, const SentForm& form)
{
    forms::Submission typed = draft_inputs(context);
    typed.add(std::string(sent_to), form.path);
    const std::string name = std::string(name_prefix) + form.batch.text();
    const Url page = Url::local("/drafts/{}", name);
    const bool kept = keep_draft(context, name, page.text(), typed) == Kept::yes;
    const Html note = kept ? el<"p">(cls("meta"), link(page, context.text(msg("pages.again.kept")))) : Html();
    return page_for(context, form, typed, note, http_status(ErrorCode::conflict));
}

bool is_sent_again(std::string_view draft)
{
    return draft.starts_with(name_prefix) && BatchId::parse(draft.substr(name_prefix.size())).has_value();
}

Response sent_again_draft(PageContext& context, const Draft& draft, const Html& throw_away)
{
    const auto typed = load_draft(context, draft.name);
    const auto batch = BatchId::parse(std::string_view(draft.name).substr(name_prefix.size()));
    if (!typed || !batch) return error_page(context, fail(ErrorCode::not_found, "the draft has no text"));
    const SentForm form = sent_form(context, sent_forms(context), *batch, typed->first(sent_to));
    return page_for(context, form, *typed, el<"div">(cls("actions"), throw_away), 200);
}

}  // namespace panoh::web
