// SPDX-License-Identifier: AGPL-3.0-or-later
// Bodies that are too long to stand in memory: files that come in, and answers that are made while they leave.
#include "web/http/test_client.hpp"
#include "web/http/test_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <thread>

namespace panoh::web {
namespace {

using ::testing::HasSubstr;
using testing_support::Answer;
using testing_support::get;
using testing_support::PlainClient;
using testing_support::post;
using testing_support::start;

struct Seen {
    std::atomic<std::size_t> bytes = 0;
    std::atomic<std::size_t> longest_piece = 0;
    std::atomic<int> alive = 0;
};

class Counter final : public FileReceiver {
public:
    explicit Counter(Seen& seen)
        : seen_(&seen)
    {
        ++seen_->alive;
    }
    ~Counter() override { --seen_->alive; }
    Result<void> begin(const Parameters& fields, const Upload& /*file*/) override
    {
        if (fields.text("csrf") != "yes") return fail(ErrorCode::denied, "no token");
        return {};
    }
    Result<void> take(BytesView piece) override
    {
        seen_->bytes += piece.size();
        seen_->longest_piece = std::max(seen_->longest_piece.load(), piece.size());
        return {};
    }
    Result<std::string> finish() override { return std::to_string(seen_->bytes.load()); }

private:
    Seen* seen_;
};

ServerOptions options_for(Seen& seen, std::size_t limit = 50'000'000)
{
    ServerOptions options;
    options.body_limit = [limit](const Request& request) {
        return request.path == "/files" ? limit : std::size_t{1'000};
    };
    options.limits.body_bytes = 1'000;
    options.limits.bodies_held = 2'000'000;
    options.file_receiver = [&seen](const Request& request) -> std::unique_ptr<FileReceiver> {
        if (request.header("cookie").value_or("") != "known=1") return nullptr;
        return std::make_unique<Counter>(seen);
    };
    return options;
}

Response tell(Request& request)
{
    std::string text = "body=" + std::to_string(request.body.size());
    for (const auto& entry : request.form)
        text += " " + std::string(entry.name()) + "=" + std::string(entry.value());
    for (const auto& file : request.files)
        text += " stored=" + file.stored;
    return Response::text(text);
}

std::string form(std::size_t length, std::string_view token = "yes")
{
    return "--b\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n" + std::string(token)
           + "\r\n--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a\"\r\n\r\n" + std::string(length, 'x')
           + "\r\n--b\r\nContent-Disposition: form-data; name=\"after\"\r\n\r\nlast\r\n--b--\r\n";
}

constexpr const char* known = "Cookie: known=1\r\nContent-Type: multipart/form-data; boundary=b\r\n";

TEST(LongBodies, go_to_the_receiver_in_pieces_and_never_stand_in_memory)
{
    Seen seen;
    const auto server = start(options_for(seen), tell);
    PlainClient client(server->port());
    constexpr std::size_t length = 20'000'000;
    const Answer answer = client.ask(post("/files", form(length), known));
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, "body=0 csrf=yes after=last stored=20000000");
    EXPECT_LE(seen.longest_piece, 1'200'000U);
    EXPECT_EQ(client.ask(get("/")).status, 200) << "the connection goes on";
}

TEST(LongBodies, come_in_chunks_as_well)
{
    Seen seen;
    const auto server = start(options_for(seen), tell);
    PlainClient client(server->port());
    const std::string body = form(600'000);
    client.send(
        "POST /files HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n" + std::string(known) + "\r\n"
    );
    for (std::size_t at = 0; at < body.size(); at += 50'000) {
        const std::string part = body.substr(at, 50'000);
        std::array<char, 20> digits{};
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), part.size(), 16).ptr;
        client.send(std::string(digits.data(), end) + "\r\n" + part + "\r\n");
    }
    client.send("0\r\n\r\n");
    EXPECT_THAT(client.answer().body, HasSubstr("stored=600000"));
}

TEST(LongBodies, are_refused_beyond_the_limit_of_their_address)
{
    Seen seen;
    const auto server = start(options_for(seen, 100'000), tell);
    PlainClient client(server->port());
    EXPECT_EQ(client.ask(post("/files", form(200'000), known)).status, 413);
    EXPECT_EQ(seen.bytes, 0U);
    PlainClient other(server->port());
    EXPECT_EQ(other.ask(post("/elsewhere", form(2'000), known)).status, 413);
}

TEST(LongBodies, keep_to_the_small_limit_where_nobody_receives_them)
{
    Seen seen;
    const auto server = start(options_for(seen), tell);
    const std::string unknown = "Content-Type: multipart/form-data; boundary=b\r\n";
    PlainClient client(server->port());
    EXPECT_EQ(client.ask(post("/files", form(200'000), unknown)).status, 413);
    PlainClient small(server->port());
    EXPECT_THAT(small.ask(post("/files", form(100), unknown)).body, HasSubstr("csrf=yes"));
    EXPECT_EQ(seen.bytes, 0U);
}

TEST(LongBodies, are_refused_where_the_receiver_says_no)
{
    Seen seen;
    const auto server = start(options_for(seen), tell);
    PlainClient client(server->port());
    EXPECT_EQ(client.ask(post("/files", form(300'000, "no"), known)).status, 403);
    EXPECT_EQ(seen.bytes, 0U);
}

TEST(LongBodies, let_the_receiver_go_when_the_line_breaks)
{
    Seen seen;
    const auto server = start(options_for(seen), tell);
    {
        PlainClient client(server->port());
        const std::string request = post("/files", form(4'000'000), known);
        client.send(std::string_view(request).substr(0, 2'500'000));
        while (seen.bytes < 1'000'000)
            std::this_thread::yield();
        EXPECT_EQ(seen.alive, 1);
    }
    while (seen.alive > 0)
        std::this_thread::yield();
    EXPECT_LT(seen.bytes, 4'000'000U);
}

Response streamed(std::uint64_t length, std::uint64_t breaks_at)
{
    BodySource source;
    source.length = length;
    source.read = [breaks_at](std::uint64_t offset, std::size_t most) -> Result<std::string> {
        if (offset >= breaks_at) return fail(ErrorCode::damaged, "a chunk is missing");
        return std::string(most, static_cast<char>('a' + offset % 7));
    };
    return Response::download(std::move(source), "application/octet-stream", "A-1.bin");
}

TEST(LongAnswers, are_read_while_they_leave)
{
    const auto server = start({}, [](Request&) { return streamed(5'000'000, 10'000'000); });
    PlainClient client(server->port());
    const Answer answer = client.ask(get("/"));
    EXPECT_EQ(answer.body.size(), 5'000'000U);
    EXPECT_EQ(answer.body.front(), 'a');
    EXPECT_THAT(answer.head, HasSubstr("content-disposition: attachment"));
    EXPECT_EQ(client.ask("HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n", false).status, 200);
    EXPECT_EQ(client.ask(get("/")).body.size(), 5'000'000U);
}

TEST(LongAnswers, break_off_when_the_rest_cannot_be_read)
{
    const auto server = start({}, [](Request&) { return streamed(5'000'000, 2'000'000); });
    PlainClient client(server->port());
    client.send(get("/"));
    const Answer answer = client.answer();
    EXPECT_EQ(answer.status, 200);
    EXPECT_THAT(answer.head, HasSubstr("content-length: 5000000"));
    EXPECT_TRUE(answer.body.empty()) << "it was never whole";
    EXPECT_TRUE(client.receive().empty());
}

}  // namespace
}  // namespace panoh::web
