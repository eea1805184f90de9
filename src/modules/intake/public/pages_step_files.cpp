// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/intake/public/pages_step_parts.hpp"

namespace panoh::intake {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

constexpr std::uint64_t kilobyte = 1024;

}  // namespace

Response files_page(const PublicPage& page, const StepState& state)
{
    std::vector<Html> items;
    for (const RequestFile& file : state.form.files) {
        const std::string size = size_words(page.context(), file.size);
        items.push_back(el<"li">(
            cls("rows-entry"),
            el<"p">(file.name, " ", el<"small">(size)),
            web::secondary_submit(page.text(msg("request.files.remove")), deed_input, "remove:" + file.id)
        ));
    }
    const std::string error = state.mended.of("file");
    const bool room = state.form.files.size() < request::most_files;
    Html add;
    if (room) {
        add = el<"div">(
            cls("field", error.empty() ? "" : "field-error"),
            el<"label">(cls("field-label"), a<"for">("file"), page.text(msg("request.files.label"))),
            el<"p">(cls("field-hint"), id("file-hint"), page.text(msg("request.files.hint"))),
            error.empty() ? Html() : el<"p">(cls("field-message"), id("file-error"), error),
            el<"input">(cls("input"), a<"type">("file"), id("file"), name("file"), aria<"describedby">("file-hint")),
            el<"p">(page.quiet_button(msg("request.files.add"), "add"))
        );
    }
    const Html body = group(
        fields_of(RequestStep::files, state),
        web::error_summary(page.context(), state.mended.mistakes),
        page.paragraphs(page.text(msg("request.files.text"))),
        items.empty() ? Html() : el<"ul">(cls("rows"), items),
        add,
        buttons(page, RequestStep::files, msg("request.next"))
    );
    const int status = state.mended.mistakes.empty() ? 200 : http_status(ErrorCode::invalid_input);
    return page.show(
        {heading_of(RequestStep::files),
         group(
             el<"p">(cls("meta"), steps_words(page, RequestStep::files)),
             notices(page, state),
             page.form(request_address(), body, true)
         ),
         status,
         {}}
    );
}

std::string size_words(const PageContext& context, std::uint64_t bytes)
{
    if (bytes < kilobyte * kilobyte) {
        const auto count = static_cast<std::int64_t>((bytes + kilobyte - 1) / kilobyte);
        return context.text(msg("request.size.kilobytes"), {{"count", count}});
    }
    const double count = static_cast<double>(bytes) / static_cast<double>(kilobyte * kilobyte);
    return context.text(msg("request.size.megabytes"), {{"count", context.translator().number(count, 1)}});
}

}  // namespace panoh::intake
