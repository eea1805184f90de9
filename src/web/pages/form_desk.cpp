// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/pages/form_desk.hpp"

namespace panoh::web {

FormDesk::Turn::Turn(FormDesk& desk, const BatchId& batch)
    : desk_(&desk)
    , batch_(batch)
{
    std::unique_lock lock(desk_->mutex_);
    desk_->freed_.wait(lock, [&] { return desk_->busy_.insert(batch_).second; });
}

FormDesk::Turn::~Turn()
{
    {
        const std::lock_guard lock(desk_->mutex_);
        desk_->busy_.erase(batch_);
    }
    desk_->freed_.notify_all();
}

}  // namespace panoh::web
