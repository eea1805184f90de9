// SPDX-License-Identifier: AGPL-3.0-or-later
// What happens while the node is sealed is there when it opens; what is typed in one session shows in no other.
#include "integration/real_node.hpp"
#include "main/app.hpp"
#include "main/upkeep.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace panoh {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing::RealNode;
using web::Method;
using web::Request;
using web::Response;

class Sealed : public ::testing::Test {
protected:
    std::vector<vault::LogLine> lines_of(const std::string& action) const
    {
        std::vector<vault::LogLine> found;
        for (const vault::LogLine& line : node.lines()) {
            if (line.action == action) found.push_back(line);
        }
        return found;
    }

    RealNode node;
};

TEST_F(Sealed, FailedSignInsStandInTheLogWithTheirTimeOnceSomebodyCameIn)
{
    EXPECT_FALSE(node.try_sign_in(RealNode::administrator, "not the right words"));
    const Timestamp failed_at = node.clock().now();
    node.restart();
    node.clock().advance(std::chrono::hours(9));
    App app(node.node(), "UTC", [] {});
    EXPECT_FALSE(app.run_jobs()) << "sealed: nothing can be taken in";
    node.sign_in(RealNode::administrator);
    app.run_jobs();
    app.run_jobs();
    const auto lines = lines_of("sign_in_failed_while_sealed");
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_EQ(lines[0].at, failed_at);
    EXPECT_EQ(lines[0].user, node.credentials(RealNode::administrator).user);
    EXPECT_FALSE(lines[0].allowed);
}

TEST_F(Sealed, ManyFailuresAreTakenInByHelpings)
{
    const auto& box = node.node().accounts().dropbox();
    for (int count = 0; count < 150; ++count) {
        ASSERT_TRUE(box.put("sign_in_failed", node.clock().now(), bytes_of("nobody"), system_random(), {}));
    }
    App app(node.node(), "UTC", [] {});
    node.sign_in(RealNode::administrator);
    int helpings = 1;
    while (app.run_jobs())
        ++helpings;
    EXPECT_EQ(helpings, 3);
    EXPECT_EQ(lines_of("sign_in_failed_while_sealed").size(), 150U);
}

TEST_F(Sealed, ABackupAndARestoreThatWereMadeThenEndTheBanner)
{
    ASSERT_TRUE(note(node.node(), Deed::backup_made));
    node.restart();
    const auto description = node.vault().keyring().describe();
    ASSERT_TRUE(leave_note(node.folder(), description->drop_key, Deed::restore_tried, node.clock().now()));
    node.sign_in(RealNode::administrator);
    EXPECT_TRUE(backup_is_due(node.vault()));
    ASSERT_TRUE(take_in(node.node()));
    EXPECT_FALSE(backup_is_due(node.vault()));
    EXPECT_EQ(lines_of("backup_made").size(), 1U);
    EXPECT_EQ(lines_of("restore_tried").size(), 1U);
    node.clock().advance(std::chrono::days(36));
    EXPECT_TRUE(backup_is_due(node.vault()));
    ASSERT_TRUE(note(node.node(), Deed::backup_made));
    EXPECT_FALSE(backup_is_due(node.vault()));
}

TEST_F(Sealed, ANoteThatComesLateDoesNotMakeTheLastBackupOlder)
{
    const auto description = node.vault().keyring().describe();
    ASSERT_TRUE(
        leave_note(node.folder(), description->drop_key, Deed::backup_made, node.clock().now() - std::chrono::days(60))
    );
    node.sign_in(RealNode::administrator);
    ASSERT_TRUE(note(node.node(), Deed::backup_made));
    ASSERT_TRUE(note(node.node(), Deed::restore_tried));
    ASSERT_TRUE(take_in(node.node()));
    EXPECT_FALSE(backup_is_due(node.vault()));
}

TEST_F(Sealed, NodeKeysAreLetGoWhenTheNodeCloses)
{
    EXPECT_EQ(node.vault().node_keys(), nullptr);
    EXPECT_EQ(node.vault().open_dropped(Bytes{1, 2, 3}).error().code, ErrorCode::sealed);
    node.sign_in(RealNode::administrator);
    std::weak_ptr<const vault::NodeKeys> keys = node.vault().node_keys();
    EXPECT_FALSE(keys.expired());
    node.node().accounts().seal();
    EXPECT_TRUE(keys.expired());
}

/// A browser, as far as a form needs one.
class Browser {
public:
    explicit Browser(App& app)
        : app_(&app)
    {}

