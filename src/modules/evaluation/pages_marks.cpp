// SPDX-License-Identifier: AGPL-3.0-or-later
// Marks of a finding on the drawings: by pointer, by keyboard, and without scripts.
#include "modules/evaluation/pages_marks.hpp"

#include "modules/evaluation/delay.hpp"
#include "modules/evaluation/fields.hpp"
#include "modules/evaluation/pages.hpp"
#include "modules/evaluation/service_marks.hpp"
#include "modules/evaluation/service_sign.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace panoh::evaluation {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

constexpr std::chrono::days first_day_of_age{6574};  ///< 18 years

/// What the page of marks is about.
struct Marking {
    Opened evaluation;
    vault::Record finding;
    Contents contents;
    std::vector<const Drawing*> offered;
    const Drawing* drawing = nullptr;
};

bool is_minor(const Contents& contents, const std::string& birth)
{
    return std::any_of(contents.sittings.begin(), contents.sittings.end(), [&](const vault::Record& sitting) {
        const auto age = delay_between(birth, text_of(sitting, "held_on"));
        return age && age->least < first_day_of_age;
    });
}

/// The drawing that is asked for, else the first that has the place of the finding, else the first.
const Drawing* chosen(const std::vector<const Drawing*>& offered, std::string_view view, const vault::Record& finding)
{
    const auto named =
        std::find_if(offered.begin(), offered.end(), [&](const Drawing* each) { return each->view == view; });
    if (named != offered.end()) return *named;
    const std::string region = text_of(finding, "region");
    const std::string side = text_of(finding, "side");
    const auto fits = std::find_if(offered.begin(), offered.end(), [&](const Drawing* each) {
        return std::any_of(each->regions.begin(), each->regions.end(), [&](const Region& place) {
            return place.code == region && (side.empty() || place.side == side);
        });
    });
    if (fits != offered.end()) return *fits;
    return offered.empty() ? nullptr : offered.front();
}

Result<Marking> marking_in(PageContext& context, std::string_view view)
{
    auto evaluation = opened_in(context);
    if (!evaluation) return evaluation.error();
    auto finding = finding_in(context, *evaluation);
    if (!finding) return finding.error();
    auto contents = contents_of(context.records(), context.caller(), finding->file);
    if (!contents) return contents.error();
    const bool apart = finding->file == evaluation->apart;
    const Surroundings around = surroundings_of(context, *evaluation);
    Marking marking{std::move(*evaluation), std::move(*finding), std::move(*contents), {}, nullptr};
    bool minor = is_minor(marking.contents, around.birth);
    if (apart) {
        const auto draft = context.records().of_file(context.caller(), marking.evaluation.draft, "sitting");
        Contents of_draft;
        if (draft) of_draft.sittings = *draft;
        minor = minor || is_minor(of_draft, around.birth);
    }
    marking.offered = drawings_for(around.sex, minor, apart);
    marking.drawing = chosen(marking.offered, view, marking.finding);
    if (marking.drawing == nullptr) return fail(ErrorCode::not_found, "there is no drawing");
    return marking;
}

Url address_of(const Marking& marking)
{
    return Url::local("/evaluations/{}/findings/{}/marks", marking.evaluation.line.evaluation, marking.finding.id);
}

std::string place_words(const PageContext& context, std::string_view region, std::string_view side)
{
    return context.code_label("body_regions", region) + ", " + context.code_label("body_sides", side);
}

/// Which drawing is shown: a form that asks, so that it needs no script.
Html view_form(PageContext& context, const Marking& marking)
{
    web::InputOptions options;
    options.name = "view";
    options.label = context.text(msg("evaluation.mark.view"));
    options.value = Sensitive<std::string>(marking.drawing->view);
    std::vector<web::Choice> choices;
    for (const Drawing* drawing : marking.offered)
        choices.push_back({drawing->view, context.code_label("body_views", drawing->view), {}});
    return el<"form">(
        cls("form"),
        a<"method">("get"),
        action(address_of(marking)),
        web::select(context, options, choices),
        actions(web::secondary_submit(context.text(msg("evaluation.mark.show"))))
    );
}

Html hidden(std::string_view input, std::string_view text)
{
    return el<"input">(a<"type">("hidden"), html::name(input), html::value(text));
}

