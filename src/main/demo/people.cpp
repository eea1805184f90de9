// SPDX-License-Identifier: AGPL-3.0-or-later
#include "main/demo/people.hpp"

#include "main/demo/data.hpp"
#include "vault/crypto/crypto.hpp"

namespace panoh::demo {

namespace json = boost::json;

namespace {

std::uint64_t seed_of(const Person& person)
{
    const Hash256 hash = crypto::hash({bytes_of("panoh/demo/v1"), bytes_of(person.login)});
    std::uint64_t seed = 0;
    for (std::size_t at = 0; at < sizeof seed; ++at)
        seed = (seed << 8U) | hash.at(at);
    return seed;
}

std::vector<std::string> texts_at(const json::object& object, std::string_view member)
{
    std::vector<std::string> texts;
    for (const json::value& each : array_at(object, member))
        if (each.is_string()) texts.emplace_back(each.get_string());
    return texts;
}

Person person_of(const json::object& user)
{
    return {
        text_at(user, "login"),
        text_at(user, "name"),
        text_at(user, "role"),
        text_at(user, "language"),
        texts_at(user, "regions"),
        text_at(user, "waits") == "yes",
    };
}

}  // namespace

Result<std::vector<Organisation>> staff()
{
    const auto data = read_data("staff");
    if (!data) return data.error();
    std::vector<Organisation> organisations;
    for (const json::value& each : array_at(*data, "organisations")) {
        const json::object* found = each.if_object();
        if (found == nullptr) continue;
        Organisation organisation{text_at(*found, "code"), {}, texts_at(*found, "regions"), {}, {}};
        for (const auto& [language, name] : object_at(*found, "name"))
            organisation.name.emplace(language, name.get_string());
        for (const json::value& user : array_at(*found, "users"))
            organisation.people.push_back(person_of(user.get_object()));
        for (const json::value& user : array_at(*found, "left"))
            organisation.left.push_back(person_of(user.get_object()));
        organisations.push_back(std::move(organisation));
    }
    if (organisations.empty() || organisations.front().people.empty()) {
        return fail(ErrorCode::internal, "the demo's data names nobody");
    }
    return organisations;
}

accounts::FreshAccount account_of(const Person& person)
{
    SeededRandom random(seed_of(person));
    const auto user = random.id<UserId>();
    return accounts::fresh_account(user, person.login, person.language, random);
}

void DemoRandom::fill(std::span<std::uint8_t> out)
{
    const std::lock_guard lock(mutex_);
    if (!seeded_) return system_random().fill(out);
    if (others_ == 0) return seeded_->fill(out);
    --others_;
    system_random().fill(out);
}

void DemoRandom::begin(const Person& person, unsigned others)
{
    const std::lock_guard lock(mutex_);
    seeded_ = std::make_unique<SeededRandom>(seed_of(person));
    others_ = others;
}

void DemoRandom::end()
{
    const std::lock_guard lock(mutex_);
    seeded_.reset();
}

}  // namespace panoh::demo