    Response get(const std::string& path) { return send(Method::get, path, {}); }
    Response post(const std::string& path, const std::vector<std::pair<std::string, std::string>>& fields)
    {
        return send(Method::post, path, fields);
    }
    /// What a hidden field of the last page holds.
    [[nodiscard]] std::string hidden(const std::string& name) const
    {
        const auto field = page_.find("name=\"" + name + "\"");
        if (field == std::string::npos) return "";
        const auto from = page_.find("value=\"", field) + 7;
        return page_.substr(from, page_.find('"', from) - from);
    }
    std::string token;

private:
    Response
    send(Method method, const std::string& path, const std::vector<std::pair<std::string, std::string>>& fields)
    {
        Request request;
        request.method = method;
        request.path = path;
        request.peer_address = "192.0.2.7";
        for (const auto& [name, text] : fields)
            request.form.add(name, text);
        if (!token.empty()) request.cookies.add("session", token);
        if (method == Method::post) request.headers.add("Sec-Fetch-Site", "same-origin");
        Response response = app_->handle(request);
        page_ = response.body;
        for (const auto& cookie : response.cookies) {
            if (cookie.name == "session") token = cookie.value;
        }
        return response;
    }

    App* app_;
    std::string page_;
};

class KeptForms : public ::testing::Test {
protected:
    KeptForms()
        : app(node.node(), "UTC", [] {})
        , browser(app)
    {
        const auto administrator = node.sign_in(RealNode::administrator);
        node.add(administrator, "anna", "hotline_operator");
        node.add(administrator, "boris", "hotline_operator");
    }

    Response sign_in(const std::string& login, const std::string& kept)
    {
        node.clock().advance(std::chrono::seconds(31));
        const auto& known = node.credentials(login);
        return browser.post(
            "/sign-in",
            {{"login", login},
             {"passphrase", known.passphrase.reveal()},
             {"code", accounts::current_code(known.totp_secret.view(), node.clock().now())},
             {"kept", kept}}
        );
    }

    /// Anna has typed something, and her session is over when she sends it: what the page then keeps.
    std::string kept_of_anna()
    {
        sign_in("anna", "");
        browser.get("/calls/new");
        const std::string form = browser.hidden("csrf");
        EXPECT_FALSE(form.empty());
        node.node().accounts().sessions().end_all(node.credentials("anna").user);
        const Response answer = browser.post("/calls/new", {{"csrf", form}, {"words", typed}});
        EXPECT_EQ(answer.status, 401);
        EXPECT_THAT(answer.body, Not(HasSubstr(typed)));
        return browser.hidden("kept");
    }

    static constexpr const char* typed = "canary words of the caller";
    RealNode node;
    App app;
    Browser browser;
};

TEST_F(KeptForms, ComeBackToWhoeverTypedThem)
{
    const std::string kept = kept_of_anna();
    const Response answer = sign_in("anna", kept);
    EXPECT_EQ(answer.status, 200);
    EXPECT_THAT(answer.body, HasSubstr(typed));
}

TEST_F(KeptForms, ShowNothingToSomebodyElseWhoMayLetThemComeBack)
{
    const std::string kept = kept_of_anna();
    const Response answer = sign_in("boris", kept);
    EXPECT_EQ(answer.status, 200);
    EXPECT_THAT(answer.body, Not(HasSubstr(typed)));
    EXPECT_EQ(browser.hidden("kept"), kept);
    const Response left = browser.post("/sign-out", {{"kept", kept}});
    EXPECT_EQ(left.status, 200);
    EXPECT_EQ(browser.hidden("kept"), kept) << "the text waits on the sign-in page";
    EXPECT_THAT(sign_in("anna", kept).body, HasSubstr(typed));
}

TEST_F(KeptForms, OfAnEarlierSessionOfTheSamePersonAreShownAgainAndNotLost)
{
    sign_in("anna", "");
    browser.get("/calls/new");
    const std::string form = browser.hidden("csrf");
    sign_in("anna", "");
    const Response answer = browser.post("/calls/new", {{"csrf", form}, {"words", typed}});
    EXPECT_EQ(answer.status, 409);
    EXPECT_THAT(answer.body, HasSubstr(typed));
    sign_in("boris", "");
    const Response other = browser.post("/calls/new", {{"csrf", form}, {"words", typed}});
    EXPECT_EQ(other.status, 403);
    EXPECT_THAT(other.body, Not(HasSubstr(typed)));
}

TEST_F(KeptForms, MadeByAStrangerAreTakenForNobodys)
{
    ByteWriter forged;
    for (const char* part : {"/calls/new", "", "words", typed})
        forged.sized(std::string_view(part));
    const auto key = node.vault().keyring().describe()->drop_key;
    const Response answer = sign_in("anna", to_base64url(crypto::seal_to(key, forged.bytes())));
    EXPECT_THAT(answer.body, Not(HasSubstr(typed)));
}

}  // namespace
}  // namespace panoh
