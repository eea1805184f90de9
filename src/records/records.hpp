// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "access/access.hpp"
#include "access/consent.hpp"
#include "forms/values.hpp"
#include "vault/vault.hpp"

#include <boost/json.hpp>

#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace panoh::records {

/// Told of a batch before it is written.
using BeforeWriting = std::function<void(const vault::Batch&)>;

/// On whose behalf something is done. What is read is noted in `reads`; whoever answers enters the
/// notes in the chain of reads before the answer leaves.
struct Caller {
    access::Actor actor;
    vault::UserKeys* keys = nullptr;
    std::vector<vault::ReadFact>* reads = nullptr;
    std::string zone = "UTC";  ///< ICU time zone of the reader
    const BeforeWriting* before_writing = nullptr;
};

/// Whether a rule of a slice closes a part of a file, or one record of it, to every change: what was signed stays as it
/// is. `record` is none when the whole part is asked about.
using ClosedRule =
    std::function<bool(const vault::Vault& vault, const FileId& file, forms::Compartment part, const RecordId& record)>;

/// Puts names of people into keys that find them across scripts: [{"name": …, "keys": […]}, …].
using NameIndexer = std::function<boost::json::array(const std::vector<std::string>& names)>;

/// A form that was sent: a new record when `record` is none, else a revision made from `base`.
struct FormChange {
    std::string type;
    FileId file;
    RecordId record;
    std::uint32_t base = 0;
    /// Whether the form asks a field; the others keep their values. Empty: it asks all.
    std::function<bool(const forms::Field&)> asks = {};
};

/// Somebody else saved first. Nothing was written; both versions are here for the merge page.
struct Clash {
    vault::Record base;  ///< what the form started from
    vault::Record theirs;
};

/// Work for other hands: a case, task or contact goes to `to`; an assignment ends when `to` is none.
struct Handing {
    RecordId record;
    UserId to;
};

/// What came of a form.
struct FormOutcome {
    RecordId record;                           ///< saved
    std::vector<forms::FormProblem> problems;  ///< or to be mended
    std::optional<Clash> clash;                ///< or to be merged
    [[nodiscard]] bool saved() const noexcept { return problems.empty() && !clash; }
};

/// Reading and writing records of any type: `access` decides, the vault opens and signs. The only way
/// for slices to reach the vault's records.
class Records {
public:
    Records(vault::Vault& vault, const access::Access& access, NameIndexer indexer, ClosedRule closed = {});

    /// `denied` without a rule or a key; then the refusal is noted too.
    Result<vault::Record> read(const Caller& caller, const RecordId& id) const;
    /// All revisions, oldest first.
    Result<std::vector<vault::Record>> history(const Caller& caller, const RecordId& id) const;
    /// The records of a type in a file, newest first, opened. Those that do not open are left out.
    Result<std::vector<vault::Record>> of_file(const Caller& caller, const FileId& file, std::string_view type) const;
    /// Writing needs a part that no rule has closed.
    [[nodiscard]] bool
    may(const Caller& caller, access::Verb verb, const FileId& file, forms::Compartment compartment) const;
    /// Whether the caller may write another revision of a record.
    [[nodiscard]] bool may_change(const Caller& caller, const vault::Record& record) const;

    /// Decides every change, adds name keys, writes all or nothing. Whoever may only assign changes who does the work
    /// and nothing else. A participation or relation names nobody whose file its writer cannot open.
    Result<vault::Receipt> write(const Caller& caller, vault::Batch batch) const;
    /// Puts work into other hands and adds new assignments, all or nothing. Whoever may assign need not be able to
    /// read what is handed on: nothing of it is shown.
    Result<vault::Receipt> hand(
        const Caller& caller,
        const BatchId& batch,
        std::span<const Handing> work,
        std::vector<vault::RecordChange> assignments
    ) const;
    /// Writes new files of another organisation, which the caller will not be able to open. Needs a
    /// disclosure that `access::may_disclose` allowed; the only way out of the own organisation.
    Result<vault::Receipt>
    hand_over(const Caller& caller, vault::Batch batch, const access::DisclosureDecision& basis) const;
    /// Destroys a file for good, with what the batch says of it in one step. Slices decide who may
    /// (`vault::Vault::erase`).
    Result<vault::Receipt> erase(const Caller& caller, const FileId& file, vault::Batch batch) const;
    /// Reads a form into a change of one record and writes it. An Error is for refusals and disks.
    Result<FormOutcome> save(
        const Caller& caller,
        const FormChange& change,
        const forms::Submission& submission,
        const BatchId& batch,
        const std::function<void(boost::json::object& coded, boost::json::object& content)>& complete = {}
    ) const;
    /// Where forms are read: today, zone, and whether references exist.
    [[nodiscard]] forms::ReadContext reading(const Caller& caller, const boost::json::object* previous) const;

    /// Rows that the caller may see, as `scope` allows: adds the condition on `column` and its
    /// parameters. `{scope}` in `sql` is replaced; the scope's parameters come before `parameters`.
    Result<vault::Rows> query(
        const Caller& caller,
        access::Verb verb,
        std::string_view type,
        std::string_view column,
        std::string_view sql,
        std::vector<vault::SqlValue> parameters = {}
    ) const;

    [[nodiscard]] vault::Vault& vault() const noexcept { return *vault_; }
    [[nodiscard]] const access::Access& access() const noexcept { return *access_; }
    [[nodiscard]] const forms::Schema& schema() const noexcept { return vault_->schema(); }

private:
    Result<void> check(const Caller& caller, const vault::Batch& batch) const;
    [[nodiscard]] bool may_assign(const Caller& caller, const vault::RecordChange& change) const;
    Result<void> check_persons(const Caller& caller, const vault::Batch& batch) const;
    [[nodiscard]] bool may_name(const Caller& caller, const vault::Batch& batch, const RecordId& person) const;
    /// As it is stored, for rules that compare; nothing for a new record.
    Result<std::optional<vault::Record>> stored(const Caller& caller, const RecordId& id) const;
    void index_names(vault::RecordChange& change) const;

    vault::Vault* vault_;
    const access::Access* access_;
    NameIndexer indexer_;
    ClosedRule closed_;
};

/// A fresh record of a type in a file.
vault::RecordChange new_record(
    Random& random, std::string type, const FileId& file, boost::json::object coded, boost::json::object content = {}
);

/// All names of a value of kind `name`, each as one text: "given patronymic family".
std::vector<std::string> names_in(const boost::json::value& value);

}  // namespace panoh::records
