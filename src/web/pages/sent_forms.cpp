// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/pages/sent_forms.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <optional>

namespace panoh::web {

namespace {

namespace json = boost::json;

std::optional<SentForm> read(const json::value& value)
{
    const json::object* object = value.if_object();
    if (object == nullptr) return std::nullopt;
    const auto text = [&](std::string_view member) {
        const json::value* found = object->if_contains(member);
        return found != nullptr && found->is_string() ? std::string(found->get_string()) : std::string();
    };
    const auto batch = BatchId::parse(text("batch"));
    const json::value* records = object->if_contains("records");
    if (!batch || records == nullptr || !records->is_array()) return std::nullopt;
    SentForm form{*batch, text("path"), text("print"), {}};
    for (const json::value& each : records->get_array()) {
        const json::array* pair = each.if_array();
        if (pair == nullptr || pair->size() != 2 || !pair->at(0).is_string() || !pair->at(1).is_int64()) continue;
        const auto record = RecordId::parse(std::string_view(pair->at(0).get_string()));
        if (record) form.records.push_back({*record, static_cast<std::uint32_t>(pair->at(1).get_int64())});
    }
    return form;
}

json::object written(const SentForm& form)
{
    json::array records;
    for (const SentRecord& each : form.records)
        records.push_back(json::array{each.record.text(), std::int64_t{each.revision}});
    return {{"batch", form.batch.text()}, {"path", form.path}, {"print", form.print}, {"records", std::move(records)}};
}

}  // namespace

SentForms SentForms::parse(std::string_view text)
{
    boost::system::error_code error;
    const json::value parsed = json::parse(json::string_view(text.data(), text.size()), error);
    SentForms forms;
    if (error || !parsed.is_array()) return forms;
    for (const json::value& each : parsed.get_array()) {
        if (auto form = read(each)) forms.forms_.push_back(std::move(*form));
    }
    return forms;
}

std::string SentForms::text() const
{
    json::array forms;
    for (const SentForm& form : forms_)
        forms.push_back(written(form));
    return json::serialize(forms);
}

const SentForm* SentForms::find(const BatchId& batch) const
{
    const auto found = std::ranges::find(forms_, batch, &SentForm::batch);
    return found == forms_.end() ? nullptr : &*found;
}

void SentForms::put(SentForm form)
{
    std::erase_if(forms_, [&](const SentForm& each) { return each.batch == form.batch; });
    forms_.push_back(std::move(form));
    if (forms_.size() > most) forms_.erase(forms_.begin());
}

}  // namespace panoh::web
