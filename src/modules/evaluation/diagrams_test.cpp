// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/evaluation/drawings.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace panoh::evaluation {
namespace {

std::string read(const std::string& path)
{
    const std::ifstream file(std::string(PANOH_SOURCE_DIR) + "/" + path);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

std::vector<Drawing> shipped()
{
    auto drawings = read_drawings(read("src/modules/evaluation/diagrams/regions.txt"));
    EXPECT_TRUE(drawings) << (drawings ? "" : drawings.error().detail);
    return drawings ? *drawings : std::vector<Drawing>();
}

TEST(Drawings, a_table_is_read_and_a_wrong_line_is_named)
{
    const auto drawings = read_drawings("# table\nview D01 female 400 800\nnose middle 190,60 210,60 200,80\n");
    ASSERT_TRUE(drawings);
    ASSERT_EQ(drawings->size(), 1U);
    EXPECT_EQ((*drawings)[0].sex, "female");
    EXPECT_EQ((*drawings)[0].regions[0].code, "nose");
    for (const std::string wrong : {
             "nose middle 1,1 2,2 3,1",
             "view D01 female 400",
             "view D01 none 400 800",
             "view D01 male 4 8\nnose middle 1,1 2,2",
             "view D01 male 4 8\nnose up 1,1 2,2 3,1",
             "view D01 male 4 8\nnose left 1,1 2,2 5,1",
             "view D01 male 4 8\nnose left 1,1 2,2 3;1",
             "view D01 male 4 8\nview D01 male 4 8",
         })
        EXPECT_FALSE(read_drawings(wrong)) << wrong;
}

TEST(Drawings, the_first_region_around_a_point_is_named_and_nothing_beside_the_body)
{
    const auto drawings =
        read_drawings("view V both 100 200\nnose middle 40,40 60,40 60,60 40,60\nhead middle 20,20 80,20 80,80 20,80\n"
        );
    ASSERT_TRUE(drawings);
    const Drawing& drawing = drawings->front();
    EXPECT_EQ(region_at(drawing, 500, 250)->code, "nose");
    EXPECT_EQ(region_at(drawing, 300, 150)->code, "head");
    EXPECT_EQ(region_at(drawing, 50, 50), nullptr);
}

TEST(Drawings, a_region_that_others_cover_has_no_point)
{
    const auto drawings =
        read_drawings("view V both 100 200\na middle 20,20 80,20 80,80 20,80\nb middle 40,40 60,40 60,60 40,60\n");
    ASSERT_TRUE(drawings);
    EXPECT_TRUE(point_in(drawings->front(), drawings->front().regions[0]));
    EXPECT_FALSE(point_in(drawings->front(), drawings->front().regions[1]));
}

TEST(Drawings, every_region_can_be_reached_without_a_pointer)
{
    for (const Drawing& drawing : shipped()) {
        for (const Region& region : drawing.regions) {
            const auto point = point_in(drawing, region);
            ASSERT_TRUE(point) << drawing.view << " " << region.code << " " << region.side;
            EXPECT_EQ(region_at(drawing, point->x, point->y), &region);
        }
    }
}

TEST(Drawings, every_code_is_in_the_packs)
{
    const std::string regions = read("packs/istanbul/lists/body_regions.yaml");
    const std::string views = read("packs/istanbul/lists/body_views.yaml");
    for (const Drawing& drawing : shipped()) {
        EXPECT_NE(views.find("code: " + drawing.view + ","), std::string::npos) << drawing.view;
        for (const Region& region : drawing.regions) {
            const bool known = regions.find("code: " + region.code + ",") != std::string::npos
                               || regions.find("- " + region.code + "\n") != std::string::npos;
            EXPECT_TRUE(known) << drawing.view << " " << region.code;
        }
    }
}

TEST(Drawings, each_has_a_file_of_its_own_with_words_and_without_scripts)
{
    constexpr std::size_t largest = 34000;  // a skeleton has every bone of both hands
    EXPECT_EQ(shipped().size(), 40U);
    for (const Drawing& drawing : shipped()) {
        const std::string picture = read("src/modules/evaluation/diagrams/" + drawing.view + ".svg");
        ASSERT_FALSE(picture.empty()) << drawing.view;
        EXPECT_LT(picture.size(), largest) << drawing.view;
        EXPECT_NE(picture.find("<title>"), std::string::npos) << drawing.view;
        EXPECT_NE(picture.find("<desc>"), std::string::npos) << drawing.view;
        for (const std::string bad : {"<script", "href", "onload", "<style", "url(", "<image", "<!"})
            EXPECT_EQ(picture.find(bad), std::string::npos) << drawing.view << " " << bad;
    }
}

TEST(Drawings, every_view_of_the_list_is_drawn_or_is_a_heading_of_views_that_are)
{
    const auto drawings = shipped();
    std::stringstream list(read("packs/istanbul/lists/body_views.yaml"));
    int views = 0;
    for (std::string line; std::getline(list, line);) {
        const auto at = line.find("code: ");
        if (at == std::string::npos) continue;
        const std::string code = line.substr(at + 6, line.find(',', at) - at - 6);
        ++views;
        const bool drawn =
            std::ranges::any_of(drawings, [&](const Drawing& drawing) { return drawing.view.starts_with(code); });
        EXPECT_TRUE(drawn) << code;
    }
    EXPECT_GT(views, 40);
}

TEST(Drawings, each_tooth_stands_once_under_its_number_and_on_its_side)
{
    const auto drawings = shipped();
    const auto teeth_of = [&](std::string_view view) {
        std::vector<std::string> teeth;
        for (const Region& region : drawing_of(drawings, view)->regions) {
            const char quarter = region.code.at(std::string_view("tooth_").size());
            const bool right = quarter == '1' || quarter == '4' || quarter == '5' || quarter == '8';
            EXPECT_EQ(region.side, right ? "right" : "left") << region.code;
            teeth.push_back(region.code);
        }
        std::ranges::sort(teeth);
        EXPECT_EQ(std::ranges::adjacent_find(teeth), teeth.end()) << view;
        return teeth;
    };
    const auto permanent = teeth_of("D18A");
    ASSERT_EQ(permanent.size(), 32U);
    EXPECT_EQ(permanent.front(), "tooth_11");
    EXPECT_EQ(permanent.back(), "tooth_48");
    const auto milk = teeth_of("D18C");
    ASSERT_EQ(milk.size(), 20U);
    EXPECT_EQ(milk.front(), "tooth_51");
    EXPECT_EQ(milk.back(), "tooth_85");
}

TEST(Drawings, a_child_is_offered_drawings_of_a_child_first_and_milk_teeth_and_an_adult_neither)
{
    const auto views = [](std::string_view sex, bool minor, bool apart) {
        std::vector<std::string> offered;
        for (const Drawing* drawing : drawings_for(sex, minor, apart))
            offered.push_back(drawing->view);
        return offered;
    };
    const auto has = [](const std::vector<std::string>& offered, std::string_view view) {
        return std::ranges::find(offered, view) != offered.end();
    };
    const auto adult = views("male", false, false);
    EXPECT_TRUE(has(adult, "D04") && has(adult, "D17A") && has(adult, "D18A") && has(adult, "D14LK"));
    EXPECT_FALSE(has(adult, "D01") || has(adult, "D18C") || has(adult, "D19A") || has(adult, "D12"));
    const auto child = views("female", true, true);
    EXPECT_TRUE(child.front().starts_with("D19"));
    EXPECT_TRUE(has(child, "D18C") && has(child, "D18A") && has(child, "D11"));
}

TEST(Drawings, from_the_front_the_left_hand_is_at_the_right)
{
    const auto drawings = shipped();
    for (const std::string_view view : {"D01", "D04", "D07", "D09", "D13IK", "D17A", "D18A", "D18C", "D19A", "D19IA"}) {
        const Drawing* drawing = drawing_of(drawings, view);
        ASSERT_NE(drawing, nullptr);
        for (const Region& region : drawing->regions) {
            const auto point = point_in(*drawing, region);
            if (region.side == "left") {
                EXPECT_GT(point->x, 500) << view << region.code;
            }
            if (region.side == "right") {
                EXPECT_LT(point->x, 500) << view << region.code;
            }
        }
    }
    for (const std::string_view view : {"D02", "D05", "D08", "D10", "D13SK", "D17P", "D19P", "D19IP"}) {
        const Drawing* drawing = drawing_of(drawings, view);
        ASSERT_NE(drawing, nullptr);
        for (const Region& region : drawing->regions) {
            const auto point = point_in(*drawing, region);
            if (region.side == "left") {
                EXPECT_LT(point->x, 500) << view << region.code;
            }
            if (region.side == "right") {
                EXPECT_GT(point->x, 500) << view << region.code;
            }
        }
    }
}

RC_GTEST_PROP(Drawings, a_place_beside_the_paper_is_no_region, ())
{
    static const auto drawings = shipped();
    const auto& drawing = *rc::gen::elementOf(drawings);
    const double beside = *rc::gen::element(-10, 1010, 5000);
    const double along = *rc::gen::inRange(0, 1000);
    RC_ASSERT(region_at(drawing, beside, along) == nullptr);
    RC_ASSERT(region_at(drawing, along, beside) == nullptr);
}

}  // namespace
}  // namespace panoh::evaluation
