// SPDX-License-Identifier: AGPL-3.0-or-later
// Handing over, calls that are set apart, figures.
#include "modules/intake/rules_apart.hpp"
#include "modules/intake/rules_figures.hpp"
#include "modules/intake/rules_hand_over.hpp"
#include "modules/intake/sample_for_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <numeric>

namespace panoh::intake {

void PrintTo(const Figure& figure, std::ostream* out)
{
    *out << figure.part << '/' << figure.item << '=' << figure.shown;
}

namespace {

namespace gt = ::testing;
using namespace sample;

// — handing over —

TEST(Promises, are_named_with_the_most_urgent_first)
{
    json::object fresh = contact();
    fresh["promise_call_back"] = true;
    EXPECT_THAT(reasons_of(fresh, false), gt::ElementsAre("danger", "call_back", "new", "unscreened"));
    fresh["danger_now"] = false;
    fresh["status"] = "handed_over";
    EXPECT_THAT(reasons_of(fresh, true), gt::ElementsAre("call_back", "handed_over"));
}

TEST(Promises, end_with_the_screening_unless_something_was_promised)
{
    json::object done = contact();
    done["danger_now"] = false;
    done["status"] = "screened";
    EXPECT_THAT(reasons_of(done, true), gt::IsEmpty());
    done["call_back_by"] = "2026-11-23T09:00Z";
    EXPECT_THAT(reasons_of(done, true), gt::ElementsAre("call_back"));
    for (const char* closed : {"converted", "closed", "counted_only", "set_apart"}) {
        done["status"] = closed;
        EXPECT_THAT(reasons_of(done, true), gt::IsEmpty()) << closed;
    }
}

class Offering : public gt::Test {
protected:
    json::object held_by(const UserId& user)
    {
        json::object held = contact();
        held["keyworker"] = user.text();
        return held;
    }
    UserId giver = SeededRandom(1).id<UserId>();
    UserId receiver = SeededRandom(2).id<UserId>();
};

TEST_F(Offering, stands_while_the_contact_is_open_and_with_its_giver)
{
    const json::object offer = offered(giver, receiver, {"new"}, "2026-11-22T15:00Z");
    EXPECT_TRUE(stands(offer, held_by(giver)));
    EXPECT_FALSE(stands(offer, held_by(receiver)));
    json::object closed = held_by(giver);
    closed["status"] = "closed";
    EXPECT_FALSE(stands(offer, closed));
    for (const char* end : {"taken_at", "withdrawn_at"}) {
        json::object ended = offer;
        ended[end] = "2026-11-22T16:00Z";
        EXPECT_FALSE(stands(ended, held_by(giver))) << end;
    }
}

TEST_F(Offering, moves_the_contact_with_a_receipt_when_it_is_taken)
{
    const json::object taken = taken_over(held_by(giver), receiver, "2026-11-22T16:00Z");
    EXPECT_EQ(text_at(taken, "keyworker"), receiver.text());
    EXPECT_EQ(text_at(taken, "received_at"), "2026-11-22T16:00Z");
    EXPECT_EQ(text_at(taken, "status"), "handed_over");
    json::object screened = held_by(giver);
    screened["status"] = "screened";
    EXPECT_EQ(text_at(taken_over(screened, receiver, "2026-11-22T16:00Z"), "status"), "screened");
}

// — set apart —

TEST(SetApart, keeps_line_time_and_words_and_nothing_that_was_answered)
{
    const Entry entry{{}, SeededRandom(1).id<UserId>(), now(), "A-C-2026-0009"};
    const CallBoxes kept = set_apart(call(), "silent", entry);
    EXPECT_THAT(
        members_of(kept.contact),
        gt::UnorderedElementsAre(
            "channel",
            "hotline",
            "region",
            "time_of_call",
            "number",
            "organisation",
            "status",
            "time_of_entry",
            "taken_by",
            "apart"
        )
    );
    EXPECT_THAT(members_of(kept.account.reveal()), gt::UnorderedElementsAre("words", "phone", "number_safety"));
    EXPECT_EQ(text_at(kept.account.reveal(), "number_safety"), "never");
    EXPECT_TRUE(may_keep_number(kept.contact));
    EXPECT_FALSE(is_open(kept.contact));
}

TEST(SetApart, has_two_kinds)
{
    EXPECT_TRUE(is_apart_kind("silent"));
    EXPECT_TRUE(is_apart_kind("abusive"));
    EXPECT_FALSE(is_apart_kind(""));
    EXPECT_FALSE(is_apart_kind("other"));
}

// — figures —

TEST(Month, is_counted_by_the_wall)
{
    const auto span = span_of_month("2026-11", zone);
    ASSERT_TRUE(span);
    EXPECT_EQ(span->from, "2026-10-31T19:00Z");
    EXPECT_EQ(span->until, "2026-11-30T19:00Z");
    EXPECT_FALSE(span_of_month("2026-13", zone));
    EXPECT_FALSE(span_of_month("2026-1", zone));
    EXPECT_EQ(month_moved("2026-01", -1), "2025-12");
    EXPECT_EQ(month_moved("2026-12", 1), "2027-01");
}

std::vector<std::string> shown(std::vector<std::int64_t> cells)
{
    return covered(cells);
}

TEST(Covered, shows_no_small_number_and_none_that_the_total_gives_away)
{
    EXPECT_THAT(shown({40, 12}), gt::ElementsAre("40", "12"));
    EXPECT_THAT(shown({0, 12}), gt::ElementsAre("0", "12"));
    // Alone, 3 would be the total less the others: another one is covered too.
    EXPECT_THAT(shown({40, 12, 3}), gt::ElementsAre("40", "*", "<5"));
    // Two ones that add up to two would be told by their sum.
    EXPECT_THAT(shown({40, 12, 1, 1}), gt::ElementsAre("40", "*", "<5", "<5"));
    EXPECT_THAT(shown({40, 3, 2}), gt::ElementsAre("40", "<5", "<5"));
}

/// From the total and what is shown, every small number may still be any from 1 to 4, or nothing is shown at all.
RC_GTEST_PROP(Covered, leaves_every_small_number_open, ())
{
    const auto cells = *rc::gen::container<std::vector<std::int64_t>>(
        static_cast<std::size_t>(*rc::gen::inRange(1, 7)), rc::gen::inRange<std::int64_t>(0, 20)
    );
    const auto out = covered(cells);
    std::int64_t left = std::accumulate(cells.begin(), cells.end(), std::int64_t{0});
    std::vector<std::pair<std::int64_t, std::int64_t>> bounds;
    bool any_number = false;
    for (std::size_t at = 0; at < out.size(); ++at) {
        RC_ASSERT(out[at] == "<5" || out[at] == "*" || out[at] == std::to_string(cells[at]));
        if (out[at] == "<5") {
            bounds.emplace_back(1, 4);
        } else if (out[at] == "*") {
            bounds.emplace_back(5, 1000);
        } else {
            RC_ASSERT(cells[at] == 0 || cells[at] >= 5);
            left -= cells[at];
            any_number = any_number || cells[at] > 0;
        }
    }
    if (!any_number) return;
    for (std::size_t each = 0; each < bounds.size(); ++each) {
        if (bounds[each].second != 4) continue;
        std::int64_t least = 0;
        std::int64_t most = 0;
        for (std::size_t other = 0; other < bounds.size(); ++other) {
            if (other == each) continue;
            least += bounds[other].first;
            most += bounds[other].second;
        }
        RC_ASSERT(left - most <= 1);
        RC_ASSERT(left - least >= 4);
    }
}

TEST(Figures, count_calls_once_and_silent_ones_apart)
{
    const std::vector<CountedCall> calls{
        {"general", "hotline", "family", {"legal", "safety"}, "TJ-DU", "yes", ""},
        {"general", "hotline", "self", {}, "", "no", ""},
        {"army", "hotline", "", {}, "TJ-DU", "", "silent"}};
    const auto figures = figures_of(calls, {}, "2026-11-22T09:00Z");
    EXPECT_THAT(
        figures,
        gt::IsSupersetOf(
            {Figure{"total", "all", "3"},
             Figure{"total", "asking", "2"},
             Figure{"line", "general", "2"},
             Figure{"line", "army", "1"},
             Figure{"apart", "silent", "1"},
             Figure{"channel", "hotline", "2"},
             Figure{"danger", "yes", "1"},
             Figure{"need", "legal", "1"},
             Figure{"need", "safety", "1"},
             Figure{"need", "", "1"},
             Figure{"region", "TJ-DU", "<5"}}
        )
    );
}

TEST(Figures, tell_promises_kept_in_time_from_late_ones)
{
    const std::vector<CountedPromise> promises{
        {"2026-11-20T12:00Z", "2026-11-20T12:00Z", "kept"},
        {"2026-11-20T12:00Z", "2026-11-20T12:01Z", "kept"},
        {"2026-11-20T12:00Z", "2026-11-20T10:00Z", "not_wanted"},
        {"2026-11-21T12:00Z", "", ""},
        {"2026-11-23T12:00Z", "", ""}};
    const auto figures = figures_of({}, promises, "2026-11-22T09:00Z");
    for (const char* item : {"in_time", "late", "not_kept", "overdue", "open"})
        EXPECT_THAT(figures, gt::Contains(Figure{"call_back", item, "1"}));
}

}  // namespace
}  // namespace panoh::intake
