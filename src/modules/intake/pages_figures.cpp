// SPDX-License-Identifier: AGPL-3.0-or-later
// The hotline's month in figures, as a table and as CSV.
#include "modules/intake/pages_figures.hpp"

#include "forms/typed.hpp"
#include "modules/intake/pages_parts.hpp"
#include "modules/intake/rules_figures.hpp"
#include "modules/intake/service_duty.hpp"
#include "modules/intake/service_figures.hpp"

#include <algorithm>
#include <map>

namespace panoh::intake {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

constexpr std::size_t month_length = 7;

/// What is shown of a month, and where it comes from.
struct Shown {
    std::string month;
    std::vector<Figure> figures;
    std::optional<KeptMonth> kept;  ///< where the figures come from; none: counted now
    bool is_counted = false;
};

std::string this_month(const PageContext& context)
{
    return context.today().substr(0, month_length);
}

/// The month that the address names; else the one before this, which is over.
std::string asked_month(const PageContext& context)
{
    const std::string asked(context.request().query.text("month"));
    return is_month(asked) ? asked : month_moved(this_month(context), -1);
}

Result<Shown> shown_month(PageContext& context)
{
    Shown shown;
    shown.month = asked_month(context);
    if (context.may("see_team")) {
        auto counted = count_month(context.records(), context.caller(), shown.month);
        if (!counted) return counted.error();
        shown.figures = std::move(*counted);
        shown.is_counted = true;
        return shown;
    }
    auto kept = kept_month(context.records(), context.caller(), shown.month);
    if (!kept) return kept.error();
    shown.kept = std::move(*kept);
    if (shown.kept) shown.figures = shown.kept->figures;
    return shown;
}

/// Words for the items of every part: codes by their lists, lines by their names.
class ItemNames {
public:
    explicit ItemNames(PageContext& context)
        : context_(&context)
    {
        const auto lines = lines_of(context.records(), context.caller());
        if (!lines) return;
        for (const Line& line : *lines)
            lines_.emplace(line.id.text(), line.name);
    }

    [[nodiscard]] std::string of(const Figure& figure) const
    {
        if (figure.part == "total") return total_words(figure.item);
        if (figure.part == "call_back") return call_back_words(figure.item);
        if (figure.item.empty()) return context_->text(msg("hotline.figures.no_answer"));
        if (figure.part == "danger") {
            return context_->text(figure.item == "yes" ? msg("intake.danger.yes") : msg("intake.danger.no"));
        }
        if (figure.part == "line") {
            const auto found = lines_.find(figure.item);
            return found != lines_.end() ? found->second : context_->code_label("hotlines", figure.item);
        }
        return context_->code_label(list_of(figure.part), figure.item);
    }

private:
    [[nodiscard]] static std::string_view list_of(std::string_view part)
    {
        if (part == "apart") return "apart_kinds";
        if (part == "channel") return "contact_channels";
        if (part == "caller_kind") return "caller_kinds";
        return part == "need" ? "needs" : "regions";
    }
    [[nodiscard]] std::string total_words(std::string_view item) const
    {
        return context_->text(item == "all" ? msg("hotline.figures.all") : msg("hotline.figures.asking"));
    }
    [[nodiscard]] std::string call_back_words(std::string_view item) const
    {
        if (item == "in_time") return context_->text(msg("hotline.figures.in_time"));
        if (item == "late") return context_->text(msg("hotline.figures.late"));
        if (item == "not_kept") return context_->text(msg("hotline.figures.not_kept"));
        return context_->text(item == "overdue" ? msg("hotline.figures.overdue") : msg("hotline.figures.open"));
    }

