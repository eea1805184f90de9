// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/evaluation/terms.hpp"

#include "forms/labels.hpp"
#include "modules/casework/service.hpp"
#include "records/registers.hpp"
#include "vault/fingerprint.hpp"

#include <algorithm>

namespace panoh::evaluation {

namespace {

using access::Verb;
using forms::Compartment;

constexpr std::string_view type_name = "term_confirmation";
constexpr std::string_view layouts = "report_layout";

void add_lists(std::span<const forms::Field> fields, std::vector<std::string>& lists)
{
    for (const forms::Field& field : fields) {
        if (!field.list.empty()) lists.push_back(field.list);
        add_lists(field.rows, lists);
    }
}

/// What is confirmed: codes with their words, so that another wording is another text.
std::string words_of(const forms::Schema& schema, const i18n::Translator& translator, std::string_view list)
{
    std::string words;
    for (const std::string& code : codes_to_confirm(schema, list))
        words += code + "=" + translator.text(forms::code_message(list, code)) + "\n";
    return vault::fingerprint(words);
}

/// The register of the caller's organisation, when the caller may do this with confirmations in it.
std::optional<FileId> register_for(const Records& records, const Caller& caller, Verb verb)
{
    const auto file = records::register_of(records.vault(), caller.actor.organisation);
    return file && records.may(caller, verb, *file, Compartment::medical) ? file : std::nullopt;
}

}  // namespace

std::vector<std::string> codes_to_confirm(const forms::Schema& schema, std::string_view list)
{
    std::vector<std::string> codes;
    const forms::CodeList* found = schema.list(list);
    if (found == nullptr) return codes;
    for (const forms::Code& code : found->codes) {
        if (code.to_be_confirmed && !code.retired) codes.push_back(code.code);
    }
    return codes;
}

std::vector<std::string> lists_to_confirm(const forms::Schema& schema)
{
    std::vector<std::string> lists;
    for (const auto& [name, type] : schema.types) {
        if (type.file == forms::FileKind::evaluation) add_lists(type.fields, lists);
    }
    for (const auto& [name, list] : schema.lists) {
        if (name.starts_with(layouts)) lists.push_back(name);
    }
    std::ranges::sort(lists);
    lists.erase(std::unique(lists.begin(), lists.end()), lists.end());
    std::erase_if(lists, [&](const std::string& list) { return codes_to_confirm(schema, list).empty(); });
    return lists;
}

std::optional<ConfirmedTerms>
confirmation_of(const Records& records, const Caller& viewer, const i18n::Translator& translator, std::string_view list)
{
    const auto file = register_for(records, viewer, Verb::read);
    if (!file) return std::nullopt;
    const auto rows = records.vault().workspace().query(
        "SELECT words, confirmed_by, profession, confirmed_on FROM t_term_confirmation"
        " WHERE file=? AND deleted=0 AND about=? AND language=? ORDER BY seq DESC LIMIT 1",
        {vault::sql(*file), std::string(list), translator.language()}
    );
    if (!rows || rows->empty()) return std::nullopt;
    if (rows->text(0, "words") != words_of(records.schema(), translator, list)) return std::nullopt;
    return ConfirmedTerms{
        rows->id<UserId>(0, "confirmed_by"), rows->text(0, "profession"), rows->text(0, "confirmed_on")};
}

bool may_confirm(const Records& records, const Caller& caller)
{
    const access::Subject words{
        forms::FileKind::register_file, Compartment::medical, caller.actor.organisation, false, false, false};
    return records.access().decide(caller.actor, Verb::write, words).allowed;
}

Result<records::FormOutcome> confirm_terms(
    const Records& records,
    const Caller& caller,
    const i18n::Translator& translator,
    std::string_view list,
    const forms::Submission& submission,
    const BatchId& batch
)
{
    const auto lists = lists_to_confirm(records.schema());
    if (std::ranges::find(lists, list) == lists.end()) {
        return fail(ErrorCode::not_found, "no such list has words to confirm");
    }
    if (!may_confirm(records, caller)) return fail(ErrorCode::denied, "no rule lets the writer confirm medical words");
    const auto file = records::own_register(records, caller);
    if (!file) return file.error();
    const records::FormChange change{std::string(type_name), *file, {}, 0};
    return records
        .save(caller, change, submission, batch, [&](boost::json::object& coded, boost::json::object& /*content*/) {
            coded["about"] = list;
            coded["language"] = translator.language();
            coded["words"] = words_of(records.schema(), translator, list);
            coded["confirmed_by"] = caller.actor.user.text();
            coded["confirmed_on"] = casework::today_of(records, caller);
        });
}

}  // namespace panoh::evaluation
