// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/reports/words_view.hpp"

#include "forms/display.hpp"
#include "forms/labels.hpp"
#include "modules/casework/pages_shared.hpp"
#include "web/pages/value_text.hpp"

#include <fmt/format.h>

namespace panoh::reports {

namespace {

namespace json = boost::json;
using forms::FieldKind;

constexpr std::size_t length_of_a_year = 4;

std::string id_in(const json::value& value)
{
    return value.is_string() ? std::string(value.get_string()) : std::string();
}

}  // namespace

Words::Words(web::PageContext& reader, std::string_view language, Naming naming)
    : reader_(&reader)
    , context_(reader.services(), reader.request(), nothing_, reader.viewer(), language)
    , naming_(naming)
{}

std::string Words::code(std::string_view list, std::string_view code) const
{
    return code.empty() ? std::string() : context_.code_label(list, code);
}

Result<void> Words::know_people(const std::vector<casework::Participant>& people)
{
    const auto& records = reader_->records();
    std::size_t number = 0;
    for (const casework::Participant& person : people) {
        const std::string record = person.person.text();
        if (people_.contains(record)) continue;
        const std::string called =
            text(msg("documents.person"), {{"number", static_cast<std::int64_t>(++number)}, {"file", person.number}});
        const std::string short_name =
            text(msg("documents.person_short"), {{"number", static_cast<std::int64_t>(number)}});
        people_[record] = naming_ == Naming::identified ? called : short_name;
        const auto identities = records.of_file(reader_->caller(), person.file, "person_identity");
        if (!identities) {
            if (naming_ == Naming::identified) continue;
            return fail(
                ErrorCode::denied, "names that have to be kept out are not open", {msg("documents.names_not_open"), {}}
            );
        }
        if (naming_ == Naming::identified) {
            const std::string name = casework::name_of_person(*reader_, person.file).reveal();
            if (!name.empty()) people_[record] = name;
            continue;
        }
        for (const vault::Record& identity : *identities) {
            for (const std::string& name : records::names_in(identity.merged().reveal()["names"]))
                names_.hide(name, short_name);
        }
    }
    return {};
}

void Words::know_colleagues(const std::vector<UserId>& colleagues)
{
    for (const UserId& user : colleagues) {
        know_name(
            context_.user_name(user).reveal(),
            text(msg("documents.colleague"), {{"number", static_cast<std::int64_t>(++colleagues_)}})
        );
    }
}

void Words::call_person(const std::string& record, const std::string& name)
{
    if (name.empty()) return;
    if (naming_ == Naming::identified) {
        people_[record] = name;
    } else {
        know_name(name, person(record));
    }
}

void Words::know_name(const std::string& name, const std::string& instead)
{
    if (naming_ == Naming::pseudonymised) names_.hide(name, instead);
}

std::string Words::person(const std::string& record) const
{
    const auto found = people_.find(record);
    return found == people_.end() ? text(msg("documents.somebody")) : found->second;
}

std::string Words::about(const casework::Participant& person) const
{
    std::vector<std::string> parts;
    if (naming_ == Naming::pseudonymised && !person.number.empty()) parts.push_back(person.number);
    if (!person.sex.empty()) parts.push_back(code("sexes", person.sex));
    // Without a name a whole date of birth would say too much.
    const std::string birth = naming_ == Naming::identified ? person.birth : person.birth.substr(0, length_of_a_year);
    if (!birth.empty()) parts.push_back(text(msg("documents.born"), {{"date", translator().date(birth)}}));
    std::string words;
    for (const std::string& part : parts)
        words += (words.empty() ? "" : " · ") + part;
    return words;
}

std::string Words::label(std::string_view type, std::string_view field) const
{
    // Labels of forms speak to whoever fills them in; a document speaks to somebody else.
    const MessageId own("documents.label." + std::string(type) + "." + std::string(field));
    if (context_.translator().has(own)) return text(own);
    const forms::RecordType* declared = reader_->records().schema().type(type);
    return declared == nullptr ? std::string(field) : web::field_label(context_, *declared, field, {});
}

std::string Words::answer(const vault::Record& record, std::string_view field) const
{
    const forms::RecordType* type = reader_->records().schema().type(record.type);
    const forms::Field* declared = type == nullptr ? nullptr : type->find(field);
    if (declared == nullptr) return {};
    const forms::Answer given = forms::answer_of(record.merged().reveal(), field);
    if (given.why) return text(forms::label_of(*given.why));
    return given.value.is_null() ? std::string() : in_words(*declared, given.value);
}

std::string Words::column(const forms::Field& field, std::string_view column, const boost::json::object& row) const
{
    for (const forms::Field& each : field.rows) {
        if (each.name != column) continue;
        const forms::Answer given = forms::answer_of(row, column);
        return given.value.is_null() ? std::string() : in_words(each, given.value);
    }
    return {};
}

std::string Words::line(const vault::Record& record, std::string_view field) const
{
    const std::string given = answer(record, field);
    if (given.empty()) return {};
    return text(msg("documents.labelled"), {{"label", label(record.type, field)}, {"value", given}});
}

std::string Words::known(std::string_view type, const std::string& record) const
{
    const auto id = RecordId::parse(record);
    if (!id) return {};
    const auto found = reader_->records().read(reader_->caller(), *id);
    if (!found || found->type != type) return text(MessageId(fmt::format("type.{}.label", type)));
    const std::string name = text_at(found->merged().reveal(), "name");
    const std::string kind = answer(*found, type == "place" ? "kind" : "agency");
    if (name.empty()) return kind;
    return kind.empty() ? name : text(msg("documents.in_brackets"), {{"name", name}, {"kind", kind}});
}

std::string Words::in_words(const forms::Field& field, const json::value& value) const
{
    if (field.kind == FieldKind::rows) return rows_in_words(field, value);
    if (field.kind != FieldKind::ref) return web::value_text(context_, field, value);
    const std::string id = id_in(value);
    if (field.to == "person") return person(id);
    if (field.to == "user" && naming_ == Naming::pseudonymised) return text(msg("documents.a_colleague"));
    if (field.to == "place" || field.to == "unit") return known(field.to, id);
    return web::value_text(context_, field, value);
}

std::string Words::rows_in_words(const forms::Field& field, const json::value& value) const
{
    std::string words;
    if (!value.is_array()) return words;
    for (const json::value& each : value.get_array()) {
        const json::object* row = each.if_object();
        if (row == nullptr) continue;
        std::string line;
        for (const forms::Field& column : field.rows) {
            const forms::Answer given = forms::answer_of(*row, column.name);
            if (given.value.is_null()) continue;
            const std::string cell = in_words(column, given.value);
            if (!cell.empty()) line += (line.empty() ? "" : " · ") + cell;
        }
        if (!line.empty()) words += (words.empty() ? "" : "\n") + line;
    }
    return words;
}

void Words::finish(documents::Document& document) const
{
    if (naming_ == Naming::pseudonymised) names_.apply(document);
}

}  // namespace panoh::reports
