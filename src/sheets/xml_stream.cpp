// The expat side of XmlStream.
#include "sheets/xml_stream.h"

#include <expat.h>

namespace qidi::sheets {

namespace {

std::string_view without_prefix(const char* name) {
  const std::string_view whole(name);
  const auto colon = whole.rfind(':');
  return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

}  // namespace

const char* Attributes::find(std::string_view name) const {
  for (const char** pair = pairs_; pair[0] != nullptr; pair += 2) {
    if (without_prefix(pair[0]) == name) return pair[1];
  }
  return nullptr;
}

struct XmlStream::Callbacks {
  static XmlStream& of(void* self) { return *static_cast<XmlStream*>(self); }

  static void XMLCALL begin(void* self, const XML_Char* name, const XML_Char** attributes) {
    of(self).handler_.begin(without_prefix(name), Attributes(attributes));
  }
  static void XMLCALL end(void* self, const XML_Char* name) {
    of(self).handler_.end(without_prefix(name));
  }
  static void XMLCALL characters(void* self, const XML_Char* text, int length) {
    of(self).handler_.characters(std::string_view(text, static_cast<std::size_t>(length)));
  }
  static void XMLCALL document_type(void* self, const XML_Char*, const XML_Char*, const XML_Char*,
                                    int) {
    of(self).fail(
        {"文件里夹带了 XML 文档类型或实体定义，已拒绝", "确认文件来源；另存为新的 xlsx 后再导入"});
  }
};

XmlStream::XmlStream(XmlHandler& handler) : handler_(handler), parser_(XML_ParserCreate(nullptr)) {
  XML_SetUserData(parser_, this);
  XML_SetElementHandler(parser_, Callbacks::begin, Callbacks::end);
  XML_SetCharacterDataHandler(parser_, Callbacks::characters);
  XML_SetStartDoctypeDeclHandler(parser_, Callbacks::document_type);
}

XmlStream::~XmlStream() {
  XML_ParserFree(parser_);
}

void XmlStream::stop() {
  stopped_ = true;
  XML_StopParser(parser_, XML_FALSE);
}

void XmlStream::fail(SheetError error) {
  if (!error_) error_ = std::move(error);
  stop();
}

Result<bool, SheetError> XmlStream::outcome(bool ok) {
  if (error_) return Unexpected{*error_};
  if (stopped_) return false;
  if (!ok) {
    return Unexpected{SheetError{"文件损坏：表格内容不完整或不合格式",
                                 "用 WPS 或 Excel 打开并另存为 xlsx 后再导入"}};
  }
  return true;
}

Result<bool, SheetError> XmlStream::feed(std::string_view piece) {
  if (stopped_) return outcome(true);
  return outcome(XML_Parse(parser_, piece.data(), static_cast<int>(piece.size()), XML_FALSE) ==
                 XML_STATUS_OK);
}

Result<void, SheetError> XmlStream::finish() {
  if (stopped_) return {};
  QIDI_CHECK(outcome(XML_Parse(parser_, "", 0, XML_TRUE) == XML_STATUS_OK));
  return {};
}

}  // namespace qidi::sheets
