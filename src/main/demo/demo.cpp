// SPDX-License-Identifier: AGPL-3.0-or-later
#include "main/demo/demo.hpp"

#include "main/demo/calendar.hpp"
#include "main/demo/calls_years.hpp"
#include "main/demo/data.hpp"
#include "main/demo/people.hpp"
#include "main/demo/recognise.hpp"
#include "main/demo/work.hpp"
#include "main/node.hpp"
#include "modules/intake/public/module.hpp"

#include <algorithm>
#include <filesystem>

namespace panoh::demo {

namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

constexpr std::chrono::days before_the_first{10};
constexpr std::array all_work{
    std::pair("calls", "calls"),
    std::pair("cases_early", "cases"),
    std::pair("cases_late", "cases"),
    std::pair("cases_years", "cases"),
    std::pair("cases_now", "cases"),
    std::pair("cases_people", "cases"),
    std::pair("custody", "calls"),
    std::pair("custody", "work"),
    std::pair("hotline", "work"),
    std::pair("knowledge", "work"),
    std::pair("evidence", "work"),
    std::pair("events", "work"),
    std::pair("evaluation", "work"),
    std::pair("expertise", "work"),
    std::pair("coalition", "calls"),
    std::pair("coalition", "cases"),
    std::pair("coalition", "work")};

/// Something that is done at some time: a call or case begins or goes on, or the hotline does something else.
struct Deed {
    enum class Kind { call, opening, step };
    Kind kind = Kind::step;
    Timestamp at{};
    std::string label;  ///< of the call or case
    const json::object* data = nullptr;
};

Error at_place(const std::string& label, const Error& error)
{
    return fail(error.code, "the demo's data, " + label + ": " + error.detail);
}

Deed::Kind kind_of(std::string_view name)
{
    if (name == "calls") return Deed::Kind::call;
    return name == "cases" ? Deed::Kind::opening : Deed::Kind::step;
}

Result<void>
add_deeds(const Calendar& calendar, const json::object& data, std::string_view name, std::vector<Deed>& deeds)
{
    for (const json::value& each : array_at(data, name)) {
        const json::object& whole = each.as_object();
        const std::string label = text_at(whole, "label");
        const auto begins = calendar.time_of(whole);
        if (!begins) return at_place(label, begins.error());
        deeds.push_back({kind_of(name), *begins, label, &whole});
        for (const json::value& step : array_at(whole, "steps")) {
            const auto at = calendar.time_of(step.as_object());
            if (!at) return at_place(label, at.error());
            deeds.push_back({Deed::Kind::step, *at, label, &step.as_object()});
        }
    }
    return {};
}

bool is_same(const accounts::Credentials& made, const accounts::Credentials& told)
{
    return made.user == told.user && made.passphrase.reveal() == told.passphrase.reveal()
           && std::ranges::equal(made.totp_secret.view(), told.totp_secret.view());
}

/// Builds one node; time goes on as the work does.
class Builder {
public:
    Builder(std::string folder, Timestamp now)
        : folder_(std::move(folder))
        , calendar_(now)
        , clock_(now)
    {
        options_.clock = &clock_;
        options_.random = &random_;
    }

    Result<void> build()
    {
        if (auto done = read(); !done) return done;
        if (auto done = found_node(); !done) return done;
        if (auto done = add_staff(); !done) return done;
        for (std::size_t at = 0; at < deeds_.size(); ++at) {
            // Nobody writes on the stroke of a minute.
            constexpr std::size_t stride = 37;
            const auto second = std::chrono::seconds(at * stride % 60);
            clock_.set(std::max(clock_.now(), std::min(deeds_[at].at + second, calendar_.now())));
            if (auto done = perform(deeds_[at]); !done) return at_place(deeds_[at].label, done.error());
        }
        if (auto done = add_newcomers(); !done) return done;
        clock_.set(calendar_.now());
        work_.reset();
        node_->accounts().seal();
        node_.reset();
        return {};
    }

private:
    Result<void> read()
    {
        auto organisations = staff();
        if (!organisations) return organisations.error();
        organisations_ = std::move(*organisations);
        for (const auto& [file, kind] : all_work) {
            auto data = read_data(file);
            if (!data) return data.error();
            data_.push_back(std::make_unique<json::object>(std::move(*data)));
            if (auto done = add_deeds(calendar_, *data_.back(), kind, deeds_); !done) return done;
        }
        if (auto done = add_years(); !done) return done;
        std::stable_sort(deeds_.begin(), deeds_.end(), [](const Deed& left, const Deed& right) {
            return left.at < right.at;
        });
        if (deeds_.empty()) return fail(ErrorCode::internal, "the demo's data tells of no work");
        clock_.set(deeds_.front().at - before_the_first);
        return {};
    }

