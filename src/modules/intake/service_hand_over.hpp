// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/intake/service.hpp"

#include <string>
#include <vector>

/// Handing the promises of a shift to whoever comes next. Each stays with its giver until the receiver takes it.
namespace panoh::intake {

/// A contact that the caller still owes something.
struct OpenPromise {
    RecordId contact;
    std::string number;
    std::vector<std::string> reasons;  ///< of list `hand_over_reasons`
    std::string call_back_by;          ///< moment
    UserId offered_to;                 ///< who has not taken it yet; none: it is not offered
};

/// An offer with what the reader may know of it.
struct Offer {
    RecordId id;
    RecordId contact;
    std::string number;
    UserId given_by;
    UserId given_to;
    std::string given_at;
    std::string taken_at;              ///< empty: it waits
    std::string call_back_by;          ///< moment
    std::vector<std::string> reasons;  ///< empty for the desk
};

enum class OffersOf {
    to_me,   ///< wait for my receipt
    by_me,   ///< given in the last three days, taken or not
    anyone,  ///< that nobody took yet, in the whole organisation; for the desk too
};

struct HandOver {
    struct Item {
        RecordId contact;
        Sensitive<std::string> note;
    };
    UserId to;
    std::vector<Item> items;
};

/// Danger first, then by the time of the call back.
Result<std::vector<OpenPromise>> open_promises(const Records& records, const Caller& caller);
/// Offers that still stand, and with `by_me` those that were taken.
Result<std::vector<Offer>> offers(const Records& records, const Caller& caller, OffersOf whose);
/// The note of an offer, opened; empty when there is none.
Result<Sensitive<std::string>> note_of(const Records& records, const Caller& caller, const Offer& offer);

/// Offers contacts of the caller's to a colleague; an earlier offer of the same contact ends. How many. `invalid_input`
/// with a sentence for nobody, nothing, or what is not the caller's.
Result<std::size_t> give(const Records& records, const Caller& caller, const HandOver& what, const BatchId& batch);
/// Takes offers to the caller, each with its contact; those that no longer stand are passed over. How many.
Result<std::size_t>
take_over(const Records& records, const Caller& caller, const std::vector<RecordId>& chosen, const BatchId& batch);
/// The giver keeps it after all.
Result<void> withdraw(const Records& records, const Caller& caller, const RecordId& offer, const BatchId& batch);

}  // namespace panoh::intake
