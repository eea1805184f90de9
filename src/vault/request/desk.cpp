// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/request/desk.hpp"

#include <algorithm>

namespace panoh::request {

namespace {

namespace json = boost::json;

constexpr Allowance::Limits sending{12, 120};
constexpr Allowance::Limits sending_files{40, 400};
constexpr Allowance::Limits trying_words{20, 300};
constexpr std::chrono::minutes same_form{30};
constexpr std::chrono::hours forgotten_after{24 * 400};
constexpr std::string_view visit_purpose = "visit";

Error too_often()
{
    return fail(ErrorCode::busy, "too much came through the public page in this hour");
}

std::optional<crypto::SecretKey> key_of(std::string_view digits)
{
    auto bytes = from_hex(digits);
    if (!bytes) return std::nullopt;
    auto key = crypto::SecretKey::from(*bytes);
    crypto::wipe(*bytes);
    return key;
}

std::string text_of_member(const json::object& object, std::string_view member)
{
    const json::value* found = object.if_contains(member);
    return found != nullptr && found->is_string() ? std::string(found->as_string()) : std::string();
}

void name_receipt(json::object& message, const Receipt& receipt)
{
    message["place"] = receipt.place;
    message["reply_key"] = to_hex(receipt.box.open_key);
}

}  // namespace

Desk::Desk(std::string folder, const Clock& clock, Random& random, bool apart)
    : spool_(std::move(folder))
    , clock_(&clock)
    , random_(&random)
    , apart_(apart)
    , carrying_(clock, random)
    , allowance_(clock, random)
    , queue_({})
{}

Result<Published> Desk::published() const
{
    auto found = spool_.published();
    if (found && found->announcement.served_apart && !apart_) {
        return fail(ErrorCode::not_found, "the request page is served by a process of its own");
    }
    return found;
}

std::string Desk::fresh_name(std::size_t bytes)
{
    Bytes name(bytes);
    random_->fill(name);
    return to_hex(name);
}

Result<Receipt> Desk::receipt_for(const Published& published, const Sensitive<std::string>& words)
{
    const auto stretched =
        queue_.run([&] { return stretch_receipt(words, published.announcement.salt, published.announcement.cost); });
    if (!stretched) return stretched.error();
    return receipt_of(*stretched);
}

Result<Sensitive<std::string>> Desk::send(const Published& published, const Asking& asking)
{
    const auto seed = key_of(asking.seed);
    if (!seed || !published.is_open()) return fail(ErrorCode::invalid_input, "a request cannot be taken");
    if (!allowance_.take("send", asking.address, sending)) return too_often();
    auto words = receipt_words(*seed, asking.language);
    const auto receipt = receipt_for(published, words);
    if (!receipt) return receipt.error();
    const Timestamp now = clock_->now();
    if (const auto thread = spool_.thread(*receipt)) {
        if (now - thread->started <= same_form) return words;
        return fail(ErrorCode::conflict, "the form was sent a while ago");
    }
    Sensitive<json::object> message = asking.message;
    name_receipt(message.reveal(), *receipt);
    const Taker& taker = published.taker_for(asking.region);
    if (auto done = spool_.put(published, taker, message, now, *random_); !done) return done.error();
    if (auto done = spool_.start_thread(*receipt, taker, now); !done) return done.error();
    return words;
}

Result<void>
Desk::send_file(const Published& published, const FileNames& names, BytesView content, const std::string& address)
{
    const auto key = key_of(names.key);
    const auto id = from_hex(names.id);
    if (!key || !id) return fail(ErrorCode::invalid_input, "a file cannot be taken");
    if (!allowance_.take("file", address, sending_files)) return too_often();
    return spool_.put_file(published, *key, *id, content, clock_->now(), *random_);
}

Result<Desk::Visit>
Desk::visit(const Published& published, const Sensitive<std::string>& words, const std::string& address)
{
    if (!allowance_.take("words", address, trying_words)) return too_often();
    auto receipt = receipt_for(published, words);
    if (!receipt) return receipt.error();
    const auto thread = spool_.thread(*receipt);
    if (!thread) return fail(ErrorCode::not_found, "there is no request under these words");
    return Visit{std::move(*receipt), *thread};
}

std::string Desk::carried(const Visit& visit)
{
    const Sensitive<std::string> text(json::serialize(json::object{
        {"place", visit.receipt.place},
        {"secret", to_hex(visit.receipt.box.secret.view())},
        {"team", visit.thread.team.text()},
        {"started", visit.thread.started.time_since_epoch().count()},
    }));
    return carrying_.seal(visit_purpose, text);
}

std::optional<Desk::Visit> Desk::carried_visit(std::string_view sealed)
{
    const auto text = carrying_.open(visit_purpose, sealed);
    if (!text) return std::nullopt;
    boost::system::error_code error;
    const json::value parsed = json::parse(text->reveal(), error);
    if (error || !parsed.is_object()) return std::nullopt;
    const json::object& object = parsed.as_object();
    auto secret = key_of(text_of_member(object, "secret"));
    const auto team = TeamId::parse(text_of_member(object, "team"));
    if (!secret || !team) return std::nullopt;
    Visit visit;
    visit.receipt.place = text_of_member(object, "place");
    visit.receipt.box = crypto::BoxPair::from_secret(std::move(*secret));
    visit.thread.team = *team;
    if (const json::value* started = object.if_contains("started"); started != nullptr && started->is_int64())
        visit.thread.started = Timestamp(std::chrono::microseconds(started->as_int64()));
    return visit;
}

Result<void> Desk::send_more(
    const Published& published, const Visit& visit, Sensitive<json::object> message, const std::string& address
)
{
    if (published.takers.empty()) return fail(ErrorCode::busy, "nobody takes requests now");
    if (!allowance_.take("send", address, sending)) return too_often();
    name_receipt(message.reveal(), visit.receipt);
    return spool_.put(published, published.taker_of(visit.thread.team), message, clock_->now(), *random_);
}

Result<std::vector<Answer>> Desk::answers(const Published& published, const Visit& visit, const json::object& told)
{
    auto found = spool_.answers(visit.receipt);
    if (!found) return found.error();
    json::array ids;
    for (const Answer& answer : *found) {
        if (!answer.seen) ids.emplace_back(answer.id);
    }
    if (ids.empty() || published.takers.empty()) return found;
    Sensitive<json::object> message(told);
    message.reveal()["answers"] = ids;
    name_receipt(message.reveal(), visit.receipt);
    const Taker& taker = published.taker_of(visit.thread.team);
    // When there is no room for it, the answer is shown all the same and noted at the next visit.
    if (!spool_.put(published, taker, message, clock_->now(), *random_)) return found;
    for (const json::value& id : ids)
        spool_.mark_seen(visit.receipt.place, std::string(id.as_string()));
    return found;
}

void Desk::remove_answer(const Visit& visit, const std::string& id) const
{
    spool_.remove_answer(visit.receipt.place, id);
}

Result<void> Desk::answer(
    const std::string& place, std::string_view reply_key, const std::string& id, const Sensitive<std::string>& text
) const
{
    const auto bytes = from_hex(reply_key);
    crypto::PublicKey reader{};
    if (!bytes || bytes->size() != reader.size()) return fail(ErrorCode::damaged, "a request has no key for answers");
    std::copy(bytes->begin(), bytes->end(), reader.begin());
    return spool_.put_answer(place, reader, id, clock_->now(), text);
}

void Desk::forget_old() const
{
    spool_.forget_older_than(forgotten_after);
}

}  // namespace panoh::request
