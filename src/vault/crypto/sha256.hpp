// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/bytes.hpp"

#include <memory>

namespace panoh::crypto {

/// SHA-256 of bytes that come in pieces: the hash by which a court or a partner knows a file.
class Sha256 {
public:
    Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;
    ~Sha256();

    void add(BytesView piece);
    /// Of what was added until now; more can be added.
    [[nodiscard]] Hash256 so_far() const;
    /// Once; afterwards nothing can be added.
    [[nodiscard]] Hash256 finish();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace panoh::crypto
