// SPDX-License-Identifier: AGPL-3.0-or-later
// Handing over at the end of a shift: what is still owed, to whom it goes, and who has taken what.
#include "modules/intake/pages_hand_over.hpp"

#include "base/text.hpp"
#include "modules/intake/pages_parts.hpp"
#include "modules/intake/service_duty.hpp"
#include "modules/intake/service_hand_over.hpp"

#include <algorithm>
#include <charconv>

namespace panoh::intake {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

constexpr std::size_t most_radios = 12;

constexpr std::string_view note_prefix = "note-";

std::string note_input(const RecordId& contact)
{
    return std::string(note_prefix) + contact.text();
}

/// Whether a note was written beside a contact that is not to be handed over: it would be lost.
bool has_note_without_contact(const forms::Submission& sent)
{
    return std::ranges::any_of(sent.entries(), [&](const auto& entry) {
        const auto& [input, text] = entry;
        return input.starts_with(note_prefix) && !trimmed(text).empty()
               && !sent.contains("item", std::string_view(input).substr(note_prefix.size()));
    });
}

web::Tone tone_of(std::string_view reason)
{
    if (reason == "danger") return web::Tone::danger;
    return reason == "call_back" ? web::Tone::due : web::Tone::neutral;
}

/// Why it is a promise, most important first, with the time of the call back.
Html reason_tags(const PageContext& context, const std::vector<std::string>& reasons, const std::string& call_back_by)
{
    std::vector<std::string> ordered;
    const forms::CodeList* list = context.records().schema().list("hand_over_reasons");
    for (const forms::Code& code : list->codes) {
        if (std::find(reasons.begin(), reasons.end(), code.code) != reasons.end()) ordered.push_back(code.code);
    }
    std::vector<Html> tags;
    for (const std::string& reason : ordered) {
        std::string label = context.code_label("hand_over_reasons", reason);
        if (reason == "call_back" && !call_back_by.empty()) label += " " + moment_words(context, call_back_by);
        tags.push_back(el<"li">(web::tag(tone_of(reason), label)));
    }
    return tags.empty() ? Html() : el<"ul">(cls("tags"), tags);
}

Html check_box(std::string_view input, const RecordId& id_of, bool checked, const Html& label)
{
    const std::string name_of_box = std::string(input) + "-" + id_of.text();
    return el<"div">(
        cls("choice"),
        el<"input">(a<"type">("checkbox"), id(name_of_box), name(input), value(id_of.text()), flag<"checked">(checked)),
        el<"label">(a<"for">(name_of_box), label)
    );
}

Html call_link(const RecordId& contact, const std::string& number)
{
    return el<"a">(href(Url::local("/calls/{}", contact)), el<"span">(cls("num"), number));
}

/// What was sent, or what the form starts with: everything is chosen that was not offered yet.
struct Filled {
    std::vector<std::string> chosen;
    UserId to;
    const web::Parameters* sent = nullptr;
    std::string mistake;

