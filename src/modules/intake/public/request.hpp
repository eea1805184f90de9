// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/sensitive.hpp"

#include <boost/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace panoh::intake {

/// The questions of the public page, in their order; one on each page.
enum class RequestStep { who, danger, words, where, when, needs, reach, keep, files, check };

/// A file that was sent with the request. What came lies sealed under `key`, which only the request holds.
struct RequestFile {
    std::string id;   ///< 32 hexadecimal digits
    std::string key;  ///< 64 hexadecimal digits
    std::string name;
    std::string type;
    std::uint64_t size = 0;
};

/// What somebody answers on the public page, as it is carried from page to page.
struct RequestForm {
    std::string id;    ///< names the message; 32 hexadecimal digits
    std::string seed;  ///< of the receipt's words
    /// By the names of the inputs: texts, and "needs" as an array of texts. Nothing is there that was not answered.
    boost::json::object answers;
    std::vector<RequestFile> files;
};

/// As it is sealed, and back; nothing for anything else.
Sensitive<std::string> to_text(const RequestForm& form);
std::optional<RequestForm> request_form_of(const Sensitive<std::string>& text);

/// Files as they stand in a message, and back; what is no file of ours is left out.
boost::json::array files_json(const std::vector<RequestFile>& files);
std::vector<RequestFile> files_of(const boost::json::value* array);

std::string_view name_of(RequestStep step) noexcept;
std::optional<RequestStep> request_step_named(std::string_view name) noexcept;

}  // namespace panoh::intake
