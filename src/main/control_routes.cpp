// SPDX-License-Identifier: AGPL-3.0-or-later
#include "main/control_routes.hpp"

#include "main/backup.hpp"
#include "main/upkeep.hpp"
#include "web/pages/context.hpp"

#include <fmt/format.h>

namespace panoh {

namespace {

using web::PageContext;
using web::Response;

constexpr std::string_view local_peer = "local";

/// Wraps a handler so that only the socket reaches it.
web::PageHandler local_only(std::function<Response(PageContext&)> handler)
{
    return [handler = std::move(handler)](PageContext& context) {
        return context.request().peer_address == local_peer ? handler(context) : Response::not_found();
    };
}

Response of(const Result<void>& result, std::string_view sentence)
{
    if (!result) return Response::text(result.error().detail, http_status(result.error().code));
    return Response::text(std::string(sentence));
}

std::string status_of(Node& node)
{
    const auto records = node.store().head(storage::Chain::records);
    const auto reads = node.store().head(storage::Chain::reads);
    return fmt::format(
        "The node is {}. Entries: {} records, {} reads.",
        node.vault().is_open() ? "open" : "sealed",
        records ? records->seq : 0,
        reads ? reads->seq : 0
    );
}

Result<void> back_up_running(Node& node, const std::string& folder)
{
    vault::Vault& vault = node.vault();
    const BackupSource source{node.folder(), [&](const std::string& target) {
                                  return vault.back_up(target);
                              }};
    auto done = back_up(source, folder, vault.clock().now());
    return done ? note(node, Deed::backup_made) : done;
}

/// What was put together is a backup of this node, and not of another.
Result<void> note_restore(Node& node, std::string_view drop_key)
{
    const auto description = node.vault().keyring().describe();
    if (!description) return description.error();
    if (drop_key != to_hex(description->drop_key)) {
        return fail(ErrorCode::conflict, "what was restored is a backup of another node");
    }
    return note(node, Deed::restore_tried);
}

}  // namespace

web::Routes control_routes(Node* node, std::function<void()> seal)
{
    const auto add = [](std::string pattern, web::PageHandler handler) {
        return web::Route{
            web::Method::post,
            std::move(pattern),
            web::Audience::anyone(),
            web::AuditAction::none(),
            local_only(std::move(handler)),
        };
    };
    return {
        add("/control/status", [node](PageContext&) { return Response::text(status_of(*node)); }),
        add("/control/seal",
            [seal = std::move(seal)](PageContext&) {
                seal();
                return Response::text("The node seals.");
            }),
        add("/control/backup",
            [node](PageContext& context) {
                return of(
                    back_up_running(*node, std::string(context.request().form.text("folder"))),
                    "The backup is made (records and keys apart: keep them in two places)."
                );
            }),
        add("/control/restore-tried",
            [node](PageContext& context) {
                return of(
                    note_restore(*node, context.request().form.text("drop_key")),
                    "The node notes that a restore was tried."
                );
            }),
    };
}

}  // namespace panoh
