// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <semaphore>
#include <string>
#include <string_view>

namespace panoh::documents {

/// Makes a picture that can be shown out of a file that nobody trusts: a separate program decodes it, without network,
/// without the right to open or write files, with little memory and time, and hands back new pixels without metadata.
/// Whatever goes wrong in there, nothing of this process is reached. Thread-safe.
class Previewer {
public:
    struct Limits {
        std::chrono::milliseconds time{25'000};
        std::uint64_t input = 96ULL << 20U;  ///< bytes; longer files have no preview
        std::size_t output = 12U << 20U;     ///< bytes
        int side = 1'600;                    ///< pixels, at most
    };
    /// Bytes of the file from an offset on.
    using Reader = std::function<Result<Bytes>(std::uint64_t offset, std::size_t length)>;

    explicit Previewer(std::string program);
    Previewer(std::string program, Limits limits);

    /// The program beside the running one.
    static std::string program_beside_this();

    /// Whether files of this media type can be tried at all.
    [[nodiscard]] static bool knows(std::string_view media_type) noexcept;
    /// A JPEG of the picture, or of the first page. `invalid_input` when there is none to be had of this file,
    /// `too_large` for one that is too long, `busy` when too many are being made.
    [[nodiscard]] Result<std::string>
    picture(std::string_view media_type, std::uint64_t size, const Reader& read) const;

private:
    static constexpr int at_once = 2;

    std::string program_;
    Limits limits_;
    mutable std::counting_semaphore<at_once> free_{at_once};
};

}  // namespace panoh::documents
