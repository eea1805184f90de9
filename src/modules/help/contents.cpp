// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/help/contents.hpp"

#include "base/embedded.hpp"
#include "base/text.hpp"

#include <array>
#include <string>

namespace panoh::help {

namespace {

constexpr std::array entries{
    Entry{"first-day-hotline-operator", Group::first_day, "", "hotline_operator"},
    Entry{"first-day-social-worker", Group::first_day, "", "social_worker"},
    Entry{"first-day-physician", Group::first_day, "", "physician"},
    Entry{"first-day-psychologist", Group::first_day, "", "psychologist"},
    Entry{"first-day-psychiatrist", Group::first_day, "", "psychiatrist"},
    Entry{"first-day-forensic-evaluator", Group::first_day, "", "forensic_evaluator"},
    Entry{"first-day-lawyer", Group::first_day, "", "lawyer"},
    Entry{"first-day-monitor", Group::first_day, "", "monitor"},
    Entry{"first-day-interpreter", Group::first_day, "", "interpreter"},
    Entry{"first-day-coordinator", Group::first_day, "", "coordinator"},
    Entry{"first-day-report-writer", Group::first_day, "", "report_writer"},
    Entry{"first-day-auditor", Group::first_day, "", "auditor"},
    Entry{"first-day-technical-administrator", Group::first_day, "", "technical_administrator"},
    Entry{"new-call", Group::calls, "/calls/new", ""},
    Entry{
        "calls",
        Group::calls,
        "/calls /calls/{contact} /calls/{contact}/account /calls/{contact}/history /calls/{contact}/edit"
        " /calls/{contact}/edit-account /calls/*",
        "",
    },
    Entry{
        "handing-on",
        Group::calls,
        "/calls/{contact}/hand-on /calls/{contact}/release /calls/{contact}/receive /calls/{contact}/pass-on",
        "",
    },
    Entry{"duty", Group::calls, "/duty /duty/*", ""},
    Entry{"hand-over", Group::calls, "/hand-over /hand-over/*", ""},
    Entry{
        "call-back",
        Group::calls,
        "/calls/{contact}/call-back /calls/{contact}/call-back/* /calls/{contact}/number /calls/{contact}/number/*",
        "",
    },
    Entry{"danger-steps", Group::calls, "/calls/{contact}/danger /calls/{contact}/danger/*", ""},
    Entry{"request-messages", Group::calls, "/calls/{contact}/messages /calls/{contact}/messages/*", ""},
    Entry{"hotline-figures", Group::calls, "/calls/figures", ""},
    Entry{"custody", Group::calls, "/custody /custody/new /custody/*", ""},
    Entry{"screening", Group::calls, "/calls/{contact}/screening", ""},
    Entry{
        "evaluation",
        Group::cases,
        "/evaluations /evaluations/{evaluation} /cases/{case}/evaluations /cases/{case}/evaluations/new/{person}"
        " /evaluations/{evaluation}/team /evaluations/{evaluation}/sections/{section}"
        " /evaluations/{evaluation}/add/{type} /evaluations/{evaluation}/records/{record} "
        "/evaluations/{evaluation}/paper"
        " /terms /terms/{language}/{list}",
        "",
    },
    Entry{
        "evaluation-marks",
        Group::cases,
        "/evaluations/{evaluation}/findings /evaluations/{evaluation}/findings/* /evaluations/{evaluation}/apart"
        " /evaluations/{evaluation}/apart/add/{type}",
        "",
    },
    Entry{
        "evaluation-requests",
        Group::cases,
        "/evaluations/requests /evaluations/{evaluation}/requests/{request}"
        " /evaluations/{evaluation}/requests/{request}/{step}",
        "",
    },
    Entry{
        "evaluation-review",
        Group::cases,
        "/evaluations/{evaluation}/review /evaluations/{evaluation}/review/{set}",
        "",
    },
    Entry{"evaluation-quality", Group::cases, "/evaluations/{evaluation}/quality", ""},
    Entry{
        "evaluation-signing",
        Group::cases,
        "/evaluations/{evaluation}/sign /evaluations/{evaluation}/apart/sign /evaluations/{evaluation}/addendum"
        " /evaluations/{evaluation}/apart/addendum /evaluations/{evaluation}/draft-destruction",
        "",
    },
    Entry{
        "opening-a-case",
        Group::cases,
        "/calls/{contact}/open-case /calls/{contact}/agreement /cases/new /cases/new/form",
        "",
    },
    Entry{"cases", Group::cases, "/cases", ""},
    Entry{"lists", Group::cases, "/people /tasks /views /views/*", ""},
    Entry{"many-cases", Group::cases, "/cases/bulk /cases/bulk/done", ""},
    Entry{"tags", Group::cases, "/tags /tags/{tag} /cases/{case}/tags", ""},
    Entry{"exports", Group::cases, "/exports /exports/*", ""},
    Entry{"case", Group::cases, "/cases/{case} /cases/{case}/timeline /cases/{case}/notes /cases/*", ""},
    Entry{"events", Group::cases, "/cases/{case}/events /cases/{case}/events/from-call /events/{event}", ""},
    Entry{"events-statements", Group::cases, "/cases/{case}/statements /cases/{case}/statements/new", ""},
    Entry{"events-differences", Group::cases, "/cases/{case}/differences", ""},
    Entry{"state-of-a-case", Group::cases, "/cases/{case}/status /cases/{case}/status/answer", ""},
    Entry{"deadlines", Group::cases, "/cases/{case}/deadlines /cases/{case}/deadlines/{deadline}", ""},
    Entry{"conferences", Group::cases, "/cases/{case}/conferences /cases/{case}/conferences/{conference}", ""},
    Entry{"linked-cases", Group::cases, "/cases/{case}/links", ""},
    Entry{"who-works-on-a-case", Group::cases, "/cases/{case}/people /cases/{case}/people/new", ""},
    Entry{"case-team", Group::cases, "/cases/{case}/team", ""},
    Entry{"transfer", Group::cases, "/cases/{case}/transfer", ""},
    Entry{"restricted-case", Group::cases, "/cases/{case}/restriction", ""},
    Entry{"person", Group::cases, "/people/{person} /people/*", ""},
    Entry{"family", Group::cases, "/people/{person}/family", ""},
    Entry{"knowledge", Group::cases, "/knowledge /knowledge/{entry} /knowledge/new/{type} /knowledge/*", ""},
    Entry{"patterns", Group::cases, "/patterns /patterns/cases", ""},
    Entry{
        "same-person",
        Group::cases,
        "/people/alike /people/{person}/alike /people/{person}/compare/{other} /people/{person}/compare/*",
        "",
    },
    Entry{"consent", Group::cases, "/people/{person}/consent /people/{person}/consent/withdraw", ""},
    Entry{"print", Group::cases, "/cases/{case}/print", ""},
    Entry{"documents", Group::cases, "/cases/{case}/documents /evaluations/{evaluation}/documents", ""},
    Entry{
        "attachments",
        Group::cases,
        "/cases/{case}/files /people/{person}/files /files/{file}/attachments /files/{file}/attach /attachments/*"
        " /uploads /uploads/*",
        "",
    },
    Entry{
        "evidence",
        Group::cases,
        "/cases/{case}/evidence /cases/{case}/evidence/* /evidence/{item} /evidence/* /bundles/*",
        "",
    },
    Entry{"paper-forms", Group::work, "/paper /paper/*", ""},
    Entry{"my-work", Group::work, "/", ""},
    Entry{"notices", Group::work, "/notices /notices/seen", ""},
    Entry{
        "tasks",
        Group::work,
        "/cases/{case}/tasks /cases/{case}/tasks/from-list /records/{record}/done /records/{record}/postpone"
        " /records/{record}/not-done /records/{record}/reassign",
        "",
    },
    Entry{"team", Group::work, "/team /team/*", ""},
    Entry{"calendar", Group::work, "/calendar", ""},
    Entry{"find", Group::work, "/find /find/people-like /go", ""},
    Entry{
        "forms",
        Group::work,
        "/files/{file}/new/{type} /records/{record} /records/{record}/edit /records/{record}/history /records/*"
        " /files/* /drafts /drafts/*",
        "",
    },
    Entry{"sign-in", Group::yourself, "/sign-in", ""},
    Entry{"join", Group::yourself, "/join /join/*", ""},
    Entry{"lock", Group::yourself, "/lock /unlock", ""},
    Entry{"account", Group::yourself, "/account /account/*", ""},
    Entry{"reminders", Group::yourself, "/account/reminders /account/reminders/try", ""},
    Entry{"administration", Group::coalition, "/administration /administration/*", ""},
    Entry{
        "colleagues",
        Group::coalition,
        "/administration/users /administration/users/new /administration/users/{user} /administration/users/*"
        " /administration/invitations/*",
        "",
    },
    Entry{"mail-server", Group::coalition, "/administration/mail /administration/mail/off", ""},
    Entry{"confirming", Group::coalition, "/colleagues /colleagues/*", ""},
    Entry{"organisations", Group::coalition, "/administration/organisations /administration/organisations/*", ""},
    Entry{"our-organisation", Group::coalition, "/organisation /organisation/*", ""},
    Entry{"request-page", Group::coalition, "/request-page /request-page/*", ""},
    Entry{"audit-log", Group::coalition, "/administration/audit /cases/{case}/log", ""},
    Entry{"who-sees-what", Group::about, "", ""},
    Entry{"keyboard", Group::about, "", ""},
    Entry{"glossary", Group::about, "/help /help/*", ""},
};

std::string_view file_text(std::string_view language, std::string_view name)
{
    const std::string wanted = std::string(language) + "/" + std::string(name) + ".md";
    for (const embedded::File& file : embedded::help_texts()) {
        if (file.path == wanted)
            return {
                reinterpret_cast<const char*>(file.bytes.data()),
                file.bytes.size()};  // NOLINT(cppcoreguidelines-pro-type-reinterpret-cast): bytes as text
    }
    return {};
}

/// How well a pattern of a table row fits: its length for an exact one, less for "/*", nothing for none.
std::size_t fit(std::string_view wanted, std::string_view pattern)
{
    if (pattern == wanted) return wanted.size() + 1;
    if (!pattern.ends_with("/*")) return 0;
    pattern.remove_suffix(1);
    return wanted.starts_with(pattern) ? pattern.size() : 0;
}

}  // namespace

std::span<const Entry> contents()
{
    return entries;
}

const Entry* find_entry(std::string_view name)
{
    for (const Entry& entry : entries) {
        if (entry.name == name) return &entry;
    }
    return nullptr;
}

const Entry* entry_for(std::string_view pattern)
{
    const Entry* found = nullptr;
    std::size_t best = 0;
    for (const Entry& entry : entries) {
        for (const std::string_view screen : split(entry.screens, ' ')) {
            const std::size_t here = screen.empty() ? 0 : fit(pattern, screen);
            if (here > best) {
                best = here;
                found = &entry;
            }
        }
    }
    return found;
}

std::optional<Text> text_of(std::string_view language, std::string_view name)
{
    constexpr std::string_view mark = "# ";
    std::string_view text = file_text(language, name);
    if (text.empty()) text = file_text("en", name);
    if (!text.starts_with(mark)) return std::nullopt;
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    return Text{text.substr(mark.size(), end - mark.size()), text.substr(end + 1)};
}

}  // namespace panoh::help
