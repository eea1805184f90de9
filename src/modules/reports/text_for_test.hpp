// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/embedded.hpp"
#include "documents/document.hpp"
#include "i18n/catalogues.hpp"
#include "i18n/translator.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>

/// Documents as plain text, to compare them with what they were.
namespace panoh::reports {

inline const i18n::Catalogues& report_catalogues()
{
    static const i18n::Catalogues catalogues = *i18n::Catalogues::load(embedded::catalogues());
    return catalogues;
}

inline i18n::Translator translator_to(const std::string& language)
{
    return {report_catalogues(), language, "Asia/Dushanbe"};
}

/// A line for each block, cell and fact, with what it is.
class TextOf {
public:
    explicit TextOf(const documents::Document& document)
    {
        line("title", document.title);
        line("language", document.language);
        line("head", document.head_left + " | " + document.head_right);
        line("foot", document.foot + " | " + document.page_of);
        for (const documents::Block& block : document.blocks)
            std::visit(*this, block);
    }
    [[nodiscard]] std::string text() const { return out_; }

    void operator()(const documents::Heading& each)
    {
        line("h" + std::string(1, static_cast<char>('0' + each.level)), each.text);
    }
    void operator()(const documents::Paragraph& each) { line("p", each.text); }
    void operator()(const documents::Note& each) { line("note", each.text); }
    void operator()(const documents::PageBreak& /*each*/) { line("page", ""); }
    void operator()(const documents::RunningText& each)
    {
        std::string all;
        for (const documents::Run& run : each.runs)
            all += run.strong ? "*" + run.text + "*" : run.text;
        line("p", all);
    }
    void operator()(const documents::FactList& each)
    {
        for (const auto& fact : each.facts)
            line("fact", fact.name + " = " + fact.value);
    }
    void operator()(const documents::Figures& each)
    {
        for (const documents::Figure& figure : each.figures) {
            line("figure", figure.caption + " | " + figure.alternative);
            for (const documents::Mark& mark : figure.marks)
                line("mark", mark.label);
        }
    }
    void operator()(const documents::Signatures& each)
    {
        for (const auto& signer : each.signers)
            line("sign", signer.name + " | " + signer.below);
    }
    void operator()(const documents::Points& each)
    {
        for (const std::string& item : each.items)
            line(each.numbered ? "number" : "point", item);
    }
    void operator()(const documents::Table& each)
    {
        row("th", each.head);
        for (const auto& cells : each.rows)
            row("td", cells);
    }
    void operator()(const documents::Fields& /*each*/) {}
    void operator()(const documents::Band& /*each*/) {}
    void operator()(const documents::Question& /*each*/) {}

private:
    void line(const std::string& what, std::string text)
    {
        for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at))
            text.replace(at, 1, " / ");
        out_ += what + (text.empty() ? "" : ": ") + text + "\n";
    }
    void row(const std::string& what, const std::vector<std::string>& cells)
    {
        std::string all;
        for (const std::string& cell : cells)
            all += (all.empty() ? "" : " | ") + cell;
        line(what, all);
    }
    std::string out_;
};

/// Compares with tests/golden/documents/<name>.txt; with PANOH_UPDATE_GOLDEN in the environment writes it.
inline void expect_golden(const std::string& name, const documents::Document& document)
{
    const std::string path = std::string(PANOH_SOURCE_DIR) + "/tests/golden/documents/" + name + ".txt";
    const std::string now = TextOf(document).text();
    if (std::getenv("PANOH_UPDATE_GOLDEN") != nullptr) {
        std::ofstream(path) << now;
        return;
    }
    std::ifstream file(path);
    std::stringstream golden;
    golden << file.rdbuf();
    EXPECT_EQ(now, golden.str()) << "changed on purpose? Run the test once with PANOH_UPDATE_GOLDEN=1";
}

}  // namespace panoh::reports
