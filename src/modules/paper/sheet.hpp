// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "forms/definition.hpp"
#include "forms/numbering.hpp"
#include "i18n/translator.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

/// Paper forms as plain values, made from record types: the same questions, in the same order, under the same numbers
/// as on the screen.
namespace panoh::paper {

/// A box to tick. Codes below a heading stand one step deeper.
struct Box {
    std::string label;
    int depth = 0;
};

/// What there is room for below a question.
struct Room {
    enum class Kind { lines, boxes, date, time, moment, number, phone, amount, duration, name, places, sheets, table };
    Kind kind = Kind::lines;
    int lines = 1;
    std::vector<Box> boxes;
    std::vector<std::string> columns;  ///< table: heads; duration: units
};

struct Question {
    std::string number;  ///< "B7"
    std::string label;
    std::string hint;
    std::string condition;  ///< when it is asked at all: "Only if 3 is “Yes”"
    Room room;
    std::vector<std::string> instead;  ///< reasons why there is no answer, each with a box
};

struct Section {
    std::string heading;  ///< may be empty
    std::vector<Question> questions;
};

struct Part {
    std::string letter;  ///< empty on a form of one part
    std::string heading;
    std::vector<Section> sections;
};

struct Sheet {
    std::string name;  ///< "call"
    std::string language;
    std::string title;
    int version = 1;  ///< the highest of its parts
    std::vector<Part> parts;

    [[nodiscard]] std::size_t question_count() const;
};

/// A paper form by its name. No parts for a name that is none.
Sheet sheet_of(const forms::Schema& schema, const i18n::Translator& translator, std::string_view form);

/// One record type as a part of a form, of which only what `asks` allows stands there; numbers stay those of the
/// screen.
Part part_of(
    const forms::Schema& schema,
    const i18n::Translator& translator,
    const forms::PaperPart& part,
    const std::function<bool(const forms::Field&)>& asks = {}
);

/// A name that says nothing: what a browser saves the form as.
std::string file_name_of(const Sheet& sheet);

}  // namespace panoh::paper
