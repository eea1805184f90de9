// SPDX-License-Identifier: AGPL-3.0-or-later
// What takes no change any more: a part that was signed or given up, and what was signed.
#include "modules/evaluation/service_sign.hpp"

namespace panoh::evaluation {

namespace {

using forms::Compartment;

bool has_rows(const vault::Vault& vault, std::string_view sql, std::initializer_list<vault::SqlValue> parameters)
{
    const auto rows = vault.workspace().query(sql, parameters);
    // What cannot be asked is not known to be open.
    return !rows || !rows->empty();
}

bool is_signed_part(const vault::Vault& vault, const FileId& file)
{
    return has_rows(
        vault, "SELECT record FROM t_sign_off WHERE file=? AND complete=1 AND deleted=0", {vault::sql(file)}
    );
}

bool part_is_closed(const vault::Vault& vault, const FileId& file)
{
    const auto rows = vault.workspace().query(
        "SELECT p.part, e.state FROM t_evaluation_part p LEFT JOIN t_evaluation e ON e.record=p.evaluation"
        " WHERE p.file=? AND p.deleted=0",
        {vault::sql(file)}
    );
    if (!rows) return true;
    if (rows->empty()) return false;
    const std::string state = rows->text(0, "state");
    if (state == "given_up") return true;
    return rows->text(0, "part") == "apart" ? is_signed_part(vault, file) : state == "signed";
}

/// Signatures, addenda, and the files that belong to a signature.
bool was_signed(const vault::Vault& vault, const RecordId& record)
{
    return has_rows(vault, "SELECT record FROM t_sign_off WHERE record=?", {vault::sql(record)})
           || has_rows(vault, "SELECT record FROM t_addendum WHERE record=?", {vault::sql(record)})
           || has_rows(
               vault,
               "SELECT a.record FROM t_attachment_report a JOIN t_sign_off s ON s.record=a.about WHERE a.record=?",
               {vault::sql(record)}
           );
}

}  // namespace

bool is_closed(const Records& records, const Opened& evaluation, const FileId& file)
{
    if (file.is_none() || file != evaluation.apart) return !may_change(evaluation);
    return evaluation.line.state == "given_up" || is_signed_part(records.vault(), file);
}

bool closes(const vault::Vault& vault, const FileId& file, Compartment part, const RecordId& record)
{
    if (part != Compartment::medical && part != Compartment::legal) return false;
    const auto fact = vault.file(file);
    if (!fact || fact->kind != forms::FileKind::evaluation) return false;
    if (part == Compartment::medical) return part_is_closed(vault, file);
    return !record.is_none() && was_signed(vault, record);
}

}  // namespace panoh::evaluation
