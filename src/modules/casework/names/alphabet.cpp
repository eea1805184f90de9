// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/names/alphabet.hpp"

#include "base/check.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>
#include <utility>

namespace panoh::casework {
namespace {

constexpr std::size_t most_words = 8;
constexpr std::size_t most_letters = 24;

struct Letter {
    UChar32 code;
    std::string_view neutral;
};

constexpr std::array cyrillic{
    Letter{U'а', "a"},  Letter{U'б', "b"},  Letter{U'в', "v"}, Letter{U'г', "g"}, Letter{U'д', "d"}, Letter{U'е', "e"},
    Letter{U'ж', "j"},  Letter{U'з', "z"},  Letter{U'и', "i"}, Letter{U'й', "i"}, Letter{U'к', "k"}, Letter{U'л', "l"},
    Letter{U'м', "m"},  Letter{U'н', "n"},  Letter{U'о', "o"}, Letter{U'п', "p"}, Letter{U'р', "r"}, Letter{U'с', "s"},
    Letter{U'т', "t"},  Letter{U'у', "u"},  Letter{U'ф', "f"}, Letter{U'х', "h"}, Letter{U'ц', "x"}, Letter{U'ч', "c"},
    Letter{U'ш', "w"},  Letter{U'щ', "w"},  Letter{U'ъ', ""},  Letter{U'ы', "i"}, Letter{U'ь', ""},  Letter{U'э', "e"},
    Letter{U'ю', "iu"}, Letter{U'я', "ia"}, Letter{U'ғ', "g"}, Letter{U'ӣ', "i"}, Letter{U'қ', "k"}, Letter{U'ӯ', "u"},
    Letter{U'ҳ', "h"},  Letter{U'ҷ', "j"},  Letter{U'ң', "n"}, Letter{U'ө', "o"}, Letter{U'ү', "u"}, Letter{U'ұ', "u"},
    Letter{U'ә', "a"},  Letter{U'һ', "h"},  Letter{U'і', "i"}, Letter{U'ў', "o"}, Letter{U'ї', "i"}, Letter{U'є', "e"},
    Letter{U'ґ', "g"},  Letter{U'җ', "j"},  Letter{U'ј', "i"},
};

constexpr std::array georgian{
    Letter{U'ა', "a"}, Letter{U'ბ', "b"}, Letter{U'გ', "g"}, Letter{U'დ', "d"},  Letter{U'ე', "e"}, Letter{U'ვ', "v"},
    Letter{U'ზ', "z"}, Letter{U'თ', "t"}, Letter{U'ი', "i"}, Letter{U'კ', "k"},  Letter{U'ლ', "l"}, Letter{U'მ', "m"},
    Letter{U'ნ', "n"}, Letter{U'ო', "o"}, Letter{U'პ', "p"}, Letter{U'ჟ', "j"},  Letter{U'რ', "r"}, Letter{U'ს', "s"},
    Letter{U'ტ', "t"}, Letter{U'უ', "u"}, Letter{U'ფ', "p"}, Letter{U'ქ', "k"},  Letter{U'ღ', "g"}, Letter{U'ყ', "k"},
    Letter{U'შ', "w"}, Letter{U'ჩ', "c"}, Letter{U'ც', "x"}, Letter{U'ძ', "dz"}, Letter{U'წ', "x"}, Letter{U'ჭ', "c"},
    Letter{U'ხ', "h"}, Letter{U'ჯ', "j"}, Letter{U'ჰ', "h"}, Letter{U'ჱ', "e"},  Letter{U'ჲ', "i"}, Letter{U'ჳ', "v"},
    Letter{U'ჴ', "h"}, Letter{U'ჵ', "o"}, Letter{U'ჶ', "f"},
};

constexpr std::array arabic{
    Letter{U'ا', "a"}, Letter{U'آ', "o"}, Letter{U'أ', "a"}, Letter{U'إ', "i"}, Letter{U'ب', "b"}, Letter{U'پ', "p"},
    Letter{U'ت', "t"}, Letter{U'ث', "s"}, Letter{U'ج', "j"}, Letter{U'چ', "c"}, Letter{U'ح', "h"}, Letter{U'خ', "h"},
    Letter{U'د', "d"}, Letter{U'ذ', "z"}, Letter{U'ر', "r"}, Letter{U'ز', "z"}, Letter{U'ژ', "j"}, Letter{U'س', "s"},
    Letter{U'ش', "w"}, Letter{U'ص', "s"}, Letter{U'ض', "z"}, Letter{U'ط', "t"}, Letter{U'ظ', "z"}, Letter{U'ع', ""},
    Letter{U'غ', "g"}, Letter{U'ف', "f"}, Letter{U'ق', "k"}, Letter{U'ک', "k"}, Letter{U'ك', "k"}, Letter{U'گ', "g"},
    Letter{U'ل', "l"}, Letter{U'م', "m"}, Letter{U'ن', "n"}, Letter{U'و', "u"}, Letter{U'ه', "h"}, Letter{U'ة', "a"},
    Letter{U'ی', "i"}, Letter{U'ي', "i"}, Letter{U'ى', "i"}, Letter{U'ئ', "i"}, Letter{U'ؤ', "u"}, Letter{U'ء', ""},
};

/// Latin letters whose accent matters, as the digraph that means the same. Others lose their accent.
constexpr std::array latin_accents{
    Letter{U'š', "sh"},
    Letter{U'ş', "sh"},
    Letter{U'ș', "sh"},
    Letter{U'č', "ch"},
    Letter{U'ç', "ch"},
    Letter{U'ž', "zh"},
    Letter{U'ı', "i"},
    Letter{U'ə', "a"},
    Letter{U'ĭ', "y"},
    Letter{U'ß', "s"},
};

/// Latin letter groups, the longest first. "e" after "y" swallows it, as Cyrillic "е" does.
constexpr std::array<std::pair<std::string_view, std::string_view>, 23> latin_groups{{
    {"shch", "w"}, {"tsch", "c"}, {"dsch", "j"}, {"dzh", "j"}, {"tch", "c"}, {"sch", "w"}, {"zh", "j"}, {"dj", "j"},
    {"ch", "c"},   {"sh", "w"},   {"kh", "h"},   {"gh", "g"},  {"ts", "x"},  {"tz", "x"},  {"ph", "f"}, {"ck", "k"},
    {"ye", "e"},   {"ou", "u"},   {"q", "k"},    {"w", "v"},   {"y", "i"},   {"x", "h"},   {"c", "c"},
}};

template <std::size_t size>
std::optional<std::string_view> look_up(const std::array<Letter, size>& table, UChar32 code)
{
    const auto* found =
        std::find_if(table.begin(), table.end(), [&](const Letter& letter) { return letter.code == code; });
    if (found == table.end()) return std::nullopt;
    return found->neutral;
}

bool is_separator(UChar32 code)
{
    return code == ' ' || code == ',' || code == '.' || code == ';' || code == '/' || code == '(' || code == ')'
           || code == '\t' || code == '\n' || code == '\r' || code == 0xA0 || code == 0x2009 || code == 0x202F
           || code == 0x060C || code == 0x3000;
}

/// Collects one word letter by letter.
class WordFolder {
public:
    /// `code` is a lower-case letter in composed form.
    void add(UChar32 code)
    {
        if (auto letters = latin_letters(code)) {
            latin_ += *letters;
            return;
        }
        flush_latin();
        if (code == U'ё') {
            append(word_.letters.empty() || is_vowel(word_.letters.back()) ? "io" : "e");
        } else if (const auto neutral = look_up(cyrillic, code)) {
            append_cyrillic(code, *neutral);
        } else if (const auto kartuli = look_up(georgian, code)) {
            append(*kartuli);
        } else if (const auto letters = look_up(arabic, code)) {
            append(*letters);
            word_.without_vowels = true;
        }
        previous_ = code;
    }

