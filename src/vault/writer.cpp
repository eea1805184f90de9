// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/writer.hpp"

#include <utility>

namespace panoh::vault {

Writer::Writer(std::function<void(std::deque<Job>&)> process)
    : process_(std::move(process))
    , thread_([this] { run(); })
{}

Writer::~Writer()
{
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

std::future<Result<Receipt>> Writer::submit(Job job)
{
    auto future = job.done.get_future();
    {
        const std::lock_guard lock(mutex_);
        queue_.push_back(std::move(job));
    }
    wake_.notify_one();
    return future;
}

void Writer::run()
{
    for (;;) {
        std::deque<Job> round;
        {
            std::unique_lock lock(mutex_);
            wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
            if (queue_.empty()) return;
            round.swap(queue_);
        }
        while (!round.empty())
            process_(round);
    }
}

}  // namespace panoh::vault
