// SPDX-License-Identifier: AGPL-3.0-or-later
#include "forms/packs_yaml.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace panoh::forms {

PackMapping::PackMapping(
    const YAML::Node& node, std::string path, std::initializer_list<std::string_view> known, PackReading& reading
)
    : node_(node)
    , path_(std::move(path))
    , reading_(reading)
{
    if (!node_.IsMap()) {
        reading_.problem(place(), "a mapping is expected here");
        return;
    }
    std::set<std::string> seen;
    for (const auto& entry : node_) {
        const std::string key = entry.first.Scalar();
        if (std::ranges::find(known, key) == known.end()) {
            reading_.problem(place_of(entry.first), fmt::format("the key \"{}\" is not known here", key));
        } else if (!seen.insert(key).second) {
            reading_.problem(place_of(entry.first), fmt::format("the key \"{}\" stands twice", key));
        }
    }
}

bool PackMapping::has(std::string_view key) const
{
    return child(key).IsDefined();
}

YAML::Node PackMapping::child(std::string_view key) const
{
    if (node_.IsMap()) {
        for (const auto& entry : node_) {
            if (entry.first.Scalar() == key) return entry.second;
        }
    }
    return YAML::Node(YAML::NodeType::Undefined);
}

Place PackMapping::place_of(const YAML::Node& node) const
{
    const YAML::Mark mark = node.IsDefined() ? node.Mark() : node_.Mark();
    return {path_, mark.is_null() ? 1 : mark.line + 1};
}

std::string PackMapping::text(std::string_view key)
{
    const YAML::Node node = child(key);
    if (!node.IsDefined()) return {};
    if (!node.IsScalar()) reading_.problem(place_of(node), fmt::format("\"{}\" must be a text", key));
    return node.Scalar();
}

PlacedText PackMapping::placed_text(std::string_view key)
{
    return {text(key), place_of(key)};
}

bool PackMapping::flag(std::string_view key, bool otherwise)
{
    const YAML::Node node = child(key);
    if (!node.IsDefined()) return otherwise;
    bool value = otherwise;
    if (!YAML::convert<bool>::decode(node, value)) {
        reading_.problem(place_of(node), fmt::format("\"{}\" must be true or false", key));
    }
    return value;
}

int PackMapping::whole_number(std::string_view key, int least, int otherwise)
{
    const YAML::Node node = child(key);
    if (!node.IsDefined()) return otherwise;
    int value = otherwise;
    if (!YAML::convert<int>::decode(node, value) || value < least) {
        reading_.problem(place_of(node), fmt::format("\"{}\" must be a whole number from {} on", key, least));
        return otherwise;
    }
    return value;
}

std::optional<double> PackMapping::number(std::string_view key)
{
    const YAML::Node node = child(key);
    if (!node.IsDefined()) return std::nullopt;
    double value = 0;
    if (!YAML::convert<double>::decode(node, value) || !std::isfinite(value)) {
        reading_.problem(place_of(node), fmt::format("\"{}\" must be a number", key));
        return std::nullopt;
    }
    return value;
}

std::vector<std::string> PackMapping::texts(std::string_view key)
{
    const YAML::Node node = child(key);
    if (!node.IsDefined()) return {};
    if (node.IsScalar()) return {node.Scalar()};
    std::vector<std::string> values;
    if (!node.IsSequence()) reading_.problem(place_of(node), fmt::format("\"{}\" must be a list", key));
    for (const auto& entry : node) {
        if (!entry.IsScalar()) {
            reading_.problem(place_of(entry), fmt::format("\"{}\" must be a list of texts", key));
            break;
        }
        values.push_back(entry.Scalar());
    }
    return values;
}

}  // namespace panoh::forms
