// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/evaluation/pages_parts.hpp"

#include "modules/casework/pages_events.hpp"
#include "modules/casework/pages_shared.hpp"
#include "modules/casework/store.hpp"
#include "modules/evaluation/fields.hpp"
#include "modules/evaluation/layout.hpp"
#include "modules/evaluation/pages_terms.hpp"
#include "modules/evaluation/review_records.hpp"
#include "web/pages/drafts.hpp"

#include <algorithm>

namespace panoh::evaluation {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

using access::Verb;

std::string joined(std::initializer_list<std::string> parts, std::string_view between)
{
    std::string text;
    for (const std::string& part : parts) {
        if (part.empty()) continue;
        if (!text.empty()) text += between;
        text += part;
    }
    return text;
}

std::string label_of(const PageContext& context, std::string_view list, const std::string& code)
{
    return code.empty() ? std::string() : context.code_label(list, code);
}

Html tabs_of(const PageContext& context, const Opened& evaluation, Tab current)
{
    const RecordId& id = evaluation.line.evaluation;
    const bool reads_draft = !evaluation.draft.is_none();
    const auto when = [](bool allowed, Url url) {
        return allowed ? std::optional(std::move(url)) : std::nullopt;
    };
    const web::Tab examined = is_review(evaluation) ? web::
                                      Tab{context.text(msg("review.criteria")),
                                          when(reads_draft, Url::local("/evaluations/{}/review", id)),
                                          current == Tab::criteria}
                                                    : web::Tab{
                                                        context.text(msg("evaluation.tab.findings")),
                                                        when(reads_draft, Url::local("/evaluations/{}/findings", id)),
                                                        current == Tab::findings};
    const std::vector<web::Tab> tabs{
        {context.text(msg("evaluation.tab.overview")), Url::local("/evaluations/{}", id), current == Tab::overview},
        examined,
        {context.text(msg("evaluation.tab.quality")),
         when(reads_draft, Url::local("/evaluations/{}/quality", id)),
         current == Tab::quality},
        {context.text(msg("evaluation.tab.sign")), Url::local("/evaluations/{}/sign", id), current == Tab::sign},
        {context.text(msg("evaluation.tab.team")), Url::local("/evaluations/{}/team", id), current == Tab::team},
    };
    return web::tabs(context, context.text(msg("evaluation.tab.label")), tabs);
}

web::PageHead plain_head(PageContext& context, const Opened& evaluation, std::string heading)
{
    web::PageHead head;
    const auto frame = casework::case_frame(context, evaluation.line.matter, casework::CaseTab::none);
    if (frame) head.above = frame->identity;
    head.heading = Sensitive<std::string>(std::move(heading));
    head.title = evaluation.line.number;
    head.place = web::Place::cases;
    return head;
}

std::vector<web::Choice> choices_of(std::span<const vault::Record> records, const auto& words)
{
    std::vector<web::Choice> choices;
    for (const vault::Record& record : records)
        choices.push_back({record.id.text(), words(record), {}});
    return choices;
}

std::vector<web::Choice>
choices_of_type(PageContext& context, const FileId& file, std::string_view type, const auto& words)
{
    const forms::RecordType* definition = context.records().schema().type(type);
    if (definition == nullptr || !context.records().may(context.caller(), Verb::read, file, definition->compartment)) {
        return {};
    }
    auto found = context.records().of_file(context.caller(), file, type);
    if (!found) return {};
    std::reverse(found->begin(), found->end());
    return choices_of(*found, words);
}

}  // namespace

Result<Opened> opened_in(PageContext& context)
{
    const auto id = context.path_id<RecordId>("evaluation");
    if (!id) return fail(ErrorCode::not_found, "the address names no evaluation");
    return opened(context.records(), context.caller(), *id);
}

Result<Opened> draft_in(PageContext& context)
{
    auto evaluation = opened_in(context);
    if (!evaluation) return evaluation;
    const bool missing = is_apart(context) ? evaluation->apart.is_none() : evaluation->draft.is_none();
    if (missing) return fail(ErrorCode::denied, "the reader does not work on this part of the evaluation");
    return evaluation;
}

bool is_apart(const PageContext& context)
{
    const std::string& path = context.request().path;
    return path.ends_with("/apart") || path.find("/apart/") != std::string::npos;
}

FileId file_in(const PageContext& context, const Opened& evaluation)
{
    return is_apart(context) ? evaluation.apart : evaluation.draft;
}

web::PageHead head_of(PageContext& context, const Opened& evaluation, Tab tab, std::string heading)
{
    web::PageHead head = plain_head(context, evaluation, std::move(heading));
    head.tabs = tabs_of(context, evaluation, tab);
    return head;
}

