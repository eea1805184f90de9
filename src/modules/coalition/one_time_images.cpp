// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/coalition/one_time_images.hpp"

namespace panoh::coalition {

void OneTimeImages::forget_old(const Clock& clock)
{
    std::erase_if(images_, [&](const auto& each) { return each.second.until < clock.monotonic(); });
}

ImageId OneTimeImages::keep(Bytes png, Random& random, const Clock& clock)
{
    const std::lock_guard lock(mutex_);
    forget_old(clock);
    const auto id = random.id<ImageId>();
    images_[id] = {std::move(png), clock.monotonic() + lifetime};
    return id;
}

std::optional<Bytes> OneTimeImages::take(const ImageId& id, const Clock& clock)
{
    const std::lock_guard lock(mutex_);
    forget_old(clock);
    auto node = images_.extract(id);
    if (node.empty()) return std::nullopt;
    return std::move(node.mapped().png);
}

}  // namespace panoh::coalition
