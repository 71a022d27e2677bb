// Every verb and option, once. The only file that includes the parser.
#include "cli/command_line.h"

#include <CLI/CLI.hpp>
#include <functional>
#include <ostream>

#include "cli/verbs.h"

namespace qidi::cli {

namespace {

void take_data(CLI::App& verb, DataOptions& options) {
  verb.add_option("--data", options.data, "数据目录")->capture_default_str();
}

void take_writing(CLI::App& verb, DataOptions& options) {
  take_data(verb, options);
  verb.add_option("--keys", options.keys, "签名密钥的目录（默认 DIR/keys）");
  verb.add_option("--now", options.now, "演练时刻（RFC 3339 或 YYYY-MM-DD），只用于演练目录");
}

void take_format(CLI::App& verb, std::string& format, const std::string& words) {
  verb.add_option("--format", format, words)->capture_default_str();
}

class CommandLine {
 public:
  explicit CommandLine(Doors& doors) : doors_(doors) {
    app_.require_subcommand(1);
    app_.set_help_flag("--help,-h", "用法");
    app_.set_version_flag("--version", "qidi " + std::string(program_version));
    add_days();
    add_calendar();
    add_import();
    add_lists();
    add_record();
    add_demo();
    add_users();
    add_tokens();
    add_server();
  }

  int run(int count, const char* const* words) {
    try {
      app_.parse(count, words);
    } catch (const CLI::ParseError& error) {
      if (error.get_exit_code() == 0) return app_.exit(error, doors_.out, doors_.err);
      return static_cast<int>(
          wrong_use(doors_, "用法有误（" + std::string(error.what()) + "）；加 --help 看用法"));
    }
    return static_cast<int>(chosen_());
  }

 private:
  template <class Options>
  void on(CLI::App* verb, const Options& options, Exit (*does)(Doors&, const Options&)) {
    verb->callback([this, &options, does] {
      chosen_ = [this, &options, does] { return does(doors_, options); };
    });
  }

  void add_days() {
    auto* due_verb = app_.add_subcommand("due", "由起算日和天数求应办结日");
    due_verb->add_option("--start", due_.start, "起算日 YYYY-MM-DD（当日不计）");
    due_verb->add_option("--days", due_.days, "工作日数");
    due_verb->add_option("--pause", due_.pauses, "扣除时间 A..B，可重复")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    due_verb->add_flag("--calendar-days", due_.calendar_days, "按自然日计");
    due_verb->add_flag("--provisional", due_.provisional, "未公布的年份按法定节假日暂算");
    due_verb->add_flag("--explain", due_.explain, "逐日说明");
    due_verb->add_option("--batch", due_.batch, "CSV 文件（start,days），- 为标准输入");
    take_format(*due_verb, due_.format, "table 或 json");
    on(due_verb, due_, &due);

    auto* days = app_.add_subcommand("workdays", "(A, B] 之间的工作日数");
    days->add_option("--from", workdays_.from, "YYYY-MM-DD，不计")->required();
    days->add_option("--to", workdays_.to, "YYYY-MM-DD，计入")->required();
    days->add_flag("--provisional", workdays_.provisional, "未公布的年份按法定节假日暂算");
    take_format(*days, workdays_.format, "table 或 json");
    on(days, workdays_, &workdays);
  }

  void add_calendar() {
    auto* calendar = app_.add_subcommand("calendar", "放假安排");
    calendar->require_subcommand(1);
    auto* show = calendar->add_subcommand("show", "一年的放假安排、版本和来源");
    show->add_option("year", calendar_.year, "年份")->required();
    show->add_option("--region", calendar_.region, "区划代码或名称：该地区适用的日历");
    take_data(*show, calendar_);
    take_format(*show, calendar_.format, "table 或 json");
    on(show, calendar_, &calendar_show);
    auto* import = calendar->add_subcommand("import", "导入新的放假安排（json 或 csv）");
    import->add_option("file", calendar_.file, "文件")->required();
    import->add_option("--source", calendar_.source, "通知文号（csv 用）");
    import->add_option("--region", calendar_.region, "区划代码或名称：只在该地区及其下级适用");
    take_writing(*import, calendar_);
    on(import, calendar_, &calendar_import);
  }

