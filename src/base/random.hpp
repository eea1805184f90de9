// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/id.hpp"

#include <array>
#include <cstdint>
#include <span>

namespace panoh {

/// Randomness is passed in, so that tests and the demo repeat.
class Random {
public:
    Random() = default;
    Random(const Random&) = delete;
    Random& operator=(const Random&) = delete;
    virtual ~Random() = default;
    virtual void fill(std::span<std::uint8_t> out) = 0;

    /// A fresh 128-bit id.
    template <class AnyId>
    AnyId id()
    {
        std::array<std::uint8_t, AnyId::size> bytes{};
        fill(bytes);
        return AnyId(bytes);
    }

    /// Uniform in [0, bound), without modulo bias. `bound` > 0.
    std::uint32_t below(std::uint32_t bound);
};

/// The kernel's generator (getrandom); what production uses for every secret and id.
Random& system_random() noexcept;

/// Repeats for a seed (splitmix64). Never for secrets outside a demo or test node.
class SeededRandom final : public Random {
public:
    explicit SeededRandom(std::uint64_t seed)
        : state_(seed)
    {}
    void fill(std::span<std::uint8_t> out) override;

private:
    std::uint64_t state_;
};

}  // namespace panoh
