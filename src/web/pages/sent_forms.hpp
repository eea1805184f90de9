// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/id.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace panoh::web {

/// A revision that a form wrote.
struct SentRecord {
    RecordId record;
    std::uint32_t revision = 0;
};

/// A form that was saved: where it went, the print of what it said, and what came of it.
struct SentForm {
    BatchId batch;
    std::string path;
    std::string print;  ///< keyed hash of its inputs
    std::vector<SentRecord> records;
};

/// The forms that one user sent last. Plain rules.
class SentForms {
public:
    static constexpr std::size_t most = 100;

    /// Reads what `text()` wrote; what cannot be read is an empty list.
    static SentForms parse(std::string_view text);
    [[nodiscard]] std::string text() const;

    /// Null for a form that was not sent, or so long ago that it is forgotten.
    [[nodiscard]] const SentForm* find(const BatchId& batch) const;
    /// In place of what was remembered of the same batch.
    void put(SentForm form);

private:
    std::vector<SentForm> forms_;  ///< oldest first
};

}  // namespace panoh::web
