// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/evaluation/wording.hpp"

#include <gtest/gtest.h>

namespace panoh::evaluation {
namespace {

std::size_t noticed(const std::string& text)
{
    return legal_wording(text).size();
}

TEST(LegalWording, that_torture_was_committed_is_noticed)
{
    for (const std::string sentence : {
             "Torture was committed.",
             "On 3 May 2026 he was tortured by officers.",
             "The findings prove that she was tortured.",
             "The fact of torture is established.",
             "The treatment meets the definition of torture.",
             "The officers tortured the examinee.",
             "Пытки были применены.",
             "Факт пыток установлен.",
             "Он подвергался пыткам.",
             "Осмотр подтверждает пытки.",
             "Сотрудники применили к нему пытки.",
             "Факт применения пыток не вызывает сомнений.",
         })
        EXPECT_EQ(noticed(sentence), 1U) << sentence;
}

TEST(LegalWording, guilt_and_crime_are_noticed)
{
    for (const std::string sentence : {
             "The officers are guilty.",
             "This is the crime of torture, consistent with the account.",
             "Действия содержат состав преступления.",
             "Сотрудник виновен.",
         })
        EXPECT_EQ(noticed(sentence), 1U) << sentence;
}

TEST(LegalWording, what_reports_weighs_or_asks_is_left_alone)
{
    for (const std::string sentence : {
             "She says that she was tortured.",
             "According to him the officers tortured him.",
             "The scars are highly consistent with torture.",
             "The findings are consistent with possible torture or ill-treatment.",
             "It is not for the evaluator to say whether torture was committed.",
             "History of torture and ill-treatment.",
             "По словам человека, он подвергался пыткам.",
             "Она сообщает, что к ней применялись пытки.",
             "Рубцы в высокой степени соответствуют рассказу о пытках.",
             "Были ли применены пытки, решает суд.",
             "The wound was clean. No torture method left a mark here.",
             "Рубец на левом предплечье, 40 на 3 мм.",
             "",
         })
        EXPECT_EQ(noticed(sentence), 0U) << sentence;
}

TEST(LegalWording, a_report_of_one_sentence_does_not_cover_the_next)
{
    const auto found = legal_wording("She says that she was beaten. She was tortured. The scars are typical of burns.");
    EXPECT_EQ(found, (std::vector<LegalWording>{{"She was tortured.", 1}}));
}

TEST(LegalWording, letters_marks_and_line_breaks_make_no_difference)
{
    EXPECT_EQ(noticed("TORTURE WAS\nPROVEN"), 0U);  // two lines are two sentences
    EXPECT_EQ(noticed("TORTURE WAS PROVEN"), 1U);
    EXPECT_EQ(noticed("Пы́тки бы́ли применены́"), 1U);
}

TEST(Wording, degrees_in_other_words_or_in_numbers_are_noticed)
{
    for (const char* text : {
             "The scars were most likely caused by burning.",
             "The findings strongly suggest beating.",
             "The changes are compatible with suspension.",
             "On average the findings are highly consistent with the account.",
             "The account is supported with 80 % certainty.",
             "Рубцы скорее всего возникли от ожогов.",
             "В среднем данные в высокой степени соответствуют рассказу.",
             "Соответствие оценено в 7 баллов.",
             "Изменения характерны для подвешивания.",
         })
        EXPECT_EQ(degree_wording(text).size(), 1U) << text;
}

TEST(Wording, the_words_of_the_list_and_reports_are_not_noticed_as_other_degrees)
{
    for (const char* text : {
             "The scar is highly consistent with a burn by a cigarette.",
             "The fracture is typical of a fall; other causes are possible.",
             "The tracks are diagnostic of whipping.",
             "He says that the pain was most likely from the cold.",
             "The shoulder moves by 50 % less than the other.",
             "Это не исключает других причин.",
             "Рубец соответствует падению на край койки. Возможна и прежняя работа.",
             "Данные в высокой степени соответствуют рассказу.",
         })
        EXPECT_TRUE(degree_wording(text).empty()) << text;
}

}  // namespace
}  // namespace panoh::evaluation
