// SPDX-License-Identifier: AGPL-3.0-or-later
#include "i18n/po.hpp"

#include "base/bytes.hpp"
#include "base/check.hpp"
#include "base/text.hpp"
#include "i18n/language.hpp"
#include "i18n/pattern.hpp"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const panoh::i18n::Language russian("ru");
    const panoh::i18n::Translate translate = [](const panoh::MessageId& id) {
        return id.text();
    };
    const auto entries = panoh::i18n::read_po("fuzz.po", panoh::text_of({data, size}));
    if (!entries) return 0;
    for (const auto& entry : *entries) {
        const auto pattern = panoh::i18n::Pattern::parse(entry.text);
        if (!pattern) continue;
        const auto sentence = pattern->format(russian, {{"count", std::int64_t{3}}, {"name", "x"}}, translate);
        PANOH_CHECK(panoh::is_utf8(sentence));
    }
    return 0;
}
