// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/accounts/kept_preferences.hpp"
#include "vault/accounts/node_for_test.hpp"

#include <gtest/gtest.h>

namespace panoh::accounts {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

Sensitive<std::string> typed(std::string text)
{
    return Sensitive<std::string>(std::move(text));
}

class AccountsTest : public ::testing::Test {
protected:
    testing::Node node;
    Credentials admin;

    void SetUp() override
    {
        Initial initial = node.initialise(testing::Node::request());
        node.organisation = initial.organisation;
        admin = std::move(initial.credentials);
        node.make_accounts();
    }

    [[nodiscard]] ErrorCode refusal(const SignInRequest& request) const
    {
        const auto answer = node.accounts->sign_in(request);
        EXPECT_FALSE(answer);
        return answer ? ErrorCode::internal : answer.error().code;
    }
};

TEST_F(AccountsTest, TheFirstAdministratorOpensTheNode)
{
    EXPECT_FALSE(node.vault->is_open());
    const Token token = node.sign_in(admin);
    EXPECT_TRUE(node.vault->is_open());
    const auto people = node.vault->directory();
    const vault::User* user = people->user_named("ADMIN ");
    ASSERT_NE(user, nullptr);
    EXPECT_TRUE(user->has_role(administrator_role));
    EXPECT_EQ(people->organisation(node.organisation)->code, "A");
    for (const std::string_view purpose : {"intake", "coordination", "audit", "staff", "documentation"})
        EXPECT_NE(people->team_for(node.organisation, purpose), nullptr);
    EXPECT_EQ(people->setting(training_setting), "yes");
    EXPECT_EQ(node.events(1).front(), "signed_in");
    EXPECT_EQ(node.vault->verify_signatures(storage::Chain::records)->first_bad, 0U);
    EXPECT_EQ(node.vault->verify_signatures(storage::Chain::reads)->first_bad, 0U);
}

TEST_F(AccountsTest, WhatSomebodyChoseInTheirSettingsIsThereInTheNextSession)
{
    const Token first = node.sign_in(admin);
    auto session = node.accounts->open(first);
    ASSERT_TRUE(session.has_value());
    EXPECT_FALSE(session->preferences.opens_accounts) << "closed unless somebody chose otherwise";
    KeptPreferences chosen;
    chosen.preferences = {"ru", "dark", "compact", true};
    chosen.idle_limit = minutes(30);
    ASSERT_TRUE(keep_preferences(*node.vault, session->keys(), chosen).has_value());
    const auto next = node.accounts->open(node.sign_in(admin));
    ASSERT_TRUE(next.has_value());
    EXPECT_EQ(next->preferences.language, "ru");
    EXPECT_EQ(next->preferences.theme, "dark");
    EXPECT_EQ(next->preferences.density, "compact");
    EXPECT_TRUE(next->preferences.opens_accounts);
    EXPECT_EQ(next->idle_limit, minutes(30));
}

TEST_F(AccountsTest, ANodeIsMadeOnceAndARealOneIsNotCheap)
{
    EXPECT_EQ(
        Accounts::initialise(*node.vault, testing::Node::request(), node.random).error().code, ErrorCode::conflict
    );
    InitRequest cheap = testing::Node::request();
    cheap.training = false;
    EXPECT_EQ(Accounts::initialise(*node.vault, cheap, node.random).error().message.id.text(), "accounts.problem.cost");
    InitRequest blank = testing::Node::request();
    blank.login = "";
    EXPECT_EQ(Accounts::initialise(*node.vault, blank, node.random).error().code, ErrorCode::invalid_input);
}

TEST_F(AccountsTest, EveryWrongAnswerLooksAlikeAndLeavesTheNodeSealed)
{
    SignInRequest wrong_login = node.request_of(admin);
    wrong_login.login = "nobody";
    SignInRequest wrong_passphrase = node.request_of(admin);
    wrong_passphrase.passphrase = typed("not the right words at all");
    SignInRequest wrong_code = node.request_of(admin);
    wrong_code.code = typed("000000");
    SignInRequest no_code = node.request_of(admin);
    no_code.code = typed("");
    for (const SignInRequest& request : {wrong_login, wrong_passphrase, wrong_code, no_code}) {
        const auto answer = node.accounts->sign_in(request);
        ASSERT_FALSE(answer);
        EXPECT_EQ(answer.error().code, ErrorCode::not_signed_in);
        EXPECT_EQ(answer.error().detail, "a sign-in was refused");
        EXPECT_EQ(answer.error().message.id.text(), "accounts.sign_in_failed");
        EXPECT_FALSE(node.vault->is_open());
    }
}

TEST_F(AccountsTest, FailuresWhileSealedAreEnteredAfterwards)
{
    SignInRequest wrong = node.request_of(admin);
    wrong.passphrase = typed("not the right words at all");
    EXPECT_EQ(refusal(wrong), ErrorCode::not_signed_in);
    EXPECT_FALSE(node.disk_shows("admin"));
    const Token token = node.sign_in(admin);
    const auto report = node.accounts->dropbox().import(*node.vault->node_keys(), [&](const DropBox::Box& box) {
        return node.accounts->take(box);
    });
    ASSERT_TRUE(report);
    EXPECT_EQ(report->taken, 1U);
    const auto lines = node.vault->log_lines(storage::Chain::reads, 0, 1);
    EXPECT_EQ(lines->front().action, "sign_in_failed_while_sealed");
    EXPECT_EQ(lines->front().user, admin.user);
    EXPECT_FALSE(lines->front().allowed);
    EXPECT_EQ(refusal(wrong), ErrorCode::not_signed_in);
    EXPECT_EQ(node.events(1).front(), "sign_in_failed");
}

TEST_F(AccountsTest, ACodeCountsOnceEvenAfterARestart)
{
    const SignInRequest request = node.request_of(admin);
    ASSERT_TRUE(node.accounts->sign_in(request));
    EXPECT_EQ(refusal(request), ErrorCode::not_signed_in);
    node.restart();
    EXPECT_EQ(refusal(request), ErrorCode::not_signed_in);
    EXPECT_FALSE(node.vault->is_open()) << "what the replayed code opened is closed again";
    EXPECT_TRUE(node.accounts->sign_in(node.request_of(admin)));
}

TEST_F(AccountsTest, LoginAndPassphraseMayBeTypedInOtherWays)
{
    SignInRequest request = node.request_of(admin);
    request.login = "  ADMIN ";
    std::string words = "  " + admin.passphrase.reveal() + "\n";
    words.insert(words.find(' ', 2), "  ");
    request.passphrase = typed(words);
    EXPECT_TRUE(node.accounts->sign_in(request));
}

TEST_F(AccountsTest, ARecoveryCodeStandsInForTheAppOnce)
{
    SignInRequest request = node.request_of(admin);
    request.code = typed(admin.recovery_codes.reveal()[4]);
    const auto signed_in = node.accounts->sign_in(request);
    ASSERT_TRUE(signed_in);
    EXPECT_TRUE(signed_in->used_recovery_code);
    EXPECT_EQ(signed_in->recovery_codes_left, recovery_code_count - 1);
    EXPECT_EQ(refusal(request), ErrorCode::not_signed_in);
    node.restart();
    EXPECT_EQ(refusal(request), ErrorCode::not_signed_in);
}

TEST_F(AccountsTest, GuessingHasToWaitAndTheRightPersonGetsInAfterwards)
{
    SignInRequest wrong = node.request_of(admin);
    wrong.passphrase = typed("not the right words at all");
    for (int count = 0; count < 5; ++count)
        EXPECT_EQ(refusal(wrong), ErrorCode::not_signed_in);
    const auto answer = node.accounts->sign_in(wrong);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, ErrorCode::busy);
    EXPECT_EQ(answer.error().message.id.text(), "accounts.wait_seconds");
    EXPECT_EQ(retry_after(answer.error()), seconds(1));
    node.clock.advance(seconds(1));
    EXPECT_TRUE(node.accounts->sign_in(node.request_of(admin)));
}

