// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "main/app.hpp"
#include "main/node.hpp"
#include "web/http/receiving.hpp"

#include <cstddef>
#include <memory>

namespace panoh {

/// The longest body that the address of a request takes, when its route says so; else 0.
std::size_t longest_body(const App& app, const web::Request& request);

/// Takes the files of a long form straight into the vault. Null unless the request comes from a signed-in user who may
/// use its address; the form token has to stand before the first file. What the line breaks off is let go.
std::unique_ptr<web::FileReceiver> file_receiver(Node& node, const App& app, const web::Request& request);

}  // namespace panoh