  void add_import() {
    auto* import = app_.add_subcommand("import", "导入");
    import->require_subcommand(1);
    auto* sheet = import->add_subcommand("ledger", "导入部门台账（xlsx 或 csv）");
    sheet->add_option("file", import_.file, "文件")->required();
    sheet->add_option("--map", import_.map, "映射文件（TOML）");
    sheet->add_option("--sheet", import_.sheet, "工作表名");
    sheet->add_option("--report", import_.report, "把逐行问题写到 CSV");
    sheet->add_flag("--update", import_.update, "不同的值作为更正写入");
    sheet->add_flag("--dry-run", import_.dry_run, "只检查，不写入");
    take_writing(*sheet, import_);
    take_format(*sheet, import_.format, "table 或 json");
    on(sheet, import_, &cli::import_ledger);
    auto* form = import->add_subcommand("template", "写出台账模板（xlsx）");
    form->add_option("file", template_, "文件")->required();
    on(form, template_, &ledger_template);
  }

  void add_lists() {
    auto* list = app_.add_subcommand("ledger", "任一日的台账");
    list->add_option("--list", ledger_.list, "pending、overdue、not-started、made-up、all")
        ->capture_default_str();
    list->add_option("--as-of", ledger_.as_of, "法定日 YYYY-MM-DD（默认今天）");
    list->add_option("--known-by", ledger_.known_by, "当时已登记者：时刻、日期或流水总号");
    list->add_option("--region", ledger_.region, "地区代码或名称，含下级");
    list->add_option("--department", ledger_.department, "审批部门");
    list->add_option("--matter", ledger_.matter, "事项编号或名称");
    list->add_option("--light", ledger_.light, "green、yellow、red、red_by_law、paused、none");
    list->add_option("--limit", ledger_.limit, "最多行数");
    list->add_option("--out", ledger_.out, "写到文件");
    list->add_option("--now", ledger_.now, "演练时刻");
    take_data(*list, ledger_);
    take_format(*list, ledger_.format, "table、csv、json、xlsx");
    on(list, ledger_, &cli::ledger);

    auto* monthly = app_.add_subcommand("circular", "月度通报");
    monthly->add_option("--month", circular_.month, "YYYY-MM")->required();
    monthly->add_option("--known-by", circular_.known_by, "当时已登记者：时刻、日期或流水总号");
    monthly->add_option("--campaign", circular_.campaign, "专项行动");
    monthly->add_option("--out", circular_.out, "写到文件");
    monthly->add_option("--issuer", circular_.issuer, "发文机关（pdf 用）");
    monthly->add_option("--serial", circular_.serial, "发文字号或期号（pdf 用）");
    monthly->add_option("--title", circular_.title, "标题（pdf 用）");
    take_data(*monthly, circular_);
    circular_.format = "md";
    take_format(*monthly, circular_.format, "md、json、csv、xlsx、pdf");
    on(monthly, circular_, &cli::circular);
  }

