// SPDX-License-Identifier: AGPL-3.0-or-later
// What somebody waits for a page: page_bench [RECORDS …] [--large] [--rounds=N] [--requests=N]
// [--benchmark_out=FILE]
// Over TLS against the real program on a training node. --large adds 100,000 records to the usual 10,000. Of N rounds
// of each figure the one with the lowest median is kept.
#include "page_node.hpp"
#include "processes.hpp"
#include "report.hpp"
#include "support/test_node.hpp"
#include "visitor.hpp"

#include <algorithm>
#include <atomic>
#include <csignal>
#include <latch>
#include <thread>

namespace {

using namespace panoh;
using namespace std::chrono_literals;
using bench::between;
using bench::Fields;
using bench::must;
using bench::Report;
using bench::Stopwatch;
using bench::Visitor;
using web::testing_support::TlsClient;

constexpr const char* worker_login = "worker";
constexpr const char* operator_login = "operator";
constexpr std::size_t crowd = 32;
constexpr std::size_t id_letters = 22;

/// Makes the request with this number.
using Request = std::function<std::string(std::size_t)>;

struct Round {
    std::vector<double> times;  ///< of each answer, in seconds
    double seconds = 0;         ///< of all together
    [[nodiscard]] double median() const
    {
        auto sorted = times;
        std::sort(sorted.begin(), sorted.end());
        return sorted.at(sorted.size() / 2);
    }
};

/// `clients` at once on kept connections until `count` requests are answered, or for eight seconds.
Round measure(std::uint16_t port, std::size_t clients, std::size_t count, const Request& request, int status)
{
    constexpr double longest = 8;
    std::vector<std::vector<double>> times(clients);
    std::latch all_connected(static_cast<std::ptrdiff_t>(clients) + 1);
    std::atomic<std::size_t> next = 0;
    std::vector<std::thread> threads;
    for (std::size_t client = 0; client < clients; ++client) {
        threads.emplace_back([&, client] {
            TlsClient connection(port);
            must(connection.is_connected(), "no TLS connection");
            all_connected.arrive_and_wait();
            const Stopwatch since_start;
            for (std::size_t at = next++; at < count && since_start.seconds() < longest; at = next++) {
                const std::string bytes = request(at);
                const Stopwatch watch;
                const auto answer = connection.ask(bytes);
                times.at(client).push_back(watch.seconds());
                if (answer.status != status) fmt::print(stderr, "{} instead of {}\n", answer.status, status);
                must(answer.status == status, "a page is not what it should be");
            }
        });
    }
    all_connected.arrive_and_wait();
    const Stopwatch watch;
    for (std::thread& thread : threads)
        thread.join();
    Round round{{}, watch.seconds()};
    for (const auto& some : times)
        round.times.insert(round.times.end(), some.begin(), some.end());
    return round;
}

struct Measuring {
    std::uint32_t rounds;    ///< of which the best is kept
    std::uint32_t requests;  ///< of one client in a round
};

/// A node that is served, and how to measure it.
struct Served {
    Report& report;
    std::string name;
    std::uint16_t port;
    Measuring measuring;

    [[nodiscard]] std::string figure(const std::string& what) const { return name + "/" + what; }

    [[nodiscard]] Round best(std::size_t clients, std::size_t count, const Request& request, int status) const
    {
        Round kept = measure(port, clients, count, request, status);
        for (std::uint32_t again = 1; again < measuring.rounds; ++again) {
            Round other = measure(port, clients, count, request, status);
            if (other.median() < kept.median()) kept = std::move(other);
        }
        return kept;
    }

