// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "documents/document.hpp"

#include <string>
#include <string_view>

/// The parts of a file for word processors that do not depend on its text. Internal to the DOCX writer.
namespace panoh::documents {

/// For text and attributes of XML. What XML cannot hold is left out.
std::string xml_escaped(std::string_view text);

std::string docx_styles(std::string_view language);
/// List 1: points; list 2 and on: numbered, each from 1.
std::string docx_numbering(std::size_t numbered_lists);
std::string docx_settings(std::string_view language);
std::string docx_properties(const Document& document);
std::string docx_header(const Document& document);
std::string docx_footer(const Document& document);
std::string docx_content_types();
std::string docx_package_relations();
/// Of the text with its drawings "media/figure1.svg", "media/figure1.png" …
std::string docx_relations(std::size_t figures);

}  // namespace panoh::documents
