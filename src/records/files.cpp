// SPDX-License-Identifier: AGPL-3.0-or-later
#include "records/files.hpp"

#include <fmt/format.h>

#include <chrono>
#include <mutex>

namespace panoh::records {

namespace {

constexpr int most_attempts = 8;

std::string_view infix(forms::FileKind kind)
{
    switch (kind) {
    case forms::FileKind::case_file:
        return "";
    case forms::FileKind::person:
        return "P-";
    case forms::FileKind::contact:
        return "C-";
    case forms::FileKind::register_file:
        return "R-";
    case forms::FileKind::evaluation:
        return "E-";
    case forms::FileKind::knowledge:
        return "K-";
    }
    return "";
}

}  // namespace

std::string file_number(const std::string& organisation_code, const vault::FileFact& fact)
{
    return fmt::format("{}-{}{}-{:04}", organisation_code, infix(fact.kind), fact.year, fact.ordinal);
}

std::string file_number(const vault::Vault& vault, const FileId& file)
{
    const auto fact = vault.file(file);
    if (!fact) return {};
    const auto directory = vault.directory();
    const vault::Organisation* organisation = directory->organisation(fact->organisation);
    return file_number(organisation == nullptr ? std::string() : organisation->code, *fact);
}

NewFile new_file(
    vault::Vault& vault,
    forms::FileKind kind,
    const OrganisationId& organisation,
    std::vector<UserId> assigned,
    std::uint32_t already
)
{
    const std::chrono::year_month_day today(std::chrono::floor<std::chrono::days>(vault.clock().now()));
    vault::FileFact fact;
    fact.file = vault.random().id<FileId>();
    fact.kind = kind;
    fact.organisation = organisation;
    fact.year = static_cast<std::uint16_t>(static_cast<int>(today.year()));
    fact.ordinal = vault.next_ordinal(kind, organisation, fact.year) + already;
    const auto directory = vault.directory();
    const vault::Organisation* found = directory->organisation(organisation);
    return {{fact, std::move(assigned)}, file_number(found == nullptr ? "?" : found->code, fact)};
}

Result<vault::Receipt> with_numbers(const std::function<Result<vault::Receipt>()>& attempt)
{
    // One after the other: under load, whoever lost the race for a number would lose it again.
    static std::mutex numbering;
    const std::scoped_lock lock(numbering);
    for (int count = 1;; ++count) {
        auto receipt = attempt();
        const bool taken = !receipt && receipt.error().detail == vault::number_taken_detail;
        if (!taken || count == most_attempts) return receipt;
    }
}

}  // namespace panoh::records
