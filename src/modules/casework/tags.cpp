// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/tags.hpp"

#include "base/json_text.hpp"
#include "base/text.hpp"
#include "forms/typed.hpp"
#include "modules/casework/matters.hpp"
#include "records/registers.hpp"

#include <algorithm>
#include <map>
#include <unicode/unistr.h>

namespace panoh::casework {

namespace {

namespace json = boost::json;
using access::Verb;
using records::Caller;
using records::Records;

constexpr std::string_view retired_state = "retired";

/// So that two spellings of one word are the same.
std::string folded(std::string_view name)
{
    const std::string_view bare = trimmed(name);
    std::string out;
    icu::UnicodeString::fromUTF8({bare.data(), static_cast<std::int32_t>(bare.size())}).foldCase().toUTF8String(out);
    return out;
}

/// How many cases that the caller may read carry each tag.
Result<std::map<RecordId, std::size_t>> counts_of(const Records& records, const Caller& caller)
{
    const auto marks = tags_on(records, caller, {});
    if (!marks) return marks.error();
    std::map<RecordId, std::size_t> counts;
    for (const CaseTag& mark : *marks)
        ++counts[mark.tag];
    return counts;
}

/// A tag of the caller's own register, as it is stored.
Result<vault::Record> own_tag(const Records& records, const Caller& caller, const RecordId& id)
{
    auto record = records.read(caller, id);
    if (!record) return record.error();
    const auto own = records::register_of(records.vault(), caller.actor.organisation);
    if (record->type != "tag" || !own || record->file != *own || record->removed) {
        return refusal(ErrorCode::invalid_input, "no tag of the organisation", msg("tags.problem.unknown"));
    }
    return record;
}

Result<void> write_one(const Records& records, const Caller& caller, vault::RecordChange change, const BatchId& batch)
{
    vault::Batch writing;
    writing.id = batch;
    writing.records.push_back(std::move(change));
    const auto receipt = records.write(caller, std::move(writing));
    return receipt ? Result<void>{} : receipt.error();
}

Result<std::vector<std::string>> names_beside(const Records& records, const Caller& caller, const RecordId& record)
{
    const auto tags = tag_names(records, caller);
    if (!tags) return tags.error();
    std::vector<std::string> names;
    for (const Tag& tag : *tags) {
        if (tag.record != record) names.push_back(tag.name.reveal());
    }
    return names;
}

}  // namespace

std::optional<MessageId> tag_problem(std::string_view name, std::span<const std::string> taken)
{
    const std::string_view bare = trimmed(name);
    if (bare.empty()) return msg("tags.problem.empty");
    if (!is_plain_text(bare) || bare.find_first_of("\n\r\t") != std::string_view::npos)
        return msg("tags.problem.lines");
    if (forms::length_of(bare) > longest_tag) return msg("tags.problem.long");
    const std::string wanted = folded(bare);
    const bool is_taken =
        std::any_of(taken.begin(), taken.end(), [&](const std::string& each) { return folded(each) == wanted; });
    if (is_taken) return msg("tags.problem.taken");
    return std::nullopt;
}

Result<std::vector<Tag>> tag_names(const Records& records, const Caller& caller)
{
    std::vector<Tag> tags;
    const auto own = records::register_of(records.vault(), caller.actor.organisation);
    if (!own || !records.may(caller, Verb::read, *own, forms::Compartment::core)) return tags;
    const auto found = records.of_file(caller, *own, "tag");
    if (!found) return found.error();
    for (const vault::Record& record : *found) {
        tags.push_back(
            {record.id,
             record.revision,
             Sensitive<std::string>(text_at(record.content.reveal(), "name")),
             text_at(record.coded, "state") == retired_state}
        );
    }
    std::sort(tags.begin(), tags.end(), [](const Tag& left, const Tag& right) {
        if (left.retired != right.retired) return right.retired;
        return folded(left.name.reveal()) < folded(right.name.reveal());
    });
    return tags;
}

Result<std::vector<Tag>> tags_of(const Records& records, const Caller& caller)
{
    auto tags = tag_names(records, caller);
    if (!tags || tags->empty()) return tags;
    const auto counts = counts_of(records, caller);
    if (!counts) return counts.error();
    for (Tag& tag : *tags) {
        const auto count = counts->find(tag.record);
        if (count != counts->end()) tag.cases = count->second;
    }
    return tags;
}

Result<void> save_tag(
    const Records& records,
    const Caller& caller,
    const RecordId& record,
    std::uint32_t base,
    std::string name,
    const BatchId& batch
)
{
    if (records.vault().has_batch(batch)) return {};
    const auto taken = names_beside(records, caller, record);
    if (!taken) return taken.error();
    if (auto problem = tag_problem(name, *taken)) {
        return refusal(ErrorCode::invalid_input, "the name of a tag does not fit", std::move(*problem));
    }
    const auto clean = forms::normalised(name).value_or(std::string(trimmed(name)));
    if (record.is_none()) {
        const auto file = records::own_register(records, caller);
        if (!file) return file.error();
        return write_one(
            records,
            caller,
            records::new_record(records.vault().random(), "tag", *file, {{"state", "in_use"}}, {{"name", clean}}),
            batch
        );
    }
    auto known = own_tag(records, caller, record);
    if (!known) return known.error();
    known->content.reveal()["name"] = clean;
    return write_one(
        records, caller, {known->id, known->file, "tag", base, known->coded, std::move(known->content), false}, batch
    );
}

Result<void> retire_tag(
    const Records& records,
    const Caller& caller,
    const RecordId& record,
    std::uint32_t base,
    bool retired,
    const BatchId& batch
)
{
    if (records.vault().has_batch(batch)) return {};
    auto known = own_tag(records, caller, record);
    if (!known) return known.error();
    known->coded["state"] = retired ? retired_state : std::string_view("in_use");
    return write_one(
        records, caller, {known->id, known->file, "tag", base, known->coded, std::move(known->content), false}, batch
    );
}

Result<std::vector<CaseTag>> tags_on(const Records& records, const Caller& caller, std::span<const FileId> files)
{
    std::string question = "SELECT m.record, m.file, m.tag FROM t_case_tag m JOIN files f ON f.file=m.file"
                           " WHERE {scope} AND m.deleted=0 AND f.organisation=?";
    std::vector<vault::SqlValue> values{vault::sql(caller.actor.organisation)};
    if (files.size() == 1) {
        question += " AND m.file=?";
        values.push_back(vault::sql(files.front()));
    }
    const auto rows =
        records.query(caller, Verb::read, "case_tag", "m.file", question + " ORDER BY m.seq", std::move(values));
    if (!rows) return rows.error();
    std::vector<CaseTag> found;
    for (std::size_t row = 0; row < rows->size(); ++row) {
        const auto file = rows->id<FileId>(row, "file");
        if (!files.empty() && std::find(files.begin(), files.end(), file) == files.end()) continue;
        found.push_back({file, rows->id<RecordId>(row, "record"), rows->id<RecordId>(row, "tag")});
    }
    return found;
}

Result<void> tag_case(
    const Records& records, const Caller& caller, const FileId& case_file, const RecordId& tag, const BatchId& batch
)
{
    if (records.vault().has_batch(batch)) return {};
    const auto known = own_tag(records, caller, tag);
    if (!known) return known.error();
    if (text_at(known->coded, "state") == retired_state) {
        return refusal(ErrorCode::invalid_input, "the tag is retired", msg("tags.problem.retired"));
    }
    const auto there = tags_on(records, caller, std::span(&case_file, 1));
    if (!there) return there.error();
    const bool is_there =
        std::any_of(there->begin(), there->end(), [&](const CaseTag& each) { return each.tag == tag; });
    if (is_there) return {};
    return write_one(
        records,
        caller,
        records::new_record(records.vault().random(), "case_tag", case_file, {{"tag", tag.text()}}),
        batch
    );
}

Result<void> untag_case(
    const Records& records, const Caller& caller, const FileId& case_file, const RecordId& tag, const BatchId& batch
)
{
    if (records.vault().has_batch(batch)) return {};
    const auto there = tags_on(records, caller, std::span(&case_file, 1));
    if (!there) return there.error();
    const auto found = std::find_if(there->begin(), there->end(), [&](const CaseTag& each) { return each.tag == tag; });
    if (found == there->end()) return {};
    auto mark = records.read(caller, found->mark);
    if (!mark) return mark.error();
    return write_one(
        records,
        caller,
        {mark->id, mark->file, "case_tag", mark->revision, mark->coded, std::move(mark->content), true},
        batch
    );
}

}  // namespace panoh::casework
