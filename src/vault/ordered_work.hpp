// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace panoh::vault {

/// Does the same work on many things with all cores; what comes of them is taken in the order in which they were
/// added. Only `work` runs on other threads, several at once, and must not throw; everything else, `take` included,
/// happens in the thread that calls.
template <class In, class Out>
class OrderedWork {
public:
    OrderedWork(std::function<Out(In)> work, std::function<void(Out)> take)
        : work_(std::move(work))
        , take_(std::move(take))
    {
        const unsigned helpers = std::clamp(std::thread::hardware_concurrency(), 2U, most_helpers + 1) - 1;
        for (unsigned at = 0; at < helpers; ++at)
            helpers_.emplace_back([this] { help(); });
    }
    OrderedWork(const OrderedWork&) = delete;
    OrderedWork& operator=(const OrderedWork&) = delete;
    /// Drops what was not taken.
    ~OrderedWork()
    {
        {
            const std::lock_guard lock(mutex_);
            stopping_ = true;
        }
        changed_.notify_all();
        for (std::thread& helper : helpers_)
            helper.join();
    }

    /// Takes some of the earlier ones when many are on their way.
    void add(In in)
    {
        {
            const std::lock_guard lock(mutex_);
            tasks_.push_back(std::make_unique<Task>(std::move(in)));
            waiting_.push_back(tasks_.back().get());
        }
        changed_.notify_all();
        while (tasks_.size() > most_ahead * (helpers_.size() + 1))
            take_first();
    }

    /// Takes all that was added.
    void finish()
    {
        while (!tasks_.empty())
            take_first();
    }

private:
    struct Task {
        explicit Task(In given)
            : in(std::move(given))
        {}
        In in;
        std::optional<Out> out;
    };
    static constexpr unsigned most_helpers = 7;
    static constexpr std::size_t most_ahead = 4;

    /// With the lock held, which is let go while the work is done.
    void do_next(std::unique_lock<std::mutex>& lock)
    {
        Task* task = waiting_.front();
        waiting_.pop_front();
        lock.unlock();
        Out out = work_(std::move(task->in));
        lock.lock();
        task->out.emplace(std::move(out));
        changed_.notify_all();
    }

    void take_first()
    {
        std::unique_lock lock(mutex_);
        Task& first = *tasks_.front();
        while (!first.out) {
            if (waiting_.empty()) {
                changed_.wait(lock);
            } else {
                do_next(lock);
            }
        }
        const auto done = std::move(tasks_.front());
        tasks_.pop_front();
        lock.unlock();
        take_(std::move(*done->out));
    }

    void help()
    {
        std::unique_lock lock(mutex_);
        while (!stopping_) {
            if (waiting_.empty()) {
                changed_.wait(lock);
            } else {
                do_next(lock);
            }
        }
    }

    std::function<Out(In)> work_;
    std::function<void(Out)> take_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::unique_ptr<Task>> tasks_;  ///< changed by the calling thread alone
    std::deque<Task*> waiting_;
    bool stopping_ = false;
    std::vector<std::thread> helpers_;
};

}  // namespace panoh::vault