TEST_F(AccountsTest, UsersWhoAreAddedSignIn)
{
    const Token token = node.sign_in(admin);
    const Credentials anna = node.add(token, "Анна", "hotline_operator");
    EXPECT_EQ(anna.login, "анна");
    const Token hers = node.sign_in(anna);
    EXPECT_EQ(node.session(hers).user, anna.user);
    EXPECT_EQ(node.accounts->sessions().users_present().size(), 2U);
    node.restart();
    EXPECT_TRUE(node.accounts->sign_in(node.request_of(anna))) << "anybody can open the node";
}

TEST_F(AccountsTest, TheNumberOfSlotsSaysNothing)
{
    const std::size_t before = node.slot_count();
    const Token token = node.sign_in(admin);
    const Credentials anna = node.add(token, "anna", "hotline_operator");
    EXPECT_EQ(node.slot_count(), before);
    const Token hers = node.sign_in(anna);
    ASSERT_TRUE(node.accounts->change_passphrase(hers, anna.passphrase, typed("a new passphrase of hers")));
    EXPECT_EQ(node.slot_count(), before);
    const auto same = typed("a new passphrase of hers");
    ASSERT_TRUE(node.accounts->change_passphrase(hers, same, same));
    EXPECT_EQ(node.slot_count(), before);
    auto author = node.session(token);
    ASSERT_TRUE(node.accounts->end_work(author.keys(), anna.user, {"2027-01-15", "own_wish"}, false));
    EXPECT_EQ(node.slot_count(), before);
}

