// SM2 through OpenSSL, and the heads file.
#include "record/heads.h"

#include <fcntl.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <sys/stat.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>

namespace qidi::record {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view secret_name = "head_key.pem";
constexpr std::string_view shown_name = "head_public.pem";

/// GM/T 0009: the signer's id when none was agreed; OpenSSL 3.0 has no default of its own.
constexpr std::string_view signer_id = "1234567812345678";

struct FreeKey {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
using Key = std::unique_ptr<EVP_PKEY, FreeKey>;
using Context = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;
using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

/// Once signing or verifying has begun: given to the beginning itself, OpenSSL before 3.0.20 calls
/// the id too late and refuses.
bool set_signer_id(EVP_PKEY_CTX* begun) {
  const OSSL_PARAM parameters[] = {
      OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_DIST_ID,
                                        const_cast<char*>(signer_id.data()), signer_id.size()),
      OSSL_PARAM_construct_end()};
  return EVP_PKEY_CTX_set_params(begun, parameters) == 1;
}

std::string key_id_of(EVP_PKEY* key) {
  unsigned char* der = nullptr;
  const int length = i2d_PUBKEY(key, &der);
  if (length <= 0) return {};
  const auto id =
      to_hex(sm3({reinterpret_cast<const char*>(der), static_cast<std::size_t>(length)}));
  OPENSSL_free(der);
  return id.substr(0, 16);
}

std::optional<std::string> from_hex(std::string_view text) {
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  if (text.size() % 2 != 0 || text.find_first_not_of("0123456789abcdef") != text.npos) {
    return std::nullopt;
  }
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); i += 2) {
    bytes += static_cast<char>(digit(text[i]) * 16 + digit(text[i + 1]));
  }
  return bytes;
}

std::string hex_of(std::string_view bytes) {
  static constexpr char hex[] = "0123456789abcdef";
  std::string text;
  for (const char c : bytes) {
    text += hex[static_cast<unsigned char>(c) >> 4];
    text += hex[c & 15];
  }
  return text;
}

/// Makes a new name in a folder durable.
void sync_folder(const std::string& folder) {
  const int descriptor = open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return;
  fsync(descriptor);
  close(descriptor);
}

/// Writes a whole file under a new name, then gives it its own: a kill leaves all of it or none.
bool write_pem(const std::string& path, mode_t mode, const auto& write) {
  const auto draft = path + ".new";
  unlink(draft.c_str());
  const int descriptor = open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  if (descriptor < 0) return false;
  {
    const File file(fdopen(descriptor, "w"), std::fclose);
    if (!file) {
      close(descriptor);
      return false;
    }
    if (write(file.get()) != 1 || std::fflush(file.get()) != 0 || fsync(descriptor) != 0) {
      return false;
    }
  }
  return std::rename(draft.c_str(), path.c_str()) == 0;
}

}  // namespace

struct SigningKey::Pair {
  Key key;
  std::string id;
};
struct PublicKey::Key {
  record::Key key;
};

std::string signed_text(const SignedHead& head) {
  return "qidi-head-1\n" + std::to_string(head.size) + "\n" + to_hex(head.root) + "\n" +
         domain::to_text(head.signed_at) + "\n";
}

std::string to_line(const SignedHead& head) {
  return "{\"size\":" + std::to_string(head.size) + ",\"root\":\"" + to_hex(head.root) +
         "\",\"signed_at\":\"" + domain::to_text(head.signed_at) + "\",\"key\":\"" + head.key_id +
         "\",\"signature\":\"" + head.signature + "\"}";
}

