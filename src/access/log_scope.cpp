// SPDX-License-Identifier: AGPL-3.0-or-later
#include "access/log_scope.hpp"

namespace panoh::access {

bool may_see_line(const Actor& auditor, const vault::LogLine& line, const vault::Vault& vault)
{
    const auto file = vault.file(line.file);
    if (file && file->organisation == auditor.organisation) return true;
    const auto directory = vault.directory();
    const vault::User* user = directory->user(line.user);
    if (user != nullptr) return user->organisation == auditor.organisation;
    return !file && line.kind == ledger::EntryKind::node;
}

}  // namespace panoh::access
