// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "web/http/forms.hpp"
#include "web/http/parameters.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace panoh::web {

/// `value; name=token; name="quoted"`, the shape of Content-Type and Content-Disposition.
struct HeaderParameters {
    std::string value;
    Parameters parameters;  ///< names in lower case; each comes once
};

/// The longest head of one part, in bytes.
inline constexpr std::size_t longest_part_head = 4'000;

/// What stands above the content of one part of a form.
struct PartHead {
    std::string name;
    std::optional<std::string> file_name;  ///< without folders; a field has none
    MediaType media;
};
/// Fields of one part, each line with its CRLF. Nothing when they are malformed.
std::optional<PartHead> read_part_head(std::string_view text);

/// Letters, digits and a few marks, at most 70.
bool is_boundary(std::string_view text) noexcept;

/// Checks a field of a form and adds it; errors of `parse_multipart`.
Result<void> add_field(
    const std::string& name, std::string_view charset, std::string value, const FormLimits& limits, Parameters& fields
);

/// Nothing when it is malformed. In quoted texts a backslash stands for itself, as browsers mean it.
std::optional<HeaderParameters> parse_header_parameters(std::string_view text);

}  // namespace panoh::web
