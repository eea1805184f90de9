// SPDX-License-Identifier: AGPL-3.0-or-later
// The file itself: rows in the reader's language, made in memory for this one answer.
#include "forms/display.hpp"
#include "forms/labels.hpp"
#include "modules/casework/tags.hpp"
#include "modules/exchange/pages.hpp"
#include "modules/exchange/rules.hpp"
#include "modules/exchange/service.hpp"
#include "modules/exchange/sheet.hpp"
#include "web/pages/shell.hpp"
#include "web/pages/value_text.hpp"

#include <map>

namespace panoh::exchange {

namespace {

namespace json = boost::json;

std::string in_brackets(const std::string& words)
{
    return "[" + words + "]";
}

std::string joined(const std::vector<std::string>& parts)
{
    std::string text;
    for (const std::string& part : parts)
        text += (text.empty() ? "" : "; ") + part;
    return text;
}

/// Puts rows into words.
class Writer {
public:
    explicit Writer(PageContext& context)
        : context_(&context)
    {
        const auto tags = casework::tags_of(context.records(), context.caller());
        if (!tags) return;
        for (const casework::Tag& tag : *tags)
            tags_.emplace(tag.record, tag.name.reveal());
    }

    [[nodiscard]] std::string cell(const Column& column, const Row& row) const
    {
        switch (column.source) {
        case Source::case_record:
            return answer("case", column.field, forms::answer_of(row.case_fields, column.field));
        case Source::person:
        case Source::birth:
            return answer("person", column.field, forms::answer_of(row.person, column.field));
        case Source::birth_year: {
            const forms::Answer year = year_of_birth(forms::answer_of(row.person, column.field));
            return year.value.is_string() ? std::string(year.value.get_string()) : missing(year);
        }
        case Source::role:
            return context_->code_label("person_roles", row.role);
        case Source::tags:
            return tag_names(row);
        case Source::names:
        case Source::documents:
            return of_identities(row, column.field);
        case Source::phones:
            break;
        }
        return row.phones.empty() ? in_brackets(context_->text(msg("exchange.file.no_safe_phone")))
                                  : joined(row.phones);
    }

private:
    [[nodiscard]] std::string missing(const forms::Answer& answer) const
    {
        return in_brackets(context_->text(answer.why ? forms::label_of(*answer.why) : msg("exchange.file.not_answered"))
        );
    }

    [[nodiscard]] std::string answer(std::string_view type, std::string_view name, const forms::Answer& given) const
    {
        const forms::Field* field = context_->records().schema().type(type)->find(name);
        PANOH_CHECK(field != nullptr);
        if (given.why || given.value.is_null()) return missing(given);
        return web::value_text(*context_, *field, given.value);
    }

    /// A tag that the organisation's register does not hold stays unsaid.
    [[nodiscard]] std::string tag_names(const Row& row) const
    {
        std::vector<std::string> names;
        for (const RecordId& each : row.tags) {
            if (const auto found = tags_.find(each); found != tags_.end()) names.push_back(found->second);
        }
        return joined(names);
    }

    [[nodiscard]] std::string of_identities(const Row& row, std::string_view field) const
    {
        std::vector<std::string> parts;
        for (const json::object& identity : row.identities) {
            const forms::Answer given = forms::answer_of(identity, field);
            if (given.value.is_null()) continue;
            parts.push_back(answer("person_identity", field, given));
        }
        return parts.empty() ? missing({}) : joined(parts);
    }

    PageContext* context_;
    std::map<RecordId, std::string> tags_;
};

std::string warning(const PageContext& context)
{
    std::string line = context.text(msg("exchange.file.internal"));
    if (context.services().training) line = context.text(msg("shell.print.training")) + " · " + line;
    return line;
}

Sheet sheet_of(PageContext& context, const TakenOut& out)
{
    const auto columns = columns_of(out.request.wish);
    Sheet sheet;
    sheet.title = context.text(msg("exchange.file.tab"));
    sheet.notes = {
        warning(context),
        context.text(
            msg("exchange.file.about"),
            {{"purpose", context.code_label("export_purposes", out.request.wish.purpose)},
             {"when", context.translator().moment(context.vault().clock().now())},
             {"who", context.viewer().name.reveal()}}
        ),
        context.text(
            msg("exchange.file.counts"),
            {{"rows", out.counts.rows}, {"no_consent", out.counts.no_consent}, {"not_open", out.counts.not_open}}
        ),
        context.text(msg("exchange.file.missing")),
    };
    for (const Column& column : columns)
        sheet.headings.push_back(context.code_label("export_columns", column.code));
    const Writer writer(context);
    for (const Row& row : out.rows) {
        std::vector<std::string> cells;
        for (const Column& column : columns)
            cells.push_back(writer.cell(column, row));
        sheet.rows.push_back(std::move(cells));
    }
    return sheet;
}

}  // namespace

Response export_file(PageContext& context)
{
    const auto out = take_out(context.records(), context.caller(), context.path_record(), context.batch());
    if (!out) return web::error_page(context, out.error());
    const Sheet sheet = sheet_of(context, *out);
    const std::string name = "register-" + context.today();
    if (out->request.wish.format != "xlsx") {
        const bool marked = out->request.wish.format == "csv_marked";
        return Response::download(csv_of(sheet, marked), "text/csv; charset=utf-8", name + ".csv");
    }
    auto book = xlsx_of(sheet);
    if (!book) return web::error_page(context, book.error());
    return Response::download(
        std::move(*book), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name + ".xlsx"
    );
}

}  // namespace panoh::exchange
