// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/paper/pack.hpp"
#include "web/html/html.hpp"

namespace panoh::paper {

/// The drawings of a pack as the last part of its page: each with its number and name.
html::Html drawings_view(const i18n::Translator& translator, const PackFor& pack);

}  // namespace panoh::paper
