// SPDX-License-Identifier: AGPL-3.0-or-later
#include "main/demo/documents.hpp"

#include "main/demo/demo_for_test.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

namespace panoh::demo {

namespace {

class DocumentsOfTheDemo : public ADemo {};

std::string bytes_of(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    std::stringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

}  // namespace

TEST_F(DocumentsOfTheDemo, are_written_in_each_language_and_format_with_names_and_without)
{
    const panoh::testing::TemporaryFolder out;
    clock.advance(std::chrono::seconds(30));
    const auto written = write_documents(folder, out.path() + "/documents", clock);
    ASSERT_TRUE(written.has_value()) << written.error().detail;
    std::map<std::string, std::size_t> counts;
    for (const auto& entry : std::filesystem::directory_iterator(out.path() + "/documents")) {
        const std::string name = entry.path().filename();
        const std::string bytes = bytes_of(entry.path());
        EXPECT_TRUE(bytes.starts_with(name.ends_with(".pdf") ? "%PDF-" : "PK")) << name;
        for (const char* part :
             {"-en.pdf",
              "-ru.pdf",
              "-en.docx",
              "-ru.docx",
              "-no-names-",
              "chronology",
              "review-letter",
              "health-conclusion",
              "evidence-list"})
            if (name.find(part) != std::string::npos) ++counts[part];
    }
    EXPECT_EQ(counts["-en.pdf"], *written / 4);
    EXPECT_EQ(counts["-ru.docx"], *written / 4);
    EXPECT_EQ(counts["-no-names-"], *written / 2);
    EXPECT_GE(counts["chronology"], 8U);
    for (const char* kind : {"review-letter", "health-conclusion", "evidence-list"})
        EXPECT_GE(counts[kind], 8U) << kind;
}

}  // namespace panoh::demo
