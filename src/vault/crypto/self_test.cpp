// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/crypto/crypto.hpp"

#include <sodium.h>

#include <string>

namespace panoh::crypto {

namespace {

Result<void> expect(bool holds, const char* name)
{
    if (holds) return {};
    return fail(ErrorCode::internal, std::string("known-answer test failed: ") + name);
}

bool hex_is(BytesView bytes, std::string_view expected)
{
    return to_hex(bytes) == expected;
}

/// Bytes 0, 1, 2 …
template <std::size_t size>
std::array<std::uint8_t, size> counting(std::uint8_t from = 0)
{
    std::array<std::uint8_t, size> bytes{};
    for (std::size_t at = 0; at < size; ++at)
        bytes.at(at) = static_cast<std::uint8_t>(from + at);
    return bytes;
}

/// draft-irtf-cfrg-xchacha-03, appendix A.3.1.
bool aead_answers()
{
    const auto key = counting<32>(0x80);
    const auto nonce = counting<24>(0x40);
    const auto associated = from_hex("50515253c0c1c2c3c4c5c6c7");
    const std::string_view plain = "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for "
                                   "the future, sunscreen would be it.";
    Bytes sealed(plain.size() + crypto_aead_xchacha20poly1305_ietf_ABYTES);
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        sealed.data(),
        nullptr,
        bytes_of(plain).data(),
        plain.size(),
        associated->data(),
        associated->size(),
        nullptr,
        nonce.data(),
        key.data()
    );
    return hex_is(BytesView(sealed).first(16), "bd6d179d3e83d43b9576579493c0e939")
           && hex_is(BytesView(sealed).last(16), "c0875924c1c7987947deafd8780acf49");
}

bool round_trip_refuses_one_flipped_bit()
{
    const SecretKey key(counting<32>());
    Bytes sealed = seal(key, bytes_of("text"), bytes_of("place"));
    const auto opened = open(key, sealed, bytes_of("place"));
    if (!opened || text_of(*opened) != "text" || open(key, sealed, bytes_of("other")).has_value()) return false;
    sealed.back() ^= 1U;
    return !open(key, sealed, bytes_of("place")).has_value();
}

/// RFC 7693, appendix A gives BLAKE2b-512("abc"); the 256-bit value is from the BLAKE2 reference vectors.
bool hashes_answer()
{
    return hex_is(hash({bytes_of("abc")}), "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319")
           && hex_is(sha256(bytes_of("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

/// RFC 8032, section 7.1, test 1: the key; the signature carries our purpose, so it is checked both ways.
bool signatures_answer()
{
    const auto seed = from_hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
    const SignPair pair = SignPair::from_seed(std::move(*SecretKey::from(*seed)));
    Signature signature = sign(pair, "test", bytes_of("x"));
    const bool good = verify(pair.verify_key, "test", bytes_of("x"), signature);
    const bool other_purpose = verify(pair.verify_key, "other", bytes_of("x"), signature);
    signature[3] ^= 1U;
    return hex_is(pair.verify_key, "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a") && good
           && !other_purpose && !verify(pair.verify_key, "test", bytes_of("x"), signature);
}

/// RFC 7748, section 6.1, Alice's key.
bool boxes_answer()
{
    const auto secret = from_hex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a");
    if (!secret) return false;
    const BoxPair pair = BoxPair::from_secret(std::move(*SecretKey::from(*secret)));
    const auto opened = open_sealed(pair, seal_to(pair.open_key, bytes_of("key")));
    return hex_is(pair.open_key, "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a")
           && opened.has_value() && text_of(opened->view()) == "key";
}

/// The locator and opener of one passphrase repeat, and differ for another salt.
bool stretching_answers()
{
    const StretchCost cheap{8, 1};
    const auto one = stretch("passphrase", Salt{1}, cheap);
    const auto same = stretch("passphrase", Salt{1}, cheap);
    const auto other = stretch("passphrase", Salt{2}, cheap);
    if (!one || !same || !other) return false;
    return equal_in_constant_time(one->opener.view(), same->opener.view())
           && !equal_in_constant_time(one->opener.view(), other->opener.view())
           && !equal_in_constant_time(one->opener.view(), one->locator.view());
}

}  // namespace

Result<void> self_test()
{
    if (sodium_init() < 0) return fail(ErrorCode::internal, "libsodium does not start");
    struct Test {
        bool (*holds)();
        const char* name;
    };
    constexpr std::array tests{
        Test{aead_answers, "XChaCha20-Poly1305"},
        Test{round_trip_refuses_one_flipped_bit, "sealing"},
        Test{hashes_answer, "BLAKE2b and SHA-256"},
        Test{signatures_answer, "Ed25519"},
        Test{boxes_answer, "X25519 sealed boxes"},
        Test{stretching_answers, "Argon2id"},
    };
    for (const Test& test : tests) {
        if (auto result = expect(test.holds(), test.name); !result) return result;
    }
    return {};
}

}  // namespace panoh::crypto
