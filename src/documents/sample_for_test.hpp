// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "documents/document.hpp"

/// A document with every kind of block that a report has, for the tests of this folder.
namespace panoh::documents {

inline Document sample(const std::string& language)
{
    const std::string square =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 200\">"
        "<rect x=\"10\" y=\"10\" width=\"80\" height=\"180\" fill=\"none\" stroke=\"#333\"/></svg>";
    Document document;
    document.title = "Хронология событий";
    document.language = language;
    document.head_left = "Организация";
    document.head_right = "A-2026-0007";
    document.foot = "Конфиденциально";
    document.page_of = "Страница {page} из {pages}";
    document.blocks.emplace_back(Heading{1, "Хронология событий"});
    document.blocks.emplace_back(FactList{{{"Номер", "A-2026-0007"}, {"Дата", "22 ноября 2026"}}});
    document.blocks.emplace_back(Note{"Никто не считается виновным, пока этого не установил суд."});
    document.blocks.emplace_back(Heading{2, "События"});
    document.blocks.emplace_back(RunningText{{{"Вывод: ", true, false}, {"соответствует", false, true}}});
    document.blocks.emplace_back(Paragraph{"<ответ> & ещё"});
    document.blocks.emplace_back(Points{{"первое", "второе"}, true});
    document.blocks.emplace_back(Points{{"без числа"}, false});
    document.blocks.emplace_back(Table{{1, 3}, {"Когда", "Что"}, {{"3 мая", "Задержание"}, {"5 мая", "Протокол"}}});
    document.blocks.emplace_back(Figures{{{square, "A square with one mark", "Square", {{500, 250, "1"}}}}});
    document.blocks.emplace_back(PageBreak{});
    document.blocks.emplace_back(Signatures{{{"А. Врач", "терапевт\nДушанбе, 22.11.2026"}}});
    return document;
}

}  // namespace panoh::documents
