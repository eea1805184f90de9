// SPDX-License-Identifier: AGPL-3.0-or-later
// What has to be so after a form was sent.
#include "base/text.hpp"
#include "integration/random_forms_walk.hpp"
#include "main/verifying.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace panoh::testing {

namespace {

namespace json = boost::json;

void collect(const json::value& value, std::string& out)
{
    if (value.is_string()) {
        out += value.get_string();
        out += ' ';
    } else if (value.is_array()) {
        for (const json::value& each : value.get_array())
            collect(each, out);
    } else if (value.is_object()) {
        for (const auto& each : value.get_object())
            collect(each.value(), out);
    }
}

bool is_choice(const FormControl& control)
{
    return control.kind == "radio" || control.kind == "checkbox" || control.kind == "select";
}

/// Made up by chance: it says nothing of anybody.
std::string example_of(const Filling& filling, const TypedText& typed)
{
    constexpr std::size_t most = 80;
    return fmt::format("{} with «{}»", filling.action, squeezed(typed.text).substr(0, most));
}

/// The draft that the pressed button saves; empty for any other button.
std::string draft_of(const Filling& filling)
{
    constexpr std::string_view drafts = "/drafts/";
    if (filling.action.starts_with(drafts)) return filling.action.substr(drafts.size());
    std::string draft;
    bool changes_entries = false;
    for (const auto& [name, text] : filling.sent) {
        if (name == "_draft") draft = text;
        changes_entries = changes_entries || name == "_add_entry" || name == "_remove_entry";
    }
    return changes_entries ? draft : std::string();
}

/// A field that is kept under another name is "<field>.<n>.…": the numbers say nothing.
std::string field_of(std::string_view name)
{
    std::string field;
    for (const std::string_view part : split(name, '.')) {
        const bool is_number = std::ranges::all_of(part, [](char letter) { return letter >= '0' && letter <= '9'; });
        field += (field.empty() ? "" : ".") + (is_number ? std::string("n") : std::string(part));
    }
    return field;
}

}  // namespace

std::vector<vault::LogLine> FormWalk::records_since(std::uint64_t before)
{
    const std::uint64_t now = node_->vault().head(storage::Chain::records).seq;
    if (now == before) return {};
    auto lines = node_->vault().log_lines(storage::Chain::records, 0, now - before);
    PANOH_CHECK(lines.has_value());
    std::erase_if(*lines, [](const vault::LogLine& line) { return line.kind != ledger::EntryKind::record; });
    return std::move(*lines);
}

/// Names of people and organisations.
std::string FormWalk::directory_texts() const
{
    const auto directory = node_->vault().directory();
    std::string all;
    for (const auto& [id, organisation] : directory->organisations())
        for (const auto& [language, name] : organisation.name)
            all += squeezed(name) + " ";
    for (const auto& [id, user] : directory->users())
        all += squeezed(user.name.reveal()) + " ";
    return all;
}

/// What stands in a draft of this visitor.
std::string FormWalk::draft_texts(Visitor& visitor, const std::string& draft)
{
    auto session = visitor.token ? node_->accounts().open(*visitor.token) : std::nullopt;
    if (!session || session->is_locked()) return {};
    const auto text = node_->vault().get_scratch(session->keys(), "draft." + draft);
    if (!text || !text->has_value()) return {};
    boost::system::error_code error;
    const json::value read = json::parse((*text)->reveal(), error);
    std::string all;
    if (!error) collect(read, all);
    return squeezed(all);
}

/// Whether a form says of what is typed there that it is not kept.
bool FormWalk::is_let_go(const std::string& pattern, const Filling& filling, const std::string& name) const
{
    if (pattern == "/find" || pattern == "/find/people-like") return true;  // a search keeps nothing
    if (pattern == "/cases/{case}/print" && name == "recipient_name")
        return true;                                           // on paper only when it goes outside
    if (pattern.ends_with("/documents")) return true;          // stands in the document, which is the answer
    if (pattern == "/request-page/lines/{line}") return true;  // the list says it in the reader's language alone
    // "Only count it", and what is kept apart as a silent or abusive call.
    const bool counted = std::ranges::any_of(filling.sent, [](const auto& each) {
        return (each.first == "keep" && each.second != "yes") || each.first == "apart_as";
    });
    const bool takes_call = pattern.starts_with("/calls/") || pattern == "/custody/new";
    if (counted && takes_call) return true;
    // Ways to call stay only where calling was agreed; the pages say so.
    if (takes_call && (name == "phone" || name == "safe_contact" || name == "say_who")) return true;
    const bool taken_out = std::ranges::any_of(filling.sent, [&](const auto& each) {
        return each.first == "_remove_entry" && name.starts_with(each.second + ".");
    });
    if (taken_out) return true;
    return only_sometimes_.contains(name.substr(0, name.find('.')));
}

