// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/pages/colleagues_notice.hpp"

#include "web/pages/components.hpp"

namespace panoh::web {

html::Html colleagues_notice(const PageContext& context)
{
    const auto count = static_cast<std::int64_t>(context.vault().to_confirm(context.actor().user).size());
    if (count == 0) return {};
    return notice(
        Tone::due,
        context.text(msg("vouching.notice"), {{"count", count}}),
        html::el<"p">(link(Url::local("/colleagues"), context.text(msg("vouching.notice.link"))))
    );
}

}  // namespace panoh::web
