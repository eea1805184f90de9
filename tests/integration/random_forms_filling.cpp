// SPDX-License-Identifier: AGPL-3.0-or-later
#include "integration/random_forms_filling.hpp"

#include "base/id.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace panoh::testing {

namespace {

constexpr std::size_t most_ids = 400;

bool is_free_text(const FormControl& control)
{
    static const std::set<std::string, std::less<>> kinds{
        "text", "textarea", "tel", "search", "password", "date", "time", "number"};
    return !control.name.empty() && kinds.contains(control.kind);
}

/// Passphrases, and the password that a document is given: no page shows them again.
bool is_secret(const FormControl& control)
{
    return control.kind == "password" || control.name == "password";
}

/// A date stands in three boxes, which are filled together.
std::string_view date_of(std::string_view name)
{
    for (const std::string_view part : {".day", ".month", ".year"})
        if (name.ends_with(part)) return name.substr(0, name.size() - part.size());
    return {};
}

}  // namespace

void Filler::learn(const std::string& address)
{
    const std::string_view path = std::string_view(address).substr(0, address.find('?'));
    for (const std::string_view segment : split(path, '/')) {
        if (segment.size() != RecordId{}.text().size() || !RecordId::parse(segment)) continue;
        if (ids_.size() < most_ids) {
            ids_.emplace_back(segment);
        } else {
            ids_.at(random_.below(most_ids)) = segment;
        }
    }
}

std::string Filler::next_mark()
{
    return fmt::format("{}{}{}", mark_start, ++marks_, mark_end);
}

void Filler::choose(PageForm& form)
{
    std::set<std::string> decided;
    for (FormControl& control : form.controls) {
        if (control.kind == "select" && !control.options.empty()) {
            const bool is_part = control.name.ends_with(".why") || control.name.ends_with(".precision");
            if (chance(is_part ? 4 : 45))
                control.value = control.options.at(below(static_cast<std::uint32_t>(control.options.size())));
        } else if (control.kind == "checkbox") {
            if (chance(control.invalid ? 60 : 18)) control.chosen = !control.chosen;
        } else if (control.kind == "radio" && decided.insert(control.name).second) {
            std::vector<FormControl*> group;
            for (FormControl& each : form.controls)
                if (each.kind == "radio" && each.name == control.name) group.push_back(&each);
            const bool open = std::ranges::none_of(group, [](const auto* each) { return each->chosen; });
            if (!chance(open ? 75 : 20)) continue;
            for (FormControl* each : group)
                each->chosen = false;
            group.at(below(static_cast<std::uint32_t>(group.size())))->chosen = true;
        }
    }
}

std::string Filler::sensible_text(const FormControl& control, std::string& mark)
{
    const std::string_view name = control.name;
    if (name.ends_with(".day")) return std::to_string(1 + below(28));
    if (name.ends_with(".month")) return std::to_string(1 + below(10));
    if (name.ends_with(".year")) return std::to_string(2024 + below(3));
    if (name.ends_with(".date") || control.kind == "date")
        return fmt::format("2026-{:02}-{:02}", 1 + below(12), 1 + below(28));
    if (name.ends_with(".time") || control.kind == "time") return fmt::format("{:02}:{:02}", below(24), below(60));
    if (control.kind == "tel") return fmt::format("+992 90 555 {:02} {:02}", below(100), below(100));
    if (control.numeric || control.kind == "number") return std::to_string(below(40));
    mark = next_mark();
    if (control.kind == "textarea") return "Со слов " + mark + "\r\n\r\nдва дня, потом домой.";
    return "Слово " + mark;
}

/// For a box that was refused: anything else that it could be meant for.
std::string Filler::mended_text(const FormControl& control, std::string& mark)
{
    switch (below(7)) {
    case 0:
        return fmt::format("2026-{:02}-{:02}", 1 + below(12), 1 + below(28));
    case 1:
        return "10:30";
    case 2:
        return std::to_string(1 + below(12));
    case 3:
        return "+992 90 555 01 02";
    case 4:
        return {};
    default:
        return sensible_text(control, mark);
    }
}

