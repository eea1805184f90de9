// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/intake/public/arriving.hpp"

#include "base/log.hpp"
#include "forms/typed.hpp"
#include "modules/intake/changes.hpp"
#include "modules/intake/public/messages.hpp"
#include "modules/intake/public/rules.hpp"
#include "modules/intake/rules.hpp"
#include "records/files.hpp"

#include <algorithm>

namespace panoh::intake {

namespace {

namespace json = boost::json;
using records::Caller;
using records::Records;

/// What one request of a member may spend on it; the rest comes with the next.
constexpr std::size_t messages_at_once = 20;
constexpr std::size_t files_at_once = 4;
/// A file whose message never came was not sent off by its owner.
constexpr std::chrono::hours file_waits{72};
constexpr std::string_view note = "request_brought_in";

BatchId batch_named(std::string_view digits)
{
    const auto bytes = from_hex(digits);
    return bytes ? BatchId::from_bytes(*bytes).value_or(BatchId{}) : BatchId{};
}

/// Text that a record can hold: what was sealed by another program may be anything.
std::string words_in(const json::object& message)
{
    const auto words = forms::normalised(text_at(message, "words"));
    return words ? *words : std::string();
}

std::string day_of(Timestamp at, std::string_view zone)
{
    const auto parts = forms::moment_parts(forms::moment_text(at), zone);
    return parts ? parts->first : std::string();
}

/// One visit to the folder on behalf of one member.
class Round {
public:
    Round(const Records& records, const Caller& caller, const request::Desk& desk, const Arrivals::WordsIn& words)
        : records_(&records)
        , caller_(&caller)
        , desk_(&desk)
        , words_(&words)
    {}

    Result<void> bring_messages(const vault::NodeKeys& keys)
    {
        // Requests first, so that what belongs to them finds them.
        for (const bool first : {true, false}) {
            const auto visit = [&](const request::Message& message) {
                return take(message, first);
            };
            const auto visited = desk_->spool().import_messages(keys, visit, messages_at_once);
            if (!visited) return visited.error();
        }
        return {};
    }

    Result<void> bring_files(const vault::NodeKeys& keys)
    {
        const auto visit = [&](const request::SentFile& file) {
            return take_file(file);
        };
        const auto visited = desk_->spool().import_files(keys, visit, files_at_once);
        return visited ? Result<void>{} : visited.error();
    }

    Arrivals::Report report;

private:
    [[nodiscard]] vault::Vault& vault() const { return records_->vault(); }

    Result<bool> take(const request::Message& message, bool first)
    {
        const auto plain = vault().open_for_team(*caller_->keys, message.taker, message.sealed);
        if (!plain && plain.error().code == ErrorCode::denied) return false;
        const auto content = plain ? request::message_of(plain->view()) : std::nullopt;
        if (!content) {
            log(LogLevel::warning, "a message from the public page does not open and is left out");
            return true;
        }
        const std::string kind = text_at(*content, "kind");
        if (first != (kind == "first")) return false;
        const BatchId batch = batch_named(text_at(*content, "id"));
        if (batch.is_none() || !request::is_place(text_at(*content, "place"))) return true;
        if (vault().has_batch(batch)) return true;
        auto taken = kind == "seen" ? take_seen(*content, batch, message.at)
                                    : take_words(*content, kind == "first", batch, message.at);
        if (taken || is_of_the_node(taken.error())) return taken;
        // One message that cannot be entered does not keep the others out.
        log(LogLevel::error, "a message from the public page was left: {}", taken.error().detail);
        return false;
    }

    static bool is_of_the_node(const Error& error)
    {
        return error.code == ErrorCode::storage || error.code == ErrorCode::busy || error.code == ErrorCode::sealed;
    }

    Result<bool> take_words(const json::object& message, bool first, const BatchId& batch, Timestamp at)
    {
        const RecordId contact = request::record_named("contact", text_at(message, "place"));
        if (!first || vault().revision_of(contact)) return take_more(message, batch, at);
        const json::value* answers = message.if_contains("answers");
        const json::object said = answers != nullptr && answers->is_object() ? answers->as_object() : json::object();
        return write_contact(message, said, contact, batch, at);
    }

