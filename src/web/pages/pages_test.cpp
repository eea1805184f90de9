// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/pages/assets.hpp"
#include "web/pages/components.hpp"
#include "web/pages/pages_test_support.hpp"
#include "web/pages/shell.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace panoh;
using namespace panoh::web;
using namespace panoh::web::testing;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

namespace {

PageHead head_for_somebody()
{
    PageHead head;
    head.heading = Sensitive<std::string>("Ҷамшед <b>");
    head.title = "2026-0147";
    head.place = Place::cases;
    return head;
}

std::size_t count_of(const std::string& markup, std::string_view tag)
{
    std::size_t count = 0;
    for (const Tag& each : tags_of(markup))
        count += each.name == tag ? 1U : 0U;
    return count;
}

std::vector<std::string> targets_of(const std::string& markup)
{
    std::vector<std::string> targets;
    for (const Tag& tag : tags_of(markup)) {
        if (tag.name == "a") targets.push_back(tag.get("href"));
    }
    return targets;
}

}  // namespace

TEST(Page, never_names_a_person_in_the_windows_title)
{
    const World world;
    const Response response = page(world.context(), head_for_somebody(), paragraph("Body"));
    EXPECT_THAT(response.body, HasSubstr("<title>2026-0147 — Register</title>"));
    EXPECT_THAT(response.body, HasSubstr("<h1>Ҷамшед &lt;b&gt;</h1>"));
    EXPECT_THAT(page(world.context(), {}, {}).body, HasSubstr("<title>Register</title>"));
    EXPECT_THAT(page(world.context(), head_for_somebody(), {}, 422).body, HasSubstr("<title>Please check: "));
}

TEST(Page, has_one_heading_one_main_and_links_that_land)
{
    const World world;
    for (const char* role : {"worker", "operator", "administrator", ""}) {
        const std::string markup = page(world.context(role), head_for_somebody(), paragraph("Body")).body;
        EXPECT_EQ(count_of(markup, "h1"), 1U);
        EXPECT_EQ(count_of(markup, "main"), 1U);
        EXPECT_THAT(dangling_ids(markup), IsEmpty());
        EXPECT_THAT(markup, Not(HasSubstr("style=")));
    }
}

TEST(Page, shows_only_the_places_that_a_role_may_see)
{
    const World world;
    const auto worker = targets_of(page(world.context("worker"), {}, {}).body);
    EXPECT_THAT(worker, Contains("/cases"));
    EXPECT_THAT(worker, Not(Contains("/calls")));
    EXPECT_THAT(worker, Not(Contains("/administration")));
    const auto taker = targets_of(page(world.context("operator"), {}, {}).body);
    EXPECT_THAT(taker, Contains("/calls/new"));
    EXPECT_THAT(taker, Not(Contains("/cases")));
    EXPECT_THAT(targets_of(page(world.context("administrator"), {}, {}).body), Contains("/administration"));
}

TEST(Page, says_where_one_is)
{
    const World world;
    const auto tags = tags_of(page(world.context(), head_for_somebody(), {}).body);
    const auto current =
        std::count_if(tags.begin(), tags.end(), [](const Tag& tag) { return tag.get("aria-current") == "page"; });
    EXPECT_EQ(current, 2);
}

TEST(Page, posts_the_search_so_that_words_never_stand_in_an_address)
{
    const World world;
    for (const Tag& tag : tags_of(page(world.context(), {}, {}).body)) {
        if (tag.name != "form") continue;
        EXPECT_EQ(tag.get("method"), "post") << tag.get("action");
    }
}

TEST(Page, locks_itself_without_scripts_unless_somebody_may_be_typing)
{
    const World world;
    PageHead head;
    EXPECT_THAT(page(world.context(), head, {}).body, HasSubstr("content=\"900;url=/lock\""));
    head.refresh_to_lock = 60;
    EXPECT_THAT(page(world.context(), head, {}).body, HasSubstr("content=\"60;url=/lock\""));
    head.typed_text = true;
    EXPECT_THAT(page(world.context(), head, {}).body, Not(HasSubstr("url=/lock")));
}

TEST(Page, says_training_on_a_training_node_in_the_readers_language)
{
    World world;
    EXPECT_THAT(words_of(page(world.context(), {}, {}).body), Not(HasSubstr("Training")));
    world.services.training = true;
    EXPECT_THAT(words_of(page(world.context(), {}, {}).body), HasSubstr("Training"));
    EXPECT_THAT(words_of(page(world.context("", "ru"), {}, {}).body), HasSubstr("Тренировка"));
}

TEST(Page, tells_who_looks_after_it_that_a_backup_is_due)
{
    World world;
    world.services.backup_is_due = [] {
        return true;
    };
    EXPECT_THAT(words_of(page(world.context("administrator"), {}, {}).body), HasSubstr("backup"));
    EXPECT_THAT(words_of(page(world.context("worker"), {}, {}).body), Not(HasSubstr("backup")));
}

