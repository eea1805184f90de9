// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/intake/calls_for_test.hpp"
#include "modules/intake/public/arriving.hpp"
#include "modules/intake/public/messages.hpp"
#include "modules/intake/public/publishing.hpp"
#include "modules/intake/public/rules.hpp"

#include <filesystem>
#include <fstream>

/// A node with a published page, and people on both sides of it.
namespace panoh::intake {

class PublicDesk : public Calls {
protected:
    PublicDesk()
    {
        vault::NodeDescription description;
        description.cost = {1, 1};
        description.drop_key = node.vault().node_keys()->drop_box().open_key;
        EXPECT_TRUE(node.vault().keyring().create(description, random));
        auto page = new_announcement(node.vault());
        EXPECT_TRUE(page);
        page->takes_requests = true;
        page->leave_to = "https://example.org/";
        page->by_default = node.organisation("A");
        page->lines = {
            {"one", true, "000 11", {{"en", "Emergency line"}, {"ru", "Экстренная линия"}}, {}, {}},
            {"two",
             false,
             "000 22",
             {{"en", "Hotline"}, {"ru", "Горячая линия"}},
             {{"ru", "круглосуточно"}},
             {"TJ-DU"}}};
        publish(*page);
    }

    void publish(const request::Announcement& page)
    {
        Member& author = node.member("coordinator");
        const auto done = announce(node.vault(), author.keys(), desk, page, batch());
        EXPECT_TRUE(done) << (done ? "" : done.error().detail);
    }

    /// What somebody sends who answers everything.
    static json::object answers(const std::string& words = "They took him from the market.")
    {
        return {
            {"who", "family"},
            {"danger", "no"},
            {"words", words},
            {"region", "TJ-DU"},
            {"when", "this morning"},
            {"needs", json::array{"legal", "find_person"}},
            {"reach", "phone"},
            {"phone", "+000 12 34"},
            {"reach_words", "after six"},
            {"name", "Zarina"},
            {"keep", "yes"},
            {"pass_on", "yes_unnamed"}};
    }

    /// Sends a request as the page does. Returns the eight words.
    std::string send(const json::object& said, const std::vector<RequestFile>& files = {})
    {
        const auto published = desk.published();
        EXPECT_TRUE(published);
        request::Desk::Asking asking;
        asking.message = Sensitive<json::object>(json::object{
            {"kind", "first"},
            {"id", desk.fresh_name()},
            {"language", "ru"},
            {"answers", said},
            {"files", files_json(files)},
        });
        asking.region = text_at(said, "region");
        asking.seed = desk.fresh_name(32);
        asking.language = "ru";
        asking.address = "127.0.0.1";
        const auto words = desk.send(*published, asking);
        EXPECT_TRUE(words) << (words ? "" : words.error().detail);
        return words ? words->reveal() : std::string();
    }

    request::Desk::Visit visit(const std::string& words)
    {
        auto found = desk.visit(*desk.published(), Sensitive<std::string>(words), "127.0.0.1");
        EXPECT_TRUE(found) << (found ? "" : found.error().detail);
        return found ? std::move(*found) : request::Desk::Visit{};
    }

    void send_more(const std::string& words, const std::string& text, const std::vector<RequestFile>& files = {})
    {
        const Sensitive<json::object> message(json::object{
            {"kind", "more"}, {"id", desk.fresh_name()}, {"words", text}, {"files", files_json(files)}});
        EXPECT_TRUE(desk.send_more(*desk.published(), visit(words), message, "127.0.0.1"));
    }

    std::vector<request::Answer> read_answers(const std::string& words)
    {
        const json::object told{{"kind", "seen"}, {"id", desk.fresh_name()}};
        auto found = desk.answers(*desk.published(), visit(words), told);
        EXPECT_TRUE(found);
        return found ? std::move(*found) : std::vector<request::Answer>{};
    }

    /// A file that lies in the spool, as a message names it.
    RequestFile put_file(std::string_view content)
    {
        RequestFile file{desk.fresh_name(), desk.fresh_name(32), "снимок.jpg", "image/jpeg", content.size()};
        EXPECT_TRUE(desk.send_file(*desk.published(), {file.id, file.key}, bytes_of(content), "127.0.0.1"));
        return file;
    }

    Arrivals::Report bring_in(Member& member)
    {
        node.clock().advance(std::chrono::minutes(1));
        const auto report = arrivals.bring_in(records(), member.caller());
        EXPECT_TRUE(report) << (report ? "" : report.error().detail);
        return report ? *report : Arrivals::Report{};
    }

    /// The only contact that the member sees.
    RecordId only_contact(Member& member)
    {
        const auto list = list_calls(records(), member.caller(), showing(CallView::all));
        EXPECT_TRUE(list);
        EXPECT_EQ(list->rows.size(), 1U);
        return list->rows.empty() ? RecordId{} : list->rows.front().contact;
    }

    WebThread thread_of(Member& member, const RecordId& contact)
    {
        auto thread = open_web_thread(records(), member.caller(), open(member, contact));
        EXPECT_TRUE(thread);
        return thread ? std::move(*thread) : WebThread{};
    }

    void answer(Member& member, const RecordId& contact, const std::string& words)
    {
        const auto done = answer_request(records(), member.caller(), desk, open(member, contact), words, batch());
        EXPECT_TRUE(done && done->saved());
    }

    /// Which of the texts stand readable in a file of the node.
    std::vector<std::string> on_disk(const std::vector<std::string>& texts) const
    {
        std::vector<std::string> found;
        for (const auto& each : std::filesystem::recursive_directory_iterator(node_folder())) {
            if (!each.is_regular_file()) continue;
            std::ifstream file(each.path(), std::ios::binary);
            const std::string bytes((std::istreambuf_iterator<char>(file)), {});
            for (const std::string& text : texts) {
                if (bytes.find(text) != std::string::npos) found.push_back(text);
            }
        }
        return found;
    }
    const std::string& node_folder() const { return node.folder(); }

    request::Desk desk{node.folder() + "/request", node.clock(), random};
    Arrivals arrivals{desk, [](const std::string& language) {
                          return Arrivals::Words{language == "ru" ? "Когда:" : "When:"};
                      }};
};

}  // namespace panoh::intake
