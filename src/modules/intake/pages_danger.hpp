// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/intake/pages_parts.hpp"

/// What is done for somebody in danger, by situation; addresses: `module_hotline.cpp`.
namespace panoh::intake {

web::Response danger_page(web::PageContext& context);
web::Response save_danger_steps(web::PageContext& context);
web::Response untake_danger_step(web::PageContext& context);

/// The steps of every situation to read, each closed: for the page of a new call, where nothing can be ticked yet.
Html danger_situations_folded(const PageContext& context);
/// The first steps, and the way to the page where they are ticked.
Html danger_notice_of_call(const PageContext& context, const RecordId& contact);

}  // namespace panoh::intake
