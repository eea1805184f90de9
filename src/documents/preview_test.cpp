// SPDX-License-Identifier: AGPL-3.0-or-later
#include "documents/preview.hpp"

#include "base/bytes.hpp"
#include "documents/pdf.hpp"

#include <gtest/gtest.h>

#include <array>
#include <fstream>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

namespace panoh::documents {
namespace {

const Previewer& previewer()
{
    static const Previewer made(PANOH_PREVIEW);
    return made;
}

Result<std::string> picture_of(std::string_view media_type, const std::string& file)
{
    return previewer().picture(media_type, file.size(), [&](std::uint64_t offset, std::size_t length) -> Result<Bytes> {
        const auto piece = bytes_of(std::string_view(file).substr(offset, length));
        return Bytes(piece.begin(), piece.end());
    });
}

/// Two by two pixels, with a comment.
std::string png()
{
    const auto bytes =
        from_hex("89504e470d0a1a0a0000000d4948445200000002000000020802000000fdd49a730000001574455874436f6d6d"
                 "656e740074616b656e20617420686f6d6576631a090000001049444154789c6338b1650110314028003bbe0871"
                 "28fa94f30000000049454e44ae426082");
    return std::string(text_of(*bytes));
}

TEST(Previews, a_picture_becomes_new_pixels_without_what_was_hidden_in_it)
{
    ASSERT_NE(png().find("Comment"), std::string::npos);
    const auto picture = picture_of("image/png", png());
    ASSERT_TRUE(picture.has_value()) << picture.error().detail;
    EXPECT_TRUE(picture->starts_with("\xFF\xD8\xFF"));
    EXPECT_EQ(picture->find("Comment"), std::string::npos);
    EXPECT_EQ(picture->find("Exif"), std::string::npos);
}

TEST(Previews, the_first_page_of_a_document_becomes_a_picture)
{
    Document document;
    document.title = "Form";
    document.language = "en";
    document.page_of = "{page} / {pages}";
    document.blocks.emplace_back(Heading{1, "Form"});
    const auto pdf = write_pdf(document);
    ASSERT_TRUE(pdf.has_value());
    const auto picture = picture_of("application/pdf", *pdf);
    ASSERT_TRUE(picture.has_value()) << picture.error().detail;
    EXPECT_TRUE(picture->starts_with("\xFF\xD8\xFF"));
}

TEST(Previews, of_hostile_or_broken_files_there_is_none)
{
    const std::string whole = png();
    const std::string svg = "<svg xmlns='http://www.w3.org/2000/svg'><image href='/etc/passwd'/></svg>";
    for (const std::string& file :
         {std::string("\xFF\xD8\xFF and nothing"), whole.substr(0, 20), svg, std::string("x")}) {
        for (const char* type : {"image/jpeg", "image/png", "image/tiff", "image/heic", "application/pdf"}) {
            const auto picture = picture_of(type, file);
            ASSERT_FALSE(picture.has_value());
            EXPECT_EQ(picture.error().code, ErrorCode::invalid_input);
        }
    }
}

TEST(Previews, only_the_decoder_of_the_named_kind_is_open)
{
    EXPECT_FALSE(picture_of("image/jpeg", png()).has_value());
    EXPECT_FALSE(picture_of("image/svg+xml", "<svg/>").has_value());
    EXPECT_FALSE(Previewer::knows("image/svg+xml"));
    EXPECT_FALSE(Previewer::knows("text/html"));
}

TEST(Previews, a_file_that_is_too_long_is_not_tried)
{
    Previewer::Limits limits;
    limits.input = 10;
    const Previewer small(PANOH_PREVIEW, limits);
    const auto picture = small.picture("image/png", 11, [](std::uint64_t, std::size_t) -> Result<Bytes> {
        ADD_FAILURE() << "nothing is read";
        return Bytes();
    });
    ASSERT_FALSE(picture.has_value());
    EXPECT_EQ(picture.error().code, ErrorCode::too_large);
}

TEST(Previews, without_the_program_there_are_none_and_nothing_breaks)
{
    const Previewer lost("/nonexistent/panoh-preview");
    const auto picture =
        lost.picture("image/png", 1, [](std::uint64_t, std::size_t) -> Result<Bytes> { return Bytes(1, 0); });
    ASSERT_FALSE(picture.has_value());
    EXPECT_EQ(picture.error().code, ErrorCode::invalid_input);
}

/// Whether the kernel tells this of a process: "Seccomp" is "2".
bool tells(const std::string& status, const std::string& name, const std::string& value)
{
    return status.find("\n" + name + ":\t" + value + "\n") != std::string::npos;
}

/// While it waits for its input, every thread of it is closed off already.
TEST(Previews, are_made_behind_a_filter_that_holds_for_every_thread)
{
    std::array<int, 2> input{};
    ASSERT_EQ(::pipe(input.data()), 0);
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        ::dup2(input[0], STDIN_FILENO);
        ::close(input[1]);
        ::execl(PANOH_PREVIEW, "panoh-preview", "png", "100", nullptr);
        ::_exit(127);
    }
    ::close(input[0]);
    // It ends its input by itself only after it has closed itself off: wait for that by looking.
    std::string status;
    for (int attempt = 0; attempt < 1'000 && !tells(status, "Seccomp", "2"); ++attempt) {
        ::usleep(10'000);
        std::ifstream file("/proc/" + std::to_string(child) + "/status");
        status.assign(std::istreambuf_iterator<char>(file), {});
    }
    EXPECT_TRUE(tells(status, "Seccomp", "2"));
    EXPECT_TRUE(tells(status, "NoNewPrivs", "1"));
    EXPECT_TRUE(tells(status, "Threads", "1")) << "a thread begun before the filter would be outside of it";
    ::close(input[1]);
    int ended = 0;
    ::waitpid(child, &ended, 0);
    EXPECT_TRUE(WIFEXITED(ended));
}

}  // namespace
}  // namespace panoh::documents
