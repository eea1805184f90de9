// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "records/release.hpp"
#include "web/pages/components.hpp"
#include "web/pages/context.hpp"

#include <string>
#include <string_view>
#include <vector>

/// Pages about data that leaves with the word of a second person (`records/release.hpp`).
namespace panoh::web {

/// A stored moment on the reader's clock: "23.11.2026 14:05".
std::string stored_moment(const PageContext& context, std::string_view moment);
/// State of a request, with the colour that fits.
Html standing_tag(const PageContext& context, records::Standing standing);
/// "15:05"
std::string ready_until(const PageContext& context, Timestamp written_at);

/// Who asked and when.
std::vector<Fact> asked_facts(const PageContext& context, const records::Release& release);
/// Who answered what, and when it was fetched, as far as that happened.
std::vector<Fact> answered_facts(const PageContext& context, const records::Release& release);

/// "It can be fetched until …" with the button; the form sends nothing twice.
Html fetch_notice(
    const PageContext& context,
    const Url& target,
    std::string_view heading,
    std::string_view explain,
    std::string_view button
);
/// "It waits for a colleague."
Html waits_notice(const PageContext& context);
struct ReleaseAddresses {
    Url answer;
    Url withdraw;
};
/// What a request's page ends with: withdrawing for whoever asked, the answer for who may give it.
Html last_step(
    const PageContext& context,
    const ReleaseAddresses& addresses,
    const records::Release& release,
    std::string_view explain,
    const std::string& mistake
);

/// The answer that the form says: true for yes; `invalid_input` for neither.
Result<bool> sent_answer(const PageContext& context);

}  // namespace panoh::web
