// SPDX-License-Identifier: AGPL-3.0-or-later
#include "integration/random_forms_walk.hpp"

#include "main/demo/people.hpp"
#include "web/http/forms.hpp"
#include "web/pages/kept_form.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace panoh::testing {

namespace {

constexpr std::size_t most_places = 14;
/// How often a page without a form of its own counts as seen: others are gone to instead.
constexpr std::size_t seldom = 6;
constexpr std::uint32_t most_of_one_form = 6;

/// Who looks around: every role that works with files, in all organisations, and somebody without an account.
constexpr std::array logins{
    "admin",
    "operator",
    "operator-en",
    "worker",
    "worker2",
    "coordinator",
    "lawyer",
    "psychologist",
    "auditor",
    "reports",
    "b-operator",
    "b-worker",
    "b-coordinator",
    "c-operator",
    "c-worker",
    ""};

std::string path_of(const std::string& address)
{
    return address.substr(0, address.find('?'));
}

std::string location_of(const web::Response& response)
{
    return std::string(response.headers.first("location").value_or(""));
}

bool sends_away(const web::Response& response)
{
    const std::string target = location_of(response);
    return response.status == 401 || target.starts_with("/sign-in") || target.starts_with("/lock");
}

}  // namespace

FormWalk::FormWalk(std::string folder, Timestamp now, std::uint64_t seed)
    : folder_(std::move(folder))
    , clock_(now)
    , filler_(seed)
{
    const auto staff = demo::staff();
    PANOH_CHECK(staff.has_value());
    for (const auto& organisation : *staff) {
        for (const auto& person : organisation.people) {
            auto account = demo::account_of(person);
            if (std::ranges::find(logins, person.login) == logins.end()) continue;
            people_.insert(account.credentials.user.text());
            credentials_.emplace(person.login, std::move(account.credentials));
        }
    }
    for (const char* login : logins)
        visitors_.push_back({login, std::nullopt, {}, {}});
    open();
}

void FormWalk::open()
{
    NodeOptions options;
    options.clock = &clock_;
    auto opened = Node::open(folder_, options);
    PANOH_CHECK(opened.has_value());
    node_ = std::move(*opened);
    app_ = std::make_unique<App>(*node_, "Asia/Dushanbe", [] {});
    for (const auto& [name, type] : node_->vault().schema().types)
        for (const auto& field : type.fields)
            if (field.relevant && field.kind != forms::FieldKind::text) only_sometimes_.insert(field.name);
    for (Visitor& visitor : visitors_)
        sign_in(visitor);
}

void FormWalk::open_again()
{
    for (Visitor& visitor : visitors_)
        visitor.token.reset();
    app_.reset();
    node_.reset();
    open();
}

void FormWalk::sign_in(Visitor& visitor)
{
    if (visitor.login.empty()) {
        visitor.places["/request"] = {"/request"};
        visitor.places["/sign-in"] = {"/sign-in"};
        visitor.places["/request/answer"] = {"/request/answer"};
        return;
    }
    if (const auto here = visitor.token ? node_->accounts().open(*visitor.token) : std::nullopt) {
        if (!here->is_locked()) return;
    }
    const accounts::Credentials& known = credentials_.at(visitor.login);
    constexpr int most_tries = 40;
    for (int tries = 0; tries < most_tries; ++tries) {
        clock_.advance(std::chrono::seconds(31));
        const Sensitive<std::string> code(accounts::current_code(known.totp_secret.view(), clock_.now()));
        auto signed_in = node_->accounts().sign_in({known.login, known.passphrase, code, "192.0.2.9"});
        if (!signed_in) continue;  // wrong passphrases of forms make the login wait
        visitor.token = std::move(signed_in->token);
        if (visitor.places.empty()) visitor.places["/"] = {"/"};
        return;
    }
    find("nobody can sign in any more", visitor.login);
}

web::Response
FormWalk::send(const Visitor& visitor, web::Method method, const std::string& address, const Filling& filling)
{
    web::Request request;
    request.method = method;
    request.path = path_of(address);
    if (address.size() > request.path.size()) {
        auto query = web::parse_urlencoded(std::string_view(address).substr(request.path.size() + 1), {});
        if (query) request.query = std::move(*query);
    }
    request.peer_address = "192.0.2.1";
    if (visitor.token) request.cookies.add("session", visitor.token->reveal());
    if (filling.foreign) request.headers.add("sec-fetch-site", "cross-site");
    for (const auto& [field, text] : filling.sent)
        request.form.add(field, text);
    return app_->handle(request);
}

std::string FormWalk::pattern_of(web::Method method, const std::string& address) const
{
    const auto match = app_->router().match(method, path_of(address));
    return match.route == nullptr ? std::string() : match.route->pattern;
}

bool FormWalk::is_public(const std::string& address) const
{
    const auto match = app_->router().match(web::Method::post, path_of(address));
    return match.route != nullptr && match.route->endpoint.audience.is_public();
}

void FormWalk::find(const std::string& what, const std::string& example)
{
    findings_[what] = fmt::format("{} times, as at {}", ++counts_[what], example);
}

