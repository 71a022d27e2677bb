// Names for the demonstration, put together from parts.
#include "office/demonstration/world.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "domain/projects/project_code.h"

namespace qidi::office {

namespace {

constexpr std::array<std::string_view, 20> surnames{"王", "李", "张", "刘", "陈", "杨", "赵",
                                                    "黄", "周", "吴", "徐", "孙", "马", "朱",
                                                    "胡", "林", "郭", "何", "高", "包"};
constexpr std::array<std::string_view, 10> ordinals{"甲", "乙", "丙", "丁", "戊",
                                                    "己", "庚", "辛", "壬", "癸"};
constexpr std::array<std::string_view, 24> works{
    "风力发电项目",         "光伏发电项目",       "储能电站项目",       "现代牧业养殖基地项目",
    "肉牛育肥场项目",       "玉米深加工项目",     "马铃薯淀粉加工项目", "煤矿井下安全改造项目",
    "煤化工技术改造项目",   "稀土新材料项目",     "铝产业链延伸项目",   "农副产品冷链物流项目",
    "工业园区污水处理项目", "生活垃圾处理项目",   "集中供热改造项目",   "老旧小区改造配套项目",
    "中小学校舍建设项目",   "旗县医院扩建项目",   "农村公路建设项目",   "输变电工程项目",
    "水库除险加固项目",     "高标准农田建设项目", "文旅驿站建设项目",   "数据中心建设项目"};
constexpr std::array<std::string_view, 12> firm_words{"蒙源", "草原红", "金河",   "北疆",
                                                      "绿野", "阴山",   "额尔古", "苍穹",
                                                      "西拉", "白音",   "腾格",   "敕勒"};

/// The eight matters of the notice (二, 起底审批事项).
constexpr std::array<std::string_view, 8> named_matters{"land_preliminary_review",
                                                        "energy_review",
                                                        "environmental_impact",
                                                        "water_abstraction",
                                                        "soil_conservation",
                                                        "forest_land",
                                                        "grassland",
                                                        "construction_permit"};

std::string_view bureau_of(std::string_view line, bool region_level) {
  struct Bureau {
    std::string_view word;
    std::string_view local;
    std::string_view region;
  };
  static constexpr std::array<Bureau, 6> bureaus{{
      {"自然资源", "自然资源局", "自然资源厅"},
      {"生态环境", "生态环境局", "生态环境厅"},
      {"水利", "水利局", "水利厅"},
      {"林", "林业和草原局", "林业和草原局"},
      {"住", "住房和城乡建设局", "住房和城乡建设厅"},
      {"发展", "发展和改革委员会", "发展和改革委员会"},
  }};
  for (const auto& bureau : bureaus) {
    if (line.find(bureau.word) != std::string_view::npos) {
      return region_level ? bureau.region : bureau.local;
    }
  }
  return "发展和改革委员会";
}

/// A credit code for the firm of this word and number. Registered by "Y" (other organs), its serial
/// begins with 9: no firm's. The two check characters are found by trying.
std::string made_up_credit_code(std::string_view word, int number) {
  const auto place = std::find(firm_words.begin(), firm_words.end(), word) - firm_words.begin();
  std::array<char, 48> digits{};
  std::snprintf(digits.data(), digits.size(), "Y11500009%02d00%03d", static_cast<int>(place),
                number);
  const std::string body = digits.data();
  for (const char organ : std::string_view("0123456789X")) {
    for (const char last : std::string_view("0123456789ABCDEFGHJKLMNPQRTUWXY")) {
      auto code = body + organ + last;
      if (domain::is_credit_code(code)) return code;
    }
  }
  return {};
}

std::uint64_t mixed(std::string_view text) {
  std::uint64_t sum = 1469598103934665603ULL;
  for (const char c : text) sum = (sum ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return sum;
}

}  // namespace

DemoWorld::DemoWorld(const Regions& regions, const domain::MatterCatalogue& matters)
    : regions_(regions) {
  for (const auto& region : regions.all()) {
    if (region.level == 3 && region.code.size() == 6) places_.push_back(region.code);
  }
  for (const auto* version : matters.all()) {
    const bool named = std::find(named_matters.begin(), named_matters.end(), version->matter) !=
                       named_matters.end();
    for (int i = 0; i < (named ? 3 : 1); ++i) matters_.push_back(version->matter);
  }
}

domain::Organ DemoWorld::organ(const std::string& line, const std::string& region) const {
  const auto* place = regions_.find(region);
  const bool top = place != nullptr && place->level == 1;
  return {region, regions_.name_of(region) + std::string(bureau_of(line, top))};
}

std::string DemoWorld::above(const std::string& region) const {
  const auto* place = regions_.find(region);
  return place == nullptr || place->parent.empty() ? region : place->parent;
}

std::string DemoWorld::officer(const domain::Organ& organ, int number) const {
  const auto sum = mixed(organ.department) + static_cast<std::uint64_t>(number) * 7919;
  return std::string(surnames[sum % surnames.size()]) + "某" +
         std::string(ordinals[static_cast<std::size_t>(number) % ordinals.size()]);
}

DemoProject DemoWorld::make_project(Seeded& chance, int number, domain::Day filed) const {
  DemoProject project;
  project.region =
      places_[static_cast<std::size_t>(chance.between(0, static_cast<int>(places_.size()) - 1))];
  const auto work =
      works[static_cast<std::size_t>(chance.between(0, static_cast<int>(works.size()) - 1))];
  const auto word = firm_words[static_cast<std::size_t>(
      chance.between(0, static_cast<int>(firm_words.size()) - 1))];
  project.unit_code = made_up_credit_code(word, number % 997);
  project.unit = "演示" + std::string(word) + std::to_string(number % 997) + "号有限公司";
  project.name = regions_.name_of(project.region) + std::string(word) +
                 std::to_string(chance.between(1, 9)) + "期" + std::string(work);

  // Older projects carry the older shape of code (domain-facts 2.2). Both are made up: the serial
  // begins with 9, and the directory is marked as a demonstration.
  const int year = domain::year_of(filed) - (chance.chance(45) ? chance.between(2, 6) : 0);
  // One draw a statement: among the arguments of one call every compiler draws in an order of its
  // own.
  std::array<char, 40> code{};
  if (year <= 2020) {
    const int way = chance.between(1, 3);
    const int trade = chance.between(11, 83);
    std::snprintf(code.data(), code.size(), "%04d-%s-%02d-%02d-9%05d", std::max(year, 2016),
                  project.region.c_str(), trade, way, number % 100000);
  } else {
    const int way = chance.between(1, 5);
    const int month = chance.between(1, 6);
    std::snprintf(code.data(), code.size(), "%02d%02d-%s-04-%02d-9%05d", year % 100, month,
                  project.region.c_str(), way, number % 100000);
  }
  project.code = code.data();
  return project;
}

}  // namespace qidi::office
