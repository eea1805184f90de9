// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "access/access.hpp"
#include "base/sensitive.hpp"
#include "forms/submission.hpp"
#include "i18n/translator.hpp"
#include "records/records.hpp"
#include "vault/vault.hpp"
#include "web/html/html.hpp"
#include "web/http/request.hpp"
#include "web/http/response.hpp"
#include "web/pages/form_desk.hpp"
#include "web/pages/route.hpp"
#include "web/pages/work_items.hpp"

#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace panoh::web {

/// Names of the hidden inputs that forms of the program carry besides their fields; record types have no fields of
/// these names.
inline constexpr std::string_view token_input = "csrf";     ///< masked form token of the session
inline constexpr std::string_view batch_input = "batch";    ///< what makes a repeated form count once
inline constexpr std::string_view base_input = "_base";     ///< revision that an edit form was made from
inline constexpr std::string_view return_input = "return";  ///< local address to come back to: /language, /lock
/// Parameter of an address that asks for the page as it goes on paper.
inline constexpr std::string_view print_parameter = "print";

class PageContext;

/// Where people find a record, and where they change it; no address where they cannot.
struct RecordPlaces {
    html::Url page;
    std::optional<html::Url> edit;
};

/// What the whole node offers to pages; lives as long as the server.
struct PageServices {
    vault::Vault* vault = nullptr;
    const access::Access* access = nullptr;
    const records::Records* records = nullptr;
    const i18n::Catalogues* catalogues = nullptr;
    bool training = false;  ///< a demo node: every screen and print says so
    std::string zone = "UTC";
    std::function<bool()> backup_is_due;    ///< shows the banner to administrators and coordinators
    std::optional<html::Url> exit_address;  ///< a harmless place for "leave this page" on pages without sign-in
    /// Where the help for the screen of a request stands.
    std::function<html::Url(const Request&)> help_for;
    /// Whether this person's roles open the page at a path; false where there is none.
    std::function<bool(const access::Actor&, std::string_view path)> may_visit;
    /// Whether somebody who may has confirmed the words of a list in the reader's language.
    std::function<bool(const PageContext&, std::string_view list)> has_confirmed;
    /// The slices' own pages of a record.
    std::function<RecordPlaces(PageContext&, const vault::Record&)> places_of;
    /// What slices say above the lists of My work; nothing from one that has nothing to say.
    std::vector<std::function<html::Html(PageContext&)>> my_work_notices;
    /// Whose lines stand in My work.
    std::vector<WorkProvider> work_providers;
    /// Who adds to the calendar what is no work to be done.
    std::vector<CalendarProvider> calendar_providers;
    std::shared_ptr<FormDesk> desk = std::make_shared<FormDesk>();
};

/// The signed-in user of a request.
struct Viewer {
    access::Actor actor;
    vault::UserKeys* keys = nullptr;
    Sensitive<std::string> name;
    std::string csrf;     ///< masked anew for this response
    std::string theme;    ///< "light", "dark" or empty: as the system
    std::string density;  ///< "compact" or empty
    int idle_minutes = 15;
    bool opens_accounts = false;  ///< texts of accounts stand open on pages
};

/// One request on its way through a page: who asks, in which language, and what is noted as read.
class PageContext {
public:
    PageContext(
        const PageServices& services,
        const Request& request,
        const Parameters& path,
        std::optional<Viewer> viewer,
        std::string_view language
    );

    [[nodiscard]] const PageServices& services() const noexcept { return *services_; }
    [[nodiscard]] const Request& request() const noexcept { return *request_; }
    [[nodiscard]] const records::Records& records() const noexcept { return *services_->records; }
    [[nodiscard]] vault::Vault& vault() const noexcept { return *services_->vault; }
    [[nodiscard]] const i18n::Translator& translator() const noexcept { return translator_; }

