// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/knowledge/entries.hpp"
#include "web/http/response.hpp"
#include "web/pages/components.hpp"
#include "web/pages/context.hpp"
#include "web/pages/shell.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What the pages of this slice share.
namespace panoh::knowledge {

using web::Html;
using web::PageContext;
using web::Response;
using web::Url;

Url list_url(Kind kind);
Url entry_url(const RecordId& entry);
/// The head of a page below the lists: the number as the window's title, and the way back.
web::PageHead head_below(const PageContext& context, Kind kind, Sensitive<std::string> heading, std::string title);

/// How alleged perpetrators are called where nothing is known of proceedings, and the sentence that stands with every
/// name. It goes above whatever names one.
Html presumption_notice(const PageContext& context);

/// The entry as a link with its name; a neutral word for what the reader may not read.
Html entry_link(const PageContext& context, const Entry* entry);
/// The same of an entry that others refer to; says so when it was erased.
Html entry_link(const PageContext& context, Names& names, const std::string& id);
/// "Place: …" for where kinds stand side by side.
std::string entry_words(const PageContext& context, const Entry& entry);
/// The code of an entry in words: its kind of place, or its agency.
std::string code_words(const PageContext& context, const Entry& entry);

/// "2019 – 05.2024", "since 2019", "until 2024", "time not known".
std::string period_words(const PageContext& context, std::string_view since, std::string_view until);

/// Order of names in the reader's language.
Compare by_language(const PageContext& context);

/// Entries that a `ref` field may name, by name; `except`: the one that is being changed.
std::vector<web::Choice> entry_choices(PageContext& context, const forms::Field& field);

}  // namespace panoh::knowledge
