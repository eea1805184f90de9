// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/text.hpp"
#include "forms/display.hpp"
#include "web/pages/field_frame.hpp"
#include "web/pages/form_view.hpp"
#include "web/pages/merge_form.hpp"
#include "web/pages/value_text.hpp"

#include <algorithm>

namespace panoh::web {

using namespace html;

namespace {

namespace json = boost::json;

constexpr std::string_view merge_input = "_merge";
constexpr std::string_view mine_prefix = "_mine.";
constexpr std::string_view choice_prefix = "_choice.";

bool is_typed(const forms::Submission& mine, const forms::Field& field)
{
    return std::any_of(mine.entries().begin(), mine.entries().end(), [&](const auto& entry) {
        return belongs_to(entry.first, field.name) && !trimmed(entry.second).empty();
    });
}

/// A field as both sides have it.
struct Sides {
    const forms::Field& field;
    forms::Answer mine, theirs;
    bool mine_changed = false;
    bool theirs_changed = false;
    bool mine_unreadable = false;  ///< typed, but not yet an answer: shown as typed

    [[nodiscard]] bool both() const { return (mine_changed || mine_unreadable) && theirs_changed; }
    [[nodiscard]] bool can_keep_both() const
    {
        return field.kind == forms::FieldKind::text && field.lines > 1 && mine.value.is_string()
               && theirs.value.is_string();
    }
};

std::vector<Sides> differences(
    const PageContext& context,
    const forms::RecordType& type,
    const records::Clash& clash,
    const forms::Submission& submission,
    const Asks& asks
)
{
    const auto base = clash.base.merged();
    const auto theirs = clash.theirs.merged();
    const records::Caller reader{context.actor(), context.viewer().keys, nullptr, context.services().zone};
    auto reading = context.records().reading(reader, &base.reveal());
    reading.asks = asks;
    const auto read = forms::read_form(type, context.records().schema(), submission, reading);
    const json::object mine = forms::merged(read.coded, read.content.reveal());
    std::vector<Sides> out;
    for (const forms::Field& field : type.fields) {
        if (field.derived || (asks && !asks(field))) continue;
        Sides sides{field, forms::answer_of(mine, field.name), forms::answer_of(theirs.reveal(), field.name)};
        const forms::Answer before = forms::answer_of(base.reveal(), field.name);
        sides.mine_changed = !(sides.mine == before);
        sides.theirs_changed = !(sides.theirs == before);
        const bool has_problem = std::any_of(read.problems.begin(), read.problems.end(), [&](const auto& problem) {
            return belongs_to(problem.field, field.name);
        });
        sides.mine_unreadable = has_problem && is_typed(submission, field);
        if (!(sides.mine == sides.theirs) || sides.mine_unreadable) out.push_back(std::move(sides));
    }
    return out;
}

}  // namespace

bool belongs_to(std::string_view input, std::string_view field)
{
    return input == field || (input.starts_with(field) && input.substr(field.size()).starts_with('.'));
}

Html as_typed(const forms::Submission& mine, const forms::Field& field)
{
    std::vector<Html> lines;
    for (const auto& [input, text] : mine.entries()) {
        if (belongs_to(input, field.name) && !text.empty()) lines.push_back(lines_view(text));
    }
    return join(lines, el<"br">());
}

namespace {

Html option(const Sides& sides, std::string_view which, bool chosen, const Html& label)
{
    const std::string input = std::string(choice_prefix) + sides.field.name;
    const std::string input_id = input + "." + std::string(which);
    return el<"div">(
        cls("choice"),
        el<"input">(
            a<"type">("radio"), id(input_id), name(input), value(which), flag<"checked">(chosen), flag<"required">(true)
        ),
        el<"label">(a<"for">(input_id), label)
    );
}

Html difference_row(
    const PageContext& context, const forms::RecordType& type, const Sides& sides, const forms::Submission& mine
)
{
    const bool both = sides.both();
    const bool take_mine = !both && (sides.mine_changed || sides.mine_unreadable);
    const Html own =
        sides.mine_unreadable ? as_typed(mine, sides.field) : answer_view(context, &type, sides.field, sides.mine);
    std::optional<Html> keep_both;
    if (sides.can_keep_both())
        keep_both = option(sides, "both", false, group(context.text(msg("pages.merge.both_texts"))));
    std::optional<Html> note;
    if (both) note = group(" ", el<"small">(context.text(msg("pages.merge.both_changed"))));
    const std::string own_heading = context.text(msg("pages.merge.mine"));
    const std::string their_heading = context.text(msg("pages.merge.theirs"));
    return el<"tr">(
        cls(both ? "merge-differs" : ""),
        el<"th">(a<"scope">("row"), field_label(context, type, sides.field.name), note),
        el<"td">(data<"label">(own_heading), option(sides, "mine", take_mine, own), keep_both),
        el<"td">(
            data<"label">(their_heading),
            option(sides, "theirs", !both && !take_mine, answer_view(context, &type, sides.field, sides.theirs))
        )
    );
}

Html hidden(const std::string& input, std::string_view text)
{
    return el<"input">(a<"type">("hidden"), name(input), value(text));
}

/// What was typed travels along; what belongs to no field stays what it was.
Html carried(const forms::RecordType& type, const forms::Submission& mine)
{
    Html out;
    for (const auto& [input, text] : mine.entries()) {
        const bool is_field =
            std::any_of(type.fields.begin(), type.fields.end(), [&, &sent = input](const auto& field) {
                return belongs_to(sent, field.name);
            });
        out += hidden(is_field ? std::string(mine_prefix) + input : input, text);
    }
    return out;
}

Html difference_table(const PageContext& context, const std::vector<Html>& rows)
{
    const auto heading = [&](MessageId id) {
        return el<"th">(a<"scope">("col"), context.text(id));
    };
    return el<"div">(
        cls("table-scroll"),
        el<"table">(
            cls("table table-stack merge"),
            el<"caption">(cls("visually-hidden"), context.text(msg("pages.merge.caption"))),
            el<"thead">(el<"tr">(
                heading(msg("pages.merge.question")),
                heading(msg("pages.merge.mine")),
                heading(msg("pages.merge.theirs"))
            )),
            el<"tbody">(rows)
        )
    );
}

/// Their text first, then one's own.
std::string joined_texts(const forms::Submission& theirs, const forms::Submission& mine, const std::string& field)
{
    return std::string(theirs.first(field)) + "\n\n" + std::string(mine.first(field));
}

}  // namespace

std::optional<Html> merge_form(
    const PageContext& context,
    const forms::RecordType& type,
    const records::Clash& clash,
    const forms::Submission& mine,
    const MergeOptions& options
)
{
    std::vector<Html> rows;
    for (const Sides& sides : differences(context, type, clash, mine, options.asks))
        rows.push_back(difference_row(context, type, sides, mine));
    if (rows.empty() && !options.even_without_differences) return std::nullopt;
    return el<"form">(
        a<"method">("post"),
        action(options.target),
        a<"autocomplete">("off"),
        context.form_start(options.target),
        PageContext::base_field(clash.theirs.revision),
        hidden(std::string(merge_input), "1"),
        carried(type, mine),
        rows.empty() ? options.notice_when_same : options.notice,
        rows.empty() ? Html() : difference_table(context, rows),
        el<"div">(cls("actions"), submit_button(context.text(msg("pages.merge.save"))))
    );
}

Html merge_view(
    const PageContext& context,
    const forms::RecordType& type,
    const records::Clash& clash,
    const forms::Submission& mine
)
{
    const i18n::Arguments arguments{
        {"who", context.user_name(clash.theirs.author).reveal()},
        {"when", context.translator().moment(clash.theirs.written_at)}};
    const bool own = clash.theirs.author == context.actor().user;
    const std::string heading =
        context.text(own ? msg("pages.merge.heading_own") : msg("pages.merge.heading"), arguments);
    MergeOptions options{context.address()};
    options.even_without_differences = true;
    options.notice = notice(Tone::info, heading, paragraph(context.text(msg("pages.merge.explanation"))));
    options.notice_when_same = notice(Tone::info, heading, paragraph(context.text(msg("pages.merge.same"))));
    return merge_form(context, type, clash, mine, options).value_or(Html());
}

forms::Submission
merged_submission(const PageContext& context, const forms::RecordType& type, const records::Clash& clash)
{
    const Parameters& form = context.request().form;
    forms::Submission mine;
    for (const Parameter& parameter : form) {
        if (parameter.name().starts_with(mine_prefix))
            mine.add(std::string(parameter.name().substr(mine_prefix.size())), std::string(parameter.value()));
    }
    const auto stored = clash.theirs.merged();
    const auto theirs = forms::to_submission(type, stored.reveal(), context.services().zone);
    forms::Submission merged;
    for (const forms::Field& field : type.fields) {
        const std::string_view choice = form.text(std::string(choice_prefix) + field.name);
        if (choice == "both") {
            merged.add(field.name, joined_texts(theirs, mine, field.name));
            continue;
        }
        const forms::Submission& taken = choice == "mine" ? mine : theirs;
        for (const auto& [input, text] : taken.entries()) {
            if (belongs_to(input, field.name)) merged.add(input, text);
        }
    }
    const forms::Submission others = context.submission();
    for (const auto& [input, text] : others.entries())
        merged.add(input, text);
    return merged;
}

bool is_merge(const PageContext& context)
{
    return context.request().form.has(merge_input);
}

Result<forms::Submission> sent_edit(PageContext& context, const forms::RecordType& type, const RecordId& record)
{
    if (!is_merge(context)) return context.submission();
    auto revisions = context.records().history(context.caller(), record);
    if (!revisions) return revisions.error();
    const auto theirs = std::find_if(revisions->begin(), revisions->end(), [&](const vault::Record& each) {
        return each.revision == context.base();
    });
    if (theirs == revisions->end()) return fail(ErrorCode::invalid_input, "the form names no revision");
    return merged_submission(context, type, {*theirs, *theirs});
}

}  // namespace panoh::web
