// SPDX-License-Identifier: AGPL-3.0-or-later
#include "forms/packs_yaml.hpp"

#include <fmt/format.h>

namespace panoh::forms {

namespace {

constexpr std::string_view file_name = "task_templates.yaml";
constexpr int longest_in_days = 730;

void read_one(const YAML::Node& node, const std::string& path, PackReading& reading)
{
    PackMapping mapping(node, path, {"set", "task", "kind", "priority", "role", "after_days"}, reading);
    TaskTemplate made;
    made.set = mapping.text("set");
    made.task = mapping.text("task");
    made.kind = mapping.text("kind");
    made.priority = mapping.text("priority");
    made.role = mapping.text("role");
    made.after_days = mapping.whole_number("after_days", 0, 0);
    if (made.after_days > longest_in_days) reading.problem(mapping.place(), "a task is due within two years");
    if (made.set.empty() || made.task.empty())
        reading.problem(mapping.place(), "a template names its set and its task");
    reading.schema.task_templates.push_back(std::move(made));
}

}  // namespace

bool holds_task_templates(std::string_view path)
{
    return path.ends_with(file_name);
}

void read_task_templates(const PackFile& file, PackReading& reading)
{
    try {
        const YAML::Node root = YAML::Load(file.text);
        const YAML::Node templates = root.IsMap() ? root["task_templates"] : YAML::Node();
        if (!templates.IsSequence()) {
            reading.problem({file.path, 1}, "the file is a list below \"task_templates\"");
            return;
        }
        reading.schema.task_templates.clear();
        for (const YAML::Node& node : templates)
            read_one(node, file.path, reading);
    } catch (const YAML::Exception& exception) {
        reading.problem({file.path, exception.mark.is_null() ? 1 : exception.mark.line + 1}, exception.msg);
    }
}

void check_task_templates(PackReading& reading)
{
    const auto check = [&](std::string_view list, const std::string& code) {
        const CodeList* found = reading.schema.list(list);
        if (code.empty() || (found != nullptr && found->find(code) != nullptr)) return;
        reading.problem({std::string(file_name), 1}, fmt::format("the list {} has no code {}", list, code));
    };
    for (const TaskTemplate& each : reading.schema.task_templates) {
        check("task_sets", each.set);
        check("task_templates", each.task);
        check("task_kinds", each.kind);
        check("task_priorities", each.priority);
        check("case_roles", each.role);
    }
}

}  // namespace panoh::forms
