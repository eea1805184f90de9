// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/embedded.hpp"
#include "forms/definition.hpp"
#include "i18n/translator.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

namespace panoh::coalition {
namespace {

TEST(KindsOfFiles, HaveAWordInEveryLanguageForTheLogAndForLeavers)
{
    const auto catalogues = i18n::Catalogues::load(embedded::catalogues());
    ASSERT_TRUE(catalogues.has_value());
    for (const char* language : {"en", "ru"}) {
        const i18n::Translator words(*catalogues, language, "Asia/Dushanbe");
        std::uint8_t kind = 1;
        for (; !forms::name_of(forms::FileKind{kind}).empty(); ++kind) {
            const MessageId id(fmt::format("file_kind.{}", forms::name_of(forms::FileKind{kind})));
            EXPECT_THAT(words.text(id), testing::Not(testing::HasSubstr("file_kind."))) << language;
        }
        EXPECT_GT(kind, 6);
    }
}

}  // namespace
}  // namespace panoh::coalition