    /// The message in the reader's language.
    [[nodiscard]] std::string text(const MessageId& id, const i18n::Arguments& arguments = {}) const
    {
        return translator_.text(id, arguments);
    }
    [[nodiscard]] std::string text(const Message& message) const { return translator_.text(message); }

    /// Only behind a route whose audience is an ability.
    [[nodiscard]] const Viewer& viewer() const;
    [[nodiscard]] bool is_signed_in() const noexcept { return viewer_.has_value(); }
    [[nodiscard]] const access::Actor& actor() const { return viewer().actor; }
    [[nodiscard]] bool may(std::string_view ability) const;
    /// On whose behalf services act; what they read is noted here.
    [[nodiscard]] records::Caller caller();
    /// Notes a reading beyond what `Records` notes by itself.
    void note_read(std::string action, const FileId& file = {}, const RecordId& record = {}, bool allowed = true);
    [[nodiscard]] const std::vector<vault::ReadFact>& reads() const noexcept { return reads_; }

    /// What stands in the path under a name: an id, or nothing when it is none (answer 404).
    template <class AnyId>
    [[nodiscard]] std::optional<AnyId> path_id(std::string_view name) const
    {
        return AnyId::parse(path_->text(name));
    }
    /// The record that the address names first; none when it names none.
    [[nodiscard]] RecordId path_record() const
    {
        for (const Parameter& each : *path_) {
            if (const auto id = RecordId::parse(each.value())) return *id;
        }
        return {};
    }
    [[nodiscard]] std::string_view path_text(std::string_view name) const { return path_->text(name); }

    /// The form as `forms` reads it.
    [[nodiscard]] forms::Submission submission() const;
    /// The batch id of the form that was sent: makes a repeated POST count once. A fresh one without.
    [[nodiscard]] BatchId batch() const;
    /// From here on the form that was sent counts under this batch id.
    void count_as(const BatchId& batch) { own_batch_ = batch; }
    /// Told of every batch that this request's caller is about to write.
    void tell_before_writing(records::BeforeWriting tell) { before_writing_ = std::move(tell); }
    /// Hidden inputs that every form with method POST starts with: form token and batch id. When a
    /// form is shown again after a mistake, it keeps its batch id.
    [[nodiscard]] html::Html form_start() const;
    /// The same for a form with that action: only a form that goes where the shown one went keeps its
    /// batch id; others on the page get ids of their own.
    [[nodiscard]] html::Html form_start(const html::Url& action) const;
    /// The form token alone, for forms that write nothing to the ledger (lock, language, search).
    [[nodiscard]] html::Html form_token() const;
    /// The revision that an edit form says it was made from; 0 without one. Put there by `base_field`.
    [[nodiscard]] std::uint32_t base() const;
    [[nodiscard]] static html::Html base_field(std::uint32_t revision);
    /// The address of this page with its query; of the page that a form was sent to, without it.
    [[nodiscard]] html::Url address() const { return address_without({}); }
    [[nodiscard]] html::Url address_without(std::initializer_list<std::string_view> parameters) const;
    /// Whether the page is wanted as it goes on paper: asked for with `?print=1`, by somebody who may print.
    [[nodiscard]] bool on_paper() const;

    /// Today's date for the reader, "2026-11-22".
    [[nodiscard]] std::string today() const;
    /// A user's name as staff see each other; "—" for none.
    [[nodiscard]] Sensitive<std::string> user_name(const UserId& id) const;
    [[nodiscard]] std::string organisation_name(const OrganisationId& id) const;
    /// Label of a code; the code itself when a pack has gone.
    [[nodiscard]] std::string code_label(std::string_view list, std::string_view code) const;

private:
    [[nodiscard]] html::Html hidden_batch(const BatchId& id) const;

    const PageServices* services_;
    const Request* request_;
    const Parameters* path_;
    std::optional<Viewer> viewer_;
    i18n::Translator translator_;
    std::vector<vault::ReadFact> reads_;
    std::optional<BatchId> own_batch_;
    records::BeforeWriting before_writing_;
};

}  // namespace panoh::web
