// SPDX-License-Identifier: AGPL-3.0-or-later
// Places, units and alleged perpetrators, each in a file of its own.
#include "main/demo/data.hpp"
#include "main/demo/work.hpp"
#include "modules/knowledge/second_look.hpp"
#include "modules/knowledge/service.hpp"

namespace panoh::demo {

namespace json = boost::json;
using records::Caller;

Result<void> Work::enter_known(const Caller& caller, const std::string& /*label*/, const json::object& step)
{
    const auto kind = knowledge::kind_of(text_at(step, "entry"));
    if (!kind) return fail(ErrorCode::internal, "there is no such kind of entry");
    const std::string type(knowledge::type_of(*kind));
    forms::Submission submission;
    if (auto done = fill(submission, type, object_at(step, "fields")); !done) return done;
    const auto added = knowledge::add_entry(*records_, caller, *kind, submission, batch(), true);
    if (!added) return added.error();
    if (auto done = without_problems(added->problems, type); !done) return done;
    const auto record = records_->read(caller, added->record);
    if (!record) return record.error();
    places_[text_at(step, "as")] = {added->record, record->file};
    return {};
}

Result<void> Work::look_at_known(const Caller& caller, const std::string& /*label*/, const json::object& step)
{
    const auto place = places_.find(text_at(step, "looked"));
    if (place == places_.end()) return fail(ErrorCode::internal, "a second look names nothing that was entered");
    return knowledge::give_look(*records_, caller, place->second.record, batch());
}

}  // namespace panoh::demo