    [[nodiscard]] bool has(const RecordId& contact) const
    {
        return std::find(chosen.begin(), chosen.end(), contact.text()) != chosen.end();
    }
};

Filled first_filled(const std::vector<OpenPromise>& promises, const UserId& next)
{
    Filled filled;
    filled.to = next;
    for (const OpenPromise& promise : promises) {
        if (promise.offered_to.is_none()) filled.chosen.push_back(promise.contact.text());
    }
    return filled;
}

Html promise_item(PageContext& context, const OpenPromise& promise, const Filled& filled)
{
    web::InputOptions note;
    note.name = note_input(promise.contact);
    note.label = context.text(msg("hand_over.note"));
    note.lines = 2;
    note.optional = true;
    if (filled.sent != nullptr) note.value = Sensitive<std::string>(std::string(filled.sent->text(note.name)));
    Html offered;
    if (!promise.offered_to.is_none()) {
        offered =
            el<"p">(cls("meta"), context.text(msg("hand_over.offered_to")), " ", context.user_name(promise.offered_to));
    }
    const Html label =
        group(context.text(msg("hand_over.include")), el<"span">(cls("visually-hidden"), " ", promise.number));
    return el<"li">(el<"fieldset">(
        cls("rows-item"),
        el<"legend">(call_link(promise.contact, promise.number)),
        el<"div">(
            reason_tags(context, promise.reasons, promise.call_back_by),
            offered,
            check_box("item", promise.contact, filled.has(promise.contact), label)
        ),
        web::text_input(context, note)
    ));
}

std::vector<web::Choice> receiver_choices(PageContext& context, const UserId& next)
{
    const auto possible = receivers(context.records(), context.caller());
    std::vector<web::Choice> choices = web::staff_choices(context);
    std::erase_if(choices, [&](const web::Choice& choice) {
        const auto user = UserId::parse(choice.value);
        return !user || std::find(possible.begin(), possible.end(), *user) == possible.end();
    });
    for (web::Choice& choice : choices) {
        if (choice.value == next.text()) choice.hint = context.text(msg("hand_over.next_on_duty"));
    }
    return choices;
}

Html receiver_input(const PageContext& context, const std::vector<web::Choice>& choices, const UserId& chosen)
{
    web::InputOptions options;
    options.name = "to";
    options.label = context.text(msg("hand_over.to"));
    if (!chosen.is_none()) options.value = Sensitive<std::string>(chosen.text());
    return choices.size() <= most_radios ? web::radios(context, options, choices)
                                         : web::select(context, options, choices);
}

Html give_section(
    PageContext& context, const std::vector<OpenPromise>& promises, const UserId& next, const Filled& filled
)
{
    const std::string heading = context.text(msg("hand_over.mine"));
    if (promises.empty()) {
        return web::section(heading, web::paragraph(context.text(msg("hand_over.nothing"))));
    }
    const auto choices = receiver_choices(context, next);
    if (choices.empty()) return web::section(heading, web::paragraph(context.text(msg("intake.hand_on.nobody"))));
    std::vector<Html> items;
    for (const OpenPromise& promise : promises)
        items.push_back(promise_item(context, promise, filled));
    Html mistake;
    if (!filled.mistake.empty()) mistake = web::error_summary(context, std::array{web::Mistake{"to", filled.mistake}});
    const std::vector<Html> buttons{web::submit_button(context.text(msg("hand_over.button")))};
    const Html form = web::post_form(
        context,
        Url::local("/hand-over"),
        group(
            mistake,
            el<"ol">(cls("rows"), items),
            receiver_input(context, choices, filled.to),
            web::paragraph(context.text(msg("hand_over.stays_yours"))),
            actions(buttons)
        )
    );
    return web::section(heading, form);
}

Html incoming_item(PageContext& context, const Offer& offer)
{
    const auto note = note_of(context.records(), context.caller(), offer);
    Html closed;
    if (note && !note->reveal().empty()) closed = web::closed_account(context, el<"p">(*note));
    const Html label =
        group(context.text(msg("hand_over.take_this")), el<"span">(cls("visually-hidden"), " ", offer.number));
    return el<"li">(el<"fieldset">(
        cls("rows-item"),
        el<"legend">(call_link(offer.contact, offer.number)),
        el<"div">(
            reason_tags(context, offer.reasons, offer.call_back_by),
            el<"p">(
                cls("meta"),
                context.text(msg("hand_over.from")),
                " ",
                context.user_name(offer.given_by),
                ", ",
                moment_words(context, offer.given_at)
            ),
            check_box("offer", offer.id, true, label)
        ),
        el<"div">(closed)
    ));
}

Html incoming_section(PageContext& context, const std::vector<Offer>& incoming)
{
    if (incoming.empty()) return {};
    std::vector<Html> items;
    for (const Offer& offer : incoming)
        items.push_back(incoming_item(context, offer));
    const std::vector<Html> buttons{
        web::submit_button(context.text(msg("hand_over.take_chosen"))),
        web::secondary_submit(context.text(msg("hand_over.take_all")), "do", "all")};
    const Html form =
        web::post_form(context, Url::local("/hand-over/take"), group(el<"ol">(cls("rows"), items), actions(buttons)));
    return web::section(context.text(msg("hand_over.to_you")), form);
}

Html state_of(const PageContext& context, const Offer& offer)
{
    if (offer.taken_at.empty()) return web::tag(web::Tone::due, context.text(msg("hand_over.waits")));
    const std::string taken =
        context.text(msg("hand_over.taken_at"), {{"when", moment_words(context, offer.taken_at)}});
    return web::tag(web::Tone::ok, taken);
}

/// Offers as a table: with names of giver or receiver or both, and what its giver may still do.
Html offers_table(const PageContext& context, const std::vector<Offer>& found, bool is_mine)
{
    const auto column = [&](const MessageId& heading) {
        return web::Column{context.text(heading), {}, false, false, false};
    };
    std::vector<web::Column> columns{column(msg("intake.column.number"))};
    if (!is_mine) columns.push_back(column(msg("hand_over.from")));
    columns.push_back(column(msg("hand_over.to")));
    columns.push_back(column(msg("hand_over.given_at")));
    columns.push_back(column(msg("intake.column.call_back_by")));
    columns.push_back(column(msg("intake.column.state")));
    std::vector<std::vector<Html>> rows;
    for (const Offer& offer : found) {
        std::vector<Html> cells{call_link(offer.contact, offer.number)};
        if (!is_mine) cells.push_back(group(context.user_name(offer.given_by)));
        cells.push_back(group(context.user_name(offer.given_to)));
        cells.push_back(el<"span">(cls("num"), moment_words(context, offer.given_at)));
        cells.push_back(el<"span">(cls("num"), moment_words(context, offer.call_back_by)));
        Html state = state_of(context, offer);
        if (is_mine && offer.taken_at.empty()) {
            state += web::action_button(
                context, Url::local("/hand-over/{}/withdraw", offer.id), context.text(msg("hand_over.withdraw"))
            );
        }
        cells.push_back(std::move(state));
        rows.push_back(std::move(cells));
    }
    const std::string caption = context.text(is_mine ? msg("hand_over.given") : msg("hand_over.not_taken"));
    return el<"section">(cls("section"), el<"h2">(caption), web::table(caption, columns, rows));
}

Html count_notice(const PageContext& context, std::string_view parameter, const MessageId& sentence)
{
    const std::string_view text = context.request().query.text(parameter);
    std::int64_t count = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), count);
    if (text.empty() || read.ec != std::errc()) return {};
    return web::notice(count > 0 ? web::Tone::ok : web::Tone::info, context.text(sentence, {{"count", count}}), Html());
}

