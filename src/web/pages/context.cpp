// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/pages/context.hpp"

#include "base/check.hpp"
#include "base/random.hpp"
#include "forms/labels.hpp"
#include "web/http/percent.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace panoh::web {

namespace {

using namespace html;

constexpr std::string_view nobody = "—";

Html hidden(std::string_view input, std::string_view text)
{
    return el<"input">(a<"type">("hidden"), name(input), value(text));
}

/// The request's path as it stands in an address.
Url address_of(std::string_view path)
{
    std::string text;
    for (std::size_t at = 0; at < path.size();) {
        const auto slash = std::min(path.find('/', at), path.size());
        text += percent_encode(path.substr(at, slash - at));
        if (slash < path.size()) text += '/';
        at = slash + 1;
    }
    auto url = Url::parse_local(text);
    return url ? std::move(url).value() : Url::local("/");
}

}  // namespace

PageContext::PageContext(
    const PageServices& services,
    const Request& request,
    const Parameters& path,
    std::optional<Viewer> viewer,
    std::string_view language
)
    : services_(&services)
    , request_(&request)
    , path_(&path)
    , viewer_(std::move(viewer))
    , translator_(*services.catalogues, language, services.zone)
{}

const Viewer& PageContext::viewer() const
{
    PANOH_CHECK(viewer_.has_value());
    return *viewer_;  // NOLINT(bugprone-unchecked-optional-access): checked above
}

bool PageContext::may(std::string_view ability) const
{
    return viewer_ && services_->access->may(viewer_->actor, ability);
}

records::Caller PageContext::caller()
{
    return {viewer().actor, viewer().keys, &reads_, services_->zone, before_writing_ ? &before_writing_ : nullptr};
}

void PageContext::note_read(std::string action, const FileId& file, const RecordId& record, bool allowed)
{
    reads_.push_back({std::move(action), file, record, allowed});
}

forms::Submission PageContext::submission() const
{
    forms::Submission submission;
    for (const Parameter& parameter : request_->form) {
        const std::string_view sent = parameter.name();
        if (sent == token_input || sent == batch_input || sent.starts_with('_')) continue;
        submission.add(std::string(parameter.name()), std::string(parameter.value()));
    }
    return submission;
}

BatchId PageContext::batch() const
{
    if (own_batch_) return *own_batch_;
    const auto sent = BatchId::parse(request_->form.text(batch_input));
    return sent && !sent->is_none() ? *sent : vault().random().id<BatchId>();
}

Html PageContext::form_token() const
{
    return viewer_ ? hidden(token_input, viewer_->csrf) : Html();
}

Html PageContext::hidden_batch(const BatchId& id) const
{
    return group(form_token(), hidden(batch_input, id.text()));
}

Html PageContext::form_start() const
{
    return hidden_batch(batch());
}

Html PageContext::form_start(const Url& action) const
{
    const bool same = action.text() == address_of(request_->path).text();
    return hidden_batch(same ? batch() : vault().random().id<BatchId>());
}

std::uint32_t PageContext::base() const
{
    const std::string_view text = request_->form.text(base_input);
    std::uint32_t revision = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), revision);
    return read.ec == std::errc() && read.ptr == text.data() + text.size() ? revision : 0;
}

Html PageContext::base_field(std::uint32_t revision)
{
    return hidden(base_input, std::to_string(revision));
}

Url PageContext::address_without(std::initializer_list<std::string_view> parameters) const
{
    Url url = address_of(request_->path);
    if (request_->method == Method::post) return url;
    for (const Parameter& parameter : request_->query) {
        const bool left_out = std::find(parameters.begin(), parameters.end(), parameter.name()) != parameters.end();
        if (!left_out) url = url.with(parameter.name(), parameter.value());
    }
    return url;
}

bool PageContext::on_paper() const
{
    return request_->method != Method::post && request_->query.has(print_parameter) && may("print");
}

std::string PageContext::today() const
{
    const auto date = translator_.time_zone().local(vault().clock().now()).date;
    return fmt::format(
        "{:04}-{:02}-{:02}",
        static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()),
        static_cast<unsigned>(date.day())
    );
}

Sensitive<std::string> PageContext::user_name(const UserId& id) const
{
    const auto directory = vault().directory();
    const vault::User* user = directory->user(id);
    return user == nullptr ? Sensitive<std::string>(std::string(nobody)) : user->name;
}

std::string PageContext::organisation_name(const OrganisationId& id) const
{
    const auto directory = vault().directory();
    const vault::Organisation* organisation = directory->organisation(id);
    if (organisation == nullptr) return std::string(nobody);
    for (const std::string& language : {translator_.language(), std::string("en")}) {
        const auto found = organisation->name.find(language);
        if (found != organisation->name.end()) return found->second;
    }
    return organisation->name.empty() ? organisation->code : organisation->name.begin()->second;
}

std::string PageContext::code_label(std::string_view list, std::string_view code) const
{
    const MessageId id = forms::code_message(list, code);
    return translator_.has(id) ? text(id) : std::string(code);
}

}  // namespace panoh::web
