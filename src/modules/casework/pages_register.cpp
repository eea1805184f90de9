// SPDX-License-Identifier: AGPL-3.0-or-later
// Registering a case without a call, and adding a person to a case.
#include "modules/casework/find.hpp"
#include "modules/casework/pages.hpp"
#include "modules/casework/pages_find.hpp"
#include "modules/casework/pages_shared.hpp"
#include "modules/casework/registering.hpp"
#include "modules/casework/service.hpp"

#include <algorithm>

namespace panoh::casework {

namespace {

using web::Choice;
using web::Html;
using web::Url;
using namespace html;

/// What both forms show.
struct PersonForm {
    const forms::Submission& values;
    std::span<const forms::FormProblem> problems;
};

std::string problem_of(const PageContext& context, const PersonForm& form, std::string_view input)
{
    const auto found = std::find_if(form.problems.begin(), form.problems.end(), [&](const forms::FormProblem& each) {
        return each.field == input;
    });
    return found == form.problems.end() ? std::string() : context.text(found->message);
}

Html name_box(const PageContext& context, const PersonForm& form, std::string_view part, MessageId label)
{
    const std::string input = "names.0." + std::string(part);
    return el<"div">(
        cls("field"),
        el<"label">(cls("field-label"), a<"for">(input), context.text(label)),
        el<"input">(
            cls("input"),
            a<"type">("text"),
            id(input),
            name(input),
            value(form.values.first(input)),
            a<"autocomplete">("off"),
            a<"spellcheck">("false"),
            data<"suggest">(Url::local("/find/people-like").text()),
            data<"suggest-target">("#people-like")
        )
    );
}

/// The name with a check for duplicates while it is typed.
Html name_boxes(const PageContext& context, const PersonForm& form)
{
    std::vector<Choice> kinds = code_choices(context, "name_kinds");
    web::InputOptions kind;
    kind.name = "names.0.kind";
    kind.label = context.text(msg("casework.register.name_kind"));
    kind.value = Sensitive<std::string>(std::string(form.values.first("names.0.kind")));
    return el<"fieldset">(
        cls("field"),
        id("names"),
        el<"legend">(cls("field-label"), context.text(msg("casework.register.name"))),
        el<"p">(cls("field-hint"), context.text(msg("casework.register.name_hint"))),
        el<"div">(
            cls("field-row"),
            name_box(context, form, "given", msg("casework.register.given")),
            name_box(context, form, "patronymic", msg("casework.register.patronymic")),
            name_box(context, form, "family", msg("casework.register.family")),
            name_box(context, form, "other", msg("casework.register.other"))
        ),
        web::select(context, kind, kinds),
        el<"div">(cls("suggestions"), id("people-like"), aria<"live">("polite"))
    );
}

/// What can wait: folded at the end of the form.
bool can_wait(std::string_view field)
{
    return field == "languages" || field == "interpreter" || field == "next_review_on" || field == "wishes";
}

Html typed_fields(PageContext& context, const PersonForm& form, std::string_view type, bool later = false)
{
    web::FormView view;
    view.type = context.records().schema().type(type);
    view.values = &form.values;
    view.problems = form.problems;
    view.choices = [&context](const forms::Field& field) {
        return choices_for(context, FileId{}, field);
    };
    Html out;
    for (const std::string& field : registered_fields(type)) {
        if (can_wait(field) == later) out += web::form_field(context, view, field);
    }
    return out;
}

Html consent_question(const PageContext& context, const PersonForm& form)
{
    web::InputOptions options;
    options.name = consent_input;
    options.label = context.text(msg("casework.register.may_keep"));
    options.hint = context.text(msg("casework.register.may_keep_hint"));
    options.error = problem_of(context, form, consent_input);
    options.value = Sensitive<std::string>(std::string(form.values.first(consent_input)));
    const std::array choices{
        Choice{"yes", context.text(msg("casework.register.keep_yes")), {}},
        Choice{"not_asked", context.text(msg("casework.register.keep_not_asked")), {}},
    };
    return web::radios(context, options, choices);
}

/// Possible duplicates, with the choice to take the file that is there.
Html duplicates(PageContext& context, const PersonForm& form, const Findings& findings)
{
    if (findings.hits.empty() && findings.elsewhere.empty()) return {};
    Html out = found_people(context, findings);
    std::vector<Choice> choices{{"", context.text(msg("casework.register.another_person")), {}}};
    for (const Hit& hit : findings.hits) {
        if (hit.kind != Hit::Kind::person) continue;
        choices.push_back({hit.record.text(), hit.number + " · " + hit.name.reveal(), {}});
    }
    if (choices.size() > 1) {
        web::InputOptions options;
        options.name = known_person_input;
        options.label = context.text(msg("casework.register.same_person"));
        options.value = Sensitive<std::string>(std::string(form.values.first(known_person_input)));
        out += web::radios(context, options, choices);
    }
    out += el<"input">(a<"type">("hidden"), name(checked_input), value("yes"));
    return out;
}

Html save_bar(const PageContext& context, MessageId label, const Url& back)
{
    return el<"div">(
        cls("actions"),
        web::submit_button(context.text(label)),
        el<"a">(cls("button button-quiet"), href(back), context.text(msg("casework.form.cancel")))
    );
}

Response register_page(PageContext& context, const PersonForm& form, const Findings& findings, int status)
{
    const Html body = group(
        web::error_summary(context, mistakes_of(context, form.problems)),
        duplicates(context, form, findings),
        el<"h2">(context.text(msg("casework.register.person"))),
        name_boxes(context, form),
        typed_fields(context, form, "person"),
        consent_question(context, form),
        el<"h2">(context.text(msg("casework.register.case"))),
        typed_fields(context, form, "case"),
        typed_fields(context, form, "case_summary"),
        web::details(
            context.text(msg("casework.register.more")),
            group(
                typed_fields(context, form, "person", true),
                typed_fields(context, form, "case", true),
                typed_fields(context, form, "case_summary", true)
            )
        ),
        save_bar(context, msg("casework.register.open"), Url::local("/cases"))
    );
    web::PageHead head;
    head.heading = Sensitive<std::string>(context.text(msg("casework.register.title")));
    head.title = context.text(msg("casework.register.title"));
    head.place = web::Place::cases;
    head.typed_text = true;
    return web::page(context, head, web::post_form(context, Url::local("/cases/new"), body), status);
}

Findings duplicates_of(PageContext& context, const forms::Submission& values)
{
    const std::string typed = name_in_form(values);
    return typed.empty() ? Findings{} : people_like(context.records(), context.caller(), typed);
}

std::vector<Choice> role_choices(const PageContext& context)
{
    return code_choices(context, "person_roles");
}

Response person_form_page(
    PageContext& context, const CaseFrame& frame, const PersonForm& form, const Findings& findings, int status
)
{
    web::InputOptions role;
    role.name = "role";
    role.label = context.text(msg("type.participation.field.role.label"));
    role.value = Sensitive<std::string>(std::string(form.values.first("role")));
    role.error = problem_of(context, form, "role");
    web::InputOptions relation;
    relation.name = "relation_type";
    relation.label = context.text(msg("type.participation.field.relation_type.label"));
    relation.hint = context.text(msg("casework.people.relation_hint"));
    relation.optional = true;
    relation.value = Sensitive<std::string>(std::string(form.values.first("relation_type")));
    const Url target = Url::local("/cases/{}/people/new", frame.head.record);
    const Html body = group(
        web::error_summary(context, mistakes_of(context, form.problems)),
        duplicates(context, form, findings),
        web::radios(context, role, role_choices(context)),
        web::select(context, relation, code_choices(context, "relations")),
        name_boxes(context, form),
        typed_fields(context, form, "person"),
        consent_question(context, form),
        web::details(context.text(msg("casework.register.more")), typed_fields(context, form, "person", true)),
        save_bar(context, msg("casework.people.save"), Url::local("/cases/{}/people", frame.head.record))
    );
    auto head = frame.page(Sensitive<std::string>(context.text(msg("casework.people.add"))));
    head.typed_text = true;
    return web::page(context, head, web::post_form(context, target, body), status);
}

}  // namespace

Response start_registering(PageContext& context)
{
    const Html search = el<"form">(
        cls("form"),
        a<"method">("post"),
        action(Url::local("/find")),
        context.form_token(),
        find_box(context, {}, {}),
        el<"div">(cls("actions"), web::submit_button(context.text(msg("casework.find.button"))))
    );
    const Html without_name = el<"form">(
        a<"method">("post"),
        action(Url::local("/cases/new/form")),
        context.form_token(),
        el<"button">(
            cls("button button-quiet"), a<"type">("submit"), context.text(msg("casework.register.without_name"))
        )
    );
    web::PageHead head;
    head.heading = Sensitive<std::string>(context.text(msg("casework.register.title")));
    head.title = context.text(msg("casework.register.title"));
    head.place = web::Place::cases;
    head.typed_text = true;
    return web::page(
        context, head, group(web::paragraph(context.text(msg("casework.register.search_first"))), search, without_name)
    );
}

Response show_register_form(PageContext& context)
{
    const auto start = start_of_registration(context.request().form.text(words_input), context.actor().user);
    return register_page(context, {start, {}}, duplicates_of(context, start), 200);
}

Response register_case(PageContext& context)
{
    const forms::Submission sent = context.submission();
    const bool checked = sent.first(checked_input) == "yes";
    const Findings found = duplicates_of(context, sent);
    // Shown once before saving; it never blocks.
    if (!checked && !(found.hits.empty() && found.elsewhere.empty())) {
        return register_page(context, {sent, {}}, found, 200);
    }
    const auto registered = register_from(context.records(), context.caller(), sent, context.batch());
    if (!registered) return web::error_page(context, registered.error());
    if (!registered->opened) return register_page(context, {sent, registered->problems}, found, 422);
    return Response::redirect(Url::local("/cases/{}", registered->opened->record));
}

Response new_person_form(PageContext& context)
{
    const auto frame = case_frame(context, context.path_record(), CaseTab::people);
    if (!frame) return web::error_page(context, frame.error());
    const auto start = start_of_registration({}, {});
    return person_form_page(context, *frame, {start, {}}, {}, 200);
}

Response save_new_person(PageContext& context)
{
    const auto frame = case_frame(context, context.path_record(), CaseTab::people);
    if (!frame) return web::error_page(context, frame.error());
    const forms::Submission sent = context.submission();
    const Findings found = duplicates_of(context, sent);
    if (sent.first(checked_input) != "yes" && !(found.hits.empty() && found.elsewhere.empty())) {
        return person_form_page(context, *frame, {sent, {}}, found, 200);
    }
    std::vector<forms::FormProblem> problems;
    const auto caller = context.caller();
    CasePerson person = person_from(context.records(), caller, sent, problems);
    person.role = sent.first("role");
    person.relation_type = sent.first("relation_type");
    const forms::Schema& schema = context.records().schema();
    if (schema.list("person_roles")->find(person.role) == nullptr) {
        problems.push_back(
            {"role", {msg("forms.error.required"), {{"label", msg("type.participation.field.role.label")}}}}
        );
    }
    if (!person.relation_type.empty() && schema.list("relations")->find(person.relation_type) == nullptr) {
        person.relation_type.clear();
    }
    if (!problems.empty()) return person_form_page(context, *frame, {sent, problems}, found, 422);
    const auto added = add_person(context.records(), caller, frame->head.file, context.batch(), std::move(person));
    if (!added) return web::error_page(context, added.error());
    // Whoever adds a person need not be let into what is kept of them.
    const bool opens = context.records().read(context.caller(), *added).has_value();
    return Response::redirect(
        opens ? Url::local("/people/{}", *added) : Url::local("/cases/{}/people", frame->head.record)
    );
}

}  // namespace panoh::casework
