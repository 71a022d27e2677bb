// libqrencode behind a plain value.
#include "papers/square_code.h"

#include <qrencode.h>

#include <memory>

namespace qidi::papers {

Result<SquareCode, office::Fault> square_code(const std::string& text) {
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
      QRcode_encodeData(static_cast<int>(text.size()),
                        reinterpret_cast<const unsigned char*>(text.data()), 0, QR_ECLEVEL_M),
      &QRcode_free);
  if (!code) {
    return Unexpected{office::Fault{office::FaultKind::store_failed, "二维码没有生成：内容过长"}};
  }
  SquareCode made;
  made.width = code->width;
  const auto modules =
      static_cast<std::size_t>(code->width) * static_cast<std::size_t>(code->width);
  made.dark.reserve(modules);
  // The lowest bit of each byte says whether the module is dark; the others are the library's own.
  for (std::size_t i = 0; i < modules; ++i) made.dark.push_back((code->data[i] & 1U) != 0);
  return made;
}

}  // namespace qidi::papers
