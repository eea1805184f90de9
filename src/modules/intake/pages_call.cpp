// SPDX-License-Identifier: AGPL-3.0-or-later
// A call as its readers see it: overview, account, history; and what the desk sees of it.
#include "forms/labels.hpp"
#include "modules/casework/pages_find.hpp"
#include "modules/intake/pages.hpp"
#include "modules/intake/pages_apart.hpp"
#include "modules/intake/pages_danger.hpp"
#include "modules/intake/pages_number.hpp"
#include "modules/intake/pages_parts.hpp"
#include "modules/intake/rules.hpp"
#include "web/pages/attachments_view.hpp"

#include <array>

namespace panoh::intake {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

namespace json = boost::json;

const forms::RecordType& type_named(const PageContext& context, std::string_view name)
{
    const forms::RecordType* type = context.records().schema().type(name);
    PANOH_CHECK(type != nullptr);
    return *type;
}

/// One step as a sentence, a link or a button. Steps that the reader's role does not have say whom to hand it to.
class StepView {
public:
    StepView(const PageContext& context, const Call& call)
        : context_(&context)
        , call_(&call)
    {}

    [[nodiscard]] Html item(NextStep step) const
    {
        const RecordId& contact = call_->contact.id;
        switch (step) {
        case NextStep::follow_danger_steps:
            return {};
        case NextStep::receive:
            return line(web::action_button(
                *context_, Url::local("/calls/{}/receive", contact), context_->text(msg("intake.step.receive"))
            ));
        case NextStep::ask_to_keep:
            return linked(Url::local("/calls/{}/edit", contact).at("keep"), msg("intake.step.ask_to_keep"));
        case NextStep::call_back:
            return line(web::link(Url::local("/calls/{}/call-back", contact), call_back_words()));
        case NextStep::screen:
            return by_role("screen", Url::local("/calls/{}/screening", contact), msg("intake.step.screen"));
        case NextStep::open_case:
            return by_role("open_cases", Url::local("/calls/{}/open-case", contact), msg("intake.step.open_case"));
        case NextStep::pass_on:
            return linked(Url::local("/calls/{}/pass-on", contact), msg("intake.step.pass_on"));
        case NextStep::hand_on:
            break;
        }
        return linked(Url::local("/calls/{}/hand-on", contact), msg("intake.step.hand_on"));
    }

private:
    [[nodiscard]] static Html line(const Html& content) { return el<"li">(content); }
    [[nodiscard]] Html linked(const Url& url, const MessageId& text) const
    {
        return line(web::link(url, context_->text(text)));
    }
    [[nodiscard]] Html by_role(std::string_view ability, const Url& url, const MessageId& text) const
    {
        if (context_->may(ability)) return linked(url, text);
        return line(group(context_->text(text), " — ", context_->text(msg("intake.step.by_social_worker"))));
    }
    [[nodiscard]] std::string call_back_words() const
    {
        const std::string by = moment_words(*context_, text_at(call_->contact.coded, "call_back_by"));
        if (by.empty()) return context_->text(msg("intake.step.call_back"));
        return context_->text(msg("intake.step.call_back_by"), {{"when", by}});
    }

