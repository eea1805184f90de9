// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/knowledge/names.hpp"

#include <gtest/gtest.h>

namespace panoh::knowledge {
namespace {

TEST(NamesOfInstitutions, are_found_in_another_script)
{
    EXPECT_TRUE(name_fits("Temnogorsk", "Изолятор временного содержания, Темногорск"));
    EXPECT_TRUE(name_fits("темногорск изолятор", "Izolyator, Temnogorsk"));
}

TEST(NamesOfInstitutions, are_found_by_the_beginning_of_a_word)
{
    EXPECT_TRUE(name_fits("темног", "Изолятор, Темногорск"));
    EXPECT_FALSE(name_fits("светлог", "Изолятор, Темногорск"));
}

TEST(NamesOfInstitutions, with_another_number_are_not_meant)
{
    EXPECT_TRUE(name_fits("колония 7", "Исправительная колония № 7"));
    EXPECT_FALSE(name_fits("колония 7", "Исправительная колония № 17"));
    EXPECT_FALSE(may_be_same("Колония № 1", "Колония № 2"));
}

TEST(NamesOfInstitutions, that_say_less_may_mean_the_same)
{
    EXPECT_TRUE(may_be_same("Колония № 7", "Исправительная колония № 7"));
    EXPECT_TRUE(may_be_same("Koloniya 7", "Колония № 7"));
    EXPECT_FALSE(may_be_same("Отдел Темногорск", "Отдел Светлогорск"));
}

TEST(NamesOfInstitutions, signs_alone_find_nothing)
{
    EXPECT_FALSE(name_fits("", "Колония"));
    EXPECT_FALSE(name_fits("—", "Колония"));
    EXPECT_FALSE(may_be_same("№ 7", "7"));
}

TEST(NamesOfPeople, are_found_under_another_spelling)
{
    EXPECT_TRUE(name_fits("Kurbonali Gafurov", "Қурбоналӣ Ғафуров"));
    EXPECT_TRUE(may_be_same("Джамшед Рахмонов", "Jamshed Rahmonov"));
    EXPECT_FALSE(may_be_same("Хасан Каримов", "Хусейн Каримов"));
}

}  // namespace
}  // namespace panoh::knowledge