  void add_record() {
    auto* door = app_.add_subcommand("act", "从标准输入逐行执行 JSON 命令");
    take_writing(*door, act_);
    on(door, act_, &cli::act);

    auto* check = app_.add_subcommand("verify", "核验全部记录");
    check->add_option("--heads", verify_.heads, "外存的签名根文件");
    check->add_flag("--all", verify_.all, "并核对派生数据");
    take_data(*check, verify_);
    on(check, verify_, &cli::verify);

    auto* again = app_.add_subcommand("rebuild", "由记录重建派生数据");
    again->add_flag("--check", rebuild_.check, "只比较");
    take_writing(*again, rebuild_);
    on(again, rebuild_, &cli::rebuild);

    auto* record = app_.add_subcommand("record", "全程记录");
    record->require_subcommand(1);
    auto* show = record->add_subcommand("show", "一个办件的全程记录");
    show->add_option("case", record_.case_id, "办件编号或原编号")->required();
    take_data(*show, record_);
    take_format(*show, record_.format, "table 或 json");
    on(show, record_, &record_show);
    auto* out = record->add_subcommand("export", "导出全部记录");
    out->add_option("--out", record_.out, "写到文件");
    take_data(*out, record_);
    take_format(*out, record_.format, "jsonl");
    on(out, record_, &record_export);

    auto* time = app_.add_subcommand("pass-time", "把时间已经造成的结果写入记录");
    take_writing(*time, pass_time_);
    on(time, pass_time_, &cli::pass_time);
  }

  void add_demo() {
    auto* made = app_.add_subcommand("demo", "填入有标记、可重现的演示数据");
    made->add_option("--projects", demo_.projects, "项目数")->capture_default_str();
    made->add_option("--seed", demo_.seed, "种子")->capture_default_str();
    made->add_option("--until", demo_.until, "演示到哪一天（默认 2022-10-31）");
    take_data(*made, demo_);
    made->add_option("--keys", demo_.keys, "签名密钥的目录");
    on(made, demo_, &cli::demo);
  }

  /// A verb about one user, or about all.
  CLI::App* user_verb(CLI::App* users, const std::string& name, const std::string& what,
                      Exit (*does)(Doors&, const UserOptions&)) {
    auto* verb = users->add_subcommand(name, what);
    on(verb, user_, does);
    if (name == "list") {
      take_data(*verb, user_);
      take_format(*verb, user_.format, "table 或 json");
      return verb;
    }
    verb->add_option("login", user_.login, "登录名")->required();
    take_writing(*verb, user_);
    return verb;
  }

  void add_users() {
    auto* users = app_.add_subcommand("user", "账号");
    users->require_subcommand(1);
    auto* add = user_verb(users, "add", "开设账号并授予角色", &user_add);
    add->add_option("--name", user_.name, "姓名")->required();
    add->add_option("--role", user_.role,
                    "角色，如 clerk、head、office、project_unit、system_admin")
        ->required();
    add->add_option("--phone", user_.phone, "电话");
    add->add_option("--email", user_.email, "电子邮箱，消息寄往此处");
    add->add_option("--region", user_.region, "地区代码或名称");
    add->add_option("--department", user_.department, "部门");
    add->add_option("--unit-code", user_.unit_code, "项目单位的统一社会信用代码");
    add->add_option("--unit-name", user_.unit_name, "项目单位名称");
    add->add_flag("--password-stdin", user_.password_stdin, "从标准输入读密码（一行）");
    auto* disable = user_verb(users, "disable", "停用账号，结束其会话", &user_disable);
    disable->add_option("--reason", user_.reason, "事由");
    auto* enable = user_verb(users, "enable", "重新启用账号", &user_enable);
    enable->add_option("--reason", user_.reason, "事由");
    auto* reset = user_verb(users, "reset", "重置密码，结束其会话", &user_reset);
    reset->add_flag("--password-stdin", user_.password_stdin, "从标准输入读密码（一行）");
    reset->add_flag("--second-factor", user_.second_factor, "并清除动态口令");
    user_verb(users, "list", "全部账号", &user_list);
  }

