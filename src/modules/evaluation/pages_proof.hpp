// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/evaluation/pages_parts.hpp"

/// Forms that are signed: fields, passphrase and a fresh code.
namespace panoh::evaluation {

/// What was wrong with what was sent; empty at first.
struct Mistakes {
    std::span<const forms::FormProblem> problems;
    std::string proof;  ///< of passphrase and second factor
    [[nodiscard]] int status() const
    {
        return problems.empty() && proof.empty() ? 200 : http_status(ErrorCode::invalid_input);
    }
};

/// Passphrase and code are asked for each signature; neither is kept in a draft or shown again.
Html proof_inputs(PageContext& context, const std::string& problem);
/// The fields of a type, without the form around them.
Html type_fields(
    PageContext& context,
    const char* type,
    const forms::Submission& values,
    std::span<const forms::FormProblem> problems
);
/// Mistakes of a form before anything else is asked: a code counts once and is not spent on them.
std::vector<forms::FormProblem> mistakes_in(PageContext& context, const char* type, const forms::Submission& sent);

}  // namespace panoh::evaluation
