// SPDX-License-Identifier: AGPL-3.0-or-later
#include "i18n/pattern.hpp"

#include "i18n/language.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <unicode/messagepattern.h>

namespace panoh::i18n {
namespace {

using Piece = Pattern::Piece;
using Branch = Pattern::Branch;

std::string utf8(const icu::UnicodeString& text)
{
    std::string out;
    text.toUTF8String(out);
    return out;
}

/// Turns ICU's flat list of parts into pieces; `problem()` is set when something is not understood.
class PatternReader {
public:
    explicit PatternReader(const icu::MessagePattern& pattern)
        : pattern_(pattern)
    {}

    [[nodiscard]] const std::string& problem() const noexcept { return problem_; }
    [[nodiscard]] std::set<std::string> take_names() { return std::move(names_); }

    /// `start` is the index of a MSG_START part.
    std::vector<Piece> message(int start)
    {
        std::vector<Piece> pieces;
        std::string literal;
        auto from = pattern_.getPart(start).getLimit();
        const auto flush = [&] {
            if (!literal.empty()) pieces.push_back({Piece::Kind::text, std::exchange(literal, {}), 0, {}});
        };
        for (int i = start + 1;; ++i) {
            const auto& part = pattern_.getPart(i);
            literal += utf8(pattern_.getPatternString().tempSubStringBetween(from, part.getIndex()));
            from = part.getLimit();
            if (part.getType() == UMSGPAT_PART_TYPE_MSG_LIMIT) break;
            if (part.getType() == UMSGPAT_PART_TYPE_REPLACE_NUMBER) {
                flush();
                pieces.push_back({Piece::Kind::hash, {}, 0, {}});
            } else if (part.getType() == UMSGPAT_PART_TYPE_ARG_START) {
                flush();
                pieces.push_back(argument(i));
                i = pattern_.getLimitPartIndex(i);
                from = pattern_.getPart(i).getLimit();
            }
        }
        flush();
        return pieces;
    }

private:
    Piece argument(int start)
    {
        Piece piece{Piece::Kind::argument, utf8(pattern_.getSubstring(pattern_.getPart(start + 1))), 0, {}};
        if (pattern_.getPart(start + 1).getType() != UMSGPAT_PART_TYPE_ARG_NAME) refuse("arguments need names");
        switch (pattern_.getPart(start).getArgType()) {
        case UMSGPAT_ARG_TYPE_NONE:
            break;
        case UMSGPAT_ARG_TYPE_SIMPLE:
            if (pattern_.getSubstring(pattern_.getPart(start + 2)) != icu::UnicodeString("number")
                || pattern_.getPart(start + 3).getType() != UMSGPAT_PART_TYPE_ARG_LIMIT) {
                refuse("only number, plural, selectordinal and select are understood");
            }
            break;
        case UMSGPAT_ARG_TYPE_PLURAL:
            piece.kind = Piece::Kind::plural;
            break;
        case UMSGPAT_ARG_TYPE_SELECTORDINAL:
            piece.kind = Piece::Kind::ordinal;
            break;
        case UMSGPAT_ARG_TYPE_SELECT:
            piece.kind = Piece::Kind::select;
            break;
        case UMSGPAT_ARG_TYPE_CHOICE:
        default:
            refuse("choice formats are not understood");
        }
        if (piece.kind != Piece::Kind::select) names_.insert(piece.text);
        if (piece.kind != Piece::Kind::argument) branches(start + 2, piece);
        return piece;
    }

    void branches(int at, Piece& piece)
    {
        if (icu::MessagePattern::Part::hasNumericValue(pattern_.getPart(at).getType())) {
            piece.offset = pattern_.getNumericValue(pattern_.getPart(at));
            ++at;
        }
        while (pattern_.getPart(at).getType() == UMSGPAT_PART_TYPE_ARG_SELECTOR) {
            Branch branch;
            branch.selector = utf8(pattern_.getSubstring(pattern_.getPart(at++)));
            if (icu::MessagePattern::Part::hasNumericValue(pattern_.getPart(at).getType())) {
                branch.exactly = pattern_.getNumericValue(pattern_.getPart(at++));
            }
            branch.pieces = message(at);
            piece.branches.push_back(std::move(branch));
            at = pattern_.getLimitPartIndex(at) + 1;
        }
    }

    void refuse(std::string_view why)
    {
        if (problem_.empty()) problem_ = why;
    }

