// SPDX-License-Identifier: AGPL-3.0-or-later
// Who works on one case: for whoever works on it and for coordinators.
#include "modules/casework/pages_shared.hpp"
#include "modules/casework/pages_team.hpp"
#include "modules/casework/service.hpp"

#include <algorithm>

namespace panoh::casework {

namespace {

using access::Verb;
using forms::Compartment;
using web::Html;
using web::Tone;
using web::Url;
using namespace html;

/// What the form of a new worker was sent with.
struct Typed {
    std::string user;
    std::string role;
    bool leads = false;
};

bool may_change(PageContext& context, const CaseHead& head)
{
    const auto caller = context.caller();
    return context.records().may(caller, Verb::assign, head.file, Compartment::core)
           || context.records().may(caller, Verb::write, head.file, Compartment::core);
}

Html end_button(const PageContext& context, const CaseHead& head, const UserId& user)
{
    const Url target = Url::local("/cases/{}/team/end", head.record);
    return el<"form">(
        a<"method">("post"),
        action(target),
        context.form_start(target),
        el<"input">(a<"type">("hidden"), name("user"), value(user.text())),
        el<"button">(
            cls("button button-quiet"),
            a<"type">("submit"),
            context.text(msg("team.case.end")),
            el<"span">(cls("visually-hidden"), ": ", context.user_name(user))
        )
    );
}

Html worker_name(const PageContext& context, const CaseHead& head, const TeamMember& member)
{
    Html who = group(context.user_name(member.user));
    if (member.user == head.keyworker) who += group(" ", web::tag(Tone::ok, context.text(msg("team.case.leads"))));
    const auto directory = context.vault().directory();
    const vault::User* user = directory->user(member.user);
    if (user != nullptr && !user->active) who += group(" ", web::tag(Tone::late, context.text(msg("team.left"))));
    return who;
}

Html key_state(const PageContext& context, const std::vector<KeyWait>& waits, const UserId& user)
{
    if (!context.vault().directory()->is_confirmed(user)) {
        return web::tag(Tone::due, context.text(msg("team.case.unconfirmed")));
    }
    const bool is_waiting =
        std::any_of(waits.begin(), waits.end(), [&](const KeyWait& wait) { return wait.user == user; });
    return is_waiting ? web::tag(Tone::due, context.text(msg("team.case.waits")))
                      : group(context.text(msg("team.case.has_key")));
}

Html workers_table(PageContext& context, const CaseHead& head, const std::vector<KeyWait>& waits, bool may)
{
    std::vector<web::Column> columns{
        {context.text(msg("team.case.who")), {}},
        {context.text(msg("team.case.role")), {}},
        {context.text(msg("team.case.since")), {}},
        {context.text(msg("team.case.key")), {}},
    };
    if (may) columns.push_back({context.text(msg("casework.consent.actions")), {}});
    std::vector<std::vector<Html>> rows;
    std::vector<Html> former;
    for (const TeamMember& member : team_of(context.records(), head.file)) {
        if (!member.until.empty()) {
            former.push_back(el<"li">(
                context.code_label("case_roles", member.role),
                ": ",
                context.user_name(member.user),
                " (",
                context.translator().date_short(member.until),
                ")"
            ));
            continue;
        }
        std::vector<Html> row{
            worker_name(context, head, member),
            group(context.code_label("case_roles", member.role)),
            member.since.empty() ? Html() : group(context.translator().date_short(member.since)),
            key_state(context, waits, member.user),
        };
        if (may) row.push_back(member.user == head.keyworker ? Html() : end_button(context, head, member.user));
        rows.push_back(std::move(row));
    }
    const std::string title = context.text(msg("team.case.heading"));
    Html body = rows.empty() ? web::empty_state(context.text(msg("casework.overview.nobody")))
                             : web::table(title, columns, rows);
    if (!former.empty()) body += web::details(context.text(msg("casework.overview.former")), el<"ul">(former));
    return body;
}

Html keys_notice(const PageContext& context, const std::vector<KeyWait>& waits)
{
    if (waits.empty()) return {};
    std::vector<Html> lines;
    bool is_stuck = false;
    for (const KeyWait& wait : waits) {
        lines.push_back(el<"li">(key_sentence(context, wait)));
        is_stuck = is_stuck || wait.givers.empty() || wait.only_leavers;
    }
    return web::notice(is_stuck ? Tone::late : Tone::due, context.text(msg("team.keys.heading")), el<"ul">(lines));
}

Html add_form(PageContext& context, const CaseHead& head, const Typed& typed, std::span<const web::Mistake> mistakes)
{
    const auto board = team_board(context.records(), context.caller(), context.today());
    std::vector<UserId> possible = possible_workers(context.records(), context.actor().organisation);
    // Nobody gives themselves work that they only hand out.
    const auto caller = context.caller();
    if (!context.records().may(caller, Verb::write, head.file, Compartment::core)) {
        std::erase(possible, context.actor().user);
    }
    const auto loads = board ? std::span<const Workload>(board->colleagues) : std::span<const Workload>{};
    const auto error_of = [&](std::string_view field) {
        const auto found = std::find_if(mistakes.begin(), mistakes.end(), [&](const web::Mistake& mistake) {
            return mistake.field == field;
        });
        return found == mistakes.end() ? std::string() : found->sentence;
    };
    web::InputOptions user;
    user.name = "user";
    user.label = context.text(msg("team.case.colleague"));
    user.error = error_of("user");
    user.value = Sensitive<std::string>(typed.user);
    web::InputOptions role;
    role.name = "role";
    role.label = context.text(msg("team.case.role"));
    role.hint = context.text(msg("team.case.role.hint"));
    role.optional = true;
    role.value = Sensitive<std::string>(typed.role);
    web::InputOptions leads;
    leads.name = "leads";
    leads.label = context.text(msg("team.case.lead"));
    const std::array lead{
        web::Choice{"yes", context.text(msg("team.case.lead.yes")), context.text(msg("team.case.lead.hint"))}};
    const std::vector<std::string> chosen(typed.leads ? 1 : 0, "yes");
    const Html body = group(
        web::error_summary(context, mistakes),
        web::select(context, user, colleague_choices(context, possible, loads)),
        web::select(context, role, code_choices(context, "case_roles")),
        web::checkboxes(context, leads, lead, chosen),
        el<"div">(cls("actions"), web::submit_button(context.text(msg("team.case.add"))))
    );
    return web::section(
        context.text(msg("team.case.add.heading")),
        web::post_form(context, Url::local("/cases/{}/team", head.record), body)
    );
}

/// How handing over stands, with the way to it.
Html transfer_state(PageContext& context, const CaseHead& head)
{
    const auto transfers = transfers_of(context.records(), context.caller(), head.file);
    if (!transfers) return {};
    const UserId& me = context.actor().user;
    const auto open =
        std::find_if(transfers->begin(), transfers->end(), [](const Transfer& each) { return each.state == "asked"; });
    const Url page = Url::local("/cases/{}/transfer", head.record);
    Html body;
    if (open != transfers->end()) {
        body += web::paragraph(context.text(
            msg("team.transfer.waits"),
            {{"from", context.user_name(open->from).reveal()},
             {"to", context.user_name(open->to).reveal()},
             {"date", context.translator().date_short(open->asked_on)}}
        ));
        if (open->readable) {
            body += el<"p">(web::link(page, context.text(msg("team.transfer.open"))));
        }
    } else if (may_take_step(TransferStep::ask, me, head.keyworker, nullptr)) {
        body += web::paragraph(context.text(msg("team.transfer.explain")));
        body += el<"p">(web::quiet_link_button(page, context.text(msg("team.transfer.ask"))));
    }
    std::vector<Html> past;
    for (const Transfer& each : *transfers) {
        if (each.state == "asked") continue;
        const std::string sentence = context.text(
            msg("team.transfer.past"),
            {{"from", context.user_name(each.from).reveal()},
             {"to", context.user_name(each.to).reveal()},
             {"state", context.code_label("transfer_states", each.state)},
             {"date", context.translator().date_short(each.answered_on)}}
        );
        past.push_back(
            el<"li">(each.readable ? web::link(Url::local("/records/{}", each.record), sentence) : group(sentence))
        );
    }
    if (!past.empty()) body += web::details(context.text(msg("team.transfer.before")), el<"ul">(past));
    return body.empty() ? Html() : web::section(context.text(msg("team.transfer.heading")), body);
}

Html restriction_state(PageContext& context, const CaseHead& head)
{
    if (!head.readable) return {};
    const auto current = restriction_of(context.records(), context.caller(), head.file);
    if (!current) return {};
    const UserId& me = context.actor().user;
    const Restriction* known = current->has_value() ? &**current : nullptr;
    const Url page = Url::local("/cases/{}/restriction", head.record);
    Html body;
    if (known != nullptr) {
        body += el<"p">(
            web::tag(Tone::consent, context.code_label("restriction_states", known->state)),
            " ",
            context.text(msg("team.restriction.with"), {{"who", context.user_name(known->coordinator).reveal()}})
        );
        body += el<"p">(web::link(page, context.text(msg("team.restriction.open"))));
    } else if (may_take_step(RestrictionStep::ask, me, head.keyworker, nullptr)) {
        body += web::paragraph(context.text(msg("team.restriction.explain")));
        body += el<"p">(web::quiet_link_button(page, context.text(msg("team.restriction.ask"))));
    }
    return body.empty() ? Html() : web::section(context.text(msg("team.restriction.heading")), body);
}

Response case_page(PageContext& context, const Typed& typed, std::span<const web::Mistake> mistakes)
{
    const auto frame = case_frame(context, context.path_record(), CaseTab::none);
    if (!frame) return web::error_page(context, frame.error());
    const CaseHead& head = frame->head;
    const auto waits = waiting_for_keys(context.records(), head.file);
    if (!waits) return web::error_page(context, waits.error());
    const bool may = may_change(context, head);
    const Html left = el<"div">(
        workers_table(context, head, *waits, may), keys_notice(context, *waits), transfer_state(context, head)
    );
    const Html right =
        el<"div">(may ? add_form(context, head, typed, mistakes) : Html(), restriction_state(context, head));
    auto page = frame->page(Sensitive<std::string>(context.text(msg("team.case.heading"))));
    page.typed_text = may;
    return web::page(context, page, el<"div">(cls("columns"), left, right), mistakes.empty() ? 200 : 422);
}

/// Back to the page, with the sentence when it was refused.
Response answer(PageContext& context, const Typed& typed, const Result<void>& done)
{
    if (done) return Response::redirect(Url::local("/cases/{}/team", context.path_record()));
    if (done.error().code != ErrorCode::invalid_input) return web::error_page(context, done.error());
    const std::vector<web::Mistake> mistakes{{"user", context.text(done.error().message)}};
    return case_page(context, typed, mistakes);
}

}  // namespace

Response case_team_page(PageContext& context)
{
    return case_page(context, {}, {});
}

Response add_case_worker(PageContext& context)
{
    const web::Parameters& form = context.request().form;
    const Typed typed{std::string(form.text("user")), std::string(form.text("role")), form.text("leads") == "yes"};
    const auto user = UserId::parse(typed.user);
    const forms::CodeList* roles = context.records().schema().list("case_roles");
    const bool knows_role = roles != nullptr && roles->find(typed.role) != nullptr;
    if (!user) {
        const std::vector<web::Mistake> mistakes{{"user", context.text(msg("team.problem.choose"))}};
        return case_page(context, typed, mistakes);
    }
    const NewWorker what{context.path_record(), *user, knows_role ? typed.role : std::string(), typed.leads};
    return answer(context, typed, add_worker(context.records(), context.caller(), what, context.batch()));
}

Response end_case_worker(PageContext& context)
{
    const UserId user = UserId::parse(context.request().form.text("user")).value_or(UserId{});
    const auto done = end_work(context.records(), context.caller(), context.path_record(), user, context.batch());
    // Whoever ends their own work may not open the case any more.
    if (done && user == context.actor().user) return Response::redirect(Url::local("/cases"));
    return answer(context, {}, done);
}

}  // namespace panoh::casework
