// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/reports/pages_wish.hpp"

#include "base/bytes.hpp"
#include "base/text.hpp"
#include "forms/edtf.hpp"
#include "modules/casework/pages_printing.hpp"

#include <algorithm>
#include <array>

namespace panoh::reports {

namespace {

using casework::PaperDecision;
using html::Html;
using web::Choice;
using web::PageContext;
using web::Response;
using namespace html;

std::vector<std::string> languages_of(const PageContext& context)
{
    std::vector<std::string> codes;
    for (const auto& [code, name] : context.services().catalogues->native_language_names())
        codes.push_back(code);
    return codes;
}

MessageId words_for(Naming naming)
{
    return naming == Naming::identified ? msg("documents.naming.identified") : msg("documents.naming.pseudonymised");
}

/// The inputs of the form, with what was typed; a password is never shown again.
class Inputs {
public:
    Inputs(const PageContext& context, const DocumentPage& page, const std::vector<WishProblem>& problems)
        : context_(&context)
        , page_(&page)
        , problems_(&problems)
    {}

    [[nodiscard]] Html all() const
    {
        return group(
            kind(),
            letter(),
            words(),
            web::radios(
                *context_,
                options("language", msg("documents.language"), context_->translator().language()),
                languages()
            ),
            web::radios(*context_, options("format", msg("documents.format"), as_pdf), formats()),
            web::radios(*context_, options("audience", msg("casework.print.audience"), "inside"), audiences()),
            web::select(*context_, recipient(), casework::recipients_with_purpose(*context_)),
            web::text_input(*context_, recipient_name()),
            web::radios(*context_, options("naming", msg("casework.print.level"), "pseudonymised"), namings()),
            web::text_input(*context_, password()),
            el<"div">(cls("actions"), web::submit_button(context_->text(msg("documents.make"))))
        );
    }

private:
    [[nodiscard]] web::InputOptions
    options(std::string_view input, const MessageId& label, std::string_view preset) const
    {
        const web::Parameters& sent = context_->request().form;
        web::InputOptions made;
        made.name = input;
        made.label = context_->text(label);
        made.value = Sensitive<std::string>(std::string(sent.has(input) ? sent.text(input) : preset));
        for (const WishProblem& problem : *problems_) {
            if (problem.input == input) made.error = context_->text(problem.sentence);
        }
        return made;
    }
    [[nodiscard]] bool offers(std::string_view kind) const
    {
        return std::ranges::find(page_->kinds, kind, &Choice::value) != page_->kinds.end();
    }
    [[nodiscard]] Html kind() const
    {
        if (page_->kinds.empty()) return {};
        return web::radios(*context_, options("kind", msg("documents.kind"), page_->kinds.front().value), page_->kinds);
    }
    /// Free words of an evidence list may name who gave something; they are in it only when somebody says so.
    [[nodiscard]] Html words() const
    {
        if (!offers(evidence_kind)) return {};
        const std::vector<Choice> choices{
            {"out", context_->text(msg("documents.words.out")), {}},
            {"included", context_->text(msg("documents.words.included")), context_->text(msg("documents.words.hint"))}};
        return web::radios(*context_, options("words", msg("documents.words"), "out"), choices);
    }
    [[nodiscard]] Html letter() const
    {
        if (!offers(referral_kind)) return {};
        auto letter = options("letter", msg("documents.letter"), {});
        letter.hint = context_->text(msg("documents.letter_hint"));
        letter.lines = letter_lines;
        letter.optional = true;
        return web::text_input(*context_, letter);
    }
    [[nodiscard]] std::vector<Choice> languages() const
    {
        std::vector<Choice> choices;
        for (const auto& [code, name] : context_->services().catalogues->native_language_names())
            choices.push_back({code, name, {}});
        return choices;
    }
    [[nodiscard]] std::vector<Choice> formats() const
    {
        return {
            {std::string(as_pdf), context_->text(msg("documents.pdf")), context_->text(msg("documents.pdf_hint"))},
            {std::string(as_docx), context_->text(msg("documents.docx")), context_->text(msg("documents.docx_hint"))}};
    }
    [[nodiscard]] std::vector<Choice> audiences() const
    {
        return {
            {"inside", context_->text(msg("casework.print.inside")), {}},
            {"outside",
             context_->text(msg("casework.print.outside")),
             context_->text(msg("casework.print.outside_hint"))}};
    }
    [[nodiscard]] std::vector<Choice> namings() const
    {
        return {
            {"pseudonymised",
             context_->text(msg("documents.naming.pseudonymised")),
             context_->text(msg("documents.naming.pseudonymised_hint"))},
            {"identified", context_->text(msg("documents.naming.identified")), {}}};
    }
    [[nodiscard]] web::InputOptions recipient() const
    {
        auto made = options("recipient", msg("casework.print.recipient"), {});
        made.optional = true;
        return made;
    }
    [[nodiscard]] web::InputOptions recipient_name() const
    {
        auto made = options("recipient_name", msg("casework.print.recipient_name"), {});
        made.optional = true;
        return made;
    }
    [[nodiscard]] web::InputOptions password() const
    {
        auto made = options("password", msg("documents.password"), {});
        made.value = {};
        made.hint = context_->text(msg("documents.password_hint"));
        made.optional = true;
        return made;
    }

