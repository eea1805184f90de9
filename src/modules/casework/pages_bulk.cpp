// SPDX-License-Identifier: AGPL-3.0-or-later
// Choosing cases to do something with all of them.
#include "modules/casework/pages_bulk.hpp"

#include "modules/casework/pages_tags.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

namespace panoh::casework {

using web::Choice;
using web::Html;
using web::PageContext;
using web::Response;
using web::Url;
using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

constexpr std::string_view nobody = "-";
constexpr std::size_t last_page = 100'000;

std::string known_code(const PageContext& context, std::string_view list, std::string_view text)
{
    const forms::CodeList* found = context.records().schema().list(list);
    return found != nullptr && found->find(text) != nullptr ? std::string(text) : std::string();
}

ChooseFilter filter_of(const PageContext& context)
{
    const web::Parameters& query = context.request().query;
    ChooseFilter filter;
    filter.status = known_code(context, "case_states", query.text("status"));
    filter.region = known_code(context, "regions", query.text("region"));
    const std::string_view keyworker = query.text("keyworker");
    if (keyworker == nobody) {
        filter.keyworker = UserId{};
    } else if (keyworker == "me") {
        filter.keyworker = context.actor().user;
    } else {
        filter.keyworker = UserId::parse(keyworker);
    }
    filter.tag = RecordId::parse(query.text("tag")).value_or(RecordId{});
    const std::string_view page = query.text("page");
    std::from_chars(page.data(), page.data() + page.size(), filter.page);
    filter.page = std::clamp<std::size_t>(filter.page, 1, last_page);
    return filter;
}

Url address_of(const ChooseFilter& filter)
{
    Url url = Url::local("/cases/choose");
    if (!filter.status.empty()) url = url.with("status", filter.status);
    if (!filter.region.empty()) url = url.with("region", filter.region);
    if (filter.keyworker) {
        url = url.with("keyworker", filter.keyworker->is_none() ? std::string(nobody) : filter.keyworker->text());
    }
    if (!filter.tag.is_none()) url = url.with("tag", filter.tag.text());
    return url;
}

Html one_filter(
    const PageContext& context,
    std::string_view input,
    const MessageId& label,
    const std::string& chosen,
    std::vector<Choice> choices
)
{
    web::InputOptions options;
    options.name = input;
    options.label = context.text(label);
    options.value = Sensitive<std::string>(chosen);
    choices.insert(choices.begin(), Choice{"", context.text(msg("casework.cases.any")), {}});
    return web::select(context, options, choices);
}

Html filter_form(const PageContext& context, const ChooseFilter& filter, std::span<const Tag> tags)
{
    const bool is_set = address_of(filter) != Url::local("/cases/choose");
    auto staff = web::staff_choices(context);
    staff.push_back({std::string(nobody), context.text(msg("bulk.nobody")), {}});
    const std::string keyworker = !filter.keyworker             ? std::string()
                                  : filter.keyworker->is_none() ? std::string(nobody)
                                                                : filter.keyworker->text();
    Html fields = group(
        one_filter(
            context, "status", msg("type.case.field.status.label"), filter.status, code_choices(context, "case_states")
        ),
        one_filter(
            context, "region", msg("type.case.field.region.label"), filter.region, code_choices(context, "regions")
        ),
        one_filter(context, "keyworker", msg("type.case.field.keyworker.label"), keyworker, staff)
    );
    const auto choices = tag_choices(tags);
    if (!choices.empty()) {
        fields += one_filter(
            context, "tag", msg("type.tag.label"), filter.tag.is_none() ? std::string() : filter.tag.text(), choices
        );
    }
    const Html buttons = el<"div">(
        cls("actions"),
        el<"button">(cls("button button-secondary"), a<"type">("submit"), context.text(msg("casework.cases.apply"))),
        el<"a">(
            cls("button button-quiet"), href(Url::local("/cases/choose")), context.text(msg("casework.cases.clear"))
        )
    );
    return el<"details">(
        cls("disclosure filter-folded"),
        flag<"open">(is_set),
        el<"summary">(context.text(msg("casework.cases.filter"))),
        el<"form">(
            cls("filter"),
            a<"method">("get"),
            action(Url::local("/cases/choose")),
            el<"div">(cls("filter-fields"), fields),
            buttons
        )
    );
}

/// Names of the tags on each case, in the order of the register.
std::multimap<FileId, std::string>
names_on(PageContext& context, std::span<const ChooseLine> lines, std::span<const Tag> tags)
{
    std::multimap<FileId, std::string> names;
    std::vector<FileId> files;
    for (const ChooseLine& line : lines)
        files.push_back(line.file);
    const auto marks = files.empty() ? Result<std::vector<CaseTag>>(std::vector<CaseTag>{})
                                     : tags_on(context.records(), context.caller(), files);
    if (!marks) return names;
    for (const Tag& tag : tags) {
        for (const CaseTag& mark : *marks) {
            if (mark.tag == tag.record) names.emplace(mark.file, tag.name.reveal());
        }
    }
    return names;
}

Html row_of(const PageContext& context, const ChooseLine& line, std::span<const std::string> tags, bool marked)
{
    const auto cell = [&](const MessageId& heading, const Html& inside) {
        return el<"td">(data<"label">(context.text(heading)), inside);
    };
    return el<"tr">(
        el<"td">(cls("table-check"), bulk_box(context, line.item.record, line.number, marked)),
        el<"th">(a<"scope">("row"), el<"a">(href(Url::local("/cases/{}", line.item.record)), number_of(line.number))),
        cell(msg("casework.cases.status"), status_tag(context, line.status)),
        cell(
            msg("casework.cases.region"),
            line.region.empty() ? Html() : group(context.code_label("regions", line.region))
        ),
        cell(
            msg("casework.cases.keyworker"),
            line.keyworker.is_none() ? Html() : group(context.user_name(line.keyworker))
        ),
        cell(msg("tags.title"), tag_list(tags))
    );
}

Html table_head(const PageContext& context)
{
    std::vector<Html> cells{
        el<"td">(cls("table-check"), el<"span">(cls("visually-hidden"), context.text(msg("bulk.column.mark"))))};
    for (const MessageId& heading :
         {msg("casework.cases.number"),
          msg("casework.cases.status"),
          msg("casework.cases.region"),
          msg("casework.cases.keyworker"),
          msg("tags.title")}) {
        cells.push_back(el<"th">(a<"scope">("col"), context.text(heading)));
    }
    return el<"thead">(el<"tr">(cells));
}

Html results(PageContext& context, const ChooseFilter& filter, const ChoosePage& found, std::span<const Tag> tags)
{
    const bool all = context.request().query.text("all") == "yes";
    const auto names = names_on(context, found.lines, tags);
    std::vector<Html> rows;
    for (const ChooseLine& line : found.lines) {
        std::vector<std::string> own;
        const auto [first, last] = names.equal_range(line.file);
        for (auto each = first; each != last; ++each)
            own.push_back(each->second);
        rows.push_back(row_of(context, line, own, all));
    }
    const Url here = filter.page > 1 ? address_of(filter).with("page", filter.page) : address_of(filter);
    const std::string caption = context.text(msg("bulk.title"));
    const Url target = Url::local("/cases/bulk");
    return group(
        el<"form">(
            a<"method">("post"),
            action(target),
            context.form_token(),
            el<"div">(
                cls("table-scroll"),
                a<"role">("region"),
                aria<"label">(caption),
                a<"tabindex">("0"),
                el<"div">(
                    cls("bulk"),
                    all ? web::link(here, context.text(msg("bulk.unmark_all")))
                        : web::link(here.with("all", "yes"), context.text(msg("bulk.mark_all"))),
                    bulk_buttons(context, !tags.empty())
                ),
                el<"table">(
                    cls("table table-stack"),
                    el<"caption">(cls("visually-hidden"), caption),
                    table_head(context),
                    el<"tbody">(rows)
                )
            )
        ),
        web::pagination(context, address_of(filter), filter.page, choose_per_page, found.total)
    );
}

}  // namespace

