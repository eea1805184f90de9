// SPDX-License-Identifier: AGPL-3.0-or-later
// A copied disk and one operator's passphrase: their own call opens, and nothing of anybody else's case does.
#include "integration/copied_disk.hpp"

#include "integration/real_node.hpp"
#include "modules/casework/names/names.hpp"
#include "modules/casework/service.hpp"
#include "modules/intake/service.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace panoh {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;
using testing::AtWork;
using testing::DiskThief;
using testing::RealNode;

/// Record types like those of the medical and care packs: coded values of the most sensitive kinds.
const std::map<std::string, std::string> proof_packs{
    {"proof/lists/proof_codes.yaml",
     "list: proof_codes\ncodes:\n  - DiagnosisCanary\n  - MethodCanary\n  - NeedCanary\n"},
    {"proof/types/proof_diagnosis.yaml",
     "type: proof_diagnosis\nversion: 1\nfile: person\ncompartment: medical\ntitle: [code]\nfields:\n"
     "  code: { kind: code, list: proof_codes, coded: true }\n  finding: { kind: text, lines: 3 }\n"},
    {"proof/types/proof_score.yaml",
     "type: proof_score\nversion: 1\nfile: person\ncompartment: psychological\ntitle: [score]\nfields:\n"
     "  score: { kind: number, coded: true }\n  answers: { kind: text, lines: 3 }\n"},
    {"proof/types/proof_need.yaml",
     "type: proof_need\nversion: 1\nfile: person\ncompartment: social\ntitle: [code]\nfields:\n"
     "  code: { kind: code, list: proof_codes, coded: true }\n"},
    {"proof/types/proof_method.yaml",
     "type: proof_method\nversion: 1\nfile: case\ncompartment: account\ntitle: [code]\nfields:\n"
     "  code: { kind: code, list: proof_codes, coded: true }\n  account: { kind: text, lines: 3 }\n"},
};

const std::string own_words = "OwnCallCanary";

class CopiedDisk : public ::testing::Test {
protected:
    void work(const std::map<std::string, std::string>& packs = proof_packs)
    {
        node = std::make_unique<RealNode>(packs);
        staff();
        take_call("operator", own_words);
        take_call("operator_b", "OtherHouseCanary");
        open_case("worker");
        open_case("worker_two");
        node->stop();
    }

    void staff()
    {
        const auto administrator = node->sign_in(RealNode::administrator);
        node->add_organisation(administrator, "B");
        node->add(administrator, "worker", "social_worker");
        node->add(administrator, "worker_two", "social_worker");
        node->add(administrator, "operator", "hotline_operator");
        node->add(administrator, "psychiatrist", "psychiatrist");
        node->add(administrator, "worker_b", "social_worker", "B");
        node->add(administrator, "operator_b", "hotline_operator", "B");
        // Twice: who came first is admitted by those who came later.
        for (int round = 0; round < 2; ++round) {
            for (const char* login : {"worker", "worker_two", "operator", "psychiatrist", "worker_b", "operator_b"})
                tokens.insert_or_assign(login, node->sign_in(login));
        }
    }

    BatchId batch() { return system_random().id<BatchId>(); }

    void take_call(const std::string& login, const std::string& words)
    {
        AtWork at_work(*node, tokens.at(login));
        forms::Submission form;
        for (const auto& [name, text] : std::vector<std::pair<std::string, std::string>>{
                 {"channel", "hotline"},
                 {"caller_kind", "family"},
                 {"danger_now", "no"},
                 {"needs", "legal"},
                 {"keep", "yes"},
                 {"words", words}})
            form.add(name, text);
        const auto taken = intake::take_call(node->node().records(), at_work.caller(), form, batch());
        ASSERT_TRUE(taken) << taken.error().detail;
        for (const auto& problem : taken->problems)
            ADD_FAILURE() << problem.field << ": " << problem.message.id.text();
    }

