// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/intake/public/messages.hpp"

#include "base/log.hpp"
#include "forms/labels.hpp"
#include "forms/typed.hpp"
#include "modules/intake/changes.hpp"
#include "modules/intake/rules.hpp"

#include <algorithm>

namespace panoh::intake {

namespace {

namespace json = boost::json;

constexpr std::size_t longest_answer = 20'000;
constexpr std::size_t delivered_at_once = 10;

vault::Batch batch_of(const BatchId& id)
{
    vault::Batch batch;
    batch.id = id;
    return batch;
}

vault::RecordChange with_state(const vault::Record& record, std::string_view state)
{
    json::object coded = record.coded;
    coded["state"] = state;
    return next_revision(record, std::move(coded));
}

bool is_waiting(const vault::Record& record)
{
    return text_at(record.coded, "state") == "waiting";
}

std::vector<forms::FormProblem> problems_of_answer(const std::optional<std::string>& words)
{
    const MessageId label = msg("request.answer.label");
    const auto problem = [&](MessageId id) {
        return std::vector<forms::FormProblem>{{"words", {std::move(id), {{"label", label}}}}};
    };
    if (!words) return problem(msg("forms.error.characters"));
    if (words->empty()) return problem(msg("forms.error.required"));
    const std::size_t length = forms::length_of(*words);
    if (length <= longest_answer) return {};
    const auto count = static_cast<std::int64_t>(length);
    const auto limit = static_cast<std::int64_t>(longest_answer);
    return {{"words", {msg("forms.error.too_long"), {{"label", label}, {"length", count}, {"limit", limit}}}}};
}

/// Puts an answer where the receipt finds it; then the record says that it is sent.
Result<void> deliver(
    const Records& records,
    const Caller& caller,
    const request::Desk& desk,
    const vault::Record& keys,
    const vault::Record& answer
)
{
    const json::object& to = keys.content.reveal();
    const Sensitive<std::string> words(text_at(answer.content.reveal(), "words"));
    if (auto put = desk.answer(text_at(to, "place"), text_at(to, "reply_key"), to_hex(answer.id.view()), words); !put) {
        return put;
    }
    vault::Batch writing = batch_of(records.vault().random().id<BatchId>());
    writing.records.push_back(with_state(answer, "sent"));
    const auto receipt = records.write(caller, std::move(writing));
    return receipt ? Result<void>{} : receipt.error();
}

WebMessage message_of(const vault::Record& record)
{
    WebMessage message;
    message.id = record.id;
    message.from_person = text_at(record.coded, "direction") == "from_person";
    message.state = text_at(record.coded, "state");
    message.at = text_at(record.coded, "at");
    message.seen_on = text_at(record.coded, "seen_on");
    message.author = record.author;
    message.words = Sensitive<std::string>(text_at(record.content.reveal(), "words"));
    return message;
}

void add_files(std::vector<WebMessage>& messages, const std::vector<vault::Record>& files)
{
    for (const vault::Record& record : files) {
        const std::string belongs = text_at(record.coded, "message");
        const auto message = std::find_if(messages.begin(), messages.end(), [&](const WebMessage& each) {
            return each.id.text() == belongs;
        });
        if (message == messages.end()) continue;
        const json::object& content = record.content.reveal();
        const json::value* size = content.if_contains("size");
        WebFile file;
        file.id = record.id;
        file.name = Sensitive<std::string>(text_at(content, "name"));
        file.size = size != nullptr && size->is_int64() ? size->as_int64() : 0;
        file.state = text_at(record.coded, "state");
        message->files.push_back(std::move(file));
    }
}

}  // namespace

Result<WebThread> open_web_thread(const Records& records, const Caller& caller, const Call& call)
{
    const FileId& file = call.contact.file;
    const auto keys = records.of_file(caller, file, "web_request");
    if (!keys) return keys.error();
    auto messages = records.of_file(caller, file, "web_message");
    if (!messages) return messages.error();
    const auto files = records.of_file(caller, file, "web_file");
    if (!files) return files.error();
    WebThread thread;
    thread.can_answer = !keys->empty();
    std::reverse(messages->begin(), messages->end());
    for (const vault::Record& record : *messages) {
        thread.waits = thread.waits || is_waiting(record);
        thread.messages.push_back(message_of(record));
    }
    std::stable_sort(
        thread.messages.begin(),
        thread.messages.end(),
        [](const WebMessage& left, const WebMessage& right) { return left.at < right.at; }
    );
    add_files(thread.messages, *files);
    return thread;
}

Result<Answered> answer_request(
    const Records& records,
    const Caller& caller,
    const request::Desk& desk,
    const Call& call,
    const std::string& typed,
    const BatchId& batch
)
{
    const auto words = forms::normalised(typed);
    if (auto problems = problems_of_answer(words); !problems.empty()) return Answered{std::move(problems)};
    const auto keys = records.of_file(caller, call.contact.file, "web_request");
    if (!keys) return keys.error();
    if (keys->empty()) return refusal(msg("request.problem.no_place_for_answers"));
    const RecordId id = RecordId::from_bytes(batch.view()).value_or(RecordId{});
    if (!records.vault().has_batch(batch)) {
        const auto there = records.of_file(caller, call.contact.file, "web_message");
        if (!there) return there.error();
        vault::Batch writing = batch_of(batch);
        for (const vault::Record& record : *there) {
            if (is_waiting(record)) writing.records.push_back(with_state(record, "done"));
        }
        const std::string now = moment_text(records.vault().clock().now());
        vault::RecordChange answer;
        answer.id = id;
        answer.file = call.contact.file;
        answer.type = "web_message";
        answer.coded = {{"direction", "from_team"}, {"state", "to_go"}, {"at", now}};
        answer.content = Sensitive<json::object>(json::object{{"words", *words}});
        writing.records.push_back(std::move(answer));
        if (const auto receipt = records.write(caller, std::move(writing)); !receipt) return receipt.error();
    }
    const auto answer = records.read(caller, id);
    if (!answer) return answer.error();
    if (text_at(answer->coded, "state") != "to_go") return Answered{};
    if (auto done = deliver(records, caller, desk, keys->front(), *answer); !done) {
        log(LogLevel::error, "an answer is kept and could not be put down yet: {}", done.error().detail);
    }
    return Answered{};
}

Result<void> mark_answered(const Records& records, const Caller& caller, const Call& call, const BatchId& batch)
{
    if (records.vault().has_batch(batch)) return {};
    const auto there = records.of_file(caller, call.contact.file, "web_message");
    if (!there) return there.error();
    vault::Batch writing = batch_of(batch);
    for (const vault::Record& record : *there) {
        if (is_waiting(record)) writing.records.push_back(with_state(record, "done"));
    }
    if (writing.records.empty()) return {};
    const auto receipt = records.write(caller, std::move(writing));
    return receipt ? Result<void>{} : receipt.error();
}

Result<std::vector<WaitingMessage>> waiting_messages(const Records& records, const Caller& caller)
{
    const auto rows = records.query(
        caller,
        access::Verb::read,
        "web_message",
        "m.file",
        "SELECT c.record AS record, c.number AS number, min(m.at) AS since FROM t_web_message m"
        " JOIN t_contact c ON c.file=m.file AND c.deleted=0"
        " WHERE {scope} AND m.state='waiting' AND m.deleted=0 GROUP BY c.record, c.number ORDER BY since LIMIT 100"
    );
    if (!rows) return rows.error();
    std::vector<WaitingMessage> found;
    for (std::size_t at = 0; at < rows->size(); ++at)
        found.push_back({rows->id<RecordId>(at, "record"), rows->text(at, "number"), rows->text(at, "since")});
    return found;
}

Result<OpenedFile> open_web_file(const Records& records, const Caller& caller, const Call& call, const RecordId& file)
{
    const auto record = records.read(caller, file);
    if (!record) return record.error();
    const bool is_here =
        record->type == "web_file" && record->file == call.contact.file && text_at(record->coded, "state") == "kept";
    const json::object& content = record->content.reveal();
    const auto blob = BlobId::parse(text_at(content, "blob"));
    const auto bytes = from_hex(text_at(content, "blob_key"));
    auto key = bytes ? crypto::SecretKey::from(*bytes) : std::nullopt;
    const json::value* size = content.if_contains("size");
    if (!is_here || !blob || !key || size == nullptr || !size->is_int64()) {
        return fail(ErrorCode::not_found, "there is no such file in this contact");
    }
    const auto length = static_cast<std::size_t>(size->as_int64());
    auto read = records.vault().read_blob({*blob, std::move(*key)}, length, 0, length);
    if (!read) return read.error();
    return OpenedFile{Sensitive<std::string>(text_at(content, "name")), std::move(*read)};
}

Result<void>
keep_file(const Records& records, const Caller& caller, const vault::Record& record, const request::SentFile& sent)
{
    vault::Vault& vault = records.vault();
    const UserId& owner = caller.actor.user;
    json::object content = record.content.reveal();
    const auto digits = from_hex(text_at(content, "sent_key"));
    const auto key = digits ? crypto::SecretKey::from(*digits) : std::nullopt;
    const auto bytes = key ? request::open_file(*key, sent) : fail(ErrorCode::damaged, "a file has no key");
    vault::Batch writing = batch_of(vault.random().id<BatchId>());
    if (!bytes) {
        writing.records.push_back(with_state(record, "damaged"));
        const auto receipt = records.write(caller, std::move(writing));
        return receipt ? Result<void>{} : receipt.error();
    }
    const auto id = vault.begin_upload(owner, Sensitive<std::string>(text_at(content, "name")));
    if (!id) return id.error();
    if (auto added = vault.add_to_upload(owner, *id, 0, *bytes); !added) return added;
    auto upload = vault.finish_upload(*caller.keys, *id);
    if (!upload) return upload.error();
    content["blob"] = id->text();
    content["blob_key"] = to_hex(upload->key.view());
    content["size"] = static_cast<std::int64_t>(upload->summary.size);
    content["sha256"] = to_hex(upload->summary.sha256);
    content.erase("sent_key");
    vault::RecordChange change = with_state(record, "kept");
    change.content = Sensitive<json::object>(std::move(content));
    writing.records.push_back(std::move(change));
    writing.facts.push_back(vault::Vault::blob_fact(*upload, record.file));
    const auto receipt = records.write(caller, std::move(writing));
    if (!receipt) return receipt.error();
    return vault.settle_upload(*caller.keys, *id);
}

Result<void> deliver_waiting(const Records& records, const Caller& caller, const request::Desk& desk)
{
    const auto rows = records.query(
        caller,
        access::Verb::write,
        "web_message",
        "m.file",
        "SELECT m.record AS record FROM t_web_message m WHERE {scope} AND m.state='to_go' AND m.deleted=0 LIMIT ?",
        {static_cast<std::int64_t>(delivered_at_once)}
    );
    if (!rows) return rows.error();
    for (std::size_t at = 0; at < rows->size(); ++at) {
        const auto answer = records.read(caller, rows->id<RecordId>(at, "record"));
        if (!answer) return answer.error();
        const auto keys = records.of_file(caller, answer->file, "web_request");
        if (!keys) return keys.error();
        if (keys->empty()) continue;
        if (auto done = deliver(records, caller, desk, keys->front(), *answer); !done) return done;
    }
    return {};
}

}  // namespace panoh::intake
