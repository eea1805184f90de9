// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/agenda/module.hpp"
#include "modules/agenda/pages_calendar.hpp"
#include "modules/casework/pages_for_test.hpp"

#include <gmock/gmock.h>

namespace panoh::casework {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

struct Calendar : Pages {
    OpenedCase made = one_case();

    Calendar()
    {
        for (web::Route& route : agenda::routes()) {
            const std::string pattern = route.pattern;
            router.add(route.method, pattern, std::move(route));
        }
        services.work_providers.emplace_back(agenda::work_of_appointments);
        services.calendar_providers = {agenda::appointments};
    }
    RecordId appointment(const std::string& day, const std::string& state)
    {
        const auto outcome = saved(
            worker,
            made.file,
            "appointment",
            {{"heading", "Talk about the papers"},
             {"kind", "meeting"},
             {"planned_on.day", day},
             {"planned_on.month", "11"},
             {"planned_on.year", "2026"},
             {"planned_at", "14:30"},
             {"by", worker.actor().user.text()},
             {"place", "our_office"},
             {"state", state}}
        );
        PANOH_CHECK(outcome.saved());
        return outcome.record;
    }
};

TEST_F(Calendar, shows_what_has_a_day_in_week_month_and_day)
{
    appointment("24", "planned");
    for (const char* view : {"week", "month", "day"}) {
        const auto page = get(worker, std::string("/calendar?day=2026-11-24&view=") + view);
        EXPECT_EQ(page.status, 200);
        EXPECT_THAT(page.body, AllOf(HasSubstr("Talk about the papers"), HasSubstr("14:30"))) << view;
        EXPECT_THAT(page.body, Not(HasSubstr("Раҳмонов"))) << view;
    }
    EXPECT_THAT(get(worker, "/calendar?day=2026-12-24").body, Not(HasSubstr("Talk about the papers")));
}

TEST_F(Calendar, says_what_became_of_an_appointment)
{
    appointment("24", "not_come");
    EXPECT_THAT(get(worker, "/calendar?day=2026-11-24").body, HasSubstr("Did not come"));
    EXPECT_THAT(get(worker, "/").body, Not(HasSubstr("Talk about the papers"))) << "nothing is left to be done";
}

TEST_F(Calendar, tells_a_coordinator_day_and_number_and_no_words)
{
    appointment("24", "planned");
    Member& coordinator = node.sign_in("coordinator");
    EXPECT_THAT(get(coordinator, "/calendar?day=2026-11-24").body, Not(HasSubstr(made.number))) << "not their own";
    const auto all = get(coordinator, "/calendar?day=2026-11-24&whose=all").body;
    EXPECT_THAT(all, AllOf(HasSubstr(made.number), HasSubstr("14:30"), Not(HasSubstr("Talk about the papers"))));
}

TEST_F(Calendar, takes_no_day_that_is_none_for_an_error)
{
    for (const char* day : {"2026-13-40", "never", "9999-01-01", ""})
        EXPECT_EQ(get(worker, std::string("/calendar?day=") + day).status, 200) << day;
}

}  // namespace
}  // namespace panoh::casework
