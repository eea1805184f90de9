// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/http/multipart_reader.hpp"

#include "base/text.hpp"
#include "web/http/multipart.hpp"

namespace panoh::web {
namespace {

Error malformed()
{
    return fail(ErrorCode::invalid_input, "form: parts");
}

}  // namespace

MultipartReader::MultipartReader(std::string_view boundary, const FormLimits& limits, FileReceiver& receiver)
    : delimiter_("\r\n--" + std::string(boundary))
    , limits_(limits)
    , receiver_(&receiver)
{}

MultipartReader::~MultipartReader()
{
    wipe(pending_);
    wipe(value_);
}

Result<MultipartReader>
MultipartReader::start(std::string_view boundary, const FormLimits& limits, FileReceiver& receiver)
{
    if (!is_boundary(boundary)) return malformed();
    return MultipartReader(boundary, limits, receiver);
}

void MultipartReader::drop(std::size_t length)
{
    std::string rest = pending_.substr(length);
    wipe(pending_);
    pending_ = std::move(rest);
}

Result<void> MultipartReader::feed(std::string_view piece)
{
    pending_ += piece;
    for (;;) {
        const auto went_on = step();
        if (!went_on) return went_on.error();
        if (!*went_on) return {};
    }
}

Result<bool> MultipartReader::step()
{
    switch (state_) {
    case State::first_line:
        return read_first_line();
    case State::line_end:
        return read_line_end();
    case State::head:
        return read_head();
    case State::content:
        return read_content();
    case State::after_last:
        break;
    }
    if (!std::string_view("\r\n").starts_with(pending_)) return malformed();
    return false;
}

Result<bool> MultipartReader::read_first_line()
{
    const auto line = std::string_view(delimiter_).substr(2);
    if (pending_.size() < line.size()) return false;
    if (!pending_.starts_with(line)) return malformed();
    drop(line.size());
    state_ = State::line_end;
    return true;
}

Result<bool> MultipartReader::read_line_end()
{
    if (pending_.size() < 2) return false;
    if (pending_.starts_with("--")) {
        state_ = State::after_last;
    } else if (pending_.starts_with("\r\n")) {
        state_ = State::head;
    } else {
        return malformed();
    }
    drop(2);
    return true;
}

Result<bool> MultipartReader::read_head()
{
    const auto end = pending_.find("\r\n\r\n");
    if (end == std::string::npos || end > longest_part_head) {
        return pending_.size() > longest_part_head ? Result<bool>(malformed()) : Result<bool>(false);
    }
    const auto head = read_part_head(std::string_view(pending_).substr(0, end));
    if (!head) return malformed();
    drop(end + 4);
    if (head->name.size() > limits_.name_bytes || head->file_name.value_or("").size() > limits_.name_bytes * 4)
        return fail(ErrorCode::too_large, "form: length of a name");
    part_ = Upload{};
    part_.field = head->name;
    part_.file_name = head->file_name.value_or("");
    part_.content_type = head->media.type;
    charset_ = head->media.charset;
    is_file_ = head->file_name.has_value();
    file_begun_ = false;
    state_ = State::content;
    return true;
}

Result<bool> MultipartReader::read_content()
{
    const auto end = pending_.find(delimiter_);
    const bool ends = end != std::string::npos;
    // What may be the beginning of the delimiter waits for what follows.
    const std::size_t kept = delimiter_.size() - 1;
    const std::size_t sure = ends ? end : pending_.size() - std::min(pending_.size(), kept);
    if (sure > 0) {
        if (auto done = take_content(std::string_view(pending_).substr(0, sure)); !done) return done.error();
    }
    drop(ends ? end + delimiter_.size() : sure);
    if (!ends) return false;
    if (auto done = end_part(); !done) return done.error();
    state_ = State::line_end;
    return true;
}

Result<void> MultipartReader::begin_file()
{
    if (form_.files.size() >= limits_.files) return fail(ErrorCode::too_large, "form: number of files");
    file_begun_ = true;
    return receiver_->begin(form_.fields, part_);
}

Result<void> MultipartReader::take_content(std::string_view content)
{
    if (is_file_) {
        if (!file_begun_) {
            if (auto done = begin_file(); !done) return done;
        }
        return receiver_->take(bytes_of(content));
    }
    if (content.size() > limits_.value_bytes - value_.size())
        return fail(ErrorCode::too_large, "form: length of a field");
    value_ += content;
    return {};
}

Result<void> MultipartReader::end_part()
{
    if (!is_file_) {
        std::string value = std::move(value_);
        value_.clear();
        return add_field(part_.field, charset_, std::move(value), limits_, form_.fields);
    }
    if (!file_begun_ && part_.file_name.empty()) return {};
    if (!file_begun_) {
        if (auto done = begin_file(); !done) return done;
    }
    auto stored = receiver_->finish();
    if (!stored) return stored.error();
    part_.stored = std::move(*stored);
    form_.files.push_back(std::move(part_));
    return {};
}

Result<MultipartForm> MultipartReader::finish()
{
    const bool ended = state_ == State::after_last && (pending_.empty() || pending_ == "\r\n");
    if (!ended) return malformed();
    return std::move(form_);
}

}  // namespace panoh::web
