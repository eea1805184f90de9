// SPDX-License-Identifier: AGPL-3.0-or-later
#include "documents/pdf.hpp"

#include "documents/layout.hpp"

#include <algorithm>
#include <cairo-pdf.h>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFWriter.hh>

namespace panoh::documents {

namespace {

constexpr double page_width = points_of(210);
constexpr double page_height = points_of(297);
constexpr double margin_left = points_of(18);
constexpr double margin_right = points_of(16);
constexpr double margin_top = points_of(22);
constexpr double margin_bottom = points_of(20);
constexpr double running_size = 8.5;
constexpr double running_grey = 0.3;

constexpr double line_width = page_width - margin_left - margin_right;
constexpr double room = page_height - margin_top - margin_bottom;

using Pages = std::vector<std::vector<Piece>>;

/// How far a piece goes together with all that has to stay with it.
double height_of_chain(const std::vector<Piece>& pieces, std::size_t at)
{
    double height = 0;
    for (; at < pieces.size(); ++at) {
        height += pieces[at].height;
        if (!pieces[at].with_next || height > room) break;
    }
    return height;
}

Pages paginate(const std::vector<Piece>& pieces)
{
    Pages pages(1);
    double used = 0;
    for (std::size_t at = 0; at < pieces.size(); ++at) {
        const Piece& piece = pieces[at];
        const double chain = height_of_chain(pieces, at);
        const double needed = chain > room ? piece.height : chain;
        const bool continues = at > 0 && pieces[at - 1].with_next && used + piece.height <= room;
        if (used > 0 && used + needed > room && !continues) {
            pages.emplace_back();
            used = 0;
            if (piece.head) {
                pages.back().push_back(*piece.head);
                used += piece.head->height;
            }
        }
        if (piece.is_gap && used == 0) continue;
        pages.back().push_back(piece);
        used += piece.height;
    }
    return pages;
}

std::string replaced(std::string text, std::string_view mark, std::size_t number)
{
    const auto at = text.find(mark);
    if (at != std::string::npos) text.replace(at, mark.size(), std::to_string(number));
    return text;
}

/// What stands on every page: outside of the structure, because it says nothing new.
void draw_running(
    cairo_t* page, const Typesetter& typesetter, const Document& document, std::size_t number, std::size_t count
)
{
    const TextStyle style{running_size, false, false, running_grey};
    const double top = margin_top - points_of(8);
    const TextBlock left = typesetter.set(document.head_left, style, line_width * 0.68);
    const TextBlock right = typesetter.line(document.head_right, style);
    left.draw(page, margin_left, top - left.height() - 2);
    right.draw(page, page_width - margin_right - right.width(), top - right.height() - 2);
    draw_line(page, margin_left, top, page_width - margin_right, top);
    const double bottom = page_height - margin_bottom + points_of(6);
    draw_line(page, margin_left, bottom, page_width - margin_right, bottom);
    const std::string of = replaced(replaced(document.page_of, "{pages}", count), "{page}", number);
    const TextBlock pages = typesetter.line(of, style);
    const TextBlock foot = typesetter.set(document.foot, style, line_width - pages.width() - 20);
    foot.draw(page, margin_left, bottom + 3);
    pages.draw(page, page_width - margin_right - pages.width(), bottom + 3);
}

void draw_page(cairo_t* page, const std::vector<Piece>& pieces)
{
    double at = margin_top;
    for (const Piece& piece : pieces) {
        if (piece.draw) {
            if (piece.role != nullptr) cairo_tag_begin(page, piece.role, nullptr);
            piece.draw(page, margin_left, at);
            if (piece.role != nullptr) cairo_tag_end(page, piece.role);
        }
        at += piece.height;
    }
}

cairo_status_t append(void* out, const unsigned char* bytes, unsigned int length)
{
    static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(bytes), length);
    return CAIRO_STATUS_SUCCESS;
}

Result<std::string> drawn(const Document& document, const Typesetter& typesetter, const Pages& pages)
{
    std::string out;
    cairo_surface_t* surface = cairo_pdf_surface_create_for_stream(append, &out, page_width, page_height);
    cairo_t* page = cairo_create(surface);
    for (std::size_t at = 0; at < pages.size(); ++at) {
        draw_running(page, typesetter, document, at + 1, pages.size());
        draw_page(page, pages[at]);
        cairo_show_page(page);
    }
    const bool well = cairo_status(page) == CAIRO_STATUS_SUCCESS;
    cairo_destroy(page);
    cairo_surface_finish(surface);
    const bool finished = cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS;
    cairo_surface_destroy(surface);
    if (!well || !finished) return fail(ErrorCode::internal, "a document could not be drawn");
    return out;
}

/// Sets language and title, and takes away what says when and with what it was made.
Result<std::string> finished(const Document& document, const std::string& pdf)
{
    try {
        QPDF file;
        file.processMemoryFile("document", pdf.data(), pdf.size());
        auto info = QPDFObjectHandle::newDictionary();
        info.replaceKey("/Title", QPDFObjectHandle::newUnicodeString(document.title));
        file.getTrailer().replaceKey("/Info", file.makeIndirectObject(info));
        auto root = file.getRoot();
        root.replaceKey("/Lang", QPDFObjectHandle::newUnicodeString(document.language));
        if (root.hasKey("/StructTreeRoot")) {
            root.replaceKey("/MarkInfo", QPDFObjectHandle::parse("<< /Marked true >>"));
        }
        root.replaceKey("/ViewerPreferences", QPDFObjectHandle::parse("<< /DisplayDocTitle true >>"));
        QPDFWriter writer(file);
        writer.setOutputMemory();
        writer.setDeterministicID(true);
        writer.setObjectStreamMode(qpdf_o_generate);
        writer.setCompressStreams(true);
        writer.write();
        const auto buffer = writer.getBufferSharedPointer();
        return std::string(reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize());
    } catch (const std::exception&) {
        return fail(ErrorCode::internal, "a document could not be finished");
    }
}

}  // namespace

Result<std::string> write_pdf(const Document& document)
{
    const auto typesetter = Typesetter::create(document.language);
    if (!typesetter) return typesetter.error();
    Layout layout(*typesetter, line_width);
    for (const Block& block : document.blocks)
        layout.add(block);
    const Pages pages = paginate(std::move(layout).take());
    const auto pdf = drawn(document, *typesetter, pages);
    if (!pdf) return pdf.error();
    return finished(document, *pdf);
}

}  // namespace panoh::documents