/// Whether somebody who works here could open the file of a record, if they came.
bool FormWalk::is_held(const vault::LogLine& line) const
{
    const auto file = node_->vault().file(line.file);
    if (!file) return false;
    const auto kept = node_->vault().kept_files(file->kind, file->organisation, {});
    const auto found = std::ranges::find(kept, line.file, [](const vault::KeptFile& each) { return each.file.file; });
    return found != kept.end() && !found->users.empty();
}

/// Everything that the new revisions say; nothing when one of them is for colleagues who are not here.
std::optional<std::string> FormWalk::read_back(Visitor& visitor, const std::vector<vault::LogLine>& lines)
{
    std::string all;
    for (const vault::LogLine& line : lines) {
        std::vector<Visitor*> readers{&visitor};
        for (Visitor& each : visitors_)
            readers.push_back(&each);
        bool is_read = false;
        for (Visitor* reader : readers) {
            auto session = reader->token ? node_->accounts().open(*reader->token) : std::nullopt;
            if (!session || session->is_locked()) continue;
            const auto record = node_->vault().read(session->keys(), line.record);
            if (!record) continue;
            collect(record->merged().reveal(), all);
            is_read = true;
            break;
        }
        if (is_read) continue;
        if (is_held(line)) return std::nullopt;
        find("a record that nobody can open", line.action);
    }
    return squeezed(all);
}

void FormWalk::judge_kept(const std::string& pattern, const Filling& filling, const ReadPage& page, int status)
{
    const std::string said = squeezed(page.said);
    for (const TypedText& each : filling.typed) {
        const std::string text = squeezed(each.text);
        // The eight words are a key: no page shows them a second time.
        if (each.secret || each.name == "receipt" || text.empty() || (status == 409 && each.mark.empty())) continue;
        const bool composes = !each.mark.empty() && each.text.find("\u0301") != std::string::npos;
        if (said.find(status == 409 || composes ? each.mark : text) != std::string::npos) continue;
        find(
            fmt::format(
                "{} of POST {} does not show again what was typed into {}", status, pattern, field_of(each.name)
            ),
            example_of(filling, each)
        );
    }
    const auto again = std::ranges::find(page.forms, filling.action, &PageForm::action);
    if (again == page.forms.end() || status != 422) return;
    const Sent shown = sent_as_it_stands(*again);
    for (const auto& entry : filling.sent) {
        const bool offered = std::ranges::any_of(again->controls, [&](const FormControl& control) {
            return is_choice(control) && control.name == entry.first;
        });
        if (offered && !entry.second.empty() && std::ranges::find(shown, entry) == shown.end())
            find(
                fmt::format(
                    "422 of POST {} does not show again what was chosen for {}", pattern, field_of(entry.first)
                ),
                filling.action
            );
    }
}

void FormWalk::judge_saved(
    Visitor& visitor, const std::string& pattern, const Filling& filling, const std::string& page, std::uint64_t before
)
{
    const auto written = read_back(visitor, records_since(before));
    if (!written) return;
    std::string kept = *written + " " + squeezed(page) + " " + directory_texts();
    if (const auto draft = draft_of(filling); !draft.empty()) kept += " " + draft_texts(visitor, draft);
    const bool is_missed = std::ranges::any_of(filling.typed, [&](const TypedText& each) {
        return kept.find(each.mark) == std::string::npos;
    });
    // What is no record stands in the form itself when it is opened again.
    if (const bool has_page = !pattern_of(web::Method::get, filling.action).empty(); is_missed && has_page) {
        if (const auto form = visit(visitor, filling.action)) kept += squeezed(form->said);
    }
    for (const TypedText& each : filling.typed) {
        if (each.secret || each.mark.empty() || is_let_go(pattern, filling, each.name)) continue;
        const bool has_mark = kept.find(each.mark) != std::string::npos;
        const bool composes = each.text.find("\u0301") != std::string::npos;
        if (has_mark && (composes || kept.find(squeezed(each.text)) != std::string::npos)) continue;
        find(
            fmt::format("POST {} {} what was typed into {}", pattern, has_mark ? "cuts" : "loses", field_of(each.name)),
            example_of(filling, each)
        );
    }
}

