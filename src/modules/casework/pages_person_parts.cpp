// SPDX-License-Identifier: AGPL-3.0-or-later
// Sections of a page about a person.
#include "modules/casework/pages_person.hpp"

#include <algorithm>
#include <iterator>

namespace panoh::casework {

namespace {

using access::Verb;
using forms::Compartment;
using web::Html;
using web::Url;
using namespace html;

bool may_write(PageContext& context, const FileId& file, Compartment compartment)
{
    return context.records().may(context.caller(), Verb::write, file, compartment);
}

Html record_links(PageContext& context, const vault::Record& record, const std::string& about)
{
    const auto one = [&](const Url& url, const MessageId& label) {
        return el<"a">(
            cls("button button-quiet"), href(url), context.text(label), el<"span">(cls("visually-hidden"), " ", about)
        );
    };
    Html links;
    if (may_write(context, record.file, record.compartment)) {
        links += one(Url::local("/records/{}/edit", record.id), msg("casework.overview.change"));
    }
    links += one(Url::local("/records/{}/history", record.id), msg("casework.record.history"));
    return el<"p">(cls("actions"), links);
}

/// What a type holds in all the files; nothing where that part is not open.
std::optional<std::vector<vault::Record>>
records_of(PageContext& context, const OnePerson& person, std::string_view type)
{
    std::optional<std::vector<vault::Record>> all;
    for (const PersonRecord& each : person.all) {
        auto found = context.records().of_file(context.caller(), each.file, type);
        if (!found) continue;
        if (!all) all.emplace();
        std::move(found->begin(), found->end(), std::back_inserter(*all));
    }
    return all;
}

Html nothing_yet(const PageContext& context)
{
    return el<"p">(cls("meta"), context.text(msg("casework.person.nothing_yet")));
}

/// Records of one type with a line between them.
Html one_by_one(const PageContext& context, const std::vector<Html>& records)
{
    if (records.empty()) return nothing_yet(context);
    if (records.size() == 1) return records.front();
    std::vector<Html> items;
    for (const Html& record : records)
        items.push_back(el<"li">(record));
    return el<"ul">(cls("rows"), items);
}

std::optional<Html> add_link(PageContext& context, const OnePerson& person, std::string_view type)
{
    const forms::RecordType& definition = *context.records().schema().type(type);
    if (!may_write(context, person.lead.file, definition.compartment)) return std::nullopt;
    return el<"a">(
        href(Url::local("/files/{}/new/{}", person.lead.file, type)),
        context.text(msg("casework.person.add")),
        el<"span">(cls("visually-hidden"), ": ", context.text(MessageId("type." + definition.name + ".label")))
    );
}

Html anchored(std::string_view anchor, const Html& section)
{
    return el<"div">(id(anchor), a<"tabindex">("-1"), section);
}

Html safety_tag(const PageContext& context, std::string_view safe)
{
    const web::Tone tone = safe == "never" ? web::Tone::danger : safe == "safe" ? web::Tone::ok : web::Tone::due;
    return web::tag(tone, context.code_label("contact_safety", safe));
}

Html closed_channel(PageContext& context, const OnePerson& person, const vault::Record& channel)
{
    const auto& content = channel.content.reveal();
    return group(
        el<"p">(
            el<"b">(context.code_label("channel_kinds", text_at(content, "kind"))),
            " ",
            safety_tag(context, text_at(content, "safe"))
        ),
        web::record_facts(context, *context.records().schema().type("contact_channel"), shown_at_once(channel)),
        el<"p">(
            cls("actions"),
            web::quiet_link_button(
                Url::local("/people/{}/contacts/{}", person.lead.record, channel.id),
                context.text(msg("person.contact.show"))
            )
        )
    );
}

Html status_row_when(const PageContext& context, const vault::Record& status)
{
    const std::string since = text_at(status.coded, "since");
    const std::string until = text_at(status.coded, "until");
    const auto& words = context.translator();
    if (since.empty() && until.empty()) return group(context.text(msg("person.status.when_unknown")));
    if (until.empty()) return group(context.text(msg("person.status.since"), {{"date", words.date(since)}}));
    if (since.empty()) return group(context.text(msg("person.status.until"), {{"date", words.date(until)}}));
    return group(
        context.text(msg("person.status.between"), {{"since", words.date(since)}, {"until", words.date(until)}})
    );
}

}  // namespace

bool asks_before_showing(const vault::Record& channel)
{
    return text_at(channel.content.reveal(), "safe") != "safe";
}

boost::json::object shown_at_once(const vault::Record& record)
{
    boost::json::object fields = record.merged().reveal();
    if (record.type == "contact_channel" && asks_before_showing(record)) {
        fields.erase("value");
        fields.erase("holder");
    }
    return fields;
}

Html records_section(
    PageContext& context,
    const OnePerson& person,
    std::string_view type,
    const MessageId& heading,
    std::string_view anchor
)
{
    const forms::RecordType& definition = *context.records().schema().type(type);
    const std::string title = context.text(heading);
    const auto found = records_of(context, person, type);
    if (!found) {
        return web::section(title, el<"p">(cls("meta"), context.text(msg("casework.person.restricted"))));
    }
    std::vector<Html> each;
    for (const vault::Record& record : *found) {
        each.push_back(group(
            web::record_facts(context, definition, record.merged().reveal()), record_links(context, record, title)
        ));
    }
    return anchored(anchor, web::section(title, one_by_one(context, each), add_link(context, person, type)));
}

Html contacts_section(PageContext& context, const OnePerson& person)
{
    const std::string title = context.text(msg("casework.person.contacts"));
    const auto found = records_of(context, person, "contact_channel");
    if (!found) return {};
    const forms::RecordType& type = *context.records().schema().type("contact_channel");
    std::vector<Html> each;
    for (const vault::Record& channel : *found) {
        each.push_back(
            asks_before_showing(channel)
                ? closed_channel(context, person, channel)
                : group(
                    web::record_facts(context, type, channel.merged().reveal()), record_links(context, channel, title)
                )
        );
    }
    return anchored(
        "contacts", web::section(title, one_by_one(context, each), add_link(context, person, "contact_channel"))
    );
}

Html legal_status_section(PageContext& context, const OnePerson& person)
{
    auto found = records_of(context, person, "legal_status");
    if (!found) return {};
    std::stable_sort(found->begin(), found->end(), [](const vault::Record& left, const vault::Record& right) {
        return text_at(left.coded, "since") > text_at(right.coded, "since");
    });
    const std::string title = context.text(msg("person.status.title"));
    const forms::RecordType& type = *context.records().schema().type("legal_status");
    const std::array columns{
        web::Column{context.text(msg("type.legal_status.field.status.label")), {}},
        web::Column{context.text(msg("person.status.when")), {}},
        web::Column{context.text(msg("type.legal_status.field.source.label")), {}},
        web::Column{context.text(msg("person.status.record")), {}},
    };
    std::vector<std::vector<Html>> rows;
    for (const vault::Record& status : *found) {
        const auto merged = status.merged();
        Html what = web::value_view(context, *type.find("status"), merged.reveal());
        if (text_at(status.coded, "until").empty()) {
            what += group(" ", web::tag(web::Tone::info, context.text(msg("person.status.now"))));
        }
        rows.push_back(
            {what,
             status_row_when(context, status),
             web::value_view(context, *type.find("source"), merged.reveal()),
             el<"a">(
                 href(Url::local("/records/{}", status.id)),
                 context.text(msg("casework.overview.open_record")),
                 el<"span">(
                     cls("visually-hidden"), ": ", context.code_label("legal_statuses", text_at(status.coded, "status"))
                 )
             )}
        );
    }
    const Html body = rows.empty() ? nothing_yet(context) : web::table(title, columns, rows);
    return anchored("status", web::section(title, body, add_link(context, person, "legal_status")));
}

std::string number_of_person(const PageContext& context, const RecordId& person)
{
    const auto rows = context.vault().workspace().query(
        "SELECT number FROM t_person WHERE record=? AND deleted=0", {vault::sql(person)}
    );
    return rows && !rows->empty() ? rows->text(0, "number") : std::string();
}

Html person_link(PageContext& context, const PersonRecord& person, bool readable)
{
    if (!readable) return el<"span">(cls("facts-none"), context.text(msg("casework.people.restricted")));
    const Url page = Url::local("/people/{}", person.record);
    const std::string number = number_of_person(context, person.record);
    const auto called = name_of_person(context, person.file);
    if (called.reveal().empty()) return el<"a">(href(page), number_of(number));
    return group(el<"a">(href(page), called), " ", el<"small">(number_of(number)));
}

}  // namespace panoh::casework
