// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/coalition/leaving_view.hpp"

#include "records/files.hpp"
#include "vault/accounts/accounts.hpp"

#include <algorithm>

namespace panoh::coalition {

namespace {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup
using accounts::Problem;
using web::PageContext;

constexpr std::string_view loss_input = "accept_loss";

struct HeldFile {
    std::string number;
    std::string kind;
};

std::vector<HeldFile> files_held_alone(const PageContext& context, const UserId& user)
{
    std::vector<HeldFile> found;
    const auto directory = context.vault().directory();
    for (const FileId& id : context.vault().held_only_by(user)) {
        const auto file = context.vault().file(id);
        const vault::Organisation* organisation = file ? directory->organisation(file->organisation) : nullptr;
        if (organisation == nullptr) continue;
        const MessageId kind("file_kind." + std::string(forms::name_of(file->kind)));
        found.push_back({records::file_number(organisation->code, *file), context.text(kind)});
    }
    std::sort(found.begin(), found.end(), [](const HeldFile& left, const HeldFile& right) {
        return left.number < right.number;
    });
    return found;
}

Html numbered(const PageContext& context, std::initializer_list<MessageId> steps)
{
    std::vector<Html> items;
    for (const MessageId& step : steps)
        items.push_back(el<"li">(context.text(step)));
    return el<"ol">(items);
}

Html leaving_form(const PageContext& context, const vault::User& user, const std::vector<Problem>& problems)
{
    auto day = input(context, problems, "day", msg("users.leave.day.label"));
    day.hint = context.text(msg("users.leave.day.hint"));
    if (!context.request().form.has("day")) day.value = Sensitive<std::string>(context.today());
    auto reason = input(context, problems, "reason", msg("users.leave.reason.label"));
    reason.hint = context.text(msg("users.leave.reason.hint"));
    std::vector<web::Choice> reasons;
    for (const std::string_view each : accounts::leaving_reasons()) {
        reasons.push_back({std::string(each), context.text(reason_label(each)), ""});
    }
    return web::post_form(
        context,
        Url::local("/administration/users/{}/leave", user.id),
        group(
            web::text_input(context, day),
            web::radios(context, reason, reasons),
            accept_loss(context, user.id),
            web::submit_button(context.text(msg("coalition.user.leave.button")))
        )
    );
}

}  // namespace

MessageId reason_label(std::string_view reason)
{
    if (reason == "end_of_contract") return msg("users.reason.end_of_contract");
    if (reason == "own_wish") return msg("users.reason.own_wish");
    if (reason == "moved_away") return msg("users.reason.moved_away");
    if (reason == "safety") return msg("users.reason.safety");
    if (reason == "trust") return msg("users.reason.trust");
    return msg("users.reason.other");
}

Html held_alone(const PageContext& context, const UserId& user, Way way)
{
    const auto files = files_held_alone(context, user);
    if (files.empty()) return web::paragraph(context.text(msg("users.held.none")));
    const Html notice = web::notice(
        web::Tone::late,
        context.text(msg("users.held.heading"), {{"count", static_cast<std::int64_t>(files.size())}}),
        web::paragraph(
            context.text(way == Way::can_sign_in ? msg("users.held.explain") : msg("users.held.explain.lost"))
        )
    );
    // Numbers are for the own organisation; of another one an administrator learns how many.
    const auto directory = context.vault().directory();
    if (directory->user(user)->organisation != context.actor().organisation) return notice;
    std::vector<std::vector<Html>> rows;
    for (const HeldFile& file : files)
        rows.push_back({el<"span">(cls("num"), file.number), group(file.kind)});
    const auto columns = columns_of(context, {msg("users.held.number"), msg("users.held.kind")});
    return group(notice, web::table(context.text(msg("users.held.table")), columns, rows));
}

Html accept_loss(const PageContext& context, const UserId& user)
{
    if (context.vault().held_only_by(user).empty()) return {};
    web::InputOptions loss;
    loss.name = std::string(loss_input);
    loss.label = context.text(msg("coalition.user.accept_loss.legend"));
    const std::vector<web::Choice> accept{{"yes", context.text(msg("coalition.user.accept_loss.label")), ""}};
    return web::checkboxes(context, loss, accept, {});
}

bool is_loss_accepted(const PageContext& context)
{
    return context.request().form.text(loss_input) == "yes";
}

Html steps_after_new_keys(const PageContext& context)
{
    return numbered(
        context, {msg("users.renew.step.hand"), msg("users.renew.step.own"), msg("users.renew.step.confirm")}
    );
}

Html leaving_body(const PageContext& context, const vault::User& user, const std::vector<Problem>& problems)
{
    const auto team = Url::local("/team/{}", user.id);
    const bool sees_team = context.services().may_visit && context.services().may_visit(context.actor(), team.text());
    return group(
        web::section(
            context.text(msg("users.leave.work.heading")),
            group(
                web::paragraph(context.text(msg("users.leave.work.explain"))),
                sees_team ? el<"p">(web::link(team, context.text(msg("users.leave.work.link")))) : Html()
            )
        ),
        web::section(context.text(msg("users.leave.files.heading")), held_alone(context, user.id, Way::can_sign_in)),
        web::section(
            context.text(msg("users.leave.end.heading")),
            group(
                web::paragraph(context.text(msg("coalition.user.leave.explain"))),
                web::paragraph(context.text(msg("users.leave.keys"))),
                leaving_form(context, user, problems)
            )
        )
    );
}

}  // namespace panoh::coalition
