// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/paper/pages_sheet.hpp"

#include "forms/labels.hpp"

namespace panoh::paper {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

using i18n::Translator;

Html boxes(const std::vector<Box>& all)
{
    std::vector<Html> items;
    for (const Box& box : all)
        items.push_back(el<"li">(cls(box.depth > 0 ? "paper-deeper" : ""), box.label));
    return el<"ul">(cls("paper-boxes"), items);
}

Html boxes(const std::vector<std::string>& labels)
{
    std::vector<Box> all;
    for (const std::string& label : labels)
        all.push_back({label, 0});
    return boxes(all);
}

Html lines(int count)
{
    Html all;
    for (int line = 0; line < count; ++line)
        all += el<"p">(cls("sheet-blank"));
    return all;
}

/// "day __ month __ year ____": named places to write into.
Html places(const std::vector<std::string>& names)
{
    std::vector<Html> all;
    for (const std::string& name : names)
        all.push_back(el<"span">(cls("paper-place"), name));
    return el<"p">(cls("paper-places"), all);
}

Html blank_table(const std::vector<std::string>& columns, int rows)
{
    std::vector<Html> heads;
    for (const std::string& column : columns)
        heads.push_back(el<"th">(a<"scope">("col"), column));
    std::vector<Html> body;
    for (int row = 0; row < rows; ++row) {
        std::vector<Html> cells(columns.size(), el<"td">());
        body.push_back(el<"tr">(cells));
    }
    return el<"table">(cls("table paper-table"), el<"thead">(el<"tr">(heads)), el<"tbody">(body));
}

class RoomView {
public:
    explicit RoomView(const Translator& translator)
        : translator_(&translator)
    {}

    [[nodiscard]] Html of(const Room& room) const
    {
        using Kind = Room::Kind;
        switch (room.kind) {
        case Kind::lines:
        case Kind::places:
            return lines(room.lines);
        case Kind::boxes:
            return boxes(room.boxes);
        case Kind::date:
            return group(places(day()), boxes(precision()));
        case Kind::time:
            return places({text(msg("paper.hour")), text(msg("paper.minute"))});
        case Kind::moment:
            return places(moment());
        case Kind::number:
        case Kind::phone:
            return lines(1);
        case Kind::amount:
            return places({text(msg("paper.amount")), text(msg("paper.currency"))});
        case Kind::duration:
            return group(lines(1), boxes(room.columns));
        case Kind::name:
            return blank_table(
                {text(msg("paper.family")),
                 text(msg("paper.given")),
                 text(msg("paper.patronymic")),
                 text(msg("paper.name_kind"))},
                2
            );
        case Kind::sheets:
            return places({text(msg("paper.sheets"))});
        case Kind::table:
            break;
        }
        return blank_table(room.columns, room.lines);
    }

private:
    [[nodiscard]] std::string text(const MessageId& id) const { return translator_->text(id); }
    [[nodiscard]] std::vector<std::string> day() const
    {
        return {text(msg("paper.day")), text(msg("paper.month")), text(msg("paper.year"))};
    }
    [[nodiscard]] std::vector<std::string> moment() const
    {
        auto all = day();
        all.push_back(text(msg("paper.hour")));
        all.push_back(text(msg("paper.minute")));
        return all;
    }
    [[nodiscard]] std::vector<std::string> precision() const
    {
        std::vector<std::string> all;
        for (const auto precision :
             {forms::Precision::exact,
              forms::Precision::approximate,
              forms::Precision::before,
              forms::Precision::after,
              forms::Precision::between}) {
            all.push_back(text(forms::label_of(precision)));
        }
        return all;
    }

    const Translator* translator_;
};

Html question_view(const Question& question, const RoomView& rooms)
{
    std::optional<Html> condition;
    if (!question.condition.empty()) condition = el<"p">(cls("meta"), el<"em">(question.condition));
    std::optional<Html> hint;
    if (!question.hint.empty()) hint = el<"p">(cls("meta"), question.hint);
    std::optional<Html> instead;
    if (!question.instead.empty()) instead = el<"div">(cls("paper-instead"), boxes(question.instead));
    return el<"li">(
        cls("paper-question"),
        el<"p">(cls("paper-label"), el<"b">(cls("paper-number"), question.number), " ", el<"b">(question.label)),
        condition,
        hint,
        rooms.of(question.room),
        instead
    );
}

Html part_view(const Part& part, const RoomView& rooms)
{
    Html body;
    if (!part.letter.empty()) body += el<"h2">(part.letter, ". ", part.heading);
    for (const Section& section : part.sections) {
        if (!section.heading.empty()) {
            body += part.letter.empty() ? el<"h2">(section.heading) : el<"h3">(section.heading);
        }
        std::vector<Html> questions;
        for (const Question& question : section.questions)
            questions.push_back(question_view(question, rooms));
        body += el<"ul">(cls("bare"), questions);
    }
    return body;
}

}  // namespace

Html sheet_view(const Sheet& sheet, const Translator& translator, const Html& annex)
{
    const RoomView rooms(translator);
    const std::string running =
        sheet.title + " · "
        + translator.text(
            msg("paper.form_and_version"), {{"form", sheet.name}, {"version", std::int64_t{sheet.version}}}
        );
    Html parts;
    for (const Part& part : sheet.parts)
        parts += part_view(part, rooms);
    std::vector<Html> fields;
    for (const MessageId& field :
         {msg("paper.sheet_number"), msg("paper.file_number"), msg("paper.filled_on"), msg("paper.filled_by")}) {
        fields.push_back(el<"div">(el<"dt">(translator.text(field)), el<"dd">(cls("sheet-blank"))));
    }
    return el<"article">(
        cls("sheet paper"),
        lang(sheet.language),
        el<"table">(
            cls("sheet-run"),
            a<"role">("presentation"),
            el<"thead">(el<"tr">(el<"td">(running))),
            el<"tfoot">(el<"tr">(el<"td">(translator.text(msg("paper.confidential"))))),
            el<"tbody">(el<"tr">(el<"td">(
                el<"header">(cls("sheet-title"), el<"h1">(sheet.title), el<"dl">(fields)),
                el<"p">(cls("meta"), translator.text(msg("paper.how_to"))),
                parts,
                annex,
                el<"div">(
                    cls("signatures"),
                    el<"div">(translator.text(msg("paper.entered_on"))),
                    el<"div">(translator.text(msg("paper.entered_by")))
                )
            )))
        )
    );
}

}  // namespace panoh::paper
