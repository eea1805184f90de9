// SPDX-License-Identifier: AGPL-3.0-or-later
#include "forms/packs.hpp"

#include "base/text.hpp"
#include "forms/expression.hpp"
#include "forms/packs_read.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

namespace panoh::forms {

namespace {

constexpr std::array<std::string_view, 5> built_in_targets{"user", "organisation", "team", "region", "record"};
constexpr std::size_t most_problems = 50;

bool belongs_to_forms(std::string_view path)
{
    const auto parts = split(path, '/');
    return parts.size() >= 2 && (parts[parts.size() - 2] == "types" || parts[parts.size() - 2] == "lists");
}

}  // namespace

bool is_built_in_target(std::string_view target) noexcept
{
    return std::ranges::find(built_in_targets, target) != built_in_targets.end();
}

std::string_view implied_list(FieldKind kind) noexcept
{
    if (kind == FieldKind::language) return "languages";
    if (kind == FieldKind::country) return "countries";
    if (kind == FieldKind::region) return "regions";
    if (kind == FieldKind::body_location) return "body_regions";
    return "";
}

Result<Schema> load_packs(std::span<const PackFile> files)
{
    PackReading reading;
    for (const PackFile& file : files) {
        if (belongs_to_forms(file.path)) {
            read_pack_file(file, reading);
        } else if (holds_task_templates(file.path)) {
            read_task_templates(file, reading);
        }
    }
    complete_likes(reading);
    check_packs(reading);
    check_task_templates(reading);
    if (reading.problems.empty()) return std::move(reading.schema);
    if (reading.problems.size() > most_problems) reading.problems.resize(most_problems);
    return fail(ErrorCode::invalid_input, fmt::format("{}", fmt::join(reading.problems, "\n")));
}

}  // namespace panoh::forms