    /// A case with a person who has a name, a need, a diagnosis and a score, and an account.
    void open_case(const std::string& login)
    {
        AtWork worker(*node, tokens.at(login));
        AtWork psychiatrist(*node, tokens.at("psychiatrist"));
        const records::Records& records = node->node().records();
        casework::OpenCase request;
        request.batch = batch();
        request.fields = {{"region", "TJ-DU"}, {"risk", "high"}, {"languages", {"tg"}}};
        request.summary = {{"heading", "HeadingCanary"}, {"summary", "SummaryCanary"}};
        request.keyworker = worker.actor().user;
        casework::CasePerson person;
        person.person = {{"sex", "female"}, {"birth", "1961-07-23"}};
        person.identity = {
            {"names", json::array{{{"kind", "official"}, {"given", "Zumradbonu"}, {"family", "Qobilzoda"}}}},
            {"address", "AddressCanary"}};
        person.contact_channels = {{{"kind", "phone"}, {"value", "+992900555731"}, {"safe", "yes"}}};
        request.persons = {std::move(person)};
        const auto opened = casework::open_case(records, worker.caller(), std::move(request));
        ASSERT_TRUE(opened) << opened.error().detail;
        const FileId subject = opened->persons.at(0);
        write(
            worker, "assignment", opened->file, {{"user", psychiatrist.actor().user.text()}, {"role", "psychiatrist"}}
        );
        write(worker, "proof_method", opened->file, {{"code", "MethodCanary"}}, {{"account", "AccountCanary"}});
        write(worker, "proof_need", subject, {{"code", "NeedCanary"}});
        ASSERT_TRUE(node->vault().admit(psychiatrist.keys()));
        ASSERT_TRUE(node->vault().reconcile(worker.keys(), std::vector<FileId>{opened->file, subject}));
        write(psychiatrist, "proof_diagnosis", subject, {{"code", "DiagnosisCanary"}}, {{"finding", "FindingCanary"}});
        write(psychiatrist, "proof_score", subject, {{"score", 7351946}}, {{"answers", "AnswersCanary"}});
        const Sensitive<std::string> draft{std::string("DraftCanary")};
        ASSERT_TRUE(node->vault().put_scratch(worker.keys(), "note", draft));
    }

    void write(AtWork& who, const std::string& type, const FileId& file, json::object coded, json::object content = {})
    {
        vault::Batch change;
        change.id = batch();
        change.records.push_back(records::new_record(system_random(), type, file, std::move(coded), std::move(content))
        );
        const auto written = node->node().records().write(who.caller(), std::move(change));
        ASSERT_TRUE(written) << type << ": " << written.error().detail;
    }

    /// Everything that must not come open for the operator.
    static std::vector<std::string> secrets()
    {
        std::vector<std::string> all{
            "DiagnosisCanary",
            "MethodCanary",
            "NeedCanary",
            "7351946",
            "HeadingCanary",
            "SummaryCanary",
            "AddressCanary",
            "900555731",
            "FindingCanary",
            "AnswersCanary",
            "AccountCanary",
            "OtherHouseCanary",
            "DraftCanary",
            "Zumradbonu",
            "Qobilzoda",
            "1961-07-23"};
        for (const std::string& key : casework::keys("Zumradbonu Qobilzoda"))
            if (key.size() >= 6) all.push_back(key);
        return all;
    }

    std::string copy(const std::string& name) const
    {
        fs::copy(node->folder(), node->beside(name), fs::copy_options::recursive);
        return node->beside(name);
    }

    DiskThief thief(const std::string& folder, const std::string& login) const
    {
        return DiskThief(folder, login, node->credentials(login).passphrase);
    }

    /// What of the secrets came open, in plain or through any key.
    static std::set<std::string> leaks(const DiskThief& thief)
    {
        std::set<std::string> found;
        for (const std::string& secret : secrets()) {
            if (thief.around().find(secret) != std::string::npos) found.insert(secret);
            for (const auto& box : thief.boxes()) {
                if (box.text.find(secret) != std::string::npos) found.insert(secret);
            }
        }
        return found;
    }

    std::unique_ptr<RealNode> node;
    std::map<std::string, accounts::Token> tokens;
};

TEST_F(CopiedDisk, WithAnOperatorsPassphraseOpensTheirOwnCallAndNothingOfACase)
{
    work();
    auto copied = thief(copy("copy"), "operator");
    ASSERT_TRUE(copied.opened_a_slot()) << "the second factor does not protect a copied disk";
    copied.take_everything();
    EXPECT_GT(copied.entries_seen(), 40U);
    EXPECT_EQ(leaks(copied), std::set<std::string>{});
    bool own = false;
    for (const auto& box : copied.boxes()) {
        own = own || box.text.find(own_words) != std::string::npos;
        const auto file = copied.files().find(box.file);
        ASSERT_NE(file, copied.files().end());
        const bool of_their_house = file->second.organisation == node->organisation("A");
        const bool for_all_who_take_calls =
            file->second.kind == forms::FileKind::contact || file->second.kind == forms::FileKind::register_file;
        EXPECT_TRUE(of_their_house && for_all_who_take_calls) << box.type;
    }
    EXPECT_TRUE(own) << "their own call opens";
}

TEST_F(CopiedDisk, ShowsNoSecretInAnyByteOfAnyFile)
{
    work();
    std::size_t files = 0;
    for (const auto& entry : fs::recursive_directory_iterator(node->folder())) {
        const bool declares = entry.path().string().find("/packs/") != std::string::npos;
        if (!entry.is_regular_file() || declares) continue;
        ++files;
        const std::string bytes = testing::bytes_in(entry.path());
        for (const std::string& secret : secrets())
            EXPECT_EQ(bytes.find(secret), std::string::npos) << secret << " in " << entry.path().filename();
        EXPECT_EQ(bytes.find(own_words), std::string::npos) << entry.path().filename();
        EXPECT_EQ(bytes.find("operator"), std::string::npos) << entry.path().filename();
    }
    EXPECT_GE(files, 4U);
}

