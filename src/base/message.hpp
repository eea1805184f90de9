// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace panoh {

/// The name of a sentence in the catalogues (`locale/<language>/*.po`). Made by `msg("…")`, so that
/// a lint finds every one that is used.
class MessageId {
public:
    MessageId() = default;
    /// For ids put together from pack names; whoever builds one makes sure that the catalogue has it.
    explicit MessageId(std::string id)
        : id_(std::move(id))
    {}
    [[nodiscard]] const std::string& text() const noexcept { return id_; }
    [[nodiscard]] bool empty() const noexcept { return id_.empty(); }
    bool operator==(const MessageId&) const = default;

private:
    std::string id_;
};

/// Names a message; the argument must be a literal (`tools/lint_messages.py` reads it).
inline MessageId msg(std::string_view literal)
{
    return MessageId(std::string(literal));
}

/// A number, a text, or another message that is put into the reader's language first.
using MessageArgument = std::variant<std::int64_t, double, std::string, MessageId>;

/// A sentence for people: catalogue id and named arguments of an ICU MessageFormat pattern.
struct Message {
    MessageId id;
    std::vector<std::pair<std::string, MessageArgument>> arguments;
};

}  // namespace panoh
