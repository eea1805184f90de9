// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "vault/crypto/crypto.hpp"
#include "web/pages/context.hpp"

#include <optional>
#include <string>

namespace panoh::web {

/// A form that came after its session had ended: nothing typed is lost. The fields travel in the
/// sign-in page, sealed to the node's public key, and come back when the one who typed them signs in.
Response kept_form_page(const PageContext& context, const crypto::PublicKey& drop_key);

struct KeptForm {
    std::string path;
    std::string token;  ///< the form token that it was sent with: says to whom it had been shown
    Parameters fields;
};

/// The field of the sign-in form in which a kept form travels.
inline constexpr std::string_view kept_field = "kept";

/// Opens what `kept_form_page` sealed; nothing for anything else.
std::optional<KeptForm> open_kept_form(const vault::Vault& vault, std::string_view sealed);
/// The form of this request, as it would have been kept.
KeptForm kept_form_of(const Request& request);

/// "Your text was kept": the fields under a fresh form token, with one button that sends them again.
Response kept_form_again(const PageContext& context, const KeptForm& form);
/// For whoever signs in where somebody else's text is kept: nothing of it is shown. They sign out for the
/// other one, and the text stays; or they go on without it.
Response kept_form_of_another(const PageContext& context, std::string_view sealed);

/// The sign-in form alone; `kept` is what `kept_form_page` sealed, or empty.
html::Html sign_in_form(
    const PageContext& context, std::string_view return_to, std::string_view kept, std::string_view problem = {}
);

}  // namespace panoh::web
