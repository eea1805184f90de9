// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/courier.hpp"

#include "base/log.hpp"

#include <algorithm>
#include <curl/curl.h>
#include <memory>

namespace panoh::mail {

namespace {

constexpr std::size_t most_waiting = 500;
constexpr long seconds_to_connect = 10;
constexpr long seconds_in_all = 30;

using Handle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using Names = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

struct Reading {
    std::string_view rest;
};

std::size_t read_on(char* to, std::size_t size, std::size_t count, void* from)
{
    auto& reading = *static_cast<Reading*>(from);
    const std::size_t taken = std::min(size * count, reading.rest.size());
    std::copy_n(reading.rest.begin(), taken, to);
    reading.rest.remove_prefix(taken);
    return taken;
}

int is_stopped(void* stop, curl_off_t, curl_off_t, curl_off_t, curl_off_t)
{
    return static_cast<const std::stop_token*>(stop)->stop_requested() ? 1 : 0;
}

void start_library_once()
{
    static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
    static_cast<void>(started);
}

}  // namespace

Result<void> deliver(const Relay& relay, const std::string& to, const std::string& wire, const std::stop_token& stop)
{
    if (relay.protection == Protection::none && !is_this_machine(relay.host))
        return fail(ErrorCode::invalid_input, "a relay elsewhere is reached over TLS only");
    start_library_once();
    const Handle handle(curl_easy_init(), &curl_easy_cleanup);
    const Names names(curl_slist_append(nullptr, ("<" + to + ">").c_str()), &curl_slist_free_all);
    if (!handle || !names) return fail(ErrorCode::internal, "no memory to send a letter");
    Reading reading{wire};
    const auto set = [&](CURLoption option, auto value) {
        return curl_easy_setopt(handle.get(), option, value) == CURLE_OK;
    };
    bool ready = set(CURLOPT_URL, address_of(relay).c_str()) && set(CURLOPT_PROTOCOLS_STR, "smtp,smtps")
                 && set(CURLOPT_PROXY, "") && set(CURLOPT_NOSIGNAL, 1L)
                 && set(CURLOPT_CONNECTTIMEOUT, seconds_to_connect) && set(CURLOPT_TIMEOUT, seconds_in_all)
                 && set(CURLOPT_MAIL_FROM, ("<" + relay.sender + ">").c_str()) && set(CURLOPT_MAIL_RCPT, names.get())
                 && set(CURLOPT_UPLOAD, 1L) && set(CURLOPT_READFUNCTION, &read_on) && set(CURLOPT_READDATA, &reading)
                 && set(CURLOPT_NOPROGRESS, 0L) && set(CURLOPT_XFERINFOFUNCTION, &is_stopped)
                 && set(CURLOPT_XFERINFODATA, const_cast<std::stop_token*>(&stop));
    if (relay.protection != Protection::none) ready = ready && set(CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
    if (!relay.login.empty()) {
        ready = ready && set(CURLOPT_USERNAME, relay.login.c_str())
                && set(CURLOPT_PASSWORD, relay.password.reveal().c_str());
    }
    if (!ready) return fail(ErrorCode::internal, "the mail library refused a setting");
    const CURLcode done = curl_easy_perform(handle.get());
    if (done != CURLE_OK) return fail(ErrorCode::busy, curl_easy_strerror(done));
    return {};
}

Courier::Courier(Clock& clock, Random& random)
    : clock_(&clock)
    , random_(&random)
{}

Courier::~Courier() = default;

bool Courier::take(Relay relay, Letter letter)
{
    const std::lock_guard lock(mutex_);
    if (errands_.size() >= most_waiting) return false;
    errands_.push_back({std::move(relay), std::move(letter)});
    if (!thread_.joinable()) thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
    waiting_.notify_one();
    return true;
}

std::optional<Courier::Outcome> Courier::last() const
{
    const std::lock_guard lock(mutex_);
    return last_;
}

void Courier::run(const std::stop_token& stop)
{
    while (true) {
        std::unique_lock lock(mutex_);
        if (!waiting_.wait(lock, stop, [this] { return !errands_.empty(); })) return;
        const Errand errand = std::move(errands_.front());
        errands_.pop_front();
        lock.unlock();
        const std::string wire = wire_text(errand.relay, errand.letter, clock_->now(), *random_);
        const auto done = deliver(errand.relay, errand.letter.to.reveal(), wire, stop);
        if (!done) log(LogLevel::warning, "a reminder was not taken by the mail relay: {}", done.error().detail);
        lock.lock();
        last_ = Outcome{clock_->now(), done.has_value()};
    }
}

}  // namespace panoh::mail
