// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "documents/preview.hpp"
#include "web/http/response.hpp"
#include "web/pages/context.hpp"

/// The handlers of this slice; `module.cpp` says at which addresses.
namespace panoh::files {

using web::PageContext;
using web::Response;

Response case_files(PageContext& context);
Response person_files(PageContext& context);
Response files_of_file(PageContext& context);

Response attach_form(PageContext& context);
Response save_attachment(PageContext& context);

Response own_uploads(PageContext& context);
Response begin_upload(PageContext& context);
Response add_piece(PageContext& context);
Response upload_position(PageContext& context);
Response drop_upload(PageContext& context);

Response attachment_page(PageContext& context, const documents::Previewer& previewer);
Response opened_attachment(PageContext& context, const documents::Previewer& previewer);
Response attachment_picture(PageContext& context, const documents::Previewer& previewer);
Response download_attachment(PageContext& context);

}  // namespace panoh::files
