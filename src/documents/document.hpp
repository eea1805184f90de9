// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <variant>
#include <vector>

/// What a document says, without how it is drawn: plain values that writers of several formats take. Texts are UTF-8
/// in the document's language.
namespace panoh::documents {

/// Levels 1 to 3. A heading stays with what follows it.
struct Heading {
    int level = 2;
    std::string text;
};

enum class Tone { normal, strong, quiet };

struct Paragraph {
    std::string text;  ///< line ends stay
    Tone tone = Tone::normal;
    bool small = false;
    bool with_next = false;  ///< stays with what follows, as a heading does
};

/// A part of a line with a voice of its own.
struct Run {
    std::string text;
    bool strong = false;
    bool italic = false;
};
/// A paragraph of several voices.
struct RunningText {
    std::vector<Run> runs;
};

/// A sentence apart from the text: what the reader has to know about the document or a part of it.
struct Note {
    std::string text;
};

/// Names and what stands behind them, without lines.
struct FactList {
    struct Fact {
        std::string name;
        std::string value;
    };
    std::vector<Fact> facts;
};

/// A number at a place of a drawing, in thousandths of its width and height.
struct Mark {
    double x = 0, y = 0;
    std::string label;
};
/// A drawing with its numbered marks. `alternative` says in words what it shows: it is read where it is not seen.
struct Figure {
    std::string svg;
    std::string alternative;
    std::string caption;
    std::vector<Mark> marks;
};
/// Drawings side by side.
struct Figures {
    std::vector<Figure> figures;
    double height = 110;  ///< in millimetres, at most
};

/// What follows begins on a new page.
struct PageBreak {};

/// Places to sign, side by side: a line, below it who signs.
struct Signatures {
    struct Signer {
        std::string name;
        std::string below;  ///< qualification, place and date
    };
    std::vector<Signer> signers;
};

/// Points, numbered or not.
struct Points {
    std::vector<std::string> items;
    bool numbered = false;
};

/// A table with a head that stands on every page again. A row is split only where it would not fit on a page; widths
/// are shares of the line.
struct Table {
    std::vector<double> widths;
    std::vector<std::string> head;
    std::vector<std::vector<std::string>> rows;
    double least_height = 0;  ///< of a row, in millimetres: room to write
};

/// Places to write into, side by side, each with its name above: number, date, who fills in.
struct Fields {
    struct Field {
        std::string name;
        double share = 1;  ///< of the line
    };
    std::vector<Field> fields;
};

/// — a question of a form, with room for its answer —

/// Ruled lines.
struct WritingLines {
    int count = 1;
};
/// Boxes to tick, as many columns as fit.
struct TickBoxes {
    struct Box {
        std::string label;
        int depth = 0;  ///< of a code below another
    };
    std::vector<Box> boxes;
};
/// Boxes for single characters: "DD . MM . YYYY".
struct Cells {
    struct Group {
        int count = 2;
        std::string name;   ///< below the boxes
        std::string after;  ///< between this group and the next
        std::string before = {};
    };
    std::vector<Group> groups;
};
/// Short places to write into, each behind its name, on one line.
struct NamedLines {
    std::vector<std::string> names;
};
using Answer = std::variant<WritingLines, TickBoxes, Cells, NamedLines, Table>;

struct Question {
    std::string number;
    std::string label;
    std::string condition;  ///< when it is asked at all
    std::string hint;
    std::vector<Answer> answers;
    std::vector<std::string> instead;  ///< small boxes: why there is no answer
};

/// A bar with the title of a part or section; stays with what follows.
struct Band {
    std::string letter;
    std::string text;
};

using Block = std::variant<
    Heading,
    Paragraph,
    RunningText,
    Note,
    FactList,
    Figures,
    PageBreak,
    Signatures,
    Points,
    Table,
    Fields,
    Band,
    Question>;

struct Document {
    std::string title;     ///< of the window: neutral, no name of a person
    std::string language;  ///< BCP 47
    std::string head_left, head_right;
    std::string foot;
    std::string page_of;  ///< "Page {page} of {pages}", with these two marks
    std::vector<Block> blocks;
};

}  // namespace panoh::documents
