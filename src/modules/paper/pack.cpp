// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/paper/pack.hpp"

#include "forms/labels.hpp"
#include "modules/evaluation/drawings.hpp"
#include "modules/evaluation/layout.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <span>

namespace panoh::paper {

namespace {

using forms::PaperPart;
using i18n::Translator;

constexpr std::string_view form = "evaluation";
constexpr std::string_view consent_form = "consent";
constexpr std::string_view narrative = "narrative";
constexpr int rows_of_findings = 14;
constexpr int rows_of_degrees = 8;
constexpr int lines_of_narrative = 18;
constexpr double height_of_drawing = 105;  ///< millimetres: two rows on a page

/// Puts the parts of a pack together, in the words of its language.
class PackWriter {
public:
    PackWriter(const forms::Schema& schema, const Translator& translator, const PackFor& pack)
        : schema_(&schema)
        , translator_(&translator)
        , pack_(&pack)
    {}

    [[nodiscard]] std::vector<Part> parts() const
    {
        std::vector<Part> made;
        for (const PaperPart& part : forms::parts_of_paper(*schema_, consent_form))
            made.push_back(consent(part));
        for (const PaperPart& part : forms::parts_of_paper(*schema_, form)) {
            const std::string_view type = part.type->name;
            if (type == "evaluation_section") made.push_back(sections(part));
            if (type == "finding") made.push_back(with_table(part, findings_table(*part.type)));
            if (type == "conclusion") made.push_back(with_table(part, degrees_table()));
            if (type == "psychological_finding" && !pack_->of_body) made.push_back(elements(part));
            if (type == "evaluator" || type == "sitting" || type == "diagnostic_test" || type == "consultation")
                made.push_back(asked_of(part));
        }
        return made;
    }

private:
    [[nodiscard]] std::string text(const MessageId& id) const { return translator_->text(id); }

    [[nodiscard]] Part asked_of(const PaperPart& part) const
    {
        const auto asks = [&](const forms::Field& field) {
            return evaluation::is_asked(pack_->of_body, part.type->name, field);
        };
        return part_of(*schema_, *translator_, part, asks);
    }

    [[nodiscard]] Part consent(const PaperPart& part) const
    {
        Part made = asked_of(part);
        const MessageId heading = pack_->of_body ? msg("paper.pack.consent_family") : msg("paper.pack.consent");
        made.sections.insert(made.sections.begin(), Section{text(heading), {}});
        return made;
    }

    /// The questions of one type by field.
    [[nodiscard]] std::map<std::string, Question> by_field(const PaperPart& part) const
    {
        std::map<std::string, Question> found;
        const Part whole = part_of(*schema_, *translator_, part);
        for (const Section& section : whole.sections) {
            for (const Question& question : section.questions) {
                for (const forms::Field* field : forms::questions(*part.type)) {
                    const std::string number = forms::question_number(*schema_, *part.type, field->name);
                    if (number == question.number) found[field->name] = question;
                }
            }
        }
        return found;
    }

    /// The text of every section of the report, each under its heading.
    [[nodiscard]] Part sections(const PaperPart& part) const
    {
        Part made;
        made.letter = part.letter;
        made.heading = text(msg("paper.pack.sections"));
        auto questions = by_field(part);
        for (const evaluation::LayoutSection& section : evaluation::sections_of(*schema_, pack_->layout)) {
            Question words = questions["text"];
            words.room.lines = section.code == narrative ? lines_of_narrative : words.room.lines / 3 + 1;
            words.condition.clear();
            made.sections.push_back({text(section.heading), {std::move(words)}});
        }
        return made;
    }

    /// Every element of the psychological evaluation: what is said, what is observed.
    [[nodiscard]] Part elements(const PaperPart& part) const
    {
        Part made;
        made.letter = part.letter;
        made.heading = text(msg("type.psychological_finding.label"));
        auto questions = by_field(part);
        const std::string list = part.type->find("element")->list;
        for (const forms::Code& element : schema_->list(list)->codes) {
            Section section{text(forms::code_message(list, element.code)), {}};
            if (element.code == "mental_status") section.questions.push_back(questions["aspect"]);
            for (const char* field : {"said", "observed"})
                section.questions.push_back(questions[field]);
            made.sections.push_back(std::move(section));
        }
        Section more{text(msg("paper.pack.elements_more")), {}};
        for (const char* field : {"self_harm_asked", "self_harm_note", "onset", "course", "instrument", "diagnoses"})
            more.questions.push_back(questions[field]);
        made.sections.push_back(std::move(more));
        return made;
    }