    const PageContext* context_;
    std::map<std::string, std::string> lines_;
};

std::string shown_words(const PageContext& context, const Figure& figure)
{
    return figure.shown == "*" ? context.text(msg("hotline.figures.covered")) : figure.shown;
}

Html part_table(
    const PageContext& context, const std::string& part, const std::vector<Figure>& figures, const ItemNames& names
)
{
    std::vector<std::vector<Html>> rows;
    for (const Figure& figure : figures) {
        if (figure.part == part) rows.push_back({group(names.of(figure)), group(shown_words(context, figure))});
    }
    if (rows.empty()) return {};
    const std::string heading = context.code_label("figure_parts", part);
    const std::vector<web::Column> columns{
        {context.text(msg("hotline.figures.item")), {}, false, false, false},
        {context.text(msg("hotline.figures.count")), {}, false, true, false}};
    // A narrow window shows no heads of columns.
    return web::section(heading, web::table(heading, columns, rows));
}

Html months_nav(const PageContext& context, const std::string& month)
{
    const auto way = [&](int by, const MessageId& text) {
        const Url url = Url::local("/calls/figures").with("month", month_moved(month, by));
        return el<"li">(web::link(url, context.text(text)));
    };
    std::vector<Html> ways{way(-1, msg("hotline.figures.previous_month"))};
    if (month < this_month(context)) ways.push_back(way(1, msg("hotline.figures.next_month")));
    return el<"nav">(
        cls("pagination"),
        aria<"label">(context.text(msg("hotline.figures.months"))),
        el<"p">(context.translator().date(month)),
        el<"ul">(ways)
    );
}

Html way_to_keep(const PageContext& context, const Shown& shown)
{
    if (!shown.is_counted) return {};
    if (shown.month >= this_month(context)) {
        return web::paragraph(context.text(msg("hotline.figures.not_over")));
    }
    if (!context.may("plan_duty")) return {};
    const Url keep = Url::local("/calls/figures/keep").with("month", shown.month);
    return web::action_button(context, keep, context.text(msg("hotline.figures.keep")));
}

Html origin_of(const PageContext& context, const Shown& shown)
{
    if (context.request().query.has("kept")) {
        return web::notice(web::Tone::ok, context.text(msg("hotline.figures.kept")), Html());
    }
    if (!shown.kept) return {};
    const std::string when = moment_words(context, shown.kept->kept_at);
    return el<"p">(
        cls("meta"),
        context.text(msg("hotline.figures.kept_at"), {{"when", when}}),
        " ",
        context.user_name(shown.kept->kept_by)
    );
}

/// A cell of CSV. A word that begins like a formula is kept from becoming one.
std::string csv_cell(std::string_view text)
{
    constexpr std::string_view formula_starts = "=+-@\t\r";
    std::string cell = "\"";
    if (!text.empty() && formula_starts.find(text.front()) != std::string_view::npos) cell += '\'';
    for (const char c : text) {
        if (c == '"') cell += '"';
        cell += c;
    }
    return cell + '"';
}

}  // namespace

Response figures_page(PageContext& context)
{
    const auto shown = shown_month(context);
    if (!shown) return web::error_page(context, shown.error());
    web::PageHead head;
    head.heading = Sensitive<std::string>(context.text(msg("hotline.figures.heading")));
    head.title = context.text(msg("hotline.figures.heading"));
    head.place = web::Place::calls;
    if (shown->figures.empty()) {
        const Html empty = web::empty_state(context.text(msg("hotline.figures.not_kept_yet")));
        return web::page(context, head, group(months_nav(context, shown->month), empty));
    }
    head.actions = web::quiet_link_button(
        Url::local("/calls/figures.csv").with("month", shown->month), context.text(msg("hotline.figures.csv"))
    );
    const ItemNames names(context);
    Html tables;
    for (const forms::Code& part : context.records().schema().list("figure_parts")->codes)
        tables += part_table(context, part.code, shown->figures, names);
    const Html body = group(
        months_nav(context, shown->month),
        origin_of(context, *shown),
        el<"div">(cls("section"), tables),
        web::paragraph(context.text(msg("hotline.figures.definition.text"))),
        way_to_keep(context, *shown)
    );
    return web::page(context, head, body);
}

Response figures_csv(PageContext& context)
{
    const auto shown = shown_month(context);
    if (!shown) return web::error_page(context, shown.error());
    const ItemNames names(context);
    const auto line = [](std::string_view part, std::string_view item, std::string_view count) {
        return csv_cell(part) + "," + csv_cell(item) + "," + csv_cell(count) + "\r\n";
    };
    // The mark at the beginning tells spreadsheets that this is UTF-8.
    std::string text = "\xEF\xBB\xBF";
    text += line(
        context.text(msg("hotline.figures.part")),
        context.text(msg("hotline.figures.item")),
        context.text(msg("hotline.figures.count"))
    );
    for (const Figure& figure : shown->figures) {
        text += line(context.code_label("figure_parts", figure.part), names.of(figure), shown_words(context, figure));
    }
    return Response::download(std::move(text), "text/csv; charset=utf-8", "figures-" + shown->month + ".csv");
}

Response keep_figures(PageContext& context)
{
    const std::string month = asked_month(context);
    const auto done = keep_month(context.records(), context.caller(), month, context.batch());
    if (!done) return web::error_page(context, done.error());
    return Response::redirect(Url::local("/calls/figures").with("month", month).with("kept", 1));
}

}  // namespace panoh::intake
