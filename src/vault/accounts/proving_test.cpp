// SPDX-License-Identifier: AGPL-3.0-or-later
// Proving anew who one is, for what is signed.
#include "vault/accounts/node_for_test.hpp"

#include <gtest/gtest.h>

namespace panoh::accounts {
namespace {

Sensitive<std::string> typed(std::string text)
{
    return Sensitive<std::string>(std::move(text));
}

struct ProvingAgain : ::testing::Test {
    testing::Node node;
    Credentials admin;

    ProvingAgain()
    {
        Initial initial = node.initialise(testing::Node::request());
        node.organisation = initial.organisation;
        admin = std::move(initial.credentials);
        node.make_accounts();
    }
};

TEST_F(ProvingAgain, ASignatureAsksForPassphraseAndAFreshCode)
{
    const Token token = node.sign_in(admin);
    const auto refused = [&](const Sensitive<std::string>& passphrase, const Sensitive<std::string>& code) {
        const auto proven = node.accounts->prove_again(token, passphrase, code);
        return proven ? std::string() : proven.error().message.id.text();
    };
    const Sensitive<std::string> used(current_code(admin.totp_secret.view(), node.clock.now()));
    EXPECT_EQ(refused(admin.passphrase, used), "accounts.not_proven") << "it was signed in with";
    const auto fresh = node.code(admin);
    EXPECT_EQ(refused(typed("wrong wrong"), fresh), "accounts.not_proven");
    EXPECT_EQ(refused(admin.passphrase, typed("000000")), "accounts.not_proven");
    EXPECT_EQ(refused(admin.passphrase, fresh), "");
    EXPECT_EQ(refused(admin.passphrase, fresh), "accounts.not_proven") << "a code counts once";
}

TEST_F(ProvingAgain, WrongCodesAtASignatureAreSlowedLikeThoseAtSignIn)
{
    const Token token = node.sign_in(admin);
    std::string answer = "accounts.not_proven";
    constexpr int more_than_is_free = 12;
    for (int attempt = 0; attempt < more_than_is_free && answer == "accounts.not_proven"; ++attempt)
        answer = node.accounts->prove_again(token, admin.passphrase, typed("000000")).error().message.id.text();
    EXPECT_TRUE(answer.starts_with("accounts.wait_")) << answer;
    const auto after_the_wait = node.code(admin);
    EXPECT_TRUE(node.accounts->prove_again(token, admin.passphrase, after_the_wait));
}

}  // namespace
}  // namespace panoh::accounts
