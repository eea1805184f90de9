// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/casework/pages_for_test.hpp"
#include "modules/evidence/bundle.hpp"
#include "modules/evidence/module.hpp"
#include "modules/evidence/rules.hpp"
#include "modules/evidence/service.hpp"

#include <string>
#include <string_view>

/// A case with evidence, as services and as a browser would get it, for the tests of this folder.
namespace panoh::evidence {

using casework::Inputs;
using testing::Member;

struct Evidence : casework::Pages {
    Member& coordinator = node.sign_in("coordinator");

    Evidence()
    {
        for (web::Route& route : routes(std::make_shared<const documents::Previewer>(PANOH_PREVIEW))) {
            const std::string pattern = route.pattern;
            router.add(route.method, pattern, std::move(route));
        }
    }

    static casework::CasePerson agreeing()
    {
        casework::CasePerson made = casework::person(casework::one_name("Ҷамшед", "Раҳмонов"));
        for (const char* purpose : {"share_justice", "name_to_state"}) {
            made.consents.push_back(
                {{"purpose", purpose},
                 {"answer", "yes"},
                 {"recipients", boost::json::array{"justice"}},
                 {"compartments", boost::json::array{"account"}}}
            );
        }
        return made;
    }

    casework::OpenedCase made = opened({agreeing()});

    BlobId arrived(Member& who, std::string_view bytes)
    {
        const auto begun = node.vault().begin_upload(who.actor().user, Sensitive<std::string>("IMG_0001.jpg"));
        PANOH_CHECK(begun.has_value());
        PANOH_CHECK(node.vault().add_to_upload(who.actor().user, *begun, 0, bytes_of(bytes)).has_value());
        return *begun;
    }

    [[nodiscard]] forms::Submission described(std::string_view name = "Shirt", std::string_view kind = "clothing") const
    {
        const forms::RecordType& type = *node.records().schema().type(item_type);
        return forms::to_submission(
            type,
            {{"name", name}, {"kind", kind}, {"received_on", "2026-11-22"}, {"received_from", "the mother"}},
            "UTC"
        );
    }

    RecordId received(std::optional<BlobId> upload = std::nullopt, std::string_view name = "Shirt")
    {
        const auto outcome = receive(
            node.records(), worker.caller(), {made.file, upload, {}}, described(name), casework::Casework::batch()
        );
        PANOH_CHECK(outcome.has_value() && outcome->saved());
        return outcome->record;
    }
    RecordId received_file(std::string_view bytes) { return received(arrived(worker, bytes), "Photograph"); }

    Held held(const RecordId& item)
    {
        auto found = held_item(node.records(), worker.caller(), item);
        PANOH_CHECK(found.has_value());
        return std::move(*found);
    }

    static forms::Submission said(const Inputs& inputs)
    {
        forms::Submission submission;
        for (const auto& [field, text] : inputs)
            submission.add(field, text);
        return submission;
    }

    static std::string page_of(const RecordId& item, const std::string& more = {})
    {
        return "/evidence/" + item.text() + more;
    }
    [[nodiscard]] std::string case_page(const std::string& more) const
    {
        return "/cases/" + made.record.text() + "/evidence" + more;
    }

    /// A picture of two by two pixels.
    static std::string png()
    {
        const auto bytes =
            from_hex("89504e470d0a1a0a0000000d4948445200000002000000020802000000fdd49a730000001049444154789c6338"
                     "b1650110314028003bbe087128fa94f30000000049454e44ae426082");
        return std::string(text_of(*bytes));
    }
};

}  // namespace panoh::evidence
