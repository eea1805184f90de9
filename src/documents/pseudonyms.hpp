// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "documents/document.hpp"

#include <string>
#include <string_view>
#include <vector>

/// Names of people taken out of a text. What stands for them is stable within a document: the same person has the same
/// words everywhere. Which words stand for whom is kept nowhere.
namespace panoh::documents {

class Pseudonyms {
public:
    /// From here on every word of this name is replaced, with the endings that a name takes in a sentence. Words of one
    /// letter (initials) are left: they name nobody alone.
    void hide(std::string_view name, std::string_view instead);

    /// The text without the names. Several words of one name beside each other become one. A name of five letters or
    /// more is found with any ending of three letters at most in place of its last vowel, one of three or four letters
    /// with those of Russian declension, one of two letters by itself and with a capital letter alone. Upper and lower
    /// case, "ё" and "е" are the same; words are whole words. What was never said to be a name stays, so somebody has
    /// to read the text.
    [[nodiscard]] std::string applied(std::string_view text) const;

    /// Every text of the document, heads and descriptions of drawings included.
    void apply(Document& document) const;

    [[nodiscard]] bool empty() const noexcept { return hidden_.empty(); }

private:
    enum class Endings { none, some, any };
    struct Hidden {
        std::u32string whole, stem;
        Endings endings = Endings::none;
        std::string instead;
    };
    [[nodiscard]] const Hidden* found(const std::u32string& word, bool capital) const;

    std::vector<Hidden> hidden_;
};

}  // namespace panoh::documents
