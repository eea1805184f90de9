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
};

/// Points, numbered or not.
struct Points {
    std::vector<std::string> items;
    bool numbered = false;
};

/// A table with a head that stands on every page again. Rows are never split; widths are shares of the line.
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

using Block = std::variant<Heading, Paragraph, Points, Table, Fields, Band, Question>;

struct Document {
    std::string title;     ///< of the window: neutral, no name of a person
    std::string language;  ///< BCP 47
    std::string head_left, head_right;
    std::string foot;
    std::string page_of;  ///< "Page {page} of {pages}", with these two marks
    std::vector<Block> blocks;
};

}  // namespace panoh::documents
