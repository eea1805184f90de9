// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/paper/sheet.hpp"

#include "base/text.hpp"
#include "forms/expression.hpp"
#include "forms/labels.hpp"
#include "forms/numbering.hpp"
#include "forms/packs.hpp"

#include <algorithm>
#include <array>

namespace panoh::paper {

namespace {

using forms::Field;
using forms::FieldKind;
using i18n::Translator;

/// Longer lists are written in: nobody looks for a country among two hundred boxes.
constexpr std::size_t most_boxes = 40;
constexpr int most_lines = 12;

std::string said(const Translator& translator, const MessageId& id)
{
    return translator.has(id) ? translator.text(id) : std::string();
}

class SheetWriter {
public:
    SheetWriter(const forms::Schema& schema, const Translator& translator)
        : schema_(&schema)
        , translator_(&translator)
    {}

    [[nodiscard]] Part part(const forms::PaperPart& from, const std::function<bool(const Field&)>& asks) const
    {
        const forms::RecordType& type = *from.type;
        Part made;
        made.letter = from.letter;
        made.heading = said(*translator_, MessageId("type." + type.name + ".label"));
        std::string_view section;
        for (const Field* field : forms::questions(type)) {
            if (asks && !asks(*field)) continue;
            if (made.sections.empty() || field->section != section) {
                section = field->section;
                const MessageId heading("type." + type.words() + ".section." + field->section);
                made.sections.push_back({section.empty() ? std::string() : said(*translator_, heading), {}});
            }
            made.sections.back().questions.push_back(question(type, *field));
        }
        return made;
    }

private:
    [[nodiscard]] Question question(const forms::RecordType& type, const Field& field) const
    {
        Question made;
        made.number = forms::question_number(*schema_, type, field.name);
        made.label = said(*translator_, forms::field_message(type.words(), field.name));
        made.hint = said(*translator_, forms::field_message(type.words(), field.name, {}, "hint"));
        if (field.relevant) made.condition = condition(type, *field.relevant);
        made.room = room(type, field);
        if (field.kind == FieldKind::codes && made.room.kind == Room::Kind::boxes) {
            made.hint += (made.hint.empty() ? "" : " ") + translator_->text(msg("paper.several"));
        }
        if (field.can_be_missing) {
            for (const auto missing :
                 {forms::Missing::not_asked,
                  forms::Missing::unknown,
                  forms::Missing::refused,
                  forms::Missing::not_applicable}) {
                made.instead.push_back(translator_->text(forms::label_of(missing)));
            }
        }
        return made;
    }

    /// Of conditions that compare one question with one answer, the answer is told; of all others, the questions.
    [[nodiscard]] std::string condition(const forms::RecordType& type, const forms::Expression& expression) const
    {
        if (expression.fields().size() == 1) {
            const Field* field = type.find(expression.fields().front());
            const std::string answer = field == nullptr ? std::string() : wanted_answer(*field, expression.text());
            if (!answer.empty()) {
                return translator_->text(
                    msg("paper.only_if"),
                    {{"number", forms::question_number(*schema_, type, field->name)}, {"answer", answer}}
                );
            }
        }
        std::vector<std::string> numbers;
        for (const std::string& name : expression.fields()) {
            const std::string number = forms::question_number(*schema_, type, name);
            if (!number.empty()) numbers.push_back(number);
        }
        if (numbers.empty()) return {};
        return translator_->text(msg("paper.depends"), {{"numbers", translator_->list(numbers)}});
    }

    /// The label of the answer in "${field} = 'code'" or "${field} = true()"; empty for anything else.
    [[nodiscard]] std::string wanted_answer(const Field& field, std::string_view text) const
    {
        const std::string start = "${" + field.name + "} = ";
        text = trimmed(text);
        if (!text.starts_with(start)) return {};
        const std::string_view answer = text.substr(start.size());
        if (answer == "true()") return translator_->text(msg("pages.yes"));
        if (answer == "false()") return translator_->text(msg("pages.no"));
        const bool quoted = answer.size() > 2 && answer.starts_with('\'') && answer.ends_with('\'')
                            && answer.find('\'', 1) == answer.size() - 1;
        if (!quoted || field.list.empty()) return {};
        return said(*translator_, forms::code_message(field.list, answer.substr(1, answer.size() - 2)));
    }

