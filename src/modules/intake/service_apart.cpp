// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/intake/service_apart.hpp"

#include "modules/intake/changes.hpp"
#include "modules/intake/rules_apart.hpp"
#include "records/files.hpp"

namespace panoh::intake {

namespace {

namespace json = boost::json;

/// What of the form can be read. Mistakes do not stop a call that is set apart.
CallBoxes readable_part(const Records& records, const Caller& caller, const forms::Submission& submission)
{
    const auto context = records.reading(caller, nullptr);
    const forms::Schema& schema = records.schema();
    CallBoxes boxes;
    boxes.contact = forms::read_form(*schema.type("contact"), schema, submission, context).coded;
    boxes.account = forms::read_form(*schema.type("contact_account"), schema, submission, context).content;
    return boxes;
}

}  // namespace

Result<RecordId> take_apart_call(
    const Records& records,
    const Caller& caller,
    std::string_view kind,
    const forms::Submission& submission,
    const BatchId& batch
)
{
    vault::Vault& vault = records.vault();
    const RecordId contact = RecordId::from_bytes(batch.view()).value_or(RecordId{});
    if (vault.has_batch(batch)) return contact;
    if (!is_apart_kind(kind)) return fail(ErrorCode::invalid_input, "the form names no kind of call");
    const CallBoxes typed = readable_part(records, caller, submission);
    const auto receipt = records::with_numbers([&] {
        const auto file =
            records::new_file(vault, forms::FileKind::contact, caller.actor.organisation, {caller.actor.user});
        const Entry entry{caller.actor.organisation, caller.actor.user, vault.clock().now(), file.number};
        CallBoxes kept = set_apart(typed, kind, entry);
        vault::Batch writing;
        writing.id = batch;
        writing.files.push_back(file.change);
        writing.records.push_back({contact, file.change.fact.file, "contact", 0, kept.contact, {}, false});
        if (!kept.account.reveal().empty()) {
            writing.records.push_back(records::new_record(
                vault.random(), "contact_account", file.change.fact.file, {}, std::move(kept.account.reveal())
            ));
        }
        return records.write(caller, std::move(writing));
    });
    if (!receipt) return receipt.error();
    return contact;
}

Result<void>
undo_apart_call(const Records& records, const Caller& caller, const RecordId& contact, const BatchId& batch)
{
    if (records.vault().has_batch(batch)) return {};
    const auto call = open_call(records, caller, contact);
    if (!call) return call.error();
    const json::object& fields = call->contact.coded;
    if (!is_apart(fields)) return refusal(msg("hotline.apart.problem.not_apart"));
    if (text_at(fields, "taken_by") != caller.actor.user.text()) {
        return refusal(msg("hotline.apart.problem.not_yours"));
    }
    vault::Batch writing;
    writing.id = batch;
    writing.records.push_back(removal(call->contact));
    const auto account = open_account(records, caller, *call);
    if (!account) return account.error();
    if (*account) writing.records.push_back(removal(**account));
    const auto receipt = records.write(caller, std::move(writing));
    return receipt ? Result<void>{} : receipt.error();
}

}  // namespace panoh::intake
