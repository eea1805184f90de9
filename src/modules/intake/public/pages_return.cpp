// SPDX-License-Identifier: AGPL-3.0-or-later
// Coming back with the eight words: answers of the team, and writing more.
#include "forms/typed.hpp"
#include "modules/intake/public/pages.hpp"
#include "modules/intake/public/pages_steps.hpp"
#include "web/pages/shell.hpp"

#include <algorithm>

namespace panoh::intake {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

constexpr std::size_t longest_message = 19'000;

Response entry(const PublicPage& page, const std::optional<MessageId>& problem, int status)
{
    web::InputOptions words;
    words.name = "receipt";
    words.label = page.text(msg("request.return.label"));
    words.hint = page.text(msg("request.return.hint"));
    words.lines = 3;
    if (problem) words.error = page.text(*problem);
    Mended mended;
    if (problem) mended.mistakes.push_back({words.name, words.error});
    const Html body = group(
        page.paragraphs(page.text(msg("request.return.text"))),
        page.form(
            answer_address(),
            group(
                web::error_summary(page.context(), mended.mistakes),
                web::text_input(page.context(), words),
                el<"div">(cls("actions"), page.button(msg("request.return.open"), "open")),
                page.language_buttons()
            )
        ),
        el<"p">(web::link(
            request_address().with(language_input, page.language()), page.text(msg("request.return.to_start"))
        ))
    );
    return page.show({msg("request.return.heading"), body, status, {}});
}

/// The conversation of one receipt.
class Conversation {
public:
    Conversation(PageContext& context, const PublicPage& page, request::Desk::Visit visit)
        : page_(&page)
        , request_(&context.request())
        , typed_(request_->form.text("words"))
        , visit_(std::move(visit))
    {}

    Response answer()
    {
        const std::string_view deed = request_->form.text(deed_input);
        if (request_->form.has(switch_input)) return show();
        if (deed.starts_with("remove:")) {
            page_->desk().remove_answer(visit_, std::string(deed.substr(deed.find(':') + 1)));
            return show();
        }
        if (deed == "send") return send();
        return show();
    }

private:
    Response mend(std::string_view field, MessageId id)
    {
        mended_.mistakes.push_back({std::string(field), page_->text(id)});
        return show();
    }

    Response send()
    {
        const auto words = forms::normalised(typed_);
        if (!words) return mend("words", msg("request.problem.characters"));
        if (forms::length_of(*words) > longest_message) return mend("words", msg("request.problem.long_message"));
        const auto upload = std::find_if(request_->files.begin(), request_->files.end(), [](const web::Upload& each) {
            return each.field == "file" && !each.content.empty();
        });
        const bool has_file = upload != request_->files.end();
        if (words->empty() && !has_file) return mend("words", msg("request.problem.no_words"));
        if (has_file && upload->content.size() > request::largest_file)
            return mend("file", msg("request.problem.large_file"));
        std::vector<RequestFile> files;
        if (has_file) {
            auto sent = send_file(*page_, *upload);
            if (!sent) return mend("file", msg("request.problem.file_failed"));
            files.push_back(std::move(*sent));
        }
        const Sensitive<boost::json::object> message(boost::json::object{
            {"kind", "more"},
            {"id", name_of_message()},
            {"language", page_->language()},
            {"words", *words},
            {"files", files_json(files)},
        });
        const auto sent = page_->desk().send_more(page_->published(), visit_, message, page_->address());
        if (!sent) return full(sent.error());
        was_sent_ = true;
        typed_.clear();
        return show();
    }

    /// Made with the page, so that a form that is sent twice counts once.
    [[nodiscard]] std::string name_of_message() const
    {
        const std::string_view sent = request_->form.text("message");
        return request::is_place(sent) ? std::string(sent) : page_->desk().fresh_name();
    }

    Response full(const Error& error)
    {
        const Html kept = group(
            hidden(carry_input, page_->desk().carried(visit_)),
            hidden("message", name_of_message()),
            hidden("words", typed_)
        );
        return not_now(*page_, error, answer_address(), kept);
    }

    [[nodiscard]] Html answers(const std::vector<request::Answer>& found) const
    {
        if (found.empty()) return web::empty_state(page_->text(msg("request.thread.no_answers")));
        std::vector<Html> items;
        for (const request::Answer& answer : found) {
            const auto day = page_->context().translator().time_zone().local(answer.at).date;
            const std::string when = page_->context().translator().day_in_words(std::chrono::sys_days(day));
            items.push_back(el<"li">(
                cls("history-item"),
                el<"h3">(
                    cls("history-heading"),
                    page_->text(msg("request.thread.answer_of"), {{"day", when}}),
                    answer.seen ? Html() : web::tag(web::Tone::info, page_->text(msg("request.thread.new")))
                ),
                page_->paragraphs(answer.text.reveal()),
                web::secondary_submit(page_->text(msg("request.thread.remove")), deed_input, "remove:" + answer.id)
            ));
        }
        return el<"ul">(cls("bare"), items);
    }

