// SPDX-License-Identifier: AGPL-3.0-or-later
#include "i18n/po.hpp"

#include "base/text.hpp"

#include <fmt/core.h>

#include <optional>

namespace panoh::i18n {
namespace {

/// The characters of a quoted string; nothing when it is not closed or has an unknown escape.
std::optional<std::string> unquoted(std::string_view quoted)
{
    if (quoted.size() < 2 || quoted.front() != '"' || quoted.back() != '"') return std::nullopt;
    const auto inner = quoted.substr(1, quoted.size() - 2);
    std::string out;
    out.reserve(inner.size());
    for (std::size_t i = 0; i < inner.size(); ++i) {
        if (inner[i] == '"') return std::nullopt;
        if (inner[i] != '\\') {
            out.push_back(inner[i]);
            continue;
        }
        if (++i == inner.size()) return std::nullopt;
        switch (inner[i]) {
        case 'n':
            out.push_back('\n');
            break;
        case 't':
            out.push_back('\t');
            break;
        case '\\':
        case '"':
            out.push_back(inner[i]);
            break;
        default:
            return std::nullopt;
        }
    }
    return out;
}

class PoReader {
public:
    explicit PoReader(std::string_view file)
        : file_(file)
    {}

    Result<std::vector<PoEntry>> read(std::string_view text)
    {
        if (!is_utf8(text)) return problem("the file is not UTF-8");
        for (const auto raw : split(text, '\n')) {
            ++line_;
            if (auto taken = take(trimmed(raw)); !taken) return taken.error();
        }
        if (auto ended = end_entry(); !ended) return ended.error();
        return std::move(entries_);
    }

private:
    enum class Expect { id, id_or_text, text_part };

    Error problem(std::string_view what) const
    {
        return fail(ErrorCode::damaged, fmt::format("{}:{}: {}", file_, line_, what));
    }

    Result<void> take(std::string_view line)
    {
        if (line.empty()) return {};
        if (line.front() == '#') return take_comment(line);
        if (line.starts_with("msgid ")) return take_id(line.substr(6));
        if (line.starts_with("msgstr ")) return take_text(line.substr(7));
        if (line.front() == '"') return take_more(line);
        return problem("only msgid, msgstr, strings and comments are understood");
    }

    Result<void> take_comment(std::string_view line)
    {
        if (expect_ == Expect::id_or_text) return problem("a comment stands between msgid and msgstr");
        if (auto ended = end_entry(); !ended) return ended;
        if (line.starts_with("#,") && line.find("fuzzy") != std::string_view::npos) fuzzy_ = true;
        return {};
    }

    Result<void> take_id(std::string_view rest)
    {
        if (expect_ == Expect::id_or_text) return problem("msgid without msgstr");
        if (auto ended = end_entry(); !ended) return ended;
        auto value = unquoted(trimmed(rest));
        if (!value) return problem("the string is not well formed");
        entry_ = PoEntry{std::move(*value), {}, line_};
        expect_ = Expect::id_or_text;
        return {};
    }

    Result<void> take_text(std::string_view rest)
    {
        if (expect_ != Expect::id_or_text) return problem("msgstr without msgid");
        auto value = unquoted(trimmed(rest));
        if (!value) return problem("the string is not well formed");
        entry_.text = std::move(*value);
        expect_ = Expect::text_part;
        return {};
    }

    Result<void> take_more(std::string_view line)
    {
        const auto value = unquoted(line);
        if (!value) return problem("the string is not well formed");
        if (expect_ == Expect::id) return problem("a string without msgid or msgstr");
        (expect_ == Expect::text_part ? entry_.text : entry_.id).append(*value);
        return {};
    }

    Result<void> end_entry()
    {
        if (expect_ == Expect::id) return {};
        if (expect_ == Expect::id_or_text) return problem("msgid without msgstr");
        if (!entry_.id.empty() && !entry_.text.empty() && !fuzzy_) entries_.push_back(std::move(entry_));
        entry_ = {};
        fuzzy_ = false;
        expect_ = Expect::id;
        return {};
    }

    std::string_view file_;
    int line_ = 0;
    Expect expect_ = Expect::id;
    bool fuzzy_ = false;
    PoEntry entry_;
    std::vector<PoEntry> entries_;
};

}  // namespace

Result<std::vector<PoEntry>> read_po(std::string_view file, std::string_view text)
{
    return PoReader(file).read(text);
}

}  // namespace panoh::i18n
