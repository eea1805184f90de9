// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/pages/sent_memory.hpp"

#include "base/log.hpp"
#include "base/text.hpp"
#include "vault/crypto/crypto.hpp"

namespace panoh::web {

namespace {

constexpr std::string_view list_name = "sent";

}  // namespace

std::string print_of_request(const PageContext& context)
{
    const Request& request = context.request();
    ByteWriter writer;
    writer.sized(std::string_view(request.path));
    for (const Parameter& field : request.form) {
        if (field.name() == token_input || field.name() == batch_input) continue;
        writer.sized(field.name());
        writer.sized(field.value());
    }
    for (const Upload& file : request.files) {
        writer.sized(std::string_view(file.field));
        writer.sized(std::string_view(file.file_name));
        writer.raw(crypto::hash({file.content}));
    }
    Bytes bytes = std::move(writer).take();
    const auto print = crypto::keyed_name(context.viewer().keys->scratch_key(), {bytes});
    wipe(bytes);
    return to_base64url(print);
}

SentForms sent_forms(const PageContext& context)
{
    const auto text = context.vault().get_scratch(*context.viewer().keys, list_name);
    if (!text || !text->has_value()) return {};
    return SentForms::parse((*text)->reveal());
}

void remember_sent(const PageContext& context, const vault::Batch& batch, std::string print)
{
    SentForm form{batch.id, context.request().path, std::move(print), {}};
    for (const vault::RecordChange& change : batch.records)
        form.records.push_back({change.id, change.base + 1});
    const auto held = context.services().desk->lists();
    SentForms sent = sent_forms(context);
    sent.put(std::move(form));
    const auto done =
        context.vault().put_scratch(*context.viewer().keys, list_name, Sensitive<std::string>(sent.text()));
    if (!done) log(LogLevel::error, "what a form said could not be remembered: {}", done.error().detail);
}

SentForm sent_form(const PageContext& context, const SentForms& sent, const BatchId& batch, std::string_view path)
{
    if (const SentForm* known = sent.find(batch)) return *known;
    SentForm form{batch, std::string(path), {}, {}};
    const auto own = RecordId::from_bytes(batch.view()).value_or(RecordId{});
    if (context.vault().revision_of(own)) {
        form.records.push_back({own, 1});
        return form;
    }
    for (const std::string_view segment : split(path, '/')) {
        const auto record = RecordId::parse(segment);
        if (record && context.vault().revision_of(*record)) form.records.push_back({*record, 1});
    }
    return form;
}

}  // namespace panoh::web
