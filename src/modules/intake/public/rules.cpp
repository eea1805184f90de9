// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/intake/public/rules.hpp"

#include "forms/labels.hpp"
#include "forms/typed.hpp"

#include <algorithm>

namespace panoh::intake {

namespace {

namespace json = boost::json;

/// Leaves room in the words of an account for the time that is put after them.
constexpr std::size_t longest_text = 19'000;
constexpr std::size_t longest_line = 500;

/// What an input may hold and what it is called.
struct Input {
    std::string_view name;
    MessageId label;
    std::optional<MessageId> missing = std::nullopt;  ///< what is said when an answer is needed and there is none
};

/// Reads inputs of one page.
class PageReader {
public:
    PageReader(const forms::Submission& typed, json::object& answers)
        : typed_(&typed)
        , answers_(&answers)
    {}

    void text(const Input& input, std::size_t longest)
    {
        const std::string_view raw = typed_->first(input.name);
        const auto text = forms::normalised(raw);
        keep(input.name, text ? *text : std::string(raw));
        if (!text) return complain(input, msg("forms.error.characters"));
        if (text->empty() && input.missing) return complain(input, *input.missing);
        const std::size_t length = forms::length_of(*text);
        if (length > longest) too_long(input, static_cast<std::int64_t>(length), static_cast<std::int64_t>(longest));
    }

    void choice(const Input& input, std::span<const std::string_view> codes)
    {
        const std::string_view chosen = typed_->first(input.name);
        const bool known = std::find(codes.begin(), codes.end(), chosen) != codes.end();
        keep(input.name, known ? std::string(chosen) : std::string());
        if (!known && input.missing) complain(input, *input.missing);
    }

    void choices(const Input& input, std::span<const std::string_view> codes)
    {
        json::array chosen;
        for (const std::string_view code : codes) {
            if (typed_->contains(input.name, code)) chosen.emplace_back(code);
        }
        answers_->erase(input.name);
        if (!chosen.empty()) (*answers_)[input.name] = std::move(chosen);
    }

    void drop(std::string_view name) { answers_->erase(name); }
    void complain(const Input& input, MessageId id)
    {
        problems_.push_back({std::string(input.name), {std::move(id), {{"label", input.label}}}});
    }
    [[nodiscard]] std::string answer(std::string_view name) const { return text_at(*answers_, name); }
    [[nodiscard]] std::vector<forms::FormProblem> take() && { return std::move(problems_); }

private:
    void keep(std::string_view name, std::string value)
    {
        answers_->erase(name);
        if (!value.empty()) (*answers_)[name] = std::move(value);
    }
    void too_long(const Input& input, std::int64_t length, std::int64_t limit)
    {
        problems_.push_back(
            {std::string(input.name),
             {msg("forms.error.too_long"), {{"label", input.label}, {"length", length}, {"limit", limit}}}}
        );
    }

