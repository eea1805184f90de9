// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/json_text.hpp"
#include "documents/pseudonyms.hpp"
#include "modules/casework/types.hpp"
#include "modules/reports/report.hpp"
#include "vault/vault.hpp"
#include "web/pages/context.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

/// Records in words of a document's language, which need not be its reader's, and people by the names that the document
/// may use. Whatever is read is read as the reader and noted for them.
namespace panoh::reports {

class Words {
public:
    Words(web::PageContext& reader, std::string_view language, Naming naming);

    [[nodiscard]] const i18n::Translator& translator() const noexcept { return context_.translator(); }
    [[nodiscard]] std::string text(const MessageId& id, const i18n::Arguments& arguments = {}) const
    {
        return context_.text(id, arguments);
    }
    [[nodiscard]] std::string code(std::string_view list, std::string_view code) const;
    [[nodiscard]] std::string organisation(const OrganisationId& id) const { return context_.organisation_name(id); }
    [[nodiscard]] web::PageContext& reader() const noexcept { return *reader_; }
    [[nodiscard]] Naming naming() const noexcept { return naming_; }

    /// Whose names stand in the document, or are kept out of it: people of a case, and colleagues who work on it.
    /// `denied` when names are to be kept out that the reader may not read: nobody could tell whether they are out.
    Result<void> know_people(const std::vector<casework::Participant>& people);
    void know_colleagues(const std::vector<UserId>& colleagues);
    /// How somebody was called in what was signed: with names that name stands, without names it is kept out.
    void call_person(const std::string& record, const std::string& name);
    /// A name that comes up elsewhere; kept out of a pseudonymised document.
    void know_name(const std::string& name, const std::string& instead);

    /// How a person is called here; a general word for one who is not known.
    [[nodiscard]] std::string person(const std::string& record) const;
    /// "Woman · born 1988", as far as the document may say it.
    [[nodiscard]] std::string about(const casework::Participant& person) const;

    /// The answer to a field in words, with the reason where it is missing; empty when it is blank.
    [[nodiscard]] std::string answer(const vault::Record& record, std::string_view field) const;
    /// The same of one cell of a row.
    [[nodiscard]] std::string
    column(const forms::Field& field, std::string_view column, const boost::json::object& row) const;
    /// "Label: answer"; empty when it is blank.
    [[nodiscard]] std::string line(const vault::Record& record, std::string_view field) const;
    [[nodiscard]] std::string label(std::string_view type, std::string_view field) const;
    /// Title fields of an entry of what is known beyond cases: a place, a unit. What it is, where it may not be read.
    [[nodiscard]] std::string known(std::string_view type, const std::string& record) const;

    /// Takes names out of a pseudonymised document.
    void finish(documents::Document& document) const;

private:
    [[nodiscard]] std::string in_words(const forms::Field& field, const boost::json::value& value) const;
    [[nodiscard]] std::string rows_in_words(const forms::Field& field, const boost::json::value& value) const;

    web::Parameters nothing_;
    web::PageContext* reader_;
    web::PageContext context_;
    Naming naming_;
    std::map<std::string, std::string> people_;  ///< by record
    documents::Pseudonyms names_;
    std::size_t colleagues_ = 0;
};

}  // namespace panoh::reports