void FormWalk::judge(Visitor& visitor, const Filling& filling, const web::Response& response, std::uint64_t before)
{
    const std::string pattern = pattern_of(web::Method::post, filling.action);
    const std::string where = fmt::format("POST {} ({})", pattern, response.status);
    for (const auto& header : response.headers) {
        // Whoever writes a request by hand may name the page to come back to; a view keeps such an address.
        if (filling.plain && pattern != "/views" && header.value.find(mark_start) != std::string::npos)
            find(where + " says typed text in " + header.name, filling.action);
    }
    // Too many tries: the page asks to wait, and how long.
    if ((pattern == "/sign-in" || pattern == "/join") && response.status == 503 && response.headers.has("retry-after"))
        return;
    if (response.status >= 500) return find(where + " answers as it never may", filling.action);
    const bool away = response.headers.first("location").value_or("").starts_with("/sign-in")
                      || response.headers.first("location").value_or("").starts_with("/lock");
    if ((filling.wrong_token || filling.foreign) && response.status < 400 && !away && !is_public(filling.action))
        find(where + " accepts a form without its token", filling.action);
    if (response.status >= 400) {
        if (!records_since(before).empty()) find(where + " changed something", filling.action);
        const bool shows = response.status == 422 || response.status == 409;
        if (shows && filling.plain) judge_kept(pattern, filling, read_page(response.body), response.status);
        return;
    }
    const bool is_page = response.headers.first("content-type").value_or("").starts_with("text/html");
    std::string page = is_page ? read_page(response.body).said : std::string();
    if (response.status == 303 && !away) {
        const std::string target(response.headers.first("location").value_or(""));
        const std::string local = target.substr(0, target.find('#'));
        const auto shown = visit(visitor, local);
        if (shown) page = shown->said;
        // A draft is kept also of a page that was closed to its owner meanwhile.
        const bool may_be_closed = visitor.login.empty() || !draft_of(filling).empty();
        const bool gone = !shown && !may_be_closed && !pattern_of(web::Method::get, local).empty();
        if (gone) find(where + " leads to a page that does not open", visitor.login + " at " + local);
    }
    if (filling.plain && !away && !is_public(filling.action)) judge_saved(visitor, pattern, filling, page, before);
}

bool FormWalk::chains_hold()
{
    return verify_chains(node_->store()).has_value();
}

std::vector<std::string> FormWalk::rows()
{
    std::vector<UserId> present;
    for (Visitor& visitor : visitors_) {
        sign_in(visitor);
        auto session = visitor.token ? node_->accounts().open(*visitor.token) : std::nullopt;
        if (session) present.push_back(session->keys().user());
    }
    // What somebody wrote for colleagues who are not here goes when anybody leaves.
    node_->vault().leave(present);
    const vault::Workspace& workspace = node_->vault().workspace();
    // What has changed since lists were counted is no content.
    const auto names =
        workspace.query("SELECT name FROM sqlite_master WHERE type='table' AND name<>'changed' ORDER BY name");
    PANOH_CHECK(names.has_value());
    std::vector<std::string> lines;
    for (std::size_t row = 0; row < names->size(); ++row) {
        const std::string table = names->text(row, "name");
        const auto columns = workspace.query("SELECT name FROM pragma_table_info('" + table + "') ORDER BY name");
        PANOH_CHECK(columns.has_value());
        std::string line;
        for (std::size_t column = 0; column < columns->size(); ++column)
            line += (column == 0 ? "quote(\"" : " || '|' || quote(\"") + columns->text(column, "name") + "\")";
        const auto rows = workspace.query("SELECT " + line + " AS line FROM \"" + table + "\" ORDER BY line");
        PANOH_CHECK(rows.has_value());
        for (std::size_t each = 0; each < rows->size(); ++each)
            lines.push_back(table + ": " + rows->text(each, "line"));
    }
    std::ranges::sort(lines);
    return lines;
}

}  // namespace panoh::testing