  void add_tokens() {
    auto* tokens = app_.add_subcommand("token", "对接系统的令牌");
    tokens->require_subcommand(1);
    auto* add = tokens->add_subcommand("add", "发放令牌（只显示一次）");
    add->add_option("name", token_.name, "对接系统的名称")->required();
    add->add_option("--scope", token_.scope, "read、act、import，逗号分隔")->capture_default_str();
    take_writing(*add, token_);
    on(add, token_, &token_add);
    auto* revoke = tokens->add_subcommand("revoke", "吊销令牌");
    revoke->add_option("name", token_.name, "名称或编号")->required();
    revoke->add_option("--reason", token_.reason, "事由");
    take_writing(*revoke, token_);
    on(revoke, token_, &token_revoke);
    auto* list = tokens->add_subcommand("list", "全部令牌");
    take_data(*list, token_);
    take_format(*list, token_.format, "table 或 json");
    on(list, token_, &token_list);
  }

  void add_uploads(CLI::App& server) {
    server
        .add_option("--scanner", serve_.scanner,
                    "查毒程序 clamd 的套接字；auto 为有则用，none 为不查")
        ->capture_default_str();
    const auto mebibytes = [&](const char* name, long long& value, const char* what) {
      server.add_option(name, value, what)->check(CLI::NonNegativeNumber)->capture_default_str();
    };
    mebibytes("--upload-account-mib", serve_.upload_account_mib, "每个账号未提交的上传上限，MB");
    mebibytes("--upload-total-mib", serve_.upload_total_mib, "全部未提交的上传上限，MB");
    mebibytes("--upload-spare-mib", serve_.upload_spare_mib, "上传须给磁盘留出的空间，MB");
  }

  void add_server() {
    auto* server = app_.add_subcommand("serve", "网页和接口的服务器");
    server->add_option("--listen", serve_.listen, "监听地址（账号启用前只限本机）")
        ->capture_default_str();
    server->add_option(
        "--public-address", serve_.public_address,
        "公众访问的地址，印在文书的二维码里，如 https://qidi.example.cn；默认为监听地址");
    server->add_option("--metrics-listen", serve_.metrics_listen, "指标（Prometheus）的监听地址");
    server->add_option("--certificate", serve_.certificate, "TLS 证书链（PEM）");
    server->add_option("--certificate-key", serve_.certificate_key, "TLS 私钥（PEM）");
    server->add_option("--workers", serve_.workers, "工作线程数")->capture_default_str();
    server->add_option("--quota", serve_.quota, "每个客户端每秒请求数上限，0 为不限")
        ->capture_default_str();
    server
        ->add_option("--access-log", serve_.access_log, "访问日志：文件，- 为标准错误，none 为不记")
        ->capture_default_str();
    server->add_option("--sign-on", serve_.sign_on,
                       "统一身份认证的设置（默认 DIR/sign-on.toml，没有则不用）");
    add_uploads(*server);
    take_writing(*server, serve_);
    on(server, serve_, &cli::serve);

    auto* document = app_.add_subcommand("openapi", "打印接口文档（OpenAPI 3.1）");
    document->add_flag("--routes", routes_only_, "只列出程序自己的路由表，供核对");
    document->callback([this] {
      chosen_ = [this] {
        if (routes_only_) {
          doors_.out << doors_.route_lines();
          return Exit::done;
        }
        doors_.out << doors_.openapi() << '\n';
        return Exit::done;
      };
    });
  }

  Doors& doors_;
  CLI::App app_{"起底：待批项目大起底与审批监督", "qidi"};
  std::function<Exit()> chosen_;
  DueOptions due_;
  WorkdaysOptions workdays_;
  CalendarOptions calendar_;
  ImportOptions import_;
  std::string template_;
  LedgerOptions ledger_;
  CircularOptions circular_;
  DataOptions act_;
  VerifyOptions verify_;
  RebuildOptions rebuild_;
  RecordOptions record_;
  DataOptions pass_time_;
  DemoOptions demo_;
  UserOptions user_;
  TokenOptions token_;
  ServeOptions serve_;
  bool routes_only_ = false;
};

}  // namespace

int run(int count, const char* const* words, Doors& doors) {
  return CommandLine(doors).run(count, words);
}

}  // namespace qidi::cli
