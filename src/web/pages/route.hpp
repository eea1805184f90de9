// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "web/http/request.hpp"
#include "web/http/response.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace panoh::web {

class PageContext;

/// Who may come in. There is no default: a route without one does not compile.
class Audience {
public:
    /// Everybody, signed in or not: sign-in, assets, lock.
    static Audience anyone() { return Audience(Kind::anyone, ""); }
    /// Whoever is signed in, also somebody whom no colleague has confirmed yet: one's own account.
    static Audience signed_in() { return Audience(Kind::signed_in, ""); }
    /// Whoever has a role with this ability (`packs/core/roles.yaml`).
    static Audience ability(std::string name) { return Audience(Kind::ability, std::move(name)); }

    [[nodiscard]] bool is_public() const noexcept { return kind_ == Kind::anyone; }
    [[nodiscard]] bool is_signed_in() const noexcept { return kind_ == Kind::signed_in; }
    [[nodiscard]] const std::string& ability_name() const noexcept { return ability_; }

private:
    enum class Kind { anyone, signed_in, ability };
    Audience(Kind kind, std::string ability)
        : kind_(kind)
        , ability_(std::move(ability))
    {}
    Kind kind_;
    std::string ability_;
};

/// What the chain of reads says when the route answers: a code of full words, e.g. "case_overview".
/// `none()` is for what shows no data of people.
class AuditAction {
public:
    static AuditAction none() { return AuditAction(""); }
    static AuditAction named(std::string code) { return AuditAction(std::move(code)); }
    [[nodiscard]] const std::string& code() const noexcept { return code_; }

private:
    explicit AuditAction(std::string code)
        : code_(std::move(code))
    {}
    std::string code_;
};

using PageHandler = std::function<Response(PageContext&)>;

/// One address of the program. The path appears once, in the slice's `module.cpp`.
struct Route {
    Method method = Method::get;
    std::string pattern;  ///< "/cases/{case}/tasks"
    Audience audience;
    AuditAction audit;
    PageHandler handler;
    /// Bytes that a form with files may have; the files go to the vault while they come in. 0: as all others.
    std::size_t longest_body = 0;
};

using Routes = std::vector<Route>;

/// A page for whoever has the ability, noted as `action`.
inline Route show(const char* pattern, const char* ability, const char* action, PageHandler handler)
{
    return {Method::get, pattern, Audience::ability(ability), AuditAction::named(action), std::move(handler)};
}
/// A form that changes something.
inline Route change(const char* pattern, const char* ability, const char* action, PageHandler handler)
{
    return {Method::post, pattern, Audience::ability(ability), AuditAction::named(action), std::move(handler)};
}
/// A page that shows no data of people.
inline Route form(const char* pattern, const char* ability, PageHandler handler)
{
    return {Method::get, pattern, Audience::ability(ability), AuditAction::none(), std::move(handler)};
}

}  // namespace panoh::web
