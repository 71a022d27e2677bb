// One message at a time, each noted before the next is carried.
#include "sending.h"

namespace qidi {

void let_notices_out(api::Doors& doors, const office::PostSettings& settings,
                     office::Store& store) {
  doors.notices = &store.notices();
  doors.mail_goes_out = !settings.mail.server.empty();
  doors.site_address = settings.site;
  doors.webhook_objection = [&settings](const std::string& url) {
    return post::objection_to_url(url, settings);
  };
}

Sending::Sending(api::Service& service, const office::PostSettings& settings)
    : service_(service),
      outbox_(service),
      worker_(settings, {[this] { return parcels(); },
                         [this](const post::Parcel& parcel, const post::Carried& carried) {
                           outbox_.note(taken_.at(parcel.tag),
                                        carried ? std::string() : carried.error());
                         }}) {}

std::vector<post::Parcel> Sending::parcels() {
  taken_ = outbox_.take();
  std::vector<post::Parcel> parcels;
  const auto now = service_.now();
  for (std::size_t i = 0; i < taken_.size(); ++i) {
    const auto& one = taken_[i];
    if (one.is_mail) {
      parcels.push_back({i, post::Letter{one.to, one.subject, one.body, one.id, now}});
    } else {
      parcels.push_back({i, post::Call{one.to, one.secret, one.id, one.body, now}});
    }
  }
  return parcels;
}

}  // namespace qidi
