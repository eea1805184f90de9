// SPDX-License-Identifier: AGPL-3.0-or-later
// How long documents take: document_bench [ROUNDS] [--benchmark_out=FILE]
// A report of an evaluation with ten drawings, and a chronology; the first one of a process and those after it.
#include "base/embedded.hpp"
#include "documents/docx.hpp"
#include "documents/pdf.hpp"
#include "i18n/catalogues.hpp"
#include "modules/reports/sample_for_test.hpp"
#include "processes.hpp"
#include "report.hpp"

namespace {

using namespace panoh;
using bench::must;
using bench::Report;
using bench::Stopwatch;

constexpr std::uint32_t usual_rounds = 40;
constexpr std::size_t drawings = 10;

std::string drawing()
{
    for (const embedded::File& file : embedded::body_drawings())
        if (file.path == "D01.svg") return {file.bytes.begin(), file.bytes.end()};
    return {};
}

void measure(
    Report& report, const std::string& name, std::uint32_t rounds, const std::function<Result<std::string>()>& write
)
{
    Stopwatch first;
    const auto written = write();
    report.time(name + ", the first one", first.seconds());
    must(written.has_value(), "a document could not be written");
    report.count(name + ", bytes", written->size());
    std::vector<double> seconds;
    for (std::uint32_t round = 0; round < rounds; ++round) {
        Stopwatch watch;
        must(write().has_value(), "a document could not be written");
        seconds.push_back(watch.seconds());
    }
    report.times(name, std::move(seconds));
}

}  // namespace

int main(int argc, char** argv)
{
    Report report(argc, argv);
    const std::uint32_t rounds = bench::numbers_in(report.words(), {usual_rounds}).front();
    const auto catalogues = i18n::Catalogues::load(embedded::catalogues());
    must(catalogues.has_value(), "no catalogues");
    const i18n::Translator translator(*catalogues, "ru", "Asia/Dushanbe");
    const auto evaluation = reports::evaluation_document(reports::sample_report(drawing(), drawings, true), translator);
    const auto chronology = reports::chronology_document(reports::sample_chronology(), translator);
    measure(report, "report of an evaluation as PDF", rounds, [&] { return documents::write_pdf(evaluation); });
    measure(report, "report of an evaluation as DOCX", rounds, [&] { return documents::write_docx(evaluation); });
    measure(report, "chronology as PDF", rounds, [&] { return documents::write_pdf(chronology); });
    return report.finish() ? 0 : 1;
}
