// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/pages/components.hpp"

#include <algorithm>
#include <utility>

namespace panoh::web {

using namespace html;

namespace {

Html heading_cell(const Column& column)
{
    if (column.box) return el<"td">(cls("table-check"), el<"span">(cls("visually-hidden"), column.heading));
    std::optional<std::string> order;
    if (column.sorted) order = column.descending ? "descending" : "ascending";
    return el<"th">(
        a<"scope">("col"),
        cls(column.numeric ? "table-number" : ""),
        aria<"sort">(order),
        column.sort ? link(*column.sort, column.heading) : group(column.heading)
    );
}

Html body_row(std::span<const Column> columns, const std::vector<Html>& cells)
{
    std::vector<Html> out;
    bool has_heading = false;
    for (std::size_t at = 0; at < cells.size(); ++at) {
        const bool known = at < columns.size();
        if (known && columns[at].box) {
            out.push_back(el<"td">(cls("table-check"), cells[at]));
            continue;
        }
        const auto classes = cls(known && columns[at].numeric ? "table-number" : "");
        if (!std::exchange(has_heading, true)) {
            out.push_back(el<"th">(a<"scope">("row"), classes, cells[at]));
        } else {
            out.push_back(el<"td">(classes, known ? data<"label">(columns[at].heading) : Attribute(), cells[at]));
        }
    }
    return el<"tr">(out);
}

Html tab_items(const PageContext* context, std::span<const Tab> tabs)
{
    std::vector<Html> items;
    for (const Tab& tab : tabs) {
        if (tab.url) {
            const std::optional<std::string> current = tab.current ? std::optional("page") : std::nullopt;
            items.push_back(el<"li">(el<"a">(href(*tab.url), aria<"current">(current), tab.label)));
            continue;
        }
        std::optional<Html> note;
        if (context != nullptr) note = group(" ", el<"small">(context->text(msg("pages.tabs.restricted"))));
        items.push_back(
            el<"li">(el<"a">(cls("tabs-restricted"), a<"role">("link"), aria<"disabled">(true), tab.label, note))
        );
    }
    return el<"ul">(items);
}

Html tab_bar(const PageContext* context, std::string_view label, std::span<const Tab> tabs)
{
    const auto current = std::find_if(tabs.begin(), tabs.end(), [](const Tab& tab) { return tab.current; });
    const std::string_view here = current == tabs.end() ? label : std::string_view(current->label);
    const Html items = tab_items(context, tabs);
    return el<"nav">(
        cls("tabs tabs-folding"),
        aria<"label">(label),
        items,
        el<"details">(cls("tabs-menu"), el<"summary">(here), items)
    );
}

}  // namespace

Html table(std::string_view caption, std::span<const Column> columns, std::span<const std::vector<Html>> rows)
{
    std::vector<Html> headings;
    for (const Column& column : columns)
        headings.push_back(heading_cell(column));
    std::vector<Html> body;
    for (const std::vector<Html>& row : rows)
        body.push_back(body_row(columns, row));
    return el<"div">(
        cls("table-scroll"),
        a<"role">("region"),
        aria<"label">(caption),
        a<"tabindex">("0"),
        el<"table">(
            cls("table table-stack"),
            el<"caption">(cls("visually-hidden"), caption),
            el<"thead">(el<"tr">(headings)),
            el<"tbody">(body)
        )
    );
}

Html pagination(
    const PageContext& context, const Url& address, std::size_t page, std::size_t page_size, std::size_t total
)
{
    if (total == 0 || page_size == 0) return {};
    const std::size_t pages = (total + page_size - 1) / page_size;
    const std::size_t current = std::clamp<std::size_t>(page, 1, pages);
    const auto number = [](std::size_t value) {
        return static_cast<std::int64_t>(value);
    };
    const std::string range = context.text(
        msg("pages.range"),
        {{"first", number((current - 1) * page_size + 1)},
         {"last", number(std::min(current * page_size, total))},
         {"total", number(total)}}
    );
    std::vector<Html> ways;
    if (current > 1) {
        ways.push_back(el<"li">(
            el<"a">(a<"rel">("prev"), href(address.with("page", current - 1)), context.text(msg("pages.previous")))
        ));
    }
    if (current < pages) {
        ways.push_back(el<"li">(
            el<"a">(a<"rel">("next"), href(address.with("page", current + 1)), context.text(msg("pages.next")))
        ));
    }
    std::optional<Html> list;
    if (!ways.empty()) list = el<"ul">(ways);
    return el<"nav">(
        cls("pagination"), aria<"label">(context.text(msg("pages.pages"))), el<"p">(cls("meta num"), range), list
    );
}

Html tabs(std::string_view label, std::span<const Tab> tabs)
{
    return tab_bar(nullptr, label, tabs);
}

Html tabs(const PageContext& context, std::string_view label, std::span<const Tab> tabs)
{
    return tab_bar(&context, label, tabs);
}

}  // namespace panoh::web