    NeutralWord finish()
    {
        flush_latin();
        auto done = std::exchange(word_, {});
        previous_ = 0;
        tidy(done.letters);
        return done;
    }

private:
    static std::optional<std::string> latin_letters(UChar32 code)
    {
        if (code >= 'a' && code <= 'z') return std::string(1, static_cast<char>(code));
        if (const auto accented = look_up(latin_accents, code)) return std::string(*accented);
        if (code < 0xC0 || code > 0x1EFF || (code > 0x24F && code < 0x1E00)) return std::nullopt;
        UErrorCode status = U_ZERO_ERROR;
        const auto* normalizer = icu::Normalizer2::getNFDInstance(status);
        PANOH_CHECK(U_SUCCESS(status));
        icu::UnicodeString parts;
        if (!normalizer->getDecomposition(code, parts)) return std::nullopt;
        const auto base = parts.char32At(0);
        if (base < 'a' || base > 'z') return std::nullopt;
        return std::string(1, static_cast<char>(base));
    }

    void append_cyrillic(UChar32 code, std::string_view neutral)
    {
        const bool closes_group = (code == U'ж' && previous_ == U'д') || (code == U'ъ' && previous_ == U'х');
        if (closes_group && !word_.letters.empty()) word_.letters.pop_back();
        append(code == U'ъ' && closes_group ? "k" : neutral);
    }

