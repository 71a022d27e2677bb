// Without an address for the public the code on a writ leads to where the server listens.
#include "writ_doors.h"

#include <filesystem>

#include "law/writ_templates.h"
#include "papers/seal.h"
#include "papers/square_code.h"
#include "papers/writ_paper.h"
#include "store/sqlite/sqlite_store.h"

namespace qidi {

api::WritDoors writ_doors(const cli::ServeRequest& request) {
  api::WritDoors doors;
  doors.templates = law::writ_templates();
  doors.public_address = request.public_address;
  if (doors.public_address.empty()) {
    doors.public_address = (request.certificate.empty() ? "http://" : "https://") + request.listen;
  }
  while (doors.public_address.ends_with('/')) doors.public_address.pop_back();
  doors.pdf = [](const api::WritDoors::Print& print) -> Result<std::string, std::string> {
    auto made = papers::writ_pdf(print.writ,
                                 {print.stamp, print.verify_address, print.basis, print.made_at});
    if (!made) return Unexpected{made.error().message};
    return std::move(*made);
  };
  const auto keys = (std::filesystem::path(request.data) / store::keys_name).string();
  doors.seal = [keys](const std::string& bytes) {
    return papers::InstitutionSeal(keys).sign(bytes);
  };
  return doors;
}

std::vector<std::string> square_rows(const std::string& text) {
  const auto code = papers::square_code(text);
  if (!code) return {};
  std::vector<std::string> rows;
  for (int row = 0; row < code->width; ++row) {
    std::string modules;
    for (int column = 0; column < code->width; ++column) {
      modules += code->at(row, column) ? '1' : '0';
    }
    rows.push_back(std::move(modules));
  }
  return rows;
}

}  // namespace qidi
