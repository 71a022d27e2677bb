// demo: fills an empty directory with marked, reproducible demonstration data.
#include <ostream>

#include "cli/verbs.h"
#include "office/demonstration/demonstration.h"

namespace qidi::cli {

namespace {

/// Gives every demonstration account the one published password. Set by the machine's clock, so
/// that it has not run out before the first visitor comes.
Result<void, office::Fault> put_demo_passwords(Doors& doors, office::Store& store,
                                               const std::vector<office::DemoPerson>& people) {
  const auto hash = doors.hash_password(std::string(office::demo_password));
  for (const auto& person : people) {
    office::Credential credential;
    credential.account = person.id;
    QIDI_CHECK(store.credentials().put_credential(
        office::with_password(std::move(credential), hash, doors.clock.now(), false)));
  }
  return store.log().sync();
}

}  // namespace

Exit demo(Doors& doors, const DemoOptions& options) {
  office::DemoOptions demo;
  demo.projects = options.projects;
  demo.seed = options.seed;
  if (!options.until.empty()) {
    const auto until = domain::parse_day(options.until);
    if (!until) return wrong_use(doors, "--until 应为 YYYY-MM-DD：" + options.until);
    demo.until = *until;
  }
  if (demo.projects < 1 || demo.projects > 1000000) {
    return wrong_use(doors, "--projects 应为 1 到 1000000");
  }
  auto store = doors.open_for_writing(options.data, options.keys);
  if (!store) return report(doors, store.error());
  auto kind = (*store)->kind();
  if (!kind) return report(doors, kind.error());
  if (*kind != office::DirectoryKind::empty) {
    return wrong_use(doors, options.data + " 不是空目录，不能填入演示数据");
  }
  if (auto marked = (*store)->set_kind(office::DirectoryKind::demonstration); !marked) {
    return report(doors, marked.error());
  }
  office::DemoClock clock;
  clock.move_to(office::demo_begins(demo));
  auto& log = (*store)->log();
  auto rules = office::open_rule_book(log, doors.law(), clock.now());
  if (!rules) return report(doors, rules.error());
  const bool draws = doors.is_terminal();
  const auto regions = doors.regions();
  auto made =
      office::demonstrate(log, *rules, regions, clock, demo, [&](long long acts, long long cases) {
        if (!draws) return;
        doors.err << "\r已办理 " << acts << " 次，办件 " << cases << " 件" << std::flush;
      });
  if (draws) doors.err << '\n';
  if (!made) return report(doors, made.error());
  if (auto put = put_demo_passwords(doors, **store, made->people); !put) {
    return report(doors, put.error());
  }
  if (auto head = (*store)->sign_head(clock.now()); !head) return report(doors, head.error());
  doors.out << "演示数据已填入 " << options.data << "（种子 " << demo.seed << "，截至 "
            << domain::to_text(demo.until) << "）：项目 " << made->projects << " 个，办件 "
            << made->cases << " 件，办理 " << made->acts << " 次，其中依规则未准 " << made->refused
            << " 次\n演示账号（仅供演示，密码公开，同为 " << office::demo_password << "）：";
  for (const auto& person : made->people) doors.out << ' ' << person.open.login;
  doors.out << '\n';
  return Exit::done;
}

}  // namespace qidi::cli