    Result<void> add_years()
    {
        const auto rule = read_data("calls_years");
        if (!rule) return rule.error();
        auto years = calls_of_years(*rule, calendar_);
        if (!years) return years.error();
        data_.push_back(std::make_unique<json::object>(std::move(*years)));
        for (const char* kind : {"calls", "work"}) {
            if (auto done = add_deeds(calendar_, *data_.back(), kind, deeds_); !done) return done;
        }
        return {};
    }

    Result<void> found_node()
    {
        const Organisation& first = organisations_.front();
        const Person& administrator = first.people.front();
        accounts::InitRequest request;
        request.organisation = {first.code, first.name, first.regions};
        request.login = administrator.login;
        request.name = Sensitive<std::string>(administrator.name);
        request.language = administrator.language;
        request.cost = cost;
        request.training = true;
        // The node's key and salt are drawn before the administrator's account.
        random_.begin(administrator, 2);
        const auto initial = Node::create(folder_, request, options_);
        random_.end();
        if (!initial) return initial.error();
        if (!is_same(initial->credentials, account_of(administrator).credentials)) return not_told();
        ids_.emplace(first.code, initial->organisation);
        auto node = Node::open(folder_, options_);
        if (!node) return node.error();
        node_ = std::move(*node);
        return {};
    }

    Result<void> sign_in_administrator()
    {
        const auto account = account_of(organisations_.front().people.front());
        const accounts::SignInRequest request{
            account.credentials.login,
            account.credentials.passphrase,
            Sensitive<std::string>(accounts::current_code(account.credentials.totp_secret.view(), clock_.now())),
            "127.0.0.1",
        };
        const auto signed_in = node_->accounts().sign_in(request);
        return signed_in ? Result<void>{} : signed_in.error();
    }

    Result<void> add_staff()
    {
        if (auto done = sign_in_administrator(); !done) return done;
        vault::UserKeys author(account_of(organisations_.front().people.front()).bundle);
        for (const Organisation& organisation : organisations_) {
            if (!ids_.contains(organisation.code)) {
                const auto added = node_->accounts().add_organisation(
                    author, {organisation.code, organisation.name, organisation.regions}
                );
                if (!added) return added.error();
                ids_.emplace(organisation.code, *added);
            }
            const auto arriving = in_order_of_arrival(organisation);
            for (const Person* person : arriving) {
                if (auto done = add_person(author, organisation, *person); !done) return done;
                if (auto done = confirm(*arriving.front(), *person); !done)
                    return at_place(person->login, done.error());
            }
        }
        return admit_everybody();
    }

    /// The coordinator begins an organisation and confirms everybody after.
    static std::vector<const Person*> in_order_of_arrival(const Organisation& organisation)
    {
        std::vector<const Person*> people;
        for (const Person& person : organisation.people) {
            if (person.role != accounts::administrator_role && !person.waits) people.push_back(&person);
        }
        for (const Person& person : organisation.left)
            people.push_back(&person);
        std::ranges::stable_partition(people, [](const Person* person) { return person->role == "coordinator"; });
        return people;
    }

    Result<void> confirm(const Person& colleague, const Person& person)
    {
        const auto directory = node_->vault().directory();
        const UserId id = account_of(person).credentials.user;
        if (!directory->is_waiting(id)) return {};
        clock_.advance(std::chrono::minutes(3));
        vault::UserKeys keys(account_of(colleague).bundle);
        return node_->accounts().confirm(keys, id, directory->certificate_hash(id));
    }

