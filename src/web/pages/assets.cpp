// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/pages/assets.hpp"

#include "base/check.hpp"
#include "base/embedded.hpp"
#include "web/pages/shell.hpp"

#include <fmt/format.h>

#include <map>

namespace panoh::web {

namespace {

struct Asset {
    BytesView bytes;
    std::string version;
};

/// FNV-1a: tells versions of a file apart in browser caches. No protection against anybody.
std::uint64_t fingerprint(BytesView bytes)
{
    std::uint64_t hash = 14'695'981'039'346'656'037ULL;
    for (const std::uint8_t byte : bytes) {
        hash ^= byte;
        hash *= 1'099'511'628'211ULL;
    }
    return hash;
}

const std::map<std::string, Asset, std::less<>>& all_assets()
{
    static const auto assets = [] {
        std::map<std::string, Asset, std::less<>> made;
        for (const embedded::File& file : embedded::assets()) {
            const BytesView bytes(file.bytes.data(), file.bytes.size());
            made.emplace(std::string(file.path), Asset{bytes, fmt::format("{:016x}", fingerprint(bytes))});
        }
        return made;
    }();
    return assets;
}

std::string_view content_type(std::string_view name)
{
    if (name.ends_with(".css")) return "text/css; charset=utf-8";
    if (name.ends_with(".js")) return "text/javascript; charset=utf-8";
    if (name.ends_with(".png")) return "image/png";
    return "application/octet-stream";
}

}  // namespace

Response asset(PageContext& context)
{
    const std::string_view name = context.path_text("name");
    const auto found = all_assets().find(name);
    if (found == all_assets().end()) return Response::not_found();
    Response response = Response::asset(found->second.bytes, content_type(name));
    if (context.request().query.text("v") != found->second.version) response.caching = Caching::no_store;
    return response;
}

html::Url asset_url(std::string_view name)
{
    const auto found = all_assets().find(name);
    PANOH_CHECK(found != all_assets().end());
    return html::Url::local("/assets/{}", name).with("v", found->second.version);
}

}  // namespace panoh::web
