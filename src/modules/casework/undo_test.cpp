// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/undo.hpp"

#include "modules/casework/casework_for_test.hpp"
#include "modules/casework/store.hpp"

namespace panoh::casework {
namespace {

struct Undo : Casework {
    using Inputs = std::vector<std::pair<std::string, std::string>>;

    void edit(const RecordId& record, const std::string& type, const Inputs& inputs)
    {
        forms::Submission submission;
        for (const auto& [field, text] : inputs)
            submission.add(field, text);
        const auto now = node.records().read(worker.caller(), record);
        const auto outcome =
            save_form(node.records(), worker.caller(), {type, now->file, record, now->revision}, submission, batch());
        PANOH_CHECK(outcome && outcome->saved());
    }
    void remove(const RecordId& record)
    {
        const auto now = node.records().read(worker.caller(), record);
        PANOH_CHECK(
            remove_record(node.records(), worker.caller(), record, now->revision, batch(), "Entered twice").has_value()
        );
    }
    Result<void> undo(Member& who, const RecordId& record, std::uint32_t base)
    {
        return take_back(node.records(), who.caller(), record, base, batch());
    }
    std::string text_of(const RecordId& record)
    {
        return std::string(node.records().read(worker.caller(), record)->content.reveal().at("text").as_string());
    }
    RecordId note(const FileId& file) { return saved(worker, file, "note", {{"text", "Met at the office"}}).record; }
};

TEST_F(Undo, writes_what_the_record_said_before)
{
    const RecordId record = note(opened({person(one_name("A", "B"))}).file);
    edit(record, "note", {{"text", "Met in the park"}});
    ASSERT_TRUE(undo(worker, record, 2).has_value());
    EXPECT_EQ(text_of(record), "Met at the office");
    const auto revisions = *node.records().history(worker.caller(), record);
    ASSERT_EQ(revisions.size(), 3U) << "nothing is overwritten";
    EXPECT_EQ(revisions[2].merged().reveal(), revisions[0].merged().reveal());
    ASSERT_TRUE(undo(worker, record, 3).has_value());
    EXPECT_EQ(text_of(record), "Met in the park") << "taking back can be taken back";
}

TEST_F(Undo, brings_back_what_was_removed)
{
    const RecordId record = note(opened({person(one_name("A", "B"))}).file);
    remove(record);
    ASSERT_TRUE(node.records().read(worker.caller(), record)->removed);
    ASSERT_TRUE(undo(worker, record, 2).has_value());
    const auto back = node.records().read(worker.caller(), record);
    EXPECT_FALSE(back->removed);
    EXPECT_EQ(back->content.reveal().size(), 1U) << "the reason of the removal is no part of the note";
    EXPECT_FALSE(undo(worker, record, 3).has_value()) << "a removal has a reason, so undo does not remove";
}

TEST_F(Undo, is_refused_when_something_newer_was_saved)
{
    const RecordId record = note(opened({person(one_name("A", "B"))}).file);
    edit(record, "note", {{"text", "Met in the park"}});
    edit(record, "note", {{"text", "Met at the station"}});
    const auto done = undo(worker, record, 2);
    ASSERT_FALSE(done.has_value());
    EXPECT_EQ(done.error().code, ErrorCode::conflict);
    EXPECT_EQ(text_of(record), "Met at the station");
}

TEST_F(Undo, counts_once_when_the_button_is_pressed_twice)
{
    const RecordId record = note(opened({person(one_name("A", "B"))}).file);
    edit(record, "note", {{"text", "Met in the park"}});
    const BatchId pressed = batch();
    for (int press = 0; press < 2; ++press)
        EXPECT_TRUE(take_back(node.records(), worker.caller(), record, 2, pressed).has_value());
    EXPECT_EQ(*node.vault().revision_of(record), 3U);
}

TEST_F(Undo, is_for_those_who_may_write)
{
    const RecordId record = note(opened({person(one_name("A", "B"))}).file);
    edit(record, "note", {{"text", "Met in the park"}});
    EXPECT_FALSE(undo(node.sign_in("other_worker"), record, 2).has_value());
    EXPECT_FALSE(undo(node.sign_in("coordinator"), record, 2).has_value());
    EXPECT_EQ(text_of(record), "Met in the park");
}

TEST_F(Undo, is_not_for_the_first_revision_nor_for_answers_that_are_never_edited)
{
    const auto made = opened({person(one_name("A", "B"))});
    EXPECT_FALSE(undo(worker, note(made.file), 1).has_value());
    const auto consent = saved(
        worker,
        made.persons.front(),
        "consent",
        {{"purpose", "share_justice"}, {"answer", "yes"}, {"recipients", "justice"}}
    );
    EXPECT_FALSE(undo(worker, consent.record, 1).has_value());
}

TEST_F(Undo, leaves_the_status_of_a_case_to_its_own_record)
{
    const auto made = opened({person(one_name("A", "B"))});
    const std::string worker_id = worker.actor().user.text();
    edit(made.record, "case", {{"region", "TJ-SU"}, {"keyworker", worker_id}, {"languages", "tg"}});
    ASSERT_TRUE(saved(
                    worker,
                    made.file,
                    "status_change",
                    {{"status", "active"},
                     {"reason", "Begun"},
                     {"changed_on.day", "22"},
                     {"changed_on.month", "11"},
                     {"changed_on.year", "2026"}}
    ).saved());
    const auto newest = node.vault().revision_of(made.record);
    ASSERT_TRUE(undo(worker, made.record, *newest).has_value());
    EXPECT_EQ(node.records().read(worker.caller(), made.record)->coded.at("status"), "active");
}

TEST_F(Undo, of_a_participation_that_was_removed_opens_the_person_again_for_the_team)
{
    const auto made = opened({person(one_name("A", "B"))});
    Member& lawyer = node.sign_in("lawyer");
    ASSERT_TRUE(
        saved(worker, made.file, "assignment", {{"user", lawyer.actor().user.text()}, {"role", "lawyer"}}).saved()
    );
    const auto links = *node.records().of_file(worker.caller(), made.file, "participation");
    ASSERT_EQ(links.size(), 1U);
    const auto may_open = [&] {
        return node.records().may(lawyer.caller(), access::Verb::read, made.persons.front(), forms::Compartment::core);
    };
    ASSERT_TRUE(may_open());
    remove(links.front().id);
    EXPECT_FALSE(may_open());
    ASSERT_TRUE(undo(worker, links.front().id, 2).has_value());
    EXPECT_TRUE(may_open());
}

}  // namespace
}  // namespace panoh::casework
