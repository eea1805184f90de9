// SPDX-License-Identifier: AGPL-3.0-or-later
// The public page: what it is, the questions one by one, and sending.
#include "modules/intake/public/pages.hpp"
#include "modules/intake/public/pages_steps.hpp"
#include "modules/intake/public/rules.hpp"
#include "web/pages/shell.hpp"

#include <algorithm>

namespace panoh::intake {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

constexpr std::string_view purpose = "request";

Html next_steps(const PublicPage& page)
{
    const std::vector<Html> steps{
        el<"li">(page.text(msg("request.next_steps.sealed"))),
        el<"li">(page.text(msg("request.next_steps.read"))),
        el<"li">(page.text(msg("request.next_steps.answer"))),
        el<"li">(page.text(msg("request.next_steps.choose"))),
    };
    return web::section(
        page.text(msg("request.next_steps.heading")),
        group(el<"ol">(steps), page.paragraphs(page.text_of(page.published().announcement.what_next)))
    );
}

Html safety(const PublicPage& page)
{
    const std::vector<Html> lines{
        el<"li">(page.text(msg("request.safety.others_see"))),
        el<"li">(page.text(msg("request.safety.history"))),
        el<"li">(page.text(msg("request.safety.network"))),
        el<"li">(page.text(msg("request.safety.tor"))),
        el<"li">(page.text(msg("request.safety.leave"))),
    };
    return web::section(page.text(msg("request.safety.heading")), el<"ul">(lines));
}

Response start_page(const PublicPage& page)
{
    const Html emergency = page.emergency_numbers();
    Html body;
    if (!emergency.empty()) {
        body += web::section(page.text(msg("request.start.emergency")), emergency);
    }
    if (page.published().is_open()) {
        body += el<"div">(
            cls("actions"),
            page.form(request_address(), page.button(msg("request.start.button"), "start")),
            web::quiet_link_button(
                answer_address().with(language_input, page.language()), page.text(msg("request.start.have_words"))
            )
        );
    } else {
        body += web::notice(web::Tone::info, page.text(msg("request.start.closed")), Html());
    }
    const std::string about = page.text_of(page.published().announcement.about);
    return page.show(
        {msg("request.start.heading"),
         group(
             page.paragraphs(page.text(msg("request.start.text"))),
             page.paragraphs(about),
             body,
             safety(page),
             page.published().is_open() ? next_steps(page) : Html(),
             web::section(page.text(msg("request.lines.heading")), page.lines())
         ),
         200,
         request_address()}
    );
}

/// One page of the form that was sent: its answers, and where it goes from here.
class FormVisit {
public:
    FormVisit(PageContext& context, const PublicPage& page)
        : page_(&page)
        , request_(&context.request())
        , typed_(context.submission())
        , files_taken_(page.published().announcement.takes_files)
    {
        const auto named = request_step_named(request_->form.text("step"));
        step_ = named.value_or(RequestStep::who);
        state_.to_check = request_->form.text("to") == "check";
        const auto opened = page.desk().carrying().open(purpose, request_->form.text(carry_input));
        auto form = opened ? request_form_of(*opened) : std::nullopt;
        state_.was_lost = named.has_value() && !form;
        state_.form = form ? std::move(*form) : fresh();
    }

    Response answer()
    {
        const std::string_view deed = request_->form.text(deed_input);
        if (request_->form.has(switch_input)) return again();
        if (deed == "start") return show(RequestStep::who);
        auto problems = read();
        if (state_.was_lost) return show(first_open());
        if (deed == "back") return show(step_before(step_, files_taken_).value_or(RequestStep::who));
        if (deed == "add") return add_file();
        if (deed.starts_with("remove:")) return remove_file(deed.substr(deed.find(':') + 1));
        if (deed.starts_with("change:")) return change(deed.substr(deed.find(':') + 1));
        if (deed == "go_on") return go_on();
        if (!problems.empty()) return mend(problems);
        if (deed == "send") return send();
        if (step_ == RequestStep::danger && says_danger(state_.form.answers)) return danger();
        return go_on();
    }

private:
    [[nodiscard]] RequestForm fresh() const
    {
        return {page_->desk().fresh_name(), page_->desk().fresh_name(crypto::SecretKey::size), {}, {}};
    }

    std::vector<forms::FormProblem> read()
    {
        const bool asks = request_->form.text(deed_input) != "go_on";
        if (!asks || step_ == RequestStep::files || step_ == RequestStep::check) return {};
        return read_request_step(step_, typed_, page_->published().regions, state_.form.answers);
    }

    [[nodiscard]] RequestStep first_open() const
    {
        return first_open_step(state_.form.answers, page_->published().regions);
    }

    Response show(RequestStep step)
    {
        if (step == RequestStep::files && !files_taken_) step = RequestStep::check;
        if (step == RequestStep::check) step = first_open();
        state_.carry = page_->desk().carrying().seal(purpose, to_text(state_.form));
        return step_page(*page_, step, state_);
    }

    /// The same page in another language, with what was typed.
    Response again()
    {
        static_cast<void>(read());
        state_.was_lost = false;
        return show(step_);
    }

