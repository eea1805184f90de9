// SPDX-License-Identifier: AGPL-3.0-or-later
// Two files side by side, and what was decided about them.
#include "modules/casework/names/names.hpp"
#include "modules/casework/pages_person.hpp"

#include <algorithm>

namespace panoh::casework {

namespace {

using web::Choice;
using web::Html;
using web::Url;
using namespace html;

/// One of the two files, opened.
struct Side {
    PersonRecord person;
    std::string number;
    Sensitive<boost::json::object> facts;
    std::vector<vault::Record> identities, channels, statuses;
    std::vector<CaseLine> cases;
};

Side side_of(PageContext& context, const PersonRecord& person, const std::string& number)
{
    const auto caller = context.caller();
    const auto& records = context.records();
    Side side;
    side.person = person;
    side.number = number;
    if (auto record = records.read(caller, person.record)) side.facts = record->merged();
    const auto all = [&](std::string_view type) {
        auto found = records.of_file(caller, person.file, type);
        return found ? std::move(*found) : std::vector<vault::Record>{};
    };
    side.identities = all("person_identity");
    side.channels = all("contact_channel");
    side.statuses = all("legal_status");
    if (auto cases = cases_of_person(records, caller, person.record)) side.cases = std::move(*cases);
    return side;
}

Html none(const PageContext& context)
{
    return el<"span">(cls("facts-none"), context.text(msg("pages.value.none")));
}

Html lines_of(const PageContext& context, const std::vector<Html>& lines)
{
    return lines.empty() ? none(context) : join(lines, el<"br">());
}

Html fact_of(PageContext& context, const Side& side, std::string_view field)
{
    const forms::RecordType& type = *context.records().schema().type("person");
    return web::value_view(context, *type.find(field), side.facts.reveal());
}

Html identity_of(PageContext& context, const Side& side, std::string_view field)
{
    const forms::RecordType& type = *context.records().schema().type("person_identity");
    std::vector<Html> lines;
    for (const vault::Record& record : side.identities) {
        if (!record.content.reveal().contains(field)) continue;
        lines.push_back(web::value_view(context, *type.find(field), record.merged().reveal()));
    }
    return lines_of(context, lines);
}

/// Numbers that are simply safe; of the others only that they are there.
Html channels_of(const PageContext& context, const Side& side)
{
    std::vector<Html> lines;
    for (const vault::Record& channel : side.channels) {
        const auto& content = channel.content.reveal();
        const std::string kind = context.code_label("channel_kinds", text_at(content, "kind"));
        if (asks_before_showing(channel)) {
            lines.push_back(group(kind, ": ", context.code_label("contact_safety", text_at(content, "safe"))));
        } else {
            lines.push_back(group(kind, ": ", number_of(text_at(content, "value"))));
        }
    }
    return lines_of(context, lines);
}

Html statuses_of(const PageContext& context, const Side& side)
{
    std::vector<Html> lines;
    for (const vault::Record& status : side.statuses) {
        Html line = group(context.code_label("legal_statuses", text_at(status.coded, "status")));
        const std::string since = text_at(status.coded, "since");
        if (!since.empty()) line += group(", ", context.translator().date(since));
        lines.push_back(std::move(line));
    }
    return lines_of(context, lines);
}

Html cases_of(const PageContext& context, const Side& side)
{
    std::vector<Html> lines;
    for (const CaseLine& each : side.cases)
        lines.push_back(web::link(Url::local("/cases/{}", each.record), case_title(context, each.number)));
    return lines_of(context, lines);
}

Html agreement_tag(const PageContext& context, const Comparison& compared, SharedFact fact)
{
    for (const FactMatch& match : compared.facts) {
        if (match.fact != fact) continue;
        const web::Tone tone = match.agreement == Agreement::agrees ? web::Tone::ok
                               : match.agreement == Agreement::near ? web::Tone::due
                                                                    : web::Tone::late;
        return group(el<"br">(), web::tag(tone, context.text(message_of(match))));
    }
    return {};
}

Html sides_table(PageContext& context, const Comparison& compared)
{
    const Side left = side_of(context, compared.left, compared.left_number);
    const Side right = side_of(context, compared.right, compared.right_number);
    const std::array columns{
        web::Column{context.text(msg("person.compare.fact")), {}},
        web::Column{left.number, Url::local("/people/{}", left.person.record)},
        web::Column{right.number, Url::local("/people/{}", right.person.record)},
    };
    std::vector<std::vector<Html>> rows;
    const auto add = [&](const MessageId& label, std::optional<SharedFact> fact, const auto& value) {
        Html heading = group(context.text(label));
        if (fact) heading += agreement_tag(context, compared, *fact);
        rows.push_back({heading, value(left), value(right)});
    };
    const auto fact = [&](std::string_view field) {
        return [&context, field](const Side& side) {
            return fact_of(context, side, field);
        };
    };
    const auto identity = [&](std::string_view field) {
        return [&context, field](const Side& side) {
            return identity_of(context, side, field);
        };
    };
    add(msg("type.person_identity.field.names.label"), std::nullopt, identity("names"));
    add(msg("type.person.field.birth.label"), SharedFact::birth, fact("birth"));
    add(msg("type.person.field.sex.label"), SharedFact::sex, fact("sex"));
    add(msg("type.person.field.nationality.label"), SharedFact::nationality, fact("nationality"));
    add(msg("type.person.field.languages.label"), std::nullopt, fact("languages"));
    add(msg("type.person_identity.field.birthplace.label"), SharedFact::birthplace, identity("birthplace"));
    add(msg("type.person_identity.field.address.label"), std::nullopt, identity("address"));
    add(msg("type.person_identity.field.documents.label"), SharedFact::document, identity("documents"));
    add(msg("casework.person.contacts"), SharedFact::phone, [&](const Side& side) { return channels_of(context, side); }
    );
    add(msg("person.status.title"), std::nullopt, [&](const Side& side) { return statuses_of(context, side); });
    add(msg("casework.person.cases"), SharedFact::matter, [&](const Side& side) { return cases_of(context, side); });
    return web::table(context.text(msg("person.compare.title")), columns, rows);
}

Html name_verdict(const PageContext& context, const Comparison& compared)
{
    std::vector<Html> reasons;
    for (const MessageId& reason : compared.name_reasons)
        reasons.push_back(el<"li">(context.text(reason)));
    const auto percent = static_cast<std::int64_t>(compared.score * 100 + 0.5);
    return web::notice(
        web::Tone::info,
        context.text(message_of(likeness_of(compared.score))),
        group(
            el<"p">(context.text(msg("person.compare.score"), {{"percent", percent}})),
            reasons.empty() ? Html() : el<"ul">(reasons)
        )
    );
}

/// What was typed, and what is wrong with it.
struct DecisionForm {
    std::string answer, lead, reason;
    std::span<const forms::FormProblem> problems;
};

web::InputOptions
input(const PageContext& context, const DecisionForm& form, std::string name, const MessageId& label, std::string value)
{
    web::InputOptions options;
    options.label = context.text(label);
    options.value = Sensitive<std::string>(std::move(value));
    const auto found = std::find_if(form.problems.begin(), form.problems.end(), [&](const forms::FormProblem& each) {
        return each.field == name;
    });
    if (found != form.problems.end()) options.error = context.text(found->message);
    options.name = std::move(name);
    return options;
}

Html reason_input(const PageContext& context, const DecisionForm& form, const MessageId& label)
{
    auto reason = input(context, form, "reason", label, form.reason);
    reason.lines = 3;
    return web::text_input(context, reason);
}

Html decision_form(PageContext& context, const Comparison& compared, const DecisionForm& form)
{
    const std::array answers{
        Choice{"same", context.text(msg("person.compare.same")), context.text(msg("person.compare.same_hint"))},
        Choice{
            "different",
            context.text(msg("person.compare.different")),
            context.text(msg("person.compare.different_hint"))},
    };
    const std::array leads{
        Choice{compared.left.record.text(), compared.left_number, {}},
        Choice{compared.right.record.text(), compared.right_number, {}},
    };
    auto lead = input(context, form, "lead", msg("person.compare.lead"), form.lead);
    lead.hint = context.text(msg("person.compare.lead_hint"));
    const Url target = Url::local("/people/{}/compare/{}", compared.left.record, compared.right.record);
    return web::section(
        context.text(msg("person.compare.decide")),
        web::post_form(
            context,
            target,
            group(
                web::radios(
                    context, input(context, form, "answer", msg("person.compare.answer"), form.answer), answers
                ),
                web::radios(context, lead, leads),
                reason_input(context, form, msg("person.compare.reason")),
                el<"div">(cls("actions"), web::submit_button(context.text(msg("person.compare.save"))))
            )
        )
    );
}

/// What was decided, by whom and why, with the way back.
Html decision_made(PageContext& context, const Comparison& compared, const DecisionForm& form)
{
    const auto record = context.records().read(context.caller(), compared.decision);
    if (!record) return {};
    const forms::RecordType& type = *context.records().schema().type("person_merge");
    boost::json::object shown = record->merged().reveal();
    shown.erase("other");
    Html body = web::record_facts(context, type, shown);
    body += el<"p">(
        web::link(Url::local("/records/{}/history", compared.decision), context.text(msg("casework.record.history")))
    );
    if (compared.may_decide) {
        const Url target = Url::local("/people/{}/compare/{}/undo", compared.left.record, compared.right.record);
        body += web::post_form(
            context,
            target,
            group(
                reason_input(context, form, msg("person.compare.undo_reason")),
                el<"div">(cls("actions"), web::secondary_submit(context.text(msg("person.compare.undo"))))
            )
        );
    }
    return web::section(context.text(msg("person.compare.decided")), body);
}

Response page_of(PageContext& context, const DecisionForm& form)
{
    const RecordId other = context.path_id<RecordId>("other").value_or(RecordId{});
    const auto frame = person_frame(context, context.path_record(), PersonTab::none);
    if (!frame) return web::error_page(context, frame.error());
    const auto compared = compare_persons(context.records(), context.caller(), frame->person, other);
    if (!compared) return web::error_page(context, compared.error());
    auto head = frame->page(Sensitive<std::string>(context.text(msg("person.compare.title"))));
    head.typed_text = true;
    std::vector<web::Mistake> mistakes = mistakes_of(context, form.problems);
    const bool decided = !compared->state.empty() && compared->state != "undone";
    Html decision = decided ? decision_made(context, *compared, form) : Html();
    if (!decided) {
        decision = compared->may_decide ? decision_form(context, *compared, form)
                                        : web::paragraph(context.text(msg("person.compare.only_reading")));
    }
    return web::page(
        context,
        head,
        group(
            web::error_summary(context, mistakes),
            name_verdict(context, *compared),
            sides_table(context, *compared),
            decision
        ),
        form.problems.empty() ? 200 : http_status(ErrorCode::invalid_input)
    );
}

}  // namespace

Response compare_page(PageContext& context)
{
    return page_of(context, {});
}

Response save_decision(PageContext& context)
{
    const auto& sent = context.request().form;
    MergeDecision decision;
    decision.left = context.path_record();
    decision.right = context.path_id<RecordId>("other").value_or(RecordId{});
    decision.answer = std::string(sent.text("answer"));
    decision.lead = RecordId::parse(sent.text("lead")).value_or(RecordId{});
    decision.reason = std::string(sent.text("reason"));
    const auto problems = decide_same(context.records(), context.caller(), decision, context.batch());
    if (!problems) return web::error_page(context, problems.error());
    if (!problems->empty()) {
        return page_of(context, {decision.answer, std::string(sent.text("lead")), decision.reason, *problems});
    }
    const bool same = decision.answer == "same";
    return Response::redirect(Url::local("/people/{}", same ? decision.lead : decision.left));
}

Response save_undone_decision(PageContext& context)
{
    const RecordId left = context.path_record();
    const RecordId right = context.path_id<RecordId>("other").value_or(RecordId{});
    const std::string reason(context.request().form.text("reason"));
    const auto problems = undo_decision(context.records(), context.caller(), left, right, reason, context.batch());
    if (!problems) return web::error_page(context, problems.error());
    if (!problems->empty()) return page_of(context, {{}, {}, reason, *problems});
    return Response::redirect(Url::local("/people/{}/compare/{}", left, right));
}

}  // namespace panoh::casework