    /// Whoever waits for a colleague at the end.
    Result<void> add_newcomers()
    {
        vault::UserKeys author(account_of(organisations_.front().people.front()).bundle);
        for (const Organisation& organisation : organisations_) {
            for (const Person& person : organisation.people) {
                if (!person.waits) continue;
                if (auto done = add_person(author, organisation, person); !done) return done;
            }
        }
        return {};
    }

    Result<void> add_person(vault::UserKeys& author, const Organisation& organisation, const Person& person)
    {
        accounts::NewUser user;
        user.login = person.login;
        user.name = Sensitive<std::string>(person.name);
        user.organisation = ids_.at(organisation.code);
        user.roles = {person.role};
        user.regions = person.regions;
        user.language = person.language;
        clock_.advance(std::chrono::minutes(4));
        random_.begin(person);
        const auto added = node_->accounts().add_user(author, user);
        random_.end();
        if (!added) return at_place(person.login, added.error());
        return is_same(*added, account_of(person).credentials) ? Result<void>{} : not_told();
    }

    /// The first member of a team holds its key from the beginning and lets the others in.
    Result<void> admit_everybody()
    {
        work_ = std::make_unique<Work>(
            node_->records(),
            node_->accounts(),
            calendar_,
            node_->desk(),
            intake::request_words(node_->catalogues()),
            node_->catalogues()
        );
        for (const Organisation& organisation : organisations_) {
            for (const auto* people : {&organisation.people, &organisation.left}) {
                if (auto done = admit(*people); !done) return done;
            }
        }
        return {};
    }

    Result<void> admit(const std::vector<Person>& people)
    {
        for (const Person& person : people) {
            if (person.waits) continue;
            auto done = work_->admit(person.login, vault::UserKeys(account_of(person).bundle));
            if (!done) return at_place(person.login, done.error());
        }
        return {};
    }

    Result<void> perform(const Deed& deed)
    {
        switch (deed.kind) {
        case Deed::Kind::call:
            return work_->take_call(*deed.data);
        case Deed::Kind::opening:
            return work_->open_case(*deed.data);
        case Deed::Kind::step:
            break;
        }
        // When somebody's access ends, the node keeps only those who have a session: as at the beginning, the
        // administrator alone counts as here, and nobody is sent away.
        if (deed.data->contains("leaves")) {
            if (auto done = sign_in_administrator(); !done) return done;
        }
        return work_->perform(deed.label, *deed.data);
    }

    static Error not_told()
    {
        return fail(ErrorCode::internal, "an account of the demo came out otherwise than the seed tells");
    }

    std::string folder_;
    Calendar calendar_;
    FixedClock clock_;
    DemoRandom random_;
    NodeOptions options_;
    std::vector<Organisation> organisations_;
    std::map<std::string, OrganisationId> ids_;
    std::vector<std::unique_ptr<json::object>> data_;
    std::vector<Deed> deeds_;
    std::unique_ptr<Node> node_;
    std::unique_ptr<Work> work_;
};

bool holds_something(const fs::path& folder)
{
    std::error_code error;
    return fs::exists(folder, error) && (!fs::is_directory(folder, error) || !fs::is_empty(folder, error));
}

}  // namespace

Result<void> build_demo(const std::string& folder, Timestamp now)
{
    fs::path target = fs::absolute(folder).lexically_normal();
    if (!target.has_filename()) target = target.parent_path();
    if (holds_something(target)) return fail(ErrorCode::conflict, "the folder " + folder + " is not empty");
    fs::path unfinished = target;
    unfinished += unfinished_suffix;
    std::error_code error;
    if (fs::exists(unfinished, error)) {
        return fail(ErrorCode::conflict, "an earlier demo was not finished: remove " + unfinished.string() + " first");
    }
    if (auto done = Builder(unfinished.string(), now).build(); !done) {
        fs::remove_all(unfinished, error);
        return done;
    }
    fs::rename(unfinished, target, error);
    if (error) return fail(ErrorCode::storage, "the finished demo could not be given its name");
    return {};
}

}  // namespace panoh::demo
