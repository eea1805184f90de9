// SPDX-License-Identifier: AGPL-3.0-or-later
#include "main/receiving.hpp"

#include "web/pages/session_cookie.hpp"

#include <optional>
#include <utility>

namespace panoh {

namespace {

class ToVault final : public web::FileReceiver {
public:
    ToVault(vault::Vault& vault, accounts::OpenSession session)
        : vault_(&vault)
        , user_(session.user)
        , session_(std::move(session))
    {}
    ~ToVault() override
    {
        if (upload_) vault_->abandon_upload(user_, *upload_);
    }

    Result<void> begin(const web::Parameters& fields, const web::Upload& file) override
    {
        // The keys of the session go as soon as it is clear that it sent the form.
        if (session_ && !session_->csrf_holds(fields.text("csrf"))) {
            return fail(ErrorCode::denied, "a form without its token");
        }
        session_.reset();
        const auto begun = vault_->begin_upload(user_, Sensitive<std::string>(file.file_name));
        if (!begun) return begun.error();
        upload_ = *begun;
        size_ = 0;
        return {};
    }

    Result<void> take(BytesView piece) override
    {
        auto added = vault_->add_to_upload(user_, *upload_, size_, piece);
        size_ += piece.size();
        return added;
    }

    /// From here on the upload waits for the form; the vault lets it go when none comes.
    Result<std::string> finish() override { return std::exchange(upload_, std::nullopt)->text(); }

private:
    vault::Vault* vault_;
    UserId user_;
    std::optional<accounts::OpenSession> session_;
    std::optional<BlobId> upload_;
    std::uint64_t size_ = 0;
};

}  // namespace

std::size_t longest_body(const App& app, const web::Request& request)
{
    const auto match = app.router().match(request.method, request.path);
    return match.route == nullptr ? 0 : match.route->endpoint.longest_body;
}

std::unique_ptr<web::FileReceiver> file_receiver(Node& node, const App& app, const web::Request& request)
{
    const auto match = app.router().match(request.method, request.path);
    const auto token = web::session_token(request);
    if (match.route == nullptr || !token || web::request_origin(request) == web::RequestOrigin::foreign) return nullptr;
    auto session = node.accounts().open(*token, accounts::Sessions::Use::by_person);
    if (!session || session->is_locked()) return nullptr;
    const auto actor = access::actor_of(*node.vault().directory(), session->user);
    const std::string& ability = match.route->endpoint.audience.ability_name();
    if (!actor || !node.access().may(*actor, ability)) return nullptr;
    return std::make_unique<ToVault>(node.vault(), std::move(*session));
}

}  // namespace panoh
