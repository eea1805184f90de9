// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/reports/report.hpp"

#include "forms/edtf.hpp"

#include <fmt/format.h>

namespace panoh::reports {

namespace {

constexpr std::size_t shown_of_chain = 16;

std::string day_of(const DocumentHead& head, const i18n::Translator& translator)
{
    const auto day = forms::parse_iso_day(head.day);
    return day ? translator.day_in_words(*day) : head.day;
}

/// In groups that can be compared by eye.
std::string in_groups(std::string_view digits)
{
    constexpr std::size_t group = 8;
    std::string out;
    for (std::size_t at = 0; at < digits.size(); at += group)
        out += (at == 0 ? "" : " ") + std::string(digits.substr(at, group));
    return out;
}

bool is_plain(char letter)
{
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9');
}

}  // namespace

documents::Document begun(const DocumentHead& head, const i18n::Translator& translator)
{
    const auto text = [&](const MessageId& id, const i18n::Arguments& arguments = {}) {
        return translator.text(id, arguments);
    };
    const std::string naming = text(
        head.naming == Naming::identified ? msg("documents.naming.identified") : msg("documents.naming.pseudonymised")
    );
    documents::Document document;
    document.title = head.number.empty() ? head.title : head.title + " · " + head.number;
    document.language = translator.language();
    document.head_left = head.mark.empty() ? head.title : head.mark + " · " + head.title;
    document.head_right = head.number.empty() ? naming : head.number + " · " + naming;
    document.foot = head.fingerprint.empty()
                        ? text(msg("documents.foot"), {{"head", head.chain_head.substr(0, shown_of_chain)}})
                        : text(msg("documents.foot_to_sign"), {{"sha256", head.fingerprint.substr(0, shown_of_chain)}});
    if (!head.mark.empty()) document.foot = head.mark + " · " + document.foot;
    document.page_of =
        text(msg("documents.page_of"), {{"page", std::string("{page}")}, {"pages", std::string("{pages}")}});
    document.blocks.emplace_back(documents::Heading{1, head.title});
    documents::FactList facts;
    const auto add = [&](const MessageId& name, const std::string& value) {
        if (!value.empty()) facts.facts.push_back({text(name), value});
    };
    add(msg("documents.head.number"), head.number);
    add(msg("documents.head.organisation"), head.organisation);
    add(msg("documents.head.day"), day_of(head, translator));
    add(msg("documents.head.naming"), naming);
    add(msg("documents.head.recipient"), head.recipient);
    add(msg("documents.head.purposes"), head.purposes);
    add(msg("documents.head.fingerprint"), in_groups(head.fingerprint));
    if (head.fingerprint.empty()) add(msg("documents.head.chain"), in_groups(head.chain_head));
    document.blocks.emplace_back(std::move(facts));
    if (head.training) document.blocks.emplace_back(documents::Note{text(msg("documents.training"))});
    return document;
}

std::string
file_name_of(std::string_view number, std::string_view kind, std::string_view language, std::string_view format)
{
    std::string name = fmt::format("document-{}-{}-{}", number, kind, language);
    for (char& letter : name) {
        if (!is_plain(letter)) letter = '-';
    }
    return fmt::format("{}.{}", name, format);
}

}  // namespace panoh::reports
