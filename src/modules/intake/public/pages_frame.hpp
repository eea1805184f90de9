// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/intake/types.hpp"
#include "vault/request/desk.hpp"
#include "web/pages/components.hpp"
#include "web/pages/context.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What the pages for people without an account have in common: no script, no cookie, one address for all questions,
/// a neutral title, a way out, and the languages on each of them.
namespace panoh::intake {

using html::Html;
using html::Url;
using web::PageContext;
using web::Response;

inline constexpr std::string_view language_input = "language";  ///< of the page that was sent
inline constexpr std::string_view switch_input = "switch";      ///< button: the language to go on in
inline constexpr std::string_view deed_input = "do";            ///< button: what to do
inline constexpr std::string_view carry_input = "carry";        ///< what the form carries, sealed

/// One request to these pages.
class PublicPage {
public:
    PublicPage(PageContext& context, request::Desk& desk, request::Published published);
    PublicPage(const PublicPage&) = delete;
    PublicPage& operator=(const PublicPage&) = delete;

    /// In the language that the page was sent or asked for in.
    [[nodiscard]] const PageContext& context() const noexcept { return context_; }
    [[nodiscard]] request::Desk& desk() const noexcept { return *desk_; }
    [[nodiscard]] const request::Published& published() const noexcept { return published_; }
    [[nodiscard]] std::string text(const MessageId& id, const i18n::Arguments& arguments = {}) const
    {
        return context_.text(id, arguments);
    }
    [[nodiscard]] std::string language() const { return context_.translator().language(); }
    [[nodiscard]] const std::string& address() const { return context_.request().peer_address; }
    /// What was published in this language, else in English, else in any.
    [[nodiscard]] std::string text_of(const request::Texts& texts) const;

    /// A page with a heading. `switches` are the language buttons, which stand inside the page's form where it has
    /// one, so that nothing typed is lost; else the links that `links_to` makes stand below.
    struct Sheet {
        MessageId heading;
        Html body;
        int status = 200;
        std::optional<Url> links_to;
    };
    [[nodiscard]] Response show(const Sheet& sheet) const;

    /// A form to an address of these pages.
    [[nodiscard]] Html form(const Url& action, const Html& body, bool with_files = false) const;
    /// A button of such a form.
    [[nodiscard]] Html button(const MessageId& label, std::string_view deed) const;
    [[nodiscard]] Html quiet_button(const MessageId& label, std::string_view deed) const;
    [[nodiscard]] Html language_buttons() const;

    /// Numbers for an emergency, largest first on the page; nothing when none was published.
    [[nodiscard]] Html emergency_numbers() const;
    /// All lines by region.
    [[nodiscard]] Html lines() const;
    [[nodiscard]] Html paragraphs(std::string_view text) const;

private:
    [[nodiscard]] Html head() const;
    [[nodiscard]] Html way_out() const;
    [[nodiscard]] Html line(const request::Line& line) const;

    web::PageServices services_;
    web::Parameters nothing_;
    request::Desk* desk_;
    request::Published published_;
    PageContext context_;
};

Html hidden(std::string_view input, std::string_view text);

/// Addresses of these pages.
Url request_address();
Url answer_address();

/// What has to be mended on one page, beside its inputs.
struct Mended {
    std::vector<web::Mistake> mistakes;
    [[nodiscard]] std::string of(std::string_view input) const;
};
Mended mended_in(const PageContext& context, std::span<const forms::FormProblem> problems);

/// A page that says why nothing could be sent just now, with the numbers to call; what was carried stays in it, with a
/// button to try again.
Response not_now(const PublicPage& page, const Error& error, const Url& action, const Html& kept);

}  // namespace panoh::intake