Result<SignedHead, std::string> head_from(std::string_view line) {
  boost::json::error_code failed;
  const auto json = boost::json::parse(line, failed);
  const auto* object = failed ? nullptr : json.if_object();
  const std::string wrong = "不是签名根：" + std::string(line.substr(0, 60));
  if (object == nullptr) return Unexpected{wrong};
  const auto text = [&](std::string_view name) {
    const auto* found = object->if_contains(name);
    return found != nullptr && found->is_string() ? std::string(found->get_string())
                                                  : std::string();
  };
  SignedHead head;
  const auto* size = object->if_contains("size");
  const auto root = from_hex(text("root"));
  const auto instant = domain::parse_instant(text("signed_at"));
  if (size == nullptr || !size->is_int64() || size->get_int64() < 0 || !root ||
      root->size() != head.root.size() || !instant) {
    return Unexpected{wrong};
  }
  head.size = static_cast<std::uint64_t>(size->get_int64());
  std::copy(root->begin(), root->end(), reinterpret_cast<char*>(head.root.data()));
  head.signed_at = *instant;
  head.key_id = text("key");
  head.signature = text("signature");
  return head;
}

SigningKey::SigningKey(std::unique_ptr<Pair> pair) : pair_(std::move(pair)) {}
SigningKey::SigningKey(SigningKey&&) noexcept = default;
SigningKey& SigningKey::operator=(SigningKey&&) noexcept = default;
SigningKey::~SigningKey() = default;

Result<SigningKey, std::string> SigningKey::open_or_create(const std::string& folder) {
  const auto secret = (fs::path(folder) / secret_name).string();
  std::error_code failed;
  auto pair = std::make_unique<Pair>();
  if (fs::exists(secret, failed)) {
    const File file(std::fopen(secret.c_str(), "r"), std::fclose);
    if (file) pair->key.reset(PEM_read_PrivateKey(file.get(), nullptr, nullptr, nullptr));
    if (!pair->key) return Unexpected{"签名密钥无法读取：" + secret};
  } else {
    if (fs::exists(fs::path(folder) / shown_name, failed)) {
      return Unexpected{"签名私钥不见了，公钥还在：" + folder +
                        "；请找回私钥，或将公钥和签名根文件移走另存后再写"};
    }
    if (fs::create_directories(folder, failed)) {
      fs::permissions(folder, fs::perms::owner_all, failed);
    }
    pair->key.reset(EVP_PKEY_Q_keygen(nullptr, nullptr, "SM2"));
    const auto write = [&](std::FILE* f) {
      return PEM_write_PKCS8PrivateKey(f, pair->key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    };
    if (!pair->key || !write_pem(secret, 0600, write)) {
      return Unexpected{"签名密钥无法写入：" + folder};
    }
  }
  pair->id = key_id_of(pair->key.get());
  SigningKey key(std::move(pair));
  QIDI_CHECK(key.show_in(folder));
  return key;
}

Result<void, std::string> SigningKey::show_in(const std::string& folder) const {
  const auto shown = (fs::path(folder) / shown_name).string();
  std::error_code failed;
  if (fs::exists(shown, failed)) {
    QIDI_TRY(kept, PublicKey::read(shown));
    if (kept.id() == pair_->id) return {};
    return Unexpected{shown +
                      " 不是这把签名密钥的公钥；用原来的密钥，或将旧公钥和签名根文件移走另存"};
  }
  fs::create_directories(folder, failed);
  const auto write = [&](std::FILE* f) { return PEM_write_PUBKEY(f, pair_->key.get()); };
  if (!write_pem(shown, 0644, write)) return Unexpected{"公钥无法写入：" + folder};
  sync_folder(folder);
  return {};
}

Result<std::string, std::string> SigningKey::sign_bytes(std::string_view text) const {
  const Context context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  std::size_t length = 0;
  std::string signature;
  EVP_PKEY_CTX* begun = nullptr;  // the context's own
  bool done = EVP_DigestSignInit_ex(context.get(), &begun, "SM3", nullptr, nullptr,
                                    pair_->key.get(), nullptr) == 1 &&
              set_signer_id(begun) &&
              EVP_DigestSign(context.get(), nullptr, &length, bytes, text.size()) == 1;
  if (done) {
    signature.resize(length);
    done = EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()),
                          &length, bytes, text.size()) == 1;
    signature.resize(length);
  }
  if (!done) return Unexpected{std::string("SM2 签名失败")};
  return hex_of(signature);
}

