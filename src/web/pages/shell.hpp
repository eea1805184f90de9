// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "web/html/html.hpp"
#include "web/http/response.hpp"
#include "web/pages/context.hpp"

#include <optional>
#include <string>
#include <vector>

namespace panoh::web {

/// Where the top bar says that one is.
enum class Place { none, my_work, calls, cases, team, visits, reports, administration };

struct PageHead {
    /// Heading of the page; may name a person, so it never goes into the window's title.
    Sensitive<std::string> heading;
    /// The window's title: neutral, a number at most. Empty: the neutral name of the program alone.
    std::string title;
    Place place = Place::none;
    std::optional<html::Html> above;    ///< identity bar, over the whole width
    std::optional<html::Html> tabs;     ///< tabs of a case, between identity bar and heading
    std::optional<html::Html> actions;  ///< buttons beside the heading
    /// Seconds after which an idle page without typed text goes to the lock when scripts are off;
    /// 0: the viewer's own idle time.
    int refresh_to_lock = 0;
    bool typed_text = false;  ///< holds a form: never refreshes by itself
};

/// A whole page: skip link, TRAINING bar, top bar, banner, heading, body. Works without scripts.
Response page(const PageContext& context, const PageHead& head, const html::Html& body, int status = 200);

/// A page without top bar, for people who are not signed in (and for the lock).
Response bare_page(const PageContext& context, const PageHead& head, const html::Html& body, int status = 200);

/// What went wrong, what is safe, what to do, and the texts of the form that was sent. Never the internal detail.
Response error_page(const PageContext& context, const Error& error);
Response error_page(const PageContext& context, int status, const MessageId& message);

/// The address of an asset with its hash: "/assets/app.css?v=…".
html::Url asset_url(std::string_view name);

}  // namespace panoh::web
