// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/intake/service_duty.hpp"
#include "web/pages/context.hpp"

#include <chrono>

/// Handlers of lines and duty lists; which address leads to which stands in `module_hotline.cpp`.
namespace panoh::intake {

web::Response duty_page(web::PageContext& context);
web::Response copy_week(web::PageContext& context);

web::Response new_line_page(web::PageContext& context);
web::Response line_page(web::PageContext& context);
web::Response save_line_form(web::PageContext& context);
web::Response new_shift_page(web::PageContext& context);
web::Response shift_page(web::PageContext& context);
web::Response save_shift_form(web::PageContext& context);
web::Response take_off_shift(web::PageContext& context);

/// What My work says above its lists: who is on duty now, gaps of the next days, promises that wait for a receipt.
/// Nothing for those who may see no register.
html::Html duty_on_my_work(web::PageContext& context);

/// The duty list of the week that has this day.
html::Url week_address(std::chrono::sys_days day);
/// "Mon 23.11. 20:00 – Tue 24.11. 08:00" in the reader's words; the day is named once when both ends have it.
std::string span_words(const web::PageContext& context, const Span& time);

}  // namespace panoh::intake
