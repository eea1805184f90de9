// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/coalition/credentials_view.hpp"

#include "vault/accounts/qr.hpp"
#include "vault/accounts/totp.hpp"
#include "web/pages/components.hpp"
#include "web/pages/shell.hpp"

namespace panoh::coalition {

namespace {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup
using web::PageContext;
using web::Response;

constexpr unsigned module_pixels = 5;

/// In groups of four, as one types it.
Sensitive<std::string> typed_secret(BytesView secret)
{
    const std::string letters = to_base32(secret);
    std::string grouped;
    for (std::size_t at = 0; at < letters.size(); ++at) {
        if (at != 0 && at % 4 == 0) grouped += ' ';
        grouped += letters[at];
    }
    return Sensitive<std::string>(std::move(grouped));
}

/// What has to happen before the person can work.
Html next_step(const PageContext& context, const UserId& user)
{
    const bool waits = context.vault().directory()->is_waiting(user);
    return web::notice(
        web::Tone::info,
        context.text(waits ? msg("vouching.next.waits.heading") : msg("vouching.next.begins.heading")),
        web::paragraph(context.text(waits ? msg("vouching.next.waits.explain") : msg("vouching.next.begins.explain")))
    );
}

}  // namespace

Html second_factor_view(const PageContext& context, std::string_view login, BytesView secret, OneTimeImages& images)
{
    const auto png = accounts::qr_png(accounts::otpauth_uri(login, secret).reveal(), module_pixels);
    Html picture;
    if (png) {
        const ImageId id = images.keep(*png, context.vault().random(), context.vault().clock());
        picture = el<"img">(
            src(Url::local("/one-time-image/{}", id)),
            a<"alt">(context.text(msg("coalition.credentials.picture"))),
            a<"width">("200"),
            a<"height">("200")
        );
    }
    return el<"div">(
        cls("qr"),
        picture,
        el<"div">(
            web::paragraph(context.text(msg("coalition.credentials.scan"))), el<"p">(el<"code">(typed_secret(secret)))
        )
    );
}

Html recovery_codes_view(const PageContext& context, const accounts::RecoveryCodes& codes)
{
    std::vector<Html> items;
    for (const std::string& code : codes.reveal())
        items.push_back(el<"li">(el<"code">(code)));
    return group(web::paragraph(context.text(msg("coalition.credentials.recovery.explain"))), el<"ul">(items));
}

Html credentials_view(const PageContext& context, const accounts::Credentials& credentials, OneTimeImages& images)
{
    const std::vector<web::Fact> facts{
        {context.text(msg("sign_in.login.label")), el<"code">(credentials.login)},
        {context.text(msg("sign_in.passphrase.label")), el<"code">(credentials.passphrase)},
    };
    return group(
        web::notice(
            web::Tone::due,
            context.text(msg("coalition.credentials.once.heading")),
            web::paragraph(context.text(msg("coalition.credentials.once.explain")))
        ),
        web::facts(facts),
        next_step(context, credentials.user),
        web::section(
            context.text(msg("coalition.credentials.second_factor")),
            second_factor_view(context, credentials.login, credentials.totp_secret.view(), images)
        ),
        web::section(
            context.text(msg("coalition.credentials.recovery")),
            recovery_codes_view(context, credentials.recovery_codes)
        ),
        el<"p">(
            web::quiet_link_button(Url::local("/administration/users"), context.text(msg("coalition.credentials.back")))
        )
    );
}

web::Route image_route(std::shared_ptr<OneTimeImages> images)
{
    return {
        web::Method::get,
        "/one-time-image/{image}",
        web::Audience::anyone(),
        web::AuditAction::none(),
        [images = std::move(images)](PageContext& context) {
            const auto id = context.path_id<ImageId>("image");
            auto png = id ? images->take(*id, context.vault().clock()) : std::nullopt;
            if (!png) return web::error_page(context, fail(ErrorCode::not_found, "no such picture"));
            Response response;
            response.set_header("Content-Type", "image/png");
            response.body.assign(text_of(*png));
            return response;
        },
    };
}

}  // namespace panoh::coalition
