// SPDX-License-Identifier: AGPL-3.0-or-later
#include "access/log_scope.hpp"

#include "records/files.hpp"
#include "support/test_node.hpp"

#include <gtest/gtest.h>

namespace panoh::access {
namespace {

using testing::Member;
using testing::TestNode;

struct LogScope : ::testing::Test {
    TestNode node;
    const Actor auditor = node.member("auditor").actor();

    [[nodiscard]] bool is_shown(const vault::LogLine& line) { return may_see_line(auditor, line, node.vault()); }
    FileId file_of(Member& author)
    {
        auto made =
            records::new_file(node.vault(), FileKind::contact, author.actor().organisation, {author.actor().user});
        const FileId file = made.change.fact.file;
        vault::Batch batch;
        batch.id = system_random().id<BatchId>();
        batch.files.push_back(std::move(made.change));
        batch.records.push_back(records::new_record(system_random(), "contact", file, {{"number", made.number}}));
        PANOH_CHECK(node.vault().write(author.keys(), std::move(batch)).has_value());
        return file;
    }
    static vault::LogLine line_of(const UserId& user, const FileId& file)
    {
        vault::LogLine line;
        line.user = user;
        line.file = file;
        return line;
    }
};

TEST_F(LogScope, shows_what_people_of_the_own_organisation_did)
{
    EXPECT_TRUE(is_shown(line_of(node.member("social_worker").actor().user, {})));
    EXPECT_FALSE(is_shown(line_of(node.member("worker_b").actor().user, {})));
}

TEST_F(LogScope, shows_what_others_did_with_files_of_the_own_organisation)
{
    const FileId ours = file_of(node.sign_in("social_worker"));
    const FileId theirs = file_of(node.sign_in("worker_b"));
    const UserId stranger = node.member("worker_b").actor().user;
    EXPECT_TRUE(is_shown(line_of(stranger, ours)));
    EXPECT_FALSE(is_shown(line_of(stranger, theirs)));
}

TEST_F(LogScope, shows_sign_ins_of_the_own_people_alone)
{
    vault::LogLine line = line_of(node.member("worker_b").actor().user, {});
    line.kind = ledger::EntryKind::node;
    line.action = "signed_in";
    EXPECT_FALSE(is_shown(line));
    line.user = node.member("social_worker").actor().user;
    EXPECT_TRUE(is_shown(line));
}

TEST_F(LogScope, shows_every_auditor_what_the_node_did_by_itself)
{
    vault::LogLine line;
    line.kind = ledger::EntryKind::node;
    line.action = "backup_made";
    EXPECT_TRUE(is_shown(line));
    line.action = "sign_in_failed";
    EXPECT_TRUE(is_shown(line)) << "with a login that nobody has";
}

TEST_F(LogScope, hides_a_line_of_nobody_that_is_not_of_the_node)
{
    EXPECT_FALSE(is_shown(line_of(system_random().id<UserId>(), {})));
}

}  // namespace
}  // namespace panoh::access
