// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/request/spool.hpp"

#include "base/json_text.hpp"
#include "vault/storage/whole_file.hpp"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <sys/stat.h>

namespace panoh::request {

namespace {

namespace files = std::filesystem;
namespace json = boost::json;
using accounts::DropBox;

constexpr const char* page_file = "page.json";
constexpr std::string_view message_kind = "request";
constexpr std::string_view file_kind = "request_file";
constexpr std::uint8_t box_version = 1;
constexpr std::size_t text_padding = 1024;
constexpr std::size_t file_padding = 4096;
constexpr std::uint64_t largest_page = std::uint64_t{4} << 20U;
constexpr std::uint64_t largest_answer = std::uint64_t{1} << 20U;
constexpr std::string_view fresh = ".new";
constexpr std::string_view seen = ".seen";

/// Messages and files have limits of their own, so that pictures never keep a cry for help out.
constexpr DropBox::Limits message_limits{10'000, std::uint64_t{256} << 20U, std::size_t{1} << 20U};
constexpr DropBox::Limits file_limits{5'000, std::uint64_t{2} << 30U, largest_file + std::size_t{64} * 1024};

Bytes padded(BytesView content, std::size_t step)
{
    ByteWriter writer;
    writer.sized(content);
    Bytes plain = std::move(writer).take();
    plain.resize((plain.size() + step - 1) / step * step);
    return plain;
}

std::optional<BytesView> unpadded(BytesView plain)
{
    ByteReader reader(plain);
    const BytesView content = reader.sized();
    return reader.ok() ? std::optional(content) : std::nullopt;
}

Bytes sealed_text(const crypto::PublicKey& reader, const json::object& object)
{
    std::string text = json::serialize(object);
    Bytes plain = padded(bytes_of(text), text_padding);
    Bytes sealed = crypto::seal_to(reader, plain);
    crypto::wipe(plain);
    crypto::wipe(text);
    return sealed;
}

std::optional<json::object> opened_text(const crypto::BoxPair& reader, BytesView sealed)
{
    const auto plain = crypto::open_sealed(reader, sealed);
    return plain ? message_of(plain->view()) : std::nullopt;
}

Timestamp time_at(const json::object& object, std::string_view member)
{
    const json::value* found = object.if_contains(member);
    return Timestamp(std::chrono::microseconds(found != nullptr && found->is_int64() ? found->as_int64() : 0));
}

DropBox messages_box(const std::string& folder, const crypto::PublicKey& drop_key)
{
    return {folder + "/in", drop_key};
}

DropBox files_box(const std::string& folder, const crypto::PublicKey& drop_key)
{
    return {folder + "/files", drop_key};
}

bool has_any(const std::string& folder)
{
    std::error_code error;
    const files::directory_iterator at(folder, error);
    return !error && at != files::directory_iterator();
}

/// One thread is used as long as somebody comes back to it.
void touch(const std::string& path)
{
    std::error_code error;
    files::last_write_time(path, files::file_time_type::clock::now(), error);
}

}  // namespace

Result<void> Spool::publish(const Published& what) const
{
    const std::string text = to_text(what);
    const auto there = storage::read_whole(folder_ + "/" + page_file, largest_page);
    if (there && text_of(*there) == text) return {};
    return storage::write_whole(folder_, page_file, bytes_of(text));
}

Result<Published> Spool::published() const
{
    const auto text = storage::read_whole(folder_ + "/" + page_file, largest_page);
    if (!text) return fail(ErrorCode::not_found, "no request page is published");
    return published_of(text_of(*text));
}

Result<void> Spool::put(
    const Published& what, const Taker& taker, const Sensitive<json::object>& message, Timestamp at, Random& random
) const
{
    ByteWriter writer;
    writer.u8(box_version);
    writer.raw(taker.key.view());
    writer.sized(sealed_text(taker.open_key, message.reveal()));
    return messages_box(folder_, what.drop_key).put(message_kind, at, writer.bytes(), random, message_limits);
}

Result<void> Spool::put_file(
    const Published& what, const crypto::SecretKey& key, BytesView id, BytesView content, Timestamp at, Random& random
) const
{
    if (content.size() > largest_file) return fail(ErrorCode::too_large, "a file for the drop box is too large");
    Bytes plain = padded(content, file_padding);
    ByteWriter writer;
    writer.u8(box_version);
    writer.sized(id);
    writer.sized(crypto::seal(key, plain, id));
    crypto::wipe(plain);
    return files_box(folder_, what.drop_key).put(file_kind, at, writer.bytes(), random, file_limits);
}

Result<DropBox::Report> Spool::import_messages(
    const vault::NodeKeys& keys, const std::function<Result<bool>(const Message&)>& visitor, std::size_t most
) const
{
    const auto visit = [&](const DropBox::Box& box) -> Result<bool> {
        ByteReader reader(box.payload.view());
        const bool known = box.kind == message_kind && reader.u8() == box_version;
        const auto taker = KeyId::from_bytes(reader.raw(KeyId::size));
        const BytesView sealed = reader.sized();
        if (!known || !taker || !reader.ok()) return false;
        return visitor({*taker, box.at, {sealed.begin(), sealed.end()}});
    };
    return messages_box(folder_, keys.drop_box().open_key).import(keys, visit, most);
}

Result<DropBox::Report> Spool::import_files(
    const vault::NodeKeys& keys, const std::function<Result<bool>(const SentFile&)>& visitor, std::size_t most
) const
{
    const auto visit = [&](const DropBox::Box& box) -> Result<bool> {
        ByteReader reader(box.payload.view());
        const bool known = box.kind == file_kind && reader.u8() == box_version;
        const BytesView id = reader.sized();
        const BytesView sealed = reader.sized();
        if (!known || !reader.ok()) return false;
        return visitor({{id.begin(), id.end()}, box.at, {sealed.begin(), sealed.end()}});
    };
    return files_box(folder_, keys.drop_box().open_key).import(keys, visit, most);
}

bool Spool::has_messages() const
{
    return has_any(folder_ + "/in");
}

bool Spool::has_files() const
{
    return has_any(folder_ + "/files");
}

Result<void> Spool::start_thread(const Receipt& receipt, const Taker& taker, Timestamp at) const
{
    const json::object content{{"team", taker.team.text()}, {"at", at.time_since_epoch().count()}};
    return storage::write_whole(folder_ + "/threads", receipt.place, sealed_text(receipt.box.open_key, content));
}

void Spool::remove_thread(const std::string& place) const
{
    if (is_place(place)) storage::remove_file(folder_ + "/threads/" + place);
}

std::optional<Spool::Thread> Spool::thread(const Receipt& receipt) const
{
    const std::string path = folder_ + "/threads/" + receipt.place;
    const auto sealed = storage::read_whole(path, largest_answer);
    // Where there is none, something else is opened in vain, so that both take about as long.
    const Bytes instead(text_padding);
    const auto content = opened_text(receipt.box, sealed ? BytesView(*sealed) : BytesView(instead));
    if (!content) return std::nullopt;
    const auto team = TeamId::parse(text_at(*content, "team"));
    if (!team) return std::nullopt;
    touch(path);
    return Thread{*team, time_at(*content, "at")};
}

Result<void> Spool::put_answer(
    const std::string& place,
    const crypto::PublicKey& reader,
    const std::string& id,
    Timestamp at,
    const Sensitive<std::string>& text
) const
{
    if (!is_place(place) || !is_place(id)) return fail(ErrorCode::damaged, "an answer has no place to go to");
    const std::string folder = folder_ + "/answers";
    std::error_code error;
    if (files::exists(folder + "/" + place + "-" + id + std::string(seen), error)) return {};
    const json::object content{{"at", at.time_since_epoch().count()}, {"text", text.reveal()}};
    return storage::write_whole(folder, place + "-" + id + std::string(fresh), sealed_text(reader, content));
}

Result<std::vector<Answer>> Spool::answers(const Receipt& receipt) const
{
    const auto there = storage::files_in(folder_ + "/answers");
    if (!there) return there.error();
    std::vector<Answer> found;
    for (const storage::Listed& each : *there) {
        const std::string name = files::path(each.path).filename().string();
        const bool is_seen = name.ends_with(seen);
        const bool mine = name.starts_with(receipt.place + "-") && (is_seen || name.ends_with(fresh));
        const auto sealed = mine ? storage::read_whole(each.path, largest_answer) : std::nullopt;
        const auto content = sealed ? opened_text(receipt.box, *sealed) : std::nullopt;
        if (!content) continue;
        const std::size_t begin = receipt.place.size() + 1;
        Answer answer;
        answer.id = name.substr(begin, name.find('.') - begin);
        answer.at = time_at(*content, "at");
        answer.text = Sensitive<std::string>(text_at(*content, "text"));
        answer.seen = is_seen;
        found.push_back(std::move(answer));
    }
    std::sort(found.begin(), found.end(), [](const Answer& left, const Answer& right) { return left.at < right.at; });
    return found;
}

void Spool::mark_seen(const std::string& place, const std::string& id) const
{
    if (!is_place(place) || !is_place(id)) return;
    const std::string stem = folder_ + "/answers/" + place + "-" + id;
    std::error_code error;
    files::rename(stem + std::string(fresh), stem + std::string(seen), error);
}

void Spool::remove_answer(const std::string& place, const std::string& id) const
{
    if (!is_place(place) || !is_place(id)) return;
    for (const std::string_view ending : {fresh, seen})
        storage::remove_file(folder_ + "/answers/" + place + "-" + id + std::string(ending));
}

void Spool::forget_older_than(std::chrono::hours age) const
{
    const auto now = files::file_time_type::clock::now();
    for (const char* part : {"/threads", "/answers"}) {
        const auto there = storage::files_in(folder_ + part);
        if (!there) continue;
        for (const storage::Listed& each : *there) {
            std::error_code error;
            const auto written = files::last_write_time(each.path, error);
            if (!error && now - written > age) storage::remove_file(each.path);
        }
    }
}

std::optional<json::object> message_of(BytesView opened)
{
    const auto content = unpadded(opened);
    if (!content) return std::nullopt;
    boost::system::error_code error;
    const json::value parsed = json::parse(text_of(*content), error);
    if (error || !parsed.is_object()) return std::nullopt;
    return parsed.as_object();
}

Result<Bytes> open_file(const crypto::SecretKey& key, const SentFile& file)
{
    auto plain = crypto::open(key, file.sealed, file.id);
    if (!plain) return plain.error();
    const auto content = unpadded(*plain);
    if (!content) return fail(ErrorCode::damaged, "a file from the public page is cut off");
    Bytes bytes(content->begin(), content->end());
    crypto::wipe(*plain);
    return bytes;
}

}  // namespace panoh::request
