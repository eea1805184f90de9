// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/embedded.hpp"
#include "base/random.hpp"
#include "forms/packs.hpp"
#include "forms/values_test_schema.hpp"
#include "i18n/catalogues.hpp"
#include "vault/storage/sqlite_store.hpp"
#include "web/pages/context.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <vector>

/// A made-up node to render pages on, and a reader of what was rendered.
namespace panoh::web::testing {

template <class T>
T must(Result<T> result)
{
    if (!result) ADD_FAILURE() << result.error().detail;
    return std::move(result).value();
}
inline void must(const Result<void>& result)
{
    if (!result) ADD_FAILURE() << result.error().detail;
}

/// What a test asks about markup: tags in order, and the text between them.
struct Tag {
    std::string name;
    std::vector<std::pair<std::string, std::string>> attributes;
    std::string text;  ///< what follows, up to the next tag, unescaped

    [[nodiscard]] std::string get(std::string_view attribute) const;
    [[nodiscard]] bool has(std::string_view attribute) const;
};

/// Start and end tags ("/p") of markup made by the builder.
std::vector<Tag> tags_of(std::string_view markup);
/// All text without tags, spaces run together.
std::string words_of(std::string_view markup);
/// What a browser would send of the inputs in the markup, untouched.
std::vector<std::pair<std::string, std::string>> inputs_of(std::string_view markup);
forms::Submission submission_of(std::string_view markup);
std::multiset<std::string> ids_of(std::string_view markup);
/// Everything in the markup that points to an id which is not there.
std::vector<std::string> dangling_ids(std::string_view markup);

/// A node with the record types "call" (every kind of field) and "visit" (groups, sections, hints).
class World {
public:
    World();
    World(const World&) = delete;
    World& operator=(const World&) = delete;
    ~World();

    /// The page of somebody with the role: "worker", "operator" (takes calls), "administrator"; "" = nobody.
    [[nodiscard]] PageContext context(std::string_view role = "worker", std::string_view language = "en") const;
    [[nodiscard]] const forms::RecordType& type(std::string_view name) const { return *schema_.type(name); }
    [[nodiscard]] const forms::Schema& schema() const { return schema_; }
    [[nodiscard]] UserId saule() const { return saule_; }
    [[nodiscard]] vault::Record
    revision(std::uint32_t number, boost::json::object coded, boost::json::object content = {}) const;

    PageServices services;
    Request request;
    Parameters path;

private:
    std::string folder_;
    FixedClock clock_;
    forms::Schema schema_;
    i18n::Catalogues catalogues_;
    access::Access access_;
    std::unique_ptr<storage::Store> store_;
    std::unique_ptr<vault::Vault> vault_;
    std::unique_ptr<records::Records> records_;
    UserId saule_;
    OrganisationId organisation_;
};

}  // namespace panoh::web::testing