    const PageContext* context_;
    const Call* call_;
};

Html steps_section(const PageContext& context, const Call& call)
{
    const StepView view(context, call);
    std::vector<Html> items;
    for (const NextStep step : next_steps(call.contact.coded, context.actor().user, call.screening.has_value()))
        items.push_back(view.item(step));
    if (items.empty()) return {};
    return web::section(context.text(msg("intake.call.next")), el<"ul">(items));
}

/// Says so when the call belongs to the region of another organisation.
Html routing_notice(PageContext& context, const Call& call)
{
    if (!context.may("take_calls")) return {};
    std::vector<std::string> names;
    for (const OrganisationId& each : who_serves_instead(context.records(), context.caller(), call.contact.coded))
        names.push_back(context.organisation_name(each));
    if (names.empty()) return {};
    const i18n::Arguments who{
        {"region", context.code_label("regions", text_at(call.contact.coded, "region"))},
        {"organisations", context.translator().list(names)}};
    const Url way = Url::local("/calls/{}/pass-on", call.contact.id);
    return web::notice(
        web::Tone::info,
        context.text(msg("intake.call.other_region"), who),
        el<"p">(web::link(way, context.text(msg("intake.step.pass_on"))))
    );
}

/// How the custody alert of a call stands.
struct AlertState {
    std::string status;  ///< of list `custody_states`
    std::string ended_at;
};
/// As far as the reader may see it: whoever was asked to go, and the desk, come this way too.
std::optional<AlertState> custody_alert_of(PageContext& context, const RecordId& contact)
{
    const auto rows = context.records().query(
        context.caller(),
        access::Verb::desk,
        "custody_alert",
        "a.file",
        "SELECT a.status AS status, a.ended_at AS ended_at FROM t_custody_alert a JOIN t_contact c ON c.file=a.file"
        " AND c.deleted=0 WHERE {scope} AND a.deleted=0 AND c.record=?",
        {vault::sql(contact)}
    );
    if (!rows || rows->empty()) return std::nullopt;
    return AlertState{rows->text(0, "status"), rows->text(0, "ended_at")};
}

/// What to do about danger; after a custody alert, how it ended and what is still open.
Html danger_of_call(PageContext& context, const Call& call)
{
    const auto alert = custody_alert_of(context, call.contact.id);
    if (!alert || alert->status == "open") return danger_notice_of_call(context, call.contact.id);
    const std::string words = alert_ended_words(context, alert->status, alert->ended_at, !call.screening);
    return web::notice(web::Tone::due, words, web::paragraph(context.text(msg("intake.danger.alert_ended.explain"))));
}

Html notices(PageContext& context, const Call& call)
{
    const json::object& contact = call.contact.coded;
    Html all;
    if (context.request().query.has("saved")) {
        const std::string saved = context.text(msg("intake.call.saved"), {{"number", call.number}});
        all += web::notice(web::Tone::ok, saved, Html());
    }
    if (is_counted_only(contact)) {
        const Html body = web::paragraph(context.text(msg("intake.call.counted_only_text")));
        all += web::notice(web::Tone::consent, context.text(msg("intake.call.counted_only")), body);
    }
    if (is_open(contact) && is_yes(contact, "danger_now")) all += danger_of_call(context, call);
    if (is_apart(contact)) all += apart_notice(context, call);
    if (is_open(contact) && !is_apart(contact)) all += routing_notice(context, call);
    const std::string passed_on = text_at(contact, "passed_on_to");
    if (const auto organisation = OrganisationId::parse(passed_on)) {
        const std::string sentence = context.text(
            msg("intake.call.passed_on"),
            {{"organisation", context.organisation_name(*organisation)},
             {"number", text_at(contact, "passed_on_number")}}
        );
        all += web::notice(web::Tone::info, sentence, Html());
    }
    if (call.case_record) {
        const Html way =
            el<"p">(web::link(Url::local("/cases/{}", *call.case_record), context.text(msg("intake.call.to_the_case")))
            );
        all += web::notice(web::Tone::ok, context.text(msg("intake.call.became_a_case")), way);
    }
    return all;
}

/// A counted contact has a month and no hour.
Html contact_facts(const PageContext& context, const Call& call)
{
    json::object contact = call.contact.coded;
    Html month;
    if (is_counted_only(contact)) {
        constexpr std::size_t year_and_month = 7;
        const std::string text = text_at(contact, "time_of_call").substr(0, year_and_month);
        const std::vector<web::Fact> fact{
            {context.text(msg("intake.call.month")), group(context.translator().date(text))}};
        month = web::facts(fact);
        contact.erase("time_of_call");
    }
    return group(month, web::record_facts(context, type_named(context, "contact"), contact));
}

/// What somebody opened on the page of the account; empty on the overview.
struct Opened {
    std::optional<vault::Record> account;
    std::optional<CallBack> call_back;
};

/// What was said, or the way to it: opening is a page of its own, so that the reading is noted.
Html account_section(const PageContext& context, const Call& call, const Opened& opened)
{
    if (is_counted_only(call.contact.coded)) return {};
    const RecordId& contact = call.contact.id;
    const std::string heading = context.text(msg("intake.account.heading"));
    if (opened.account) {
        json::object said = opened.account->merged().reveal();
        Html number;
        if (said.erase("phone") != 0 && opened.call_back) {
            const MessageId label = forms::field_message("contact_account", "phone");
            number = web::facts(std::array{web::Fact{context.text(label), number_of(context, *opened.call_back)}});
        }
        const Html body = group(number, web::record_facts(context, type_named(context, "contact_account"), said));
        const Html change =
            web::link(Url::local("/calls/{}/edit-account", contact), context.text(msg("intake.account.change")));
        return web::section(heading, body, change);
    }
    if (!call.account) {
        const Html way = web::quiet_link_button(
            Url::local("/calls/{}/edit-account", contact), context.text(msg("intake.account.write"))
        );
        return web::section(heading, web::empty_state(context.text(msg("intake.account.none")), way));
    }
    const std::vector<Html> way{
        web::quiet_link_button(Url::local("/calls/{}/account", contact), context.text(msg("intake.account.open")))};
    return web::section(heading, group(web::paragraph(context.text(msg("intake.account.closed"))), actions(way)));
}

Html files_section(const PageContext& context, const Call& call)
{
    if (is_counted_only(call.contact.coded) || is_apart(call.contact.coded)) return {};
    return web::attachments_section(context, call.contact.file, forms::Compartment::account, {});
}

/// A call that turns out to be about somebody in custody gets an alert without being told again.
Html custody_way(PageContext& context, const Call& call)
{
    if (!is_open(call.contact.coded) || is_apart(call.contact.coded)) return {};
    const RecordId& contact = call.contact.id;
    const bool has_alert = custody_alert_of(context, contact).has_value();
    return web::section(
        context.text(msg("custody.title")),
        actions(std::vector<Html>{
            has_alert
                ? web::link_button(Url::local("/custody/{}", contact), context.text(msg("custody.to_alert")))
                : web::quiet_link_button(Url::local("/custody/{}/raise", contact), context.text(msg("custody.raise"))),
            web::quiet_link_button(Url::local("/custody/{}/death", contact), context.text(msg("custody.death.link")))})
    );
}

Response overview(PageContext& context, const Call& call, const Opened& opened)
{
    web::PageHead head = call_head(context, call, msg("intake.call.heading"), CallTab::overview);
    std::optional<Html> change;
    if (!is_counted_only(call.contact.coded) && !is_apart(call.contact.coded)) {
        change = web::link(Url::local("/calls/{}/edit", call.contact.id), context.text(msg("intake.call.change")));
    }
    const Html body = group(
        notices(context, call),
        el<"p">(state_tag(context, text_at(call.contact.coded, "status"))),
        steps_section(context, call),
        account_section(context, call, opened),
        files_section(context, call),
        custody_way(context, call),
        web::section(context.text(msg("intake.call.facts")), contact_facts(context, call), change)
    );
    return web::page(context, head, body);
}

/// A number that has to be asked for is not told by the history either.
void close_numbers(std::vector<vault::Record>& revisions)
{
    for (vault::Record& revision : revisions)
        revision.content.reveal().erase("phone");
}

/// What a coordinator sees: that there is a call, its state, its dates and who has it.
Response desk_page(PageContext& context, const RecordId& contact)
{
    const auto row = desk_view(context.records(), context.caller(), contact);
    if (!row) return web::error_page(context, row.error());
    const auto fact = [&](std::string_view field, const Html& value) {
        return web::Fact{context.text(forms::field_message("contact", field)), value};
    };
    const std::string nobody = context.text(msg("intake.nobody"));
    const auto user = [&](const UserId& id) {
        return id.is_none() ? group(nobody) : group(context.user_name(id));
    };
    std::vector<web::Fact> facts{fact("number", group(row->number)), fact("status", state_tag(context, row->status))};
    if (!row->region.empty()) facts.push_back(fact("region", group(context.code_label("regions", row->region))));
    if (row->status != "counted_only") {
        facts.push_back(fact("time_of_call", group(moment_words(context, row->time_of_call))));
        facts.push_back(fact("taken_by", user(row->taken_by)));
        facts.push_back(fact("keyworker", user(row->keyworker)));
    }
    if (!row->call_back_by.empty()) {
        facts.push_back(fact("call_back_by", group(moment_words(context, row->call_back_by))));
    }
    web::PageHead head;
    head.heading = Sensitive<std::string>(context.text(msg("intake.call.heading"), {{"number", row->number}}));
    head.title = row->number;
    head.place = web::Place::calls;
    Html alert;
    if (custody_alert_of(context, contact)) {
        alert = actions(std::vector<Html>{
            web::link_button(Url::local("/custody/{}", contact), context.text(msg("custody.to_alert")))});
    }
    return web::page(
        context, head, group(alert, web::facts(facts), web::paragraph(context.text(msg("intake.call.desk"))))
    );
}

}  // namespace