    static constexpr int letter_lines = 5;

    const PageContext* context_;
    const DocumentPage* page_;
    const std::vector<WishProblem>* problems_;
};

/// The page stays while the file is saved, and the same form makes the next one: it may be sent again at once.
Html form_of(const PageContext& context, const DocumentPage& page, const Html& inputs)
{
    return el<"form">(
        cls("form"),
        a<"method">("post"),
        action(page.action),
        a<"accept-charset">("utf-8"),
        a<"autocomplete">("off"),
        flag<"novalidate">(true),
        data<"repeat">(""),
        context.form_start(page.action),
        inputs
    );
}

}  // namespace

Wish sent_wish(const PageContext& context, std::set<forms::Compartment> drawn)
{
    const web::Parameters& sent = context.request().form;
    Wish wish;
    wish.kind = sent.text("kind");
    wish.letter = with_unix_line_ends(trimmed(sent.text("letter")));
    wish.with_words = sent.text("words") == "included";
    wish.language = sent.text("language");
    wish.format = sent.text("format");
    wish.naming = sent.text("naming") == "identified" ? Naming::identified : Naming::pseudonymised;
    wish.paper.outside = sent.text("audience") != "inside";
    wish.paper.recipient = sent.text("recipient");
    wish.paper.recipient_name = Sensitive<std::string>(std::string(trimmed(sent.text("recipient_name"))));
    wish.paper.level =
        wish.naming == Naming::identified ? casework::IdentityLevel::full : casework::IdentityLevel::none;
    wish.paper.drawn = std::move(drawn);
    wish.password = Sensitive<std::string>(std::string(sent.text("password")));
    return wish;
}

Response wish_page(
    PageContext& context,
    const DocumentPage& page,
    const std::vector<WishProblem>& problems,
    const PaperDecision& decision
)
{
    std::vector<web::Mistake> mistakes;
    for (const WishProblem& problem : problems)
        mistakes.push_back({problem.input, context.text(problem.sentence)});
    web::PageHead head = page.head;
    head.typed_text = true;
    const bool is_well = problems.empty() && decision.allowed();
    const Html body = group(
        mistakes.empty() ? Html() : web::error_summary(context, mistakes),
        casework::obstacles_notice(context, decision),
        page.before,
        web::paragraph(page.explanation),
        web::notice(
            web::Tone::due,
            context.text(msg("documents.read_it")),
            web::paragraph(context.text(msg("documents.read_it_why")))
        ),
        form_of(context, page, Inputs(context, page, problems).all())
    );
    return web::page(context, head, body, is_well ? 200 : 422);
}

DocumentHead head_of(
    const Words& words,
    std::string title,
    const std::string& number,
    const OrganisationId& organisation,
    const Wish& wish,
    const PaperDecision& decision
)
{
    PageContext& reader = words.reader();
    const storage::Head newest = reader.vault().head(storage::Chain::records);
    DocumentHead head;
    head.title = std::move(title);
    head.number = number;
    head.organisation = words.organisation(organisation);
    head.day = reader.today();
    head.chain_head = to_hex(newest.hash);
    head.naming = wish.naming;
    head.training = reader.services().training;
    if (!wish.paper.outside) return head;
    head.recipient = words.code("recipients", wish.paper.recipient);
    if (!wish.paper.recipient_name.reveal().empty()) head.recipient += ": " + wish.paper.recipient_name.reveal();
    std::vector<std::string> purposes;
    for (const std::string& purpose : decision.purposes)
        purposes.push_back(words.code("consent_purposes", purpose));
    head.purposes = words.translator().list(purposes);
    return head;
}

Response give(
    PageContext& context,
    const DocumentPage& page,
    const Wish& wish,
    const std::vector<casework::Participant>& people,
    std::string_view kind,
    const std::string& number,
    const std::function<Result<Made>(const PaperDecision&)>& make
)
{
    const auto caller = context.caller();
    const auto problems = problems_of(wish, languages_of(context));
    const auto today = forms::parse_iso_day(context.today()).value_or(std::chrono::sys_days{});
    if (!problems.empty()) return wish_page(context, page, problems, {});
    const PaperDecision decision = casework::may_print(context.records(), caller, people, wish.paper, today);
    if (!decision.allowed()) return wish_page(context, page, {}, decision);
    const auto made = make(decision);
    if (!made) return web::error_page(context, made.error());
    auto bytes = bytes_of(made->document, wish);
    if (!bytes) return web::error_page(context, bytes.error());
    const std::string what = context.text(
        msg("documents.disclosed"), {{"what", made->what}, {"naming", context.text(words_for(wish.naming))}}
    );
    const auto noted = casework::note_disclosure(context.records(), caller, wish.paper, decision, what);
    if (!noted) return web::error_page(context, noted.error());
    return Response::download(
        std::move(*bytes), content_type_of(wish.format), file_name_of(number, kind, wish.language, wish.format)
    );
}

}  // namespace panoh::reports
