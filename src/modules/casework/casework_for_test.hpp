// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/casework/service.hpp"
#include "support/test_node.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

/// A node with a social worker at work, for the tests of this folder.
namespace panoh::casework {

using testing::Member;
using testing::TestNode;

inline boost::json::array one_name(std::string_view given, std::string_view family, std::string_view patronymic = {})
{
    boost::json::object parts{{"kind", "official"}, {"given", given}, {"family", family}};
    if (!patronymic.empty()) parts["patronymic"] = patronymic;
    return {parts};
}

inline CasePerson person(boost::json::array names, std::string role = "direct_victim")
{
    CasePerson made;
    made.person = {{"sex", "male"}, {"birth", "1988~"}};
    made.identity = {{"names", std::move(names)}};
    made.role = std::move(role);
    return made;
}

struct Casework : ::testing::Test {
    TestNode node;
    Member& worker = node.sign_in("social_worker");

    [[nodiscard]] BatchId batch() { return node.vault().random().id<BatchId>(); }

    OpenCase request(std::vector<CasePerson> persons)
    {
        OpenCase wanted;
        wanted.batch = batch();
        wanted.fields = {{"region", "TJ-DU"}, {"risk", "high"}, {"languages", {"tg"}}};
        wanted.summary = {{"heading", "Detained in spring"}};
        wanted.keyworker = worker.actor().user;
        wanted.persons = std::move(persons);
        return wanted;
    }

    OpenedCase opened(std::vector<CasePerson> persons)
    {
        auto made = open_case(node.records(), worker.caller(), request(std::move(persons)));
        PANOH_CHECK(made.has_value());
        return std::move(*made);
    }

    records::FormOutcome
    saved(Member& who, const FileId& file, std::string type, std::vector<std::pair<std::string, std::string>> inputs)
    {
        forms::Submission submission;
        for (auto& [field, text] : inputs)
            submission.add(field, text);
        records::FormChange change;
        change.type = std::move(type);
        change.file = file;
        auto outcome = save_form(node.records(), who.caller(), change, submission, batch());
        PANOH_CHECK(outcome.has_value());
        return std::move(*outcome);
    }
};

}  // namespace panoh::casework
