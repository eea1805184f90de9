// SPDX-License-Identifier: AGPL-3.0-or-later
// Append rate, opening time and memory of the vault: vault_bench [RECORDS …] [--reads N]
#include "records/files.hpp"
#include "support/test_node.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <chrono>
#include <cstring>
#include <fstream>
#include <thread>

namespace {

using namespace panoh;
using testing::Member;
using testing::TestNode;
using Seconds = std::chrono::duration<double>;

constexpr std::uint32_t records_per_case = 5;
constexpr std::uint32_t cases_per_batch = 50;

double since(std::chrono::steady_clock::time_point start)
{
    return Seconds(std::chrono::steady_clock::now() - start).count();
}

/// Resident memory of the process in MiB.
double resident()
{
    std::ifstream file("/proc/self/status");
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("VmRSS:")) return std::stod(line.substr(6)) / 1024;
    }
    return 0;
}

void must(bool holds)
{
    if (!holds) std::abort();
}

/// Cases with everything that an ordinary one starts with; narratives of about 600 characters.
void fill(TestNode& node, Member& worker, std::uint32_t records)
{
    const std::string narrative(600, 'x');
    std::uint32_t written = 0;
    while (written < records) {
        vault::Batch batch;
        batch.id = system_random().id<BatchId>();
        for (std::uint32_t at = 0; at < cases_per_batch && written < records; ++at, written += records_per_case) {
            auto file = records::new_file(
                node.vault(), forms::FileKind::case_file, worker.actor().organisation, {worker.actor().user}, at
            );
            const FileId id = file.change.fact.file;
            batch.files.push_back(std::move(file.change));
            const auto add = [&](const char* type, boost::json::object coded, boost::json::object content) {
                batch.records.push_back(
                    records::new_record(system_random(), type, id, std::move(coded), std::move(content))
                );
            };
            add("case", {{"number", file.number}, {"status", "open"}, {"risk", "medium"}, {"region", "TJ-SU"}}, {});
            add("assignment", {{"user", worker.actor().user.text()}, {"role", "social_worker"}}, {});
            add("case_summary", {}, {{"summary", narrative}});
            add("note", {{"occurred_on", "2026-11-20"}}, {{"text", narrative}});
            add("task",
                {{"due_on", "2026-12-01"}, {"state", "open"}, {"assigned_to", worker.actor().user.text()}},
                {{"heading", "Call back"}});
        }
        must(node.records().write(worker.caller(), std::move(batch)).has_value());
        worker.new_request();
    }
}

void bench_size(std::uint32_t records)
{
    TestNode node;
    Member& worker = node.sign_in("social_worker");
    auto start = std::chrono::steady_clock::now();
    fill(node, worker, records);
    const double filling = since(start);
    const double before = resident();
    start = std::chrono::steady_clock::now();
    node.restart();
    const double opening = since(start);
    start = std::chrono::steady_clock::now();
    Member& again = node.sign_in("social_worker");
    const double admitting = since(start);
    start = std::chrono::steady_clock::now();
    constexpr int questions = 200;
    for (int at = 0; at < questions; ++at) {
        const auto rows = node.records().query(
            again.caller(),
            access::Verb::read,
            "case",
            "c.file",
            "SELECT c.record, c.number, c.status FROM t_case c WHERE {scope} ORDER BY c.seq DESC LIMIT 40"
        );
        must(rows && rows->size() == std::min<std::size_t>(40, records / records_per_case));
    }
    const double asking = since(start) / questions;
    fmt::print(
        "{:>9} records  written {:>8.0f}/s  opened {:>5.2f} s + loaded {:>5.2f} s  list of 40: {:>6.2f} ms  resident "
        "{:>5.0f} MiB ({:.0f} before)\n",
        records,
        records / filling,
        opening,
        admitting,
        asking * 1000,
        resident(),
        before
    );
}

void bench_single_appends()
{
    TestNode node;
    Member& worker = node.sign_in("social_worker");
    fill(node, worker, records_per_case);
    const auto rows = node.vault().workspace().query("SELECT file FROM t_case");
    const FileId file = rows->id<FileId>(0, "file");
    constexpr int count = 500;
    std::vector<double> times;
    for (int at = 0; at < count; ++at) {
        vault::Batch batch;
        batch.id = system_random().id<BatchId>();
        batch.records.push_back(records::new_record(system_random(), "note", file, {}, {{"text", "one note"}}));
        const auto start = std::chrono::steady_clock::now();
        must(node.vault().write(worker.keys(), std::move(batch)).has_value());
        times.push_back(since(start) * 1000);
    }
    std::sort(times.begin(), times.end());
    fmt::print(
        "one at a time: p50 {:.2f} ms, p99 {:.2f} ms until on disk\n", times[count / 2], times[count * 99 / 100]
    );
}

void bench_reads(std::uint32_t reads)
{
    TestNode node;
    Member& worker = node.sign_in("social_worker");
    constexpr std::uint32_t per_page = 40;
    const std::vector<vault::ReadFact> page(per_page, {"record", FileId{}, RecordId{}, true});
    constexpr int readers = 4;
    std::atomic<std::uint32_t> entered = 0;
    const auto start = std::chrono::steady_clock::now();
    std::vector<std::thread> threads;
    for (int reader = 0; reader < readers; ++reader) {
        threads.emplace_back([&] {
            while (entered.fetch_add(per_page) < reads)
                must(node.vault().enter_reads(worker.keys(), page).has_value());
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    const double took = since(start);
    const auto opening = std::chrono::steady_clock::now();
    node.restart();
    fmt::print(
        "{:>9} reads    entered {:>8.0f}/s by {} readers; the node opens again in {:.2f} s\n",
        reads,
        reads / took,
        readers,
        since(opening)
    );
}

}  // namespace

int main(int argc, char** argv)
{
    std::vector<std::uint32_t> sizes;
    std::uint32_t reads = 1'000'000;
    for (int at = 1; at < argc; ++at) {
        const bool is_reads = std::strcmp(argv[at], "--reads") == 0 && at + 1 < argc;
        const char* text = is_reads ? argv[++at] : argv[at];
        std::uint32_t value = 0;
        std::from_chars(text, text + std::strlen(text), value);
        if (is_reads)
            reads = value;
        else
            sizes.push_back(value);
    }
    if (sizes.empty()) sizes = {10'000, 100'000};
    bench_single_appends();
    for (const std::uint32_t size : sizes)
        bench_size(size);
    if (reads > 0) bench_reads(reads);
}
