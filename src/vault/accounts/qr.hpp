// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <string_view>
#include <vector>

namespace panoh::accounts {

/// Rows of a QR code, true for dark, without the light margin.
using QrMatrix = std::vector<std::vector<bool>>;

/// Error correction M. `too_large` when the text does not fit (about 2,300 bytes).
Result<QrMatrix> qr_matrix(std::string_view text);

/// A PNG in black and white with the margin of four modules; `scale` pixels a module, at least one.
/// Not compressed: a code for an authenticator app has about 6 kB at scale 4.
Result<Bytes> qr_png(std::string_view text, unsigned scale);

}  // namespace panoh::accounts
