// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/pages/release_view.hpp"

#include "forms/edtf.hpp"
#include "forms/typed.hpp"

namespace panoh::web {

using namespace html;

namespace {

Html answer_form(const PageContext& context, const Url& target, std::string_view explain, const std::string& mistake)
{
    InputOptions reason;
    reason.name = "reason";
    reason.label = context.text(msg("exchange.reason"));
    reason.hint = context.text(msg("exchange.reason.hint"));
    reason.error = mistake;
    reason.value = Sensitive<std::string>(std::string(context.request().form.text("reason")));
    reason.lines = 3;
    const Html body = group(
        text_input(context, reason),
        el<"div">(
            cls("actions"),
            submit_button(context.text(msg("exchange.approve")), "answer", "approve"),
            secondary_submit(context.text(msg("exchange.decline")), "answer", "decline")
        )
    );
    return section(
        context.text(msg("exchange.your_answer")), group(paragraph(explain), post_form(context, target, body))
    );
}

}  // namespace

std::string stored_moment(const PageContext& context, std::string_view moment)
{
    const auto parts = forms::moment_parts(moment, context.services().zone);
    const auto day = parts ? forms::parse_iso_day(parts->first) : std::nullopt;
    return day ? i18n::Translator::day(*day) + " " + parts->second : std::string();
}

Html standing_tag(const PageContext& context, records::Standing standing)
{
    using records::Standing;
    switch (standing) {
    case Standing::asked:
        return tag(Tone::due, context.text(msg("exchange.state.asked")));
    case Standing::ready:
        return tag(Tone::ok, context.text(msg("exchange.state.ready")));
    case Standing::expired:
        return tag(Tone::neutral, context.text(msg("exchange.state.expired")));
    case Standing::declined:
        return tag(Tone::late, context.text(msg("exchange.state.declined")));
    case Standing::withdrawn:
        return tag(Tone::neutral, context.text(msg("exchange.state.withdrawn")));
    case Standing::downloaded:
        break;
    }
    return tag(Tone::info, context.text(msg("exchange.state.downloaded")));
}

std::string ready_until(const PageContext& context, Timestamp written_at)
{
    return context.translator().clock_time(written_at + records::ready_for);
}

std::vector<Fact> asked_facts(const PageContext& context, const records::Release& release)
{
    return {
        {context.text(msg("exchange.asked_by")), group(context.user_name(release.asked_by))},
        {context.text(msg("exchange.asked_at")), group(stored_moment(context, release.asked_at))}};
}

std::vector<Fact> answered_facts(const PageContext& context, const records::Release& release)
{
    std::vector<Fact> lines;
    if (!release.answered_by.is_none()) {
        lines.push_back({context.text(msg("exchange.answered_by")), group(context.user_name(release.answered_by))});
        lines.push_back({context.text(msg("exchange.answered_at")), group(stored_moment(context, release.answered_at))}
        );
        lines.push_back({context.text(msg("exchange.reason")), group(release.answer)});
    }
    if (!release.downloaded_at.empty()) {
        lines.push_back(
            {context.text(msg("exchange.downloaded_at")), group(stored_moment(context, release.downloaded_at))}
        );
    }
    return lines;
}

Html fetch_notice(
    const PageContext& context,
    const Url& target,
    std::string_view heading,
    std::string_view explain,
    std::string_view button
)
{
    const Html form = el<"form">(
        a<"method">("post"),
        action(target),
        context.form_start(target),
        el<"div">(cls("actions"), submit_button(button))
    );
    return notice(Tone::ok, heading, group(paragraph(explain), form));
}

Html waits_notice(const PageContext& context)
{
    return notice(
        Tone::due, context.text(msg("exchange.waits")), paragraph(context.text(msg("exchange.waits.explain")))
    );
}

Html last_step(
    const PageContext& context,
    const ReleaseAddresses& addresses,
    const records::Release& release,
    std::string_view explain,
    const std::string& mistake
)
{
    using records::Standing;
    const bool is_own = release.asked_by == context.actor().user;
    const Standing standing = records::standing_of(release.state, release.written_at, context.vault().clock().now());
    if (is_own && (standing == Standing::asked || standing == Standing::ready)) {
        return el<"div">(
            cls("actions"), action_button(context, addresses.withdraw, context.text(msg("exchange.withdraw")))
        );
    }
    const bool may_answer = !is_own && standing == Standing::asked && context.may(records::approve_ability);
    return may_answer ? answer_form(context, addresses.answer, explain, mistake) : Html();
}

Result<bool> sent_answer(const PageContext& context)
{
    const std::string_view answer = context.request().form.text("answer");
    if (answer != "approve" && answer != "decline") {
        return fail(ErrorCode::invalid_input, "the answer is neither yes nor no");
    }
    return answer == "approve";
}

}  // namespace panoh::web
