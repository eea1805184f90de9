// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/printing.hpp"

#include "modules/casework/rules.hpp"
#include "modules/casework/service.hpp"

namespace panoh::casework {

namespace json = boost::json;
using forms::Compartment;

std::set<Compartment> compartments_on(const PaperRequest& request)
{
    std::set<Compartment> drawn = request.drawn;
    if (request.level != IdentityLevel::none) drawn.insert(Compartment::identity);
    return drawn;
}

PaperDecision may_print(
    const records::Records& records,
    const records::Caller& caller,
    const std::vector<Participant>& people,
    const PaperRequest& request,
    std::chrono::sys_days today
)
{
    PaperDecision decision;
    if (!request.outside) return decision;
    decision.purposes = purposes_for(request.recipient, request.level == IdentityLevel::full);
    if (decision.purposes.empty()) decision.obstacles.push_back({{}, {}, "recipient"});
    if (people.empty()) decision.obstacles.push_back({{}, {}, "none"});
    for (const Participant& person : people) {
        if (!person.readable || !records.may(caller, access::Verb::read, person.file, Compartment::core)) {
            decision.obstacles.push_back({{}, {}, "not_open"});
            continue;
        }
        for (const std::string& purpose : decision.purposes) {
            const access::Disclosure wanted{purpose, request.recipient, compartments_on(request)};
            const auto given = access::may_disclose(records.vault().workspace(), person.file, wanted, today);
            if (!given) {
                decision.obstacles.push_back({person.number, purpose, given.reason});
            } else if (purpose == decision.purposes.front()) {
                decision.basis.emplace_back(person.file, given);
            }
        }
    }
    return decision;
}

Result<void> note_disclosure(
    const records::Records& records,
    const records::Caller& caller,
    const PaperRequest& request,
    const PaperDecision& decision,
    const std::string& what
)
{
    if (!request.outside) return {};
    if (!decision.allowed()) return fail(ErrorCode::denied, "no consent allows printing this for others");
    json::array drawn;
    for (const Compartment each : compartments_on(request))
        drawn.emplace_back(forms::name_of(each));
    vault::Batch writing;
    writing.id = records.vault().random().id<BatchId>();
    for (const auto& [file, basis] : decision.basis) {
        json::object coded{
            {"purpose", decision.purposes.front()},
            {"recipient", request.recipient},
            {"compartments", drawn},
            {"disclosed_on", today_of(records, caller)},
            {"basis", basis.basis.text()}};
        json::object content{{"what", what}};
        if (!request.recipient_name.reveal().empty()) content["recipient_name"] = request.recipient_name.reveal();
        writing.records.push_back(
            records::new_record(records.vault().random(), "disclosure", file, std::move(coded), std::move(content))
        );
    }
    const auto receipt = records.write(caller, std::move(writing));
    return receipt ? Result<void>{} : receipt.error();
}

}  // namespace panoh::casework
