// SPDX-License-Identifier: AGPL-3.0-or-later
// Taking in an item: its record, the first entry of its chain, and for a copy an entry in the chain of its parent.
#include "base/json_text.hpp"
#include "modules/evidence/chain.hpp"
#include "modules/evidence/rules.hpp"
#include "modules/evidence/service.hpp"
#include "modules/files/media.hpp"
#include "modules/files/rules.hpp"
#include "records/files.hpp"

#include <algorithm>

namespace panoh::evidence {

namespace {

namespace json = boost::json;
using records::Caller;
using records::FormOutcome;
using records::Records;

/// Words of the receipt that are signed with the first entry.
json::object receipt_details(const json::object& coded, const json::object& content)
{
    json::object details;
    for (const std::string_view field :
         {"name", "received_from", "received_where", "condition_words", "seal_number", "derived_words"}) {
        const std::string text = text_at(content, field);
        if (!text.empty()) details[field] = text;
    }
    for (const std::string_view field : {"kind", "condition", "derived_how"}) {
        const std::string code = text_at(coded, field);
        if (!code.empty()) details[field] = code;
    }
    return details;
}

/// What has to be mended beyond what the type says.
void check_copy(const Receipt& receipt, const json::object& coded, std::vector<forms::FormProblem>& problems)
{
    if (receipt.parent.is_none()) return;
    if (text_at(coded, "derived_how").empty()) {
        problems.push_back({"derived_how", {msg("evidence.problem.how_made"), {}}});
    }
    if (!receipt.upload) problems.push_back({"file", {msg("evidence.problem.copy_needs_file"), {}}});
}

Result<std::size_t> earlier_items(const vault::Vault& vault, const FileId& file)
{
    const auto rows =
        vault.workspace().query("SELECT count(*) AS earlier FROM t_evidence_item WHERE file=?", {vault::sql(file)});
    if (!rows) return rows.error();
    return static_cast<std::size_t>(rows->integer(0, "earlier"));
}

/// An item of this very file, with its chain.
Result<Held> parent_in(const Records& records, const Caller& caller, const RecordId& parent, const FileId& file)
{
    auto held = held_item(records, caller, parent);
    if (held && held->item.file != file) return fail(ErrorCode::not_found, "the parent stands in another file");
    return held;
}

/// Everything that is known before the number is taken.
struct Incoming {
    const Receipt& receipt;
    forms::FormResult& read;
    std::optional<vault::Upload> upload;
    std::string media_type;
};

Result<void> complete_item(const Records& records, const Caller& caller, Incoming& in, const std::string& number)
{
    json::object& coded = in.read.coded;
    json::object& content = in.read.content.reveal();
    if (in.upload) {
        files::complete(coded, content, *in.upload, in.media_type, number, RecordId{});
    } else {
        coded["number"] = number;
    }
    coded["nature"] = in.upload ? "file" : "thing";
    if (in.receipt.parent.is_none()) {
        coded.erase("derived_how");
        content.erase("derived_words");
        return {};
    }
    const auto parent = parent_in(records, caller, in.receipt.parent, in.receipt.file);
    if (!parent) return parent.error();
    coded["parent"] = in.receipt.parent.text();
    if (parent->item.bytes.delicate) coded["delicate"] = true;
    return {};
}

/// The entries of the item's chain, and of its parent's.
Result<std::vector<vault::RecordChange>>
entries_for(const Records& records, const Caller& caller, const Item& item, const Incoming& in)
{
    std::vector<vault::RecordChange> entries;
    EventDraft received;
    received.event = "received";
    received.coded["occurred_on"] = text_at(in.read.coded, "received_on");
    received.more_details = receipt_details(in.read.coded, in.read.content.reveal());
    if (!in.receipt.parent.is_none()) {
        const auto parent = parent_in(records, caller, in.receipt.parent, in.receipt.file);
        if (!parent) return parent.error();
        received.more_details["copy_of"] = parent->item.number;
        EventDraft derived;
        derived.event = "derived";
        derived.coded["other"] = item.record.text();
        derived.other_number = item.number;
        auto entry = next_entry(records, caller, parent->item, end_of(parent->events), std::move(derived));
        if (!entry) return entry.error();
        entries.push_back(std::move(*entry));
    }
    auto first = next_entry(records, caller, item, {}, std::move(received));
    if (!first) return first.error();
    entries.push_back(std::move(*first));
    return entries;
}

Result<void> write_item(const Records& records, const Caller& caller, Incoming& in, const BatchId& batch)
{
    vault::Vault& vault = records.vault();
    const std::lock_guard guard(chain_lock());
    const auto earlier = earlier_items(vault, in.receipt.file);
    if (!earlier) return earlier.error();
    const std::string number = item_number(records::file_number(vault, in.receipt.file), *earlier);
    if (auto done = complete_item(records, caller, in, number); !done) return done.error();
    Item item;
    item.record = RecordId::from_bytes(batch.view()).value_or(RecordId{});
    item.file = in.receipt.file;
    item.number = number;
    if (in.upload) {
        item.bytes.sha256 = to_hex(in.upload->summary.sha256);
        item.bytes.size = in.upload->summary.size;
    }
    auto entries = entries_for(records, caller, item, in);
    if (!entries) return entries.error();
    vault::Batch writing;
    writing.id = batch;
    writing.records.push_back(
        {item.record, item.file, std::string(item_type), 0, std::move(in.read.coded), std::move(in.read.content), false}
    );
    for (vault::RecordChange& each : *entries)
        writing.records.push_back(std::move(each));
    if (in.upload) writing.facts.push_back(vault::Vault::blob_fact(*in.upload, item.file));
    if (auto written = records.write(caller, std::move(writing)); !written) return written.error();
    return in.upload ? vault.settle_upload(*caller.keys, in.upload->id) : Result<void>{};
}

}  // namespace

Result<FormOutcome> receive(
    const Records& records,
    const Caller& caller,
    const Receipt& receipt,
    const forms::Submission& submission,
    const BatchId& batch
)
{
    vault::Vault& vault = records.vault();
    if (auto allowed = check_writer(records, caller, receipt.file); !allowed) return allowed.error();
    FormOutcome outcome;
    outcome.record = RecordId::from_bytes(batch.view()).value_or(RecordId{});
    if (vault.has_batch(batch)) return outcome;
    std::optional<vault::Upload> upload;
    std::string media_type;
    if (receipt.upload) {
        auto finished = vault.finish_upload(*caller.keys, *receipt.upload);
        if (!finished) return finished.error();
        auto start = vault.read_blob(finished->blob(), finished->summary.size, 0, files::telling_bytes);
        if (!start) return start.error();
        media_type = files::media_type_of(*start);
        std::ranges::fill(*start, std::uint8_t{0});
        upload = std::move(*finished);
    }
    const forms::RecordType& type = *records.schema().type(item_type);
    auto read = forms::read_form(type, records.schema(), submission, records.reading(caller, nullptr));
    check_copy(receipt, read.coded, read.problems);
    if (!read.problems.empty()) {
        outcome.problems = std::move(read.problems);
        return outcome;
    }
    Incoming in{receipt, read, std::move(upload), std::move(media_type)};
    if (auto written = write_item(records, caller, in, batch); !written) return written.error();
    return outcome;
}

}  // namespace panoh::evidence
