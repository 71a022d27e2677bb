// Signed heads: at some instant the log had this size and this root, signed with SM2. Kept in a
// file outside the database; only a head kept elsewhere proves anything against the directory's
// owner. Rulings 9; reliability.md R55, R56; docs/formats/heads.md.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "domain/result.h"
#include "record/envelope.h"

namespace qidi::record {

struct SignedHead {
  std::uint64_t size = 0;  ///< leaves under the root
  Digest root{};
  domain::Instant signed_at;
  std::string key_id;     ///< first 16 hex digits of SM3 over the public key's DER
  std::string signature;  ///< SM2 over `signed_text`, DER, hex
};

/// The text under the signature.
std::string signed_text(const SignedHead& head);
/// One line of the heads file.
std::string to_line(const SignedHead& head);
/// Nothing when the line is not a head.
Result<SignedHead, std::string> head_from(std::string_view line);

/// An SM2 key pair.
class SigningKey {
 public:
  /// Reads FOLDER/head_key.pem, or makes it (0600), and shows its public half beside it. A public
  /// key there of another pair, or one whose secret is gone, is an error: heads would not verify.
  static Result<SigningKey, std::string> open_or_create(const std::string& folder);
  /// Writes FOLDER/head_public.pem where it is missing, durably; an error when another stands
  /// there.
  Result<void, std::string> show_in(const std::string& folder) const;
  SigningKey(SigningKey&&) noexcept;
  SigningKey& operator=(SigningKey&&) noexcept;
  ~SigningKey();

  Result<SignedHead, std::string> sign(std::uint64_t size, const Digest& root,
                                       domain::Instant now) const;
  /// SM2 over any bytes, DER, hex: for a file that is handed out with its signature beside it.
  Result<std::string, std::string> sign_bytes(std::string_view bytes) const;
  /// As in SignedHead::key_id.
  std::string id() const;

 private:
  struct Pair;
  explicit SigningKey(std::unique_ptr<Pair> pair);
  std::unique_ptr<Pair> pair_;
};

/// A public key, for whoever checks.
class PublicKey {
 public:
  static Result<PublicKey, std::string> read(const std::string& file);
  PublicKey(PublicKey&&) noexcept;
  PublicKey& operator=(PublicKey&&) noexcept;
  ~PublicKey();
  /// As in SignedHead::key_id.
  std::string id() const;
  bool verifies(const SignedHead& head) const;

 private:
  struct Key;
  explicit PublicKey(std::unique_ptr<Key> key);
  std::unique_ptr<Key> key_;
};

/// Appends a line and makes it durable. A last line that a kill has torn is cut off first: it was
/// never acknowledged, and cut off it can't be taken for a line that somebody spoilt.
Result<void, std::string> append_head(const std::string& file, const SignedHead& head);

/// The heads of a file in order. A torn last line (a kill while writing) is told, not fatal; a
/// whole line that is no head was spoilt, which Verifier reports.
struct HeadsRead {
  std::vector<SignedHead> heads;
  std::vector<std::size_t> spoilt_lines;  ///< from 1
  bool torn_tail = false;
};
Result<HeadsRead, std::string> read_heads(const std::string& file);

}  // namespace qidi::record
