// SPDX-License-Identifier: AGPL-3.0-or-later
// Raising an alert: one form, a call and its alert in one batch.
#include "forms/labels.hpp"
#include "forms/typed.hpp"
#include "modules/custody/changes.hpp"
#include "modules/custody/rules.hpp"
#include "modules/intake/rules.hpp"
#include "records/files.hpp"

#include <algorithm>
#include <array>

namespace panoh::custody {

namespace {

namespace json = boost::json;

constexpr std::array<std::string_view, 7> contact_fields{
    "channel", "caller_kind", "relation", "region", "language", "keep", "may_call_back"};
constexpr std::array<std::string_view, 5> call_account_fields{
    "words", "about_name", "caller_name", "phone", "safe_contact"};

bool holds(std::span<const std::string_view> names, const forms::Field& field)
{
    return std::find(names.begin(), names.end(), field.name) != names.end();
}

/// What the form says, by record type, with everything that has to be mended.
struct ReadAlert {
    json::object contact;
    json::object call_account;
    json::object alert;
    forms::FormResult account;
    std::vector<json::object> enquiries;
    std::vector<forms::FormProblem> problems;
};

class AlertReader {
public:
    AlertReader(const Records& records, const Caller& caller, const forms::Submission& submission)
        : records_(&records)
        , context_(records.reading(caller, nullptr))
        , submission_(&submission)
        , now_(forms::moment_text(context_.now))
    {}

    /// The two records of the alert.
    void read_alert(ReadAlert& into)
    {
        forms::FormResult alert = read("custody_alert", {}, into);
        into.alert = std::move(alert.coded);
        add(problems_of_times("custody_alert", into.alert, now_), into);
        into.account = read("custody_account", {}, into);
        add(problems_of_times("custody_account", into.account.coded, now_), into);
        into.enquiries = enquiries_in(into.account.content.reveal());
    }
    /// The call around it. Nothing can be done for somebody of whom nothing may be kept.
    void read_call(ReadAlert& into)
    {
        forms::FormResult contact = read("contact", contact_fields, into);
        into.contact = contact_of_alert(std::move(contact.coded));
        into.call_account = read("contact_account", call_account_fields, into).content.reveal();
        if (text_at(into.contact, "keep") == "count_only") {
            into.problems.push_back(
                {"keep", {msg("custody.problem.count_only"), {{"label", forms::field_message("contact", "keep")}}}}
            );
        }
        add(intake::problems_of(into.contact, into.call_account, context_.now), into);
    }

private:
    forms::FormResult read(std::string_view type, std::span<const std::string_view> asked, ReadAlert& into)
    {
        context_.asks = [asked](const forms::Field& field) {
            return asked.empty() || holds(asked, field);
        };
        const forms::Schema& schema = records_->schema();
        forms::FormResult result = forms::read_form(*schema.type(type), schema, *submission_, context_);
        add(std::move(result.problems), into);
        return result;
    }
    static void add(std::vector<forms::FormProblem> problems, ReadAlert& into)
    {
        std::move(problems.begin(), problems.end(), std::back_inserter(into.problems));
    }

    const Records* records_;
    forms::ReadContext context_;
    const forms::Submission* submission_;
    std::string now_;
};

/// The alert, what may be told of it, and where the family asked, as new records of a file.
void add_alert(
    const Records& records, const Caller& caller, const FileId& file, const ReadAlert& read, vault::Batch& writing
)
{
    Random& random = records.vault().random();
    const std::string now = forms::moment_text(records.vault().clock().now());
    writing.records.push_back(
        records::new_record(random, "custody_alert", file, raised(read.alert, read.contact, caller.actor.user, now))
    );
    json::object content = read.account.content.reveal();
    content["may_tell"] = text_at(read.account.coded, "may_tell");
    keep_names_as_agreed(content, read.call_account);
    content.erase("may_tell");
    writing.records.push_back(
        records::new_record(random, "custody_account", file, read.account.coded, std::move(content))
    );
    for (const json::object& enquiry : read.enquiries) {
        json::object coded;
        json::object sealed = enquiry;
        for (const std::string_view field : {"answer", "asked_at", "asked_by"}) {
            if (const json::value* value = enquiry.if_contains(field)) coded[field] = *value;
            sealed.erase(field);
        }
        writing.records.push_back(
            records::new_record(random, "custody_enquiry", file, std::move(coded), std::move(sealed))
        );
    }
}

}  // namespace

Result<Raised>
raise_alert(const Records& records, const Caller& caller, const forms::Submission& submission, const BatchId& batch)
{
    vault::Vault& vault = records.vault();
    Raised outcome;
    outcome.contact = RecordId::from_bytes(batch.view()).value_or(RecordId{});
    if (vault.has_batch(batch)) return outcome;
    AlertReader reader(records, caller, submission);
    ReadAlert read;
    reader.read_alert(read);
    reader.read_call(read);
    outcome.problems = std::move(read.problems);
    if (!outcome.problems.empty()) return outcome;
    const auto receipt = records::with_numbers([&] {
        const auto file =
            records::new_file(vault, forms::FileKind::contact, caller.actor.organisation, {caller.actor.user});
        const FileId id = file.change.fact.file;
        const intake::Entry entry{caller.actor.organisation, caller.actor.user, vault.clock().now(), file.number};
        intake::CallBoxes kept = intake::as_agreed(
            {intake::completed(read.contact, entry), Sensitive<json::object>(read.call_account)}, caller.zone
        );
        ReadAlert agreed = read;
        agreed.call_account = kept.account.reveal();
        vault::Batch writing;
        writing.id = batch;
        writing.files.push_back(file.change);
        writing.records.push_back({outcome.contact, id, "contact", 0, kept.contact, {}, false});
        if (!kept.account.reveal().empty()) {
            writing.records.push_back(
                records::new_record(vault.random(), "contact_account", id, {}, std::move(kept.account.reveal()))
            );
        }
        add_alert(records, caller, id, agreed, writing);
        return records.write(caller, std::move(writing));
    });
    if (!receipt) return receipt.error();
    return outcome;
}

Result<Raised> raise_alert_of_call(
    const Records& records,
    const Caller& caller,
    const RecordId& contact,
    const forms::Submission& submission,
    const BatchId& batch
)
{
    Raised outcome;
    outcome.contact = contact;
    if (records.vault().has_batch(batch)) return outcome;
    const auto found = contact_without_alert(records, caller, contact);
    if (!found) return found.error();
    ReadAlert read;
    read.contact = found->coded;
    AlertReader(records, caller, submission).read_alert(read);
    outcome.problems = std::move(read.problems);
    if (!outcome.problems.empty()) return outcome;
    const auto said = records.of_file(caller, found->file, "contact_account");
    if (!said) return said.error();
    if (!said->empty()) read.call_account = said->front().content.reveal();
    vault::Batch writing;
    writing.id = batch;
    add_alert(records, caller, found->file, read, writing);
    const auto receipt = records.write(caller, std::move(writing));
    if (!receipt) return receipt.error();
    return outcome;
}

}  // namespace panoh::custody
