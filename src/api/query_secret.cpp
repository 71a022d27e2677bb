// Made once: whoever changed it would make every printed code worthless.
#include "api/query_secret.h"

#include "identity/secret_token.h"

namespace qidi::api {

Result<std::string, office::Fault> query_secret(office::Store& store) {
  constexpr auto name = "query_codes";
  QIDI_TRY(known, store.credentials().find_site_secret(name));
  if (!known.empty()) return known;
  auto made = identity::random_token();
  QIDI_CHECK(store.credentials().put_site_secret(name, made));
  QIDI_CHECK(store.log().sync());
  return made;
}

}  // namespace qidi::api