std::string Filler::odd_text(std::string& mark)
{
    mark = next_mark();
    switch (below(18)) {
    case 0:
        return mark + std::string(1'200, 'n');
    case 1:
        return mark + std::string(below(8) == 0 ? 190'000 : 21'000, 'm');
    case 2:
        return mark + "\x01\x07\x1B[31m";
    case 3:
        return "👩🏽‍⚕️🏳️‍🌈 " + mark + " 🕊";
    case 4:
        return "\u202E" + mark + " שלום עליכם مرحبا\u202C";
    case 5:
        return mark + "'; DROP TABLE files; --";
    case 6:
        return mark + "</textarea><script>alert(1)</script>&amp;\"'";
    case 7:
        mark.clear();
        return "31.02.2026";
    case 8:
        mark.clear();
        return "0000-00-00";
    case 9:
        mark.clear();
        return below(2) == 0 ? "-1" : "999999999999999999999999";
    case 10:
        return mark + " {count, plural, one {#} other {%s %n}} {0}";
    case 11:
        return mark + "\r\n\r\nстрока\r\nещё";
    case 12:
        mark.clear();
        return " \xC2\xA0\t ";
    case 13:
        mark.clear();
        return ids_.empty() ? "x" : ids_.at(below(static_cast<std::uint32_t>(ids_.size())));
    case 14:
        return "../../" + mark + "/%2e%2e?x=1#y";
    case 15:
        return "e\u0301\uFEFF " + mark + " \U0010FFFD";
    case 16:
        mark.clear();
        return {};
    default:
        return "'" + mark + "' OR 1=1";
    }
}

void Filler::write(FormControl& control, Filling& filling)
{
    std::string mark;
    const bool fills = control.invalid || chance(control.value.empty() ? 35 : 12);
    if (!fills) return;
    control.value = control.invalid && chance(70) ? mended_text(control, mark) : sensible_text(control, mark);
    filling.typed.push_back({control.name, control.value, mark, is_secret(control)});
}

void Filler::make_odd(PageForm& form, Filling& filling)
{
    std::vector<FormControl*> texts;
    for (FormControl& control : form.controls)
        if (is_free_text(control)) texts.push_back(&control);
    if (texts.empty()) return;
    for (std::uint32_t count = 1 + below(3); count > 0; --count) {
        FormControl& control = *texts.at(below(static_cast<std::uint32_t>(texts.size())));
        std::erase_if(filling.typed, [&](const TypedText& each) { return each.name == control.name; });
        std::string mark;
        control.value = odd_text(mark);
        filling.typed.push_back({control.name, control.value, mark, is_secret(control)});
    }
}

const FormButton* Filler::button_of(const PageForm& form)
{
    if (form.buttons.empty()) return nullptr;
    // Mostly the button that sends the form itself.
    const auto own = std::ranges::find_if(form.buttons, [](const FormButton& each) {
        return each.name.empty() && each.action.empty();
    });
    if (own != form.buttons.end() && chance(80)) return &*own;
    return &form.buttons.at(below(static_cast<std::uint32_t>(form.buttons.size())));
}

/// Changes what is sent as somebody would who writes requests by hand.
void Filler::forge(Filling& filling)
{
    filling.plain = false;
    Sent& sent = filling.sent;
    const auto entry = [&](std::string_view name) {
        return std::ranges::find(sent, name, [](const auto& each) { return std::string_view(each.first); });
    };
    const auto any = [&] {
        return sent.begin() + below(static_cast<std::uint32_t>(sent.size()));
    };
    const std::uint32_t deed = below(11);
    filling.wrong_token = deed == 0 || deed == 1;
    filling.foreign = deed == 2;
    if (sent.empty()) return;
    if (deed == 0) {
        if (const auto token = entry("csrf"); token != sent.end()) token->second = next_mark();
    } else if (deed == 1) {
        std::erase_if(sent, [](const auto& each) { return each.first == "csrf"; });
    } else if (deed == 3) {
        if (const auto base = entry("_base"); base != sent.end()) base->second = below(2) == 0 ? "0" : "4294967296";
    } else if (deed == 4) {
        if (const auto batch = entry("batch"); batch != sent.end()) batch->second = next_mark();
    } else if (deed == 5) {
        for (std::uint32_t count = 1 + below(4); count > 0 && !sent.empty(); --count)
            if (const auto gone = any(); gone->first != "csrf") sent.erase(gone);
    } else if (deed == 6) {
        const auto again = *any();
        sent.emplace_back(again.first, next_mark());
    } else if (deed == 7 && !ids_.empty()) {
        if (const auto other = any(); other->first != "csrf")
            other->second = ids_.at(below(static_cast<std::uint32_t>(ids_.size())));
    } else if (deed == 8) {
        if (const auto other = any(); other->first != "csrf") other->second = next_mark();
    } else if (deed == 9) {
        sent.emplace_back(next_mark(), next_mark());
        sent.emplace_back("_add_entry", next_mark());
    } else {
        for (auto& each : sent)
            if (each.first != "csrf" && chance(30)) each.second = next_mark();
    }
}

Filling Filler::fill(const PageForm& asked)
{
    PageForm form = asked;
    Filling filling;
    choose(form);
    std::set<std::string, std::less<>> dates;
    std::set<std::string, std::less<>> passed;
    for (FormControl& control : form.controls) {
        if (!is_free_text(control)) continue;
        const std::string date(date_of(control.name));
        if (date.empty()) {
            write(control, filling);
        } else if (dates.contains(date) || (!passed.contains(date) && (control.invalid || chance(25)))) {
            dates.insert(date);
            std::string mark;
            control.value = sensible_text(control, mark);
            filling.typed.push_back({control.name, control.value, mark, false});
        } else {
            passed.insert(date);
        }
    }
    const std::uint32_t way = below(100);
    if (way >= 55 && way < 85) make_odd(form, filling);
    filling.sent = sent_as_it_stands(form);
    filling.action = form.action;
    if (const FormButton* button = button_of(form)) {
        if (!button->name.empty()) filling.sent.emplace_back(button->name, button->value);
        if (!button->action.empty()) filling.action = button->action;
    }
    if (way >= 85) forge(filling);
    return filling;
}

}  // namespace panoh::testing
