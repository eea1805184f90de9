// SPDX-License-Identifier: AGPL-3.0-or-later
// Writing, opening and memory of the vault: vault_bench [RECORDS …] [--reads=N] [--benchmark_out=FILE]
#include "processes.hpp"
#include "records/files.hpp"
#include "report.hpp"
#include "support/test_node.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <thread>

namespace {

using namespace panoh;
using bench::must;
using bench::Report;
using bench::Stopwatch;
using testing::Member;
using testing::TestNode;

constexpr std::uint32_t records_per_case = 5;

/// A case with what an ordinary one starts with, in one batch as the program writes it; narratives of 600 characters.
void open_case(TestNode& node, Member& worker)
{
    static const std::string narrative(600, 'x');
    auto file =
        records::new_file(node.vault(), forms::FileKind::case_file, worker.actor().organisation, {worker.actor().user});
    const FileId id = file.change.fact.file;
    vault::Batch batch;
    batch.id = system_random().id<BatchId>();
    batch.files.push_back(std::move(file.change));
    const auto add = [&](const char* type, boost::json::object coded, boost::json::object content) {
        batch.records.push_back(records::new_record(system_random(), type, id, std::move(coded), std::move(content)));
    };
    const std::string user = worker.actor().user.text();
    add("case", {{"number", file.number}, {"status", "open"}, {"risk", "medium"}, {"region", "TJ-SU"}}, {});
    add("assignment", {{"user", user}, {"role", "social_worker"}}, {});
    add("case_summary", {}, {{"summary", narrative}});
    add("note", {{"occurred_on", "2026-11-20"}}, {{"text", narrative}});
    add("task", {{"due_on", "2026-12-01"}, {"state", "open"}, {"assigned_to", user}}, {{"heading", "Call back"}});
    must(node.records().write(worker.caller(), std::move(batch)).has_value(), "a case could not be written");
    worker.new_request();
}

/// Returns records a second among the first and among the last tenth.
std::array<double, 2> fill(TestNode& node, std::uint32_t records)
{
    Member& worker = node.sign_in("social_worker");
    const std::uint32_t cases = records / records_per_case;
    const std::uint32_t tenth = std::max(cases / 10, 1U);
    std::array<double, 2> rates{};
    Stopwatch watch;
    for (std::uint32_t at = 0; at < cases; ++at) {
        if (at == cases - tenth) watch = Stopwatch();
        open_case(node, worker);
        const double rate = tenth * records_per_case / watch.seconds();
        if (at + 1 == tenth) rates[0] = rate;
        if (at + 1 == cases) rates[1] = rate;
    }
    return rates;
}

/// A pipe that carries figures from one process to another.
class Channel {
public:
    Channel() { must(::pipe(ends_.data()) == 0, "no pipe"); }
    Channel(const Channel&) = delete;
    Channel& operator=(const Channel&) = delete;
    ~Channel()
    {
        ::close(ends_[0]);
        ::close(ends_[1]);
    }
    void send(const std::array<double, 2>& figures) const
    {
        must(::write(ends_[1], figures.data(), sizeof figures) == sizeof figures, "figures got lost");
    }
    [[nodiscard]] std::array<double, 2> receive() const
    {
        std::array<double, 2> figures{};
        must(::read(ends_[0], figures.data(), sizeof figures) == sizeof figures, "figures got lost");
        return figures;
    }

private:
    std::array<int, 2> ends_{};
};

void bench_list(Report& report, const std::string& name, TestNode& node, Member& worker)
{
    constexpr int questions = 500;
    constexpr std::size_t lines = 40;
    std::vector<double> times;
    for (int at = 0; at < questions; ++at) {
        const Stopwatch watch;
        const auto rows = node.records().query(
            worker.caller(),
            access::Verb::read,
            "case",
            "c.file",
            "SELECT c.record, c.number, c.status FROM t_case c WHERE {scope} ORDER BY c.seq DESC LIMIT 40"
        );
        times.push_back(watch.seconds());
        must(rows && rows->size() == lines, "the list is not what it should be");
    }
    report.times(name + "/list of 40", std::move(times));
}

void bench_size(Report& report, std::uint32_t records)
{
    const std::string name = "vault/" + std::to_string(records) + " records";
    TestNode node;
    node.close();
    const Channel channel;
    bench::in_own_process([&] {
        node.open_again();
        channel.send(fill(node, records));
        node.close();
    });
    const auto rates = channel.receive();
    report.rate(name + "/written in the first tenth", rates[0]);
    report.rate(name + "/written in the last tenth", rates[1]);
    Stopwatch watch;
    node.open_again();
    const double opening = watch.seconds();
    Member& worker = node.sign_in("social_worker");
    report.time(name + "/opened with the worker's workspace", watch.seconds());
    report.time(name + "/… of this, the ledger", opening);
    report.memory(name + "/memory with that workspace", bench::resident(::getpid()));
    bench_list(report, name, node, worker);
    // Keys reach a coordinator as sealed boxes, which are exchanged for cheaper wraps at first use.
    for (const char* which : {"first", "second"}) {
        node.close();
        watch = Stopwatch();
        node.open_again();
        node.sign_in("coordinator");
        report.time(name + "/opened with the coordinator's workspace, " + which + " time", watch.seconds());
    }
    watch = Stopwatch();
    node.sign_in("social_worker");
    report.time(name + "/… then the worker signs in too", watch.seconds());
}

void bench_single_appends(Report& report)
{
    TestNode node;
    Member& worker = node.sign_in("social_worker");
    open_case(node, worker);
    const auto rows = node.vault().workspace().query("SELECT file FROM t_case");
    const FileId file = rows->id<FileId>(0, "file");
    constexpr int count = 500;
    std::vector<double> times;
    for (int at = 0; at < count; ++at) {
        vault::Batch batch;
        batch.id = system_random().id<BatchId>();
        batch.records.push_back(records::new_record(system_random(), "note", file, {}, {{"text", "one note"}}));
        const Stopwatch watch;
        must(node.vault().write(worker.keys(), std::move(batch)).has_value(), "a note could not be written");
        times.push_back(watch.seconds());
    }
    report.times("vault/one record until it is on disk", std::move(times));
}

void bench_reads(Report& report, std::uint32_t reads)
{
    const std::string name = "vault/" + std::to_string(reads) + " reads";
    TestNode node;
    Member& worker = node.sign_in("social_worker");
    constexpr std::uint32_t per_page = 40;
    const std::vector<vault::ReadFact> page(per_page, {"record", FileId{}, RecordId{}, true});
    constexpr int readers = 4;
    std::atomic<std::uint32_t> entered = 0;
    Stopwatch watch;
    std::vector<std::thread> threads;
    for (int reader = 0; reader < readers; ++reader) {
        threads.emplace_back([&] {
            while (entered.fetch_add(per_page) < reads)
                must(node.vault().enter_reads(worker.keys(), page).has_value(), "reads could not be entered");
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    report.rate(name + "/entered by 4 readers, pages of 40", reads / watch.seconds());
    node.close();
    watch = Stopwatch();
    node.open_again();
    report.time(name + "/opened with them in the ledger", watch.seconds());
}

}  // namespace

int main(int argc, char** argv)
{
    Report report(argc, argv);
    const std::uint32_t reads = bench::number_after("--reads=", report.words(), 1'000'000);
    for (const std::uint32_t size : bench::numbers_in(report.words(), {10'000, 100'000}))
        bench_size(report, size);
    bench_single_appends(report);
    if (reads > 0) bench_reads(report, reads);
    return report.finish() ? 0 : 1;
}
