// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/clock.hpp"

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace panoh::web {

/// One form that somebody began and did not send.
struct Draft {
    std::string name;      ///< which form: "note-<file>"
    std::string page;      ///< local address of the form
    Timestamp saved_at{};  ///< when its text was last saved
};

/// The drafts of one user, without their texts: what there is, and what must go when. Plain rules.
class DraftList {
public:
    static constexpr std::size_t most = 50;
    static constexpr std::chrono::days kept_for{30};
    static constexpr std::chrono::days warned_before{7};

    /// Reads what `text()` wrote; what cannot be read is an empty list.
    static DraftList parse(std::string_view text);
    [[nodiscard]] std::string text() const;

    /// The draft saved last stands first.
    [[nodiscard]] const std::vector<Draft>& drafts() const noexcept { return drafts_; }
    /// Those that were thrown away because nobody came back to them in time, until their owner has seen that.
    [[nodiscard]] const std::vector<Draft>& expired() const noexcept { return expired_; }
    [[nodiscard]] const Draft* find(std::string_view name) const;

    /// Whether this one can be kept without throwing another away.
    [[nodiscard]] bool has_room_for(std::string_view name) const;
    void put(Draft draft);
    void remove(std::string_view name);
    /// Moves what is older than `kept_for` to `expired()`. Returns it: its texts are to be removed.
    std::vector<Draft> expire(Timestamp now);
    void forget_expired() { expired_.clear(); }

    [[nodiscard]] static Timestamp goes_at(const Draft& draft) { return draft.saved_at + kept_for; }
    [[nodiscard]] static bool goes_soon(const Draft& draft, Timestamp now)
    {
        return goes_at(draft) - now <= warned_before;
    }

private:
    std::vector<Draft> drafts_;
    std::vector<Draft> expired_;
};

}  // namespace panoh::web
