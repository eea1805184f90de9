// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/casework/pages_for_test.hpp"
#include "modules/files/module.hpp"
#include "modules/files/service.hpp"

#include <string>
#include <string_view>

/// A case and its files, as services and as a browser would get them, for the tests of this folder.
namespace panoh::files {

using casework::Inputs;
using testing::Member;

struct Files : casework::Pages {
    Files()
    {
        auto previewer = std::make_shared<const documents::Previewer>(PANOH_PREVIEW);
        for (web::Route& route : routes(std::move(previewer))) {
            const std::string pattern = route.pattern;
            router.add(route.method, pattern, std::move(route));
        }
    }

    casework::OpenedCase made = one_case();
    Place account{made.file, forms::Compartment::account, {}};

    BlobId arrived(Member& who, std::string_view bytes, std::string name = "letter.txt")
    {
        const auto begun = node.vault().begin_upload(who.actor().user, Sensitive<std::string>(std::move(name)));
        PANOH_CHECK(begun.has_value());
        PANOH_CHECK(node.vault().add_to_upload(who.actor().user, *begun, 0, bytes_of(bytes)).has_value());
        return *begun;
    }

    static forms::Submission said(const Inputs& inputs)
    {
        forms::Submission submission;
        for (const auto& [field, text] : inputs)
            submission.add(field, text);
        return submission;
    }

    RecordId attached(std::string_view bytes, std::string name = "letter.txt", std::string kind = "letter")
    {
        const BlobId upload = arrived(worker, bytes, std::move(name));
        const auto outcome =
            attach(node.records(), worker.caller(), account, upload, said({{"kind", std::move(kind)}}), batch());
        PANOH_CHECK(outcome.has_value() && outcome->saved());
        return outcome->record;
    }

    static std::string page_of(const RecordId& record, const std::string& more = {})
    {
        return "/attachments/" + record.text() + more;
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

}  // namespace panoh::files