    const forms::Submission* typed_;
    json::object* answers_;
    std::vector<forms::FormProblem> problems_;
};

constexpr std::array<std::string_view, 3> danger_answers{"yes", "no", "unsure"};
constexpr std::array<std::string_view, 3> reach_answers{"receipt", "phone", "other"};
constexpr std::array<std::string_view, 2> keep_answers{"yes", "not_asked"};
constexpr std::array<std::string_view, 3> pass_on_answers{"yes_named", "yes_unnamed", "no"};
constexpr std::string_view no_region = "refused";

void read_where(PageReader& reader, std::span<const std::string> regions)
{
    std::vector<std::string_view> codes(regions.begin(), regions.end());
    codes.push_back(no_region);
    reader.choice({"region", msg("request.where.region")}, codes);
    reader.text({"place", msg("request.where.place")}, longest_line);
}

/// A number and words about it are kept only for the way that was chosen.
void read_reach(PageReader& reader)
{
    reader.choice({"reach", msg("request.reach.heading"), msg("request.problem.choose")}, reach_answers);
    const std::string way = reader.answer("reach");
    Input phone{"phone", msg("request.reach.phone")};
    Input words{"reach_words", msg("request.reach.words")};
    if (way == "phone") phone.missing = msg("request.problem.no_number");
    if (way == "other") words.missing = msg("request.problem.no_way");
    reader.text({"name", msg("request.reach.name")}, longest_line);
    reader.text(phone, longest_line);
    reader.text(words, longest_line);
    const std::string number = reader.answer("phone");
    if (way == "phone" && !number.empty() && !forms::is_phone(number)) reader.complain(phone, msg("forms.error.phone"));
    if (way == "receipt") reader.drop("reach_words");
    if (way == "receipt" && !number.empty()) reader.complain(phone, msg("request.problem.reach_and_number"));
}

void read_keep(PageReader& reader)
{
    reader.choice({"keep", msg("request.keep.heading"), msg("request.problem.choose")}, keep_answers);
    const bool kept = reader.answer("keep") == "yes";
    Input pass_on{"pass_on", msg("request.pass_on.label")};
    if (kept) pass_on.missing = msg("request.problem.choose_pass_on");
    reader.choice(pass_on, pass_on_answers);
    if (!kept) reader.drop("pass_on");
}

void add_missing(forms::Submission& form, std::string_view field, std::string_view why)
{
    form.add(std::string(field) + ".why", std::string(why));
}

void add_wishes(forms::Submission& form, const json::object& answers)
{
    const std::string keep = text_at(answers, "keep");
    form.add("keep", keep.empty() ? "not_asked" : keep);
    const std::string pass_on = text_at(answers, "pass_on");
    if (!pass_on.empty()) form.add("pass_on", pass_on);
    if (pass_on.starts_with("yes")) form.add("pass_on_to", "coalition");
    const std::string way = text_at(answers, "reach");
    const bool has_way = way == "phone" || way == "other";
    form.add(
        "may_call_back",
        !has_way                                             ? "no"
        : way == "phone" && !answers.contains("reach_words") ? "yes"
                                                             : "as_agreed"
    );
    if (!has_way) return;
    form.add("phone", text_at(answers, "phone"));
    form.add("safe_contact", text_at(answers, "reach_words"));
}

/// The words of an account end with the time when it happened, as it was typed.
std::string words_of_request(const json::object& answers, const std::string& when_label)
{
    std::string words = text_at(answers, "words");
    const std::string when = text_at(answers, "when");
    if (!when.empty()) words += (words.empty() ? "" : "\n\n") + when_label + " " + when;
    return words;
}

forms::Submission without(const forms::Submission& form, const std::string& field)
{
    forms::Submission left;
    for (const auto& [name, value] : form.entries()) {
        if (name != field && !name.starts_with(field + ".")) left.add(name, value);
    }
    return left;
}

/// The field that an input belongs to.
std::string field_of(const std::string& input)
{
    return input.substr(0, input.find('.'));
}

/// The same form with the fields left out that cannot be read; what must be answered becomes "unknown".
forms::Submission
mended(const forms::RecordType& type, forms::Submission form, const std::vector<forms::FormProblem>& problems)
{
    for (const forms::FormProblem& problem : problems) {
        const std::string name = field_of(problem.field);
        const std::string raw(form.first(name));
        form = without(form, name);
        if (name == "phone" && !raw.empty()) {
            const std::string words(form.first("safe_contact"));
            form = without(form, "safe_contact");
            form.add("safe_contact", words.empty() ? raw : raw + "\n" + words);
        }
        const forms::Field* field = type.find(name);
        if (field == nullptr || !field->required) continue;
        if (field->can_be_missing) {
            add_missing(form, name, "unknown");
        } else {
            form.add(name, name == "caller_kind" ? "anonymous" : "not_asked");
        }
    }
    return form;
}

/// Reads one half of the form, once more without what could not be read.
forms::FormResult read_half(
    const forms::Schema& schema, std::string_view name, forms::Submission& form, const forms::ReadContext& context
)
{
    const forms::RecordType* type = schema.type(name);
    PANOH_CHECK(type != nullptr);
    forms::FormResult result = forms::read_form(*type, schema, form, context);
    if (result.problems.empty()) return result;
    form = mended(*type, std::move(form), result.problems);
    return forms::read_form(*type, schema, form, context);
}

}  // namespace

std::vector<forms::FormProblem> read_request_step(
    RequestStep step, const forms::Submission& typed, std::span<const std::string> regions, json::object& answers
)
{
    PageReader reader(typed, answers);
    switch (step) {
    case RequestStep::who:
        reader.choice({"who", msg("request.who.heading"), msg("request.problem.choose")}, request_callers);
        break;
    case RequestStep::danger:
        reader.choice({"danger", msg("request.danger.heading"), msg("request.problem.choose")}, danger_answers);
        break;
    case RequestStep::words:
        reader.text({"words", msg("request.words.heading"), msg("request.problem.no_words")}, longest_text);
        break;
    case RequestStep::where:
        read_where(reader, regions);
        break;
    case RequestStep::when:
        reader.text({"when", msg("request.when.heading")}, longest_line);
        break;
    case RequestStep::needs:
        reader.choices({"needs", msg("request.needs.heading")}, request_needs);
        break;
    case RequestStep::reach:
        read_reach(reader);
        break;
    case RequestStep::keep:
        read_keep(reader);
        break;
    case RequestStep::files:
    case RequestStep::check:
        break;
    }
    return std::move(reader).take();
}

std::optional<RequestStep> step_after(RequestStep step, bool takes_files)
{
    if (step == RequestStep::check) return std::nullopt;
    const auto next = static_cast<RequestStep>(static_cast<int>(step) + 1);
    return next == RequestStep::files && !takes_files ? RequestStep::check : next;
}

std::optional<RequestStep> step_before(RequestStep step, bool takes_files)
{
    if (step == RequestStep::who) return std::nullopt;
    const auto previous = static_cast<RequestStep>(static_cast<int>(step) - 1);
    return previous == RequestStep::files && !takes_files ? RequestStep::keep : previous;
}

RequestStep first_open_step(const json::object& answers, std::span<const std::string> regions)
{
    forms::Submission given;
    for (const auto& [name, value] : answers) {
        if (value.is_string()) given.add(std::string(name), std::string(value.as_string()));
    }
    for (const std::string& need : codes_at(answers, "needs"))
        given.add("needs", need);
    for (auto step = std::optional(RequestStep::who); step; step = step_after(*step, false)) {
        json::object read;
        if (!read_request_step(*step, given, regions, read).empty()) return *step;
    }
    return RequestStep::check;
}

bool says_danger(const json::object& answers)
{
    return text_at(answers, "danger") == "yes";
}

forms::Submission call_form_of(const json::object& answers, const std::string& language, const std::string& when_label)
{
    forms::Submission form;
    form.add("channel", "web_form");
    form.add("caller_kind", text_at(answers, "who"));
    if (!language.empty()) form.add("language", language);
    const std::string region = text_at(answers, "region");
    if (region.empty() || region == no_region) {
        add_missing(form, "region", region.empty() ? "unknown" : "refused");
    } else {
        form.add("region", region);
    }
    const std::string danger = text_at(answers, "danger");
    if (danger == "yes" || danger == "no") {
        form.add("danger_now", danger);
    } else {
        add_missing(form, "danger_now", "unknown");
    }
    const auto needs = codes_at(answers, "needs");
    for (const std::string& need : needs)
        form.add("needs", need);
    if (needs.empty()) add_missing(form, "needs", "unknown");
    add_wishes(form, answers);
    form.add("words", words_of_request(answers, when_label));
    form.add("place", text_at(answers, "place"));
    const std::string name = text_at(answers, "name");
    if (!name.empty()) {
        form.add("caller_name.0.kind", "used");
        form.add("caller_name.0.given", name);
    }
    return form;
}

CallBoxes boxes_of_request(const forms::Schema& schema, forms::Submission form, const forms::ReadContext& context)
{
    forms::FormResult contact = read_half(schema, "contact", form, context);
    forms::FormResult account = read_half(schema, "contact_account", form, context);
    return {std::move(contact.coded), std::move(account.content)};
}

json::object answers_of_stray(std::string words)
{
    return {{"who", "other"}, {"words", std::move(words)}, {"keep", "not_asked"}, {"reach", "receipt"}};
}

}  // namespace panoh::intake