web::PageHead form_head(PageContext& context, const Opened& evaluation, std::string heading)
{
    web::PageHead head = plain_head(context, evaluation, std::move(heading));
    head.typed_text = true;
    head.tabs = el<"a">(
        cls("back-link"),
        href(home_of(evaluation)),
        context.text(msg("evaluation.back"), {{"number", evaluation.line.number}})
    );
    return head;
}

Url home_of(const Opened& evaluation)
{
    return Url::local("/evaluations/{}", evaluation.line.evaluation);
}

Url place_of(const Opened& evaluation, const vault::Record& record)
{
    const RecordId& id = evaluation.line.evaluation;
    if (record.type == "evaluation_section") {
        return Url::local("/evaluations/{}/sections/{}", id, text_of(record, "section"));
    }
    if (record.type == "finding") return Url::local("/evaluations/{}/findings/{}", id, record.id);
    if (record.type == "finding_mark") {
        return Url::local("/evaluations/{}/findings/{}", id, text_of(record, "finding"));
    }
    if (record.type == "request_for_expertise") {
        return Url::local("/evaluations/{}/requests/{}", id, record.id);
    }
    if (record.type == "review_answer") {
        return Url::local("/evaluations/{}/review/{}", id, std::string(set_of_item(text_of(record, "item"))));
    }
    if (record.type == "review_remark" || record.type == "quality_answer") {
        return Url::local("/evaluations/{}/quality", id);
    }
    if (record.type == "sign_off" || record.type == "addendum") return Url::local("/evaluations/{}/sign", id);
    if (record.type == "evaluation" || record.type == "evaluation_part") return home_of(evaluation);
    return Url::local("/evaluations/{}/records/{}", id, record.id);
}

Html state_tag(const PageContext& context, std::string_view state)
{
    const web::Tone tone = state == "signed"        ? web::Tone::ok
                           : state == "in_review"   ? web::Tone::due
                           : state == "in_progress" ? web::Tone::info
                                                    : web::Tone::neutral;
    return web::tag(tone, context.code_label("evaluation_states", state));
}

std::string finding_words(const PageContext& context, const vault::Record& finding)
{
    const std::string kind = text_of(finding, "kind");
    const std::string what =
        kind == "other" ? text_of(finding, "kind_other") : label_of(context, "finding_kinds", kind);
    const std::string where = joined(
        {label_of(context, "body_regions", text_of(finding, "region")),
         label_of(context, "body_sides", text_of(finding, "side"))},
        ", "
    );
    const std::string number = context.translator().number(number_of(finding));
    const std::string presence = text_of(finding, "presence");
    const std::string absent = presence == "found" ? "" : label_of(context, "finding_presence", presence);
    // What was looked for and not found often has no place: then the system says where.
    const std::string system =
        what.empty() && where.empty() ? label_of(context, "body_systems", text_of(finding, "system")) : std::string();
    return joined({number, absent, what, where, system}, " · ");
}

std::string sitting_words(const PageContext& context, const vault::Record& sitting)
{
    return joined({context.translator().date_short(text_of(sitting, "held_on")), text_of(sitting, "began")}, ", ");
}

std::string element_words(const PageContext& context, const vault::Record& element)
{
    const std::string presence = text_of(element, "presence");
    return joined(
        {context.translator().number(number_of(element)),
         label_of(context, "psychological_elements", text_of(element, "element")),
         label_of(context, "mental_status_aspects", text_of(element, "aspect")),
         presence == "found" ? std::string() : label_of(context, "finding_presence", presence)},
        " · "
    );
}

std::string degree_words(const PageContext& context, std::optional<Degree> degree)
{
    if (!degree) return context.text(msg("evaluation.no_degree"));
    std::string label = context.code_label("consistency", code_of(*degree));
    if (has_confirmed(context, "consistency")) return label;
    return context.text(msg("pages.form.to_be_confirmed"), {{"label", label}});
}

std::string section_words(const PageContext& context, const Opened& evaluation, std::string_view code)
{
    const auto sections = sections_of(context.records().schema(), layout_of(evaluation.record.coded));
    const auto found = std::ranges::find(sections, code, &LayoutSection::code);
    return found == sections.end() ? context.code_label("report_sections", code) : context.text(found->heading);
}

std::string type_words(const PageContext& context, std::string_view type)
{
    return context.text(MessageId("type." + std::string(type) + ".label"));
}

