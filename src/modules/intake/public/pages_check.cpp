// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/text.hpp"
#include "modules/intake/public/pages_step_parts.hpp"
#include "modules/intake/public/rules.hpp"

namespace panoh::intake {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

std::string needs_words(const PublicPage& page, const boost::json::object& answers)
{
    std::vector<std::string> words;
    for (const std::string& code : codes_at(answers, "needs"))
        words.push_back(page.context().code_label("needs", code));
    return page.context().translator().list(words);
}

/// What was answered on one page, in words; empty where nothing was.
std::vector<std::string> answer_words(const PublicPage& page, const RequestForm& form, RequestStep step)
{
    const boost::json::object& answers = form.answers;
    const auto said = [&](std::string_view name) {
        return text_at(answers, name);
    };
    switch (step) {
    case RequestStep::who:
        return {page.text(label_of_caller(said("who")))};
    case RequestStep::danger:
        return {page.text(label_of_danger(said("danger")))};
    case RequestStep::words:
        return {said("words")};
    case RequestStep::where: {
        const std::string region = said("region");
        const bool named = !region.empty() && region != "refused";
        return {named ? page.context().code_label("regions", region) : std::string(), said("place")};
    }
    case RequestStep::when:
        return {said("when")};
    case RequestStep::needs:
        return {needs_words(page, answers)};
    case RequestStep::reach:
        return {page.text(label_of_reach(said("reach"))), said("phone"), said("reach_words"), said("name")};
    case RequestStep::keep: {
        const std::string pass_on = said("pass_on");
        return {page.text(label_of_keep(said("keep"))), pass_on.empty() ? "" : page.text(label_of_pass_on(pass_on))};
    }
    case RequestStep::files: {
        std::vector<std::string> names;
        for (const RequestFile& file : form.files)
            names.push_back(file.name);
        return names;
    }
    case RequestStep::check:
        break;
    }
    return {};
}

Html answer_row(const PublicPage& page, const StepState& state, RequestStep step)
{
    Html answer;
    for (const std::string& each : answer_words(page, state.form, step))
        answer += page.paragraphs(each);
    if (answer.empty()) answer = el<"p">(cls("facts-none"), page.text(msg("request.check.none")));
    const std::string heading = page.text(heading_of(step));
    return el<"div">(
        cls("facts-row facts-row-action"),
        el<"dt">(heading),
        el<"dd">(answer),
        el<"dd">(el<"button">(
            cls("button button-quiet"),
            a<"type">("submit"),
            name(deed_input),
            value("change:" + std::string(name_of(step))),
            page.text(msg("request.check.change")),
            el<"span">(cls("visually-hidden"), " ", heading)
        ))
    );
}

}  // namespace

Response check_page(const PublicPage& page, const StepState& state)
{
    const bool files = page.published().announcement.takes_files;
    std::vector<Html> rows;
    for (auto step = std::optional(RequestStep::who); step && *step != RequestStep::check;
         step = step_after(*step, files))
        rows.push_back(answer_row(page, state, *step));
    const Html body = group(
        fields_of(RequestStep::check, state),
        el<"div">(cls("actions first-action"), page.button(msg("request.send"), "send")),
        el<"dl">(cls("facts"), rows),
        buttons(page, RequestStep::check, msg("request.send"), "send")
    );
    return page.show(
        {heading_of(RequestStep::check),
         group(
             notices(page, state),
             page.paragraphs(page.text(msg("request.check.text"))),
             page.form(request_address(), body)
         ),
         200,
         {}}
    );
}

Response receipt_page(const PublicPage& page, const Sensitive<std::string>& words)
{
    std::vector<Html> items;
    for (const std::string_view word : split(words.reveal(), ' '))
        items.push_back(el<"li">(word));
    const Html what_next = page.paragraphs(page.text_of(page.published().announcement.what_next));
    const Html body = group(
        web::notice(web::Tone::ok, page.text(msg("request.receipt.sent")), Html()),
        page.paragraphs(page.text(msg("request.receipt.text"))),
        el<"ol">(cls("words"), items),
        page.paragraphs(page.text(msg("request.receipt.after"))),
        el<"p">(
            web::link(answer_address().with(language_input, page.language()), page.text(msg("request.receipt.where")))
        ),
        what_next.empty() ? Html() : web::section(page.text(msg("request.next_steps.heading")), what_next)
    );
    return page.show({msg("request.receipt.heading"), body, 200, {}});
}

}  // namespace panoh::intake
