// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/http/framing.hpp"
#include "web/http/percent.hpp"

#include <algorithm>

namespace panoh::web {

std::size_t ChunkDecoder::feed(std::string_view input, Bytes& body)
{
    std::size_t used = 0;
    while (used < input.size() && !finished() && !refusal_) {
        if (state_ != State::data) {
            take(input[used++]);
            continue;
        }
        const auto part = input.substr(used, left_);
        const auto bytes = bytes_of(part);
        body.insert(body.end(), bytes.begin(), bytes.end());
        used += part.size();
        left_ -= part.size();
        if (left_ == 0) state_ = State::data_cr;
    }
    return used;
}

void ChunkDecoder::take(char c)
{
    switch (state_) {
    case State::size:
        take_size_digit(c);
        break;
    case State::size_end:
        if (c != '\n') {
            refuse(400, "chunk size");
        } else if (left_ == 0) {
            state_ = State::last_cr;
        } else if (left_ > limit_ - received_) {
            refuse(413, "body length");
        } else {
            received_ += left_;
            state_ = State::data;
        }
        break;
    case State::data_cr:
        expect(c, '\r', State::data_lf);
        break;
    case State::data_lf:
        expect(c, '\n', State::size);
        digits_ = 0;
        break;
    case State::last_cr:
        expect(c, '\r', State::last_lf);
        break;
    case State::last_lf:
        expect(c, '\n', State::finished);
        break;
    case State::data:
    case State::finished:
        break;
    }
}

void ChunkDecoder::take_size_digit(char c)
{
    if (c == '\r' && digits_ > 0) {
        state_ = State::size_end;
        return;
    }
    const auto value = hex_value(c);
    if (!value || digits_ == 8) {
        refuse(400, "chunk size");
        return;
    }
    left_ = digits_ == 0 ? *value : left_ * 16 + *value;
    ++digits_;
}

void ChunkDecoder::expect(char c, char wanted, State next)
{
    if (c == wanted) {
        state_ = next;
    } else {
        refuse(400, "chunk end");
    }
}

}  // namespace panoh::web
