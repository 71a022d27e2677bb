// How notices leave the house, as DIR/post.toml says; all empty: they don't.
// docs/operating/notices.md.
#pragma once

#include <string>
#include <vector>

namespace qidi::office {

struct MailSettings {
  std::string server;  ///< "smtp://host:587" or "smtps://host:465"; empty: no mail
  std::string from;    ///< the address that mails come from
  std::string user;    ///< empty: none is given
  std::string password;
  bool needs_tls = true;  ///< STARTTLS must be offered; else it is used where offered
  std::string ca_file;    ///< empty: the machine's own
};

struct PostSettings {
  std::string site;  ///< "https://qidi.example.cn", for links; may be empty
  MailSettings mail;
  /// Hosts of webhooks that may lie in private networks, as they stand in the address.
  std::vector<std::string> private_hosts;
};

}  // namespace qidi::office
