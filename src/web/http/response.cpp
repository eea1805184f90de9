// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/http/response.hpp"

#include "base/text.hpp"
#include "web/http/percent.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace panoh::web {
namespace {

struct Named {
    std::string_view name;
    std::string_view value;
};

constexpr std::array security_headers{
    Named{
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
    Named{"x-content-type-options", "nosniff"},
    Named{"x-frame-options", "DENY"},
    Named{"referrer-policy", "no-referrer"},
    Named{"cross-origin-opener-policy", "same-origin"},
    Named{"cross-origin-resource-policy", "same-origin"},
    Named{
        "permissions-policy",
        "accelerometer=(), bluetooth=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), "
        "gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=()"},
};

void append_field(std::string& out, std::string_view name, std::string_view value)
{
    out += name;
    out += ": ";
    out += value;
    out += "\r\n";
}

/// "Sun, 06 Nov 1994 08:49:37 GMT"; without the C locale, which could change the names.
std::string http_date(Timestamp at)
{
    constexpr std::array<std::string_view, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array<std::string_view, 12> months{
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto day = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss time(std::chrono::floor<std::chrono::seconds>(at - day));
    return fmt::format(
        "{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT",
        days[std::chrono::weekday(day).c_encoding()],
        static_cast<unsigned>(date.day()),
        months[static_cast<unsigned>(date.month()) - 1],
        static_cast<int>(date.year()),
        time.hours().count(),
        time.minutes().count(),
        time.seconds().count()
    );
}

bool is_text_type(std::string_view content_type) noexcept
{
    return content_type.starts_with("text/") || content_type.starts_with("application/json")
           || content_type.starts_with("application/javascript") || content_type.starts_with("image/svg")
           || content_type.starts_with("application/manifest");
}

/// What every file system and header takes; the real name follows in the encoded form.
std::string ascii_file_name(std::string_view file_name)
{
    std::string out;
    for (const char c : file_name) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.'
                           || c == '-' || c == '_';
        out += plain ? c : '_';
    }
    return out;
}

}  // namespace

Response Response::page(html::Html page, int status)
{
    Response made;
    made.status = status;
    made.headers.add("content-type", "text/html; charset=utf-8");
    made.body = std::move(page).take();
    made.compress = true;
    return made;
}

Response Response::text(std::string text, int status)
{
    Response made;
    made.status = status;
    made.headers.add("content-type", "text/plain; charset=utf-8");
    made.body = std::move(text);
    return made;
}

Response Response::json(std::string json, int status)
{
    Response made;
    made.status = status;
    made.headers.add("content-type", "application/json");
    made.body = std::move(json);
    return made;
}

Response Response::asset(BytesView bytes, std::string_view content_type)
{
    Response made;
    made.headers.add("content-type", content_type);
    made.body = text_of(bytes);
    made.caching = Caching::immutable;
    made.compress = is_text_type(content_type);
    return made;
}

Response Response::download(std::string bytes, std::string_view content_type, std::string_view file_name)
{
    Response made;
    made.headers.add("content-type", content_type);
    made.headers.add(
        "content-disposition",
        "attachment; filename=\"" + ascii_file_name(file_name) + "\"; filename*=UTF-8''" + percent_encode(file_name)
    );
    made.body = std::move(bytes);
    return made;
}

Response Response::download(BodySource source, std::string_view content_type, std::string_view file_name)
{
    Response made = download(std::string(), content_type, file_name);
    made.source = std::move(source);
    return made;
}

Response Response::redirect(const html::Url& target)
{
    Response made;
    made.status = 303;
    made.headers.add("location", target.text());
    return made;
}

Response Response::bare(int status)
{
    return text(fmt::format("{} {}\n", status, reason_phrase(status)), status);
}

Response Response::method_not_allowed(std::string_view allow)
{
    Response made = bare(405);
    made.headers.add("allow", allow);
    return made;
}

Response& Response::set_header(std::string_view name, std::string_view value)
{
    headers.set(name, value);
    return *this;
}

Response& Response::set_cookie(Cookie cookie)
{
    cookies.push_back(std::move(cookie));
    return *this;
}

Response& Response::clear_site_data()
{
    return set_header("clear-site-data", "\"cache\", \"storage\"");
}

std::string_view reason_phrase(int status) noexcept
{
    switch (status) {
    case 200:
        return "OK";
    case 201:
        return "Created";
    case 202:
        return "Accepted";
    case 204:
        return "No Content";
    case 303:
        return "See Other";
    case 304:
        return "Not Modified";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 409:
        return "Conflict";
    case 413:
        return "Content Too Large";
    case 414:
        return "URI Too Long";
    case 415:
        return "Unsupported Media Type";
    case 417:
        return "Expectation Failed";
    case 421:
        return "Misdirected Request";
    case 422:
        return "Unprocessable Content";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 500:
        return "Internal Server Error";
    case 503:
        return "Service Unavailable";
    case 505:
        return "HTTP Version Not Supported";
    default:
        return "Status";
    }
}

MessageId status_message(int status)
{
    switch (status) {
    case 400:
        return msg("web.status.400");
    case 401:
        return msg("web.status.401");
    case 403:
        return msg("web.status.403");
    case 404:
        return msg("web.status.404");
    case 405:
        return msg("web.status.405");
    case 409:
        return msg("web.status.409");
    case 413:
        return msg("web.status.413");
    case 414:
    case 431:
        return msg("web.status.431");
    case 421:
        return msg("web.status.421");
    case 422:
        return msg("web.status.422");
    case 429:
        return msg("web.status.429");
    case 503:
        return msg("web.status.503");
    default:
        return status < 500 ? msg("web.status.4xx") : msg("web.status.5xx");
    }
}

std::string serialise_head(const Response& response, const Delivery& delivery)
{
    std::string out = fmt::format("HTTP/1.1 {} {}\r\n", response.status, reason_phrase(response.status));
    out.reserve(1'500);
    append_field(out, "date", http_date(delivery.now));
    for (const auto& [name, value] : security_headers) {
        if (!response.headers.has(name)) append_field(out, name, value);
    }
    if (delivery.secure) append_field(out, "strict-transport-security", "max-age=31536000");
    append_field(
        out,
        "cache-control",
        response.caching == Caching::immutable ? "public, max-age=31536000, immutable" : "no-store"
    );
    if (response.compress) append_field(out, "vary", "accept-encoding");
    for (const auto& field : response.headers)
        append_field(out, field.name, field.value);
    for (const auto& cookie : response.cookies)
        append_field(out, "set-cookie", serialise_cookie(cookie, delivery.secure));
    if (response.status != 204 && response.status != 304)
        append_field(
            out, "content-length", std::to_string(response.source ? response.source->length : response.body.size())
        );
    append_field(out, "connection", delivery.keep_alive ? "keep-alive" : "close");
    out += "\r\n";
    return out;
}

}  // namespace panoh::web
