// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "web/http/forms.hpp"
#include "web/http/receiving.hpp"

#include <string>
#include <string_view>

namespace panoh::web {

/// The form of `parse_multipart`, taken in pieces as the line brings them. Fields stay in memory, files go to the
/// receiver. The same shape is demanded and the same errors are told.
class MultipartReader {
public:
    /// `receiver` outlives the reader.
    static Result<MultipartReader> start(std::string_view boundary, const FormLimits& limits, FileReceiver& receiver);
    MultipartReader(MultipartReader&&) noexcept = default;
    MultipartReader& operator=(MultipartReader&&) noexcept = default;
    MultipartReader(const MultipartReader&) = delete;
    MultipartReader& operator=(const MultipartReader&) = delete;
    ~MultipartReader();

    /// After an error nothing more may be fed.
    Result<void> feed(std::string_view piece);
    /// invalid_input when the body ended too early. Files have no content, but the id under which they are stored.
    Result<MultipartForm> finish();

private:
    enum class State { first_line, line_end, head, content, after_last };

    MultipartReader(std::string_view boundary, const FormLimits& limits, FileReceiver& receiver);
    /// False when more is needed.
    Result<bool> step();
    Result<bool> read_first_line();
    Result<bool> read_line_end();
    Result<bool> read_head();
    Result<bool> read_content();
    Result<void> take_content(std::string_view content);
    Result<void> end_part();
    Result<void> begin_file();
    void drop(std::size_t length);

    std::string delimiter_;
    FormLimits limits_;
    FileReceiver* receiver_;
    State state_ = State::first_line;
    std::string pending_;  ///< came in and is not understood yet
    MultipartForm form_;
    Upload part_;          ///< under way; a field when `is_file_` is false
    std::string charset_;  ///< of the field under way
    std::string value_;    ///< of the field under way
    bool is_file_ = false;
    bool file_begun_ = false;
};

}  // namespace panoh::web
