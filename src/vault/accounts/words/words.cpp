// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/accounts/words/words.hpp"

#include "base/bytes.hpp"
#include "base/check.hpp"
#include "base/embedded.hpp"
#include "base/text.hpp"

#include <cmath>
#include <cstdint>
#include <map>
#include <utility>

namespace panoh::words {
namespace {

constexpr std::string_view ending = ".txt";
constexpr std::string_view fallback_language = "en";
constexpr std::size_t least_words = 4096;

using Lists = std::map<std::string, std::vector<std::string_view>, std::less<>>;

const Lists& lists()
{
    static const Lists made = [] {
        Lists read;
        for (const auto& file : embedded::word_lists()) {
            if (!file.path.ends_with(ending)) continue;
            auto& list = read[std::string(file.path.substr(0, file.path.size() - ending.size()))];
            for (const auto line : split(text_of(file.bytes), '\n')) {
                if (!line.empty()) list.push_back(line);
            }
            PANOH_CHECK(list.size() >= least_words);
        }
        PANOH_CHECK(read.contains(fallback_language));
        return read;
    }();
    return made;
}

}  // namespace

std::vector<std::string> languages()
{
    std::vector<std::string> codes;
    for (const auto& [code, list] : lists()) {
        codes.push_back(code);
    }
    return codes;
}

std::span<const std::string_view> words(std::string_view language)
{
    const auto found = lists().find(language);
    return found != lists().end() ? found->second : lists().find(fallback_language)->second;
}

double entropy_bits(std::string_view language, std::size_t count)
{
    return static_cast<double>(count) * std::log2(static_cast<double>(words(language).size()));
}

std::size_t words_for(std::string_view language, double least_bits)
{
    return static_cast<std::size_t>(std::ceil(least_bits / entropy_bits(language, 1)));
}

Sensitive<std::string> generate_passphrase(Random& random, std::string_view language, double least_bits)
{
    const auto list = words(language);
    const auto count = words_for(language, least_bits);
    constexpr std::size_t longest_word = 20;
    Sensitive<std::string> passphrase;
    auto& text = passphrase.reveal();
    text.reserve(count * longest_word);  // so that no copy stays behind in memory
    for (std::size_t i = 0; i < count; ++i) {
        if (i > 0) text += ' ';
        text += list[random.below(static_cast<std::uint32_t>(list.size()))];
    }
    return passphrase;
}

}  // namespace panoh::words
