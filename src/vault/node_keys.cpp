// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/node_keys.hpp"

#include "base/check.hpp"

namespace panoh::vault {

namespace {

std::map<std::uint32_t, crypto::SecretKey> first_epoch(Random& random)
{
    std::map<std::uint32_t, crypto::SecretKey> epochs;
    epochs.emplace(1, crypto::SecretKey::random(random));
    return epochs;
}

const crypto::SecretKey& root(const std::map<std::uint32_t, crypto::SecretKey>& epochs)
{
    const auto first = epochs.find(1);
    PANOH_CHECK(first != epochs.end());
    return first->second;
}

}  // namespace

NodeKeys NodeKeys::create(Random& random)
{
    return NodeKeys(first_epoch(random));
}

NodeKeys::NodeKeys(std::map<std::uint32_t, crypto::SecretKey> epochs)
    : epochs_(std::move(epochs))
    , index_key_(crypto::derive(root(epochs_), "wrapname"))
    , signer_(crypto::SignPair::from_seed(crypto::derive(root(epochs_), "nodesign")))
    , drop_box_(crypto::BoxPair::from_secret(crypto::derive(root(epochs_), "nodedrop")))
    , scratch_key_(crypto::derive(root(epochs_), "nodescra"))
{}

const crypto::SecretKey* NodeKeys::of(std::uint32_t epoch) const noexcept
{
    const auto found = epochs_.find(epoch);
    return found == epochs_.end() ? nullptr : &found->second;
}

void NodeKeys::start_epoch(crypto::SecretKey key)
{
    epochs_.emplace(epoch() + 1, std::move(key));
}

}  // namespace panoh::vault
