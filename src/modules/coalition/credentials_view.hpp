// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/coalition/one_time_images.hpp"
#include "vault/accounts/credentials.hpp"
#include "web/html/html.hpp"
#include "web/pages/context.hpp"

namespace panoh::coalition {

/// What a user is handed, shown once: login, passphrase, second factor as picture and text, recovery codes.
html::Html
credentials_view(const web::PageContext& context, const accounts::Credentials& credentials, OneTimeImages& images);

/// A second factor as a picture to scan and a text to type.
html::Html
second_factor_view(const web::PageContext& context, std::string_view login, BytesView secret, OneTimeImages& images);

html::Html recovery_codes_view(const web::PageContext& context, const accounts::RecoveryCodes& codes);

/// The address of the pictures.
web::Route image_route(std::shared_ptr<OneTimeImages> images);

}  // namespace panoh::coalition
