// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/files/files_for_test.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace panoh::files {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

struct FilePages : Files {
    web::Response send_file(const std::string& address, std::string bytes, std::string name, Inputs inputs)
    {
        const BlobId upload = arrived(worker, bytes, std::move(name));
        inputs.emplace_back("upload", upload.text());
        return post(worker, address, std::move(inputs));
    }
    [[nodiscard]] std::string attach_address() const { return "/files/" + made.file.text() + "/attach"; }
    /// Whether the last page leaves this in the log of the file.
    [[nodiscard]] bool noted(const RecordId& record, std::string_view action) const
    {
        return std::ranges::any_of(reads, [&](const vault::ReadFact& read) {
            return read.record == record && read.file == made.file && read.action == action && read.allowed;
        });
    }
};

TEST_F(FilePages, every_page_opens_in_every_language)
{
    const RecordId record = attached("words");
    for (const char* each : {"en", "ru"}) {
        language = each;
        for (const std::string& address :
             {attach_address(),
              "/cases/" + made.record.text() + "/files",
              "/people/" + person_of(made) + "/files",
              "/files/" + made.file.text() + "/attachments",
              page_of(record),
              page_of(record, "/open")}) {
            const auto response = get(worker, address);
            EXPECT_EQ(response.status, 200) << address;
            EXPECT_THAT(response.body, Not(HasSubstr("«files."))) << address;
        }
    }
}

TEST_F(FilePages, a_file_that_came_in_and_its_form_make_an_attachment)
{
    const auto sent = send_file(attach_address(), "words", "Справка.txt", {{"kind", "letter"}, {"part", "account"}});
    ASSERT_EQ(sent.status, 303);
    const auto page = get(worker, target_of(sent));
    EXPECT_THAT(page.body, HasSubstr("Справка"));
    EXPECT_THAT(page.body, HasSubstr("words"));
    const auto begin = page.body.find("<title>");
    EXPECT_THAT(page.body.substr(begin, page.body.find("</title>") - begin), Not(HasSubstr("Справка")));
}

TEST_F(FilePages, a_form_with_a_mistake_keeps_the_file_and_what_was_typed)
{
    const auto sent =
        send_file(attach_address(), "words", "letter.txt", {{"name", "Typed by hand"}, {"part", "account"}});
    EXPECT_EQ(sent.status, 422);
    EXPECT_THAT(sent.body, HasSubstr("Typed by hand"));
    EXPECT_THAT(sent.body, HasSubstr("The file has arrived and is kept"));
}

TEST_F(FilePages, a_form_without_a_file_says_so)
{
    const auto sent = post(worker, attach_address(), {{"kind", "letter"}, {"part", "account"}});
    EXPECT_EQ(sent.status, 422);
    EXPECT_THAT(sent.body, HasSubstr("Choose the file that you want to attach."));
}

TEST_F(FilePages, a_picture_stays_closed_until_it_is_opened_on_purpose)
{
    const RecordId record = attached(png(), "photo.png", "photograph");
    const auto closed = get(worker, page_of(record));
    EXPECT_THAT(closed.body, HasSubstr("It stays closed until you open it."));
    EXPECT_THAT(closed.body, Not(HasSubstr("<img src=\"/attachments")));
    const auto opened = get(worker, page_of(record, "/open"));
    EXPECT_THAT(opened.body, HasSubstr("/picture"));
    EXPECT_TRUE(noted(record, "attachment_opened"));
    const auto picture = get(worker, page_of(record, "/picture"));
    EXPECT_EQ(picture.status, 200);
    EXPECT_EQ(picture.headers.first("content-type").value_or(""), "image/jpeg");
    EXPECT_THAT(picture.headers.first("content-security-policy").value_or(""), HasSubstr("sandbox"));
    EXPECT_TRUE(noted(record, "attachment_picture"));
}

TEST_F(FilePages, a_file_that_only_calls_itself_a_picture_says_so)
{
    const RecordId record = attached("\xFF\xD8\xFF\xE0 no picture at all", "photo.jpg", "photograph");
    const auto opened = get(worker, page_of(record, "/open"));
    EXPECT_EQ(opened.status, 200);
    EXPECT_THAT(opened.body, HasSubstr("No picture can be made of this file"));
    EXPECT_THAT(opened.body, Not(HasSubstr("/picture\"")));
    EXPECT_EQ(get(worker, page_of(record, "/picture")).status, 422);
}

TEST_F(FilePages, markup_called_a_picture_is_shown_as_text_and_saved_as_text)
{
    const RecordId record = attached("<script>alert('x')</script>", "photo.jpg", "letter");
    const auto page = get(worker, page_of(record));
    EXPECT_THAT(page.body, HasSubstr("&lt;script&gt;alert"));
    EXPECT_THAT(page.body, Not(HasSubstr("<script>alert")));
    const auto saved_file = get(worker, page_of(record, "/download"));
    EXPECT_EQ(saved_file.headers.first("content-type").value_or(""), "application/octet-stream");
    const std::string disposition(saved_file.headers.first("content-disposition").value_or(""));
    EXPECT_THAT(disposition, HasSubstr("attachment"));
    EXPECT_THAT(disposition, HasSubstr(".txt"));
    EXPECT_THAT(disposition, Not(HasSubstr("photo")));
    EXPECT_TRUE(noted(record, "attachment_saved"));
}

