// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/files/media.hpp"

#include <gtest/gtest.h>

#include <string>

namespace panoh::files {
namespace {

using namespace std::string_literals;

std::string_view found(const std::string& start)
{
    return media_type_of(bytes_of(start));
}

TEST(Media, what_stands_in_a_file_says_what_it_is)
{
    EXPECT_EQ(found("\xFF\xD8\xFF\xE0 and more"), "image/jpeg");
    EXPECT_EQ(found("\x89PNG\r\n\x1A\n and more"), "image/png");
    EXPECT_EQ(found("RIFF\x01\x02\x03\x04WEBPVP8 "), "image/webp");
    EXPECT_EQ(found("II*\0\x08\0\0\0"s), "image/tiff");
    EXPECT_EQ(found("\0\0\0\x18"s + "ftypheic"), "image/heic");
    EXPECT_EQ(found("%PDF-1.7"), "application/pdf");
    EXPECT_EQ(found("OggS\0\x02"s), "audio/ogg");
    EXPECT_EQ(found("\0\0\0\x18"s + "ftypmp42"), "video/mp4");
    EXPECT_EQ(extension_of(found("PK\x03\x04....word/document.xml")), ".docx");
    EXPECT_EQ(extension_of(found("PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.text")), ".odt");
    EXPECT_EQ(found("PK\x03\x04 notes.txt"), "application/zip");
}

TEST(Media, markup_is_text_and_never_a_page_of_its_own)
{
    EXPECT_EQ(found("<!doctype html><script>steal()</script>"), "text/plain");
    EXPECT_EQ(found("<svg xmlns='http://www.w3.org/2000/svg' onload='steal()'/>"), "text/plain");
    EXPECT_EQ(found("<?xml version='1.0'?><a/>"), "text/plain");
}

TEST(Media, bytes_of_no_kind_are_just_bytes)
{
    EXPECT_EQ(found(""), "application/octet-stream");
    EXPECT_EQ(found("\x7F"s + "ELF\x02\x01\x01\0"s), "application/octet-stream");
    EXPECT_EQ(found("\xFF\xFE\x00\x01"s), "application/octet-stream");
    EXPECT_EQ(extension_of("application/octet-stream"), ".bin");
}

TEST(Media, a_long_text_may_be_cut_within_a_letter)
{
    std::string text = "a";
    while (text.size() < telling_bytes)
        text += "ё";
    text.resize(telling_bytes);
    EXPECT_EQ(found(text), "text/plain");
    EXPECT_EQ(found("кусо\xD0"), "application/octet-stream") << "a short text is whole";
}

TEST(Media, only_pictures_pages_and_texts_are_shown)
{
    EXPECT_EQ(preview_of("image/jpeg"), Preview::picture);
    EXPECT_EQ(preview_of("application/pdf"), Preview::page);
    EXPECT_EQ(preview_of("text/plain"), Preview::text);
    for (const char* each : {"image/svg+xml", "text/html", "image/bmp", "application/zip", "video/mp4", "nonsense"})
        EXPECT_EQ(preview_of(each), Preview::none) << each;
}

}  // namespace
}  // namespace panoh::files
