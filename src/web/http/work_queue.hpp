// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace panoh::web {

/// A fixed number of threads behind a bounded queue: overload is refused at the door, not piled up.
class WorkQueue {
public:
    using Work = std::function<void()>;

    WorkQueue(std::size_t threads, std::size_t capacity);
    WorkQueue(const WorkQueue&) = delete;
    WorkQueue& operator=(const WorkQueue&) = delete;
    WorkQueue(WorkQueue&&) = delete;
    WorkQueue& operator=(WorkQueue&&) = delete;
    ~WorkQueue() { stop(); }

    /// False when `capacity` pieces of work wait already, or after stop().
    [[nodiscard]] bool try_push(Work work);
    /// Does what has been taken in, then ends the threads. Callable twice, not from a piece of work.
    void stop();

private:
    void run();

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Work> waiting_;
    std::size_t capacity_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace panoh::web