std::vector<web::Choice>
choices_in(PageContext& context, const Opened& evaluation, const FileId& file, const forms::Field& field)
{
    if (field.to == "user") return web::staff_choices(context);
    const auto finding = [&](const vault::Record& record) {
        return finding_words(context, record);
    };
    const auto element = [&](const vault::Record& record) {
        return element_words(context, record);
    };
    const auto titled = [&](const vault::Record& record) {
        return casework::title_of(context, record);
    };
    if (field.to == "sitting") {
        return choices_of_type(context, evaluation.draft, "sitting", [&](const vault::Record& record) {
            return sitting_words(context, record);
        });
    }
    if (field.to == "finding") return choices_of_type(context, file, "finding", finding);
    if (field.to == "request_for_expertise") {
        return choices_of_type(context, evaluation.line.file, "request_for_expertise", titled);
    }
    if (field.to == "act") {
        const auto head = casework::case_head(context.records(), context.caller(), evaluation.line.matter);
        return head ? choices_of_type(context, head->file, "act", titled) : std::vector<web::Choice>{};
    }
    if (field.name == "about") {
        auto choices = choices_of_type(context, file, "finding", finding);
        const auto more = choices_of_type(context, file, "psychological_finding", element);
        choices.insert(choices.end(), more.begin(), more.end());
        return choices;
    }
    if (field.name == "photo" || field.name == "report") {
        return choices_of_type(context, file, "attachment_draft", titled);
    }
    return {};
}

Around Surroundings::around(const Opened& evaluation) const
{
    Around made;
    made.evaluation = &evaluation.record;
    made.requests = requests;
    made.signatures = signatures;
    made.acts = acts;
    made.sex = sex;
    made.birth = birth;
    made.death = death;
    return made;
}

Surroundings surroundings_of(PageContext& context, const Opened& evaluation)
{
    Surroundings found;
    const auto caller = context.caller();
    const auto& records = context.records();
    const auto take = [&](const FileId& file, std::string_view type) {
        const forms::RecordType* definition = records.schema().type(type);
        if (definition == nullptr || !records.may(caller, Verb::read, file, definition->compartment)) {
            return std::vector<vault::Record>{};
        }
        auto all = records.of_file(caller, file, type);
        return all ? std::move(*all) : std::vector<vault::Record>{};
    };
    found.requests = take(evaluation.line.file, "request_for_expertise");
    found.signatures = take(evaluation.line.file, "sign_off");
    const auto head = casework::case_head(records, caller, evaluation.line.matter);
    if (head) found.acts = take(head->file, "act");
    std::erase_if(found.acts, [&](const vault::Record& act) {
        return text_of(act, "person") != evaluation.line.person.text();
    });
    const auto person_file = casework::file_of_person(records, evaluation.line.person);
    if (!person_file || !records.may(caller, Verb::read, *person_file, forms::Compartment::core)) return found;
    const auto person = records.read(caller, evaluation.line.person);
    if (!person) return found;
    found.sex = text_of(*person, "sex");
    found.birth = text_of(*person, "birth");
    found.death = text_of(*person, "deceased_on");
    return found;
}

std::vector<std::string> body_systems(const PageContext& context)
{
    std::vector<std::string> systems;
    for (const web::Choice& system : casework::code_choices(context, "body_systems"))
        systems.push_back(system.value);
    return systems;
}

std::vector<std::pair<std::string, std::string>> region_parents(const PageContext& context)
{
    std::vector<std::pair<std::string, std::string>> parents;
    const forms::CodeList* regions = context.records().schema().list("body_regions");
    for (const forms::Code& region : regions->codes) {
        if (!region.parent.empty()) parents.emplace_back(region.code, region.parent);
    }
    return parents;
}

FormStart
start_of(const PageContext& context, std::string_view draft, const forms::Submission& stored, std::uint32_t base)
{
    const auto kept = context.request().query.has("fresh") ? std::nullopt : web::load_draft(context, draft);
    if (!kept) return {stored, base, false};
    return {*kept, web::base_of_draft(*kept, base), true};
}

Html draft_notice(const PageContext& context, const FormStart& start, const Url& fresh)
{
    if (!start.from_draft) return {};
    const Html body = el<"p">(web::link(fresh.with("fresh", 1), context.text(msg("evaluation.draft.start_anew"))));
    return web::notice(web::Tone::info, context.text(msg("evaluation.draft.kept")), body);
}

std::vector<web::Mistake> mistakes_of(const PageContext& context, std::span<const forms::FormProblem> problems)
{
    return casework::mistakes_of(context, problems);
}

std::string mistake_at(const PageContext& context, std::span<const forms::FormProblem> problems, std::string_view field)
{
    for (const forms::FormProblem& problem : problems) {
        if (problem.field == field) return context.text(problem.message);
    }
    return {};
}

Html actions(const Html& buttons)
{
    return el<"div">(cls("actions"), buttons);
}

}  // namespace panoh::evaluation
