// What the routes need from the world, handed in by main.cpp: readers, the writer, tables, papers,
// the clock. The routes know no adapter.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "api/import_doors.h"
#include "api/upload_doors.h"
#include "api/writ_doors.h"
#include "domain/embedded_file.h"
#include "identity/password_policy.h"
#include "office/answer_query.h"
#include "office/people.h"
#include "office/ports.h"
#include "office/regions.h"
#include "office/rule_book.h"
#include "openid/sign_on.h"
#include "record/heads.h"

namespace qidi::api {

/// A file made for download: its bytes, or a Chinese sentence why not.
using MadeFile = Result<std::string, std::string>;

struct Doors {
  office::Clock& clock;      ///< the machine's, or a rehearsal's that was set and runs on
  office::RulesOfNow rules;  ///< replaced when a matter's version is published
  office::Regions regions;
  office::DirectoryKind kind{};
  bool clock_was_set = false;  ///< `--now`: shown on every page
  std::string version;

  /// A reader of its own connection; used by one thread at a time.
  std::function<Result<std::unique_ptr<office::Store>, office::Fault>()> open_reader;
  /// Work for the one writer: `act` commits, `durable` is told once all of the batch is on disk.
  /// False when its queue is full.
  std::function<bool(std::function<void(office::EventLog&)> act,
                     std::function<void(const Result<void, office::Fault>&)> durable)>
      submit;
  /// A table written to a file; format csv or xlsx.
  std::function<Result<std::unique_ptr<office::TableOut>, std::string>(
      const std::string& file, const std::string& format, const std::string& title)>
      open_table;
  /// The circular as an official document.
  struct CircularPaper {
    const office::Circular& circular;
    std::string root;
    unsigned long long log_size = 0;
    domain::Instant recorded;  ///< of the last event: the paper's date (rulings 10)
    domain::Day today;
  };
  std::function<MadeFile(const CircularPaper& paper)> circular_pdf;
  std::function<std::optional<record::SignedHead>()> latest_head;
  std::string temporary_folder;         ///< for tables on their way out and uploads on their way in
  std::string_view openapi;             ///< the document as JSON
  std::span<const EmbeddedFile> pages;  ///< the built pages; "x.gz" beside "x" is x compressed
  ImportDoors imports = {};
  UploadDoors uploads = {};
  WritDoors writs = {};
  office::People::Known people = nullptr;  ///< everybody known at the start
  /// The writer's secrets: only inside a job of `submit`.
  office::CredentialBook* credentials = nullptr;
  /// The writer's notices: only inside a job of `submit`.
  office::NoticeBook* notices = nullptr;
  bool mail_goes_out = false;  ///< a mail server is configured
  /// Why an address may not be a webhook's, in Chinese; empty when it may.
  std::function<std::string(const std::string& url)> webhook_objection = {};
  std::string site_address = {};  ///< for links in mails: "https://…", without a slash at its end
  /// A demonstration's logins, all with one password; empty elsewhere.
  struct DemonstrationLogins {
    std::string password;
    std::vector<std::string> logins;
  };
  DemonstrationLogins demonstration = {};
  identity::PasswordPolicy passwords = {};  ///< what a new one must be like, and how long it lasts
  /// The sign-on service (统一身份认证); null: none is configured.
  std::shared_ptr<openid::SignOn> sign_on = nullptr;
  /// A text as a square code (QR): its rows of '0' (light) and '1' (dark); empty when too long.
  std::function<std::vector<std::string>(const std::string& text)> square_code = nullptr;
  /// Told why a sign-on came to nothing, in English and without secrets: for who runs the server.
  std::function<void(const std::string& why)> sign_on_trouble = nullptr;
};

}  // namespace qidi::api
