// SPDX-License-Identifier: AGPL-3.0-or-later
// A folder that is there whole or not at all.
#include "main/new_folder.hpp"

#include "support/test_node.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace panoh {
namespace {

namespace fs = std::filesystem;

class ANewFolder : public ::testing::Test {
protected:
    testing::TemporaryFolder temporary;
    fs::path place = fs::path(temporary.path()) / "below" / "node";
    fs::path unfinished = fs::path(place.string() + ".unfinished");

    static void write(const fs::path& path)
    {
        fs::create_directories(path.parent_path());
        std::ofstream(path) << "text";
    }
};

TEST_F(ANewFolder, AppearsWhenItIsFinished)
{
    auto made = NewFolder::begin(place.string() + "/");
    ASSERT_TRUE(made) << made.error().detail;
    write(made->path() / "ledger.db");
    EXPECT_FALSE(fs::exists(place));
    ASSERT_TRUE(made->finish());
    EXPECT_TRUE(fs::exists(place / "ledger.db"));
    EXPECT_FALSE(fs::exists(unfinished));
    EXPECT_EQ(fs::status(place).permissions(), fs::perms::owner_all);
}

TEST_F(ANewFolder, TakesThePlaceOfAnEmptyOne)
{
    fs::create_directories(place);
    auto made = NewFolder::begin(place.string());
    ASSERT_TRUE(made);
    write(made->path() / "ledger.db");
    ASSERT_TRUE(made->finish());
    EXPECT_TRUE(fs::exists(place / "ledger.db"));
}

TEST_F(ANewFolder, LeavesNothingWhenItIsGivenUp)
{
    {
        auto made = NewFolder::begin(place.string());
        ASSERT_TRUE(made);
        write(made->path() / "records" / "ledger.db");
    }
    EXPECT_TRUE(fs::is_empty(place.parent_path()));
}

TEST_F(ANewFolder, IsRefusedWhereSomethingIs)
{
    write(place / "letter.txt");
    EXPECT_EQ(NewFolder::begin(place.string()).error().code, ErrorCode::conflict);
    EXPECT_EQ(NewFolder::begin((place / "letter.txt").string()).error().code, ErrorCode::conflict);
    EXPECT_EQ(NewFolder::begin("").error().code, ErrorCode::invalid_input);
    EXPECT_TRUE(fs::exists(place / "letter.txt"));
}

TEST_F(ANewFolder, ReplacesWhatAnInterruptedMakingLeft)
{
    for (const char* name : {"ledger.db", "ledger.db-wal", "lock", "dropbox/0123.box", "records/request/in/45.box"})
        write(unfinished / name);
    auto made = NewFolder::begin(place.string());
    ASSERT_TRUE(made) << made.error().detail;
    EXPECT_TRUE(fs::is_empty(made->path()));
    ASSERT_TRUE(made->finish());
    EXPECT_TRUE(fs::is_empty(place));
}

TEST_F(ANewFolder, LetsBeWhatItDidNotMake)
{
    write(unfinished / "ledger.db");
    write(unfinished / "records" / "letter.txt");
    EXPECT_EQ(NewFolder::begin(place.string()).error().code, ErrorCode::conflict);
    EXPECT_TRUE(fs::exists(unfinished / "ledger.db"));
    fs::remove_all(unfinished);
    fs::create_directory_symlink(temporary.path(), unfinished);
    EXPECT_EQ(NewFolder::begin(place.string()).error().code, ErrorCode::conflict);
    EXPECT_TRUE(fs::is_symlink(unfinished));
}

TEST_F(ANewFolder, IsMadeByOneAtATime)
{
    auto first = NewFolder::begin(place.string());
    ASSERT_TRUE(first);
    write(first->path() / "ledger.db");
    EXPECT_EQ(NewFolder::begin(place.string()).error().code, ErrorCode::busy);
    ASSERT_TRUE(first->finish());
    EXPECT_TRUE(fs::exists(place / "ledger.db"));
    EXPECT_EQ(NewFolder::begin(place.string()).error().code, ErrorCode::conflict);
}

TEST_F(ANewFolder, DoesNotOverwriteWhatCameMeanwhile)
{
    auto made = NewFolder::begin(place.string());
    ASSERT_TRUE(made);
    write(place / "letter.txt");
    EXPECT_EQ(made->finish().error().code, ErrorCode::conflict);
    EXPECT_TRUE(fs::exists(place / "letter.txt"));
}

}  // namespace
}  // namespace panoh
