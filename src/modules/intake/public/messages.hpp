// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/intake/service.hpp"
#include "vault/request/desk.hpp"

#include <optional>
#include <string>
#include <vector>

/// The conversation with somebody who wrote on the public page, as the team has it.
namespace panoh::intake {

struct WebFile {
    RecordId id;
    Sensitive<std::string> name;
    std::int64_t size = 0;  ///< bytes
    std::string state;      ///< of list `web_file_states`
};

struct WebMessage {
    RecordId id;
    bool from_person = false;
    std::string state;  ///< of list `message_states`
    std::string at;     ///< moment
    std::string seen_on;
    UserId author;
    Sensitive<std::string> words;
    std::vector<WebFile> files;
};

struct WebThread {
    bool can_answer = false;           ///< there is a place where answers are found
    bool waits = false;                ///< a message of the person waits for an answer
    std::vector<WebMessage> messages;  ///< oldest first
};

/// Opens everything that was written; noted. Empty for a contact that did not come through the public page.
Result<WebThread> open_web_thread(const Records& records, const Caller& caller, const Call& call);

/// Puts an answer where the person finds it and marks what waited as done. When the folder cannot be written to, the
/// answer is kept and delivered later. Asked again with the same batch, it does nothing twice.
struct Answered {
    std::vector<forms::FormProblem> problems;
    [[nodiscard]] bool saved() const noexcept { return problems.empty(); }
};
Result<Answered> answer_request(
    const Records& records,
    const Caller& caller,
    const request::Desk& desk,
    const Call& call,
    const std::string& typed,
    const BatchId& batch
);
/// What waited needs no answer.
Result<void> mark_answered(const Records& records, const Caller& caller, const Call& call, const BatchId& batch);

/// A contact with a message that waits for an answer.
struct WaitingMessage {
    RecordId contact;
    std::string number;
    std::string since;  ///< moment of the oldest
};
Result<std::vector<WaitingMessage>> waiting_messages(const Records& records, const Caller& caller);

/// A file as it came; noted.
struct OpenedFile {
    Sensitive<std::string> name;
    Bytes content;
};
Result<OpenedFile> open_web_file(const Records& records, const Caller& caller, const Call& call, const RecordId& file);

// — for `Arrivals` —

/// Puts the bytes of a file into the vault. What does not open with the key that the message gave is marked damaged.
Result<void>
keep_file(const Records& records, const Caller& caller, const vault::Record& record, const request::SentFile& sent);
/// Delivers answers that could not be delivered when they were written.
Result<void> deliver_waiting(const Records& records, const Caller& caller, const request::Desk& desk);

}  // namespace panoh::intake