web::PageHead head_of(const PageContext& context)
{
    web::PageHead head;
    head.heading = Sensitive<std::string>(context.text(msg("hand_over.heading")));
    head.title = context.text(msg("hand_over.heading"));
    head.place = web::Place::calls;
    head.typed_text = true;
    return head;
}

/// The page of somebody who takes calls. `sent` is what a refused form held.
Response own_page(PageContext& context, const Filled* sent)
{
    const records::Caller caller = context.caller();
    const auto promises = open_promises(context.records(), caller);
    if (!promises) return web::error_page(context, promises.error());
    const auto incoming = offers(context.records(), caller, OffersOf::to_me);
    if (!incoming) return web::error_page(context, incoming.error());
    const auto given = offers(context.records(), caller, OffersOf::by_me);
    if (!given) return web::error_page(context, given.error());
    const auto next = next_receiver(context.records(), caller);
    const UserId proposed = next ? *next : UserId{};
    const Filled filled = sent != nullptr ? *sent : first_filled(*promises, proposed);
    const Html body = group(
        count_notice(context, "given", msg("hand_over.done")),
        count_notice(context, "taken", msg("hand_over.taken")),
        incoming_section(context, *incoming),
        give_section(context, *promises, proposed, filled),
        given->empty() ? Html() : offers_table(context, *given, true)
    );
    return web::page(context, head_of(context), body, sent != nullptr ? http_status(ErrorCode::invalid_input) : 200);
}

Response team_page(PageContext& context)
{
    const auto waiting = offers(context.records(), context.caller(), OffersOf::anyone);
    if (!waiting) return web::error_page(context, waiting.error());
    const Html body = waiting->empty() ? web::empty_state(context.text(msg("hand_over.all_taken")))
                                       : offers_table(context, *waiting, false);
    return web::page(context, head_of(context), body);
}

std::vector<RecordId> ids_of(const std::vector<std::string_view>& texts)
{
    std::vector<RecordId> ids;
    for (const std::string_view text : texts) {
        if (const auto id_of = RecordId::parse(text)) ids.push_back(*id_of);
    }
    return ids;
}

}  // namespace

Response hand_over_page(PageContext& context)
{
    return context.may("take_calls") ? own_page(context, nullptr) : team_page(context);
}

Response save_hand_over(PageContext& context)
{
    const forms::Submission submission = context.submission();
    HandOver what;
    what.to = UserId::parse(submission.first("to")).value_or(UserId{});
    for (const RecordId& contact : ids_of(submission.all("item"))) {
        what.items.push_back({contact, Sensitive<std::string>(std::string(submission.first(note_input(contact))))});
    }
    const auto given =
        has_note_without_contact(submission) ? Result<std::size_t>(
            fail(ErrorCode::invalid_input, "a note", {msg("hand_over.problem.note_without_contact"), {}})
        )
                                             : give(context.records(), context.caller(), what, context.batch());
    if (given) return Response::redirect(Url::local("/hand-over").with("given", *given));
    if (given.error().code != ErrorCode::invalid_input) return web::error_page(context, given.error());
    Filled filled;
    for (const std::string_view text : submission.all("item"))
        filled.chosen.emplace_back(text);
    filled.to = what.to;
    filled.sent = &context.request().form;
    filled.mistake = context.text(given.error().message);
    return own_page(context, &filled);
}

Response take_offers(PageContext& context)
{
    const forms::Submission submission = context.submission();
    std::vector<RecordId> chosen = ids_of(submission.all("offer"));
    if (submission.first("do") == "all") {
        const auto incoming = offers(context.records(), context.caller(), OffersOf::to_me);
        if (!incoming) return web::error_page(context, incoming.error());
        chosen.clear();
        for (const Offer& offer : *incoming)
            chosen.push_back(offer.id);
    }
    const auto taken = take_over(context.records(), context.caller(), chosen, context.batch());
    if (!taken) return web::error_page(context, taken.error());
    return Response::redirect(Url::local("/hand-over").with("taken", *taken));
}

Response withdraw_offer(PageContext& context)
{
    const auto offer = context.path_id<RecordId>("offer").value_or(RecordId{});
    const auto done = withdraw(context.records(), context.caller(), offer, context.batch());
    return done ? Response::redirect(Url::local("/hand-over")) : web::error_page(context, done.error());
}

}  // namespace panoh::intake