std::string SigningKey::id() const {
  return pair_->id;
}

Result<SignedHead, std::string> SigningKey::sign(std::uint64_t size, const Digest& root,
                                                 domain::Instant now) const {
  SignedHead head{size, root, now, pair_->id, {}};
  QIDI_TRY(signature, sign_bytes(signed_text(head)));
  head.signature = std::move(signature);
  return head;
}

PublicKey::PublicKey(std::unique_ptr<Key> key) : key_(std::move(key)) {}
PublicKey::PublicKey(PublicKey&&) noexcept = default;
PublicKey& PublicKey::operator=(PublicKey&&) noexcept = default;
PublicKey::~PublicKey() = default;

Result<PublicKey, std::string> PublicKey::read(const std::string& path) {
  auto key = std::make_unique<Key>();
  const File file(std::fopen(path.c_str(), "r"),
                  [](std::FILE* f) { return f == nullptr ? 0 : std::fclose(f); });
  if (file) key->key.reset(PEM_read_PUBKEY(file.get(), nullptr, nullptr, nullptr));
  if (!key->key) return Unexpected{"公钥无法读取：" + path};
  return PublicKey(std::move(key));
}

std::string PublicKey::id() const {
  return key_id_of(key_->key.get());
}

bool PublicKey::verifies(const SignedHead& head) const {
  const auto signature = from_hex(head.signature);
  if (!signature || head.key_id != id()) return false;
  const auto text = signed_text(head);
  const Context context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  EVP_PKEY_CTX* begun = nullptr;  // the context's own
  return EVP_DigestVerifyInit_ex(context.get(), &begun, "SM3", nullptr, nullptr, key_->key.get(),
                                 nullptr) == 1 &&
         set_signer_id(begun) &&
         EVP_DigestVerify(context.get(), reinterpret_cast<const unsigned char*>(signature->data()),
                          signature->size(), reinterpret_cast<const unsigned char*>(text.data()),
                          text.size()) == 1;
}

Result<void, std::string> append_head(const std::string& path, const SignedHead& head) {
  const auto failed = [&] { return Unexpected{"签名根文件无法写入：" + path}; };
  const int file = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (file < 0) return failed();
  const auto size = lseek(file, 0, SEEK_END);
  off_t end = size;
  for (char last = 0; end > 0; --end) {
    if (pread(file, &last, 1, end - 1) != 1 || last == '\n') break;
  }
  const auto line = to_line(head) + "\n";
  const bool done =
      size >= 0 && (end == size || ftruncate(file, end) == 0) &&
      pwrite(file, line.data(), line.size(), end) == static_cast<ssize_t>(line.size()) &&
      fsync(file) == 0;
  close(file);
  if (!done) return failed();
  if (size == 0) sync_folder(std::filesystem::path(path).parent_path().string());
  return {};
}

Result<HeadsRead, std::string> read_heads(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file || !std::filesystem::is_regular_file(path)) {
    return Unexpected{"签名根文件无法读取：" + path};
  }
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  HeadsRead read;
  std::size_t at = 0;
  std::size_t number = 0;
  while (at < text.size()) {
    ++number;
    auto end = text.find('\n', at);
    const bool whole = end != std::string::npos;
    if (!whole) end = text.size();
    const auto line = std::string_view(text).substr(at, end - at);
    at = end + 1;
    if (line.empty()) continue;
    auto head = head_from(line);
    if (head) {
      read.heads.push_back(std::move(*head));
    } else if (whole) {
      read.spoilt_lines.push_back(number);
    } else {
      read.torn_tail = true;
    }
  }
  return read;
}

}  // namespace qidi::record