    void page(const std::string& what, const Request& request, int status = 200) const
    {
        constexpr std::size_t more_together = 3;
        const std::size_t alone = measuring.requests;
        const std::size_t together = std::max(crowd, alone * more_together);
        report.times(figure(what) + ", 1 client", best(1, alone, request, status).times);
        Round round = best(crowd, together, request, status);
        const auto answered = static_cast<double>(round.times.size());
        report.times(figure(what) + ", 32 clients", std::move(round.times));
        report.rate(figure(what) + ", 32 clients, answered", answered / round.seconds);
    }
};

/// The first address on a page that begins so and ends with an identifier.
std::string address_on(const std::string& page, const std::string& beginning)
{
    for (auto at = page.find("href=\"" + beginning); at != std::string::npos;
         at = page.find("href=\"" + beginning, at + 1)) {
        const std::string address = between(page.substr(at), "href=\"", "\"");
        if (address.size() == beginning.size() + id_letters) return address;
    }
    must(false, "a page has no such address");
    return {};
}

void bench_pages_of_a_worker(const Served& served, Visitor& worker, std::size_t records)
{
    const std::string& cookie = worker.cookie();
    const auto page = [&](const std::string& what, const std::string& path) {
        const std::string bytes = bench::get(path, cookie);
        served.page(what, [bytes](std::size_t) { return bytes; });
    };
    const std::string list = worker.page("/cases");
    const std::string matter = address_on(list, "/cases/");
    const std::string number = between(list.substr(list.find(matter)), "class=\"num\">", "<");
    const std::string person = address_on(worker.page(matter + "/people"), "/people/");
    page("My work", "/");
    page("list of cases", "/cases");
    page("a case", matter);
    page("timeline of a case", matter + "/timeline");
    page("a person", person);
    const std::string token = bench::value_of(list, "csrf");
    const auto find = [&](const std::string& what, const std::string& words) {
        const std::string bytes = bench::post("/find", cookie, {{"csrf", token}, {"words", words}});
        served.page(what, [bytes](std::size_t) { return bytes; });
    };
    find("finding a number", number);
    find("finding a name", bench::family_of(records / 20));
}

void bench_calls(const Served& served, Visitor& taker)
{
    const std::string cookie = taker.cookie();
    const std::string form = bench::get("/calls/new", cookie);
    served.page("form for a call", [form](std::size_t) { return form; });
    const std::string page = taker.page("/calls/new");
    Fields fields{
        {"csrf", bench::value_of(page, "csrf")},
        {"danger_now", "no"},
        {"caller_kind", "family"},
        {"words", std::string(600, 'x')},
        {"needs", "legal"},
        {"region", "TJ-SU"},
        {"language", "tg"},
        {"channel", "hotline"},
        {"keep", "yes"},
    };
    for (const char* name : {"time_of_call.date", "time_of_call.time"})
        fields.emplace_back(name, bench::value_of(page, name));
    served.page(
        "a call until it is saved",
        [&](std::size_t) {
            Fields one = fields;
            one.emplace_back("batch", system_random().id<BatchId>().text());
            return bench::post("/calls/new", cookie, one);
        },
        303
    );
}

/// Connections that somebody opened and does nothing on, while somebody else works.
void bench_idle(const Served& served, const Visitor& worker, pid_t server)
{
    constexpr std::size_t idle = 1'000;
    constexpr std::size_t hands = 4;
    constexpr std::size_t count = 100;
    const std::string bytes = bench::get("/sign-in", {});
    std::vector<std::unique_ptr<TlsClient>> held(idle);
    const auto each = [&](const std::function<bool(std::unique_ptr<TlsClient>&)>& act) {
        std::atomic<std::size_t> next = 0;
        std::atomic<std::size_t> done = 0;
        std::vector<std::thread> threads;
        for (std::size_t hand = 0; hand < hands; ++hand) {
            threads.emplace_back([&] {
                for (std::size_t at = next++; at < idle; at = next++)
                    if (act(held.at(at))) ++done;
            });
        }
        for (std::thread& thread : threads)
            thread.join();
        return done.load();
    };
    const double before = bench::resident(server);
    each([&](std::unique_ptr<TlsClient>& client) {
        client = std::make_unique<TlsClient>(served.port);
        return client->ask(bytes).status == 200;
    });
    const std::string home = bench::get("/", worker.cookie());
    Round round = measure(
        served.port, 1, count, [&](std::size_t) { return home; }, 200
    );
    served.report.times(served.figure("My work, 1 client beside 1000 idle ones"), std::move(round.times));
    served.report.memory(served.figure("memory of the server before them"), before);
    served.report.memory(served.figure("memory of the server with them"), bench::resident(server));
    served.report.count(served.figure("idle ones answered afterwards"), each([&](std::unique_ptr<TlsClient>& client) {
                            return client->ask(bytes).status == 200;
                        }));
}

std::vector<demo::Person> everybody()
{
    std::vector<demo::Person> people;
    const auto staff = demo::staff();
    must(staff.has_value(), "the demo has no staff");
    for (const demo::Organisation& organisation : *staff) {
        for (const demo::Person& person : organisation.people)
            if (!person.waits) people.push_back(person);
    }
    return people;
}

demo::Person person_called(const std::vector<demo::Person>& people, std::string_view login)
{
    const auto found = std::ranges::find(people, login, &demo::Person::login);
    must(found != people.end(), "nobody in the demo is called so");
    return *found;
}

/// Everybody who has not signed in yet, one after the other; then again, as many at once as may wait.
void bench_sign_in(const Served& served, const std::vector<demo::Person>& people)
{
    constexpr std::size_t at_once = 8;
    constexpr std::chrono::seconds next_code{30};
    const auto sign_in = [&](std::size_t hands, std::chrono::seconds later) {
        std::vector<std::vector<double>> times(hands);
        std::atomic<std::size_t> next = 0;
        std::vector<std::thread> threads;
        for (std::size_t hand = 0; hand < hands; ++hand) {
            threads.emplace_back([&, hand] {
                for (std::size_t at = next++; at < people.size(); at = next++) {
                    if (people[at].login == worker_login || people[at].login == operator_login) continue;
                    Visitor visitor(served.port, people[at]);
                    const Stopwatch watch;
                    must(visitor.try_to_sign_in(later) == 303, "somebody of the demo was not let in");
                    times.at(hand).push_back(watch.seconds());
                }
            });
        }
        for (std::thread& thread : threads)
            thread.join();
        std::vector<double> all;
        for (const auto& some : times)
            all.insert(all.end(), some.begin(), some.end());
        return all;
    };
    served.report.times(served.figure("first sign-in of each colleague, 1 client"), sign_in(1, 0s));
    served.report.times(served.figure("second sign-in, 8 at once"), sign_in(at_once, next_code));
}

/// What a sign-in costs more where real names are: there a passphrase is stretched longer than in training.
void bench_passphrase(Report& report)
{
    constexpr int times_stretched = 5;
    std::vector<double> times;
    for (int at = 0; at < times_stretched; ++at) {
        const Stopwatch watch;
        const auto stretched =
            accounts::stretch_passphrase(Sensitive<std::string>("a passphrase"), "somebody", {}, {}, std::nullopt);
        must(stretched.has_value(), "a passphrase could not be stretched");
        times.push_back(watch.seconds());
    }
    report.times("page/passphrase of a real node stretched", std::move(times));
}

void bench_size(Report& report, std::uint32_t records, const Measuring& measuring)
{
    const testing::TemporaryFolder folder;
    const std::string place = folder.path() + "/node";
    bench::in_own_process([&] { bench::make_node(place, worker_login, records); });
    Served served{report, "page/" + std::to_string(records) + " records", 0, measuring};
    Stopwatch watch;
    const bench::Program server({PANOH_BINARY, "serve", place, "--listen", "127.0.0.1:0", "--tls"});
    const std::string line = server.line();
    report.time(served.figure("start, sealed"), watch.seconds());
    const auto colon = line.rfind(':');
    must(colon != std::string::npos, "the program printed no address");
    served.port = static_cast<std::uint16_t>(web::testing_support::number_in(std::string_view(line).substr(colon + 1)));
    const auto people = everybody();
    Visitor worker(served.port, person_called(people, worker_login));
    Visitor taker(served.port, person_called(people, operator_login));
    watch = Stopwatch();
    worker.sign_in();
    report.time(served.figure("sign-in that opens the node"), watch.seconds());
    taker.sign_in();
    report.memory(served.figure("memory of the server, open"), bench::resident(server.process()));
    bench_pages_of_a_worker(served, worker, records);
    bench_calls(served, taker);
    bench_idle(served, worker, server.process());
    bench_sign_in(served, people);
}

}  // namespace

int main(int argc, char** argv)
{
    Report report(argc, argv);
    const auto& words = report.words();
    const Measuring measuring{
        bench::number_after("--rounds=", words, 1), bench::number_after("--requests=", words, 200)};
    std::vector<std::uint32_t> sizes{10'000};
    if (std::ranges::find(words, "--large") != words.end()) sizes.push_back(100'000);
    web::raise_descriptor_limit();
    // A connection that the server has ended is an answer that is missing, and said to be; not the end of this program.
    std::signal(SIGPIPE, SIG_IGN);
    bench_passphrase(report);
    for (const std::uint32_t size : bench::numbers_in(words, sizes))
        bench_size(report, size, measuring);
    return report.finish() ? 0 : 1;
}
