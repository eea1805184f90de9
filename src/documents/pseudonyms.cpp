// SPDX-License-Identifier: AGPL-3.0-or-later
#include "documents/pseudonyms.hpp"

#include <algorithm>
#include <array>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace panoh::documents {

namespace {

constexpr std::size_t longest_ending = 3;
constexpr std::size_t shortest_with_endings = 5;
constexpr std::size_t shortest_name = 2;
constexpr std::size_t shortest_with_some_endings = 3;
/// What a short name ends with in Russian; after any three letters it would be another word too often.
constexpr std::array<std::u32string_view, 15> some_endings{
    U"", U"а", U"у", U"е", U"ы", U"и", U"ю", U"я", U"о", U"ой", U"ей", U"ом", U"ем", U"ою", U"ею"};
constexpr std::u32string_view vowels = U"аеёиоуыэюяйьaeiouyӣӯ";

char32_t folded(char32_t letter)
{
    const auto lower = static_cast<char32_t>(u_foldCase(static_cast<UChar32>(letter), U_FOLD_CASE_DEFAULT));
    return lower == U'ё' ? U'е' : lower;
}

bool is_letter(char32_t letter)
{
    const auto code = static_cast<UChar32>(letter);
    return u_isalpha(code) != 0 || u_charType(code) == U_NON_SPACING_MARK;
}

/// A part of a text: a word, or what stands between words.
struct Piece {
    std::size_t from = 0;
    std::size_t to = 0;
    std::u32string word;   ///< folded; empty: no word
    bool capital = false;  ///< begins with a capital letter
};

std::vector<Piece> pieces_of(std::string_view text)
{
    std::vector<Piece> pieces;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t from = at;
        UChar32 letter = 0;
        // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): ICU reads bytes
        U8_NEXT_OR_FFFD(reinterpret_cast<const std::uint8_t*>(text.data()), at, text.size(), letter);
        const bool in_word = is_letter(static_cast<char32_t>(letter));
        if (pieces.empty() || pieces.back().word.empty() == in_word) {
            pieces.push_back({from, at, {}, u_isupper(letter) != 0});
        }
        pieces.back().to = at;
        if (in_word) pieces.back().word += folded(static_cast<char32_t>(letter));
    }
    return pieces;
}

/// Whether only white space, dots and hyphens stand here, as between parts of a name.
bool joins(std::string_view text)
{
    return text.find_first_not_of(" .-\t") == std::string_view::npos;
}

/// Every text of a document.
class Texts {
public:
    explicit Texts(const Pseudonyms& names)
        : names_(&names)
    {}
    void operator()(std::string& text) const { text = names_->applied(text); }
    void operator()(Heading& each) const { (*this)(each.text); }
    void operator()(Paragraph& each) const { (*this)(each.text); }
    void operator()(Note& each) const { (*this)(each.text); }
    void operator()(Band& each) const { (*this)(each.text); }
    void operator()(PageBreak& /*each*/) const {}
    void operator()(RunningText& each) const
    {
        for (Run& run : each.runs)
            (*this)(run.text);
    }
    void operator()(FactList& each) const
    {
        for (auto& fact : each.facts) {
            (*this)(fact.name);
            (*this)(fact.value);
        }
    }
    void operator()(Figures& each) const
    {
        for (Figure& figure : each.figures) {
            (*this)(figure.alternative);
            (*this)(figure.caption);
        }
    }
    void operator()(Signatures& each) const
    {
        for (auto& signer : each.signers) {
            (*this)(signer.name);
            (*this)(signer.below);
        }
    }
    void operator()(Points& each) const
    {
        for (std::string& item : each.items)
            (*this)(item);
    }
    void operator()(Table& each) const
    {
        for (std::string& cell : each.head)
            (*this)(cell);
        for (auto& row : each.rows) {
            for (std::string& cell : row)
                (*this)(cell);
        }
    }
    void operator()(Fields& each) const
    {
        for (auto& field : each.fields)
            (*this)(field.name);
    }
    void operator()(Question& each) const
    {
        (*this)(each.label);
        (*this)(each.condition);
        (*this)(each.hint);
    }

private:
    const Pseudonyms* names_;
};

}  // namespace

void Pseudonyms::hide(std::string_view name, std::string_view instead)
{
    for (const Piece& piece : pieces_of(name)) {
        if (piece.word.size() < shortest_name) continue;
        // "of", "de": between the parts of a name, and between others.
        if (piece.word.size() < shortest_with_some_endings && !piece.capital) continue;
        const Endings endings = piece.word.size() >= shortest_with_endings        ? Endings::any
                                : piece.word.size() >= shortest_with_some_endings ? Endings::some
                                                                                  : Endings::none;
        Hidden hidden{piece.word, piece.word, endings, std::string(instead)};
        if (endings != Endings::none && vowels.find(hidden.stem.back()) != std::u32string_view::npos)
            hidden.stem.pop_back();
        hidden_.push_back(std::move(hidden));
    }
}

const Pseudonyms::Hidden* Pseudonyms::found(const std::u32string& word, bool capital) const
{
    const auto is_it = [&](const Hidden& each) {
        if (each.endings == Endings::none) return capital && word == each.stem;
        if (!word.starts_with(each.stem)) return false;
        const std::u32string_view ending = std::u32string_view(word).substr(each.stem.size());
        return each.endings == Endings::any
                   ? ending.size() <= longest_ending
                   : std::find(some_endings.begin(), some_endings.end(), ending) != some_endings.end()
                         || word == each.whole;
    };
    const auto at = std::find_if(hidden_.begin(), hidden_.end(), is_it);
    return at == hidden_.end() ? nullptr : &*at;
}

std::string Pseudonyms::applied(std::string_view text) const
{
    std::string out;
    const Hidden* last = nullptr;  // that the text ended with, but for `between`
    std::string_view between;
    for (const Piece& piece : pieces_of(text)) {
        const std::string_view here = text.substr(piece.from, piece.to - piece.from);
        if (piece.word.empty()) {
            between = here;
            continue;
        }
        const Hidden* hidden = found(piece.word, piece.capital);
        const bool goes_on = hidden != nullptr && last != nullptr && last->instead == hidden->instead && joins(between);
        if (!goes_on) {
            out += between;
            out += hidden == nullptr ? here : std::string_view(hidden->instead);
        }
        between = {};
        last = hidden;
    }
    out += between;
    return out;
}

void Pseudonyms::apply(Document& document) const
{
    const Texts texts(*this);
    for (std::string* text : {&document.title, &document.head_left, &document.head_right, &document.foot})
        texts(*text);
    for (Block& block : document.blocks)
        std::visit(texts, block);
}

}  // namespace panoh::documents
