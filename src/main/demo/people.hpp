// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/random.hpp"
#include "base/result.hpp"
#include "vault/accounts/credentials.hpp"

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace panoh::demo {

struct Person {
    std::string login, name, role, language;
    std::vector<std::string> regions;
    bool waits = false;  ///< was added today, and no colleague has confirmed them yet
};

struct Organisation {
    std::string code;
    std::map<std::string, std::string> name;  ///< by language
    std::vector<std::string> regions;
    std::vector<Person> people;
    std::vector<Person> left;  ///< worked here once and cannot sign in
};

/// Organisations and staff of the demo. The first person of the first one administers the node.
Result<std::vector<Organisation>> staff();

/// Keys, passphrase and second factor of somebody in the demo: the same in every demo, from a seed that
/// everybody can read. Nothing of it is stored outside the keyring's slots.
accounts::FreshAccount account_of(const Person& person);

/// The system's generator, except while somebody's account is made: then what `account_of` draws from.
class DemoRandom final : public Random {
public:
    void fill(std::span<std::uint8_t> out) override;

    /// From now on the account of `person` is drawn; the first `others` draws are for something else.
    void begin(const Person& person, unsigned others = 0);
    void end();

private:
    std::mutex mutex_;
    std::unique_ptr<SeededRandom> seeded_;
    unsigned others_ = 0;
};

}  // namespace panoh::demo
