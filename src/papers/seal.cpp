// All members are hex, codes or our own words: nothing needs escaping.
#include "papers/seal.h"

#include "record/heads.h"

namespace qidi::papers {

Result<std::string, std::string> InstitutionSeal::sign(const std::string& bytes) {
  QIDI_TRY(key, record::SigningKey::open_or_create(keys_folder_));
  QIDI_TRY(signature, key.sign_bytes(bytes));
  return R"({"scheme":"SM2-with-SM3 (GM/T 0009), DER, hex","key":")" + key.id() +
         R"(","file_sm3":")" + record::to_hex(record::sm3(bytes)) + R"(","signature":")" +
         signature + R"(","note":"以本机构记录签名密钥对文件全部字节的签名；)" +
         R"(不是电子印章，也不是电子签名法所称的可靠电子签名"})";
}

}  // namespace qidi::papers
