// SPDX-License-Identifier: AGPL-3.0-or-later
#include "forms/definition.hpp"

#include <algorithm>
#include <array>

namespace panoh::forms {

namespace {

template <class Enum>
struct Named {
    Enum value;
    std::string_view name;
};

constexpr std::array<Named<FileKind>, 6> file_kinds{{
    {FileKind::person, "person"},
    {FileKind::case_file, "case"},
    {FileKind::register_file, "register"},
    {FileKind::contact, "contact"},
    {FileKind::evaluation, "evaluation"},
    {FileKind::knowledge, "knowledge"},
}};

constexpr std::array<Named<Compartment>, 7> compartments{{
    {Compartment::core, "core"},
    {Compartment::identity, "identity"},
    {Compartment::social, "social"},
    {Compartment::medical, "medical"},
    {Compartment::psychological, "psychological"},
    {Compartment::account, "account"},
    {Compartment::legal, "legal"},
}};

constexpr std::array<Named<FieldKind>, 19> field_kinds{{
    {FieldKind::text, "text"},
    {FieldKind::number, "number"},
    {FieldKind::money, "money"},
    {FieldKind::code, "code"},
    {FieldKind::codes, "codes"},
    {FieldKind::date, "date"},
    {FieldKind::time, "time"},
    {FieldKind::moment, "moment"},
    {FieldKind::duration, "duration"},
    {FieldKind::yes_no, "yes_no"},
    {FieldKind::name, "name"},
    {FieldKind::phone, "phone"},
    {FieldKind::language, "language"},
    {FieldKind::country, "country"},
    {FieldKind::region, "region"},
    {FieldKind::ref, "ref"},
    {FieldKind::attachment, "attachment"},
    {FieldKind::body_location, "body_location"},
    {FieldKind::rows, "rows"},
}};

constexpr std::array<Named<Missing>, 4> missing_kinds{{
    {Missing::unknown, "unknown"},
    {Missing::not_asked, "not_asked"},
    {Missing::refused, "refused"},
    {Missing::not_applicable, "not_applicable"},
}};

template <class Table, class Enum>
std::string_view name_in(const Table& table, Enum value) noexcept
{
    const auto found = std::ranges::find(table, value, [](const Named<Enum>& row) { return row.value; });
    return found == table.end() ? std::string_view{} : found->name;
}

template <class Enum, class Table>
std::optional<Enum> value_in(const Table& table, std::string_view name) noexcept
{
    const auto found = std::ranges::find(table, name, [](const Named<Enum>& row) { return row.name; });
    return found == table.end() ? std::nullopt : std::optional<Enum>(found->value);
}

}  // namespace

std::string_view name_of(FileKind kind) noexcept
{
    return name_in(file_kinds, kind);
}

std::string_view name_of(Compartment compartment) noexcept
{
    return name_in(compartments, compartment);
}

std::string_view name_of(FieldKind kind) noexcept
{
    return name_in(field_kinds, kind);
}

std::string_view name_of(Missing missing) noexcept
{
    return name_in(missing_kinds, missing);
}

std::optional<FileKind> file_kind_named(std::string_view name) noexcept
{
    return value_in<FileKind>(file_kinds, name);
}

std::optional<Compartment> compartment_named(std::string_view name) noexcept
{
    return value_in<Compartment>(compartments, name);
}

std::optional<FieldKind> field_kind_named(std::string_view name) noexcept
{
    return value_in<FieldKind>(field_kinds, name);
}

std::optional<Missing> missing_named(std::string_view name) noexcept
{
    return value_in<Missing>(missing_kinds, name);
}

const Field* RecordType::find(std::string_view field) const noexcept
{
    const auto found = std::ranges::find(fields, field, &Field::name);
    return found == fields.end() ? nullptr : &*found;
}

const Code* CodeList::find(std::string_view code) const noexcept
{
    const auto found = std::ranges::find(codes, code, &Code::code);
    return found == codes.end() ? nullptr : &*found;
}

const RecordType* Schema::type(std::string_view name) const noexcept
{
    const auto found = types.find(name);
    return found == types.end() ? nullptr : &found->second;
}

const CodeList* Schema::list(std::string_view name) const noexcept
{
    const auto found = lists.find(name);
    return found == lists.end() ? nullptr : &found->second;
}

}  // namespace panoh::forms
