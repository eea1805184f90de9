// SPDX-License-Identifier: AGPL-3.0-or-later
// A case on paper: for the own file, or for somebody outside with the consent of everybody in it.
#include "base/text.hpp"
#include "forms/edtf.hpp"
#include "modules/casework/pages.hpp"
#include "modules/casework/pages_printing.hpp"
#include "modules/casework/pages_shared.hpp"
#include "modules/casework/rules.hpp"
#include "web/pages/sheet_view.hpp"

#include <algorithm>

namespace panoh::casework {

using web::Choice;
using web::Html;
using web::Url;
using namespace html;

namespace {

std::string obstacle_words(const PageContext& context, const PaperObstacle& obstacle)
{
    if (obstacle.reason == "not_open") return context.text(msg("casework.print.obstacle.not_open"));
    if (obstacle.purpose.empty()) {
        return obstacle.reason == "recipient" ? context.text(msg("casework.print.obstacle.no_purpose"))
                                              : context.text(msg("casework.print.obstacle.nobody"));
    }
    return context.text(
        msg("casework.print.obstacle.consent"),
        {{"person", obstacle.number},
         {"purpose", context.code_label("consent_purposes", obstacle.purpose)},
         {"reason", context.text(MessageId("casework.print.reason." + obstacle.reason))}}
    );
}

}  // namespace

Html obstacles_notice(const PageContext& context, const PaperDecision& decision)
{
    if (decision.allowed()) return {};
    std::vector<Html> lines;
    for (const PaperObstacle& obstacle : decision.obstacles)
        lines.push_back(el<"li">(obstacle_words(context, obstacle)));
    return web::notice(
        web::Tone::consent,
        context.text(msg("casework.print.not_allowed")),
        group(el<"ul">(lines), el<"p">(context.text(msg("casework.print.what_to_do"))))
    );
}

std::vector<Choice> recipients_with_purpose(const PageContext& context)
{
    std::vector<Choice> choices = code_choices(context, "recipients");
    std::erase_if(choices, [](const Choice& choice) { return purposes_for(choice.value, false).empty(); });
    return choices;
}

namespace {

PaperRequest request_of(const web::Parameters& form)
{
    PaperRequest request;
    request.outside = form.text("audience") != "inside";
    request.recipient = form.text("recipient");
    request.recipient_name = Sensitive<std::string>(std::string(trimmed(form.text("recipient_name"))));
    const std::string_view level = form.text("level");
    request.level = level == "full"    ? IdentityLevel::full
                    : level == "alias" ? IdentityLevel::alias
                                       : IdentityLevel::none;
    return request;
}

MessageId words_for(IdentityLevel level)
{
    switch (level) {
    case IdentityLevel::full:
        return msg("casework.print.level.full");
    case IdentityLevel::alias:
        return msg("casework.print.level.alias");
    case IdentityLevel::none:
        break;
    }
    return msg("casework.print.level.none");
}

Response choose_page(PageContext& context, const CaseFrame& frame, const PaperDecision& decision, int status)
{
    const web::Parameters& sent = context.request().form;
    const auto options = [&](std::string_view input, MessageId label, std::string_view preset) {
        web::InputOptions made;
        made.name = input;
        made.label = context.text(label);
        made.value = Sensitive<std::string>(std::string(sent.has(input) ? sent.text(input) : preset));
        return made;
    };
    const std::array audiences{
        Choice{"inside", context.text(msg("casework.print.inside")), {}},
        Choice{
            "outside", context.text(msg("casework.print.outside")), context.text(msg("casework.print.outside_hint"))},
    };
    std::vector<Choice> levels;
    for (const auto& [code, level] :
         {std::pair("none", IdentityLevel::none), {"alias", IdentityLevel::alias}, {"full", IdentityLevel::full}}) {
        levels.push_back({code, context.text(words_for(level)), {}});
    }
    auto recipient_name = options("recipient_name", msg("casework.print.recipient_name"), {});
    recipient_name.optional = true;
    auto recipient = options("recipient", msg("casework.print.recipient"), {});
    recipient.optional = true;
    const Html body = group(
        web::radios(context, options("audience", msg("casework.print.audience"), "inside"), audiences),
        web::select(context, recipient, recipients_with_purpose(context)),
        web::text_input(context, recipient_name),
        web::radios(context, options("level", msg("casework.print.level"), "none"), levels),
        el<"div">(cls("actions"), web::submit_button(context.text(msg("casework.print.make"))))
    );
    auto head = frame.page(Sensitive<std::string>(context.text(msg("casework.print.title"))));
    head.typed_text = true;
    return web::page(
        context,
        head,
        group(
            obstacles_notice(context, decision),
            web::post_form(context, Url::local("/cases/{}/print", frame.head.record), body)
        ),
        status
    );
}

/// A person as the chosen level shows them.
Html person_label(PageContext& context, const Participant& person, IdentityLevel level)
{
    if (!person.readable) return group(context.text(msg("casework.people.restricted")));
    if (level == IdentityLevel::full) {
        const auto called = name_of_person(context, person.file);
        if (!called.reveal().empty()) return group(called, " · ", number_of(person.number));
    }
    if (level == IdentityLevel::alias) {
        const auto alias = alias_of_person(context, person.file);
        if (!alias.reveal().empty()) return group(alias, " · ", number_of(person.number));
    }
    return number_of(person.number);
}

Html people_on_paper(PageContext& context, const CaseFrame& frame, IdentityLevel level)
{
    std::vector<web::Fact> lines;
    for (const Participant& person : frame.people) {
        Html about = person_label(context, person, level);
        if (!person.sex.empty()) about += group(" · ", context.code_label("sexes", person.sex));
        // Without a name a whole date of birth would say too much.
        const std::string birth = level == IdentityLevel::none ? person.birth.substr(0, 4) : person.birth;
        if (!birth.empty()) {
            about +=
                group(" · ", context.text(msg("casework.identity.born"), {{"date", context.translator().date(birth)}}));
        }
        lines.push_back({context.code_label("person_roles", person.role), about});
    }
    return lines.empty() ? Html() : group(el<"h2">(context.text(msg("casework.tab.people"))), web::facts(lines));
}

Html summary_on_paper(PageContext& context, const CaseFrame& frame)
{
    if (!frame.head.account) return {};
    const auto summaries = context.records().of_file(context.caller(), frame.head.file, "case_summary");
    if (!summaries || summaries->empty()) return {};
    const forms::RecordType& type = *context.records().schema().type("case_summary");
    return group(
        el<"h2">(context.text(msg("casework.overview.summary"))),
        web::record_facts(context, type, summaries->front().merged().reveal())
    );
}

Html case_on_paper(PageContext& context, const CaseFrame& frame, bool outside)
{
    const CaseHead& head = frame.head;
    std::vector<web::Fact> lines{
        {context.text(msg("type.case.field.status.label")), group(context.code_label("case_states", head.status))},
    };
    if (!head.opened_on.empty()) {
        lines.push_back(
            {context.text(msg("casework.overview.opened")), group(context.translator().date(head.opened_on))}
        );
    }
    if (!head.region.empty()) {
        lines.push_back(
            {context.text(msg("type.case.field.region.label")), group(context.code_label("regions", head.region))}
        );
    }
    if (!outside) {
        if (!head.risk.empty()) {
            lines.push_back(
                {context.text(msg("type.case.field.risk.label")), group(context.code_label("risk_levels", head.risk))}
            );
        }
        for (const TeamMember& member : team_of(context.records(), head.file)) {
            if (!member.until.empty()) continue;
            lines.push_back({context.code_label("case_roles", member.role), group(context.user_name(member.user))});
        }
    }
    return group(el<"h2">(context.text(msg("casework.register.case"))), web::facts(lines));
}

Html title_pair(const std::string& term, const Html& description)
{
    return el<"div">(el<"dt">(term), el<"dd">(description));
}

Html basis_on_paper(const PageContext& context, const PaperRequest& request, const PaperDecision& decision)
{
    if (!request.outside) return {};
    std::vector<std::string> purposes;
    for (const std::string& purpose : decision.purposes)
        purposes.push_back(context.code_label("consent_purposes", purpose));
    std::string whom = context.code_label("recipients", request.recipient);
    if (!request.recipient_name.reveal().empty()) whom += ": " + request.recipient_name.reveal();
    return group(
        title_pair(context.text(msg("casework.print.for_whom")), group(whom)),
        title_pair(context.text(msg("casework.print.consent_basis")), group(context.translator().list(purposes)))
    );
}

Response
sheet_page(PageContext& context, const CaseFrame& frame, const PaperRequest& request, const PaperDecision& decision)
{
    const std::string level = context.text(words_for(request.level));
    const std::string running = frame.head.number + " · " + context.text(msg("casework.print.kind")) + " · " + level;
    const Html content = group(
        el<"header">(
            cls("sheet-title"),
            el<"h1">(context.text(msg("casework.print.kind"))),
            el<"dl">(
                title_pair(context.text(msg("casework.cases.number")), number_of(frame.head.number)),
                title_pair(context.text(msg("casework.print.level")), group(level)),
                title_pair(
                    context.text(msg("casework.overview.organisation")),
                    group(context.organisation_name(frame.head.organisation))
                ),
                basis_on_paper(context, request, decision)
            )
        ),
        case_on_paper(context, frame, request.outside),
        people_on_paper(context, frame, request.level),
        summary_on_paper(context, frame)
    );
    const Url back = Url::local("/cases/{}", frame.head.record);
    const Html tools = web::paper_tools(
        context,
        web::Tone::due,
        context.text(msg("casework.print.read_first")),
        web::quiet_link_button(back, context.text(msg("casework.print.back")))
    );
    web::PageHead head;
    head.title = frame.head.number;
    head.place = web::Place::cases;
    return web::page(context, head, group(tools, web::paper_sheet(context, running, content)));
}

}  // namespace

Response print_form(PageContext& context)
{
    const auto frame = case_frame(context, context.path_record(), CaseTab::none);
    if (!frame) return web::error_page(context, frame.error());
    if (!frame->head.readable) return web::error_page(context, fail(ErrorCode::denied, "the case is not open"));
    return choose_page(context, *frame, {}, 200);
}

Response print_case(PageContext& context)
{
    const auto frame = case_frame(context, context.path_record(), CaseTab::none);
    if (!frame) return web::error_page(context, frame.error());
    if (!frame->head.readable) return web::error_page(context, fail(ErrorCode::denied, "the case is not open"));
    const PaperRequest request = request_of(context.request().form);
    const auto caller = context.caller();
    const auto today = forms::parse_iso_day(context.today()).value_or(std::chrono::sys_days{});
    const PaperDecision decision = may_print(context.records(), caller, frame->people, request, today);
    if (!decision.allowed()) return choose_page(context, *frame, decision, 422);
    const std::string what = context.text(
        msg("casework.print.disclosed"),
        {{"number", frame->head.number}, {"level", context.text(words_for(request.level))}}
    );
    const auto noted = note_disclosure(context.records(), caller, request, decision, what);
    if (!noted) return web::error_page(context, noted.error());
    return sheet_page(context, *frame, request, decision);
}

}  // namespace panoh::casework
