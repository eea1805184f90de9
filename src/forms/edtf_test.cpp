// SPDX-License-Identifier: AGPL-3.0-or-later
#include "forms/edtf.hpp"

#include "forms/date_parts.hpp"
#include "forms/month_names.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>

using namespace panoh;
using namespace panoh::forms;

namespace {

std::string day_or_open(const std::optional<std::chrono::sys_days>& day)
{
    return day ? iso_day(*day) : "open";
}

std::string range_text(std::string_view edtf)
{
    const auto range = edtf_range(edtf);
    return range ? day_or_open(range->low) + " " + day_or_open(range->high) : "no date";
}

struct TypedDate {
    const char* typed;
    const char* edtf;  ///< or the sentence about it
};

std::string outcome(const Result<std::string>& read)
{
    return read ? *read : read.error().message.id.text();
}

/// What may be typed in one box, and what it means.
constexpr std::array typed_dates{
    TypedDate{"2014", "2014"},
    TypedDate{" 2014 ", "2014"},
    TypedDate{"05.2014", "2014-05"},
    TypedDate{"5/2014", "2014-05"},
    TypedDate{"2014/05", "2014-05"},
    TypedDate{"2014-05", "2014-05"},
    TypedDate{"22.11.2026", "2026-11-22"},
    TypedDate{"3.5.2014", "2014-05-03"},
    TypedDate{"03.05.2014", "2014-05-03"},
    TypedDate{"3/5/2014", "2014-05-03"},
    TypedDate{"03-05-2014", "2014-05-03"},
    TypedDate{"2014-05-03", "2014-05-03"},
    TypedDate{"2014.5.3", "2014-05-03"},
    TypedDate{"29.02.2024", "2024-02-29"},
    TypedDate{"3 May 2014", "2014-05-03"},
    TypedDate{"May 3, 2014", "2014-05-03"},
    TypedDate{"3rd of May 2014", "2014-05-03"},
    TypedDate{"MAY 2014", "2014-05"},
    TypedDate{"Sept. 2014", "2014-09"},
    TypedDate{"1 january 1999", "1999-01-01"},
    TypedDate{"3 мая 2014", "2014-05-03"},
    TypedDate{"3 мая 2014 г.", "2014-05-03"},
    TypedDate{"3 мая 2014 года", "2014-05-03"},
    TypedDate{"май 2014", "2014-05"},
    TypedDate{"Август 2013 года", "2013-08"},
    TypedDate{"12 сент. 2019", "2019-09-12"},
    TypedDate{"1 ДЕКАБРЯ 2020", "2020-12-01"},
    TypedDate{"01 февраля 2021", "2021-02-01"},
    TypedDate{"3 майи соли 2014", "2014-05-03"},
    TypedDate{"15 январи 2018", "2018-01-15"},
    TypedDate{"июн 2017", "2017-06"},
    TypedDate{"9 сентябри соли 2016", "2016-09-09"},
    TypedDate{"5 марти 2022", "2022-03-05"},
    TypedDate{"2014-жылдын 3-майы", "2014-05-03"},
    TypedDate{"3-май 2014-жыл", "2014-05-03"},
    TypedDate{"2020-ж. 7-октябрь", "2020-10-07"},
    TypedDate{"бештин айы 2015", "2015-12"},
    TypedDate{"2019 жалган куран", "2019-03"},
    TypedDate{"3 მაისი 2014", "2014-05-03"},
    TypedDate{"2014 წლის 3 მაისი", "2014-05-03"},
    TypedDate{"3 მაისს 2014", "forms.error.date"},
    TypedDate{"აგვისტოს 2008", "2008-08"},
    TypedDate{"12 თებ. 2010", "2010-02-12"},
    TypedDate{"ᲘᲕᲚᲘᲡᲘ 2021", "2021-07"},
    TypedDate{"2014~", "2014~"},
    TypedDate{"2014-05?", "2014-05?"},
    TypedDate{"201X", "201X"},
    TypedDate{"2014-XX", "2014-XX"},
    TypedDate{"2014/2015", "2014/2015"},
    TypedDate{"../2014-05", "../2014-05"},
    TypedDate{"31.06.2014", "forms.error.date_day"},
    TypedDate{"29 февраля 2023", "forms.error.date_day"},
    TypedDate{"5/22/2026", "forms.error.date_month"},
    TypedDate{"13.2014", "forms.error.date_month"},
    TypedDate{"3.5.14", "forms.error.date_year"},
    TypedDate{"3 мая", "forms.error.date_year"},
    TypedDate{"май", "forms.error.date_year"},
    TypedDate{"1014", "forms.error.date_year"},
    TypedDate{"yesterday", "forms.error.date"},
    TypedDate{"22112026", "forms.error.date"},
    TypedDate{"3 мая июня 2014", "forms.error.date"},
    TypedDate{"2014 2015 5", "forms.error.date"},
    TypedDate{"3 мая 2014!", "forms.error.date"},
    TypedDate{"about 2014", "forms.error.date"},
};
static_assert(typed_dates.size() >= 60);

DatePoint any_point()
{
    DatePoint point;
    point.year = *rc::gen::inRange(1800, 2200);
    const int precision = *rc::gen::inRange(0, 7);
    if (precision == 0) point.open_digits = *rc::gen::element(1, 2);
    if (precision == 0) point.year = point.year / 100 * 100;
    if (precision >= 2) point.month = *rc::gen::inRange(1U, 13U);
    if (precision >= 4) point.day = *rc::gen::inRange(1U, 29U);
    if (precision == 3 && point.month > 6) point.month = DatePoint::unspecified;
    if (precision == 4) point.day = DatePoint::unspecified;
    point.qualifier = *rc::gen::element(
        Qualifier::none, Qualifier::approximate, Qualifier::uncertain, Qualifier::approximate_and_uncertain
    );
    return point;
}

EdtfDate any_date()
{
    const int shape = *rc::gen::inRange(0, 6);
    const DateEnd date{DateEnd::Kind::date, any_point()};
    const DateEnd open{*rc::gen::element(DateEnd::Kind::open, DateEnd::Kind::unknown), {}};
    if (shape == 0) return {date, open};
    if (shape == 1) return {open, date};
    if (shape > 2) return {date, {}};
    const EdtfDate interval{date, DateEnd{DateEnd::Kind::date, any_point()}};
    return parse_edtf(to_text(interval)) ? interval : EdtfDate{date, date};
}

}  // namespace

