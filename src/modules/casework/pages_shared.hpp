// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/json_text.hpp"
#include "modules/casework/store.hpp"
#include "modules/casework/types.hpp"
#include "web/pages/components.hpp"
#include "web/pages/context.hpp"
#include "web/pages/form_view.hpp"
#include "web/pages/shell.hpp"

#include <string>
#include <string_view>
#include <vector>

/// What pages of a case or person have in common. Other slices put their pages of a case into the same frame.
namespace panoh::casework {

enum class CaseTab { none, overview, timeline, events, people, tasks, notes, files, evidence, consent, log };

/// Everything around a page of a case: identity bar and tabs. Pages name it at the top of `PageHead`.
struct CaseFrame {
    CaseHead head;
    std::vector<Participant> people;  ///< empty when the reader may not see them
    Sensitive<std::string> name;      ///< of the person whom it is about, as far as the reader may know it
    web::Html identity;
    web::Html tabs;

    [[nodiscard]] web::PageHead page(Sensitive<std::string> heading) const;
};
/// `not_found` for a case of which the reader may not even know.
Result<CaseFrame> case_frame(web::PageContext& context, const RecordId& case_record, CaseTab tab);

/// The same for the file of a person.
struct PersonFrame {
    RecordId person;
    FileId file;
    std::string number;
    Sensitive<std::string> name;
    web::Html identity;
    web::Html tabs;

    [[nodiscard]] web::PageHead page(Sensitive<std::string> heading) const;
};
enum class PersonTab { none, facts, family, files, consent };
/// `not_found` for a person of whom the reader may not know.
Result<PersonFrame> person_frame(web::PageContext& context, const RecordId& person, PersonTab tab);

/// The name by which a person is called, as far as the reader may open it; empty otherwise.
Sensitive<std::string> name_of_person(web::PageContext& context, const FileId& file);

/// An alias, and nothing else; empty without one.
Sensitive<std::string> alias_of_person(web::PageContext& context, const FileId& file);

/// "Case A-2026-0043"
std::string case_title(const web::PageContext& context, std::string_view number);
web::Html status_tag(const web::PageContext& context, std::string_view status);
/// Nothing for a level that is not known.
web::Html risk_tag(const web::PageContext& context, std::string_view risk);
web::Html number_of(std::string_view number);
/// The ways to change a record, to see its history and to remove it.
web::Html record_ways(const web::PageContext& context, const vault::Record& record, bool may_write);

/// Facts for a narrow column.
web::Html narrow_facts(std::span<const web::Fact> facts);

/// Choices for `ref` fields of a record in this file: staff, and persons by number and, in the same case, name.
std::vector<web::Choice> choices_for(web::PageContext& context, const FileId& file, const forms::Field& field);

/// Choices of a code list, in its order, without retired codes.
std::vector<web::Choice> code_choices(const web::PageContext& context, std::string_view list);

/// The page that a record of this file belongs to; My work, when the reader may not know of the file any more.
web::Url home_of(web::PageContext& context, const FileId& file, std::string_view type);

/// Problems of a form as the list on top of it.
std::vector<web::Mistake> mistakes_of(const web::PageContext& context, std::span<const forms::FormProblem> problems);

}  // namespace panoh::casework