    [[nodiscard]] Html file_input() const
    {
        if (!page_->published().announcement.takes_files) return {};
        const std::string error = mended_.of("file");
        return el<"div">(
            cls("field", error.empty() ? "" : "field-error"),
            el<"label">(
                cls("field-label"),
                a<"for">("file"),
                page_->text(msg("request.files.label")),
                " ",
                el<"span">(cls("field-optional"), page_->text(msg("pages.form.optional")))
            ),
            el<"p">(cls("field-hint"), id("file-hint"), page_->text(msg("request.thread.file_hint"))),
            error.empty() ? Html() : el<"p">(cls("field-message"), id("file-error"), error),
            el<"input">(cls("input"), a<"type">("file"), id("file"), name("file"), aria<"describedby">("file-hint"))
        );
    }

    Response show()
    {
        const boost::json::object told{{"kind", "seen"}, {"id", page_->desk().fresh_name()}};
        const auto found = page_->desk().answers(page_->published(), visit_, told);
        if (!found) return web::error_page(page_->context(), found.error());
        const std::string carried = page_->desk().carried(visit_);
        web::InputOptions words;
        words.name = "words";
        words.label = page_->text(msg("request.thread.label"));
        words.hint = page_->text(msg("request.thread.hint"));
        words.lines = 8;
        words.error = mended_.of("words");
        words.value = Sensitive<std::string>(typed_);
        const Html write = group(
            hidden(carry_input, carried),
            hidden("message", was_sent_ || typed_.empty() ? page_->desk().fresh_name() : name_of_message()),
            web::error_summary(page_->context(), mended_.mistakes),
            web::text_input(page_->context(), words),
            file_input(),
            el<"div">(cls("actions"), page_->button(msg("request.thread.send"), "send")),
            page_->language_buttons()
        );
        const std::string started =
            page_->context().translator().day_in_words(std::chrono::floor<std::chrono::days>(visit_.thread.started));
        const Html body = group(
            was_sent_ ? web::notice(web::Tone::ok, page_->text(msg("request.thread.sent")), Html()) : Html(),
            page_->paragraphs(page_->text(msg("request.thread.text"), {{"day", started}})),
            web::section(
                page_->text(msg("request.thread.answers")),
                page_->form(answer_address(), group(hidden(carry_input, carried), answers(*found)))
            ),
            web::section(page_->text(msg("request.thread.write")), page_->form(answer_address(), write, true))
        );
        const int status = mended_.mistakes.empty() ? 200 : http_status(ErrorCode::invalid_input);
        return page_->show({msg("request.thread.heading"), body, status, {}});
    }

    const PublicPage* page_;
    const web::Request* request_;
    std::string typed_;
    request::Desk::Visit visit_;
    Mended mended_;
    bool was_sent_ = false;
};

MessageId problem_of(const Error& error)
{
    return error.code == ErrorCode::not_found ? msg("request.return.none") : msg("request.return.wait");
}

}  // namespace

Response receipt_entry_page(PageContext& context, request::Desk& desk)
{
    auto published = desk.published();
    if (!published) return web::error_page(context, fail(ErrorCode::not_found, "no request page is published"));
    const PublicPage page(context, desk, std::move(*published));
    return entry(page, {}, 200);
}

Response conversation_page(PageContext& context, request::Desk& desk)
{
    auto published = desk.published();
    if (!published) return web::error_page(context, fail(ErrorCode::not_found, "no request page is published"));
    const PublicPage page(context, desk, std::move(*published));
    const web::Parameters& form = context.request().form;
    if (form.has(carry_input)) {
        auto carried = desk.carried_visit(form.text(carry_input));
        if (!carried) return entry(page, msg("request.return.too_long"), 200);
        return Conversation(context, page, std::move(*carried)).answer();
    }
    if (form.has(switch_input)) return entry(page, {}, 200);
    const Sensitive<std::string> words{std::string(form.text("receipt"))};
    auto visit = desk.visit(page.published(), words, page.address());
    if (!visit) return entry(page, problem_of(visit.error()), http_status(ErrorCode::invalid_input));
    return Conversation(context, page, std::move(*visit)).answer();
}

}  // namespace panoh::intake
