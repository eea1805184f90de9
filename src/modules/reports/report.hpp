// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "documents/document.hpp"
#include "i18n/translator.hpp"

#include <string>

/// What all documents that people take out of the program have in common.
namespace panoh::reports {

/// How people are named in a document.
enum class Naming { identified, pseudonymised };

/// What stands at the head of a document and on each page. Texts are in the document's language.
struct DocumentHead {
    std::string title;         ///< "Chronology of events": no name of a person
    std::string number;        ///< of the case or evaluation
    std::string organisation;  ///< that made it
    std::string day;           ///< "2026-11-22"
    std::string chain_head;    ///< hash of the newest link of the chain of records, in hexadecimal digits
    std::string fingerprint;   ///< in its place: SHA-256 of what is signed
    std::string mark;          ///< "DRAFT": stands on every page
    Naming naming = Naming::pseudonymised;
    std::string recipient;  ///< empty: for the own file
    std::string purposes;   ///< consents that it is made on
    bool training = false;  ///< everything in it is invented
};

/// A document with its head and nothing else yet: title, facts, running lines. Holds no login, machine or program.
documents::Document begun(const DocumentHead& head, const i18n::Translator& translator);

/// "document-A-2026-0007-chronology-ru.pdf": numbers and codes, nothing of anybody. Whatever is no ASCII letter or
/// digit becomes a hyphen.
std::string
file_name_of(std::string_view number, std::string_view kind, std::string_view language, std::string_view format);

}  // namespace panoh::reports
