// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/knowledge/patterns.hpp"

#include "modules/knowledge/knowledge_for_test.hpp"

#include <random>

namespace panoh::knowledge {
namespace {

class Patterns : public Knowledge {
protected:
    std::vector<Occurrence> occurrences(Member& who)
    {
        auto found = occurrences_of(node.records(), who.caller());
        PANOH_CHECK(found.has_value());
        return std::move(*found);
    }
    Tally all(Member& who)
    {
        Tally tally;
        for (const Occurrence& each : occurrences(who))
            tally.add(each);
        return tally;
    }
};

TEST_F(Patterns, count_the_first_version_alone)
{
    const auto mine = one_case();
    const RecordId what = event(mine);
    const RecordId first = act(mine, what);
    act(mine, what, "B01", {{"version_of", first.text()}});
    EXPECT_EQ(all(worker).acts.size(), 1U);
    EXPECT_EQ(occurrences(worker).front().values.at(Aspect::method), std::set<std::string>{"A"});
}

TEST_F(Patterns, of_cases_that_the_reader_may_not_read_are_not_there)
{
    const auto mine = one_case();
    act(mine, event(mine));
    EXPECT_TRUE(occurrences(node.sign_in("other_worker")).empty());
}

TEST_F(Patterns, put_methods_into_their_group)
{
    const auto mine = one_case();
    const RecordId what = event(mine);
    act(mine, what, "A02");
    act(mine, what, "B03");
    const Matrix matrix = matrix_of(occurrences(worker), Aspect::method, Aspect::method);
    EXPECT_EQ(std::set(matrix.rows.begin(), matrix.rows.end()), (std::set<std::string>{"A", "B"}));
}

TEST_F(Patterns, take_place_and_time_of_an_act_from_its_event)
{
    const std::string station = place("Station A");
    const auto mine = one_case();
    const RecordId what = event(mine, {{"place", station}, {"began.year", "2024"}, {"began.month", "3"}});
    act(mine, what);
    const Occurrence one = occurrences(worker).front();
    EXPECT_EQ(one.values.at(Aspect::place), std::set<std::string>{station});
    EXPECT_EQ(one.values.at(Aspect::year), std::set<std::string>{"2024"});
    EXPECT_EQ(one.values.at(Aspect::month), std::set<std::string>{"2024-03"});
}

TEST_F(Patterns, know_no_month_of_a_year)
{
    const auto mine = one_case();
    event(mine, {{"began.year", "2024"}});
    const Occurrence one = occurrences(worker).front();
    EXPECT_TRUE(one.values.contains(Aspect::year));
    EXPECT_FALSE(one.values.contains(Aspect::month));
}

TEST_F(Patterns, who_took_part_in_an_act_is_not_put_beside_another_act)
{
    const std::string somebody = perpetrator("Invented", "Nobodyev");
    const auto mine = one_case();
    const RecordId what = event(mine);
    const RecordId first = act(mine, what);
    const RecordId second = act(mine, what, "B01");
    involvement(mine, what, {{"act", first.text()}, {"perpetrator", somebody}});
    for (const Occurrence& each : occurrences(worker))
        EXPECT_EQ(each.values.contains(Aspect::perpetrator), each.act == first.text());
    EXPECT_NE(first, second);
}

TEST_F(Patterns, entries_that_are_the_same_count_as_one)
{
    const std::string stays = place("Station A");
    const std::string again = place("Station A again", {{"same_as", stays}});
    const auto one = one_case();
    const auto other = another_case("Фирӯз");
    event(one, {{"place", stays}});
    event(other, {{"place", again}});
    const auto found = recurring(occurrences(worker), Aspect::place);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found.front().first, stays);
    EXPECT_EQ(found.front().second.cases.size(), 2U);
}

TEST_F(Patterns, need_two_cases_to_recur)
{
    const std::string station = place("Station A");
    const auto one = one_case();
    event(one, {{"place", station}});
    event(one, {{"place", station}});
    EXPECT_TRUE(recurring(occurrences(worker), Aspect::place).empty());
}

TEST_F(Patterns, places_of_a_detention_count_without_any_act)
{
    const std::string station = place("Station A");
    const auto mine = one_case();
    const Inputs stay{
        {"person", person_of(mine)},
        {"stays.0.place", station},
        {"stays.0.place_type", "PL01"},
        {"taken.year", "2025"}};
    record_in(mine.file, "detention", stay);
    const Tally tally = all(worker);
    EXPECT_EQ(tally.persons.size(), 1U);
    EXPECT_TRUE(tally.acts.empty());
    EXPECT_EQ(occurrences(worker).front().values.at(Aspect::place), std::set<std::string>{station});
}

/// Whatever is counted: a cell is what the list behind it counts, and no row is less than one of its cells or more than
/// all of them together.
TEST(AMatrix, agrees_with_the_lists_behind_its_cells)
{
    std::mt19937 random(7);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same each time
    const auto any = [&](int most) {
        return std::to_string(random() % static_cast<unsigned>(most));
    };
    std::vector<FileId> files;
    for (std::uint8_t at = 1; at <= 4; ++at) {
        std::array<std::uint8_t, 16> bytes{};
        bytes.back() = at;
        files.push_back(*FileId::from_bytes(bytes));
    }
    std::vector<Occurrence> occurrences;
    for (int number = 0; number < 200; ++number) {
        Occurrence one;
        one.file = files[random() % files.size()];
        one.act = "act" + std::to_string(number);
        one.event = "event" + any(40);
        one.person = "person" + any(20);
        for (int times = 0; times < 2; ++times) {
            one.values[Aspect::agency].insert("AG" + any(3));
            one.values[Aspect::place].insert("P" + any(4));
        }
        occurrences.push_back(std::move(one));
    }
    const Matrix matrix = matrix_of(occurrences, Aspect::place, Aspect::agency);
    for (const Counted counted : {Counted::acts, Counted::persons, Counted::events, Counted::cases}) {
        for (const std::string& row : matrix.rows) {
            std::size_t sum = 0;
            const std::size_t together = count_of(matrix.of_row.at(row), counted);
            for (const std::string& column : matrix.columns) {
                Tally behind;
                for (const Occurrence& each : narrowed(occurrences, {{Aspect::place, row}, {Aspect::agency, column}}))
                    behind.add(each);
                const auto cell = matrix.cells.find({row, column});
                const std::size_t shown = cell == matrix.cells.end() ? 0 : count_of(cell->second, counted);
                EXPECT_EQ(shown, count_of(behind, counted));
                EXPECT_LE(shown, together);
                sum += shown;
            }
            EXPECT_LE(together, sum);
        }
    }
}

TEST(AMatrix, runs_forward_in_time)
{
    std::vector<Occurrence> occurrences(3);
    const std::array<const char*, 3> years{"2025", "2023", "2024"};
    for (std::size_t at = 0; at < years.size(); ++at)
        occurrences[at].values = {{Aspect::year, {years[at]}}, {Aspect::agency, {"AG01"}}};
    EXPECT_EQ(
        matrix_of(occurrences, Aspect::agency, Aspect::year).columns, (std::vector<std::string>{"2023", "2024", "2025"})
    );
}

}  // namespace
}  // namespace panoh::knowledge
