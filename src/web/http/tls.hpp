// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/clock.hpp"
#include "base/result.hpp"
#include "base/sensitive.hpp"

#include <chrono>
#include <filesystem>
#include <span>
#include <string>

struct ssl_ctx_st;

namespace panoh::web {

struct CertificatePair {
    std::string certificate_pem;  ///< the own certificate first, then the chain
    Sensitive<std::string> key_pem;
};

/// An ECDSA P-256 certificate signed by itself, for host names and numeric addresses (ports and brackets are dropped),
/// valid from a day before `now`. Randomness is OpenSSL's.
Result<CertificatePair>
self_signed_certificate(std::span<const std::string> hosts, Timestamp now, std::chrono::days valid_for);

/// For a server that was given no certificate: what these two files hold, or a self-signed one that is made and kept
/// there, each file with mode 0600 and whole or not there. It is made anew when fewer than 30 days are left, when it
/// lacks one of the hosts, and when the files do not load or do not belong together. storage when they cannot be
/// written.
Result<CertificatePair> kept_certificate(
    const std::filesystem::path& certificate,
    const std::filesystem::path& key,
    std::span<const std::string> hosts,
    Timestamp now
);

/// storage when a file cannot be read.
Result<CertificatePair> read_certificate(const std::filesystem::path& certificate, const std::filesystem::path& key);

/// TLS 1.2 with forward secrecy and AEAD, or 1.3; no compression, renegotiation, tickets or stored sessions.
/// invalid_input when certificate and key do not load or do not belong together.
Result<void> configure_tls(ssl_ctx_st* context, const CertificatePair& pair);

/// SHA-256 of the first certificate, as browsers show it: "AB:CD:…".
Result<std::string> certificate_fingerprint(const CertificatePair& pair);

}  // namespace panoh::web
