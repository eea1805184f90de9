// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/evidence/bundle_texts.hpp"

#include "modules/files/media.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <map>

namespace panoh::evidence {

namespace {

namespace json = boost::json;

constexpr std::size_t key_name_length = 16;
constexpr std::string_view head_name = "ledger-head";

std::string entry_name(const Item& item, const CustodyEvent& event)
{
    return fmt::format("{}-{:03}", item.number, event.number);
}

/// A short name for a public key, the same in every bundle.
std::string key_name(const std::string& key)
{
    return vault::sha256_of(key).substr(0, key_name_length);
}

std::string raw(const std::string& hex)
{
    const auto bytes = from_hex(hex);
    return bytes ? std::string(text_of(*bytes)) : std::string();
}

/// "key counter from size key counter": what the guide's command takes to open an entry.
std::string opening_line(const vault::InclusionProof& proof)
{
    return fmt::format(
        "{} {} {} {} {} {}\n",
        to_hex(proof.outer.key),
        to_hex(proof.outer.counter),
        proof.coded_from,
        proof.coded_size,
        to_hex(proof.coded.key),
        to_hex(proof.coded.counter)
    );
}

json::value parsed(const std::string& text)
{
    boost::system::error_code error;
    json::value value = json::parse(text, error);
    return error ? json::value(nullptr) : value;
}

}  // namespace

std::string original_name(const Item& item)
{
    if (!item.is_file()) return {};
    return "originals/" + item.number + std::string(files::extension_of(item.bytes.media_type));
}

std::vector<ArchivePart> signature_parts(const TakenOut& out)
{
    std::vector<ArchivePart> parts;
    std::map<std::string, std::string> keys;
    const auto add = [&](std::string name, std::string text) {
        ArchivePart part;
        part.name = std::move(name);
        part.text = std::move(text);
        parts.push_back(std::move(part));
    };
    const auto sign = [&](const std::string& name, const vault::SignedStatement& statement) {
        add(name + ".statement", vault::signed_message(statement.text));
        add(name + ".sig", raw(statement.signature));
        add(name + ".key", key_name(statement.key) + "\n");
        keys[key_name(statement.key)] = statement.key;
    };
    for (const Held& held : out.items) {
        for (const CustodyEvent& event : held.events) {
            const std::string name = entry_name(held.item, event);
            sign("signatures/" + name, event.statement);
            if (out.bundle.with_details) add("details/" + name + ".json", event.details);
        }
    }
    sign("signatures/" + std::string(head_name), out.head);
    for (const auto& [name, key] : keys)
        add("keys/" + name + ".pem", vault::public_key_pem(key));
    return parts;
}

std::vector<ArchivePart> ledger_parts(const TakenOut& out)
{
    std::vector<ArchivePart> parts;
    const auto add = [&](std::string name, std::string text) {
        ArchivePart part;
        part.name = "ledger/" + std::move(name);
        part.text = std::move(text);
        parts.push_back(std::move(part));
    };
    auto proof = out.proofs.begin();
    for (const Held& held : out.items) {
        for (const CustodyEvent& event : held.events) {
            const std::string name = entry_name(held.item, event);
            add(name + ".entry", std::string(text_of(proof->sealed)));
            add(name + ".open", opening_line(*proof));
            ++proof;
        }
    }
    add("transcript.txt", out.transcript);
    return parts;
}

std::string custody_json(const TakenOut& out)
{
    json::array items;
    for (const Held& held : out.items) {
        json::array entries;
        for (const CustodyEvent& event : held.events) {
            entries.push_back(json::object{
                {"statement", parsed(event.statement.text)},
                {"statement_sha256", vault::sha256_of(vault::signed_message(event.statement.text))},
                {"signature", event.statement.signature},
                {"public_key", event.statement.key},
                {"key_file", "keys/" + key_name(event.statement.key) + ".pem"},
            });
        }
        json::object item{{"number", held.item.number}, {"kind", held.item.kind}, {"nature", held.item.nature}};
        if (held.item.is_file()) {
            item["file"] = original_name(held.item);
            item["sha256"] = held.item.bytes.sha256;
            item["size"] = static_cast<std::int64_t>(held.item.bytes.size);
            item["media_type"] = held.item.bytes.media_type;
        }
        if (!held.item.derived_how.empty()) item["derived_how"] = held.item.derived_how;
        item["entries"] = std::move(entries);
        items.push_back(std::move(item));
    }
    return json::serialize(json::object{{"format", "panoh-custody"}, {"version", 1}, {"items", std::move(items)}})
           + "\n";
}

std::string sums_of(const TakenOut& out, const std::vector<ArchivePart>& texts)
{
    std::string lines;
    for (const Held& held : out.items) {
        if (held.item.is_file()) lines += held.item.bytes.sha256 + "  " + original_name(held.item) + "\n";
    }
    for (const ArchivePart& part : texts)
        lines += vault::sha256_of(part.text) + "  " + part.name + "\n";
    return lines;
}

}  // namespace panoh::evidence
