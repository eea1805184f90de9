// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/files/rules.hpp"

#include "support/test_node.hpp"

#include <gtest/gtest.h>

namespace panoh::files {
namespace {

using forms::Compartment;
using forms::FileKind;

vault::Upload upload_of(std::string name)
{
    vault::Upload upload;
    upload.name = Sensitive<std::string>(std::move(name));
    upload.key = *crypto::SecretKey::from(Bytes(crypto::SecretKey::size, 7));
    upload.summary.size = 12;
    upload.summary.chunks = 1;
    return upload;
}

vault::Record record_of(std::string_view file_name, std::string_view media_type, boost::json::object coded = {})
{
    vault::Record record;
    record.coded = std::move(coded);
    complete(
        record.coded, record.content.reveal(), upload_of(std::string(file_name)), media_type, "A-2026-0001-601", {}
    );
    return record;
}

TEST(Attachments, every_part_that_takes_them_has_a_type_of_its_own)
{
    const forms::Schema schema = testing::shipped_schema();
    const auto types = attachment_types(schema, FileKind::person);
    EXPECT_GE(types.size(), 4U);
    for (const forms::RecordType* type : types) {
        EXPECT_TRUE(is_attachment(*type));
        EXPECT_EQ(attachment_type(schema, FileKind::person, type->compartment), type);
    }
    EXPECT_EQ(attachment_type(schema, FileKind::contact, Compartment::medical), nullptr);
}

TEST(Attachments, numbers_say_where_a_file_lies_and_not_what_it_is)
{
    EXPECT_NE(
        attachment_number("A-2026-0043", Compartment::core, 0),
        attachment_number("A-2026-0043", Compartment::account, 0)
    );
    EXPECT_TRUE(attachment_number("A-2026-0043", Compartment::account, 0).starts_with("A-2026-0043-"));
    EXPECT_TRUE(attachment_number("A-2026-0043", Compartment::account, 0).ends_with("01"));
    EXPECT_TRUE(attachment_number("A-2026-0043", Compartment::account, 11).ends_with("12"));
}

TEST(Attachments, without_a_name_they_keep_the_one_they_came_with)
{
    EXPECT_EQ(name_from_file("Справка о приёме.pdf"), "Справка о приёме");
    EXPECT_EQ(name_from_file("  letter.final.docx "), "letter.final");
    EXPECT_EQ(name_from_file(".hidden"), ".hidden");
    EXPECT_EQ(name_from_file(""), "");
    std::string longest;
    while (longest.size() < 300)
        longest += "я";
    EXPECT_LE(name_from_file(longest).size(), 200U);
    EXPECT_EQ(name_from_file(longest).size() % 2, 0U) << "no letter is cut";
}

TEST(Attachments, the_key_of_the_bytes_stands_in_the_sealed_half_alone)
{
    const vault::Record record = record_of("a.txt", "text/plain");
    const std::string key(crypto::SecretKey::size * 2, '0');
    const std::string hex = to_hex(upload_of("a.txt").key.view());
    EXPECT_EQ(hex.size(), key.size());
    EXPECT_EQ(boost::json::serialize(record.coded).find(hex), std::string::npos);
    EXPECT_EQ(boost::json::serialize(record.coded).find("a.txt"), std::string::npos);
    EXPECT_NE(boost::json::serialize(record.content.reveal()).find(hex), std::string::npos);
}

TEST(Attachments, are_read_as_they_were_written)
{
    const Attachment read = attachment_of(record_of("Письмо.txt", "text/plain", {{"kind", "letter"}}));
    EXPECT_EQ(read.number, "A-2026-0001-601");
    EXPECT_EQ(read.kind, "letter");
    EXPECT_EQ(read.size, 12U);
    EXPECT_EQ(read.name.reveal(), "Письмо");
    EXPECT_EQ(read.file_name.reveal(), "Письмо.txt");
    ASSERT_TRUE(read.blob.has_value());
}

TEST(Attachments, pictures_and_what_somebody_marked_are_closed_at_first)
{
    EXPECT_TRUE(is_closed(attachment_of(record_of("a.png", "image/png"))));
    EXPECT_TRUE(is_closed(attachment_of(record_of("a.pdf", "application/pdf", {{"kind", "photograph"}}))));
    EXPECT_TRUE(is_closed(attachment_of(record_of("a.txt", "text/plain", {{"delicate", true}}))));
    EXPECT_FALSE(is_closed(attachment_of(record_of("a.txt", "text/plain", {{"kind", "letter"}}))));
}

TEST(Attachments, a_saved_file_is_called_by_its_number_and_by_what_it_is)
{
    EXPECT_EQ(download_name(attachment_of(record_of("Раҳмонов.jpg", "text/plain"))), "A-2026-0001-601.txt");
    EXPECT_EQ(download_name(attachment_of(record_of("x.exe", "application/octet-stream"))), "A-2026-0001-601.bin");
}

}  // namespace
}  // namespace panoh::files
