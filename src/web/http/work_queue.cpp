// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/http/work_queue.hpp"

#include <utility>

namespace panoh::web {

WorkQueue::WorkQueue(std::size_t threads, std::size_t capacity)
    : capacity_(capacity)
{
    for (std::size_t made = 0; made < threads; ++made)
        threads_.emplace_back([this] { run(); });
}

bool WorkQueue::try_push(Work work)
{
    {
        const std::scoped_lock lock(mutex_);
        if (stopping_ || waiting_.size() >= capacity_) return false;
        waiting_.push_back(std::move(work));
    }
    changed_.notify_one();
    return true;
}

void WorkQueue::stop()
{
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    for (auto& thread : threads_) {
        if (thread.joinable()) thread.join();
    }
}

void WorkQueue::run()
{
    while (true) {
        Work work;
        {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
            if (waiting_.empty()) return;
            work = std::move(waiting_.front());
            waiting_.pop_front();
        }
        work();
    }
}

}  // namespace panoh::web
