// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/help/markdown_view.hpp"

#include <cmark.h>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace panoh::help {

namespace {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

struct FreeNode {
    void operator()(cmark_node* node) const { cmark_node_free(node); }
};
using Tree = std::unique_ptr<cmark_node, FreeNode>;

Tree parse(std::string_view text)
{
    return Tree(cmark_parse_document(text.data(), text.size(), CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8));
}

std::string_view literal(cmark_node* node)
{
    const char* text = cmark_node_get_literal(node);
    return text == nullptr ? std::string_view{} : std::string_view{text};
}

std::optional<Url> target_of(cmark_node* node)
{
    const char* text = cmark_node_get_url(node);
    const std::string_view address = text == nullptr ? std::string_view{} : std::string_view{text};
    if (address.starts_with("#")) return Url::here(address.substr(1));
    if (auto local = Url::parse_local(address)) return std::move(*local);
    return std::nullopt;
}

/// Takes "{#name}" off the end of a heading's last text; empty when there is none.
std::string take_anchor(cmark_node* heading)
{
    cmark_node* last = cmark_node_last_child(heading);
    if (last == nullptr || cmark_node_get_type(last) != CMARK_NODE_TEXT) return {};
    const std::string text(literal(last));
    const std::size_t at = text.rfind("{#");
    if (at == std::string::npos || !text.ends_with('}')) return {};
    std::string rest = text.substr(0, at);
    while (rest.ends_with(' '))
        rest.pop_back();
    cmark_node_set_literal(last, rest.c_str());
    return text.substr(at + 2, text.size() - at - 3);
}

Html children_of(cmark_node* node, const MayFollow& may_follow);

Html heading(cmark_node* node, const MayFollow& may_follow)
{
    const std::string anchor = take_anchor(node);
    const auto name = anchor.empty() ? std::optional<Attribute>() : std::optional(id(anchor));
    if (cmark_node_get_heading_level(node) <= 2) return el<"h2">(name, children_of(node, may_follow));
    return el<"h3">(name, children_of(node, may_follow));
}

Html list(cmark_node* node, const MayFollow& may_follow)
{
    if (cmark_node_get_list_type(node) == CMARK_ORDERED_LIST) return el<"ol">(children_of(node, may_follow));
    return el<"ul">(children_of(node, may_follow));
}

bool is_in_tight_list(cmark_node* node)
{
    cmark_node* item = cmark_node_parent(node);
    cmark_node* list = item == nullptr ? nullptr : cmark_node_parent(item);
    return list != nullptr && cmark_node_get_type(list) == CMARK_NODE_LIST && cmark_node_get_list_tight(list) != 0;
}

Html markup_of(cmark_node* node, const MayFollow& may_follow)
{
    switch (static_cast<int>(cmark_node_get_type(node))) {  // what is not named here is left out
    case CMARK_NODE_HEADING:
        return heading(node, may_follow);
    case CMARK_NODE_PARAGRAPH:
        return is_in_tight_list(node) ? children_of(node, may_follow) : el<"p">(children_of(node, may_follow));
    case CMARK_NODE_LIST:
        return list(node, may_follow);
    case CMARK_NODE_ITEM:
        return el<"li">(children_of(node, may_follow));
    case CMARK_NODE_BLOCK_QUOTE:
        return el<"blockquote">(children_of(node, may_follow));
    case CMARK_NODE_STRONG:
        return el<"strong">(children_of(node, may_follow));
    case CMARK_NODE_EMPH:
        return el<"em">(children_of(node, may_follow));
    case CMARK_NODE_CODE:
        return el<"code">(literal(node));
    case CMARK_NODE_CODE_BLOCK:
        return el<"pre">(el<"code">(literal(node)));
    case CMARK_NODE_TEXT:
        return group(literal(node));
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:
        return group(" ");
    case CMARK_NODE_LINK: {
        const auto target = target_of(node);
        const bool leads = target && (target->text().starts_with('#') || may_follow(target->text()));
        return leads ? el<"a">(href(*target), children_of(node, may_follow)) : children_of(node, may_follow);
    }
    default:
        return {};
    }
}

Html children_of(cmark_node* node, const MayFollow& may_follow)
{
    Html all;
    for (cmark_node* child = cmark_node_first_child(node); child != nullptr; child = cmark_node_next(child))
        all += markup_of(child, may_follow);
    return all;
}

bool is_left_out(cmark_node_type type)
{
    return type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE || type == CMARK_NODE_IMAGE
           || type == CMARK_NODE_THEMATIC_BREAK;
}

void collect_faults(cmark_node* node, std::vector<std::string>& faults)
{
    const cmark_node_type type = cmark_node_get_type(node);
    const std::string line = std::to_string(cmark_node_get_start_line(node));
    if (is_left_out(type)) faults.push_back("line " + line + ": " + cmark_node_get_type_string(node));
    if (type == CMARK_NODE_LINK && !target_of(node))
        faults.push_back("line " + line + ": a link to " + cmark_node_get_url(node));
    for (cmark_node* child = cmark_node_first_child(node); child != nullptr; child = cmark_node_next(child))
        collect_faults(child, faults);
}

}  // namespace

Html markdown(std::string_view text, const MayFollow& may_follow)
{
    const Tree tree = parse(text);
    return children_of(tree.get(), may_follow);
}

std::vector<std::string> faults_of(std::string_view text)
{
    std::vector<std::string> faults;
    const Tree tree = parse(text);
    collect_faults(tree.get(), faults);
    return faults;
}

}  // namespace panoh::help
