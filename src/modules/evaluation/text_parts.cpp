// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/evaluation/text_parts.hpp"

#include "base/text.hpp"

#include <cstdint>
#include <memory>
#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace panoh::evaluation {

namespace {

icu::UnicodeString from_utf8(std::string_view text)
{
    return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

std::string to_utf8(const icu::UnicodeString& text)
{
    std::string out;
    text.toUTF8String(out);
    return out;
}

/// Decomposed and folded, so that stress marks are characters of their own and can be left out. A breve (й, ӣ) goes
/// too: this is for comparing only.
icu::UnicodeString decomposed(std::string_view text)
{
    icu::UnicodeString folded = from_utf8(text);
    folded.foldCase();
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* form = icu::Normalizer2::getNFKDInstance(status);
    if (U_FAILURE(status) != 0 || form == nullptr) return folded;
    icu::UnicodeString out = form->normalize(folded, status);
    return U_FAILURE(status) != 0 ? folded : out;
}

std::vector<std::string> split_words(std::string_view text, bool keep_digits)
{
    std::vector<std::string> words;
    icu::UnicodeString word;
    bool number = false;
    const auto finish = [&] {
        if (!word.isEmpty()) words.push_back(to_utf8(word));
        word.remove();
        number = false;
    };
    const icu::UnicodeString letters = decomposed(text);
    for (std::int32_t at = 0; at < letters.length(); at = letters.moveIndex32(at, 1)) {
        const UChar32 letter = letters.char32At(at);
        if (u_charType(letter) == U_NON_SPACING_MARK) continue;
        if (u_isdigit(letter) != 0) {
            if (!number || keep_digits) word.append(keep_digits ? letter : static_cast<UChar32>(U'0'));
            number = true;
        } else if (u_isalpha(letter) != 0) {
            word.append(letter);
            number = false;
        } else {
            finish();
        }
    }
    finish();
    return words;
}

}  // namespace

std::vector<std::string> sentences_of(std::string_view text)
{
    std::vector<std::string> found;
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::BreakIterator> breaks(
        icu::BreakIterator::createSentenceInstance(icu::Locale::getRoot(), status)
    );
    if (U_FAILURE(status) != 0 || breaks == nullptr) return {std::string(text)};
    for (const std::string_view line : split(text, '\n')) {
        const icu::UnicodeString whole = from_utf8(line);
        breaks->setText(whole);
        std::int32_t from = breaks->first();
        for (std::int32_t to = breaks->next(); to != icu::BreakIterator::DONE; from = to, to = breaks->next()) {
            const std::string sentence = to_utf8(whole.tempSubStringBetween(from, to));
            const std::string_view bare = trimmed(sentence);
            if (!bare.empty()) found.emplace_back(bare);
        }
    }
    return found;
}

std::vector<std::string> words_of(std::string_view text)
{
    return split_words(text, false);
}

std::vector<std::string> exact_words_of(std::string_view text)
{
    return split_words(text, true);
}

}  // namespace panoh::evaluation
