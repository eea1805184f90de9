// SPDX-License-Identifier: AGPL-3.0-or-later
#include "support/form_reader.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace panoh::testing {

namespace {

using Attributes = std::map<std::string, std::string, std::less<>>;

struct Tag {
    std::string name;
    bool closes = false;
    Attributes attributes;
};

std::string unescaped(std::string_view text)
{
    constexpr std::array<std::pair<std::string_view, char>, 5> entities{
        {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}}};
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto found = std::ranges::find_if(entities, [&](const auto& entity) {
            return text[at] == '&' && text.substr(at).starts_with(entity.first);
        });
        if (found == entities.end()) {
            out += text[at++];
        } else {
            out += found->second;
            at += found->first.size();
        }
    }
    return out;
}

bool is_space(char letter) noexcept
{
    return letter == ' ' || letter == '\n' || letter == '\r' || letter == '\t';
}

/// The tag whose "<" stands at `at`, which goes behind its ">". Values stand in double quotes.
Tag read_tag(std::string_view markup, std::size_t& at)
{
    Tag tag;
    ++at;
    if (at < markup.size() && markup[at] == '/') {
        tag.closes = true;
        ++at;
    }
    const auto name_end = std::min(markup.find_first_of(" \n\t>", at), markup.size());
    tag.name = markup.substr(at, name_end - at);
    at = name_end;
    while (at < markup.size() && markup[at] != '>') {
        if (is_space(markup[at]) || markup[at] == '/' || markup[at] == '=') {
            ++at;
            continue;
        }
        const auto end = std::min(markup.find_first_of("= \n\t>", at), markup.size());
        const std::string attribute(markup.substr(at, end - at));
        at = end;
        std::string value;
        if (markup.substr(at).starts_with("=\"")) {
            const auto close = std::min(markup.find('"', at + 2), markup.size());
            value = unescaped(markup.substr(at + 2, close - at - 2));
            at = std::min(close + 1, markup.size());
        }
        tag.attributes.emplace(attribute, std::move(value));
    }
    at = std::min(at + 1, markup.size());
    return tag;
}

std::string text_of(const Attributes& attributes, std::string_view name)
{
    const auto found = attributes.find(name);
    return found == attributes.end() ? std::string() : found->second;
}

class Reader {
public:
    explicit Reader(std::string_view markup)
        : markup_(markup)
    {}

    ReadPage read()
    {
        std::size_t at = 0;
        while (at < markup_.size()) {
            const auto next = std::min(markup_.find('<', at), markup_.size());
            text(unescaped(markup_.substr(at, next - at)));
            at = next;
            if (at == markup_.size()) break;
            const Tag tag = read_tag(markup_, at);
            if (tag.closes) {
                end_of(tag.name);
            } else {
                start_of(tag);
            }
        }
        return std::move(page_);
    }

private:
    void text(const std::string& piece)
    {
        if (in_textarea_) area_ += piece;
        page_.said += piece;
    }

    void start_of(const Tag& tag)
    {
        if (tag.name == "a") {
            const std::string href = text_of(tag.attributes, "href");
            if (href.starts_with('/')) page_.links.push_back(href.substr(0, href.find('#')));
        } else if (tag.name == "form") {
            in_form_ = true;
            page_.forms.push_back(
                {text_of(tag.attributes, "method") == "post", text_of(tag.attributes, "action"), {}, {}}
            );
        } else if (tag.name == "input") {
            input(tag.attributes);
        } else if (tag.name == "button") {
            button(tag.attributes);
        } else if (tag.name == "textarea" || tag.name == "select") {
            FormControl control = control_of(tag.attributes, tag.name);
            in_textarea_ = tag.name == "textarea";
            area_.clear();
            if (in_form_) page_.forms.back().controls.push_back(std::move(control));
        } else if (tag.name == "option" && in_form_) {
            option(tag.attributes);
        }
        page_.said += ' ';
    }

    void end_of(const std::string& name)
    {
        if (name == "form") in_form_ = false;
        if (name == "textarea") {
            in_textarea_ = false;
            if (in_form_) page_.forms.back().controls.back().value = area_.substr(area_.starts_with('\n') ? 1 : 0);
        }
        page_.said += ' ';
    }

    static FormControl control_of(const Attributes& attributes, const std::string& kind)
    {
        FormControl control;
        control.name = text_of(attributes, "name");
        control.kind = kind;
        control.value = text_of(attributes, "value");
        control.chosen = attributes.contains("checked");
        control.invalid = text_of(attributes, "aria-invalid") == "true";
        const std::string mode = text_of(attributes, "inputmode");
        control.numeric = mode == "numeric" || mode == "decimal";
        return control;
    }

    void input(const Attributes& attributes)
    {
        std::string kind = text_of(attributes, "type");
        if (kind.empty()) kind = "text";
        page_.said += ' ' + text_of(attributes, "value");
        if (in_form_ && attributes.contains("name"))
            page_.forms.back().controls.push_back(control_of(attributes, kind));
    }

    void button(const Attributes& attributes)
    {
        if (!in_form_ || text_of(attributes, "type") == "button") return;
        page_.forms.back().buttons.push_back(
            {text_of(attributes, "name"), text_of(attributes, "value"), text_of(attributes, "formaction")}
        );
    }

    void option(const Attributes& attributes)
    {
        FormControl& select = page_.forms.back().controls.back();
        const std::string value = text_of(attributes, "value");
        page_.said += ' ' + value;
        if (select.options.empty() || attributes.contains("selected")) select.value = value;
        select.options.push_back(value);
    }

    std::string_view markup_;
    ReadPage page_;
    std::string area_;
    bool in_form_ = false;
    bool in_textarea_ = false;
};

}  // namespace

ReadPage read_page(std::string_view markup)
{
    return Reader(markup).read();
}

std::string squeezed(std::string_view text)
{
    constexpr std::string_view no_break = "\xC2\xA0";
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool is_no_break = text.substr(at).starts_with(no_break);
        if (is_no_break) ++at;
        if (!is_no_break && !is_space(text[at])) {
            out += text[at];
        } else if (!out.empty() && out.back() != ' ') {
            out += ' ';
        }
    }
    if (out.ends_with(' ')) out.pop_back();
    return out;
}

Sent sent_as_it_stands(const PageForm& form)
{
    Sent sent;
    for (const FormControl& control : form.controls) {
        const bool is_choice = control.kind == "radio" || control.kind == "checkbox";
        if (control.name.empty() || control.kind == "file" || (is_choice && !control.chosen)) continue;
        sent.emplace_back(control.name, control.value);
    }
    return sent;
}

}  // namespace panoh::testing