TEST(Edtf, reaches_from_the_first_to_the_last_day_that_is_meant)
{
    EXPECT_EQ(range_text("2014-05-03"), "2014-05-03 2014-05-03");
    EXPECT_EQ(range_text("2014-05"), "2014-05-01 2014-05-31");
    EXPECT_EQ(range_text("2016-02"), "2016-02-01 2016-02-29");
    EXPECT_EQ(range_text("2014"), "2014-01-01 2014-12-31");
    EXPECT_EQ(range_text("2014~"), "2014-01-01 2014-12-31");
    EXPECT_EQ(range_text("201X"), "2010-01-01 2019-12-31");
    EXPECT_EQ(range_text("19XX%"), "1900-01-01 1999-12-31");
    EXPECT_EQ(range_text("2014-XX"), "2014-01-01 2014-12-31");
    EXPECT_EQ(range_text("2014-05-XX?"), "2014-05-01 2014-05-31");
    EXPECT_EQ(range_text("2014/2015-03"), "2014-01-01 2015-03-31");
    EXPECT_EQ(range_text("../2014-05"), "open 2014-05-31");
    EXPECT_EQ(range_text("2014-05/.."), "2014-05-01 open");
    EXPECT_EQ(range_text("/2014"), "open 2014-12-31");
    EXPECT_EQ(range_text("2014-05-03~/"), "2014-05-03 open");
}

TEST(Edtf, refuses_what_no_calendar_has_and_what_it_leaves_out)
{
    for (const char* text : {"",           "14",         "2014-13",
                             "2014-00",    "2014-05-00", "2014-02-29",
                             "2014-5",     "2014-05-3",  "2014-05-031",
                             "2014-XX-05", "20X4",       "2XXX",
                             "XXXX",       "201X-05",    "2014-21",
                             "2014~~",     "~2014",      "2014 ",
                             "2015/2014",  "../..",      "/",
                             "..",         "/..",        "2014/2015/2016",
                             "-2014",      "Y12014",     "2014-05-03T10:00",
                             "2014_05",    "2014-05~-03"}) {
        EXPECT_EQ(range_text(text), "no date") << text;
    }
}

TEST(Edtf, orders_partial_dates_by_first_and_then_by_last_day)
{
    const std::array ordered{"../2013", "2013", "2014-01-01", "2014-01", "2014", "2014/..", "2014-01-02", "2015"};
    for (std::size_t left = 0; left < ordered.size(); ++left) {
        for (std::size_t right = 0; right < ordered.size(); ++right) {
            const auto order = order_of(*edtf_range(ordered[left]), *edtf_range(ordered[right]));
            EXPECT_EQ(order < 0, left < right) << ordered[left] << " " << ordered[right];
            EXPECT_EQ(order == 0, left == right) << ordered[left] << " " << ordered[right];
        }
    }
}

RC_GTEST_PROP(Edtf, every_date_is_written_in_one_way, ())
{
    const EdtfDate date = any_date();
    const std::string text = to_text(date);
    const auto again = parse_edtf(text);
    RC_ASSERT(again.has_value());
    RC_ASSERT(to_text(*again) == text);
    const DateRange range = range_of(*again);
    RC_ASSERT((!range.low || !range.high || *range.low <= *range.high));
}

