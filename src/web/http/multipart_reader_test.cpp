// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/http/multipart_reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

namespace panoh::web {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Received {
    std::vector<std::string> began;  ///< names, with the number of fields before them
    std::vector<std::string> files;
};

class Collector final : public FileReceiver {
public:
    explicit Collector(Received& received)
        : received_(&received)
    {}
    Result<void> begin(const Parameters& fields, const Upload& file) override
    {
        if (file.field == "refused") return fail(ErrorCode::denied, "not this one");
        received_->began.push_back(file.file_name + " after " + std::to_string(fields.size()));
        received_->files.emplace_back();
        return {};
    }
    Result<void> take(BytesView piece) override
    {
        received_->files.back() += text_of(piece);
        return {};
    }
    Result<std::string> finish() override { return "stored " + std::to_string(received_->files.size()); }

private:
    Received* received_;
};

std::string field(std::string_view name, std::string_view value)
{
    return "--xyz\r\nContent-Disposition: form-data; name=\"" + std::string(name) + "\"\r\n\r\n" + std::string(value)
           + "\r\n";
}

std::string file(std::string_view name, std::string_view file_name, std::string_view content)
{
    return "--xyz\r\nContent-Disposition: form-data; name=\"" + std::string(name) + "\"; filename=\""
           + std::string(file_name) + "\"\r\nContent-Type: image/png\r\n\r\n" + std::string(content) + "\r\n";
}

Result<MultipartForm> read(const std::string& body, std::size_t piece, Received& received)
{
    Collector collector(received);
    auto reader = MultipartReader::start("xyz", {}, collector);
    if (!reader) return reader.error();
    for (std::size_t at = 0; at < body.size(); at += piece) {
        if (auto done = reader->feed(std::string_view(body).substr(at, piece)); !done) return done.error();
    }
    return reader->finish();
}

TEST(MultipartReader, gives_the_same_form_in_pieces_of_any_size)
{
    const std::string tricky = "a\r\n--xy\r\n--xyy? no\r\n-";
    const std::string body = field("csrf", "t") + file("scan", "C:\\home\\scan.png", tricky + "\r\n--xyw")
                             + field("note", "ж\r\n") + file("empty", "empty.txt", "") + file("none", "", "")
                             + "--xyz--\r\n";
    for (const std::size_t piece : {1UL, 2UL, 3UL, 7UL, 64UL, 10'000UL}) {
        Received received;
        const auto form = read(body, piece, received);
        ASSERT_TRUE(form) << piece;
        EXPECT_EQ(form->fields.text("csrf"), "t");
        EXPECT_EQ(form->fields.text("note"), "ж\r\n");
        EXPECT_THAT(received.began, ElementsAre("scan.png after 1", "empty.txt after 2"));
        EXPECT_THAT(received.files, ElementsAre(tricky + "\r\n--xyw", ""));
        ASSERT_EQ(form->files.size(), 2U);
        EXPECT_EQ(form->files[0].stored, "stored 1");
        EXPECT_EQ(form->files[0].content_type, "image/png");
        EXPECT_THAT(form->files[0].content, IsEmpty());
    }
}

TEST(MultipartReader, refuses_what_has_another_shape)
{
    for (const std::string& body :
         {std::string("preamble\r\n--xyz--"),
          field("a", "1"),
          field("a", "1") + "--xyz-",
          field("a", "1") + "--xyz--rest",
          std::string("--xyz\r\nContent-Type: text/plain\r\n\r\nno name\r\n--xyz--"),
          "--xyz\r\n" + std::string(5'000, 'h'),
          field("a", "\xFF") + "--xyz--"}) {
        for (const std::size_t piece : {1UL, 10'000UL}) {
            Received received;
            const auto form = read(body, piece, received);
            ASSERT_FALSE(form) << body.substr(0, 40);
            EXPECT_EQ(form.error().code, ErrorCode::invalid_input);
        }
    }
}

TEST(MultipartReader, refuses_fields_that_are_too_long_before_they_have_come_in)
{
    Received received;
    Collector collector(received);
    FormLimits limits;
    limits.value_bytes = 100;
    auto reader = MultipartReader::start("xyz", limits, collector);
    ASSERT_TRUE(reader);
    ASSERT_TRUE(reader->feed("--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n"));
    const auto fed = reader->feed(std::string(500, 'x'));
    ASSERT_FALSE(fed);
    EXPECT_EQ(fed.error().code, ErrorCode::too_large);
}

TEST(MultipartReader, stops_when_the_receiver_refuses)
{
    Received received;
    const auto form = read(file("refused", "a.png", "x") + "--xyz--", 10'000, received);
    ASSERT_FALSE(form);
    EXPECT_EQ(form.error().code, ErrorCode::denied);
}

}  // namespace
}  // namespace panoh::web
