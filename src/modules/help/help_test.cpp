// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/help/contents.hpp"
#include "modules/help/markdown_view.hpp"
#include "modules/help/module.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace panoh::help {
namespace {

const std::vector<std::string> languages{"en", "ru"};

std::vector<std::string> names()
{
    std::vector<std::string> all{"tour"};
    for (const Entry& entry : contents())
        all.emplace_back(entry.name);
    return all;
}

TEST(Help, EveryPageIsThereInEveryLanguageAndWellFormed)
{
    for (const std::string& name : names()) {
        const auto english = text_of("en", name);
        ASSERT_TRUE(english) << name;
        for (const std::string& language : languages) {
            const auto text = text_of(language, name);
            ASSERT_TRUE(text) << name;
            EXPECT_EQ(language == "en", text->body == english->body) << name << " is not translated";
            const auto faults = faults_of(text->body);
            EXPECT_TRUE(faults.empty()) << language << "/" << name << ": " << (faults.empty() ? "" : faults.front());
            EXPECT_EQ(text->body.find('!'), std::string_view::npos) << language << "/" << name << " raises its voice";
        }
    }
}

/// What stands between `before` and the next `after`, everywhere in the text.
std::vector<std::string> between(std::string_view text, std::string_view before, char after)
{
    std::vector<std::string> all;
    for (std::size_t at = text.find(before); at != std::string_view::npos; at = text.find(before, at + 1)) {
        const std::size_t from = at + before.size();
        all.emplace_back(text.substr(from, text.find(after, from) - from));
    }
    return all;
}

TEST(Help, LinksLeadToPagesOfTheHelpThatExist)
{
    for (const std::string& name : names()) {
        for (const std::string& language : languages) {
            for (const std::string& target : between(text_of(language, name)->body, "](/help/", ')'))
                EXPECT_NE(find_entry(target), nullptr) << language << "/" << name << ": " << target;
        }
    }
}

/// What the declared routes answer to people by GET.
std::vector<std::string> screens()
{
    std::ifstream file(PANOH_SOURCE_DIR "/tests/golden/routes.json");
    std::stringstream text;
    text << file.rdbuf();
    return between(text.str(), R"("method": "GET", "path": ")", '"');
}

TEST(Help, EveryScreenHasAPageThatExplainsIt)
{
    const auto all = screens();
    ASSERT_GT(all.size(), 30U);
    for (const std::string& screen : all) {
        const bool is_served_to_pages = screen.starts_with("/assets/") || screen.starts_with("/one-time-image/")
                                        || screen.starts_with("/control/") || screen.starts_with("/drawings/")
                                        || screen.ends_with("/pdf") || screen == "/sign-in/help";
        const bool explains_itself = screen == "/request" || screen == "/request/answer";
        EXPECT_TRUE(is_served_to_pages || explains_itself || entry_for(screen) != nullptr) << screen;
    }
}

TEST(Help, TheExactScreenWinsOverTheFolder)
{
    EXPECT_EQ(entry_for("/calls/{contact}/screening")->name, "screening");
    EXPECT_EQ(entry_for("/calls/{contact}/something-new")->name, "calls");
    EXPECT_EQ(entry_for("/nowhere"), nullptr);
    EXPECT_EQ(address_for("/nowhere").text(), "/help");
}

TEST(Markdown, KeepsTextAndLeavesRawMarkupOut)
{
    const auto anywhere = [](std::string_view) {
        return true;
    };
    EXPECT_EQ(
        markdown("## To do {#todo}\n\nOpen [calls](/calls) & **save** <b>x</b>.", anywhere).markup(),
        "<h2 id=\"todo\">To do</h2><p>Open <a href=\"/calls\">calls</a> &amp; <strong>save</strong> x.</p>"
    );
    EXPECT_EQ(markdown("[out](https://example.org)", anywhere).markup(), "<p>out</p>");
    EXPECT_EQ(faults_of("[out](https://example.org)\n\n![p](/x)").size(), 2U);
}

TEST(Markdown, LinksOnlyWhereTheReaderMayGo)
{
    const auto calls_only = [](std::string_view address) {
        return address == "/calls";
    };
    EXPECT_EQ(
        markdown("[calls](/calls), [log](/administration/audit), [here](#name)", calls_only).markup(),
        "<p><a href=\"/calls\">calls</a>, log, <a href=\"#name\">here</a></p>"
    );
}

}  // namespace
}  // namespace panoh::help
