// See subject.h.
#include "api/subject.h"

#include "domain/people/line.h"

namespace qidi::api {

const Subject& subject_of(const http::Request& request) {
  static const Subject nobody;
  const auto* subject = static_cast<const Subject*>(request.subject.get());
  return subject == nullptr ? nobody : *subject;
}

std::string reach_key(const domain::Reach& reach) {
  // Unit separators keep the parts apart: they stand in no name that was taken in.
  return std::to_string(static_cast<int>(reach.kind)) + '\x1f' + reach.region_prefix + '\x1f' +
         reach.department + '\x1f' + reach.unit_code +
         (reach.line ? '\x1f' + std::to_string(reach.line->version()) : "");
}

}  // namespace qidi::api
