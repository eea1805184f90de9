// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/http/tls.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <memory>
#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/stat.h>
#include <unistd.h>

namespace panoh::web {
namespace {

template <auto Release>
struct Releaser {
    template <class Object>
    void operator()(Object* object) const noexcept
    {
        Release(object);
    }
};
using Certificate = std::unique_ptr<X509, Releaser<X509_free>>;
using PrivateKey = std::unique_ptr<EVP_PKEY, Releaser<EVP_PKEY_free>>;
using Memory = std::unique_ptr<BIO, Releaser<BIO_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Releaser<X509_EXTENSION_free>>;

/// How long a certificate that is kept is valid: browsers refuse more.
constexpr std::chrono::days kept_for{397};
constexpr std::chrono::days renewed_before_end{30};

Memory reading(const std::string& text)
{
    return Memory(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

std::string written(BIO* memory)
{
    char* start = nullptr;
    const long length = BIO_get_mem_data(memory, &start);
    return length > 0 ? std::string(start, static_cast<std::size_t>(length)) : std::string();
}

Certificate first_certificate(const CertificatePair& pair)
{
    const auto memory = reading(pair.certificate_pem);
    return Certificate(PEM_read_bio_X509(memory.get(), nullptr, nullptr, nullptr));
}

bool is_address(const std::string& host) noexcept
{
    return host.find(':') != std::string::npos
           || std::all_of(host.begin(), host.end(), [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
}

/// "localhost:8443" and "[::1]" as a certificate names them.
std::string bare_host(const std::string& host)
{
    if (host.starts_with('[')) return host.substr(1, host.find(']') - 1);
    const auto colon = host.find(':');
    return colon == host.rfind(':') ? host.substr(0, colon) : host;
}

/// Whether a certificate can name it.
bool is_plain(const std::string& bare)
{
    return !bare.empty() && std::all_of(bare.begin(), bare.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.'
               || c == ':';
    });
}

std::string alternative_names(std::span<const std::string> hosts)
{
    std::string names;
    for (const auto& host : hosts) {
        const auto bare = bare_host(host);
        if (!is_plain(bare)) continue;
        if (!names.empty()) names += ',';
        names += (is_address(bare) ? "IP:" : "DNS:") + bare;
    }
    return names;
}

bool add_extension(X509* certificate, int kind, const std::string& value)
{
    X509V3_CTX context{};
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str()));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

bool fill_certificate(
    X509* certificate, EVP_PKEY* key, const std::string& names, Timestamp now, std::chrono::days valid_for
)
{
    std::array<unsigned char, 16> serial{};
    if (RAND_bytes(serial.data(), static_cast<int>(serial.size())) != 1) return false;
    serial[0] = static_cast<unsigned char>((serial[0] & 0x7FU) | 0x40U);
    std::unique_ptr<BIGNUM, Releaser<BN_free>> number(BN_bin2bn(serial.data(), static_cast<int>(serial.size()), nullptr)
    );
    if (!number || BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) == nullptr) return false;

    const auto seconds = [](Timestamp at) {
        return std::chrono::duration_cast<std::chrono::seconds>(at.time_since_epoch()).count();
    };
    ASN1_TIME_set(X509_getm_notBefore(certificate), seconds(now - std::chrono::days(1)));
    ASN1_TIME_set(X509_getm_notAfter(certificate), seconds(now + valid_for));
    // A subject without words: the window of a browser shows it.
    const std::array<unsigned char, 5> subject{'l', 'o', 'c', 'a', 'l'};
    X509_NAME* name = X509_get_subject_name(certificate);
    return X509_set_version(certificate, X509_VERSION_3) == 1 && X509_set_pubkey(certificate, key) == 1
           && X509_NAME_add_entry_by_txt(
                  name, "CN", MBSTRING_ASC, subject.data(), static_cast<int>(subject.size()), -1, 0
              ) == 1
           && X509_set_issuer_name(certificate, name) == 1
           && add_extension(certificate, NID_basic_constraints, "critical,CA:FALSE")
           && add_extension(certificate, NID_key_usage, "critical,digitalSignature")
           && add_extension(certificate, NID_ext_key_usage, "serverAuth")
           && add_extension(certificate, NID_subject_alt_name, names) && X509_sign(certificate, key, EVP_sha256()) > 0;
}

Result<std::string> read_file(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file) return fail(ErrorCode::storage, "certificate or key file cannot be read");
    std::string text{std::istreambuf_iterator<char>(file), {}};
    if (file.bad()) return fail(ErrorCode::storage, "certificate or key file cannot be read");
    return text;
}

bool names_every(X509* certificate, std::span<const std::string> hosts)
{
    return std::all_of(hosts.begin(), hosts.end(), [&](const std::string& host) {
        const auto bare = bare_host(host);
        if (!is_plain(bare)) return true;
        if (is_address(bare)) return X509_check_ip_asc(certificate, bare.c_str(), 0) == 1;
        return X509_check_host(certificate, bare.data(), bare.size(), 0, nullptr) == 1;
    });
}

/// Whether a certificate that was kept still serves. One that is not valid yet does: then the clock is wrong.
bool still_serves(const CertificatePair& pair, std::span<const std::string> hosts, Timestamp now)
{
    const auto certificate = first_certificate(pair);
    const auto key_memory = reading(pair.key_pem.reveal());
    const PrivateKey key(PEM_read_bio_PrivateKey(key_memory.get(), nullptr, nullptr, nullptr));
    std::time_t limit = std::chrono::system_clock::to_time_t(now + renewed_before_end);
    const bool serves = certificate && key && X509_check_private_key(certificate.get(), key.get()) == 1
                        && X509_cmp_time(X509_get0_notAfter(certificate.get()), &limit) > 0
                        && names_every(certificate.get(), hosts);
    ERR_clear_error();
    return serves;
}

bool write_all(int file, std::string_view text)
{
    while (!text.empty()) {
        const ssize_t written = ::write(file, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

/// For the owner only; what was there before stays until all of it is on disk.
Result<void> replace_file(const std::filesystem::path& path, std::string_view text)
{
    const std::string fresh = path.string() + ".new";
    ::unlink(fresh.c_str());
    const int file = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    bool done = file >= 0 && write_all(file, text) && ::fsync(file) == 0;
    if (file >= 0) ::close(file);
    done = done && ::rename(fresh.c_str(), path.c_str()) == 0;
    if (!done) {
        ::unlink(fresh.c_str());
        return fail(ErrorCode::storage, "the certificate cannot be written to " + path.parent_path().string());
    }
    const int folder = ::open(path.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder >= 0) {
        ::fsync(folder);
        ::close(folder);
    }
    return {};
}

bool add_chain(SSL_CTX* context, const std::string& pem)
{
    const auto memory = reading(pem);
    Certificate own(PEM_read_bio_X509(memory.get(), nullptr, nullptr, nullptr));
    if (!own || SSL_CTX_use_certificate(context, own.get()) != 1) return false;
    while (Certificate next{PEM_read_bio_X509(memory.get(), nullptr, nullptr, nullptr)}) {
        if (SSL_CTX_add1_chain_cert(context, next.get()) != 1) return false;
    }
    ERR_clear_error();
    return true;
}

int choose_protocol(
    SSL* /*connection*/,
    const unsigned char** chosen,
    unsigned char* chosen_length,
    const unsigned char* offered,
    unsigned int offered_length,
    void* /*unused*/
)
{
    static constexpr std::array<unsigned char, 9> http_1_1{8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
    unsigned char* selected = nullptr;
    const int outcome =
        SSL_select_next_proto(&selected, chosen_length, http_1_1.data(), http_1_1.size(), offered, offered_length);
    *chosen = selected;
    return outcome == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

}  // namespace

Result<CertificatePair>
self_signed_certificate(std::span<const std::string> hosts, Timestamp now, std::chrono::days valid_for)
{
    const auto names = alternative_names(hosts);
    if (names.empty()) return fail(ErrorCode::invalid_input, "certificate without host names");
    const PrivateKey key(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"));
    const Certificate certificate(X509_new());
    const Memory certificate_text(BIO_new(BIO_s_mem()));
    const Memory key_text(BIO_new(BIO_s_secmem()));
    const bool made =
        key && certificate && certificate_text && key_text
        && fill_certificate(certificate.get(), key.get(), names, now, valid_for)
        && PEM_write_bio_X509(certificate_text.get(), certificate.get()) == 1
        && PEM_write_bio_PKCS8PrivateKey(key_text.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1;
    if (!made) return fail(ErrorCode::internal, "certificate could not be made");
    return CertificatePair{written(certificate_text.get()), Sensitive(written(key_text.get()))};
}

Result<CertificatePair> kept_certificate(
    const std::filesystem::path& certificate,
    const std::filesystem::path& key,
    std::span<const std::string> hosts,
    Timestamp now
)
{
    std::error_code ignored;
    if (std::filesystem::exists(certificate, ignored) && std::filesystem::exists(key, ignored)) {
        auto kept = read_certificate(certificate, key);
        if (!kept || still_serves(*kept, hosts, now)) return kept;
    }
    auto made = self_signed_certificate(hosts, now, kept_for);
    if (!made) return made;
    // The key first: stopping between the two leaves a pair that does not belong together, and is made anew.
    if (auto done = replace_file(key, made->key_pem.reveal()); !done) return done.error();
    if (auto done = replace_file(certificate, made->certificate_pem); !done) return done.error();
    return made;
}

Result<CertificatePair> read_certificate(const std::filesystem::path& certificate, const std::filesystem::path& key)
{
    auto certificate_text = read_file(certificate);
    if (!certificate_text) return certificate_text.error();
    auto key_text = read_file(key);
    if (!key_text) return key_text.error();
    return CertificatePair{*std::move(certificate_text), Sensitive(*std::move(key_text))};
}

Result<void> configure_tls(ssl_ctx_st* context, const CertificatePair& pair)
{
    SSL_CTX_set_options(
        context,
        SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_TICKET | SSL_OP_CIPHER_SERVER_PREFERENCE
            | SSL_OP_SINGLE_ECDH_USE
    );
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_alpn_select_cb(context, choose_protocol, nullptr);
    std::string groups = "X25519:P-256:P-384";
    const bool modern = SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1
                        && SSL_CTX_set_num_tickets(context, 0) == 1
                        && SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM:ECDHE+CHACHA20:!aNULL:!SHA1") == 1
                        && SSL_CTX_set1_groups_list(context, groups.data()) == 1;
    if (!modern) return fail(ErrorCode::internal, "TLS settings");

    const auto key_memory = reading(pair.key_pem.reveal());
    const PrivateKey key(PEM_read_bio_PrivateKey(key_memory.get(), nullptr, nullptr, nullptr));
    if (!key || !add_chain(context, pair.certificate_pem) || SSL_CTX_use_PrivateKey(context, key.get()) != 1
        || SSL_CTX_check_private_key(context) != 1)
        return fail(ErrorCode::invalid_input, "certificate and key do not load");
    return {};
}

Result<std::string> certificate_fingerprint(const CertificatePair& pair)
{
    const auto certificate = first_certificate(pair);
    std::array<unsigned char, 32> digest{};
    unsigned int length = 0;
    if (!certificate || X509_digest(certificate.get(), EVP_sha256(), digest.data(), &length) != 1)
        return fail(ErrorCode::invalid_input, "certificate does not load");
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string text;
    for (const auto byte : digest) {
        if (!text.empty()) text += ':';
        text += digits[byte >> 4U];
        text += digits[byte & 15U];
    }
    return text;
}

}  // namespace panoh::web
