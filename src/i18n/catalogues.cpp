// SPDX-License-Identifier: AGPL-3.0-or-later
#include "i18n/catalogues.hpp"

#include "base/bytes.hpp"
#include "base/log.hpp"
#include "i18n/po.hpp"

#include <fmt/core.h>

#include <mutex>
#include <set>
#include <unordered_map>

namespace panoh::i18n {
namespace {

struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
};

struct Entry {
    Pattern pattern;
    std::string where;
};

}  // namespace

struct Catalogues::Catalogue {
    explicit Catalogue(std::string code)
        : language(std::move(code))
    {}

    Result<void> add(std::string_view file, PoEntry&& message)
    {
        const auto where = fmt::format("{}:{}", file, message.line);
        auto pattern = Pattern::parse(message.text);
        if (!pattern) return fail(ErrorCode::damaged, fmt::format("{}: {}", where, pattern.error().detail));
        const auto [at, is_new] = messages.try_emplace(std::move(message.id), Entry{*std::move(pattern), where});
        if (is_new) return {};
        return fail(ErrorCode::damaged, fmt::format("{}: {} stands in {} already", where, at->first, at->second.where));
    }

    Language language;
    std::unordered_map<std::string, Entry, TextHash, std::equal_to<>> messages;
};

struct Catalogues::Missed {
    std::mutex mutex;
    std::set<std::string, std::less<>> lines;
};

Catalogues::Catalogues()
    : missed_(std::make_unique<Missed>())
{}
Catalogues::Catalogues(Catalogues&&) noexcept = default;
Catalogues& Catalogues::operator=(Catalogues&&) noexcept = default;
Catalogues::~Catalogues() = default;

Result<Catalogues> Catalogues::load(std::span<const embedded::File> files)
{
    Catalogues loaded;
    for (const auto& file : files) {
        const auto slash = file.path.find('/');
        if (slash == std::string_view::npos || slash == 0) {
            return fail(ErrorCode::damaged, fmt::format("{}: catalogues stand in a folder per language", file.path));
        }
        const std::string code(file.path.substr(0, slash));
        auto& catalogue = loaded.by_language_[code];
        if (!catalogue) catalogue = std::make_unique<Catalogue>(code);
        auto messages = read_po(file.path, text_of(file.bytes));
        if (!messages) return messages.error();
        for (auto& message : *messages) {
            if (auto added = catalogue->add(file.path, std::move(message)); !added) return added.error();
        }
    }
    return loaded;
}

std::vector<std::string> Catalogues::languages() const
{
    std::vector<std::string> codes;
    for (const auto& [code, catalogue] : by_language_) {
        codes.push_back(code);
    }
    return codes;
}

std::vector<std::pair<std::string, std::string>> Catalogues::native_language_names() const
{
    const auto id = msg("language.native_name");
    std::vector<std::pair<std::string, std::string>> names;
    for (const auto& [code, catalogue] : by_language_) {
        const auto* name = pattern(code, id.text());
        names.emplace_back(code, name != nullptr ? name->format(catalogue->language, {}, {}) : code);
    }
    return names;
}

bool Catalogues::has(std::string_view language, std::string_view id) const
{
    return pattern(language, id) != nullptr;
}

const Pattern* Catalogues::pattern(std::string_view language, std::string_view id) const
{
    const auto catalogue = by_language_.find(language);
    if (catalogue == by_language_.end()) return nullptr;
    const auto entry = catalogue->second->messages.find(id);
    return entry == catalogue->second->messages.end() ? nullptr : &entry->second.pattern;
}

const Language* Catalogues::language(std::string_view code) const
{
    const auto found = by_language_.find(code);
    return found == by_language_.end() ? nullptr : &found->second->language;
}

std::vector<std::string> Catalogues::disagreements() const
{
    std::map<std::string_view, std::pair<std::string_view, const Pattern*>> first;
    for (const auto& [code, catalogue] : by_language_) {
        for (const auto& [id, entry] : catalogue->messages) {
            first.try_emplace(id, code, &entry.pattern);
        }
    }
    std::vector<std::string> found;
    for (const auto& [id, from] : first) {
        for (const auto& [code, catalogue] : by_language_) {
            const auto* other = pattern(code, id);
            if (other == nullptr) {
                found.push_back(fmt::format("{} lacks {}", code, id));
            } else if (other->argument_names() != from.second->argument_names()) {
                found.push_back(fmt::format("{} and {} differ in the arguments of {}", from.first, code, id));
            }
        }
    }
    return found;
}

void Catalogues::log_missing(std::string_view language, std::string_view id) const
{
    auto line = fmt::format("no message {} in language {}", id, language);
    constexpr std::size_t most_lines = 1000;
    const std::lock_guard lock(missed_->mutex);
    if (missed_->lines.size() >= most_lines) return;
    const auto [at, is_new] = missed_->lines.insert(std::move(line));
    if (is_new) log_line(LogLevel::warning, *at);
}

}  // namespace panoh::i18n
