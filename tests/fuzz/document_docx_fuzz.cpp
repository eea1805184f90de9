// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/check.hpp"
#include "document_from.hpp"
#include "documents/docx.hpp"
#include "documents/zip.hpp"
#include "fontconfig_leaks.hpp"

#include <array>

/// Whatever is written into a document, it becomes an archive of the same bytes each time; and so does any text as a
/// part of an archive.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace panoh;
    const auto document = fuzz::document_from(data, size);
    const auto once = documents::write_docx(document);
    PANOH_CHECK(once.has_value() && once->starts_with("PK"));
    const auto again = documents::write_docx(document);
    PANOH_CHECK(again.has_value() && *again == *once);
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes as text
    const std::string raw(reinterpret_cast<const char*>(data), size);
    const std::array<documents::ZipPart, 2> parts{{{"one.txt", raw}, {"two.txt", {}}}};
    const auto archive = documents::zip_of(parts);
    PANOH_CHECK(archive.has_value() && archive->starts_with("PK"));
    return 0;
}
