// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/coalition/vouching_view.hpp"

#include "vault/accounts/administering.hpp"
#include "vault/invited.hpp"

namespace panoh::coalition {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup
using web::PageContext;
using web::Tone;

std::string roles_text(const PageContext& context, const std::vector<std::string>& roles)
{
    std::vector<std::string> labels;
    for (const std::string& role : roles)
        labels.push_back(context.text(MessageId("role." + role + ".label")));
    return context.translator().list(labels);
}

Html fingerprint(const vault::User& user)
{
    std::vector<Html> groups;
    for (const std::string& each : vault::fingerprint_of(user)) {
        if (!groups.empty()) groups.push_back(group(" "));
        groups.push_back(el<"span">(cls("num"), each));
    }
    return el<"code">(groups);
}

Html state_tag(const PageContext& context, const vault::Directory& directory, const vault::User& user)
{
    if (vault::has_not_joined(user)) {
        return web::tag(
            Tone::neutral, context.text(user.active ? msg("invite.state.waits") : msg("invite.state.withdrawn"))
        );
    }
    if (directory.is_waiting(user.id)) return web::tag(Tone::due, context.text(msg("vouching.state.waiting")));
    if (user.active) return web::tag(Tone::ok, context.text(msg("coalition.user.active")));
    if (directory.standing(user.id).refused) return web::tag(Tone::late, context.text(msg("vouching.state.refused")));
    return web::tag(Tone::neutral, context.text(msg("coalition.user.left")));
}

Html confirmation(const PageContext& context, const vault::Standing& standing)
{
    if (!standing.confirmed) return {};
    const std::string when = context.translator().moment(standing.confirmed->at);
    if (standing.confirmed->by.is_none()) {
        return group(context.text(msg("vouching.by_nobody")), " · ", el<"span">(cls("num"), when));
    }
    return group(context.user_name(standing.confirmed->by), " · ", el<"span">(cls("num"), when));
}

Html waiting_tags(const PageContext& context)
{
    std::int64_t waiting = 0;
    std::int64_t refused = 0;
    const auto directory = context.vault().directory();
    for (const auto& [id, user] : directory->users()) {
        if (!accounts::administers(*directory, context.actor().user, user.organisation)) continue;
        if (directory->is_waiting(id) && !vault::has_not_joined(user)) ++waiting;
        if (!user.active && directory->standing(id).refused) ++refused;
    }
    std::vector<Html> tags;
    if (waiting > 0) tags.push_back(web::tag(Tone::due, context.text(msg("vouching.count"), {{"count", waiting}})));
    if (refused > 0) {
        tags.push_back(web::tag(Tone::late, context.text(msg("vouching.count.refused"), {{"count", refused}})));
    }
    Html all;
    for (const Html& each : tags)
        all += group(" ", each);
    return all;
}

}  // namespace panoh::coalition