    [[nodiscard]] Part with_table(const PaperPart& part, Section table) const
    {
        Part made = asked_of(part);
        table.questions.front().number = part.letter;
        made.sections.insert(made.sections.begin(), std::move(table));
        return made;
    }

    [[nodiscard]] Section findings_table(const forms::RecordType& finding) const
    {
        Room room{Room::Kind::table, rows_of_findings, {}, {text(msg("paper.pack.number"))}};
        for (const char* field : {"region", "side", "kind", "length_mm", "width_mm", "shape", "colour"}) {
            room.columns.push_back(
                forms::question_number(*schema_, finding, field) + " "
                + text(forms::field_message(finding.words(), field))
            );
        }
        return {
            text(msg("paper.pack.findings")),
            {{{}, text(msg("paper.pack.findings_how")), {}, {}, std::move(room), {}}}};
    }

    /// The closed list of degrees, one column each.
    [[nodiscard]] Section degrees_table() const
    {
        Room room{Room::Kind::table, rows_of_degrees, {}, {text(msg("paper.pack.number"))}};
        for (const forms::Code& degree : schema_->list("consistency")->codes)
            room.columns.push_back(text(forms::code_message("consistency", degree.code)));
        return {
            text(msg("paper.pack.degrees")),
            {{{},
              text(msg("paper.pack.degrees_how")),
              pack_->terms.empty() ? text(msg("paper.pack.terms_open")) : pack_->terms,
              {},
              std::move(room),
              {}}}};
    }

    const forms::Schema* schema_;
    const Translator* translator_;
    const PackFor* pack_;
};

struct Named {
    std::string_view name;
    std::string_view layout;
    std::string_view sex;
    bool minor = false;
    bool of_body = false;
};

constexpr std::array<Named, 4> blanks{{
    {"evaluation_female", "annex_iv", "female", false, false},
    {"evaluation_male", "annex_iv", "male", false, false},
    {"evaluation_child", "annex_iv", "", true, false},
    {"evaluation_body", "body", "", false, true},
}};

}  // namespace

std::vector<std::string> blank_packs()
{
    std::vector<std::string> names;
    for (const Named& blank : blanks)
        names.emplace_back(blank.name);
    return names;
}

std::optional<PackFor> blank_pack(std::string_view name)
{
    const auto* found = std::ranges::find(blanks, name, &Named::name);
    if (found == blanks.end()) return std::nullopt;
    return PackFor{std::string(found->layout), std::string(found->sex), found->minor, found->of_body, {}, {}};
}

Sheet pack_sheet(const forms::Schema& schema, const Translator& translator, std::string_view name, const PackFor& pack)
{
    Sheet sheet;
    sheet.name = name;
    sheet.language = translator.language();
    sheet.parts = PackWriter(schema, translator, pack).parts();
    for (const PaperPart& part : forms::parts_of_paper(schema, form))
        sheet.version = std::max(sheet.version, part.type->version);
    const MessageId title("paper.form." + sheet.name);
    sheet.title = translator.has(title) ? translator.text(title) : translator.text(msg("paper.pack.title"));
    if (!pack.number.empty()) sheet.title += " " + pack.number;
    return sheet;
}

std::vector<const evaluation::Drawing*> drawings_in(const PackFor& pack)
{
    return evaluation::drawings_for(pack.sex, pack.minor, false);
}

std::vector<documents::Block> drawing_blocks(const Translator& translator, const PackFor& pack)
{
    std::vector<documents::Block> blocks;
    blocks.emplace_back(documents::PageBreak{});
    blocks.emplace_back(documents::Band{{}, translator.text(msg("paper.pack.drawings"))});
    blocks.emplace_back(documents::Paragraph{
        translator.text(msg("paper.pack.drawings_how")), documents::Tone::quiet, true});
    const auto drawings = drawings_in(pack);
    for (std::size_t at = 0; at < drawings.size(); at += 2) {
        documents::Figures beside;
        beside.height = height_of_drawing;
        const std::size_t end = std::min(drawings.size(), at + 2);
        for (const evaluation::Drawing* drawing : std::span(drawings).subspan(at, end - at)) {
            const std::string label = translator.text(forms::code_message("body_views", drawing->view));
            beside.figures.push_back(
                {evaluation::drawing_with(drawing->view, {}), label, drawing->view + " · " + label, {}}
            );
        }
        blocks.emplace_back(std::move(beside));
    }
    return blocks;
}

}  // namespace panoh::paper
