// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/evaluation/service.hpp"

/// Facts that are recorded already: offered to a section of the report, cited in the revision that was shown.
namespace panoh::evaluation {

/// Types of records that a section is offered first to last; empty for a section that cites nothing.
std::vector<std::string_view> offered_types(std::string_view section);

/// Records of the case and consents of the person that the caller may read, without those that are cited already.
Result<std::vector<vault::Record>>
offers_for(const Records& records, const Caller& caller, const Opened& evaluation, const vault::Record& section);

/// What a section cites, each as it was when it was cited. A record that the caller may not read stays without text.
std::vector<Cited> cited_by(const Records& records, const Caller& caller, const vault::Record& section);

/// Inputs of the form of a section beside its fields.
inline constexpr std::string_view asked_input = "_cited";  ///< the form asks for citations at all
inline constexpr std::string_view cite_input = "cite";     ///< "<record>" once for each that is cited
inline constexpr std::string_view renew_input = "renew";   ///< "<record>" whose newest text is cited instead
inline constexpr std::string_view kept_input = "kept";     ///< "kept.<record>": why the earlier text is kept

/// Saves text, state and citations of a section. A section is not complete while a record that it cites has changed
/// and nobody said which text holds.
Result<records::FormOutcome> save_section(
    const Records& records,
    const Caller& caller,
    const Opened& evaluation,
    const vault::Record& section,
    std::uint32_t base,
    const forms::Submission& submission,
    const BatchId& batch
);

}  // namespace panoh::evaluation
