// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/intake/pages_for_test.hpp"

namespace panoh::intake {
namespace {

using web::testing::words_of;

TEST_F(Browsing, a_screening_says_what_can_still_be_documented_and_shows_three_views)
{
    Member& worker = node.sign_in("social_worker");
    const RecordId contact = take(worker, {});
    Typed fields = untouched(get(worker, address_of(contact, "/screening")));
    for (const auto& [name, value] : Typed{
             {"last_event.day", "21"},
             {"last_event.month", "11"},
             {"last_event.year", "2026"},
             {"client_words", "They humiliated me"},
             {"category_considered", "EUF"},
             {"categories_also", "DIC"},
             {"authority_view", "Abuse of office"},
             {"lawyer_given", "yes"},
             {"lawyer_at.date", "2026-11-22"},
             {"lawyer_at.time", "09:00"},
             {"family.0.who", "Canary"},
             {"family.0.relation", "mother"}}) {
        fields.emplace_back(name, value);
    }
    const web::Response saved = post(worker, address_of(contact, "/screening"), fields);
    ASSERT_EQ(saved.status, 303) << words_of(saved.body);
    const std::string words = words_of(get(worker, target_of(saved)).body);
    EXPECT_THAT(words, gt::HasSubstr("mostly useful within about 72 hours"));
    EXPECT_THAT(words, gt::HasSubstr("To be confirmed by a physician"));
    for (const char* view : {"They humiliated me", "Abuse of office", "Article 16"})
        EXPECT_THAT(words, gt::HasSubstr(view));
    EXPECT_THAT(words, gt::HasSubstr("Neither a category nor a missing complaint closes any help."));
    EXPECT_THAT(words, gt::Not(gt::HasSubstr("The time of the first lawyer"))) << "that is known";
    language = "ru";
    EXPECT_THAT(words_of(get(worker, address_of(contact, "/screening")).body), gt::HasSubstr("Три взгляда рядом"));
}

}  // namespace
}  // namespace panoh::intake
