// SPDX-License-Identifier: AGPL-3.0-or-later
// From whom it is known: statements, how often somebody had to tell it, and sources.
#include "base/json_text.hpp"
#include "forms/labels.hpp"
#include "modules/casework/pages_record.hpp"
#include "modules/events/pages.hpp"
#include "modules/events/pages_parts.hpp"

#include <algorithm>

namespace panoh::events {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

web::Column column_of(const PageContext& context, std::string_view type, std::string_view field)
{
    return {context.text(forms::field_message(type, field)), {}};
}

/// People who told something, in the order of their first statement; empty: nobody of the case.
std::vector<std::string> tellers_of(const std::vector<Statement>& statements)
{
    std::vector<std::string> tellers;
    for (const Statement& each : statements) {
        if (std::find(tellers.begin(), tellers.end(), each.person) == tellers.end()) tellers.push_back(each.person);
    }
    return tellers;
}

/// "Told at least 4 times, twice to us." and what nobody wrote down.
std::string times_words(const PageContext& context, const Tellings& tellings)
{
    const auto count = [](std::size_t number) {
        return static_cast<std::int64_t>(number);
    };
    std::string words =
        tellings.times == 0
            ? context.text(msg("events.told.none"))
            : context.text(msg("events.told"), {{"times", count(tellings.times)}, {"us", count(tellings.to_us)}});
    if (tellings.unclear > 0) {
        words += " " + context.text(msg("events.told.unclear"), {{"count", count(tellings.unclear)}});
    }
    return words;
}

Html statement_table(
    PageContext& context,
    const Opened& opened,
    const Sensitive<std::string>& teller,
    const std::vector<const vault::Record*>& statements
)
{
    std::vector<std::vector<Html>> rows;
    for (const vault::Record* each : statements) {
        const std::string kind = context.code_label("statement_kinds", text_at(each->coded, "kind"));
        const std::string day = point_words(context, {text_at(each->coded, "given_on"), {}, false});
        const vault::Record* source = opened.account.find(text_at(each->coded, "source"));
        rows.push_back(
            {web::link(Url::local("/records/{}", each->id), kind),
             el<"span">(cls("num"), day),
             answer_in(context, *each, "taker"),
             answer_in(context, *each, "told"),
             answer_in(context, *each, "language"),
             source == nullptr
                 ? Html()
                 : web::link(Url::local("/records/{}", source->id), casework::record_name(context, *source))}
        );
    }
    const std::array columns{
        column_of(context, "statement", "kind"),
        column_of(context, "statement", "given_on"),
        column_of(context, "statement", "taker"),
        column_of(context, "statement", "told"),
        column_of(context, "statement", "language"),
        column_of(context, "statement", "source")};
    return web::table(context.text(msg("events.statements.of"), {{"who", teller.reveal()}}), columns, rows);
}

/// What somebody told, by day, with the number of times.
Html teller_section(PageContext& context, const Opened& opened, const std::string& person)
{
    const std::vector<Statement> all = statements_of(opened.account);
    std::vector<const vault::Record*> theirs;
    for (const vault::Record& each : opened.account.statements) {
        if (text_at(each.coded, "person") == person) theirs.push_back(&each);
    }
    std::stable_sort(theirs.begin(), theirs.end(), [](const vault::Record* left, const vault::Record* right) {
        return text_at(left->coded, "given_on") < text_at(right->coded, "given_on");
    });
    Html body;
    if (!person.empty()) body += el<"p">(el<"strong">(times_words(context, tellings_of(all, person))));
    const auto record = RecordId::parse(person);
    const auto teller = record ? casework::open_reference(context, "person", *record) : std::nullopt;
    const Sensitive<std::string> name = teller ? casework::record_name(context, *teller)
                                               : Sensitive<std::string>(context.text(msg("events.statements.others")));
    body += statement_table(context, opened, name, theirs);
    const Html heading = person.empty() ? group(name) : person_link(context, person);
    return el<"section">(cls("section"), el<"h2">(heading), body);
}

Html source_name(PageContext& context, const vault::Record& source)
{
    if (casework::is_kept_unnamed(context.records(), context.caller(), source)) {
        return group(
            context.code_label("source_kinds", text_at(source.coded, "kind")),
            el<"br">(),
            el<"small">(context.text(msg("events.unnamed")))
        );
    }
    return web::link(
        Url::local("/records/{}", source.id), Sensitive<std::string>(text_at(source.content.reveal(), "heading"))
    );
}

Html sources_section(PageContext& context, const Opened& opened)
{
    const std::string heading = context.text(msg("events.sources"));
    std::vector<std::vector<Html>> rows;
    for (const vault::Record& each : opened.account.sources) {
        const bool closed = casework::is_kept_unnamed(context.records(), context.caller(), each);
        rows.push_back(
            {source_name(context, each),
             answer_in(context, each, "kind"),
             closed ? Html() : answer_in(context, each, "dated"),
             answer_in(context, each, "naming")}
        );
    }
    Html body = rows.empty() ? web::paragraph(context.text(msg("events.sources.none")))
                             : web::table(
                                 heading,
                                 std::array{
                                     column_of(context, "source", "heading"),
                                     column_of(context, "source", "kind"),
                                     column_of(context, "source", "dated"),
                                     column_of(context, "source", "naming")},
                                 rows
                             );
    body += el<"div">(cls("actions no-print"), add_button(context, opened, "source", msg("events.add.source")));
    return web::section(heading, body);
}

Html back_to_events(const PageContext& context, const Opened& opened)
{
    return el<"p">(el<"a">(
        cls("back-link"), href(Url::local("/cases/{}/events", opened.of_case())), context.text(msg("events.back"))
    ));
}

/// Statements that can be read instead of asking again, the whole account first.
Html to_read(PageContext& context, const Opened& opened, const Tellings& tellings)
{
    std::vector<Html> items;
    for (const std::size_t place : tellings.to_offer) {
        const vault::Record& each = opened.account.statements[place];
        items.push_back(el<"li">(
            web::link(Url::local("/records/{}", each.id), casework::record_name(context, each)),
            " · ",
            answer_in(context, each, "told")
        ));
    }
    if (items.empty()) return web::paragraph(context.text(msg("events.to_read.none")));
    return group(web::paragraph(context.text(msg("events.to_read"))), el<"ul">(items));
}

}  // namespace

