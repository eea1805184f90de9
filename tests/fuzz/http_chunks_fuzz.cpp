// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/check.hpp"
#include "web/http/framing.hpp"

#include <cstddef>
#include <cstdint>

namespace {

struct Outcome {
    panoh::Bytes body;
    std::size_t used = 0;
    bool finished = false;
    bool refused = false;
    bool operator==(const Outcome&) const = default;
};

Outcome decode(std::string_view text, std::size_t piece)
{
    constexpr std::size_t limit = 4'096;
    panoh::web::ChunkDecoder decoder(limit);
    Outcome outcome;
    while (outcome.used < text.size() && !decoder.finished() && !decoder.refusal())
        outcome.used += decoder.feed(text.substr(outcome.used, piece), outcome.body);
    outcome.finished = decoder.finished();
    outcome.refused = decoder.refusal().has_value();
    PANOH_CHECK(outcome.body.size() <= limit);
    return outcome;
}

}  // namespace

/// Pieces do not matter, and the limit holds.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text = panoh::text_of({data, size});
    const auto whole = decode(text, text.size() + 1);
    PANOH_CHECK(whole == decode(text, 1));
    PANOH_CHECK(whole == decode(text, 5));
    return 0;
}
