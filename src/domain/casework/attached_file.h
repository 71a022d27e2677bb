// A file behind a paper (附件): what the record says of it, what an act names, and what the server
// knows of a file that somebody has brought and not yet handed in with an act.
// Clause N9; domain.md 2 (each attachment's hash equals the stored file); reliability.md R23.
#pragma once

#include <string>

namespace qidi::domain {

/// As it stands in the record, for ever: the bytes lie beside it and must hash to `hash`.
struct AttachedFile {
  std::string file;   ///< the id under which it is stored and read
  std::string paper;  ///< the paper's code; empty for the document that a decision results in
  std::string name;   ///< as the person's machine named it: text, never a path
  long long size = 0;
  std::string kind;  ///< "pdf", …: domain/files/file_kind.h
  std::string hash;  ///< SM3 of its bytes, hex
  bool operator==(const AttachedFile&) const = default;
};

/// What an act says: this file is (part of) that paper.
struct FileOfPaper {
  std::string file;
  std::string paper;
  bool operator==(const FileOfPaper&) const = default;
};

/// What is known of a file that an act names, found out before it is decided. One that is not among
/// these is not there for the actor: another's, expired, or never brought.
struct BroughtFile {
  enum class State {
    ready,       ///< whole, looked through, and nobody's yet
    unfinished,  ///< still on its way
    taken,       ///< handed in with another act
  };
  AttachedFile facts;  ///< `paper` is the act's to say
  State state = State::ready;
  bool operator==(const BroughtFile&) const = default;
};

}  // namespace qidi::domain
