// SPDX-License-Identifier: AGPL-3.0-or-later
#include "forms/packs_views.hpp"

#include "forms/packs_yaml.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace panoh::forms {

namespace {

ShippedView one_view(const YAML::Node& node, const std::string& path, PackReading& reading)
{
    PackMapping mapping(node, path, {"name", "list", "query", "roles"}, reading);
    ShippedView view;
    view.name = mapping.text("name");
    view.list = mapping.text("list");
    view.query = mapping.text("query");
    view.roles = mapping.texts("roles");
    if (view.name.empty() || view.list.empty() || view.roles.empty())
        reading.problem(mapping.place(), "a view has a name, a list and roles");
    return view;
}

}  // namespace

Result<std::vector<ShippedView>> load_views(std::span<const PackFile> files)
{
    PackReading reading;
    std::vector<ShippedView> views;
    for (const PackFile& file : files) {
        if (!file.path.ends_with("/views.yaml")) continue;
        views.clear();
        try {
            const YAML::Node root = YAML::Load(file.text);
            const YAML::Node list = root.IsMap() ? root["views"] : YAML::Node();
            if (!list.IsSequence()) {
                reading.problem({file.path, 1}, "the file is a list below \"views\"");
                continue;
            }
            for (const YAML::Node& node : list)
                views.push_back(one_view(node, file.path, reading));
        } catch (const YAML::Exception& exception) {
            reading.problem({file.path, exception.mark.is_null() ? 1 : exception.mark.line + 1}, exception.msg);
        }
    }
    if (reading.problems.empty()) return views;
    return fail(ErrorCode::invalid_input, fmt::format("{}", fmt::join(reading.problems, "\n")));
}

}  // namespace panoh::forms
