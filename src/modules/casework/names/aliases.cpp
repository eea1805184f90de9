// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/names/aliases.hpp"

#include "modules/casework/names/alphabet.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <vector>

namespace panoh::casework {
namespace {

/// One name as languages of the region spell it, too far apart for the letters alone.
/// The first of a line never changes, since stored keys come from it; new lines go to the end.
constexpr std::array spellings{
    "Мухаммад Магомед Мухамед Махмад Мамед Магомет",
    "Ахмад Ахмед Ахмет",
    "Махмуд Махмут",
    "Хусейн Хусайн Гусейн Усен",
    "Хасан Гасан Асан",
    "Ибрагим Иброхим Ибраим Ыбрайым",
    "Исмаил Исмоил Смаил",
    "Исхок Исхак Ишак Ысак",
    "Якуб Ёкуб Жакып Жакуп",
    "Юсуф Юсуп Жусуп Жусип",
    "Юнус Жунус",
    "Сулейман Сулаймон Сулайман",
    "Умар Омар Умер",
    "Усман Усмон Осмон Оспан",
    "Абдулло Абдулла Абдилла Абылла",
    "Абдурахмон Абдурахман Абдрахман Абдыракман Абдирахман",
    "Рахмон Рахман Ракман",
    "Давлат Даулет Доолот",
    "Искандар Искендер Ескендир",
    "Бахыт Бакыт Бахт",
    "Фатима Фотима Фатма Батма Патима",
    "Зайнаб Зейнаб Зейнеп Зайнап",
    "Зухра Зухро Захра",
    "Айша Оиша Аиша",
    "Марьям Мариям Мариам Марям",
    "Хаджи Ходжи Кажы Ажы",
    "Хужа Ходжа Хожа Кожо Кожа",
    "Латиф Латип Латып",
    "Файзулло Файзулла Пайзулла",
    "Георгий Гиорги",
    "Давид Давит Дауд Довуд Дауыт",
    "Иван Иване Иоане",
    "Михаил Михеил Микаил Микоил",
    "Николай Николоз",
    "Иосиф Иосеб",
    "Константин Константине",
    "Григорий Григол",
    "Павел Павле",
    "Пётр Петре",
    "Яков Якоб Иаков",
    "Симон Семён",
    "Дмитрий Димитри",
    "Фёдор Тедоре Тевдоре",
    "Степан Степане",
    "Елена Элене",
    "Екатерина Экатерине",
    "Елизавета Элисабед",
    "Тамара Тамар",
    "Юлия Julia",
    "Гульнара Гулнора Гульнора",
};

/// A name and its short and fond forms.
constexpr std::array short_forms{
    "Александр Саша Шура Саня Алик Сандро",
    "Александра Саша Шура Саня",
    "Алексей Алёша Лёша",
    "Анастасия Настя Ася",
    "Анатолий Толя",
    "Андрей Андрюша Андро Андриа",
    "Анна Аня Нюра",
    "Антон Антоша",
    "Антонина Тоня",
    "Борис Боря",
    "Вадим Вадик",
    "Валентин Валя Валик",
    "Валентина Валя",
    "Валерий Валера",
    "Валерия Лера",
    "Василий Вася Васо Васил",
    "Виктор Витя",
    "Виктория Вика",
    "Виталий Виталик",
    "Владимир Вова Володя Ладо",
    "Владислав Влад Владик",
    "Вячеслав Слава",
    "Галина Галя",
    "Геннадий Гена",
    "Георгий Жора Гоша Гия Гоги Гога Гиа",
    "Григорий Гриша",
    "Дарья Даша",
    "Давид Дато Датуна Дата",
    "Дмитрий Дима Митя Дито",
    "Евгений Женя",
    "Евгения Женя",
    "Екатерина Катя Эка",
    "Елена Лена Алёна",
    "Елизавета Лиза",
    "Зураб Зура Зурико",
    "Иван Ваня Вано",
    "Илья Илюша Илико",
    "Иосиф Осип Сосо",
    "Ираклий Ика",
    "Ирина Ира",
    "Кетеван Кето Кети",
    "Константин Костя Коте",
    "Ксения Ксюша",
    "Леонид Лёня",
    "Лидия Лида",
    "Любовь Люба",
    "Людмила Люда",
    "Максим Макс",
    "Маргарита Рита",
    "Мария Маша Маруся",
    "Михаил Миша Мишо Мишико",
    "Надежда Надя",
    "Наталья Наташа Ната",
    "Николай Коля Нико",
    "Ольга Оля",
    "Павел Паша",
    "Пётр Петя",
    "Полина Поля",
    "Реваз Резо",
    "Роман Рома",
    "Русудан Русо Русико",
    "Светлана Света",
    "Семён Сеня",
    "Сергей Серёжа Серго",
    "София Соня Софико Софо",
    "Станислав Стас",
    "Степан Стёпа",
    "Тамара Тома Тамрико",
    "Татьяна Таня",
    "Теймураз Темур Темо",
    "Тинатин Тина Тинико",
    "Фёдор Федя Тедо",
    "Юлия Юля",
    "Юрий Юра",
    "Яков Яша",
    "Кубанычбек Кубан Кубат",
    "Гульнара Гуля",
};

struct Table {
    std::unordered_map<std::string, FormGroups> groups;
    std::vector<std::string> heads{""};  ///< group numbers begin with 1

    void add(std::string_view line)
    {
        const auto group = static_cast<std::uint16_t>(heads.size());
        const auto words = neutral_words(line);
        heads.push_back(words.front().letters);
        // Short forms belong to every spelling of the name: "Дато" to "Давид" and "Давит".
        const auto spelled = groups[heads.back()].front();
        for (auto& [letters, places] : groups) {
            if (is_spelling_group(spelled) && std::find(places.begin(), places.end(), spelled) != places.end()) {
                join(places, group);
            }
        }
        for (const auto& word : words) {
            join(groups[word.letters], group);
        }
    }

    static void join(FormGroups& places, std::uint16_t group)
    {
        auto* const place = std::find_if(places.begin(), places.end(), [&](std::uint16_t taken) {
            return taken == 0 || taken == group;
        });
        if (place != places.end()) *place = group;
    }
};

const Table& table()
{
    static const Table made = [] {
        Table filling;
        for (const auto* line : spellings) {
            filling.add(line);
        }
        for (const auto* line : short_forms) {
            filling.add(line);
        }
        return filling;
    }();
    return made;
}

}  // namespace

FormGroups form_groups_of(std::string_view letters)
{
    const auto found = table().groups.find(std::string(letters));
    return found == table().groups.end() ? FormGroups{} : found->second;
}

bool is_spelling_group(std::uint16_t group) noexcept
{
    return group >= 1 && group <= spellings.size();
}

std::string_view head_of(std::uint16_t group)
{
    return table().heads.at(group);
}

std::uint16_t shared_group(const FormGroups& left, const FormGroups& right) noexcept
{
    for (const auto group : left) {
        if (group != 0 && std::find(right.begin(), right.end(), group) != right.end()) return group;
    }
    return 0;
}

}  // namespace panoh::casework
