// XML read as a stream of elements by expat, with what a sheet never needs switched off: a
// document type, and with it every entity, is refused (billion laughs, external files). R21.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "domain/result.h"
#include "sheets/sheet_error.h"

struct XML_ParserStruct;

namespace qidi::sheets {

/// The attributes of one element, valid during the call.
class Attributes {
 public:
  explicit Attributes(const char** pairs) : pairs_(pairs) {}
  /// An attribute's value by its name without prefix; null when absent.
  const char* find(std::string_view name) const;

 private:
  const char** pairs_;
};

/// What a reader of XML does on each element. Names come without their prefix.
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void begin(std::string_view name, const Attributes& attributes) = 0;
  virtual void end(std::string_view name) = 0;
  virtual void characters(std::string_view text) = 0;
};

/// One document being read. Feed it piece by piece.
class XmlStream {
 public:
  explicit XmlStream(XmlHandler& handler);
  ~XmlStream();
  XmlStream(const XmlStream&) = delete;
  XmlStream& operator=(const XmlStream&) = delete;

  /// Takes the next piece; false once `stop` was called, an error on anything malformed.
  Result<bool, SheetError> feed(std::string_view piece);
  /// Tells that the document is complete.
  Result<void, SheetError> finish();
  /// Stops reading from within a handler, without or with an error.
  void stop();
  void fail(SheetError error);

 private:
  struct Callbacks;
  Result<bool, SheetError> outcome(bool ok);

  XmlHandler& handler_;
  XML_ParserStruct* parser_;
  bool stopped_ = false;
  std::optional<SheetError> error_;
};

}  // namespace qidi::sheets