    void flush_latin()
    {
        if (latin_.empty()) return;
        const auto text = std::exchange(latin_, {});
        for (std::size_t i = 0; i < text.size();) {
            i += append_latin(std::string_view(text).substr(i));
        }
        // "Abdullah", "Fatimah": a final h that nobody speaks.
        auto& letters = word_.letters;
        if (letters.size() > 4 && text.back() == 'h' && letters.ends_with("ah")) letters.pop_back();
        previous_ = 0;
    }

    /// Folds one letter or group at the start of `rest` and says how long it was.
    std::size_t append_latin(std::string_view rest)
    {
        auto& letters = word_.letters;
        const bool after_consonant = !letters.empty() && !is_vowel(letters.back());
        if (after_consonant && rest.starts_with("yo")) {
            append("e");
            return 2;
        }
        // "Alexander", "Maxim", "Xenia"; every other x is "х".
        if (rest.front() == 'x'
            && (letters == "ale" || (letters == "ma" && rest.starts_with("xi"))
                || (letters.empty() && rest.starts_with("xen")))) {
            append("ks");
            return 1;
        }
        if (rest.front() == 'j' && rest.size() > 1 && !letters.empty() && is_vowel(letters.back()) && !is_vowel(rest[1])
            && rest[1] != 'y') {
            append("i");
            return 1;
        }
        for (const auto& [group, neutral] : latin_groups) {
            if (!rest.starts_with(group)) continue;
            append(neutral);
            return group.size();
        }
        append(rest.substr(0, 1));
        return 1;
    }

    void append(std::string_view neutral) { word_.letters += neutral; }

    /// Doubled letters become single, "ts" one letter, and the "i" of "aie" is dropped.
    static void tidy(std::string& letters)
    {
        std::string out;
        for (const char letter : letters) {
            if (!out.empty() && out.back() == letter) continue;
            if (letter == 's' && !out.empty() && out.back() == 't') {
                out.back() = 'x';
                continue;
            }
            if (letter == 'e' && out.size() >= 2 && out.back() == 'i' && is_vowel(out[out.size() - 2])) out.pop_back();
            if (out.empty() || out.back() != letter) out.push_back(letter);
        }
        out.resize(std::min(out.size(), most_letters));
        letters = std::move(out);
    }

    NeutralWord word_;
    std::string latin_;
    UChar32 previous_ = 0;
};

}  // namespace

bool is_vowel(char letter) noexcept
{
    return letter == 'a' || letter == 'e' || letter == 'i' || letter == 'o' || letter == 'u';
}

std::vector<NeutralWord> neutral_words(std::string_view name)
{
    constexpr std::size_t longest_name = 1000;
    name = name.substr(0, longest_name);
    UErrorCode status = U_ZERO_ERROR;
    const auto* normalizer = icu::Normalizer2::getNFCInstance(status);
    PANOH_CHECK(U_SUCCESS(status));
    auto text = icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), static_cast<std::int32_t>(name.size())));
    text = normalizer->normalize(text.foldCase(), status);
    PANOH_CHECK(U_SUCCESS(status));

    std::vector<NeutralWord> words;
    WordFolder folder;
    const auto end_word = [&] {
        auto word = folder.finish();
        if (!word.letters.empty() && words.size() < most_words) words.push_back(std::move(word));
    };
    for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        const auto code = text.char32At(i);
        if (is_separator(code)) {
            end_word();
        } else {
            folder.add(code);
        }
    }
    end_word();
    return words;
}

}  // namespace panoh::casework
