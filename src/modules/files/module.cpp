// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/files/module.hpp"

#include "modules/files/incoming.hpp"
#include "modules/files/pages.hpp"

namespace panoh::files {

web::Routes routes(std::shared_ptr<const documents::Previewer> previewer)
{
    using web::Audience;
    using web::AuditAction;
    using web::Method;
    const auto work = Audience::ability("work");
    const auto read = [](const char* code) {
        return AuditAction::named(code);
    };
    const auto with_previews = [&](Response (*handler)(PageContext&, const documents::Previewer&)) {
        return [previewer, handler](PageContext& context) {
            return handler(context, *previewer);
        };
    };
    return {
        {Method::get, "/cases/{case}/files", work, read("case_files"), case_files},
        {Method::get, "/people/{person}/files", work, read("person_files"), person_files},
        {Method::get, "/files/{file}/attachments", work, read("file_attachments"), files_of_file},
        {Method::get, "/files/{file}/attach", work, read("record_form"), attach_form},
        {Method::post, "/files/{file}/attach", work, read("attachment_add"), save_attachment, longest_form},

        {Method::get, "/uploads", work, AuditAction::none(), own_uploads},
        {Method::post, "/uploads", work, AuditAction::none(), begin_upload},
        {Method::get, "/uploads/{upload}", work, AuditAction::none(), upload_position},
        {Method::post, "/uploads/{upload}", work, AuditAction::none(), add_piece},
        {Method::post, "/uploads/{upload}/drop", work, AuditAction::none(), drop_upload},

        {Method::get, "/attachments/{record}", work, read("attachment"), with_previews(attachment_page)},
        {Method::get, "/attachments/{record}/open", work, read("attachment_opened"), with_previews(opened_attachment)},
        {Method::get,
         "/attachments/{record}/picture",
         work,
         read("attachment_picture"),
         with_previews(attachment_picture)},
        {Method::get, "/attachments/{record}/download", work, read("attachment_saved"), download_attachment},
    };
}

}  // namespace panoh::files
