// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/evaluation/fields.hpp"
#include "modules/evaluation/service.hpp"
#include "modules/reports/evaluation_report.hpp"
#include "modules/reports/evaluation_source_view.hpp"
#include "modules/reports/words_view.hpp"

#include <fmt/format.h>

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

/// What parts of the report of an evaluation are put together with. Internal to `evaluation_view`.
namespace panoh::reports {

/// Those that say something, one after the other.
inline std::string joined(const std::vector<std::string>& parts, std::string_view between)
{
    std::string out;
    for (const std::string& part : parts) {
        if (part.empty()) continue;
        if (!out.empty()) out += between;
        out += part;
    }
    return out;
}

/// Records of an evaluation in words.
class PartWords {
public:
    PartWords(const Words& words, const evaluation::Contents& contents)
        : words_(&words)
        , contents_(&contents)
    {}

protected:
    [[nodiscard]] std::string answer(const vault::Record& record, std::string_view field) const
    {
        return words_->answer(record, field);
    }
    [[nodiscard]] std::string degree(const std::string& code) const { return words_->code("consistency", code); }

    void
    add(documents::FactList& facts, const vault::Record& record, std::initializer_list<std::string_view> fields) const
    {
        for (const std::string_view field : fields) {
            std::string value = answer(record, field);
            if (!value.empty()) facts.facts.push_back({words_->label(record.type, field), std::move(value)});
        }
    }

    [[nodiscard]] std::string number_and(const vault::Record& record, const std::string& what) const
    {
        const std::int64_t number = evaluation::number_of(record);
        return number == 0 ? what : fmt::format("{}. {}", number, what);
    }

    [[nodiscard]] std::string place_of(const vault::Record& record) const
    {
        return joined({answer(record, "region"), answer(record, "side"), answer(record, "place_exact")}, ", ");
    }

    [[nodiscard]] std::string name_of(const vault::Record& finding) const
    {
        const std::string own = answer(finding, "kind_other");
        return joined({own.empty() ? answer(finding, "kind") : own, place_of(finding)}, " · ");
    }

    const Words* words_;
    const evaluation::Contents* contents_;
};

/// Findings, elements, drawings with their marks, photographs.
void add_findings(const Words& words, const evaluation::Contents& contents, EvaluationReport& out);

/// How far the text has come, signatures, what signers say otherwise, and what was added later.
void add_signatures(const Words& words, const EvaluationSource& source, EvaluationReport& out);

/// Who confirmed the words of the degrees in this language, or that nobody did; empty where they are the protocol's
/// own.
std::string terms_note(const Words& words);

}  // namespace panoh::reports
