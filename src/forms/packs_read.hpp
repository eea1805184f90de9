// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "forms/packs.hpp"

#include <string>
#include <string_view>
#include <vector>

/// Between the two halves of load_packs: reading YAML, and checking what was read as a whole.
namespace panoh::forms {

struct Place {
    std::string path;
    int line = 0;
};

struct PlacedText {
    std::string text;
    Place place;
};

/// Where a field or column was declared, and its expressions, which are parsed when all fields are known.
struct FieldDeclaration {
    std::string type, field, column;
    Place place;
    PlacedText relevant, constraint, calculate;
};

/// Where a record type was declared.
struct TypeDeclaration {
    std::string type;
    Place place;
};

/// What is read so far, and what is wrong with it.
struct PackReading {
    Schema schema;
    std::vector<TypeDeclaration> types;
    std::vector<FieldDeclaration> fields;
    std::vector<std::string> problems;

    void problem(const Place& place, std::string_view sentence);
};

/// Adds the documents of one file to the reading.
void read_pack_file(const PackFile& file, PackReading& reading);

/// Whether a file of that path holds templates of tasks.
bool holds_task_templates(std::string_view path);
/// Adds the templates of one file; those of a later file replace all before.
void read_task_templates(const PackFile& file, PackReading& reading);
/// Checks that the lists have the codes of the templates, once all files are read.
void check_task_templates(PackReading& reading);

/// Gives types that are like another its fields, once all files are read.
void complete_likes(PackReading& reading);

/// Checks references between fields, lists and types, and parses the expressions.
void check_packs(PackReading& reading);

/// Small letters, digits and single underscores, from a letter on, at most 48.
bool is_pack_name(std::string_view name) noexcept;

}  // namespace panoh::forms
