// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/reports/sexual_violence.hpp"

#include "base/json_text.hpp"

#include <set>

namespace panoh::reports {

namespace {

using vault::Record;

constexpr std::string_view sexual_violence = "H";

bool belongs_to(const forms::Schema& schema, std::string_view list, std::string code, std::string_view group)
{
    const forms::CodeList* codes = schema.list(list);
    while (!code.empty()) {
        if (code == group) return true;
        const forms::Code* found = codes == nullptr ? nullptr : codes->find(code);
        code = found == nullptr ? std::string() : found->parent;
    }
    return false;
}

}  // namespace

bool is_sexual_violence(const Record& record, const forms::Schema& schema)
{
    return record.type == "act" && belongs_to(schema, "methods", text_at(record.coded, "method"), sexual_violence);
}

void leave_out_sexual_violence(events::Account& account, const forms::Schema& schema, const SexualViolenceGate& gate)
{
    std::set<std::string> gone;
    std::erase_if(account.acts, [&](const Record& act) {
        const bool out = is_sexual_violence(act, schema) && !gate(text_at(act.coded, "person"));
        if (out) gone.insert(act.id.text());
        return out;
    });
    const auto hangs = [&](const Record& record, std::string_view field) {
        return gone.contains(text_at(record.coded, field));
    };
    std::set<std::string> parts;
    std::erase_if(account.involvements, [&](const Record& each) {
        const bool out = hangs(each, "act");
        if (out) parts.insert(each.id.text());
        return out;
    });
    std::erase_if(account.allegations, [&](const Record& each) {
        return parts.contains(text_at(each.coded, "involvement"));
    });
}

}  // namespace panoh::reports
