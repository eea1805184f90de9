// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/paper/printed.hpp"

#include "forms/labels.hpp"

#include <array>

namespace panoh::paper {

namespace {

using documents::Answer;
using documents::Cells;
using documents::NamedLines;
using documents::TickBoxes;
using documents::WritingLines;
using i18n::Translator;

constexpr double writing_row = 8;  ///< millimetres

/// Puts room for answers into blocks of a document.
class Rooms {
public:
    explicit Rooms(const Translator& translator)
        : translator_(&translator)
    {}

    [[nodiscard]] std::vector<Answer> of(const Room& room) const
    {
        using Kind = Room::Kind;
        switch (room.kind) {
        case Kind::lines:
            return {WritingLines{room.lines}};
        case Kind::boxes:
            return {boxes(room)};
        case Kind::date:
            return {Cells{day()}, precision(), Cells{until()}};
        case Kind::time:
            return {Cells{clock()}};
        case Kind::moment:
            return {moment()};
        case Kind::number:
            return {Cells{{{6, {}, {}}}}};
        case Kind::phone:
            return {Cells{{{16, {}, {}}}}};
        case Kind::amount:
            return {NamedLines{{text(msg("paper.amount")), text(msg("paper.currency"))}}};
        case Kind::duration:
            return {Cells{{{4, {}, {}}}}, units(room)};
        case Kind::name:
            return {names()};
        case Kind::places:
            return {WritingLines{room.lines}};
        case Kind::sheets:
            return {NamedLines{{text(msg("paper.sheets"))}}};
        case Kind::table:
            break;
        }
        return {table(room)};
    }

private:
    [[nodiscard]] std::string text(const MessageId& id) const { return translator_->text(id); }

    [[nodiscard]] std::vector<Cells::Group> day() const
    {
        return {{2, text(msg("paper.day")), "."}, {2, text(msg("paper.month")), "."}, {4, text(msg("paper.year")), {}}};
    }
    [[nodiscard]] std::vector<Cells::Group> until() const
    {
        auto groups = day();
        groups.front().before = text(msg("paper.until"));
        return groups;
    }
    [[nodiscard]] std::vector<Cells::Group> clock() const
    {
        return {{2, text(msg("paper.hour")), ":"}, {2, text(msg("paper.minute")), {}}};
    }
    [[nodiscard]] Cells moment() const
    {
        auto groups = day();
        groups.back().after.assign(1, ' ');
        for (Cells::Group& group : clock())
            groups.push_back(std::move(group));
        return {groups};
    }
    [[nodiscard]] TickBoxes precision() const
    {
        TickBoxes made;
        for (const auto precision :
             {forms::Precision::exact,
              forms::Precision::approximate,
              forms::Precision::before,
              forms::Precision::after,
              forms::Precision::between}) {
            made.boxes.push_back({text(forms::label_of(precision)), 0});
        }
        return made;
    }
    [[nodiscard]] static TickBoxes boxes(const Room& room)
    {
        TickBoxes made;
        for (const Box& box : room.boxes)
            made.boxes.push_back({box.label, box.depth});
        return made;
    }
    [[nodiscard]] static TickBoxes units(const Room& room)
    {
        TickBoxes made;
        for (const std::string& unit : room.columns)
            made.boxes.push_back({unit, 0});
        return made;
    }
    [[nodiscard]] documents::Table names() const
    {
        documents::Table made;
        made.widths = {3, 2.5, 2.5, 2};
        made.head = {
            text(msg("paper.family")),
            text(msg("paper.given")),
            text(msg("paper.patronymic")),
            text(msg("paper.name_kind"))};
        made.rows.resize(2, std::vector<std::string>(made.widths.size()));
        made.least_height = writing_row;
        return made;
    }
    [[nodiscard]] static documents::Table table(const Room& room)
    {
        documents::Table made;
        made.widths.assign(room.columns.size(), 1.0);
        made.head = room.columns;
        made.rows.resize(static_cast<std::size_t>(room.lines), std::vector<std::string>(room.columns.size()));
        made.least_height = writing_row;
        return made;
    }

    const Translator* translator_;
};

void add_section(documents::Document& document, const Section& section, const Rooms& rooms)
{
    if (!section.heading.empty()) document.blocks.emplace_back(documents::Band{{}, section.heading});
    for (const Question& question : section.questions) {
        document.blocks.emplace_back(documents::Question{
            question.number,
            question.label,
            question.condition,
            question.hint,
            rooms.of(question.room),
            question.instead,
        });
    }
}

}  // namespace

documents::Document
printed(const Sheet& sheet, const Translator& translator, const std::vector<documents::Block>& annex)
{
    const auto text = [&](const MessageId& id) {
        return translator.text(id);
    };
    documents::Document document;
    document.title = translator.text(msg("paper.document_title"), {{"form", sheet.name}});
    document.language = sheet.language;
    document.head_left = sheet.title;
    document.head_right = translator.text(
        msg("paper.form_and_version"), {{"form", sheet.name}, {"version", std::int64_t{sheet.version}}}
    );
    document.foot = text(msg("paper.confidential"));
    document.page_of =
        translator.text(msg("paper.page_of"), {{"page", std::string("{page}")}, {"pages", std::string("{pages}")}});
    document.blocks.emplace_back(documents::Heading{1, sheet.title});
    document.blocks.emplace_back(documents::Paragraph{text(msg("paper.how_to")), documents::Tone::quiet, true});
    document.blocks.emplace_back(documents::Fields{
        {{text(msg("paper.sheet_number")), 1.1},
         {text(msg("paper.file_number")), 1.3},
         {text(msg("paper.filled_on")), 1},
         {text(msg("paper.filled_by")), 1.8}}});
    const Rooms rooms(translator);
    for (const Part& part : sheet.parts) {
        if (!part.letter.empty()) document.blocks.emplace_back(documents::Band{part.letter, part.heading});
        for (const Section& section : part.sections)
            add_section(document, section, rooms);
    }
    document.blocks.insert(document.blocks.end(), annex.begin(), annex.end());
    document.blocks.emplace_back(documents::Band{{}, text(msg("paper.afterwards"))});
    document.blocks.emplace_back(documents::Fields{
        {{text(msg("paper.entered_on")), 1}, {text(msg("paper.entered_by")), 1.6}, {text(msg("paper.kept_at")), 1.6}}});
    return document;
}

}  // namespace panoh::paper