Html bulk_box(const PageContext& context, const RecordId& record, std::string_view number, bool checked)
{
    return el<"input">(
        a<"type">("checkbox"),
        name("case"),
        value(record.text()),
        aria<"label">(context.text(msg("bulk.mark_one"), {{"number", std::string(number)}})),
        flag<"checked">(checked)
    );
}

Html bulk_buttons(const PageContext& context, bool has_tags)
{
    const auto one = [&](std::string_view deed, const MessageId& words) {
        return web::secondary_submit(context.text(words), "deed", deed);
    };
    Html buttons = group(one("assign", msg("bulk.assign")), one("task", msg("bulk.task")));
    if (has_tags) buttons += group(one("tag", msg("bulk.tag")), one("untag", msg("bulk.untag")));
    if (context.may("export")) {
        buttons += el<"button">(
            cls("button button-secondary"),
            a<"type">("submit"),
            a<"formaction">(Url::local("/exports/chosen")),
            context.text(msg("bulk.export"))
        );
    }
    return buttons;
}

Response choose_page(PageContext& context)
{
    const ChooseFilter filter = filter_of(context);
    const auto found = cases_to_choose(context.records(), context.caller(), filter);
    if (!found) return web::error_page(context, found.error());
    const auto tags = tags_of(context.records(), context.caller());
    if (!tags) return web::error_page(context, tags.error());
    Html body = group(
        web::paragraph(context.text(msg("bulk.with_marked"))),
        filter_form(context, filter, *tags),
        el<"div">(
            cls("results"),
            el<"p">(
                a<"role">("status"),
                context.text(msg("casework.cases.count"), {{"count", static_cast<std::int64_t>(found->total)}})
            )
        )
    );
    body += found->lines.empty() ? web::empty_state(context.text(msg("casework.cases.none")))
                                 : results(context, filter, *found, *tags);
    web::PageHead head;
    head.heading = Sensitive<std::string>(context.text(msg("bulk.title")));
    head.title = context.text(msg("bulk.title"));
    head.place = web::Place::cases;
    head.tabs = el<"a">(cls("back-link"), href(Url::local("/cases")), context.text(msg("tags.back_to_cases")));
    Html ways;
    if (context.may("see_register"))
        ways += web::quiet_link_button(Url::local("/tags"), context.text(msg("tags.title")));
    if (context.may("export")) {
        ways += web::quiet_link_button(Url::local("/exports"), context.text(msg("exchange.title")));
    }
    head.actions = ways;
    return web::page(context, head, body);
}

}  // namespace panoh::casework