void FormWalk::learn(Visitor& visitor, const ReadPage& page)
{
    for (const std::string& link : page.links) {
        const std::string pattern = pattern_of(web::Method::get, link);
        const bool is_page = !pattern.empty() && !pattern.starts_with("/assets") && !pattern.ends_with("/download")
                             && !pattern.ends_with("/pdf") && !pattern.ends_with(".csv") && !pattern.ends_with("/open")
                             && !pattern.ends_with("/picture");
        if (!is_page) continue;
        filler_.learn(link);
        auto& known = visitor.places[pattern];
        if (std::ranges::find(known, link) != known.end()) continue;
        if (known.size() < most_places) {
            known.push_back(link);
        } else {
            known.at(filler_.below(most_places)) = link;
        }
    }
}

std::optional<ReadPage> FormWalk::visit(Visitor& visitor, const std::string& address)
{
    web::Response response = send(visitor, web::Method::get, address, {});
    if (sends_away(response) && !visitor.login.empty()) {
        sign_in(visitor);
        response = send(visitor, web::Method::get, address, {});
    }
    const std::string pattern = pattern_of(web::Method::get, address);
    if (response.status >= 500) find(fmt::format("GET {} answers {}", pattern, response.status), address);
    const std::string further = location_of(response);
    if (further.find(mark_start) != std::string::npos) find("typed text in an address after GET " + pattern, "");
    if (response.status == 303 && !sends_away(response)) {
        response = send(visitor, web::Method::get, further.substr(0, further.find('#')), {});
    }
    if (response.status != 200) {
        std::erase(visitor.places[pattern], address);
        return std::nullopt;
    }
    ReadPage page = read_page(response.body);
    learn(visitor, page);
    return page;
}

/// A place that was seen less often than others.
std::string FormWalk::next_address(const Visitor& visitor)
{
    std::vector<const std::string*> patterns;
    for (const auto& [pattern, addresses] : visitor.places)
        if (!addresses.empty()) patterns.push_back(&pattern);
    if (patterns.empty()) return "/";
    const std::string* best = nullptr;
    for (int tries = 0; tries < 3; ++tries) {
        const std::string* each = patterns.at(filler_.below(static_cast<std::uint32_t>(patterns.size())));
        const auto visits = [&](const std::string* pattern) {
            const auto known = visitor.visits.find(*pattern);
            return known == visitor.visits.end() ? 0 : known->second;
        };
        if (best == nullptr || visits(each) < visits(best)) best = each;
    }
    const auto& addresses = visitor.places.at(*best);
    return addresses.at(filler_.below(static_cast<std::uint32_t>(addresses.size())));
}

/// Forms that end somebody's work here are sent seldom, or never for those who send the forms.
bool FormWalk::is_left_out(const PageForm& form)
{
    const std::string pattern = pattern_of(web::Method::post, form.action);
    if (pattern == "/sign-out" || pattern == "/lock" || pattern == "/account/sessions/{session}/end")
        return filler_.below(500) != 0;
    // These stand on every page.
    if (pattern == "/language" || pattern == "/find") return filler_.below(25) != 0;
    if (!pattern.starts_with("/administration/users/{user}/")) return false;
    return std::ranges::any_of(people_, [&](const std::string& id) {
        return form.action.find(id) != std::string::npos;
    });
}

const PageForm* FormWalk::choose(const ReadPage& page)
{
    const PageForm* best = nullptr;
    std::size_t fewest = 0;
    for (const PageForm& form : page.forms) {
        if (!form.post || is_left_out(form)) continue;
        const auto known = answers_.find(pattern_of(web::Method::post, form.action));
        std::size_t sent = filler_.below(30);
        if (known != answers_.end()) {
            for (const auto& [status, count] : known->second)
                sent += count;
        }
        if (best == nullptr || sent < fewest) {
            best = &form;
            fewest = sent;
        }
    }
    return best;
}

std::optional<PageForm> FormWalk::submit(Visitor& visitor, const PageForm& form)
{
    const Filling filling = filler_.fill(form);
    const std::string pattern = pattern_of(web::Method::post, filling.action);
    clock_.advance(std::chrono::seconds(1));
    const std::uint64_t before = node_->vault().head(storage::Chain::records).seq;
    const web::Response response = send(visitor, web::Method::post, filling.action, filling);
    ++sent_;
    ++answers_[pattern][response.status];
    judge(visitor, filling, response, before);
    if (response.status != 422) return std::nullopt;
    ReadPage page = read_page(response.body);
    const auto again = std::ranges::find(page.forms, form.action, &PageForm::action);
    return again == page.forms.end() ? std::nullopt : std::optional(std::move(*again));
}

void FormWalk::send_forms(std::size_t count)
{
    const std::size_t last = sent_ + count;
    while (sent_ < last) {
        Visitor& visitor = visitors_.at(filler_.below(static_cast<std::uint32_t>(visitors_.size())));
        const std::string address = next_address(visitor);
        const std::string pattern = pattern_of(web::Method::get, address);
        const auto page = visit(visitor, address);
        const PageForm* chosen = page ? choose(*page) : nullptr;
        visitor.visits[pattern] += chosen == nullptr ? seldom : 1;
        if (chosen == nullptr) continue;
        PageForm form = *chosen;
        for (std::uint32_t more = 1 + filler_.below(most_of_one_form); more > 0 && sent_ < last; --more) {
            // A form that came back with mistakes is mended, or the first one is sent again.
            if (auto again = submit(visitor, form); again && filler_.below(4) != 0) form = std::move(*again);
        }
    }
}

std::set<std::string> FormWalk::post_addresses() const
{
    std::set<std::string> all;
    for (const auto& route : app_->router().routes())
        if (route.method == web::Method::post) all.insert(route.pattern);
    return all;
}

}  // namespace panoh::testing
