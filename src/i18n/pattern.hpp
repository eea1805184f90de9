// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/message.hpp"
#include "base/result.hpp"

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace panoh::i18n {

class Language;

using Arguments = std::vector<std::pair<std::string, MessageArgument>>;
/// Puts a message that is an argument into the reader's language.
using Translate = std::function<std::string(const MessageId&)>;

/// An ICU MessageFormat pattern, parsed once; formatting it changes nothing, so threads may share it.
/// Understood are `{name}`, `{name, number}`, `plural` (with `offset:` and `=n`), `selectordinal` and
/// `select`; arguments have names. Whole numbers are grouped ("12,345"): years and case numbers are
/// passed as text.
class Pattern {
public:
    /// The error's detail says what is wrong with the pattern.
    static Result<Pattern> parse(std::string_view text);

    /// Arguments that are shown or counted, and therefore belong into every language. One that only
    /// selects (a gender, a phrase) is not among them: languages differ in what they inflect.
    [[nodiscard]] const std::set<std::string>& argument_names() const noexcept { return names_; }
    /// An argument that is not given stays visible as "{name}".
    [[nodiscard]] std::string
    format(const Language& language, const Arguments& arguments, const Translate& translate) const;

    struct Piece;
    struct Branch;

private:
    std::vector<Piece> pieces_;
    std::set<std::string> names_;
};

/// A part of a sentence.
struct Pattern::Piece {
    enum class Kind { text, argument, plural, ordinal, select, hash };
    Kind kind = Kind::text;
    std::string text;  ///< the text itself, or the argument's name
    double offset = 0;
    std::vector<Branch> branches;
};

/// What stands for one plural category, exact number or selected word.
struct Pattern::Branch {
    std::string selector;
    std::optional<double> exactly;
    std::vector<Piece> pieces;
};

}  // namespace panoh::i18n