    Response mend(const std::vector<forms::FormProblem>& problems)
    {
        state_.mended = mended_in(page_->context(), problems);
        return show(step_);
    }

    Response go_on()
    {
        if (state_.to_check) {
            state_.to_check = false;
            return show(RequestStep::check);
        }
        return show(step_after(step_, files_taken_).value_or(RequestStep::check));
    }

    Response change(std::string_view name)
    {
        state_.to_check = true;
        return show(request_step_named(name).value_or(RequestStep::check));
    }

    Response danger()
    {
        state_.carry = page_->desk().carrying().seal(purpose, to_text(state_.form));
        return danger_page(*page_, state_);
    }

    Response file_problem(MessageId id)
    {
        step_ = RequestStep::files;
        return mend({{"file", {std::move(id), {}}}});
    }

    Response add_file()
    {
        const auto found = std::find_if(request_->files.begin(), request_->files.end(), [](const web::Upload& each) {
            return each.field == "file" && !each.content.empty();
        });
        if (found == request_->files.end()) return file_problem(msg("request.problem.no_file"));
        if (state_.form.files.size() >= request::most_files) return file_problem(msg("request.problem.many_files"));
        if (found->content.size() > request::largest_file) return file_problem(msg("request.problem.large_file"));
        const auto sent = send_file(*page_, *found);
        if (!sent) {
            const bool busy = sent.error().code == ErrorCode::busy;
            return file_problem(busy ? msg("request.problem.no_room_for_files") : msg("request.problem.file_failed"));
        }
        state_.form.files.push_back(*sent);
        return show(RequestStep::files);
    }

    Response remove_file(std::string_view id)
    {
        std::erase_if(state_.form.files, [&](const RequestFile& file) { return file.id == id; });
        return show(RequestStep::files);
    }

    Response send()
    {
        if (const RequestStep open = first_open(); open != RequestStep::check) return show(open);
        request::Desk::Asking asking;
        asking.message = Sensitive<boost::json::object>(boost::json::object{
            {"kind", "first"},
            {"id", state_.form.id},
            {"language", page_->language()},
            {"answers", state_.form.answers},
            {"files", files_json(state_.form.files)},
        });
        asking.region = text_at(state_.form.answers, "region");
        asking.seed = state_.form.seed;
        asking.language = page_->language();
        asking.address = page_->address();
        const auto words = page_->desk().send(page_->published(), asking);
        if (words) return receipt_page(*page_, *words);
        if (words.error().code == ErrorCode::conflict) return sent_before();
        const std::string carry = page_->desk().carrying().seal(purpose, to_text(state_.form));
        return not_now(
            *page_,
            words.error(),
            request_address(),
            group(hidden("step", name_of(RequestStep::check)), hidden(carry_input, carry))
        );
    }

    Response sent_before() const
    {
        const Url way = answer_address().with(language_input, page_->language());
        const Html body = group(
            page_->paragraphs(page_->text(msg("request.sent_before.text"))),
            web::link_button(way, page_->text(msg("request.start.have_words")))
        );
        return page_->show({msg("request.sent_before.heading"), body, http_status(ErrorCode::conflict), {}});
    }

    const PublicPage* page_;
    const web::Request* request_;
    forms::Submission typed_;
    bool files_taken_;
    RequestStep step_ = RequestStep::who;
    StepState state_;
};

}  // namespace

Result<RequestFile> send_file(const PublicPage& page, const web::Upload& upload)
{
    RequestFile file;
    file.id = page.desk().fresh_name();
    file.key = page.desk().fresh_name(crypto::SecretKey::size);
    file.name = upload.file_name.empty() ? page.text(msg("request.files.unnamed")) : upload.file_name;
    file.type = upload.content_type;
    file.size = upload.content.size();
    constexpr std::size_t longest_name = 250;
    if (file.name.size() > longest_name || file.type.size() > longest_name) {
        return fail(ErrorCode::invalid_input, "the name of a file is too long");
    }
    const request::Desk::FileNames names{file.id, file.key};
    if (auto sent = page.desk().send_file(page.published(), names, upload.content, page.address()); !sent) {
        return sent.error();
    }
    return file;
}

Response request_page(PageContext& context, request::Desk& desk)
{
    auto published = desk.published();
    if (!published) return web::error_page(context, fail(ErrorCode::not_found, "no request page is published"));
    const PublicPage page(context, desk, std::move(*published));
    return start_page(page);
}

Response send_request_page(PageContext& context, request::Desk& desk)
{
    auto published = desk.published();
    if (!published) return web::error_page(context, fail(ErrorCode::not_found, "no request page is published"));
    const PublicPage page(context, desk, std::move(*published));
    if (!page.published().is_open()) return start_page(page);
    return FormVisit(context, page).answer();
}

std::size_t request_body_limit(const web::Request& request)
{
    constexpr std::size_t questions = std::size_t{512} * 1024;
    constexpr std::size_t around_a_file = std::size_t{768} * 1024;
    const bool with_file = request.header("content-type").value_or("").starts_with("multipart/");
    return with_file ? request::largest_file + around_a_file : questions;
}

}  // namespace panoh::intake
