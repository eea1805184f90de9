// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/casework/pages_for_test.hpp"
#include "modules/events/account.hpp"
#include "modules/events/module.hpp"

#include <string>
#include <utility>

/// A case with people in it, and forms as a browser would send them, for the tests of this folder.
namespace panoh::events {

struct AccountPages : casework::Pages {
    using Inputs = casework::Inputs;

    casework::OpenedCase made = one_case();
    FileId file = made.file;
    RecordId of_case = made.record;
    std::string victim = person_of(made);

    AccountPages()
    {
        for (web::Route& route : routes()) {
            const std::string pattern = route.pattern;
            router.add(route.method, pattern, std::move(route));
        }
    }

    /// A record of the case, saved as the form would.
    RecordId add(const std::string& type, Inputs inputs)
    {
        const auto outcome = saved(worker, file, type, std::move(inputs));
        std::string wrong;
        for (const forms::FormProblem& problem : outcome.problems)
            wrong += problem.field + " ";
        EXPECT_TRUE(outcome.saved()) << type << ": " << wrong;
        return outcome.record;
    }
    RecordId event(const std::string& heading) { return add("event", {{"heading", heading}}); }

    [[nodiscard]] Account account()
    {
        auto opened = account_of(node.records(), worker.caller(), file);
        PANOH_CHECK(opened.has_value());
        return std::move(*opened);
    }
    [[nodiscard]] std::string of(const char* page) const { return "/cases/" + of_case.text() + page; }
    [[nodiscard]] std::string form(const char* type) const { return "/files/" + file.text() + "/new/" + type; }
};

}  // namespace panoh::events
