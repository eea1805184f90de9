// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/pages/drafts.hpp"

#include "base/log.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <charconv>

namespace panoh::web {

namespace {

namespace json = boost::json;

constexpr std::size_t longest_name = 80;

std::string scratch_name(std::string_view draft)
{
    return "draft." + std::string(draft);
}

bool is_name(std::string_view draft)
{
    return !draft.empty() && draft.size() <= longest_name && std::all_of(draft.begin(), draft.end(), [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9')
               || letter == '-' || letter == '_';
    });
}

Response no_content()
{
    Response response;
    response.status = 204;
    return response;
}

Response save_draft(PageContext& context)
{
    const std::string_view draft = context.path_text("name");
    if (!is_name(draft)) return Response::not_found();
    json::array fields;
    for (const Parameter& field : context.request().form) {
        if (field.name() == "csrf" || field.name() == "batch") continue;
        fields.push_back(json::array{field.name(), field.value()});
    }
    const Sensitive<std::string> text(json::serialize(fields));
    const auto saved = context.vault().put_scratch(*context.viewer().keys, scratch_name(draft), text);
    if (saved) return no_content();
    log(LogLevel::error, "a draft could not be saved: {}", saved.error().detail);
    return Response::bare(500);
}

}  // namespace

std::optional<forms::Submission> load_draft(const PageContext& context, std::string_view draft)
{
    const auto text = context.vault().get_scratch(*context.viewer().keys, scratch_name(draft));
    if (!text || !text->has_value()) return std::nullopt;
    boost::system::error_code error;
    const json::value fields = json::parse((*text)->reveal(), error);
    if (error || !fields.is_array()) return std::nullopt;
    forms::Submission submission;
    for (const json::value& field : fields.get_array()) {
        const json::array* pair = field.if_array();
        if (pair == nullptr || pair->size() != 2 || !pair->at(0).is_string() || !pair->at(1).is_string()) continue;
        submission.add(std::string(pair->at(0).get_string()), std::string(pair->at(1).get_string()));
    }
    return submission;
}

std::uint32_t base_of_draft(const forms::Submission& draft, std::uint32_t otherwise)
{
    const std::string_view text = draft.first(base_input);
    std::uint32_t base = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), base);
    return !text.empty() && read.ec == std::errc() ? base : otherwise;
}

void drop_draft(const PageContext& context, std::string_view draft)
{
    const auto removed = context.vault().remove_scratch(*context.viewer().keys, scratch_name(draft));
    if (!removed) log(LogLevel::error, "a draft could not be removed: {}", removed.error().detail);
}

Routes draft_routes()
{
    return {
        {Method::post, "/drafts/{name}", Audience::ability("work"), AuditAction::none(), save_draft},
        {Method::post,
         "/session/stay",
         Audience::ability("work"),
         AuditAction::none(),
         [](PageContext&) {
             return no_content();
         }},
    };
}

}  // namespace panoh::web
