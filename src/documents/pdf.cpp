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

constexpr double running_size = 8.5;
constexpr double running_grey = 0.3;

constexpr double line_width = page_width - margin_left - margin_right;
constexpr double room = page_room;

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
        if (used > 0 && (piece.new_page || (used + needed > room && !continues))) {
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
    const Piece* open = nullptr;  // of whose group the tag is open
    for (const Piece& piece : pieces) {
        if (open != nullptr && open->group_number != piece.group_number) {
            cairo_tag_end(page, open->group);
            open = nullptr;
        }
        if (piece.group != nullptr && open == nullptr) {
            cairo_tag_begin(page, piece.group, nullptr);
            open = &piece;
        }
        if (piece.draw) {
            if (piece.role != nullptr) cairo_tag_begin(page, piece.role, nullptr);
            piece.draw(page, margin_left, at);
            if (piece.role != nullptr) cairo_tag_end(page, piece.role);
        }
        at += piece.height;
    }
    if (open != nullptr) cairo_tag_end(page, open->group);
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

/// All parts of the structure are parts of one document; drawings get their words.
void finish_structure(QPDF& file, const std::vector<std::string>& alternatives)
{
    auto tree = file.getRoot().getKey("/StructTreeRoot");
    auto document = file.makeIndirectObject(QPDFObjectHandle::parse("<< /Type /StructElem /S /Document >>"));
    auto parts = tree.getKey("/K");
    if (!parts.isArray()) parts = QPDFObjectHandle::newArray({parts});
    std::size_t figures = 0;
    for (auto& part : parts.getArrayAsVector()) {
        part.replaceKey("/P", document);
        if (part.getKey("/S").getName() != "/Figure" || figures == alternatives.size()) continue;
        part.replaceKey("/Alt", QPDFObjectHandle::newUnicodeString(alternatives[figures++]));
    }
    document.replaceKey("/P", tree);
    document.replaceKey("/K", parts);
    tree.replaceKey("/K", QPDFObjectHandle::newArray({document}));
}

/// AES-256. The key and the salts are new each time.
void lock(QPDFWriter& writer, const Sensitive<std::string>& password)
{
    const char* words = password.reveal().c_str();
    writer.setR6EncryptionParameters(words, words, true, true, true, true, true, true, qpdf_r3p_full, true);
}

/// Sets language and title, and takes away what says when and with what it was made.
Result<std::string> finished(
    const Document& document,
    const std::vector<std::string>& alternatives,
    const std::string& pdf,
    const std::optional<Sensitive<std::string>>& password
)
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
            finish_structure(file, alternatives);
        }
        root.replaceKey("/ViewerPreferences", QPDFObjectHandle::parse("<< /DisplayDocTitle true >>"));
        QPDFWriter writer(file);
        writer.setOutputMemory();
        if (password) {
            lock(writer, *password);
        } else {
            writer.setDeterministicID(true);
        }
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

Result<std::string> write_pdf(const Document& document, const std::optional<Sensitive<std::string>>& password)
{
    const auto typesetter = Typesetter::create(document.language);
    if (!typesetter) return typesetter.error();
    Layout layout(*typesetter, line_width);
    for (const Block& block : document.blocks)
        layout.add(block);
    if (layout.failure()) return *layout.failure();
    const std::vector<std::string> alternatives = layout.alternatives();
    const Pages pages = paginate(std::move(layout).take());
    const auto pdf = drawn(document, *typesetter, pages);
    if (!pdf) return pdf.error();
    return finished(document, alternatives, *pdf, password);
}

}  // namespace panoh::documents
