// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/evidence/module.hpp"

#include "base/json_text.hpp"
#include "modules/evidence/pages.hpp"
#include "modules/evidence/types.hpp"
#include "modules/files/incoming.hpp"

namespace panoh::evidence {

web::Routes routes(std::shared_ptr<const documents::Previewer> previewer)
{
    using web::Audience;
    using web::AuditAction;
    using web::Method;
    const auto work = Audience::ability("work");
    const auto ask = Audience::ability("export");
    const auto approve = Audience::ability("approve_export");
    const auto named = [](const char* code) {
        return AuditAction::named(code);
    };
    const auto with_previews = [&](Response (*handler)(PageContext&, const documents::Previewer&)) {
        return [previewer, handler](PageContext& context) {
            return handler(context, *previewer);
        };
    };
    return {
        {Method::get, "/cases/{case}/evidence", work, named("case_evidence"), case_evidence},
        {Method::get, "/cases/{case}/evidence/new", work, named("evidence_form"), receive_form},
        {Method::post,
         "/cases/{case}/evidence/new",
         work,
         named("evidence_received"),
         save_received,
         files::longest_form},

        {Method::get, "/evidence/{item}", work, named("evidence_item"), item_page},
        {Method::get, "/evidence/{item}/open", work, named("evidence_opened"), with_previews(opened_item)},
        {Method::get, "/evidence/{item}/picture", work, named("evidence_picture"), with_previews(item_picture)},
        {Method::get, "/evidence/{item}/download", work, named("evidence_saved"), download_item},
        {Method::get, "/evidence/{item}/enter/{event}", work, named("evidence_form"), event_form},
        {Method::post, "/evidence/{item}/enter/{event}", work, named("evidence_entry"), save_event},
        {Method::post, "/evidence/{item}/verify", work, named("evidence_verified"), save_verified},
        {Method::post, "/evidence/{item}/copy", work, named("evidence_copied"), with_previews(save_copy)},
        {Method::get, "/evidence/{item}/label", work, named("evidence_label"), label_page},
        {Method::get, "/evidence/{item}/code", work, named("evidence_label"), label_code},

        {Method::get, "/cases/{case}/evidence/bundle", ask, named("evidence_form"), bundle_form},
        {Method::post, "/cases/{case}/evidence/bundle", ask, named("evidence_asked"), save_bundle},
        {Method::get, "/bundles/{bundle}", ask, named("evidence_bundle"), bundle_page},
        {Method::post, "/bundles/{bundle}/answer", approve, named("evidence_answered"), save_bundle_answer},
        {Method::post, "/bundles/{bundle}/withdraw", ask, named("evidence_withdrawn"), save_bundle_withdrawn},
        {Method::post, "/bundles/{bundle}/file", ask, named("evidence_taken_out"), bundle_file},
    };
}

std::optional<web::RecordPlaces> places_of(web::PageContext&, const vault::Record& record)
{
    using html::Url;
    if (record.type == item_type) return web::RecordPlaces{Url::local("/evidence/{}", record.id), std::nullopt};
    if (record.type == bundle_type) return web::RecordPlaces{Url::local("/bundles/{}", record.id), std::nullopt};
    if (record.type != event_type) return std::nullopt;
    const auto item = RecordId::parse(text_at(record.coded, "item")).value_or(RecordId{});
    return web::RecordPlaces{Url::local("/evidence/{}", item), std::nullopt};
}

}  // namespace panoh::evidence