    Result<bool> write_contact(
        const json::object& message,
        const json::object& answers,
        const RecordId& contact,
        const BatchId& batch,
        Timestamp at
    )
    {
        const std::string language = text_at(message, "language");
        forms::Submission form = call_form_of(answers, language, (*words_)(language).when_label);
        const CallBoxes read =
            boxes_of_request(records_->schema(), std::move(form), records_->reading(*caller_, nullptr));
        FileId file;
        const auto receipt = records::with_numbers([&] {
            const auto made = records::new_file(vault(), forms::FileKind::contact, caller_->actor.organisation, {});
            file = made.change.fact.file;
            vault::Batch writing = contact_batch(read, made, contact, at);
            writing.id = batch;
            add_conversation(writing, message, file, answers, at);
            return records_->write(*caller_, std::move(writing));
        });
        if (!receipt) return receipt.error();
        ++report.requests;
        say(file, contact);
        return true;
    }

    /// Nobody took this call and nobody has it: it is new for the whole team.
    vault::Batch
    contact_batch(const CallBoxes& read, const records::NewFile& file, const RecordId& contact, Timestamp at)
    {
        json::object coded = read.contact;
        coded["time_of_call"] = moment_text(at);
        coded = completed(std::move(coded), {caller_->actor.organisation, {}, vault().clock().now(), file.number});
        coded.erase("taken_by");
        coded.erase("keyworker");
        CallBoxes kept = as_agreed({std::move(coded), read.account}, caller_->zone);
        const FileId id = file.change.fact.file;
        vault::Batch writing;
        writing.files.push_back(file.change);
        writing.records.push_back({contact, id, "contact", 0, std::move(kept.contact), {}, false});
        if (!kept.account.reveal().empty()) {
            writing.records.push_back(
                records::new_record(vault().random(), "contact_account", id, {}, std::move(kept.account.reveal()))
            );
        }
        return writing;
    }

    void add_conversation(
        vault::Batch& writing,
        const json::object& message,
        const FileId& file,
        const json::object& answers,
        Timestamp at
    )
    {
        json::object keys{{"place", text_at(message, "place")}, {"reply_key", text_at(message, "reply_key")}};
        writing.records.push_back(records::new_record(vault().random(), "web_request", file, {}, std::move(keys)));
        add_message(writing, message, file, {"request", words_in(answers), at});
    }

    struct Said {
        std::string state;
        std::string words;
        Timestamp at{};
    };
    void add_message(vault::Batch& writing, const json::object& message, const FileId& file, const Said& said)
    {
        json::object coded{{"direction", "from_person"}, {"state", said.state}, {"at", moment_text(said.at)}};
        json::object content;
        if (!said.words.empty()) content["words"] = said.words;
        auto record = records::new_record(vault().random(), "web_message", file, std::move(coded), std::move(content));
        const RecordId id = record.id;
        writing.records.push_back(std::move(record));
        for (const RequestFile& each : files_of(message.if_contains("files"))) {
            auto sent = file_record(each, file, id);
            const bool twice = std::any_of(writing.records.begin(), writing.records.end(), [&](const auto& other) {
                return other.id == sent.id;
            });
            if (!twice && !vault().revision_of(sent.id)) writing.records.push_back(std::move(sent));
        }
    }

    static vault::RecordChange file_record(const RequestFile& sent, const FileId& file, const RecordId& message)
    {
        json::object content{
            {"name", forms::normalised(sent.name).value_or("")},
            {"type", forms::normalised(sent.type).value_or("")},
            {"size", static_cast<std::int64_t>(sent.size)},
            {"sent_as", sent.id},
            {"sent_key", sent.key},
        };
        json::object coded{{"state", "coming"}, {"message", message.text()}};
        vault::RecordChange change;
        change.id = request::record_named("file", sent.id);
        change.file = file;
        change.type = "web_file";
        change.coded = std::move(coded);
        change.content = Sensitive<json::object>(std::move(content));
        return change;
    }

    /// A record of the own organisation that this member can open; nothing otherwise.
    [[nodiscard]] std::optional<vault::Record> own_record(const RecordId& id, std::string_view type) const
    {
        if (!vault().revision_of(id)) return std::nullopt;
        auto record = vault().read(*caller_->keys, id);
        if (!record || record->type != type || record->removed) return std::nullopt;
        const auto file = vault().file(record->file);
        const bool own = file && file->organisation == caller_->actor.organisation;
        return own ? std::optional(std::move(*record)) : std::nullopt;
    }

