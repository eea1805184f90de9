// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/coalition/invitation_view.hpp"

#include "vault/accounts/invitation.hpp"

namespace panoh::coalition {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

Html invitation_actions(const web::PageContext& context, const vault::User& user)
{
    const auto ends = accounts::invitation_ends(*context.vault().directory(), user.id);
    const bool counts = ends && *ends > context.vault().clock().now();
    Html state = web::notice(web::Tone::neutral, context.text(msg("invite.state.withdrawn")), Html());
    if (ends) {
        state = web::notice(
            counts ? web::Tone::info : web::Tone::due,
            context.text(
                counts ? msg("invite.waits.until") : msg("invite.waits.over"),
                {{"when", context.translator().moment(*ends)}}
            ),
            web::paragraph(context.text(msg("invite.waits.explain")))
        );
    }
    return group(
        state,
        el<"div">(
            cls("actions"),
            web::action_button(
                context,
                Url::local("/administration/users/{}/invitation", user.id),
                context.text(msg("invite.again.button"))
            ),
            ends ? web::action_button(
                context,
                Url::local("/administration/users/{}/invitation/withdraw", user.id),
                context.text(msg("invite.withdraw.button"))
            )
                 : Html()
        )
    );
}

}  // namespace panoh::coalition
