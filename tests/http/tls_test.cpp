// TLS: which versions and ciphers, and that everything else stays the same (reliability.md R72).
#include <gtest/gtest.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <sys/socket.h>

#include <cstdio>

#include "http/raw_client.h"
#include "http/served.h"

namespace qidi::http_test {
namespace {

/// A self-signed certificate for localhost and its key, in one folder.
struct Certificate {
  std::string certificate;
  std::string key;

  explicit Certificate(const std::string& folder)
      : certificate(folder + "/certificate.pem"), key(folder + "/key.pem") {
    EVP_PKEY* pair = EVP_EC_gen("P-256");
    X509* paper = X509_new();
    ASN1_INTEGER_set(X509_get_serialNumber(paper), 1);
    X509_gmtime_adj(X509_getm_notBefore(paper), -3600);
    X509_gmtime_adj(X509_getm_notAfter(paper), 86400);
    X509_set_pubkey(paper, pair);
    auto* name = X509_get_subject_name(paper);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char*>("localhost"), -1, -1, 0);
    X509_set_issuer_name(paper, name);
    X509_sign(paper, pair, EVP_sha256());
    if (FILE* file = std::fopen(certificate.c_str(), "w")) {
      PEM_write_X509(file, paper);
      std::fclose(file);
    }
    if (FILE* file = std::fopen(key.c_str(), "w")) {
      PEM_write_PrivateKey(file, pair, nullptr, nullptr, 0, nullptr, nullptr);
      std::fclose(file);
    }
    X509_free(paper);
    EVP_PKEY_free(pair);
  }
};

class Tls : public testing::Test {
 protected:
  Tls()
      : certificate_(testing::TempDir()), served_([this](http::Settings& settings) {
          settings.certificate_file = certificate_.certificate;
          settings.key_file = certificate_.key;
          settings.header_deadline = 1s;
        }) {}

  Certificate certificate_;
  Served served_;
};

TEST_F(Tls, AnswersAsPlainlyAsWithout) {
  RawClient client(served_.port(), true);
  const auto answer = client.ask(get("/instant"));
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.header("Strict-Transport-Security"), "max-age=31536000; includeSubDomains");
  EXPECT_EQ(client.ask(post_json("/act", "[1]")).body, "[1]");
  const std::string body = "\"" + std::string(500'000, 'a') + "\"";
  EXPECT_EQ(client.ask(post_json("/act", body)).body, body);
  EXPECT_EQ(client.ask(get("/large")).body.size(), 8U * 1024 * 1024);
  EXPECT_EQ(client.ask(get("/file/500")).body.size(), 500'000U);
  client.send(get("/read/1") + get("/read/2"));
  EXPECT_EQ(client.receive().body, "1");
  EXPECT_EQ(client.receive().body, "2");
  RawClient events(served_.port(), true);
  EXPECT_EQ(events.ask(get("/events"), true).status, 200);
  while (served_.server->figures().event_streams == 0) {
  }
  served_.server->publish(1, "notice", "{}");
  EXPECT_TRUE(events.sees("id: 1\n"));
  EXPECT_EQ(client.ask(post_json("/act", "[1]", "Origin: http://localhost\r\n")).status, 403);
}

TEST_F(Tls, SpeaksOnly12And13WithEphemeralKeysAndAuthenticatedCiphers) {
  const auto agrees = [&](int version, const char* ciphers) {
    SSL_CTX* context = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set_security_level(context, 0);
    SSL_CTX_set_min_proto_version(context, version);
    SSL_CTX_set_max_proto_version(context, version);
    if (ciphers != nullptr) SSL_CTX_set_cipher_list(context, ciphers);
    RawClient plain(served_.port());
    SSL* ssl = SSL_new(context);
    SSL_set_fd(ssl, plain.descriptor());
    const bool agreed = SSL_connect(ssl) == 1;
    SSL_free(ssl);
    SSL_CTX_free(context);
    return agreed;
  };
  EXPECT_TRUE(agrees(TLS1_3_VERSION, nullptr));
  EXPECT_TRUE(agrees(TLS1_2_VERSION, "ECDHE+AESGCM"));
  EXPECT_TRUE(agrees(TLS1_2_VERSION, "ECDHE+CHACHA20"));
  EXPECT_FALSE(agrees(TLS1_1_VERSION, nullptr));
  EXPECT_FALSE(agrees(TLS1_VERSION, nullptr));
  for (const auto* weak : {"kRSA", "ECDHE-ECDSA-AES128-SHA256", "ECDHE-ECDSA-AES256-SHA", "DHE",
                           "aNULL", "ECDHE-ECDSA-AES128-CCM"}) {
    EXPECT_FALSE(agrees(TLS1_2_VERSION, weak)) << weak;
  }
}

TEST_F(Tls, ClosesWhatIsNoHandshakeOrNeverEnds) {
  RawClient plain(served_.port());
  plain.send(get("/instant"));
  EXPECT_TRUE(plain.is_closed());
  RawClient silent(served_.port());
  EXPECT_TRUE(silent.is_closed());
  EXPECT_TRUE(served_.handled().empty());
}

TEST_F(Tls, HellosToAPlainPortAreRefused) {
  Served plain;
  RawClient client(plain.port());
  EXPECT_EQ(client.ask(std::string_view("\x16\x03\x01\x02\x00\x01", 6)).status, 400);
  EXPECT_TRUE(client.is_closed());
}

}  // namespace
}  // namespace qidi::http_test
