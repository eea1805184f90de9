// SPDX-License-Identifier: AGPL-3.0-or-later
// What is signed, as bytes, and back again.
#include "modules/evaluation/canonical.hpp"
#include "modules/evaluation/cite.hpp"
#include "modules/evaluation/fields.hpp"
#include "modules/evaluation/gather.hpp"
#include "modules/evaluation/service_seal.hpp"
#include "modules/evaluation/service_sign.hpp"
#include "vault/fingerprint.hpp"

#include <algorithm>
#include <array>

namespace panoh::evaluation {

namespace {

namespace json = boost::json;

/// Of the main file: what the report says of the evaluation itself. Its state changes with signing and is left out.
constexpr std::array<std::string_view, 11> frozen_of_evaluation{
    "number",
    "organisation",
    "kind",
    "layout",
    "ip_edition",
    "language",
    "person",
    "opened_on",
    "consent_examination",
    "consent_photographs",
    "no_consent_reason"};
/// Of a request: what the report prints. What a court does with the report comes later.
constexpr std::array<std::string_view, 7> frozen_of_request{
    "asked_by", "asker", "asked_on", "paper_number", "questions", "access", "access_note"};

template <std::size_t Count>
json::object chosen_fields(const vault::Record& record, const std::array<std::string_view, Count>& chosen)
{
    json::object made;
    const auto merged = record.merged();
    for (const std::string_view field : chosen) {
        if (const json::value* value = merged.reveal().if_contains(field)) made[field] = *value;
    }
    return made;
}

/// The lists of a draft that are signed, by the type of their records.
template <class AnyContents>
auto signed_lists(AnyContents& contents)
{
    return std::array{
        std::pair("conclusion", &contents.conclusions),
        std::pair("consultation", &contents.consultations),
        std::pair("diagnostic_test", &contents.tests),
        std::pair("evaluation_section", &contents.sections),
        std::pair("evaluator", &contents.evaluators),
        std::pair("finding", &contents.findings),
        std::pair("finding_mark", &contents.marks),
        std::pair("psychological_finding", &contents.elements),
        std::pair("sitting", &contents.sittings)};
}

class Freezing {
public:
    Freezing(const Records& records, const Caller& caller)
        : records_(&records)
        , caller_(&caller)
    {}

    void add(const std::vector<vault::Record>& list)
    {
        for (const vault::Record& record : list) {
            rows_.push_back(json::object{
                {"type", record.type},
                {"record", record.id.text()},
                {"revision", record.revision},
                {"fields", record.merged().reveal()},
            });
            name(record.id, record.revision);
            if (record.type == "evaluation_section") cited(record);
        }
    }
    void add_requests(const std::vector<vault::Record>& requests)
    {
        for (const vault::Record& request : requests) {
            requests_.push_back(json::object{
                {"record", request.id.text()}, {"fields", chosen_fields(request, frozen_of_request)}});
            name(request.id, request.revision);
        }
    }
    Frozen finish(const vault::Record& evaluation, bool apart)
    {
        const json::object whole{
            {"evaluation", chosen_fields(evaluation, frozen_of_evaluation)},
            {"part", apart ? "apart" : "draft"},
            {"records", std::move(rows_)},
            {"requests", std::move(requests_)},
            {"cited", std::move(cited_)},
        };
        Frozen frozen;
        frozen.made_from = std::move(made_from_);
        frozen.text = Sensitive<std::string>(canonical_json(whole));
        frozen.sha256 = vault::fingerprint(frozen.text.reveal());
        return frozen;
    }

private:
    void name(const RecordId& record, std::uint32_t revision)
    {
        made_from_.push_back(json::object{{"record", record.text()}, {"revision", revision}});
    }
    /// Whoever may not read a cited record signs that it is cited, and in which revision.
    void cited(const vault::Record& section)
    {
        for (const Cited& each : cited_by(*records_, *caller_, section)) {
            cited_.push_back(json::object{{"record", each.record.text()}, {"revision", each.revision}});
            name(each.record, each.revision);
        }
    }

    const Records* records_;
    const Caller* caller_;
    json::array rows_, requests_, cited_, made_from_;
};

Error not_readable()
{
    return fail(ErrorCode::damaged, "what was signed does not read as an evaluation");
}

std::optional<vault::Record> record_from(const json::value& row)
{
    const json::object* object = row.if_object();
    const json::value* fields = object == nullptr ? nullptr : object->if_contains("fields");
    const auto id = object == nullptr ? std::nullopt : RecordId::parse(text_at(*object, "record"));
    if (fields == nullptr || !fields->is_object() || !id) return std::nullopt;
    vault::Record record;
    record.id = *id;
    record.type = text_at(*object, "type");
    record.revision = static_cast<std::uint32_t>(number_in(*object, "revision").value_or(0));
    record.coded = fields->get_object();
    return record;
}

const json::array& array_in(const json::object& object, std::string_view member)
{
    static const json::array none;
    const json::value* value = object.if_contains(member);
    return value != nullptr && value->is_array() ? value->get_array() : none;
}

}  // namespace

Result<Frozen> freeze(const Records& records, const Caller& caller, const Opened& evaluation, bool apart)
{
    const auto contents = contents_of(records, caller, apart ? evaluation.apart : evaluation.draft);
    if (!contents) return contents.error();
    Freezing freezing(records, caller);
    for (const auto& [type, list] : signed_lists(*contents))
        freezing.add(*list);
    if (!apart) {
        auto requests = records.of_file(caller, evaluation.line.file, "request_for_expertise");
        if (!requests) return requests.error();
        std::reverse(requests->begin(), requests->end());
        freezing.add_requests(*requests);
    }
    return freezing.finish(evaluation.record, apart);
}

Result<SignedText> read_frozen(const Sensitive<std::string>& text)
{
    boost::system::error_code error;
    const json::value whole = json::parse(text.reveal(), error);
    if (error || !whole.is_object()) return not_readable();
    const json::object& object = whole.get_object();
    const json::value* evaluation = object.if_contains("evaluation");
    if (evaluation == nullptr || !evaluation->is_object()) return not_readable();
    SignedText read;
    read.evaluation.type = "evaluation";
    read.evaluation.coded = evaluation->get_object();
    for (const json::value& row : array_in(object, "requests")) {
        auto request = record_from(row);
        if (!request) return not_readable();
        request->type = "request_for_expertise";
        read.requests.push_back(std::move(*request));
    }
    auto lists = signed_lists(read.contents);
    for (const json::value& row : array_in(object, "records")) {
        auto record = record_from(row);
        if (!record) return not_readable();
        const auto list =
            std::find_if(lists.begin(), lists.end(), [&](const auto& each) { return each.first == record->type; });
        // What a review concludes stands among the conclusions, under types of its own.
        auto& into = list == lists.end() ? read.contents.conclusions : *list->second;
        into.push_back(std::move(*record));
    }
    return read;
}

}  // namespace panoh::evaluation
