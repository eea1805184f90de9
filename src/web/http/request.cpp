// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/http/request.hpp"

#include <algorithm>
#include <string.h>  // NOLINT(modernize-deprecated-headers): explicit_bzero is not in <cstring>

namespace panoh::web {

void wipe(std::string& text) noexcept
{
    explicit_bzero(text.data(), text.size());
}

void wipe(Bytes& bytes) noexcept
{
    if (!bytes.empty()) explicit_bzero(bytes.data(), bytes.size());
}

std::optional<std::string_view> Parameters::first(std::string_view name) const noexcept
{
    const auto found =
        std::find_if(entries_.begin(), entries_.end(), [name](const Parameter& entry) { return entry.name() == name; });
    if (found == entries_.end()) return std::nullopt;
    return found->value();
}

std::vector<std::string_view> Parameters::all(std::string_view name) const
{
    std::vector<std::string_view> values;
    for (const auto& entry : entries_) {
        if (entry.name() == name) values.push_back(entry.value());
    }
    return values;
}

std::string_view name_of(Method method) noexcept
{
    switch (method) {
    case Method::get:
        return "GET";
    case Method::head:
        return "HEAD";
    case Method::post:
        return "POST";
    }
    return "";
}

RequestOrigin request_origin(const Request& request)
{
    if (const auto site = request.header("sec-fetch-site"))
        return *site == "same-origin" ? RequestOrigin::own : RequestOrigin::foreign;
    const auto origin = request.header("origin");
    if (!origin || *origin == "null") return RequestOrigin::unknown;
    const std::string own = (request.secure ? "https://" : "http://") + request.host;
    return lower_ascii(*origin) == own ? RequestOrigin::own : RequestOrigin::foreign;
}

}  // namespace panoh::web
