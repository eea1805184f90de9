// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "forms/packs_read.hpp"

#include <initializer_list>
#include <optional>
#include <yaml-cpp/yaml.h>

namespace panoh::forms {

/// A mapping of a pack file whose keys are known. Wrong values are reported where they stand, with the default kept.
class PackMapping {
public:
    /// Reports unknown and doubled keys at once.
    PackMapping(
        const YAML::Node& node, std::string path, std::initializer_list<std::string_view> known, PackReading& reading
    );

    [[nodiscard]] bool has(std::string_view key) const;
    [[nodiscard]] YAML::Node child(std::string_view key) const;
    [[nodiscard]] Place place() const { return place_of(node_); }
    [[nodiscard]] Place place_of(const YAML::Node& node) const;
    [[nodiscard]] Place place_of(std::string_view key) const { return place_of(child(key)); }

    std::string text(std::string_view key);
    PlacedText placed_text(std::string_view key);
    bool flag(std::string_view key, bool otherwise = false);
    int whole_number(std::string_view key, int least, int otherwise);
    std::optional<double> number(std::string_view key);
    /// A list of texts; one text alone is a list of one.
    std::vector<std::string> texts(std::string_view key);

private:
    YAML::Node node_;
    std::string path_;
    PackReading& reading_;
};

}  // namespace panoh::forms