TEST_F(AccountsTest, MembersOfATeamReadWhatTheOtherWrote)
{
    const Token token = node.sign_in(admin);
    const Credentials anna = node.add(token, "anna", "hotline_operator");
    const Credentials boris = node.add(token, "boris", "coordinator");
    const Token his = node.sign_in(boris);
    const Token hers = node.sign_in(anna);
    const auto note = node.write(hers, "note");
    EXPECT_TRUE(node.can_read(his, note.record)) << "admitted when the first member signed in";
    EXPECT_TRUE(node.can_read(hers, note.record));
    EXPECT_FALSE(node.can_read(token, note.record)) << "the administrator holds no content key";
}

TEST_F(AccountsTest, ANewMemberWaitsForAColleagueWhenTheAdministratorIsNone)
{
    const Token token = node.sign_in(admin);
    const Credentials anna = node.add(token, "anna", "hotline_operator");
    const auto note = node.write(node.sign_in(anna), "note");
    const Credentials boris = node.add_waiting(token, "boris", "hotline_operator");
    node.restart();
    Token his = node.sign_in(boris);
    EXPECT_FALSE(node.can_read(his, note.record));
    node.confirm(boris.user);
    EXPECT_TRUE(node.can_read(his, note.record));
    const Token hers = node.sign_in(anna);
    const auto rows = node.vault->workspace().query("SELECT record FROM t_note");
    EXPECT_EQ(rows->size(), 1U) << "what the first could not open is there for the second";
}

TEST_F(AccountsTest, LockingDropsTheKeysAndAPassphraseBringsThemBack)
{
    const Token token = node.sign_in(admin);
    const Credentials anna = node.add(token, "anna", "hotline_operator");
    const Token hers = node.sign_in(anna);
    const auto note = node.write(hers, "note");
    const Presence presence = node.accounts->lock(hers);
    EXPECT_EQ(presence.users, std::vector<UserId>{admin.user});
    EXPECT_TRUE(node.session(hers).is_locked());
    EXPECT_TRUE(node.vault->workspace().query("SELECT record FROM t_note")->empty());
    EXPECT_EQ(node.accounts->unlock(hers, typed("not the right words at all")).error().code, ErrorCode::denied);
    EXPECT_EQ(node.accounts->unlock(hers, admin.passphrase).error().code, ErrorCode::denied);
    const auto back = node.accounts->unlock(hers, anna.passphrase);
    ASSERT_TRUE(back);
    EXPECT_TRUE(node.can_read(*back, note.record));
    EXPECT_EQ(node.vault->workspace().query("SELECT record FROM t_note")->size(), 1U);
    EXPECT_FALSE(node.accounts->unlock(*back, anna.passphrase)) << "is not locked";
}

TEST_F(AccountsTest, TheNodeIsToBeSealedWhenTheLastOneLeaves)
{
    const Token token = node.sign_in(admin);
    const Credentials anna = node.add(token, "anna", "hotline_operator");
    const Token hers = node.sign_in(anna);
    EXPECT_FALSE(node.accounts->sign_out(token).should_seal);
    EXPECT_EQ(node.events(1).front(), "signed_out");
    EXPECT_FALSE(node.accounts->lock(hers).should_seal) << "a locked session keeps its place";
    EXPECT_TRUE(node.accounts->lock(hers).users.empty());
    node.clock.advance(minutes(60));
    EXPECT_TRUE(node.accounts->expire().should_seal);
    node.accounts->seal();
    EXPECT_FALSE(node.vault->is_open());
    EXPECT_FALSE(node.accounts->open(hers));
    node.sign_in(admin);
    EXPECT_EQ(node.events(2).back(), "sealed");
}

TEST_F(AccountsTest, ANodeMayBeSetToStayOpenUntilRestart)
{
    const Token token = node.sign_in(admin);
    vault::Batch batch;
    batch.id = node.random.id<BatchId>();
    batch.directory.emplace_back(vault::Setting{std::string(stay_open_setting), "yes"});
    auto session = node.session(token);
    ASSERT_TRUE(node.vault->write(session.keys(), std::move(batch)));
    EXPECT_FALSE(node.accounts->sign_out(token).should_seal);
}

