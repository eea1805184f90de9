// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/random.hpp"

#include "base/check.hpp"

#include <cerrno>
#include <limits>
#include <sys/random.h>

namespace panoh {

namespace {

class SystemRandom final : public Random {
public:
    void fill(std::span<std::uint8_t> out) override
    {
        while (!out.empty()) {
            const ssize_t got = ::getrandom(out.data(), out.size(), 0);
            if (got < 0 && errno == EINTR) continue;
            PANOH_CHECK(got > 0);
            out = out.subspan(static_cast<std::size_t>(got));
        }
    }
};

}  // namespace

std::uint32_t Random::below(std::uint32_t bound)
{
    PANOH_CHECK(bound > 0);
    const std::uint32_t limit =
        std::numeric_limits<std::uint32_t>::max() - std::numeric_limits<std::uint32_t>::max() % bound;
    for (;;) {
        std::array<std::uint8_t, 4> bytes{};
        fill(bytes);
        const std::uint32_t value = ByteReader(bytes).u32();
        if (value < limit) return value % bound;
    }
}

Random& system_random() noexcept
{
    static SystemRandom random;
    return random;
}

void SeededRandom::fill(std::span<std::uint8_t> out)
{
    for (std::uint8_t& byte : out) {
        state_ += 0x9E3779B97F4A7C15U;
        std::uint64_t mixed = state_;
        mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
        byte = static_cast<std::uint8_t>((mixed ^ (mixed >> 31U)) & 0xFFU);
    }
}

}  // namespace panoh
