// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/uploads.hpp"

#include "base/log.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <chrono>

namespace panoh::vault {

namespace {

namespace json = boost::json;

/// A stream in memory that nobody has added to for so long is let go.
constexpr auto longest_pause = std::chrono::hours(2);
constexpr std::size_t most_streams_of_a_user = 20;

Error no_such_upload()
{
    return fail(ErrorCode::not_found, "no such file is on its way", {msg("files.problem.upload_gone"), {}});
}

std::uint64_t number_at(const json::object& object, std::string_view member)
{
    const json::value* found = object.if_contains(member);
    return found != nullptr && found->is_int64() ? static_cast<std::uint64_t>(found->get_int64()) : 0;
}

std::string text_member(const json::object& object, std::string_view member)
{
    const json::value* found = object.if_contains(member);
    return found != nullptr && found->is_string() ? std::string(std::string_view(found->get_string())) : std::string();
}

void read_hash(const json::object& object, std::string_view member, Hash256& hash)
{
    const auto bytes = from_hex(text_member(object, member));
    if (bytes && bytes->size() == hash.size()) std::copy(bytes->begin(), bytes->end(), hash.begin());
}

}  // namespace

Uploads::Uploads(storage::Store& store, Clock& clock, Random& random)
    : store_(&store)
    , clock_(&clock)
    , random_(&random)
{}

std::shared_ptr<Uploads::Stream> Uploads::stream(const UserId& owner, const BlobId& id) const
{
    const std::lock_guard guard(mutex_);
    const auto found = streams_.find(id);
    return found == streams_.end() || found->second->owner != owner ? nullptr : found->second;
}

std::shared_ptr<Uploads::Stream> Uploads::remove(const UserId& owner, const BlobId& id)
{
    const std::lock_guard guard(mutex_);
    const auto found = streams_.find(id);
    if (found == streams_.end() || found->second->owner != owner) return nullptr;
    auto taken = std::move(found->second);
    streams_.erase(found);
    return taken;
}

void Uploads::drop_forgotten()
{
    std::vector<std::shared_ptr<Stream>> dropped;
    {
        const std::lock_guard guard(mutex_);
        for (auto at = streams_.begin(); at != streams_.end();) {
            if (clock_->now() - at->second->touched_at < longest_pause) {
                ++at;
                continue;
            }
            dropped.push_back(std::move(at->second));
            at = streams_.erase(at);
        }
    }
    for (const auto& each : dropped) {
        if (each->kept) continue;
        const std::lock_guard guard(each->mutex);
        if (auto done = remove_blob(*store_, each->writer.key().id); !done) {
            log(LogLevel::error, "an upload that was given up could not be removed: {}", done.error().detail);
        }
    }
}

Result<BlobId> Uploads::begin(const UserId& owner, Sensitive<std::string> name, Bytes start)
{
    drop_forgotten();
    const auto id = random_->id<BlobId>();
    auto writer = BlobWriter::begin(
        *store_, BlobKey{id, crypto::SecretKey::random(*random_)}, BlobState::coming, std::move(start)
    );
    if (!writer) return writer.error();
    const auto fresh = std::make_shared<Stream>(owner, std::move(name), std::move(*writer));
    fresh->touched_at = clock_->now();
    const std::lock_guard guard(mutex_);
    const auto own =
        std::count_if(streams_.begin(), streams_.end(), [&](const auto& each) { return each.second->owner == owner; });
    if (static_cast<std::size_t>(own) >= most_streams_of_a_user) {
        return fail(ErrorCode::conflict, "too many files on their way", {msg("files.problem.too_many_uploads"), {}});
    }
    streams_[id] = fresh;
    return id;
}

void Uploads::take_up(const UserId& owner, Sensitive<std::string> name, BlobWriter writer)
{
    const BlobId id = writer.key().id;
    const auto fresh = std::make_shared<Stream>(owner, std::move(name), std::move(writer));
    fresh->touched_at = clock_->now();
    fresh->kept = true;
    const std::lock_guard guard(mutex_);
    streams_.try_emplace(id, fresh);
}

Result<void> Uploads::add(const UserId& owner, const BlobId& id, std::uint64_t offset, BytesView piece)
{
    const auto found = stream(owner, id);
    if (!found) return no_such_upload();
    const std::lock_guard guard(found->mutex);
    if (found->writer.size() != offset) return fail(ErrorCode::conflict, "the piece belongs elsewhere in the file");
    found->touched_at = clock_->now();
    return found->writer.add(piece);
}

std::optional<std::uint64_t> Uploads::position(const UserId& owner, const BlobId& id) const
{
    const auto found = stream(owner, id);
    if (!found) return std::nullopt;
    const std::lock_guard guard(found->mutex);
    return found->writer.size();
}

std::optional<BlobKey> Uploads::key(const UserId& owner, const BlobId& id) const
{
    const auto found = stream(owner, id);
    if (!found) return std::nullopt;
    return found->writer.key().copy();
}

Sensitive<std::string> Uploads::name(const UserId& owner, const BlobId& id) const
{
    const auto found = stream(owner, id);
    return found ? found->name : Sensitive<std::string>();
}

Result<void> Uploads::keep_for_later(const UserId& owner, const BlobId& id)
{
    const auto found = stream(owner, id);
    if (!found) return no_such_upload();
    const std::lock_guard guard(found->mutex);
    found->kept = true;
    return found->writer.keep_for_later();
}

Result<BlobSummary> Uploads::finish(const UserId& owner, const BlobId& id)
{
    const auto found = remove(owner, id);
    if (!found) return no_such_upload();
    const std::lock_guard guard(found->mutex);
    return found->writer.finish();
}

Result<void> Uploads::abandon(const UserId& owner, const BlobId& id)
{
    const auto found = remove(owner, id);
    if (!found) return {};
    const std::lock_guard guard(found->mutex);
    return remove_blob(*store_, id);
}

void Uploads::forget_all()
{
    const std::lock_guard guard(mutex_);
    streams_.clear();
}

Sensitive<std::string> upload_text(const std::vector<Upload>& uploads)
{
    json::array all;
    for (const Upload& each : uploads) {
        json::object one{
            {"id", each.id.text()},
            {"name", each.name.reveal()},
            {"expected", static_cast<std::int64_t>(each.expected)},
            {"started", each.started_at.time_since_epoch().count()},
            {"place", each.place},
        };
        one["key"] = to_hex(each.key.view());
        if (each.is_whole()) {
            one["size"] = static_cast<std::int64_t>(each.summary.size);
            one["chunks"] = static_cast<std::int64_t>(each.summary.chunks);
            one["sha256"] = to_hex(each.summary.sha256);
            one["seal"] = to_hex(each.summary.seal);
        }
        all.push_back(std::move(one));
    }
    return Sensitive<std::string>(json::serialize(all));
}

std::vector<Upload> uploads_in(const Sensitive<std::string>& text)
{
    std::vector<Upload> found;
    boost::system::error_code error;
    const json::value parsed = json::parse(text.reveal(), error);
    if (error || !parsed.is_array()) return found;
    for (const json::value& value : parsed.get_array()) {
        const json::object* one = value.if_object();
        const auto id = one == nullptr ? std::nullopt : BlobId::parse(text_member(*one, "id"));
        if (!id) continue;
        Upload upload;
        upload.id = *id;
        upload.name = Sensitive<std::string>(text_member(*one, "name"));
        upload.expected = number_at(*one, "expected");
        upload.started_at = Timestamp(std::chrono::microseconds(static_cast<std::int64_t>(number_at(*one, "started"))));
        upload.place = text_member(*one, "place");
        auto bytes = from_hex(text_member(*one, "key"));
        auto key = bytes ? crypto::SecretKey::from(*bytes) : std::nullopt;
        if (!key) continue;
        crypto::wipe(*bytes);
        upload.key = std::move(*key);
        upload.summary.size = number_at(*one, "size");
        upload.summary.chunks = static_cast<std::uint32_t>(number_at(*one, "chunks"));
        read_hash(*one, "sha256", upload.summary.sha256);
        read_hash(*one, "seal", upload.summary.seal);
        found.push_back(std::move(upload));
    }
    return found;
}

}  // namespace panoh::vault
