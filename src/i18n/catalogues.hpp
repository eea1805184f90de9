// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/embedded.hpp"
#include "base/result.hpp"
#include "i18n/language.hpp"
#include "i18n/pattern.hpp"

#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace panoh::i18n {

/// All messages in all languages, parsed once at start and never changed: threads share it freely.
class Catalogues {
public:
    /// Files are named "<language>/<area>.po". The error's detail is "file:line: what is wrong" for a
    /// file that cannot be read, a message that stands twice, or a pattern that cannot be parsed.
    static Result<Catalogues> load(std::span<const embedded::File> files);

    Catalogues(Catalogues&&) noexcept;
    Catalogues& operator=(Catalogues&&) noexcept;
    ~Catalogues();

    /// ISO 639 codes in alphabetical order.
    [[nodiscard]] std::vector<std::string> languages() const;
    /// What each language calls itself, for the language switch: {"ru", "Русский"}.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> native_language_names() const;
    [[nodiscard]] bool has(std::string_view language, std::string_view id) const;
    /// Null when the language lacks the message.
    [[nodiscard]] const Pattern* pattern(std::string_view language, std::string_view id) const;
    /// Null when no file of the language was loaded.
    [[nodiscard]] const Language* language(std::string_view code) const;
    /// In which messages the languages differ: "ru lacks error.denied", "ru and en differ in the
    /// arguments of …". Empty when translators have nothing left to do.
    [[nodiscard]] std::vector<std::string> disagreements() const;
    /// Writes one line to the log, once for each language and message, a thousand lines at most.
    void log_missing(std::string_view language, std::string_view id) const;

private:
    struct Catalogue;
    struct Missed;
    Catalogues();

    std::map<std::string, std::unique_ptr<Catalogue>, std::less<>> by_language_;
    std::unique_ptr<Missed> missed_;
};

}  // namespace panoh::i18n