Response call_page(PageContext& context)
{
    if (!context.may("take_calls")) {
        const auto contact = context.path_id<RecordId>("contact");
        return desk_page(context, contact.value_or(RecordId{}));
    }
    const auto call = call_of(context);
    if (!call) return web::error_page(context, call.error());
    casework::remember_opened(context, call->contact.file);
    return overview(context, *call, {});
}

Response account_page(PageContext& context)
{
    const auto call = call_of(context);
    if (!call) return web::error_page(context, call.error());
    Opened opened;
    const auto account = open_account(context.records(), context.caller(), *call);
    if (!account) return web::error_page(context, account.error());
    opened.account = *account;
    auto call_back = open_call_back(context.records(), context.caller(), call->contact.id);
    if (!call_back) return web::error_page(context, call_back.error());
    opened.call_back = std::move(*call_back);
    return overview(context, *call, opened);
}

Response history_page(PageContext& context)
{
    const auto call = call_of(context);
    if (!call) return web::error_page(context, call.error());
    const bool of_account = context.request().query.text("part") == "account" && call->account.has_value();
    const RecordId& record = of_account ? *call->account : call->contact.id;
    auto revisions = context.records().history(context.caller(), record);
    if (!revisions) return web::error_page(context, revisions.error());
    if (of_account) {
        const auto call_back = open_call_back(context.records(), context.caller(), call->contact.id);
        if (!call_back) return web::error_page(context, call_back.error());
        if (call_back->asks_first) close_numbers(*revisions);
    }
    Html other;
    if (call->account && !of_account) {
        const Url url = Url::local("/calls/{}/history", call->contact.id).with("part", "account");
        other = el<"p">(web::link(url, context.text(msg("intake.history.of_account"))));
    }
    const web::PageHead head = call_head(context, *call, msg("intake.history.heading"), CallTab::history);
    const forms::RecordType& type = type_named(context, of_account ? "contact_account" : "contact");
    return web::page(context, head, group(other, web::history_view(context, type, *revisions)));
}

}  // namespace panoh::intake