Response statements_page(PageContext& context)
{
    auto opening = open_account(context, context.path_record());
    if (!opening.opened) return std::move(opening.refused);
    const Opened& opened = *opening.opened;
    auto head = opened.page(Sensitive<std::string>(context.text(msg("events.statements.heading"))));
    if (opened.may_write) {
        head.actions = web::link_button(
            Url::local("/cases/{}/statements/new", opened.of_case()), context.text(msg("events.add.statement"))
        );
    }
    Html body = back_to_events(context, opened);
    const auto tellers = tellers_of(statements_of(opened.account));
    if (tellers.empty()) body += web::empty_state(context.text(msg("events.statements.none")));
    for (const std::string& person : tellers)
        body += teller_section(context, opened, person);
    body += sources_section(context, opened);
    return web::page(context, head, body);
}

Response before_statement_page(PageContext& context)
{
    auto opening = open_account(context, context.path_record());
    if (!opening.opened) return std::move(opening.refused);
    const Opened& opened = *opening.opened;
    if (!opened.may_write) {
        return web::error_page(context, fail(ErrorCode::denied, "the reader may not enter statements"));
    }
    const RecordId from = RecordId::parse(context.request().query.text("from")).value_or(RecordId{});
    const Url form = new_record(opened, "statement", opened.account.find(from.text()) == nullptr ? RecordId{} : from);
    const std::vector<Statement> all = statements_of(opened.account);
    Html body = back_to_events(context, opened);
    bool is_told = false;
    for (const std::string& person : tellers_of(all)) {
        if (person.empty()) continue;
        const Tellings tellings = tellings_of(all, person);
        body += el<"section">(
            cls("section"),
            el<"h2">(person_link(context, person)),
            el<"p">(el<"strong">(times_words(context, tellings))),
            to_read(context, opened, tellings)
        );
        is_told = true;
    }
    if (!is_told) return Response::redirect(form);
    body += el<"div">(cls("actions"), web::link_button(form, context.text(msg("events.add.statement_after"))));
    const auto head = opened.page(Sensitive<std::string>(context.text(msg("events.before_statement"))));
    return web::page(context, head, body);
}

}  // namespace panoh::events
