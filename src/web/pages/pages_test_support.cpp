// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/pages/pages_test_support.hpp"

#include "base/check.hpp"

#include <algorithm>
#include <cstdlib>

namespace panoh::web::testing {

namespace {

constexpr std::string_view made_up_words = "msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
                                           "\nmsgid \"type.visit.section.place\"\nmsgstr \"The place\"\n"
                                           "\nmsgid \"type.visit.section.people\"\nmsgstr \"The people\"\n"
                                           "\nmsgid \"type.visit.field.kind.hint\"\nmsgstr \"One is enough\"\n"
                                           "\nmsgid \"type.visit.field.kind.help\"\nmsgstr \"Choose what fits best\"\n"
                                           "\nmsgid \"list.kinds.a\"\nmsgstr \"Planned\"\n"
                                           "\nmsgid \"list.kinds.b\"\nmsgstr \"Not announced\"\n"
                                           "\nmsgid \"list.areas.N\"\nmsgstr \"North\"\n"
                                           "\nmsgid \"list.areas.N1\"\nmsgstr \"Upper valley\"\n"
                                           "\nmsgid \"list.areas.N2\"\nmsgstr \"Lower valley\"\n"
                                           "\nmsgid \"list.areas.S\"\nmsgstr \"South\"\n"
                                           "\nmsgid \"list.needs.food\"\nmsgstr \"Food & tea\"\n";

forms::Schema made_up_schema()
{
    const std::vector<forms::PackFile> files{
        {"lists/visit.yaml",
         "list: kinds\ncodes: [a, { code: b, confirm: true }, { code: old, retired: true }]\n"
         "---\nlist: areas\ncodes: [N, { code: N1, parent: N }, { code: N2, parent: N }, S, E, W, X, Y, Z]\n"},
        {"types/visit.yaml",
         "type: visit\nfile: register\ncompartment: core\nfields:\n"
         "  kind:    { kind: code, list: kinds, coded: true, required: true, section: place, source: 'Rule 7' }\n"
         "  area:    { kind: code, list: areas, coded: true, desk: true, section: place }\n"
         "  areas:   { kind: codes, list: areas, coded: true, section: place }\n"
         "  reason:  { kind: text, lines: 2, section: people, relevant: \"${kind} = 'b'\" }\n"
         "  account: { kind: text, lines: 8, section: people }\n"}};
    forms::Schema schema = forms::example_schema();
    forms::Schema more = must(forms::load_packs(files));
    schema.types.merge(more.types);
    schema.lists.merge(more.lists);
    return schema;
}

/// The shipped catalogues, and labels "Call note", "Visit area" … for the made-up types.
i18n::Catalogues made_up_catalogues(const forms::Schema& schema)
{
    std::string words(made_up_words);
    const auto add = [&](const std::string& id, const std::string& text) {
        words += "\nmsgid \"" + id + "\"\nmsgstr \"" + text + "\"\n";
    };
    for (const auto& [type_name, type] : schema.types) {
        for (const forms::Field& field : type.fields) {
            const std::string id = "type." + type_name + ".field." + field.name;
            add(id + ".label", "The " + type_name + " " + field.name);
            if (field.constraint) add(id + ".constraint", "Look at {label} again");
            for (const forms::Field& column : field.rows)
                add(id + "." + column.name + ".label", "The person’s " + column.name);
        }
    }
    const auto shipped = embedded::catalogues();
    std::vector<embedded::File> files(shipped.begin(), shipped.end());
    const BytesView bytes = bytes_of(words);
    files.push_back({"en/made_up.po", {bytes.data(), bytes.size()}});
    return must(i18n::Catalogues::load(files));
}

access::Roles made_up_roles()
{
    return must(access::Roles::load(
        "roles.yaml",
        "roles:\n"
        "  worker:\n    may: [work, search, work_on_cases]\n"
        "  operator:\n    may: [work, take_calls]\n"
        "  administrator:\n    may: [work, administer]\n"
    ));
}

std::string new_folder()
{
    std::string pattern = (std::filesystem::temp_directory_path() / "panoh-pages-XXXXXX").string();
    PANOH_CHECK(::mkdtemp(pattern.data()) != nullptr);
    return pattern;
}

Timestamp sunday()
{
    using namespace std::chrono;
    return sys_days(2026y / 11 / 22) + 9h + 5min;
}

std::string unescaped(std::string_view text)
{
    std::string out(text);
    constexpr std::array<std::pair<std::string_view, std::string_view>, 5> signs{
        {{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}}};
    for (const auto& [escaped, sign] : signs) {
        for (auto at = out.find(escaped); at != std::string::npos; at = out.find(escaped, at + sign.size()))
            out.replace(at, escaped.size(), sign);
    }
    return out;
}

Tag tag_of(std::string_view inside)
{
    Tag tag;
    const auto end = std::min(inside.find(' '), inside.size());
    tag.name = inside.substr(0, end);
    inside.remove_prefix(end);
    while (!inside.empty()) {
        inside.remove_prefix(1);
        const auto stop = std::min(inside.find_first_of("= "), inside.size());
        const std::string name(inside.substr(0, stop));
        inside.remove_prefix(stop);
        if (!inside.starts_with("=\"")) {
            tag.attributes.emplace_back(name, "");
            continue;
        }
        inside.remove_prefix(2);
        const auto quote = inside.find('"');
        tag.attributes.emplace_back(name, unescaped(inside.substr(0, quote)));
        inside.remove_prefix(quote + 1);
    }
    return tag;
}

}  // namespace

std::string Tag::get(std::string_view attribute) const
{
    for (const auto& [key, value] : attributes) {
        if (key == attribute) return value;
    }
    return {};
}

bool Tag::has(std::string_view attribute) const
{
    return std::any_of(attributes.begin(), attributes.end(), [&](const auto& each) { return each.first == attribute; });
}

std::vector<Tag> tags_of(std::string_view markup)
{
    std::vector<Tag> tags;
    for (auto open = markup.find('<'); open != std::string_view::npos; open = markup.find('<', open + 1)) {
        const auto close = markup.find('>', open);
        Tag tag = tag_of(markup.substr(open + 1, close - open - 1));
        const auto next = std::min(markup.find('<', close), markup.size());
        tag.text = unescaped(markup.substr(close + 1, next - close - 1));
        tags.push_back(std::move(tag));
    }
    return tags;
}

std::string words_of(std::string_view markup)
{
    std::string words;
    for (const Tag& tag : tags_of(markup)) {
        if (tag.name != "span" && tag.name != "/span" && !words.ends_with(' ')) words += ' ';
        words += tag.text;
    }
    return words;
}

std::vector<std::pair<std::string, std::string>> inputs_of(std::string_view markup)
{
    std::vector<std::pair<std::string, std::string>> sent;
    std::string select;
    bool has_choice = false;
    bool took_first = false;
    for (const Tag& tag : tags_of(markup)) {
        if (tag.name == "input") {
            const bool is_choice = tag.get("type") == "radio" || tag.get("type") == "checkbox";
            if (!is_choice || tag.has("checked")) sent.emplace_back(tag.get("name"), tag.get("value"));
        } else if (tag.name == "textarea") {
            sent.emplace_back(tag.get("name"), tag.text.substr(1));
        } else if (tag.name == "select") {
            select = tag.get("name");
            has_choice = took_first = false;
        } else if (tag.name == "option" && !has_choice) {
            has_choice = tag.has("selected");
            if (took_first && has_choice) sent.pop_back();
            if (!took_first || has_choice) sent.emplace_back(select, tag.get("value"));
            took_first = true;
        }
    }
    return sent;
}

forms::Submission submission_of(std::string_view markup)
{
    forms::Submission submission;
    for (const auto& [name, value] : inputs_of(markup))
        submission.add(name, value);
    return submission;
}

std::multiset<std::string> ids_of(std::string_view markup)
{
    std::multiset<std::string> ids;
    for (const Tag& tag : tags_of(markup)) {
        if (tag.has("id")) ids.insert(tag.get("id"));
    }
    return ids;
}

std::vector<std::string> dangling_ids(std::string_view markup)
{
    const auto ids = ids_of(markup);
    std::vector<std::string> dangling;
    const auto check = [&](std::string_view id) {
        if (!id.empty() && ids.count(std::string(id)) != 1) dangling.emplace_back(id);
    };
    for (const Tag& tag : tags_of(markup)) {
        check(tag.get("for"));
        check(tag.get("aria-labelledby"));
        if (tag.get("href").starts_with('#')) check(tag.get("href").substr(1));
        std::string list = tag.get("aria-describedby");
        while (!list.empty()) {
            const auto end = std::min(list.find(' '), list.size());
            check(list.substr(0, end));
            list.erase(0, end + 1);
        }
    }
    return dangling;
}

World::World()
    : folder_(new_folder())
    , clock_(sunday())
    , schema_(made_up_schema())
    , catalogues_(made_up_catalogues(schema_))
    , access_(made_up_roles())
    , store_(must(storage::open_sqlite_store(folder_)))
    , vault_(
          std::make_unique<vault::Vault>(*store_, schema_, access_, std::vector<std::string>{}, clock_, system_random())
      )
    , records_(std::make_unique<records::Records>(*vault_, access_, nullptr))
    , saule_(system_random().id<UserId>())
    , organisation_(system_random().id<OrganisationId>())
{
    must(vault_->create({}, vault::NodeKeys::create(system_random())));
    vault::Organisation organisation;
    organisation.id = organisation_;
    organisation.code = "A";
    organisation.name = {{"en", "First house"}, {"ru", "Первый дом"}};
    vault::User saule;
    saule.id = saule_;
    saule.login = "saule";
    saule.name = Sensitive<std::string>("Saule <N>");
    saule.organisation = organisation_;
    saule.roles = {"worker"};
    must(vault_->found({organisation, saule}));
    services.vault = vault_.get();
    services.access = &access_;
    services.records = records_.get();
    services.catalogues = &catalogues_;
    services.zone = "Asia/Dushanbe";
}

World::~World()
{
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

PageContext World::context(std::string_view role, std::string_view language) const
{
    std::optional<Viewer> viewer;
    if (!role.empty()) {
        viewer.emplace();
        viewer->actor = {saule_, organisation_, {std::string(role)}};
        viewer->name = Sensitive<std::string>("Saule <N>");
        viewer->csrf = "masked-token";
    }
    return {services, request, path, std::move(viewer), language};
}

vault::Record World::revision(std::uint32_t number, boost::json::object coded, boost::json::object content) const
{
    vault::Record record;
    record.type = "call";
    record.revision = number;
    record.author = saule_;
    record.written_at = sunday();
    record.coded = std::move(coded);
    record.content = Sensitive<boost::json::object>(std::move(content));
    return record;
}

}  // namespace panoh::web::testing
