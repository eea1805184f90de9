// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/casework/pages_for_test.hpp"
#include "modules/knowledge/module.hpp"
#include "modules/knowledge/service.hpp"

#include <string>
#include <utility>
#include <vector>

/// Entries for tests: a social worker of organisation A enters them. All names are invented.
namespace panoh::knowledge {

using casework::Inputs;
using testing::Member;

struct Knowledge : casework::Pages {
    Member& lawyer = node.sign_in("lawyer");

    Knowledge()
    {
        for (web::Route& route : routes()) {
            const std::string pattern = route.pattern;
            router.add(route.method, pattern, std::move(route));
        }
    }

    Added added(Member& who, Kind kind, const Inputs& inputs, bool is_another = true)
    {
        forms::Submission typed;
        for (const auto& [name, text] : inputs)
            typed.add(name, text);
        auto made = add_entry(node.records(), who.caller(), kind, typed, batch(), is_another);
        EXPECT_TRUE(made.has_value()) << (made ? "" : made.error().detail);
        if (!made) return {};
        for (const auto& problem : made->problems)
            ADD_FAILURE() << problem.field << ": " << problem.message.id.text();
        return std::move(*made);
    }
    std::string place(const std::string& name, Inputs more = {})
    {
        more.insert(more.end(), {{"name", name}, {"kind", "PL01"}});
        return added(worker, Kind::place, more).record.text();
    }
    std::string unit(const std::string& name, Inputs more = {})
    {
        more.insert(more.end(), {{"name", name}, {"agency", "AG01"}});
        return added(worker, Kind::unit, more).record.text();
    }
    std::string perpetrator(const std::string& given, const std::string& family, Inputs more = {})
    {
        more.insert(more.end(), {{"names.0.kind", "official"}, {"names.0.given", given}, {"names.0.family", family}});
        return added(worker, Kind::perpetrator, more).record.text();
    }
    [[nodiscard]] FileId file_of(const std::string& record)
    {
        return node.vault().read(worker.keys(), *RecordId::parse(record))->file;
    }
    /// A record of a file, through the general forms.
    RecordId record_in(const FileId& file, const std::string& type, const Inputs& inputs)
    {
        const auto outcome = saved(worker, file, type, inputs);
        for (const auto& problem : outcome.problems)
            ADD_FAILURE() << type << "." << problem.field << ": " << problem.message.id.text();
        return outcome.record;
    }
    RecordId event(const casework::OpenedCase& in, const Inputs& more = {})
    {
        Inputs inputs{{"heading", "At the station"}};
        inputs.insert(inputs.end(), more.begin(), more.end());
        return record_in(in.file, "event", inputs);
    }
    RecordId
    act(const casework::OpenedCase& in, const RecordId& event, const char* method = "A01", const Inputs& more = {})
    {
        Inputs inputs{{"event", event.text()}, {"person", person_of(in)}, {"method", method}};
        inputs.insert(inputs.end(), more.begin(), more.end());
        return record_in(in.file, "act", inputs);
    }
    RecordId involvement(const casework::OpenedCase& in, const RecordId& event, const Inputs& more = {})
    {
        Inputs inputs{{"event", event.text()}, {"role", "carried_out"}};
        inputs.insert(inputs.end(), more.begin(), more.end());
        return record_in(in.file, "involvement", inputs);
    }
    casework::OpenedCase another_case(const char* given)
    {
        return opened({casework::person(casework::one_name(given, "Раҳмонов"))});
    }
};

}  // namespace panoh::knowledge
