// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What packs declare, as plain values. `forms/packs.hpp` reads it from YAML; nothing here does I/O.
namespace panoh::forms {

class Expression;

/// How a value looks in JSON stands behind each kind. A missing value has no member of its own name;
/// why it is missing stands in `<field>__why` ("unknown", "not_asked", "refused", "not_applicable").
enum class FieldKind {
    text,           ///< "…"
    number,         ///< 3 or 3.5
    money,          ///< {"amount": "12.50", "currency": "TJS"}
    code,           ///< "A01"
    codes,          ///< ["A01", "B02"]
    date,           ///< EDTF level 1: "2014-05-03", "2014-05~", "2014/2015"
    time,           ///< "14:05", local
    moment,         ///< "2026-11-22T09:05Z": a minute in UTC, typed in local time
    duration,       ///< ISO 8601: "PT30M", "P3D", "P2M"
    yes_no,         ///< true or false
    name,           ///< [{"kind": "official", "given": …, "family": …, "patronymic": …, "other": …}, …]
    phone,          ///< as typed, with digits, spaces, "+", "-", "(" and ")"
    language,       ///< ISO 639 code of list `languages`
    country,        ///< ISO 3166-1 alpha-2, of list `countries`
    region,         ///< ISO 3166-2, of list `regions`
    ref,            ///< id of a record of type `to`; `to: user` and `to: organisation` name staff and members
    attachment,     ///< [{"blob": id, "name": …, "size": bytes, "type": …}, …]
    body_location,  ///< [{"region": code of list `body_regions`, "side": "left" | "right" | "both" | ""}, …]
    rows,           ///< [{…}, …] with the fields of `rows`
};

/// The four ways in which a value may be missing; blank is none of them.
enum class Missing { unknown, not_asked, refused, not_applicable };

struct Field {
    std::string name;
    FieldKind kind = FieldKind::text;
    std::string list;    ///< code, codes: the code list
    std::string to;      ///< ref: the record type
    bool coded = false;  ///< stored in the coded box: can be indexed
    bool desk = false;   ///< visible to those who see only that the file exists; implies coded
    bool required = false;
    bool sensitive = false;                        ///< never exported without a consent of its own
    bool name_keys = false;                        ///< `name: true` in the pack: yields keys for finding across scripts
    bool derived = false;                          ///< `form: false`: set by the program, never asked in a form
    bool can_be_missing = false;                   ///< offers the four kinds of missing value beside the input
    int lines = 1;                                 ///< text: height of the input
    int max_length = 0;                            ///< text: most characters; 0 means the default of 20,000
    std::optional<double> least, most;             ///< number, money
    std::shared_ptr<const Expression> relevant;    ///< shown and kept only when true
    std::shared_ptr<const Expression> constraint;  ///< must be true when answered
    std::shared_ptr<const Expression> calculate;   ///< value computed from other fields
    std::string section;                           ///< heading in the form; message `type.<type>.section.<section>`
    std::vector<Field> rows;                       ///< rows: the columns
    std::string source;                            ///< where the field comes from, e.g. "CAT art. 1"
};

/// Kinds of file: whose key set a record falls under.
enum class FileKind : std::uint8_t {
    person = 1,
    case_file = 2,
    register_file = 3,
    contact = 4,
    evaluation = 5,  ///< a part of one evaluation by the Istanbul Protocol: main, draft, or what is kept apart
    knowledge = 6    ///< one entry of what is known beyond a case: a place, a unit, an alleged perpetrator
};

/// Compartments: one key each per file. Numbers are stored in the ledger and never change.
enum class Compartment : std::uint8_t {
    core = 1,
    identity = 2,
    social = 3,
    medical = 4,
    psychological = 5,
    account = 6,
    legal = 7
};

std::string_view name_of(FileKind kind) noexcept;
std::string_view name_of(Compartment compartment) noexcept;
std::string_view name_of(FieldKind kind) noexcept;
std::string_view name_of(Missing missing) noexcept;
std::optional<FileKind> file_kind_named(std::string_view name) noexcept;
std::optional<Compartment> compartment_named(std::string_view name) noexcept;
std::optional<FieldKind> field_kind_named(std::string_view name) noexcept;
std::optional<Missing> missing_named(std::string_view name) noexcept;

/// Labels come from catalogues: `type.<type>.label`, `type.<type>.field.<field>.label`, and where
/// they exist `….hint` and `….help`; rows: `type.<type>.field.<field>.<column>.label`.
struct RecordType {
    std::string name;
    int version = 1;
    FileKind file = FileKind::case_file;
    Compartment compartment = Compartment::core;
    std::vector<Field> fields;
    std::vector<std::string> title;  ///< fields that name the record in lists
    std::string like;                ///< the type whose fields and words this one has, for another place; or empty
    /// The paper form that it is a part of, and which; a type that names none is a paper form by itself, one that
    /// names "none" never stands on paper.
    std::string paper;
    int paper_part = 0;

    [[nodiscard]] const Field* find(std::string_view field) const noexcept;
    /// The type under whose name the labels of fields and sections stand.
    [[nodiscard]] const std::string& words() const noexcept { return like.empty() ? name : like; }
};

struct Code {
    std::string code;
    std::string parent;            ///< group, or empty
    std::string source;            ///< e.g. "HURIDOCS MT5 0301"
    bool to_be_confirmed = false;  ///< known from practice only; says so where it is shown
    bool retired = false;          ///< kept for old records, not offered
};

/// Labels: `list.<list>.<code>`.
struct CodeList {
    std::string name;
    std::vector<Code> codes;

    [[nodiscard]] const Code* find(std::string_view code) const noexcept;
};

/// A task that comes up on an occasion, to choose from.
struct TaskTemplate {
    std::string set;       ///< of list `task_sets`
    std::string task;      ///< of list `task_templates`: its label is the heading
    std::string kind;      ///< of list `task_kinds`
    std::string priority;  ///< of list `task_priorities`, or empty
    std::string role;      ///< of list `case_roles`, or empty
    int after_days = 0;    ///< days from the day on which it is chosen until it is due
};

/// Everything that the packs of a node declare.
struct Schema {
    std::map<std::string, RecordType, std::less<>> types;
    std::map<std::string, CodeList, std::less<>> lists;
    std::vector<TaskTemplate> task_templates;

    [[nodiscard]] const RecordType* type(std::string_view name) const noexcept;
    [[nodiscard]] const CodeList* list(std::string_view name) const noexcept;
};

}  // namespace panoh::forms
