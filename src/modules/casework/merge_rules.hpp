// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/message.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Whether two files may be of one person; pure. It only proposes: a person decides.
namespace panoh::casework {

enum class SharedFact { birth, sex, nationality, birthplace, document, phone, relative, matter };
enum class Agreement { agrees, near, differs };

/// How one fact compares. What only one of the files knows is left out.
struct FactMatch {
    SharedFact fact = SharedFact::birth;
    Agreement agreement = Agreement::agrees;
    bool operator==(const FactMatch&) const = default;
};

/// What is compared of a file. Several values: each that is known.
struct ComparedPerson {
    std::string birth;  ///< EDTF, or empty
    std::string sex, nationality;
    std::string birthplace;
    std::vector<std::string> documents;  ///< numbers
    std::vector<std::string> phones;     ///< as `phone_digits` gives them
    std::vector<std::string> relatives;  ///< persons who are tied to this one
    std::vector<std::string> matters;    ///< cases
};

/// Facts that both files know, in the order of `SharedFact`. Dates agree when they may mean the same day, are near
/// when at most a year lies between. For lists only agreement counts.
std::vector<FactMatch> compare_facts(const ComparedPerson& left, const ComparedPerson& right);

/// Letters and digits of the number of a document, in capitals.
std::string document_digits(std::string_view number);

/// A likely name alone is enough; a possible one needs another fact: birth, birthplace, document, phone or relative.
bool worth_proposing(double name_score, std::span<const FactMatch> facts);

/// The order of a list of proposals: the name, then what agrees.
double weight_of(double name_score, std::span<const FactMatch> facts);

/// "Year of birth agrees"
MessageId message_of(const FactMatch& match);

/// How a file stands to others: state of list `merge_states`, "leads" and "follows" only.
struct Standing {
    bool leads = false;
    bool follows = false;
};
/// Why two files cannot be kept together with this one leading; nothing when they can.
std::optional<MessageId> joining_problem(const Standing& leading, const Standing& other);

}  // namespace panoh::casework