TEST_F(FilePages, others_are_refused_every_way_to_a_file)
{
    const RecordId record = attached("seldom said");
    Member& other = node.sign_in("other_worker");
    for (const char* way : {"", "/open", "/picture", "/download"}) {
        const auto response = get(other, page_of(record, way));
        EXPECT_EQ(response.status, 403) << way;
        EXPECT_THAT(response.body, Not(HasSubstr("seldom said"))) << way;
    }
    EXPECT_EQ(get(other, attach_address()).status, 403);
    EXPECT_EQ(get(other, "/cases/" + made.record.text() + "/files").status, 404);
}

TEST_F(FilePages, an_address_of_another_record_is_no_attachment)
{
    const auto note = saved(worker, made.file, "note", {{"text", "Met at the office"}});
    EXPECT_EQ(get(worker, page_of(note.record)).status, 404);
    EXPECT_EQ(get(worker, page_of(note.record, "/download")).status, 404);
}

TEST_F(FilePages, a_long_file_begins_only_with_a_length_that_can_be)
{
    EXPECT_EQ(post(worker, "/uploads", {{"name", "film.mp4"}, {"size", "9000000000"}}).status, 413);
    EXPECT_EQ(post(worker, "/uploads", {{"name", "film.mp4"}, {"size", "0"}}).status, 422);
    EXPECT_EQ(post(worker, "/uploads", {{"name", "film.mp4"}, {"size", "many"}}).status, 422);
    const auto begun = post(worker, "/uploads", {{"name", "film.mp4"}, {"size", "5000000"}});
    EXPECT_EQ(begun.status, 200);
    const auto again = post(worker, "/uploads", {{"name", "film.mp4"}, {"size", "5000000"}});
    EXPECT_EQ(again.body, begun.body) << "the same file goes on where it stopped";
    EXPECT_THAT(get(worker, attach_address()).body, HasSubstr("came in part"));
}

/// A file of three million bytes of which one million has come in.
struct Unfinished : FilePages {
    BlobId upload;

    Unfinished()
    {
        const auto& user = worker.actor().user;
        const auto begun = node.vault().begin_upload(user, Sensitive<std::string>("запись.mp3"));
        PANOH_CHECK(begun.has_value());
        upload = *begun;
        PANOH_CHECK(node.vault().keep_upload(worker.keys(), upload, 3'000'000, attach_address()).has_value());
        PANOH_CHECK(node.vault().add_to_upload(user, upload, 0, Bytes(1'000'000, 7)).has_value());
    }
};

TEST_F(Unfinished, stands_in_the_form_and_on_a_page_of_its_sender_with_how_far_it_came)
{
    for (const std::string& address : {attach_address(), std::string("/uploads")}) {
        const auto page = get(worker, address);
        EXPECT_THAT(page.body, HasSubstr("запись.mp3")) << address;
        EXPECT_THAT(page.body, HasSubstr("1 of 3 MB are here")) << address;
        EXPECT_THAT(page.body, HasSubstr("Throw away")) << address;
    }
    EXPECT_THAT(get(worker, "/uploads").body, HasSubstr("href=\"" + attach_address() + "\""));
    services.my_work_notices = {uploads_on_my_work};
    EXPECT_THAT(get(worker, "/").body, HasSubstr("href=\"/uploads\""));
    EXPECT_THAT(get(node.sign_in("other_worker"), "/uploads").body, Not(HasSubstr("запись.mp3")));
}

TEST_F(Unfinished, is_thrown_away_by_its_sender_alone)
{
    const std::string drop = "/uploads/" + upload.text() + "/drop";
    EXPECT_EQ(post(node.sign_in("other_worker"), drop, {}).status, 303);
    EXPECT_THAT(get(worker, "/uploads").body, HasSubstr("запись.mp3"));
    const auto dropped = post(worker, drop, {});
    EXPECT_EQ(target_of(dropped), "/uploads");
    EXPECT_THAT(get(worker, "/uploads").body, Not(HasSubstr("запись.mp3")));
    EXPECT_FALSE(node.vault().upload_position(worker.keys(), upload).has_value());
}

TEST_F(Unfinished, is_gone_after_two_days_without_a_restart)
{
    node.clock().advance(vault::longest_upload_wait + std::chrono::hours(2));
    EXPECT_THAT(get(worker, "/uploads").body, Not(HasSubstr("запись.mp3")));
    const auto& user = worker.actor().user;
    const auto next = node.vault().begin_upload(user, Sensitive<std::string>("next.mp3"));
    ASSERT_TRUE(next.has_value());
    ASSERT_TRUE(node.vault().keep_upload(worker.keys(), *next, 10).has_value());
    EXPECT_FALSE(node.vault().upload_position(worker.keys(), upload).has_value()) << "the bytes are gone";
}

}  // namespace
}  // namespace panoh::files
