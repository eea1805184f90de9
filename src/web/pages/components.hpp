// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/message.hpp"
#include "web/html/html.hpp"
#include "web/pages/context.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// The parts that pages are put together from; markup and classes: docs/design/components.md.
namespace panoh::web {

using html::Html;
using html::Url;

/// Colour of a tag or notice; the word beside it always says the same.
enum class Tone { info, ok, due, late, danger, consent, neutral };

Html tag(Tone tone, std::string_view text);
Html notice(Tone tone, std::string_view heading, const Html& body);
Html link(const Url& url, std::string_view text);
Html link(const Url& url, const Sensitive<std::string>& text);
Html link_button(const Url& url, std::string_view text);  ///< primary
Html quiet_link_button(const Url& url, std::string_view text);
Html paragraph(std::string_view text);
Html section(std::string_view heading, const Html& body, std::optional<Html> action = std::nullopt);
Html empty_state(std::string_view what, std::optional<Html> action = std::nullopt);
Html details(std::string_view summary, const Html& body);

/// A form with method POST: token and batch id are put in. `draft` is the address for saving drafts.
Html post_form(
    const PageContext& context, const Url& action, const Html& body, std::optional<Url> draft = std::nullopt
);
/// Also one that carries files.
Html upload_form(const PageContext& context, const Url& action, const Html& body);
Html submit_button(std::string_view text, std::string_view name = {}, std::string_view value = {});
Html secondary_submit(std::string_view text, std::string_view name = {}, std::string_view value = {});
/// A form of one button, e.g. "Take over".
Html action_button(const PageContext& context, const Url& action, std::string_view text);

/// Term and description, one row each.
struct Fact {
    std::string term;
    Html description;
};
Html facts(std::span<const Fact> facts);

struct Column {
    std::string heading;
    std::optional<Url> sort;  ///< link of the heading
    bool sorted = false;
    bool numeric = false;
    bool descending = false;  ///< with `sorted`
    bool box = false;         ///< holds the box that marks the row; its heading is for screen readers
};
/// A table with a caption for screen readers; the first cell of a row that is no box is its heading.
Html table(std::string_view caption, std::span<const Column> columns, std::span<const std::vector<Html>> rows);
/// "41–80 of 312", with previous and next. `page` counts from 1; `address` gets the parameter "page".
Html pagination(
    const PageContext& context, const Url& address, std::size_t page, std::size_t page_size, std::size_t total
);

struct Tab {
    std::string label;
    std::optional<Url> url;  ///< none: this part is restricted for the reader
    bool current = false;
};
Html tabs(std::string_view label, std::span<const Tab> tabs);
/// The same, saying "restricted" beside the parts that are.
Html tabs(const PageContext& context, std::string_view label, std::span<const Tab> tabs);

/// One entry of a timeline, newest first.
struct TimelineEntry {
    std::string when;
    std::string title;
    Sensitive<std::string> who;
    std::optional<Html> body;     ///< shown at once
    std::optional<Html> account;  ///< closed by default: sensitive text
    std::optional<Url> url;
};
Html timeline(const PageContext& context, std::span<const TimelineEntry> entries);

/// Simple inputs for hand-made pages; generated forms use `form_view.hpp`.
struct Choice {
    std::string value;
    std::string label;
    std::string hint;
};
struct InputOptions {
    std::string name;
    std::string label;
    std::string hint;
    std::string error;  ///< empty: none
    Sensitive<std::string> value;
    std::string autocomplete = "off";
    std::string input_mode;  ///< "numeric", "tel"
    int lines = 1;           ///< more: a text area
    bool password = false;
    bool optional = false;  ///< says so beside the label
};
Html text_input(const PageContext& context, const InputOptions& options);
Html radios(const PageContext& context, const InputOptions& options, std::span<const Choice> choices);
Html checkboxes(
    const PageContext& context,
    const InputOptions& options,
    std::span<const Choice> choices,
    std::span<const std::string> chosen
);
Html select(const PageContext& context, const InputOptions& options, std::span<const Choice> choices);

/// The list of mistakes on top of a form; each links to its field.
struct Mistake {
    std::string field;
    std::string sentence;
};
Html error_summary(const PageContext& context, std::span<const Mistake> mistakes);

/// Sensitive text that is closed until somebody opens it, or open for who has chosen so in their settings.
Html closed_account(const PageContext& context, const Html& body);

/// "Overdue by 3 days · 19.11.2026", "Today", "in 5 days · …", with the tone that fits.
Html due_tag(const PageContext& context, std::string_view due_on_iso);

}  // namespace panoh::web