TEST(Page, comes_back_to_the_same_place_in_another_language)
{
    World world;
    world.request.path = "/cases/дело 1";
    world.request.query.add("state", "open");
    const std::string markup = page(world.context("worker", "ru"), {}, {}).body;
    EXPECT_THAT(markup, HasSubstr("<html lang=\"ru\""));
    const auto sent = submission_of(markup);
    EXPECT_EQ(sent.first("return"), "/cases/%D0%B4%D0%B5%D0%BB%D0%BE%201?state=open");
    EXPECT_THAT(markup, HasSubstr("lang=\"en\""));
}

TEST(Page, of_nobody_has_no_bar_and_offers_a_way_out)
{
    World world;
    world.services.exit_address = Url::external("https://example.org/").value();
    const std::string markup = bare_page(world.context(""), head_for_somebody(), paragraph("Sign in")).body;
    EXPECT_THAT(markup, Not(HasSubstr("topbar")));
    EXPECT_THAT(markup, Not(HasSubstr("csrf")));
    EXPECT_THAT(targets_of(markup), Contains("https://example.org/"));
}

TEST(ErrorPage, says_the_sentence_and_never_the_detail)
{
    const World world;
    const Response response = error_page(world.context(), fail(ErrorCode::denied, "no rule for role x"));
    EXPECT_EQ(response.status, 403);
    EXPECT_THAT(words_of(response.body), HasSubstr("Not open to you"));
    EXPECT_THAT(words_of(response.body), HasSubstr("ask the coordinator"));
    EXPECT_THAT(response.body, Not(HasSubstr("no rule")));
    EXPECT_THAT(targets_of(error_page(world.context(""), 404, msg("error.not_found")).body), Contains("/sign-in"));
}

TEST(Assets, are_kept_for_good_under_the_address_with_their_hash)
{
    World world;
    const std::string address = asset_url("app.css").text();
    ASSERT_TRUE(address.starts_with("/assets/app.css?v="));
    world.path.add("name", "app.css");
    world.request.query.add("v", address.substr(address.find('=') + 1));
    auto context = world.context("");
    EXPECT_EQ(asset(context).caching, Caching::immutable);
    EXPECT_THAT(asset(context).body, HasSubstr(".topbar"));

    World stale;
    stale.path.add("name", "app.js");
    stale.request.query.add("v", "another");
    auto old = stale.context("");
    EXPECT_EQ(asset(old).caching, Caching::no_store);

    World unknown;
    unknown.path.add("name", "../app.css");
    auto nothing = unknown.context("");
    EXPECT_EQ(asset(nothing).status, 404);
}

TEST(Context, knows_the_day_where_the_reader_is_and_names_by_language)
{
    const World world;
    const auto context = world.context("worker", "ru");
    EXPECT_EQ(context.today(), "2026-11-22");
    EXPECT_EQ(context.organisation_name(context.actor().organisation), "Первый дом");
    EXPECT_EQ(context.user_name(UserId{}).reveal(), "—");
    EXPECT_EQ(context.code_label("needs", "gone"), "gone");
}

TEST(Context, keeps_the_batch_of_a_form_that_is_shown_again_and_no_other)
{
    World world;
    const auto batch = system_random().id<BatchId>();
    world.request.method = Method::post;
    world.request.path = "/calls/new";
    world.request.form.add("batch", batch.text());
    world.request.form.add("csrf", "x");
    world.request.form.add("_base", "3");
    world.request.form.add("note", "tea");
    const auto context = world.context();
    EXPECT_EQ(context.batch(), batch);
    EXPECT_EQ(context.base(), 3U);
    const auto batch_in = [&](const Html& form) {
        return std::string(submission_of(form.markup()).first("batch"));
    };
    EXPECT_EQ(batch_in(post_form(context, Url::local("/calls/new"), {})), batch.text());
    EXPECT_NE(batch_in(action_button(context, Url::local("/calls/take"), "Take")), batch.text());
    EXPECT_EQ(context.submission().entries().size(), 1U);
    EXPECT_EQ(submission_of(post_form(context, Url::local("/x"), {}).markup()).first("csrf"), "masked-token");
}

TEST(Table, names_rows_and_columns)
{
    const std::vector<Column> columns{{"Number", Url::local("/cases").with("sort", "number"), true}, {"State", {}}};
    const std::vector<std::vector<Html>> rows{{html::group("2026-1"), tag(Tone::late, "Late")}};
    const std::string markup = table("Cases", columns, rows).markup();
    EXPECT_THAT(markup, HasSubstr("<th scope=\"col\" aria-sort=\"ascending\"><a href=\"/cases?sort=number\">"));
    EXPECT_THAT(markup, HasSubstr("<th scope=\"row\">2026-1</th>"));
    EXPECT_THAT(markup, HasSubstr("<td data-label=\"State\"><span class=\"tag tag-late\">Late</span></td>"));
    EXPECT_THAT(markup, HasSubstr("Cases</caption>"));
}

