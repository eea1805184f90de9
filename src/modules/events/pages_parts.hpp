// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/casework/pages_references.hpp"
#include "modules/casework/pages_shared.hpp"
#include "modules/events/account.hpp"
#include "web/http/response.hpp"
#include "web/pages/context.hpp"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

/// What the pages about the account of events have in common.
namespace panoh::events {

using web::Html;
using web::PageContext;
using web::Response;
using web::Url;

/// A case with its account.
struct Opened {
    casework::CaseFrame frame;
    Account account;
    bool may_write = false;

    [[nodiscard]] const RecordId& of_case() const noexcept { return frame.head.record; }
    [[nodiscard]] web::PageHead page(Sensitive<std::string> heading) const { return frame.page(std::move(heading)); }
};

/// The case and its account; or the page that says why not: an error, or the case with one sentence for who may know of
/// the case and not read what happened.
struct Opening {
    std::optional<Opened> opened;
    Response refused;
};
Opening open_account(PageContext& context, const RecordId& case_record);

/// "4 h 10 min", "12 days".
std::string time_words(const PageContext& context, minutes length);
/// "34 h 1 min to 58 h", "at least 3 h"; what is not known is said.
std::string measure_words(const PageContext& context, const Measure& measure);
/// "3.05.2014 about 06:30"; that the time is not known, for a blank one.
std::string point_words(const PageContext& context, const Point& point);
/// How long the person was held before it was registered, as a sentence with its bounds.
std::string unregistered_words(PageContext& context, const vault::Record& detention);

/// The sources of a record with the way to each, and how sure it is.
Html known_by(PageContext& context, const Account& account, const vault::Record& record);

/// All answers of a record without those named; references lead to what they name. With an account, also how it is
/// known.
Html facts_of(
    PageContext& context,
    const vault::Record& record,
    std::initializer_list<std::string_view> without,
    const Account* account = nullptr
);

/// The answer to one field in words; empty without one. References by name.
Html answer_in(PageContext& context, const vault::Record& record, std::string_view field);

/// The ways to change a record that has versions, to say what another source says, to see its history and to remove it,
/// as far as the reader may; `about` is for screen readers.
Html ways_of(
    PageContext& context, const Opened& opened, const vault::Record& record, const Sensitive<std::string>& about
);

/// A new record of this case, with what it is opened from.
Url new_record(const Opened& opened, std::string_view type, const RecordId& from = {});
/// A quiet button for it.
Html add_button(
    PageContext& context, const Opened& opened, std::string_view type, const MessageId& words, const RecordId& from = {}
);

/// Somebody who is said to have taken part. The name and the words that have to stand with it come together, so that
/// one cannot be had without the others.
struct Presumed {
    Sensitive<std::string> name;  ///< from the register for who may read it; else the label; empty: not identified
    std::string called;           ///< "alleged perpetrator"
    std::string notice;           ///< the sentence about proceedings
};
Presumed presumed(PageContext& context, const Account& account, const vault::Record& involvement);

/// A person of the case by name, with the way to their file.
Html person_link(PageContext& context, std::string_view person);

}  // namespace panoh::events
