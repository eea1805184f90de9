// SPDX-License-Identifier: AGPL-3.0-or-later
#include "forms/packs_read.hpp"

#include "forms/packs_yaml.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace panoh::forms {

namespace {

constexpr std::size_t most_characters = 1U << 20U;
constexpr std::size_t longest_name = 48;
constexpr std::size_t longest_code = 64;

bool is_code(std::string_view code) noexcept
{
    const auto fits = [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9')
               || letter == '_' || letter == '-' || letter == '.';
    };
    return !code.empty() && code.size() <= longest_code && std::ranges::all_of(code, fits);
}

Code read_code(const YAML::Node& node, const std::string& path, PackReading& reading)
{
    if (node.IsScalar()) return {node.Scalar(), {}, {}, false, false};
    PackMapping mapping(node, path, {"code", "parent", "source", "confirm", "retired"}, reading);
    return {
        mapping.text("code"),
        mapping.text("parent"),
        mapping.text("source"),
        mapping.flag("confirm"),
        mapping.flag("retired")};
}

void read_list(const YAML::Node& node, const std::string& path, PackReading& reading)
{
    PackMapping mapping(node, path, {"list", "codes", "extend", "replace"}, reading);
    const std::string name = mapping.text("list");
    const bool extend = mapping.flag("extend");
    const bool replace = mapping.flag("replace");
    const bool declared = reading.schema.lists.contains(name);
    if (!is_pack_name(name)) reading.problem(mapping.place(), "this is no name for a list");
    if (extend && replace) reading.problem(mapping.place(), "a list is either extended or replaced");
    if (declared && !extend && !replace) {
        reading.problem(mapping.place(), fmt::format("the list {} is declared already", name));
        return;
    }
    if (!declared && (extend || replace)) {
        reading.problem(mapping.place(), fmt::format("the list {} is not declared before", name));
        return;
    }
    CodeList& list = reading.schema.lists[name];
    list.name = name;
    if (replace) list.codes.clear();
    const YAML::Node codes = mapping.child("codes");
    if (!codes.IsSequence() || codes.size() == 0) {
        reading.problem(mapping.place(), fmt::format("the list {} has no codes", name));
        return;
    }
    for (const auto& entry : codes) {
        Code code = read_code(entry, path, reading);
        if (!is_code(code.code)) {
            reading.problem(mapping.place_of(entry), "a code has letters, digits, \"_\", \"-\" and \".\", at most 64");
        } else if (list.find(code.code) != nullptr) {
            reading.problem(mapping.place_of(entry), fmt::format("the code {} stands twice", code.code));
        } else {
            list.codes.push_back(std::move(code));
        }
    }
}

struct FieldReader {
    const std::string& path;
    const std::string& type;
    PackReading& reading;