    const icu::MessagePattern& pattern_;
    std::set<std::string> names_;
    std::string problem_;
};

std::optional<double> number_in(const MessageArgument& argument)
{
    if (const auto* whole = std::get_if<std::int64_t>(&argument)) return static_cast<double>(*whole);
    if (const auto* real = std::get_if<double>(&argument)) return *real;
    return std::nullopt;
}

/// Writes a sentence; `#` stands for the number of the innermost plural.
class Writer {
public:
    Writer(const Language& language, const Arguments& arguments, const Translate& translate)
        : language_(language)
        , arguments_(arguments)
        , translate_(translate)
    {}

    void write(const std::vector<Piece>& pieces, std::optional<double> hash)
    {
        for (const auto& piece : pieces) {
            if (piece.kind == Piece::Kind::text) {
                out_ += piece.text;
            } else if (piece.kind == Piece::Kind::hash) {
                out_ += hash ? number(*hash) : "#";
            } else {
                write_argument(piece, hash);
            }
        }
    }

    [[nodiscard]] std::string take() { return std::move(out_); }

private:
    void write_argument(const Piece& piece, std::optional<double> hash)
    {
        const auto found = std::find_if(arguments_.begin(), arguments_.end(), [&](const auto& argument) {
            return argument.first == piece.text;
        });
        if (found == arguments_.end()) {
            out_ += '{' + piece.text + '}';
        } else if (piece.kind == Piece::Kind::argument) {
            out_ += text_of(found->second);
        } else if (piece.kind == Piece::Kind::select) {
            const auto value = text_of(found->second);
            write_branch(
                piece, [&](const Branch& branch) { return branch.selector == value; }, hash
            );
        } else {
            write_plural(piece, found->second);
        }
    }

    void write_plural(const Piece& piece, const MessageArgument& argument)
    {
        const auto value = number_in(argument).value_or(0);
        const auto shown = value - piece.offset;
        const auto exact = std::find_if(piece.branches.begin(), piece.branches.end(), [&](const Branch& branch) {
            return branch.exactly == value;
        });
        if (exact != piece.branches.end()) return write(exact->pieces, shown);
        const auto word = piece.kind == Piece::Kind::ordinal ? language_.ordinal(shown) : language_.plural(shown);
        write_branch(
            piece, [&](const Branch& branch) { return branch.selector == word; }, shown
        );
    }

    /// The branch that fits, or "other", which every pattern has.
    template <class Fits>
    void write_branch(const Piece& piece, Fits fits, std::optional<double> hash)
    {
        auto found = std::find_if(piece.branches.begin(), piece.branches.end(), fits);
        if (found == piece.branches.end()) {
            found = std::find_if(piece.branches.begin(), piece.branches.end(), [](const Branch& branch) {
                return branch.selector == "other";
            });
        }
        if (found != piece.branches.end()) write(found->pieces, hash);
    }

    [[nodiscard]] std::string number(double value) const { return language_.number(value); }

    [[nodiscard]] std::string text_of(const MessageArgument& argument) const
    {
        if (const auto* whole = std::get_if<std::int64_t>(&argument)) return language_.number(*whole);
        if (const auto* real = std::get_if<double>(&argument)) return language_.number(*real);
        if (const auto* text = std::get_if<std::string>(&argument)) return *text;
        return translate_(std::get<MessageId>(argument));
    }

    const Language& language_;
    const Arguments& arguments_;
    const Translate& translate_;
    std::string out_;
};

}  // namespace

Result<Pattern> Pattern::parse(std::string_view text)
{
    UErrorCode status = U_ZERO_ERROR;
    UParseError where{};
    icu::MessagePattern parsed(UMSGPAT_APOS_DOUBLE_OPTIONAL, status);
    parsed.parse(
        icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size()))),
        &where,
        status
    );
    if (U_FAILURE(status)) {
        return fail(ErrorCode::damaged, fmt::format("{} at character {}", u_errorName(status), where.offset));
    }
    PatternReader reader(parsed);
    Pattern pattern;
    pattern.pieces_ = reader.message(0);
    if (!reader.problem().empty()) return fail(ErrorCode::damaged, reader.problem());
    pattern.names_ = reader.take_names();
    return pattern;
}

std::string Pattern::format(const Language& language, const Arguments& arguments, const Translate& translate) const
{
    Writer writer(language, arguments, translate);
    writer.write(pieces_, std::nullopt);
    return writer.take();
}

}  // namespace panoh::i18n
