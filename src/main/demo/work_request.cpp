// SPDX-License-Identifier: AGPL-3.0-or-later
// The public page: it is published, people ask for help there, and get answers.
#include "main/demo/data.hpp"
#include "main/demo/work.hpp"
#include "modules/intake/public/messages.hpp"
#include "modules/intake/public/publishing.hpp"
#include "modules/intake/public/request.hpp"

namespace panoh::demo {

namespace json = boost::json;
using records::Caller;

namespace {

constexpr const char* local_address = "127.0.0.1";

request::Texts texts_at(const json::object& object, std::string_view member)
{
    request::Texts texts;
    for (const auto& [language, text] : object_at(object, member))
        texts.emplace(language, text.as_string());
    return texts;
}

Result<std::vector<intake::RequestFile>>
send_files(request::Desk& desk, const request::Published& published, const json::array& files)
{
    std::vector<intake::RequestFile> sent;
    for (const json::value& each : files) {
        const json::object& told = each.as_object();
        const std::string content = text_at(told, "content");
        intake::RequestFile file{
            desk.fresh_name(), desk.fresh_name(32), text_at(told, "name"), text_at(told, "type"), content.size()};
        const BytesView bytes(reinterpret_cast<const std::uint8_t*>(content.data()), content.size());
        if (auto done = desk.send_file(published, {file.id, file.key}, bytes, local_address); !done)
            return done.error();
        sent.push_back(std::move(file));
    }
    return sent;
}

}  // namespace

Result<void> Work::publish(const Caller& caller, const std::string& /*label*/, const json::object& step)
{
    const json::object& told = object_at(step, "publish");
    auto page = intake::new_announcement(records_->vault());
    if (!page) return page.error();
    page->takes_requests = true;
    page->leave_to = text_at(told, "leave_to");
    page->by_default = caller.actor.organisation;
    page->about = texts_at(told, "about");
    page->what_next = texts_at(told, "what_next");
    for (const json::value& each : array_at(told, "lines")) {
        const json::object& line = each.as_object();
        request::Line made;
        made.id = records_->vault().random().id<RecordId>().text();
        made.emergency = text_at(line, "emergency") == "yes";
        made.number = text_at(line, "number");
        made.name = texts_at(line, "name");
        made.hours = texts_at(line, "hours");
        for (const json::value& region : array_at(line, "regions"))
            made.regions.emplace_back(region.as_string());
        page->lines.push_back(std::move(made));
    }
    return intake::announce(records_->vault(), *caller.keys, *desk_, *page, batch());
}

/// Somebody sends a request, and whoever is named brings it in.
Result<void> Work::ask_for_help(const Caller& caller, const std::string& label, const json::object& step)
{
    const auto published = desk_->published();
    if (!published) return published.error();
    const auto files = send_files(*desk_, *published, array_at(step, "files"));
    if (!files) return files.error();
    const json::object& answers = object_at(step, "request");
    request::Desk::Asking asking;
    asking.message = Sensitive<json::object>(json::object{
        {"kind", "first"},
        {"id", desk_->fresh_name()},
        {"language", text_at(step, "language")},
        {"answers", answers},
        {"files", intake::files_json(*files)},
    });
    asking.region = text_at(answers, "region");
    asking.seed = desk_->fresh_name(32);
    asking.language = text_at(step, "language");
    asking.address = local_address;
    auto words = desk_->send(*published, asking);
    if (!words) return words.error();
    receipts_[label] = std::move(*words);
    const auto brought = arrivals_->bring_in(*records_, caller);
    if (!brought) return brought.error();
    if (brought->requests != 1) return fail(ErrorCode::internal, "the request did not arrive");
    const auto rows = records_->vault().workspace().query("SELECT record FROM t_contact ORDER BY seq DESC LIMIT 1");
    if (!rows) return rows.error();
    if (rows->empty()) return fail(ErrorCode::internal, "the request made no contact");
    places_[label].record = rows->id<RecordId>(0, "record");
    return {};
}

Result<void> Work::answer_request(const Caller& caller, const std::string& label, const json::object& step)
{
    const auto found = place(label);
    if (!found) return found.error();
    const auto call = intake::open_call(*records_, caller, found->record);
    if (!call) return call.error();
    const auto done = intake::answer_request(*records_, caller, *desk_, *call, text_at(step, "answer"), batch());
    if (!done) return done.error();
    return done->saved() ? Result<void>{} : fail(ErrorCode::internal, "the answer does not fit");
}

/// The person comes back with the eight words, reads what was answered, and writes again.
Result<void> Work::write_again(const Caller& caller, const std::string& label, const json::object& step)
{
    const auto words = receipts_.find(label);
    if (words == receipts_.end()) return fail(ErrorCode::internal, "nothing was sent that is called " + label);
    const auto published = desk_->published();
    if (!published) return published.error();
    const auto visit = desk_->visit(*published, words->second, local_address);
    if (!visit) return visit.error();
    const auto read = desk_->answers(*published, *visit, {{"kind", "seen"}, {"id", desk_->fresh_name()}});
    if (!read) return read.error();
    const Sensitive<json::object> message(json::object{
        {"kind", "more"}, {"id", desk_->fresh_name()}, {"words", text_at(step, "more")}, {"files", json::array()}});
    if (auto done = desk_->send_more(*published, *visit, message, local_address); !done) return done;
    const auto brought = arrivals_->bring_in(*records_, caller);
    return brought ? Result<void>{} : brought.error();
}

}  // namespace panoh::demo
