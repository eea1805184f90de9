// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/http/headers.hpp"

#include <algorithm>

namespace panoh::web {
namespace {

std::string without_controls(std::string_view value)
{
    std::string out(value);
    std::replace_if(
        out.begin(),
        out.end(),
        [](char c) {
            const auto byte = static_cast<unsigned char>(c);
            return byte < 0x20 || byte == 0x7F;
        },
        ' '
    );
    return out;
}

}  // namespace

std::string lower_ascii(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return out;
}

void Headers::add(std::string_view name, std::string_view value)
{
    fields_.push_back({lower_ascii(name), without_controls(value)});
}

void Headers::set(std::string_view name, std::string_view value)
{
    const std::string lower = lower_ascii(name);
    std::erase_if(fields_, [&lower](const Header& field) { return field.name == lower; });
    add(lower, value);
}

std::optional<std::string_view> Headers::first(std::string_view name) const
{
    const std::string lower = lower_ascii(name);
    const auto found =
        std::find_if(fields_.begin(), fields_.end(), [&lower](const Header& field) { return field.name == lower; });
    if (found == fields_.end()) return std::nullopt;
    return found->value;
}

void Headers::append_to_list(std::string_view name, std::string_view value)
{
    const std::string lower = lower_ascii(name);
    const auto found =
        std::find_if(fields_.begin(), fields_.end(), [&lower](const Header& field) { return field.name == lower; });
    if (found == fields_.end()) {
        add(lower, value);
    } else {
        found->value += ", " + without_controls(value);
    }
}

}  // namespace panoh::web
