// SPDX-License-Identifier: AGPL-3.0-or-later
// Evidence: received as a thing or a file, handed from one to the other, verified.
#include "main/demo/attachments.hpp"
#include "main/demo/data.hpp"
#include "main/demo/work.hpp"
#include "modules/evidence/service.hpp"

namespace panoh::demo {

namespace json = boost::json;
using records::Caller;

/// "thing", or the name of a made file; `copy_of` names the item that it was made from.
Result<void> Work::receive_item(const Caller& caller, const std::string& label, const json::object& step)
{
    const auto matter = place(label);
    if (!matter) return matter.error();
    evidence::Receipt receipt{matter->file, std::nullopt, {}};
    if (const std::string parent = text_at(step, "copy_of"); !parent.empty()) {
        const auto found = place(parent);
        if (!found) return found.error();
        receipt.parent = found->record;
    }
    const std::string what = text_at(step, "evidence");
    if (what != "thing") {
        const auto file = made_file(what);
        if (!file) return file.error();
        vault::Vault& vault = records_->vault();
        const auto upload = vault.begin_upload(caller.actor.user, Sensitive<std::string>(file->name));
        if (!upload) return upload.error();
        if (auto added = vault.add_to_upload(caller.actor.user, *upload, 0, file->bytes); !added) return added;
        receipt.upload = *upload;
    }
    forms::Submission submission;
    if (auto done = fill(submission, evidence::item_type, object_at(step, "fields")); !done) return done;
    const auto outcome = evidence::receive(*records_, caller, receipt, submission, batch());
    if (auto done = saved(outcome, evidence::item_type); !done) return done;
    places_[text_at(step, "as")] = {outcome->record, matter->file};
    return {};
}

Result<void> Work::enter_custody(const Caller& caller, const std::string& /*label*/, const json::object& step)
{
    const auto item = place(text_at(step, "item"));
    if (!item) return item.error();
    forms::Submission submission;
    if (auto done = fill(submission, evidence::event_type, object_at(step, "fields")); !done) return done;
    return saved(
        evidence::enter(*records_, caller, item->record, text_at(step, "custody"), submission, batch()),
        evidence::event_type
    );
}

Result<void> Work::verify_item(const Caller& caller, const std::string& /*label*/, const json::object& step)
{
    const auto item = place(text_at(step, "verify"));
    return item ? evidence::verify(*records_, caller, item->record, batch()) : item.error();
}

}  // namespace panoh::demo