    Result<bool> take_more(const json::object& message, const BatchId& batch, Timestamp at)
    {
        const auto contact = own_record(request::record_named("contact", text_at(message, "place")), "contact");
        if (!contact || is_counted_only(contact->coded)) {
            const RecordId stray = request::record_named("contact", text_at(message, "id"));
            return write_contact(message, answers_of_stray(words_in(message)), stray, batch, at);
        }
        vault::Batch writing;
        writing.id = batch;
        add_message(writing, message, contact->file, {"waiting", words_in(message), at});
        const auto receipt = records_->write(*caller_, std::move(writing));
        if (!receipt) return receipt.error();
        ++report.messages;
        say(contact->file, contact->id);
        return true;
    }

    /// The person has read answers of the team.
    Result<bool> take_seen(const json::object& message, const BatchId& batch, Timestamp at)
    {
        const json::value* ids = message.if_contains("answers");
        if (ids == nullptr || !ids->is_array()) return true;
        const auto contact = own_record(request::record_named("contact", text_at(message, "place")), "contact");
        vault::Batch writing;
        writing.id = batch;
        for (const json::value& each : ids->as_array()) {
            const auto bytes = each.is_string() ? from_hex(each.as_string()) : std::nullopt;
            const auto id = bytes ? RecordId::from_bytes(*bytes) : std::nullopt;
            const auto answer = id ? own_record(*id, "web_message") : std::nullopt;
            if (!contact || !answer || answer->file != contact->file || text_at(answer->coded, "state") != "sent")
                continue;
            json::object coded = answer->coded;
            coded["state"] = "seen";
            coded["seen_on"] = day_of(at, caller_->zone);
            writing.records.push_back(next_revision(*answer, std::move(coded)));
        }
        if (writing.records.empty()) return true;
        report.seen += writing.records.size();
        const auto receipt = records_->write(*caller_, std::move(writing));
        if (!receipt) return receipt.error();
        return true;
    }

    Result<bool> take_file(const request::SentFile& sent)
    {
        const RecordId id = request::record_named("file", to_hex(sent.id));
        if (!vault().revision_of(id)) return vault().clock().now() - sent.at > file_waits;
        const auto record = own_record(id, "web_file");
        if (!record) return false;
        if (text_at(record->coded, "state") != "coming") return true;
        if (auto done = keep_file(*records_, *caller_, *record, sent); !done) return done.error();
        ++report.files;
        say(record->file, record->id);
        return true;
    }

    void say(const FileId& file, const RecordId& record)
    {
        if (caller_->reads != nullptr) caller_->reads->push_back({std::string(note), file, record, true});
    }

    const Records* records_;
    const Caller* caller_;
    const request::Desk* desk_;
    const Arrivals::WordsIn* words_;
};

}  // namespace

bool Arrivals::is_due(const OrganisationId& organisation, std::chrono::nanoseconds now)
{
    const auto [found, first] = last_.try_emplace(organisation, now);
    if (!first && now - found->second < pause) return false;
    found->second = now;
    return true;
}

Result<Arrivals::Report> Arrivals::bring_in(const Records& records, const Caller& caller)
{
    const std::unique_lock lock(working_, std::try_to_lock);
    if (!lock.owns_lock() || !records.access().may(caller.actor, "take_calls")) return Report{};
    if (!is_due(caller.actor.organisation, records.vault().clock().monotonic())) return Report{};
    const auto keys = records.vault().node_keys();
    if (!keys) return fail(ErrorCode::sealed, "the node is sealed");
    Round round(records, caller, *desk_, words_);
    if (desk_->spool().has_messages()) {
        if (auto done = round.bring_messages(*keys); !done) return done.error();
    }
    if (desk_->spool().has_files()) {
        if (auto done = round.bring_files(*keys); !done) return done.error();
    }
    if (auto done = deliver_waiting(records, caller, *desk_); !done) return done.error();
    return round.report;
}

}  // namespace panoh::intake
