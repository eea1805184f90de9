// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/casework/find.hpp"

#include <functional>

/// Looking through what is sealed: it has no index, so that records are opened one by one, with a limit.
namespace panoh::casework {

struct TextsWanted {
    std::string digits;              ///< of a telephone number, as `phone_digits` gives them; or empty
    std::vector<std::string> words;  ///< as `words_sought` gives them; or none
    std::string kind;                ///< `name_of(Hit::Kind)` of what is looked through first; or empty
    std::size_t most;                ///< records that are opened, at the most
};

struct TextsOpened {
    std::size_t count = 0;
    bool cut = false;  ///< there are more than were to be opened
};

/// Opens what the caller may read, newest first. What is opened and does not match is shown to nobody: it is not noted
/// as read. Each type of record has its share of the limit; what one does not need goes to the others.
TextsOpened look_through_texts(
    const records::Records& records,
    const records::Caller& caller,
    const TextsWanted& wanted,
    const std::function<void(const FileId&, Reason)>& found
);

}  // namespace panoh::casework
