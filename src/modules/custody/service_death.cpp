// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/custody/service_death.hpp"

#include "forms/typed.hpp"
#include "modules/custody/changes.hpp"
#include "modules/custody/rules.hpp"
#include "modules/intake/types.hpp"

#include <algorithm>

namespace panoh::custody {

namespace {

namespace json = boost::json;

std::vector<DeathStep> steps_of(const forms::Schema& schema, std::vector<vault::Record> records)
{
    std::vector<DeathStep> steps;
    const forms::CodeList* list = schema.list("death_steps");
    PANOH_CHECK(list != nullptr);
    for (const forms::Code& code : list->codes) {
        if (code.retired) continue;
        DeathStep step;
        step.step = code.code;
        step.to_be_confirmed = code.to_be_confirmed;
        const auto found = std::find_if(records.begin(), records.end(), [&](const vault::Record& record) {
            return text_at(record.coded, "step") == code.code;
        });
        if (found != records.end()) {
            step.owner = UserId::parse(text_at(found->coded, "owner")).value_or(UserId{});
            step.done_at = text_at(found->coded, "done_at");
            step.record = std::move(*found);
        }
        steps.push_back(std::move(step));
    }
    return steps;
}

}  // namespace

Result<Death> open_death(const Records& records, const Caller& caller, const RecordId& contact)
{
    auto line = line_of_contact(records, caller, contact);
    if (!line) return line.error();
    Death death;
    death.line = std::move(*line);
    const FileId& file = death.line.file;
    if (!records.may(caller, access::Verb::read, file, forms::Compartment::legal)) {
        return fail(ErrorCode::denied, "no rule lets the reader see this part of the file");
    }
    auto reports = records.of_file(caller, file, "death_report");
    if (!reports) return reports.error();
    if (!reports->empty()) death.report = std::move(reports->front());
    auto consents = records.of_file(caller, file, "death_consent");
    if (!consents) return consents.error();
    death.consents = std::move(*consents);
    auto autopsies = records.of_file(caller, file, "autopsy_request");
    if (!autopsies) return autopsies.error();
    death.autopsies = std::move(*autopsies);
    auto steps = records.of_file(caller, file, "death_step");
    if (!steps) return steps.error();
    death.steps = steps_of(records.schema(), std::move(*steps));
    return death;
}

Result<void> mark_step(
    const Records& records,
    const Caller& caller,
    const Death& death,
    std::string_view step,
    StepMark mark,
    const BatchId& batch
)
{
    const auto found =
        std::find_if(death.steps.begin(), death.steps.end(), [&](const DeathStep& each) { return each.step == step; });
    if (found == death.steps.end()) return refusal(msg("custody.death.problem.step"));
    const std::string now = forms::moment_text(records.vault().clock().now());
    const std::string me = caller.actor.user.text();
    const auto marked = [&](json::object fields) -> Result<json::object> {
        return step_marked(std::move(fields), mark == StepMark::mine, mark == StepMark::done, me, now);
    };
    if (found->record) return change_record(records, caller, found->record->id, batch, marked);
    if (records.vault().has_batch(batch)) return {};
    auto fields = marked({{"step", step}});
    if (!fields) return fields.error();
    vault::Batch writing;
    writing.id = batch;
    writing.records.push_back(
        records::new_record(records.vault().random(), "death_step", death.line.file, std::move(*fields))
    );
    const auto receipt = records.write(caller, std::move(writing));
    return receipt ? Result<void>{} : receipt.error();
}

}  // namespace panoh::custody