    [[nodiscard]] Room room(const forms::RecordType& type, const Field& field) const
    {
        using Kind = Room::Kind;
        switch (field.kind) {
        case FieldKind::text:
            return {Kind::lines, std::min(std::max(field.lines, 1), most_lines), {}, {}};
        case FieldKind::number:
            return {Kind::number, 1, {}, {}};
        case FieldKind::money:
            return {Kind::amount, 1, {}, {}};
        case FieldKind::code:
        case FieldKind::codes:
            return choices(field.list);
        case FieldKind::language:
        case FieldKind::country:
        case FieldKind::region:
            return choices(forms::implied_list(field.kind));
        case FieldKind::date:
            return {Kind::date, 1, {}, {}};
        case FieldKind::time:
            return {Kind::time, 1, {}, {}};
        case FieldKind::moment:
            return {Kind::moment, 1, {}, {}};
        case FieldKind::duration:
            return duration();
        case FieldKind::yes_no:
            return {
                Kind::boxes,
                1,
                {{translator_->text(msg("pages.yes")), 0}, {translator_->text(msg("pages.no")), 0}},
                {}};
        case FieldKind::name:
            return {Kind::name, 1, {}, {}};
        case FieldKind::phone:
            return {Kind::phone, 1, {}, {}};
        case FieldKind::ref:
            return {Kind::lines, 1, {}, {}};
        case FieldKind::attachment:
            return {Kind::sheets, 1, {}, {}};
        case FieldKind::body_location:
            return {Kind::places, 3, {}, {}};
        case FieldKind::rows:
            break;
        }
        return table(type, field);
    }

    [[nodiscard]] Room choices(std::string_view list) const
    {
        Room made{Room::Kind::boxes, 1, {}, {}};
        const forms::CodeList* found = schema_->list(list);
        if (found != nullptr) {
            for (const forms::Code& code : found->codes) {
                if (code.retired) continue;
                made.boxes.push_back(
                    {said(*translator_, forms::code_message(list, code.code)), code.parent.empty() ? 0 : 1}
                );
            }
        }
        if (made.boxes.empty() || made.boxes.size() > most_boxes) return {Room::Kind::lines, 1, {}, {}};
        return made;
    }

    [[nodiscard]] Room duration() const
    {
        Room made{Room::Kind::duration, 1, {}, {}};
        for (const forms::DurationUnit unit : forms::duration_units)
            made.columns.push_back(translator_->text(forms::label_of(unit)));
        return made;
    }

    [[nodiscard]] Room table(const forms::RecordType& type, const Field& field) const
    {
        constexpr int rows = 4;
        Room made{Room::Kind::table, rows, {}, {}};
        for (const Field& column : field.rows) {
            if (!column.derived) {
                made.columns.push_back(said(*translator_, forms::field_message(type.words(), field.name, column.name)));
            }
        }
        return made;
    }

    const forms::Schema* schema_;
    const Translator* translator_;
};

}  // namespace

std::size_t Sheet::question_count() const
{
    std::size_t count = 0;
    for (const Part& part : parts) {
        for (const Section& section : part.sections)
            count += section.questions.size();
    }
    return count;
}

Part part_of(
    const forms::Schema& schema,
    const i18n::Translator& translator,
    const forms::PaperPart& part,
    const std::function<bool(const Field&)>& asks
)
{
    return SheetWriter(schema, translator).part(part, asks);
}

Sheet sheet_of(const forms::Schema& schema, const i18n::Translator& translator, std::string_view form)
{
    Sheet sheet;
    sheet.name = form;
    sheet.language = translator.language();
    for (const forms::PaperPart& part : forms::parts_of_paper(schema, form)) {
        sheet.parts.push_back(part_of(schema, translator, part));
        sheet.version = std::max(sheet.version, part.type->version);
    }
    if (sheet.parts.empty()) return sheet;
    const MessageId title("paper.form." + sheet.name);
    sheet.title = translator.has(title) ? translator.text(title) : sheet.parts.front().heading;
    return sheet;
}

std::string file_name_of(const Sheet& sheet)
{
    return "form-" + sheet.name + "-" + sheet.language + ".pdf";
}

}  // namespace panoh::paper