TEST_F(AccountsTest, APassphraseIsChangedByWhoKnowsTheOldOne)
{
    const Token token = node.sign_in(admin);
    const Token second = node.sign_in(admin);
    const auto fresh = typed("seven quiet rivers and one lamp");
    EXPECT_EQ(
        node.accounts->change_passphrase(token, typed("wrong wrong wrong"), fresh).error().code, ErrorCode::denied
    );
    EXPECT_EQ(
        node.accounts->change_passphrase(token, admin.passphrase, typed("коротко")).error().code,
        ErrorCode::invalid_input
    );
    ASSERT_TRUE(node.accounts->change_passphrase(token, admin.passphrase, fresh));
    EXPECT_TRUE(node.accounts->open(token));
    EXPECT_FALSE(node.accounts->open(second)) << "other sessions end";
    EXPECT_EQ(refusal(node.request_of(admin)), ErrorCode::not_signed_in);
    admin.passphrase = fresh;
    EXPECT_TRUE(node.accounts->sign_in(node.request_of(admin)));
    node.restart();
    EXPECT_TRUE(node.accounts->sign_in(node.request_of(admin)));
}

TEST_F(AccountsTest, ASecondFactorIsReplacedOnlyByOneThatWorks)
{
    const Token token = node.sign_in(admin);
    EXPECT_FALSE(node.accounts->renew_second_factor(token, admin.passphrase, "123456"));
    const auto secret = node.accounts->propose_second_factor(token);
    ASSERT_TRUE(secret);
    const std::string code = current_code(secret->view(), node.clock.now());
    EXPECT_EQ(
        node.accounts->renew_second_factor(token, admin.passphrase, code == "123456" ? "123457" : "123456")
            .error()
            .code,
        ErrorCode::invalid_input
    );
    EXPECT_EQ(node.accounts->renew_second_factor(token, typed("wrong wrong"), code).error().code, ErrorCode::denied);
    const auto codes = node.accounts->renew_second_factor(token, admin.passphrase, code);
    ASSERT_TRUE(codes);
    EXPECT_EQ(refusal(node.request_of(admin)), ErrorCode::not_signed_in);
    SignInRequest old_recovery = node.request_of(admin);
    old_recovery.code = typed(admin.recovery_codes.reveal()[0]);
    EXPECT_EQ(refusal(old_recovery), ErrorCode::not_signed_in);
    admin.totp_secret = crypto::SecretBytes(secret->view());
    EXPECT_TRUE(node.accounts->sign_in(node.request_of(admin)));
    SignInRequest recovery = node.request_of(admin);
    recovery.code = typed(codes->reveal()[0]);
    EXPECT_TRUE(node.accounts->sign_in(recovery));
}

TEST_F(AccountsTest, NoFileShowsWhoWorksHere)
{
    const Token token = node.sign_in(admin);
    const Credentials anna = node.add(token, "canarylogin", "hotline_operator");
    node.write(node.sign_in(anna), "note");
    SignInRequest wrong = node.request_of(anna);
    wrong.code = typed("000000");
    EXPECT_EQ(refusal(wrong), ErrorCode::not_signed_in);
    node.accounts->seal();
    EXPECT_EQ(refusal(wrong), ErrorCode::not_signed_in);
    for (const std::string& text :
         {std::string("canarylogin"),
          std::string("Canary"),
          std::string("Quiet House"),
          anna.passphrase.reveal(),
          anna.user.text(),
          to_base32(anna.totp_secret.view()),
          std::string("hotline"),
          std::string("sign_in")}) {
        EXPECT_FALSE(node.disk_shows(text)) << text;
    }
    EXPECT_FALSE(node.disk_shows(std::string(text_of(anna.user.view()))));
    EXPECT_FALSE(node.disk_shows(std::string(text_of(anna.totp_secret.view()))));
}

TEST(NodeLock, IsAskedForAtStartAndNothingOpensWithoutIt)
{
    testing::Node node;
    InitRequest request = testing::Node::request();
    request.node_lock = typed("the words on the card in the safe");
    const Initial initial = node.initialise(request);
    const auto without = Accounts::create(*node.vault, testing::small_roles(), node.folder + "/dropbox", {}, nullptr);
    ASSERT_FALSE(without);
    EXPECT_EQ(without.error().code, ErrorCode::invalid_input);
    const auto wrong = typed("other words");
    node.make_accounts(&wrong);
    EXPECT_FALSE(node.accounts->sign_in(node.request_of(initial.credentials)));
    node.make_accounts(&*request.node_lock);
    EXPECT_TRUE(node.accounts->sign_in(node.request_of(initial.credentials)));
}

}  // namespace
}  // namespace panoh::accounts
