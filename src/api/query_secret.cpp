// Made once: whoever changed it would make every printed code worthless.
#include "api/query_secret.h"

#include "identity/secret_token.h"

namespace qidi::api {

Result<void, office::Fault> bring_query_secret(Doors& doors, office::Store& store) {
  constexpr auto name = "query_codes";
  QIDI_TRY(known, store.credentials().find_site_secret(name));
  doors.query_secret = std::move(known);
  if (!doors.query_secret.empty()) return {};
  doors.query_secret = identity::random_token();
  QIDI_CHECK(store.credentials().put_site_secret(name, doors.query_secret));
  return store.log().sync();
}

}  // namespace qidi::api