RC_GTEST_PROP(Edtf, any_text_is_read_or_refused, (const std::string& text))
{
    const auto date = parse_edtf(text);
    if (date) RC_ASSERT(to_text(*date) == text);
}

RC_GTEST_PROP(DateBoxes, give_every_stored_date_back, ())
{
    const std::string text = to_text(any_date());
    const DateParts parts = parts_of(text);
    RC_ASSERT(outcome(edtf_of(parts)) == text);
}

TEST(DateBoxes, take_whole_dates_in_five_languages)
{
    for (const TypedDate& row : typed_dates)
        EXPECT_EQ(outcome(edtf_of_text(row.typed)), row.edtf) << row.typed;
}

TEST(DateBoxes, take_whole_dates_in_any_one_box_and_show_them_in_three)
{
    for (const TypedDate& row : typed_dates) {
        if (std::string_view(row.edtf).starts_with("forms.")) continue;
        for (const auto box : {&DateParts::day, &DateParts::month, &DateParts::year}) {
            DateParts parts;
            parts.*box = row.typed;
            const auto edtf = edtf_of(parts);
            ASSERT_EQ(outcome(edtf), row.edtf) << row.typed;
            EXPECT_EQ(outcome(edtf_of(parts_of(*edtf))), row.edtf) << row.typed;
        }
    }
}

TEST(DateBoxes, take_names_and_leading_zeros)
{
    EXPECT_EQ(outcome(edtf_of({"03", "05", "2014", {}, {}, {}, {}})), "2014-05-03");
    EXPECT_EQ(outcome(edtf_of({"3", "мая", "2014", {}, {}, {}, {}})), "2014-05-03");
    EXPECT_EQ(outcome(edtf_of({"", "მაისი", "2014", {}, {}, {}, {}})), "2014-05");
    EXPECT_EQ(outcome(edtf_of({"", "", "2014", {}, {}, {}, {}})), "2014");
}

TEST(DateBoxes, say_which_box_is_wrong)
{
    EXPECT_EQ(outcome(edtf_of({"3", "", "2014", {}, {}, {}, {}})), "forms.error.date_month");
    EXPECT_EQ(outcome(edtf_of({"3", "13", "2014", {}, {}, {}, {}})), "forms.error.date_month");
    EXPECT_EQ(outcome(edtf_of({"31", "6", "2014", {}, {}, {}, {}})), "forms.error.date_day");
    EXPECT_EQ(outcome(edtf_of({"3", "5", "", {}, {}, {}, {}})), "forms.error.date_year");
    EXPECT_EQ(outcome(edtf_of({"3", "5", "14", {}, {}, {}, {}})), "forms.error.date_year");
}

TEST(DateBoxes, keep_about_before_after_and_between)
{
    EXPECT_EQ(outcome(edtf_of({"", "", "2014", Precision::approximate, {}, {}, {}})), "2014~");
    EXPECT_EQ(outcome(edtf_of({"", "5", "2014", Precision::before, {}, {}, {}})), "../2014-05");
    EXPECT_EQ(outcome(edtf_of({"", "5", "2014", Precision::after, {}, {}, {}})), "2014-05/..");
    EXPECT_EQ(outcome(edtf_of({"", "3", "2014", Precision::between, "", "6", "2014"})), "2014-03/2014-06");
    EXPECT_EQ(outcome(edtf_of({"", "3", "2014", Precision::between, "", "", ""})), "forms.error.date_second_missing");
    EXPECT_EQ(outcome(edtf_of({"", "7", "2014", Precision::between, "", "6", "2014"})), "forms.error.date_order");
    EXPECT_EQ(outcome(edtf_of({"", "3", "2014", Precision::exact, "", "6", "2014"})), "forms.error.date_second");
    EXPECT_EQ(outcome(edtf_of({"", "", "2014", Precision::unknown, {}, {}, {}})), "forms.error.answered_and_missing");
    EXPECT_EQ(parts_of("../2014-05"), (DateParts{"", "5", "2014", Precision::before, "", "", ""}));
    EXPECT_EQ(parts_of("2014?"), (DateParts{"", "", "2014?", Precision::exact, "", "", ""}));
}

TEST(MonthNames, are_known_short_and_long_in_any_case)
{
    EXPECT_EQ(month_named("Января"), 1U);
    EXPECT_EQ(month_named("дек."), 12U);
    EXPECT_EQ(month_named("ოქტომბერი"), 10U);
    EXPECT_EQ(month_named("феврали"), 2U);
    EXPECT_EQ(month_named("brumaire"), std::nullopt);
}
