// SPDX-License-Identifier: AGPL-3.0-or-later
// Long files in pieces, for scripts: a broken line costs one piece.
#include "modules/files/pages.hpp"
#include "web/pages/shell.hpp"

#include <boost/json.hpp>

#include <charconv>

namespace panoh::files {

namespace {

namespace json = boost::json;

std::optional<std::uint64_t> number_in(std::string_view text)
{
    std::uint64_t number = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || parsed.ec != std::errc() || parsed.ptr != text.data() + text.size()) return std::nullopt;
    return number;
}

Response answer(const BlobId& id, std::uint64_t received)
{
    return Response::json(json::serialize(json::object{
        {"upload", id.text()}, {"received", static_cast<std::int64_t>(received)}}));
}

Response refusal(const Error& error)
{
    return Response::json(json::serialize(json::object{{"error", http_status(error.code)}}), http_status(error.code));
}

BlobId upload_in_path(const PageContext& context)
{
    return context.path_id<BlobId>("upload").value_or(BlobId{});
}

}  // namespace

Response begin_upload(PageContext& context)
{
    const web::Parameters& form = context.request().form;
    const auto size = number_in(form.text("size"));
    if (!size || *size == 0) return refusal(fail(ErrorCode::invalid_input, "a file without a length"));
    if (*size > vault::largest_blob) return refusal(fail(ErrorCode::too_large, "a file is too long"));
    const std::string file_name(form.text("name"));
    const auto waiting = context.vault().uploads(*context.viewer().keys);
    if (!waiting) return refusal(waiting.error());
    for (const vault::Upload& each : *waiting) {
        if (each.expected != *size || each.name.reveal() != file_name) continue;
        const auto position = context.vault().upload_position(*context.viewer().keys, each.id);
        if (position) return answer(each.id, *position);
    }
    const auto begun = context.vault().begin_upload(context.actor().user, Sensitive<std::string>(file_name));
    if (!begun) return refusal(begun.error());
    const auto place = html::Url::parse_local(form.text("place"));
    const auto kept =
        context.vault().keep_upload(*context.viewer().keys, *begun, *size, place ? place->text() : std::string());
    return kept ? answer(*begun, 0) : refusal(kept.error());
}

Response upload_position(PageContext& context)
{
    const BlobId id = upload_in_path(context);
    const auto position = context.vault().upload_position(*context.viewer().keys, id);
    return position ? answer(id, *position) : refusal(position.error());
}

Response add_piece(PageContext& context)
{
    const BlobId id = upload_in_path(context);
    const auto offset = number_in(context.request().form.text("offset"));
    if (!offset || context.request().files.size() != 1) {
        return refusal(fail(ErrorCode::invalid_input, "a piece without a place"));
    }
    // After a restart the stream is taken up again where the last whole chunk ends.
    const auto position = context.vault().upload_position(*context.viewer().keys, id);
    if (!position) return refusal(position.error());
    if (*position != *offset) return refusal(fail(ErrorCode::conflict, "another piece is expected"));
    const BytesView piece = context.request().files.front().content;
    const auto added = context.vault().add_to_upload(context.actor().user, id, *offset, piece);
    return added ? answer(id, *offset + piece.size()) : refusal(added.error());
}

Response drop_upload(PageContext& context)
{
    const auto done = context.vault().settle_upload(*context.viewer().keys, upload_in_path(context));
    if (!done) return web::error_page(context, done.error());
    const auto back = html::Url::parse_local(context.request().query.text("back"));
    return Response::redirect(back ? *back : html::Url::local("/uploads"));
}

}  // namespace panoh::files
