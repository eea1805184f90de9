// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/clock.hpp"
#include "base/id.hpp"
#include "base/random.hpp"
#include "base/result.hpp"

#include <chrono>
#include <map>
#include <mutex>
#include <optional>

namespace panoh::coalition {

using ImageId = Id<struct ImageTag>;

/// Pictures that a page shows once and nothing stores: QR codes of fresh second factors. In memory
/// for five minutes, gone after the first look. Thread-safe.
class OneTimeImages {
public:
    static constexpr std::chrono::minutes lifetime{5};

    ImageId keep(Bytes png, Random& random, const Clock& clock);
    std::optional<Bytes> take(const ImageId& id, const Clock& clock);

private:
    struct Image {
        Bytes png;
        std::chrono::nanoseconds until{};
    };
    void forget_old(const Clock& clock);

    std::mutex mutex_;
    std::map<ImageId, Image> images_;
};

}  // namespace panoh::coalition
