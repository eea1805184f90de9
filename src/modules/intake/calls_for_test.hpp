// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/intake/rules.hpp"
#include "modules/intake/service.hpp"
#include "support/test_node.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

/// A node with people who take calls.
namespace panoh::intake {

namespace json = boost::json;
namespace gt = ::testing;
using testing::Member;
using testing::TestNode;

/// The smallest call that can be saved, and what a test changes in it.
using Typed = std::vector<std::pair<std::string, std::string>>;

inline forms::Submission call_form(const Typed& typed)
{
    forms::Submission form;
    const Typed usual{
        {"channel", "hotline"}, {"caller_kind", "family"}, {"danger_now", "no"}, {"needs", "legal"}, {"keep", "yes"}};
    for (const auto& [name, value] : usual) {
        const bool replaced = std::any_of(typed.begin(), typed.end(), [&](const auto& each) {
            return each.first == name || each.first == name + ".why";
        });
        if (!replaced) form.add(name, value);
    }
    for (const auto& [name, value] : typed)
        form.add(name, value);
    return form;
}

inline CallFilter showing(CallView view, const char* status = "", const char* region = "", const char* danger = "")
{
    CallFilter filter;
    filter.view = view;
    filter.status = status;
    filter.region = region;
    filter.danger = danger;
    return filter;
}

class Calls : public gt::Test {
protected:
    const Records& records() { return node.records(); }
    BatchId batch() { return random.id<BatchId>(); }

    RecordId take(Member& member, const Typed& typed)
    {
        const auto outcome = take_call(records(), member.caller(), call_form(typed), batch());
        EXPECT_TRUE(outcome.has_value()) << (outcome ? "" : outcome.error().detail);
        if (!outcome) return {};
        for (const auto& problem : outcome->problems)
            ADD_FAILURE() << problem.field << ": " << problem.message.id.text();
        return outcome->contact;
    }
    Call open(Member& member, const RecordId& contact)
    {
        auto call = open_call(records(), member.caller(), contact);
        EXPECT_TRUE(call.has_value()) << (call ? "" : call.error().detail);
        return call ? *call : Call{};
    }
    json::object account_of(Member& member, const Call& call)
    {
        const auto account = open_account(records(), member.caller(), call);
        EXPECT_TRUE(account.has_value());
        return account && *account ? (*account)->content.reveal() : json::object();
    }
    std::vector<std::string> numbers(Member& member, const CallFilter& filter)
    {
        const auto list = list_calls(records(), member.caller(), filter);
        EXPECT_TRUE(list.has_value()) << (list ? "" : list.error().detail);
        std::vector<std::string> found;
        if (!list) return found;
        for (const CallRow& row : list->rows)
            found.push_back(row.number);
        return found;
    }

    TestNode node;
    SeededRandom random{17};
};

}  // namespace panoh::intake