    void read_into(std::vector<Field>& fields, const YAML::Node& node, const Field* rows);
    Field read_field(PackMapping& mapping, FieldDeclaration& declaration);
};

Field FieldReader::read_field(PackMapping& mapping, FieldDeclaration& declaration)
{
    Field field;
    const auto kind = field_kind_named(mapping.text("kind"));
    if (!kind) {
        const Place place = mapping.has("kind") ? mapping.place_of("kind") : mapping.place();
        reading.problem(place, "the kind of the field is missing or not known");
    }
    field.kind = kind.value_or(FieldKind::text);
    field.list = mapping.text("list");
    field.to = mapping.text("to");
    field.required = mapping.flag("required");
    field.can_be_missing = mapping.flag("missing");
    field.lines = mapping.whole_number("lines", 1, 1);
    field.max_length = mapping.whole_number("max_length", 1, 0);
    field.least = mapping.number("min");
    field.most = mapping.number("max");
    field.source = mapping.text("source");
    declaration.relevant = mapping.placed_text("relevant");
    declaration.constraint = mapping.placed_text("constraint");
    declaration.calculate = mapping.placed_text("calculate");
    field.derived = !declaration.calculate.text.empty();
    return field;
}

/// Reads the fields of a type, or the columns of `rows`.
void FieldReader::read_into(std::vector<Field>& fields, const YAML::Node& node, const Field* rows)
{
    for (const auto& entry : node) {
        const std::string name = entry.first.Scalar();
        const Place place{path, entry.first.Mark().line + 1};
        if (!is_pack_name(name)) {
            reading.problem(place, "a field has small letters, digits and single underscores, at most 48");
            continue;
        }
        if (std::ranges::find(fields, name, &Field::name) != fields.end()) {
            reading.problem(place, fmt::format("the field {} is declared twice", name));
            continue;
        }
        FieldDeclaration declaration;
        declaration.type = type;
        declaration.field = rows == nullptr ? name : rows->name;
        declaration.column = rows == nullptr ? std::string() : name;
        declaration.place = place;
        Field field;
        if (rows != nullptr) {
            PackMapping mapping(
                entry.second,
                path,
                {"kind",
                 "list",
                 "to",
                 "required",
                 "missing",
                 "lines",
                 "max_length",
                 "min",
                 "max",
                 "relevant",
                 "constraint",
                 "calculate",
                 "source"},
                reading
            );
            field = read_field(mapping, declaration);
            field.name = name;
            reading.fields.push_back(std::move(declaration));
        } else {
            PackMapping mapping(
                entry.second,
                path,
                {"kind",     "list",       "to",        "coded",   "desk",       "required", "sensitive",
                 "name",     "form",       "missing",   "lines",   "max_length", "min",      "max",
                 "relevant", "constraint", "calculate", "section", "rows",       "source"},
                reading
            );
            field = read_field(mapping, declaration);
            field.name = name;
            field.coded = mapping.flag("coded");
            field.desk = mapping.flag("desk");
            field.sensitive = mapping.flag("sensitive");
            field.name_keys = mapping.flag("name");
            if (!mapping.flag("form", true)) field.derived = true;
            field.section = mapping.text("section");
            reading.fields.push_back(std::move(declaration));
            const YAML::Node columns = mapping.child("rows");
            if (columns.IsDefined() && !columns.IsMap()) {
                reading.problem(mapping.place_of(columns), "\"rows\" must be a mapping of columns");
            } else if (columns.IsDefined()) {
                read_into(field.rows, columns, &field);
            }
        }
        fields.push_back(std::move(field));
    }
}

RecordType* open_type(PackMapping& mapping, const std::string& name, PackReading& reading)
{
    const bool extend = mapping.flag("extend");
    const bool declared = reading.schema.types.contains(name);
    if (!is_pack_name(name)) {
        reading.problem(mapping.place(), "this is no name for a record type");
        return nullptr;
    }
    if (declared != extend) {
        reading.problem(
            mapping.place(),
            extend ? fmt::format("the type {} is not declared before", name)
                   : fmt::format("the type {} is declared already", name)
        );
        return nullptr;
    }
    RecordType& type = reading.schema.types[name];
    if (extend) {
        for (const std::string_view key : {"version", "file", "compartment", "title"}) {
            if (mapping.has(key)) reading.problem(mapping.place_of(key), "an extension only adds fields");
        }
        return &type;
    }
    reading.types.push_back({name, mapping.place()});
    type.name = name;
    type.version = mapping.whole_number("version", 1, 1);
    const auto file = file_kind_named(mapping.text("file"));
    const auto compartment = compartment_named(mapping.text("compartment"));
    if (!file) reading.problem(mapping.place(), "\"file\" must be person, case, register or contact");
    if (!compartment) reading.problem(mapping.place(), "\"compartment\" is missing or not known");
    type.file = file.value_or(FileKind::case_file);
    type.compartment = compartment.value_or(Compartment::core);
    type.title = mapping.texts("title");
    type.like = mapping.text("like");
    type.paper = mapping.text("paper");
    type.paper_part = mapping.whole_number("paper_part", 1, 0);
    return &type;
}

void read_type(const YAML::Node& node, const std::string& path, PackReading& reading)
{
    PackMapping mapping(
        node,
        path,
        {"type", "version", "file", "compartment", "title", "fields", "extend", "like", "paper", "paper_part"},
        reading
    );
    const std::string name = mapping.text("type");
    RecordType* type = open_type(mapping, name, reading);
    if (type == nullptr) return;
    const YAML::Node fields = mapping.child("fields");
    if (!type->like.empty()) {
        if (fields.IsDefined())
            reading.problem(mapping.place(), "a type that is like another has no fields of its own");
        return;
    }
    if (!fields.IsMap() || fields.size() == 0) {
        reading.problem(mapping.place(), fmt::format("the type {} has no fields", name));
        return;
    }
    FieldReader{path, name, reading}.read_into(type->fields, fields, nullptr);
}

}  // namespace

void PackReading::problem(const Place& place, std::string_view sentence)
{
    problems.push_back(fmt::format("{}:{}: {}", place.path, place.line, sentence));
}

bool is_pack_name(std::string_view name) noexcept
{
    const auto is_small = [](char letter) {
        return letter >= 'a' && letter <= 'z';
    };
    const auto fits = [&](char letter) {
        return is_small(letter) || (letter >= '0' && letter <= '9') || letter == '_';
    };
    return !name.empty() && name.size() <= longest_name && is_small(name.front()) && std::ranges::all_of(name, fits)
           && name.find("__") == std::string_view::npos && !name.ends_with('_');
}

void read_pack_file(const PackFile& file, PackReading& reading)
{
    if (file.text.size() > most_characters) {
        reading.problem({file.path, 1}, "the file is larger than 1 MiB");
        return;
    }
    try {
        for (const YAML::Node& node : YAML::LoadAll(file.text)) {
            if (node.IsMap() && node["type"].IsDefined()) {
                read_type(node, file.path, reading);
            } else if (node.IsMap() && node["list"].IsDefined()) {
                read_list(node, file.path, reading);
            } else {
                const int line = node.IsDefined() && !node.Mark().is_null() ? node.Mark().line + 1 : 1;
                reading.problem({file.path, line}, "a document starts with \"type\" or \"list\"");
            }
        }
    } catch (const YAML::Exception& exception) {
        reading.problem({file.path, exception.mark.is_null() ? 1 : exception.mark.line + 1}, exception.msg);
    }
}

}  // namespace panoh::forms
