// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/knowledge/module.hpp"

#include "modules/knowledge/erasing.hpp"
#include "modules/knowledge/pages.hpp"
#include "modules/knowledge/types.hpp"

namespace panoh::knowledge {

web::Routes routes()
{
    using web::Audience;
    using web::AuditAction;
    using web::Method;
    const auto see = Audience::ability("see_knowledge");
    const auto keep = Audience::ability("keep_knowledge");
    const auto see_patterns = Audience::ability("see_patterns");
    const auto read = [](const char* code) {
        return AuditAction::named(code);
    };
    return {
        {Method::get, "/knowledge", see, read("knowledge_list"), list_page},
        {Method::post, "/knowledge/find", see, read("knowledge_find"), find_page},
        {Method::get, "/knowledge/new/{type}", keep, read("knowledge_form"), new_entry_page},
        {Method::post, "/knowledge/new/{type}", keep, read("knowledge_added"), save_new_entry},
        {Method::get, "/knowledge/files/{file}", see, AuditAction::none(), file_page},
        {Method::get, "/knowledge/{entry}/erase", keep, read("knowledge_erase_form"), erase_form},
        {Method::post, "/knowledge/{entry}/erase", keep, read("knowledge_erase_asked"), save_erase},
        {Method::get, "/knowledge/erasures/{erasure}", keep, read("knowledge_erasure"), erasure_page},
        {Method::post,
         "/knowledge/erasures/{erasure}/answer",
         keep,
         read("knowledge_erase_answered"),
         save_erasure_answer},
        {Method::post,
         "/knowledge/erasures/{erasure}/withdraw",
         keep,
         read("knowledge_erase_withdrawn"),
         save_erasure_withdrawn},
        {Method::post, "/knowledge/{entry}/look", keep, read("knowledge_looked"), save_look},
        {Method::get, "/knowledge/{entry}", see, read("knowledge_entry"), entry_page},
        {Method::get, "/patterns", see_patterns, read("patterns"), patterns_page},
        {Method::get, "/patterns/cases", see_patterns, read("pattern_cases"), pattern_cases_page},
    };
}

std::optional<web::RecordPlaces> places_of(web::PageContext& /*context*/, const vault::Record& record)
{
    using html::Url;
    if (record.type == erasure_type) {
        return web::RecordPlaces{Url::local("/knowledge/erasures/{}", record.id), std::nullopt};
    }
    const bool is_entry = kind_of(record.type).has_value();
    if (!is_entry && record.type != "post") return std::nullopt;
    web::RecordPlaces places{Url::local("/knowledge/files/{}", record.file), Url::local("/records/{}/edit", record.id)};
    if (is_entry) places.page = Url::local("/knowledge/{}", record.id);
    return places;
}

}  // namespace panoh::knowledge
