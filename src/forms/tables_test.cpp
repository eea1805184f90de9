// SPDX-License-Identifier: AGPL-3.0-or-later
#include "forms/tables.hpp"

#include "base/id.hpp"
#include "forms/packs.hpp"
#include "vault/storage/sqlite.hpp"

#include <boost/json/parse.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

using namespace panoh;
using namespace panoh::forms;

namespace {

Schema example_schema()
{
    const std::vector<PackFile> files{
        {"lists/methods.yaml", "list: methods\ncodes: [A, B]\n"},
        {"lists/body_regions.yaml", "list: body_regions\ncodes: [head, back]\n"},
        {"types/act.yaml",
         "type: act\nfile: case\ncompartment: core\nfields:\n"
         "  method:  { kind: code, list: methods, coded: true, missing: true }\n"
         "  needs:   { kind: codes, list: methods, coded: true }\n"
         "  when:    { kind: date, coded: true, missing: true }\n"
         "  cost:    { kind: money, coded: true }\n"
         "  urgent:  { kind: yes_no, coded: true }\n"
         "  age:     { kind: number, coded: true }\n"
         "  marks:   { kind: body_location, coded: true }\n"
         "  files:   { kind: attachment, coded: true }\n"
         "  account: { kind: text, lines: 8 }\n"
         "  steps:\n    kind: rows\n    coded: true\n    rows:\n"
         "      day:   { kind: date, missing: true }\n"
         "      kinds: { kind: codes, list: methods }\n"}};
    return *load_packs(files);
}

std::string text_of(const Cell& cell)
{
    if (const auto* text = std::get_if<std::string>(&cell)) return *text;
    if (const auto* real = std::get_if<double>(&cell)) return fmt::format("{}r", *real);
    if (const auto* integer = std::get_if<std::int64_t>(&cell)) return fmt::format("{}", *integer);
    return "null";
}

std::vector<std::string> lines_of(const std::vector<TableRow>& rows)
{
    std::vector<std::string> lines;
    for (const TableRow& row : rows) {
        std::string line = row.table;
        for (const Cell& cell : row.cells)
            line += " " + text_of(cell);
        lines.push_back(line);
    }
    return lines;
}

std::vector<TableRow> rows_of(const Schema& schema, std::string_view json)
{
    return rows_for(*schema.type("act"), boost::json::parse(json).get_object());
}

constexpr std::string_view full_record = R"({
    "method": "A", "needs": ["A", "B"], "when": "../2014-05", "cost": {"amount": "12.50", "currency": "TJS"},
    "urgent": true, "age": 17, "marks": [{"region": "head", "side": "left"}],
    "files": [{"blob": "b", "name": "n", "size": 12, "type": "image/png"}], "account": "not here",
    "steps": [{"day": "2014", "kinds": ["A"]}, {"day__why": "refused", "kinds": ["A", "B"]}]})";

}  // namespace

TEST(Tables, hold_coded_fields_and_nothing_else)
{
    const Schema schema = example_schema();
    const auto tables = tables_of(*schema.type("act"));
    ASSERT_EQ(tables.size(), 6U);
    std::string columns;
    for (const Column& column : tables.front().columns)
        columns += column.name + " ";
    EXPECT_EQ(tables.front().name, "t_act");
    EXPECT_EQ(columns, "method method__why when when_low when_high when__why cost cost_currency urgent age ");
    EXPECT_EQ(tables[1].name, "t_act__needs");
    EXPECT_EQ(tables[4].name, "t_act__steps");
    EXPECT_EQ(tables[5].name, "t_act__steps__kinds");
}

TEST(Tables, get_a_row_for_the_record_and_one_for_each_entry)
{
    EXPECT_EQ(
        lines_of(rows_of(example_schema(), full_record)),
        (std::vector<std::string>{
            "t_act A null ../2014-05 null 2014-05-31 null 12.5r TJS 1 17r",
            "t_act__needs A",
            "t_act__needs B",
            "t_act__marks 0 head left",
            "t_act__files 0 b n 12 image/png",
            "t_act__steps 0 2014 2014-01-01 2014-12-31 null",
            "t_act__steps__kinds 0 A",
            "t_act__steps 1 null null null refused",
            "t_act__steps__kinds 1 A",
            "t_act__steps__kinds 1 B"})
    );
}

TEST(Tables, keep_the_four_ways_of_missing_apart)
{
    for (const char* why : {"unknown", "not_asked", "refused", "not_applicable"}) {
        const auto rows = rows_of(example_schema(), fmt::format(R"({{"method__why": "{}"}})", why));
        EXPECT_EQ(lines_of(rows).front(), fmt::format("t_act null {} null null null null null null null null", why));
    }
}

TEST(Tables, take_values_of_another_kind_as_null)
{
    const auto rows = rows_of(
        example_schema(),
        R"({"method": 3, "needs": "A", "when": "soon", "cost": "12", "urgent": "yes", "age": "x", "marks": [1], "steps": {}})"
    );
    EXPECT_EQ(lines_of(rows), std::vector<std::string>{"t_act null null null null null null null null null null"});
}

TEST(Tables, are_what_sqlite_accepts)
{
    const Schema schema = example_schema();
    const RecordType& type = *schema.type("act");
    auto database = storage::Connection::open_memory();
    ASSERT_TRUE(database);
    for (const std::string& statement : create_statements(type))
        ASSERT_TRUE(database->execute(statement)) << statement;
    for (const std::string& statement : index_statements(type))
        ASSERT_TRUE(database->execute(statement)) << statement;

    const std::string id = RecordId(std::array<std::uint8_t, 16>{7}).text();
    const auto tables = tables_of(type);
    for (const TableRow& row : rows_of(schema, full_record)) {
        const auto table = std::ranges::find(tables, row.table, &Table::name);
        ASSERT_EQ(table->columns.size(), row.cells.size()) << row.table;
        auto insert = database->prepare(insert_statement(*table));
        ASSERT_TRUE(insert) << insert_statement(*table);
        int place = 0;
        for (std::size_t at = 0; at < (table->is_main ? base_columns.size() : 2); ++at) {
            const bool is_id =
                base_columns[at] == "record" || base_columns[at] == "file" || base_columns[at] == "author";
            if (is_id)
                insert->bind(++place, std::string_view(id));
            else
                insert->bind(++place, std::int64_t{1});
        }
        for (const Cell& cell : row.cells) {
            ++place;
            if (const auto* text = std::get_if<std::string>(&cell))
                insert->bind(place, std::string_view(*text));
            else if (const auto* real = std::get_if<double>(&cell))
                insert->bind(place, *real);
            else if (const auto* integer = std::get_if<std::int64_t>(&cell))
                insert->bind(place, *integer);
            else
                insert->bind_null(place);
        }
        const auto done = insert->run();
        ASSERT_TRUE(done) << row.table << ": " << done.error().detail;
    }

    auto count = database->prepare(
        "SELECT count(*) FROM t_act JOIN t_act__needs USING (record) WHERE \"when_high\" < '2014-06-01' AND urgent = 1"
    );
    ASSERT_TRUE(count);
    ASSERT_TRUE(*count->step());
    EXPECT_EQ(count->integer(0), 2);

    for (const std::string& statement : delete_statements(type)) {
        auto remove = database->prepare(statement);
        ASSERT_TRUE(remove) << statement;
        remove->bind(1, std::string_view(id));
        ASSERT_TRUE(remove->run());
    }
    auto left = database->prepare("SELECT count(*) FROM t_act__steps__kinds");
    ASSERT_TRUE(*left->step());
    EXPECT_EQ(left->integer(0), 0);
}