TEST(Pagination, says_which_part_is_shown_and_where_it_goes_on)
{
    const World world;
    const auto context = world.context();
    const std::string middle = pagination(context, Url::local("/cases").with("state", "open"), 2, 40, 312).markup();
    EXPECT_THAT(words_of(middle), HasSubstr("41–80 of 312"));
    EXPECT_EQ(targets_of(middle), (std::vector<std::string>{"/cases?state=open&page=1", "/cases?state=open&page=3"}));
    EXPECT_THAT(targets_of(pagination(context, Url::local("/cases"), 9, 40, 30).markup()), IsEmpty());
    EXPECT_TRUE(pagination(context, Url::local("/cases"), 1, 40, 0).empty());
}

TEST(Tabs, show_what_is_restricted)
{
    const World world;
    const std::vector<Tab> parts{{"Overview", Url::local("/a"), true}, {"Medical", std::nullopt}};
    const std::string markup = tabs(world.context(), "Parts", parts).markup();
    EXPECT_THAT(words_of(markup), HasSubstr("Medical restricted"));
    EXPECT_THAT(markup, HasSubstr("aria-current=\"page\">Overview"));
}

TEST(DueTag, says_how_far_a_day_is)
{
    const World world;
    const auto words = [&](const char* day, const char* language = "en") {
        const auto context = world.context("worker", language);
        return tags_of(due_tag(context, day).markup()).front().text;
    };
    EXPECT_EQ(words("2026-11-19"), "Overdue by 3 days · 19.11.2026");
    EXPECT_EQ(words("2026-11-22"), "Today · 22.11.2026");
    EXPECT_EQ(words("2026-11-23"), "Tomorrow · 23.11.2026");
    EXPECT_EQ(words("2026-11-27", "ru"), "Через 5 дней · 27.11.2026");
    EXPECT_EQ(words("2026-12"), "12.2026");
}

TEST(Inputs, keep_values_and_tie_hint_and_mistake_to_the_control)
{
    const World world;
    const auto context = world.context();
    InputOptions options;
    options.name = "login";
    options.label = "Name <you>";
    options.hint = "As given to you";
    options.error = "Please write it";
    options.value = Sensitive<std::string>("a\"b");
    const std::string text = text_input(context, options).markup();
    EXPECT_THAT(text, HasSubstr("aria-describedby=\"login-hint login-error\""));
    EXPECT_THAT(text, HasSubstr("aria-invalid=\"true\""));
    EXPECT_THAT(dangling_ids(text), IsEmpty());
    EXPECT_EQ(submission_of(text).first("login"), "a\"b");
    EXPECT_THAT(words_of(text), HasSubstr("Name <you>"));
    options.lines = 3;
    options.value = Sensitive<std::string>("\nfirst line is empty");
    EXPECT_EQ(submission_of(text_input(context, options).markup()).first("login"), "\nfirst line is empty");

    const std::vector<Choice> choices{{"a", "First", "with a hint"}, {"b", "Second", ""}};
    options.value = Sensitive<std::string>("b");
    EXPECT_EQ(submission_of(radios(context, options, choices).markup()).first("login"), "b");
    EXPECT_EQ(submission_of(select(context, options, choices).markup()).first("login"), "b");
    const std::vector<std::string> both{"a", "b"};
    EXPECT_EQ(submission_of(checkboxes(context, options, choices, both).markup()).all("login").size(), 2U);
    for (const Html& group : {radios(context, options, choices), checkboxes(context, options, choices, both)})
        EXPECT_THAT(dangling_ids(group.markup()), IsEmpty());
}

TEST(Timeline, keeps_accounts_closed)
{
    const World world;
    TimelineEntry entry;
    entry.when = "22.11.2026";
    entry.title = "Call";
    entry.who = Sensitive<std::string>("Saule");
    entry.account = paragraph("What was told");
    const auto tags = tags_of(timeline(world.context(), std::span(&entry, 1)).markup());
    const auto account =
        std::find_if(tags.begin(), tags.end(), [](const Tag& tag) { return tag.get("class") == "sensitive"; });
    ASSERT_NE(account, tags.end());
    EXPECT_FALSE(account->has("open"));
}

TEST(ErrorSummary, links_to_fields)
{
    const World world;
    const std::vector<Mistake> mistakes{{"when.day", "Write the year"}};
    const std::string markup = error_summary(world.context(), mistakes).markup();
    EXPECT_THAT(words_of(markup), HasSubstr("1 answer needs attention"));
    EXPECT_THAT(targets_of(markup), Contains("#when.day"));
    EXPECT_TRUE(error_summary(world.context(), {}).empty());
}
