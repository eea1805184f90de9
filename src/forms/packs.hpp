// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/result.hpp"
#include "forms/definition.hpp"

#include <span>
#include <string>
#include <string_view>

namespace panoh::forms {

/// A file of a pack. `path` is relative to the folder of packs, with "/": "core/types/case.yaml".
struct PackFile {
    std::string path;
    std::string text;
};

/// Reads and checks every file in a folder named `types` or `lists`, and `task_templates.yaml`, in the order given:
/// built-in packs first, local ones after. Other files (instruments …) have loaders of their own and are passed over.
///
///   type: act                       list: methods
///   version: 1                      codes:
///   file: case                        - A
///   compartment: account              - { code: A01, parent: A, source: "…", confirm: true, retired: true }
///   title: [method, when]
///   fields:
///     method: { kind: code, list: methods, coded: true, required: true }
///
/// Keys of a field: kind, list, to, coded, desk, required, sensitive, name, form, missing, lines, max_length,
/// min, max, relevant, constraint, calculate, section, rows, source. In a column of rows: the same without
/// coded, desk, sensitive, name, form, section and rows. A later file may say `extend: true` and add fields
/// or codes, or, for a list, `replace: true`. `relevant` and `calculate`, and every expression of a
/// column, name earlier fields only, so that a form is settled from top to bottom. A calculated field is never asked
/// (`derived`).
///
/// One mistake stops the start: the error's detail has a line "path:line: sentence" for each, in English.
Result<Schema> load_packs(std::span<const PackFile> files);

/// Targets of `ref` that no record type declares.
bool is_built_in_target(std::string_view target) noexcept;

/// Lists that kinds language, country, region and body_location take their codes from; "" for other kinds.
std::string_view implied_list(FieldKind kind) noexcept;

}  // namespace panoh::forms