TEST_F(CopiedDisk, OpenedByTheProgramItselfFillsTheWorkspaceWithCallsAlone)
{
    work();
    const std::string folder = copy("copy");
    auto opened = Node::open(folder, node->options());
    ASSERT_TRUE(opened);
    const auto& operator_ = node->credentials("operator");
    node->clock().advance(std::chrono::seconds(31));
    const auto signed_in = (*opened)->accounts().sign_in(
        {"operator",
         operator_.passphrase,
         Sensitive<std::string>(accounts::current_code(operator_.totp_secret.view(), node->clock().now())),
         "192.0.2.7"}
    );
    ASSERT_TRUE(signed_in) << signed_in.error().detail;
    const auto& workspace = (*opened)->vault().workspace();
    std::set<std::string> filled;
    for (const auto& [name, type] : (*opened)->vault().schema().types) {
        const auto rows = workspace.query("SELECT count(*) AS n FROM t_" + name);
        ASSERT_TRUE(rows) << name;
        if (rows->integer(0, "n") == 0) continue;
        filled.insert(name);
        EXPECT_TRUE(type.file == forms::FileKind::contact || type.file == forms::FileKind::register_file) << name;
    }
    EXPECT_TRUE(filled.contains("contact"));
    const auto names = workspace.query("SELECT count(*) AS n FROM name_keys");
    ASSERT_TRUE(names);
    EXPECT_EQ(names->integer(0, "n"), 0);
}

TEST_F(CopiedDisk, WithAWrongPassphraseOpensNothing)
{
    work();
    DiskThief copied(copy("copy"), "operator", Sensitive<std::string>("not the right words"));
    EXPECT_FALSE(copied.opened_a_slot());
}

TEST_F(CopiedDisk, TheProofSeesWhatASocialWorkerMayOpen)
{
    work();
    auto copied = thief(copy("copy"), "worker");
    copied.take_everything();
    const auto found = leaks(copied);
    for (const char* expected :
         {"Zumradbonu", "NeedCanary", "MethodCanary", "AccountCanary", "AddressCanary", "DraftCanary"})
        EXPECT_TRUE(found.contains(expected)) << expected;
    EXPECT_FALSE(found.contains("DiagnosisCanary")) << "medical is not theirs";
    EXPECT_FALSE(found.contains("OtherHouseCanary"));
}

TEST_F(CopiedDisk, TheProofFailsWhenARoleGivesACompartmentToATeam)
{
    auto packs = proof_packs;
    std::string roles = testing::bytes_in(fs::path(PANOH_SOURCE_DIR) / "packs/core/roles.yaml");
    const std::string place = "  hotline_operator:\n";
    const auto role = roles.find(place);
    ASSERT_NE(role, std::string::npos);
    const std::string files = "    files:\n";
    const auto at = roles.find(files, role);
    ASSERT_NE(at, std::string::npos);
    roles.insert(at + files.size(), "      person: { reach: organisation, read: [core, medical], write: [] }\n");
    packs["roles.yaml"] = roles;
    work(packs);
    auto copied = thief(copy("copy"), "operator");
    copied.take_everything();
    EXPECT_TRUE(leaks(copied).contains("DiagnosisCanary"));
}

TEST_F(CopiedDisk, TheProofFailsWhenOneWrapIsUnderAKeyThatEverybodyHas)
{
    work();
    auto doctor = thief(copy("doctor"), "psychiatrist");
    doctor.take_everything();
    ASSERT_TRUE(leaks(doctor).contains("7351946"));
    const std::string folder = copy("copy");
    {
        auto store = storage::open_sqlite_store_for_reading(folder);
        ASSERT_TRUE(store);
        std::vector<storage::Row> rows;
        std::uint8_t number = 0;
        for (const auto& [id, key] : doctor.keys()) {
            Bytes name(vault::Keyring::wrap_name_size, ++number);
            name[0] = 'w';
            rows.push_back({name, vault::wrap_symmetric(doctor.node_keys().index_key(), id, key)});
        }
        ASSERT_TRUE((*store)->put(storage::Area::keyring, rows));
    }
    auto copied = thief(folder, "operator");
    copied.take_everything();
    EXPECT_TRUE(leaks(copied).contains("7351946"));
    EXPECT_TRUE(leaks(copied).contains("DiagnosisCanary"));
}

}  // namespace
}  // namespace panoh
