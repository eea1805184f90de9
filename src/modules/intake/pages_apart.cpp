// SPDX-License-Identifier: AGPL-3.0-or-later
// Silent and abusive calls, and the way back to the form.
#include "modules/intake/pages_apart.hpp"

#include "base/log.hpp"
#include "modules/intake/service_apart.hpp"
#include "web/pages/drafts.hpp"

#include <boost/json.hpp>

namespace panoh::intake {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

namespace json = boost::json;

/// The form that the last call was set apart from, for taking it back.
constexpr std::string_view remembered_form = "apart.form";
constexpr std::string_view draft_of_new_call = "call";

void note(const Result<void>& done)
{
    if (!done) log(LogLevel::error, "the form of a call that was set apart is not kept: {}", done.error().detail);
}

void remember(const PageContext& context, const RecordId& contact)
{
    const forms::Submission inputs = web::draft_inputs(context);
    json::array fields;
    for (const auto& [name, value] : inputs.entries()) {
        if (name != apart_input) fields.push_back(json::array{name, value});
    }
    const json::object form{{"contact", contact.text()}, {"fields", std::move(fields)}};
    const Sensitive<std::string> text(json::serialize(form));
    note(context.vault().put_scratch(*context.viewer().keys, remembered_form, text));
}

/// The form of this call; nothing when another one was set apart since.
std::optional<forms::Submission> remembered(const PageContext& context, const RecordId& contact)
{
    const auto text = context.vault().get_scratch(*context.viewer().keys, remembered_form);
    if (!text || !text->has_value()) return std::nullopt;
    boost::system::error_code error;
    const json::value form = json::parse((*text)->reveal(), error);
    if (error || !form.is_object() || text_at(form.get_object(), "contact") != contact.text()) return std::nullopt;
    const json::value* fields = form.get_object().if_contains("fields");
    if (fields == nullptr || !fields->is_array()) return std::nullopt;
    forms::Submission submission;
    for (const json::value& field : fields->get_array()) {
        const json::array* pair = field.if_array();
        if (pair == nullptr || pair->size() != 2 || !pair->at(0).is_string() || !pair->at(1).is_string()) continue;
        submission.add(std::string(pair->at(0).get_string()), std::string(pair->at(1).get_string()));
    }
    return submission;
}

Html hint(const PageContext& context)
{
    const std::vector<Html> items{
        el<"li">(context.text(msg("hotline.silent.say_heard"))),
        el<"li">(context.text(msg("hotline.silent.taps"))),
        el<"li">(context.text(msg("hotline.silent.ask_danger"))),
        el<"li">(context.text(msg("hotline.silent.ask_again"))),
        el<"li">(context.text(msg("hotline.silent.answered"))),
    };
    return group(el<"ol">(items), el<"p">(cls("meta"), context.text(msg("hotline.danger.to_be_confirmed"))));
}

}  // namespace

Html apart_buttons(const PageContext& context)
{
    // Enter in a field presses the first button of a form: it must not be one of the two below.
    const Html usual = el<"button">(a<"type">("submit"), flag<"hidden">(true), context.text(msg("intake.new.save")));
    return group(
        usual,
        el<"div">(
            cls("first-action"),
            web::secondary_submit(context.text(msg("hotline.apart.silent")), apart_input, "silent"),
            " ",
            web::secondary_submit(context.text(msg("hotline.apart.abusive")), apart_input, "abusive")
        )
    );
}

Html silent_hint_folded(const PageContext& context)
{
    return folded(context.text(msg("hotline.silent.heading")), hint(context), false);
}

Response save_apart(PageContext& context, const forms::Submission& submission)
{
    const auto contact = take_apart_call(
        context.records(), context.caller(), submission.first(apart_input), submission, context.batch()
    );
    if (!contact) return web::error_page(context, contact.error());
    remember(context, *contact);
    web::drop_draft(context, draft_of_new_call);
    return Response::redirect(Url::local("/calls/{}", *contact));
}

Html apart_notice(const PageContext& context, const Call& call)
{
    const std::string kind = context.code_label("apart_kinds", text_at(call.contact.coded, "apart"));
    Html way = web::paragraph(context.text(msg("hotline.apart.kept.text")));
    if (text_at(call.contact.coded, "taken_by") == context.actor().user.text()) {
        const Url undo = Url::local("/calls/{}/undo-apart", call.contact.id);
        way += web::action_button(context, undo, context.text(msg("hotline.apart.undo")));
    }
    const std::string heading = context.text(msg("hotline.apart.noted"), {{"kind", kind}, {"number", call.number}});
    return web::notice(web::Tone::info, heading, way);
}

Response undo_apart(PageContext& context)
{
    const auto contact = context.path_id<RecordId>("contact").value_or(RecordId{});
    const auto form = remembered(context, contact);
    const auto done = undo_apart_call(context.records(), context.caller(), contact, context.batch());
    if (!done) return web::error_page(context, done.error());
    const Url new_call = Url::local("/calls/new");
    if (form && web::keep_draft(context, draft_of_new_call, new_call.text(), *form) == web::Kept::yes) {
        note(context.vault().remove_scratch(*context.viewer().keys, remembered_form));
    }
    return Response::redirect(new_call);
}

}  // namespace panoh::intake
