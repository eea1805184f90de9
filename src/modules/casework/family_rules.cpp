// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/family_rules.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace panoh::casework {

namespace {

/// A relation, how many generations lie between, and what it is in return: for a woman, for a man, for anybody.
struct Kinship {
    std::optional<int> generation;
    std::string_view woman, man, anybody;
};

const std::map<std::string_view, Kinship>& kinships()
{
    static const std::map<std::string_view, Kinship> all{
        {"spouse", {0, "spouse", "spouse", "spouse"}},
        {"partner", {0, "partner", "partner", "partner"}},
        {"former_spouse", {0, "former_spouse", "former_spouse", "former_spouse"}},
        {"mother", {-1, "daughter", "son", "family"}},
        {"father", {-1, "daughter", "son", "family"}},
        {"daughter", {1, "mother", "father", "family"}},
        {"son", {1, "mother", "father", "family"}},
        {"sister", {0, "sister", "brother", "family"}},
        {"brother", {0, "sister", "brother", "family"}},
        {"grandparent", {-2, "grandchild", "grandchild", "grandchild"}},
        {"grandchild", {2, "grandparent", "grandparent", "grandparent"}},
        {"aunt_uncle", {-1, "niece_nephew", "niece_nephew", "niece_nephew"}},
        {"niece_nephew", {1, "aunt_uncle", "aunt_uncle", "aunt_uncle"}},
        {"cousin", {0, "cousin", "cousin", "cousin"}},
        {"parent_in_law", {-1, "child_in_law", "child_in_law", "child_in_law"}},
        {"child_in_law", {1, "parent_in_law", "parent_in_law", "parent_in_law"}},
        {"sibling_in_law", {0, "sibling_in_law", "sibling_in_law", "sibling_in_law"}},
        {"step_parent", {-1, "step_child", "step_child", "step_child"}},
        {"step_child", {1, "step_parent", "step_parent", "step_parent"}},
        {"other_relative", {std::nullopt, "other_relative", "other_relative", "other_relative"}},
        {"family", {std::nullopt, "family", "family", "family"}},
        {"guardian", {std::nullopt, "ward", "ward", "ward"}},
        {"ward", {std::nullopt, "guardian", "guardian", "guardian"}},
        {"care", {std::nullopt, "care", "care", "care"}},
        {"acquaintance", {std::nullopt, "acquaintance", "acquaintance", "acquaintance"}},
        {"friend", {std::nullopt, "friend", "friend", "friend"}},
        {"neighbour", {std::nullopt, "neighbour", "neighbour", "neighbour"}},
        {"colleague", {std::nullopt, "colleague", "colleague", "colleague"}},
        {"fellow_detainee", {std::nullopt, "fellow_detainee", "fellow_detainee", "fellow_detainee"}},
        {"fellow_conscript", {std::nullopt, "fellow_conscript", "fellow_conscript", "fellow_conscript"}},
    };
    return all;
}

/// A tie as the one at its other end tells it.
FamilyMember in_return(const Tie& tie, std::string_view sex)
{
    FamilyMember member;
    member.person = tie.from;
    member.record = tie.record;
    member.relation = inverse_of(tie.relation, sex);
    if (const auto generation = generation_of(tie.relation)) member.generation = -*generation;
    member.in_contact = tie.in_contact;
    member.lives_together = tie.lives_together;
    member.supports = tie.depends;
    return member;
}

FamilyMember as_told(const Tie& tie)
{
    FamilyMember member;
    member.person = tie.to;
    member.record = tie.record;
    member.relation = tie.relation;
    member.generation = generation_of(tie.relation);
    member.in_contact = tie.in_contact;
    member.lives_together = tie.lives_together;
    member.affected = tie.affected;
    member.depends = tie.depends;
    return member;
}

/// What a second entry about the same two persons adds.
void add_to(FamilyMember& known, const FamilyMember& more)
{
    const auto fill = [](auto& value, const auto& other) {
        if (!value) value = other;
    };
    fill(known.generation, more.generation);
    fill(known.in_contact, more.in_contact);
    fill(known.lives_together, more.lives_together);
    fill(known.affected, more.affected);
    fill(known.depends, more.depends);
    fill(known.supports, more.supports);
}

}  // namespace

std::optional<int> generation_of(std::string_view relation)
{
    const auto found = kinships().find(relation);
    return found == kinships().end() ? std::nullopt : found->second.generation;
}

std::string inverse_of(std::string_view relation, std::string_view sex)
{
    const auto found = kinships().find(relation);
    if (found == kinships().end()) return "other";
    const Kinship& kinship = found->second;
    return std::string(sex == "female" ? kinship.woman : sex == "male" ? kinship.man : kinship.anybody);
}

std::vector<FamilyMember>
family_of(const RecordId& person, std::span<const Tie> ties, const std::function<std::string(const RecordId&)>& sex_of)
{
    std::vector<FamilyMember> members;
    const auto known = [&](const RecordId& who) {
        return std::find_if(members.begin(), members.end(), [&](const FamilyMember& each) {
            return each.person == who;
        });
    };
    const auto take = [&](FamilyMember member, const FamilyMember* through) {
        if (member.person == person) return;
        if (through != nullptr) {
            member.through = through->person;
            if (!member.generation || !through->generation) return;
            *member.generation += *through->generation;
        }
        const auto earlier = known(member.person);
        if (earlier == members.end()) {
            members.push_back(std::move(member));
        } else if (through == nullptr) {
            add_to(*earlier, member);
        }
    };
    const auto around = [&](const RecordId& centre, const FamilyMember* through) {
        for (const Tie& tie : ties) {
            if (tie.from == tie.to) continue;
            if (tie.from == centre) take(as_told(tie), through);
            if (tie.to == centre) take(in_return(tie, sex_of(tie.from)), through);
        }
    };
    around(person, nullptr);
    const std::vector<FamilyMember> near = members;
    for (const FamilyMember& each : near)
        around(each.person, &each);
    return members;
}

}  // namespace panoh::casework
