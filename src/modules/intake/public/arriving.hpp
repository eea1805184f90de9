// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "records/records.hpp"
#include "vault/request/desk.hpp"

#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <string>

namespace panoh::intake {

/// Brings what came through the public page into the ledger. Only the intake team can open it, and keys are there for
/// the length of a request, so it is done on behalf of whoever of the team does something, at most every ten seconds.
/// Whatever happens in between, each message counts once: its id is the id of the batch. Thread-safe.
class Arrivals {
public:
    struct Words {
        std::string when_label;  ///< stands before the time in the words of an account, in the person's language
    };
    /// `words` in a language; English for one that the program does not speak.
    using WordsIn = std::function<Words(const std::string& language)>;

    Arrivals(request::Desk& desk, WordsIn words)
        : desk_(&desk)
        , words_(std::move(words))
    {}

    struct Report {
        std::size_t requests = 0;  ///< new contacts
        std::size_t messages = 0;
        std::size_t seen = 0;  ///< answers that the person has read
        std::size_t files = 0;
    };
    /// For somebody who takes calls; nothing is done for others, while somebody else is at it, or too soon.
    /// What was done is noted in the caller's reads.
    Result<Report> bring_in(const records::Records& records, const records::Caller& caller);

    static constexpr std::chrono::seconds pause{10};

private:
    bool is_due(const OrganisationId& organisation, std::chrono::nanoseconds now);

    request::Desk* desk_;
    WordsIn words_;
    std::mutex working_;
    std::map<OrganisationId, std::chrono::nanoseconds> last_;  ///< under `working_`
};

}  // namespace panoh::intake
