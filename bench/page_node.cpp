// SPDX-License-Identifier: AGPL-3.0-or-later
#include "page_node.hpp"

#include "main/demo/calendar.hpp"
#include "main/demo/demo.hpp"
#include "main/demo/people.hpp"
#include "main/node.hpp"
#include "modules/casework/service.hpp"
#include "processes.hpp"
#include "vault/accounts/totp.hpp"

#include <array>

namespace panoh::bench {

namespace {

namespace json = boost::json;
using namespace std::chrono_literals;

constexpr std::size_t records_per_case = 10;
constexpr std::size_t cases_per_open_task = 50;
constexpr std::array syllables{"Но", "ра", "ми", "ша", "ду", "ке", "ло", "ба", "ти", "ву", "со", "ге"};
constexpr std::array given_names{
    "Аниса", "Баҳром", "Гулрӯ", "Далер", "Зебо", "Камол", "Лайло", "Мирзо", "Нигина", "Сомон"};

/// Somebody of the demo, in this process.
class Writer {
public:
    Writer(Node& node, const Clock& clock, const demo::Person& person)
        : node_(&node)
        , account_(demo::account_of(person))
        , keys_(account_.bundle)
    {
        const auto& who = account_.credentials;
        const auto signed_in = node.accounts().sign_in(
            {who.login,
             who.passphrase,
             Sensitive<std::string>(accounts::current_code(who.totp_secret.view(), clock.now())),
             "127.0.0.1"}
        );
        must(signed_in.has_value(), "the keyworker was not let in");
        const auto actor = access::actor_of(*node.vault().directory(), who.user);
        must(actor.has_value(), "the keyworker works nowhere");
        caller_ = {*actor, &keys_, &reads_, std::string(demo::zone)};
    }

    void open_case(std::size_t index)
    {
        static const std::string narrative(600, 'x');
        keys_ = vault::UserKeys(account_.bundle);
        reads_.clear();
        casework::CasePerson person;
        person.person = {{"sex", index % 2 == 0 ? "male" : "female"}, {"birth", "1988~"}};
        json::array names;
        names.push_back(json::object{
            {"kind", "official"}, {"given", given_names.at(index % given_names.size())}, {"family", family_of(index)}});
        person.identity["names"] = std::move(names);
        person.consents.push_back({{"purpose", "casework"}, {"answer", "yes"}, {"form", "verbal"}, {"setting", "free"}}
        );
        casework::OpenCase wanted;
        wanted.fields = {{"region", "TJ-SU"}, {"risk", "medium"}, {"languages", {"tg"}}};
        wanted.summary = {{"heading", "A case of the benchmark"}, {"summary", narrative}};
        wanted.keyworker = caller_.actor.user;
        wanted.persons.push_back(std::move(person));
        const auto opened = casework::open_case(node_->records(), caller_, std::move(wanted));
        must(opened.has_value(), "a case could not be written");
        go_on(opened->file, index, narrative);
    }

private:
    void go_on(const FileId& file, std::size_t index, const std::string& narrative)
    {
        const std::string today = casework::today_of(node_->records(), caller_);
        const bool open = index % cases_per_open_task == 0;
        json::object task{
            {"kind", "call_back"},
            {"due_on", today},
            {"state", open ? "open" : "done"},
            {"assigned_to", caller_.actor.user.text()}};
        if (!open) task["done_on"] = today;
        vault::Batch batch;
        batch.id = system_random().id<BatchId>();
        batch.records.push_back(records::new_record(
            system_random(), "note", file, {{"kind", "call"}, {"occurred_on", today}}, {{"text", narrative}}
        ));
        batch.records.push_back(
            records::new_record(system_random(), "task", file, std::move(task), {{"heading", "Call back"}})
        );
        must(node_->records().write(caller_, std::move(batch)).has_value(), "a note could not be written");
    }

    Node* node_;
    accounts::FreshAccount account_;
    vault::UserKeys keys_;
    std::vector<vault::ReadFact> reads_;
    records::Caller caller_;
};

demo::Person person_called(const std::string& login)
{
    const auto staff = demo::staff();
    must(staff.has_value(), "the demo has no staff");
    for (const demo::Organisation& organisation : *staff) {
        for (const demo::Person& person : organisation.people)
            if (person.login == login) return person;
    }
    must(false, "nobody in the demo is called so");
    return {};
}

}  // namespace

std::string family_of(std::size_t index)
{
    std::string name;
    for (int part = 0; part < 4; ++part, index /= syllables.size())
        name += syllables.at(index % syllables.size());
    return name + "зода";
}

void make_node(const std::string& folder, const std::string& keyworker, std::size_t records)
{
    const Timestamp month_ago = system_clock().now() - std::chrono::days(31);
    const auto made = demo::build_demo(folder, month_ago);
    must(made.has_value(), "the demo could not be made");
    FixedClock clock(month_ago + 1h);
    NodeOptions options;
    options.clock = &clock;
    auto node = Node::open(folder, options);
    must(node.has_value(), "the demo could not be opened");
    Writer writer(**node, clock, person_called(keyworker));
    const std::size_t cases = records / records_per_case;
    const std::chrono::microseconds step = std::chrono::microseconds(std::chrono::days(30)) / (cases + 1);
    for (std::size_t at = 0; at < cases; ++at, clock.advance(step))
        writer.open_case(at);
    (*node)->accounts().seal();
}

}  // namespace panoh::bench