Html drawing_form(PageContext& context, const Marking& marking)
{
    const Drawing& drawing = *marking.drawing;
    const Url image = Url::local(
        "/evaluations/{}/findings/{}/drawings/{}", marking.evaluation.line.evaluation, marking.finding.id, drawing.view
    );
    const std::string words = marks_words(context, marking.contents, drawing.view);
    return web::post_form(
        context,
        address_of(marking),
        group(
            hidden("view", drawing.view),
            web::paragraph(context.text(msg("evaluation.mark.how_pointer"))),
            el<"input">(
                a<"type">("image"),
                html::name("at"),
                src(image.with("marks", static_cast<std::int64_t>(marking.contents.marks.size()))),
                a<"width">(static_cast<int>(drawing_width)),
                a<"height">(shown_height(drawing)),
                a<"alt">(context.text(msg("evaluation.mark.put")) + " " + words),
                data<"marks">("yes")
            )
        )
    );
}

Html list_form(PageContext& context, const Marking& marking, const std::string& problem)
{
    web::InputOptions options;
    options.name = "place";
    options.label = context.text(msg("evaluation.mark.place"));
    options.hint = context.text(msg("evaluation.mark.place_hint"));
    options.error = problem;
    options.value = Sensitive<std::string>(std::string(context.request().form.text("place")));
    std::vector<web::Choice> places;
    for (std::size_t at = 0; at < marking.drawing->regions.size(); ++at) {
        const Region& region = marking.drawing->regions[at];
        if (!point_in(*marking.drawing, region)) continue;
        places.push_back({std::to_string(at), place_words(context, region.code, region.side), {}});
    }
    std::sort(places.begin(), places.end(), [&](const web::Choice& left, const web::Choice& right) {
        return context.translator().compare(left.label, right.label) < 0;
    });
    return web::post_form(
        context,
        address_of(marking),
        group(
            hidden("view", marking.drawing->view),
            web::select(context, options, places),
            actions(web::submit_button(context.text(msg("evaluation.mark.put"))))
        )
    );
}

/// What is marked already, with the way to take a mark away.
Html marks_list(PageContext& context, const Marking& marking)
{
    std::vector<Html> rows;
    for (const vault::Record& mark : marking.contents.marks) {
        if (text_of(mark, "finding") != marking.finding.id.text()) continue;
        const std::string where = place_words(context, text_of(mark, "region"), text_of(mark, "side"));
        const Url target = Url::local("/evaluations/{}/records/{}/remove", marking.evaluation.line.evaluation, mark.id);
        rows.push_back(el<"li">(
            cls("rows-entry"),
            el<"p">(where, " ", el<"small">(context.code_label("body_views", text_of(mark, "view")))),
            actions(web::action_button(context, target, context.text(msg("evaluation.mark.remove"), {{"place", where}}))
            )
        ));
    }
    const Html body =
        rows.empty() ? web::paragraph(context.text(msg("evaluation.mark.none"))) : el<"ul">(cls("rows bare"), rows);
    return web::section(context.text(msg("evaluation.mark.list")), body);
}

Html compared(PageContext& context, const Marking& marking)
{
    const Surroundings around = surroundings_of(context, marking.evaluation);
    const auto points =
        points_to_clarify(draft_of(marking.contents, around.around(marking.evaluation), region_parents(context)));
    std::vector<Html> lines;
    for (const Noticed& point : points) {
        if (point.record == marking.finding.id.text()) lines.push_back(el<"li">(context.text(message_of(point))));
    }
    if (lines.empty()) return {};
    return web::notice(web::Tone::due, context.text(msg("evaluation.quality.clarify")), el<"ul">(lines));
}

Response marks_view(PageContext& context, const Marking& marking, const std::string& problem)
{
    auto head = form_head(context, marking.evaluation, context.text(msg("evaluation.mark.heading")));
    const Html left = el<"div">(drawing_form(context, marking));
    const Html right = el<"div">(
        el<"div">(cls("section"), list_form(context, marking, problem)),
        el<"div">(cls("section"), view_form(context, marking)),
        marks_list(context, marking)
    );
    Html top = el<"p">(web::link(
        place_of(marking.evaluation, marking.finding), Sensitive<std::string>(finding_words(context, marking.finding))
    ));
    if (!problem.empty()) {
        const std::array mistakes{web::Mistake{"place", problem}};
        top += web::error_summary(context, mistakes);
    }
    return web::page(
        context,
        head,
        group(
            top,
            compared(context, marking),
            el<"div">(cls("sides"), left, right),
            el<"script">(src(web::asset_url("marks.js")), flag<"defer">(true))
        ),
        problem.empty() ? 200 : http_status(ErrorCode::invalid_input)
    );
}

