// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/request/receipts.hpp"

#include "vault/accounts/credentials.hpp"
#include "vault/accounts/words/words.hpp"

#include <algorithm>
#include <array>

namespace panoh::request {

namespace {

constexpr std::string_view words_context = "rcptword";
constexpr std::string_view box_context = "rcptopen";
constexpr std::string_view place_purpose = "panoh/request/place/v1";
/// Stands where a login stands for passphrases, so that no receipt opens what a passphrase opens.
constexpr std::string_view stretch_purpose = "panoh/request/receipt/v1";
constexpr std::size_t place_digits = 32;
constexpr std::size_t longest_typed = 400;

/// The bytes that a seed stands for.
class SeedStream final : public Random {
public:
    explicit SeedStream(const crypto::SecretKey& seed)
        : seed_(&seed)
    {}
    void fill(std::span<std::uint8_t> out) override
    {
        while (!out.empty()) {
            const crypto::SecretKey block = crypto::derive(*seed_, words_context, ++blocks_);
            const std::size_t count = std::min(out.size(), crypto::SecretKey::size);
            std::copy_n(block.view().begin(), count, out.begin());
            out = out.subspan(count);
        }
    }

private:
    const crypto::SecretKey* seed_;
    std::uint64_t blocks_ = 0;
};

std::string_view list_for(std::string_view language)
{
    const auto lists = words::languages();
    if (std::find(lists.begin(), lists.end(), language) != lists.end()) return language;
    constexpr std::array<std::string_view, 4> read_russian{"kk", "ky", "tg", "uz"};
    return std::find(read_russian.begin(), read_russian.end(), language) != read_russian.end() ? "ru" : "en";
}

/// Folded, with «ё» as «е» and one space for whatever stands between words.
std::string folded_words(std::string_view typed)
{
    constexpr std::string_view yo = "ё";
    const std::string lower = vault::folded_login(typed.substr(0, longest_typed));
    std::string folded;
    for (std::size_t at = 0; at < lower.size(); ++at) {
        const char c = lower[at];
        const bool letter = (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
        if (std::string_view(lower).substr(at).starts_with(yo)) {
            folded += "е";
            ++at;
        } else if (letter) {
            folded += c;
        } else if (!folded.empty() && folded.back() != ' ') {
            folded += ' ';
        }
    }
    while (folded.ends_with(' '))
        folded.pop_back();
    return folded;
}

}  // namespace

Sensitive<std::string> receipt_words(const crypto::SecretKey& seed, std::string_view language)
{
    SeedStream stream(seed);
    const std::string_view list = list_for(language);
    constexpr double between_seven_and_eight = static_cast<double>(words_of_a_receipt) - 0.5;
    return words::generate_passphrase(stream, list, between_seven_and_eight * words::entropy_bits(list, 1));
}

Result<crypto::Stretched>
stretch_receipt(const Sensitive<std::string>& words, const crypto::Salt& salt, const crypto::StretchCost& cost)
{
    const Sensitive<std::string> folded(folded_words(words.reveal()));
    return accounts::stretch_passphrase(folded, stretch_purpose, salt, cost, std::nullopt);
}

Receipt receipt_of(const crypto::Stretched& stretched)
{
    Receipt receipt;
    receipt.place = to_hex(crypto::keyed_name(stretched.locator, {bytes_of(place_purpose)}));
    receipt.box = crypto::BoxPair::from_secret(crypto::derive(stretched.opener, box_context));
    return receipt;
}

RecordId record_named(std::string_view purpose, std::string_view name)
{
    constexpr std::array<std::uint8_t, 1> between{0};
    const Hash256 hash =
        crypto::hash({bytes_of("panoh/request/record/v1"), between, bytes_of(purpose), between, bytes_of(name)});
    return RecordId::from_bytes(BytesView(hash).first(RecordId::size)).value_or(RecordId{});
}

bool is_place(std::string_view text) noexcept
{
    return text.size() == place_digits && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

}  // namespace panoh::request
