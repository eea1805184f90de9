// SPDX-License-Identifier: AGPL-3.0-or-later
#include "records/release.hpp"

#include "base/json_text.hpp"
#include "base/text.hpp"
#include "forms/typed.hpp"
#include "forms/values.hpp"
#include "records/registers.hpp"

namespace panoh::records {

namespace {

namespace json = boost::json;

constexpr std::size_t longest_reason = 1'000;

Error refusal(ErrorCode code, const char* detail, MessageId sentence)
{
    return fail(code, detail, {std::move(sentence), {}});
}

std::string now_of(const Records& records)
{
    return forms::moment_text(records.vault().clock().now());
}

Error not_there()
{
    return fail(ErrorCode::not_found, "no request to take data out that concerns the caller");
}

Result<void> revise(
    const Records& records,
    const Caller& caller,
    vault::Record record,
    const json::object& changes,
    std::string_view answer,
    const BatchId& batch
)
{
    vault::Batch writing;
    writing.id = batch;
    writing.records.push_back(next_revision(std::move(record), changes, answer));
    const auto receipt = records.write(caller, std::move(writing));
    return receipt ? Result<void>{} : receipt.error();
}

}  // namespace

Standing standing_of(std::string_view state, Timestamp written_at, Timestamp now)
{
    if (state == "approved") return now < written_at + ready_for ? Standing::ready : Standing::expired;
    if (state == "declined") return Standing::declined;
    if (state == "withdrawn") return Standing::withdrawn;
    if (state == "downloaded") return Standing::downloaded;
    return Standing::asked;
}

Release release_of(const vault::Record& record)
{
    const json::object& coded = record.coded;
    Release release;
    release.record = record.id;
    release.asked_by = UserId::parse(text_at(coded, "asked_by")).value_or(UserId{});
    release.asked_at = text_at(coded, "asked_at");
    release.state = text_at(coded, "state");
    release.answered_by = UserId::parse(text_at(coded, "answered_by")).value_or(UserId{});
    release.answered_at = text_at(coded, "answered_at");
    release.answer = Sensitive<std::string>(text_at(record.content.reveal(), "answer"));
    release.downloaded_at = text_at(coded, "downloaded_at");
    release.author = record.author;
    release.written_at = record.written_at;
    return release;
}

json::object asked_now(const Records& records, const Caller& caller)
{
    return {{"asked_by", caller.actor.user.text()}, {"asked_at", now_of(records)}, {"state", "asked"}};
}

bool may_answer(std::string_view state, const UserId& asked_by, const UserId& who)
{
    return state == "asked" && who != asked_by;
}

bool may_download(const Release& release, const UserId& first_author, const UserId& who, Timestamp now)
{
    const bool is_own = release.asked_by == who && first_author == who;
    const bool is_agreed = release.author == release.answered_by && release.answered_by != who;
    return is_own && is_agreed && standing_of(release.state, release.written_at, now) == Standing::ready;
}

Result<vault::Record>
release_record(const Records& records, const Caller& caller, std::string_view type, const RecordId& id)
{
    const auto own = register_of(records.vault(), caller.actor.organisation);
    if (!own || !records.vault().revision_of(id)) return not_there();
    auto record = records.read(caller, id);
    if (!record) return record.error();
    if (record->type != type || record->file != *own || record->removed) return not_there();
    const bool is_own = text_at(record->coded, "asked_by") == caller.actor.user.text();
    if (!is_own && !records.access().may(caller.actor, approve_ability)) return not_there();
    return record;
}

vault::RecordChange next_revision(vault::Record record, const json::object& changes, std::string_view answer)
{
    for (const auto& [field, value] : changes)
        record.coded[field] = value;
    if (!answer.empty()) record.content.reveal()["answer"] = answer;
    return {
        record.id,
        record.file,
        record.type,
        record.revision,
        std::move(record.coded),
        std::move(record.content),
        false};
}

Result<void> answer_release(
    const Records& records,
    const Caller& caller,
    std::string_view type,
    const RecordId& record,
    bool approves,
    std::string_view reason,
    const BatchId& batch
)
{
    if (records.vault().has_batch(batch)) return {};
    auto found = release_record(records, caller, type, record);
    if (!found) return found.error();
    const Release release = release_of(*found);
    if (!records.access().may(caller.actor, approve_ability) || release.asked_by == caller.actor.user) {
        return refusal(ErrorCode::denied, "whoever asked does not answer", msg("exchange.problem.other_answers"));
    }
    if (!may_answer(release.state, release.asked_by, caller.actor.user)) {
        return refusal(ErrorCode::conflict, "the request was answered", msg("exchange.problem.answered"));
    }
    const std::string_view words = trimmed(reason);
    if (words.empty()) return refusal(ErrorCode::invalid_input, "no reason", msg("exchange.problem.no_reason"));
    if (!is_plain_text(words) || forms::length_of(words) > longest_reason) {
        return refusal(ErrorCode::invalid_input, "the reason is too long", msg("exchange.problem.long_words"));
    }
    const json::object changes{
        {"state", approves ? "approved" : "declined"},
        {"answered_by", caller.actor.user.text()},
        {"answered_at", now_of(records)}};
    return revise(records, caller, std::move(*found), changes, words, batch);
}

Result<void> withdraw_release(
    const Records& records, const Caller& caller, std::string_view type, const RecordId& record, const BatchId& batch
)
{
    if (records.vault().has_batch(batch)) return {};
    auto found = release_record(records, caller, type, record);
    if (!found) return found.error();
    const Release release = release_of(*found);
    if (release.asked_by != caller.actor.user) return not_there();
    if (release.state != "asked" && release.state != "approved") {
        return refusal(ErrorCode::conflict, "the request is over", msg("exchange.problem.over"));
    }
    return revise(records, caller, std::move(*found), {{"state", "withdrawn"}}, {}, batch);
}

Result<void> check_agreed(
    const Records& records,
    const Caller& caller,
    const Release& release,
    const UserId& first_author,
    const MessageId& not_ready
)
{
    if (!may_download(release, first_author, caller.actor.user, records.vault().clock().now())) {
        return refusal(ErrorCode::conflict, "nothing can be fetched now", not_ready);
    }
    const auto approver = access::actor_of(*records.vault().directory(), release.answered_by);
    const bool is_agreed = approver && approver->organisation == caller.actor.organisation
                           && records.access().may(*approver, approve_ability);
    if (!is_agreed || !records.access().may(caller.actor, ask_ability)) {
        return fail(ErrorCode::denied, "the approval does not hold any more");
    }
    return {};
}

}  // namespace panoh::records