std::optional<double> pixels(std::string_view text)
{
    double number = 0;
    const auto [at, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || at != text.data() + text.size() || !std::isfinite(number)) return std::nullopt;
    return number;
}

/// Where the form points, in thousandths: a place of the list, or a pixel of the image as it was shown. The corner is
/// what a browser reports when the image is pressed with the keyboard.
std::optional<Point> pointed_at(PageContext& context, const Drawing& drawing)
{
    const auto& form = context.request().form;
    const auto x = pixels(form.text("at.x"));
    const auto y = pixels(form.text("at.y"));
    if (x && y) return Point{*x * 1000.0 / drawing_width, *y * 1000.0 / shown_height(drawing)};
    std::size_t place = 0;
    const std::string_view chosen_place = form.text("place");
    const char* end = chosen_place.data() + chosen_place.size();
    const auto [at, error] = std::from_chars(chosen_place.data(), end, place);
    if (error != std::errc() || at != end || place >= drawing.regions.size()) return std::nullopt;
    return point_in(drawing, drawing.regions[place]);
}

}  // namespace

int shown_height(const Drawing& drawing)
{
    return static_cast<int>(std::lround(drawing_width * drawing.height / drawing.width));
}

std::string marks_words(const PageContext& context, const Contents& contents, std::string_view view)
{
    std::vector<std::string> words;
    for (const vault::Record& finding : contents.findings) {
        for (const vault::Record& mark : contents.marks) {
            if (text_of(mark, "finding") != finding.id.text() || text_of(mark, "view") != view) continue;
            words.push_back(
                context.translator().number(number_of(finding)) + ": "
                + place_words(context, text_of(mark, "region"), text_of(mark, "side"))
            );
        }
    }
    const std::string label = context.code_label("body_views", view);
    if (words.empty()) return context.text(msg("evaluation.mark.drawing_empty"), {{"view", label}});
    return context.text(msg("evaluation.mark.drawing"), {{"view", label}, {"marks", context.translator().list(words)}});
}

Response marks_page(PageContext& context)
{
    const auto marking = marking_in(context, context.request().query.text("view"));
    if (!marking) return web::error_page(context, marking.error());
    if (is_closed(context.records(), marking->evaluation, marking->finding.file)) {
        return Response::redirect(place_of(marking->evaluation, marking->finding));
    }
    return marks_view(context, *marking, {});
}

Response save_mark(PageContext& context)
{
    const auto marking = marking_in(context, context.request().form.text("view"));
    if (!marking) return web::error_page(context, marking.error());
    const auto point = pointed_at(context, *marking->drawing);
    if (!point) return marks_view(context, *marking, context.text(msg("evaluation.mark.choose")));
    const auto done = add_mark(
        context.records(),
        context.caller(),
        marking->evaluation,
        marking->finding,
        {marking->drawing, *point},
        context.batch()
    );
    if (!done && done.error().code == ErrorCode::invalid_input) {
        return marks_view(context, *marking, context.text(done.error().message));
    }
    if (!done) return web::error_page(context, done.error());
    return Response::redirect(address_of(*marking).with("view", marking->drawing->view));
}

Response drawing_image(PageContext& context)
{
    const auto evaluation = opened_in(context);
    if (!evaluation) return web::error_page(context, evaluation.error());
    const auto finding = finding_in(context, *evaluation);
    if (!finding) return web::error_page(context, finding.error());
    const auto contents = contents_of(context.records(), context.caller(), finding->file);
    if (!contents) return web::error_page(context, contents.error());
    const std::string view(context.path_text("view"));
    const bool all = context.request().query.has("all");
    std::vector<DrawnMark> drawn;
    for (const vault::Record& each : contents->findings) {
        for (const vault::Record& mark : contents->marks) {
            if (text_of(mark, "finding") != each.id.text() || text_of(mark, "view") != view) continue;
            drawn.push_back(
                {static_cast<double>(number_in(mark.coded, "x").value_or(0)),
                 static_cast<double>(number_in(mark.coded, "y").value_or(0)),
                 number_of(each),
                 all || each.id == finding->id}
            );
        }
    }
    std::string svg = drawing_with(view, drawn);
    if (svg.empty()) return web::error_page(context, fail(ErrorCode::not_found, "there is no such drawing"));
    Response response;
    response.body = std::move(svg);
    response.set_header("Content-Type", "image/svg+xml; charset=utf-8");
    response.compress = true;
    return response;
}

}  // namespace panoh::evaluation
