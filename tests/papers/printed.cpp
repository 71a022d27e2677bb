// Asks poppler what a PDF says, and makes circulars up: figures from a fixed seed, so that a
// failing run can be run again.
#include "printed.h"

#include <cstdio>
#include <cstdlib>
#include <sstream>

#include "cli/run_qidi.h"

namespace qidi::tests {

namespace {

std::string output_of(const std::string& command) {
  std::string out;
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return out;
  char buffer[4096];
  std::size_t got = 0;
  while ((got = fread(buffer, 1, sizeof buffer, pipe)) > 0) out.append(buffer, got);
  pclose(pipe);
  return out;
}

}  // namespace

bool can_print() {
  const bool reads = std::system("command -v pdftotext pdffonts pdfinfo > /dev/null 2>&1") == 0;
  return reads && papers::choose_faces({}).has_value();
}

std::string poppler(const std::string& program, const std::string& options,
                    const std::string& pdf) {
  const TemporaryDirectory directory;
  const auto file = directory.write("paper.pdf", pdf);
  const std::string to_stdout = program == "pdftotext" ? " -" : "";
  return output_of(program + " " + options + " " + file + to_stdout + " 2>&1");
}

std::vector<std::string> words_of(const std::string& pdf) {
  std::istringstream text(poppler("pdftotext", "-raw", pdf));
  std::vector<std::string> words;
  for (std::string word; text >> word;) {
    while (word.front() == '\f') word.erase(0, 1);
    if (!word.empty()) words.push_back(word);
  }
  return words;
}

std::string without_space(std::string text) {
  std::erase_if(text, [](unsigned char letter) { return letter <= ' '; });
  return text;
}

std::string squeezed_text(const std::string& pdf) {
  return without_space(poppler("pdftotext", "-raw", pdf));
}

office::Circular made_up_circular(int regions, int departments, int matters) {
  office::Circular circular;
  circular.month = {2022, 10};
  domain::CircularTable table;
  long long seed = 7;
  const auto next = [&](long long below) {
    seed = (seed * 1103515245 + 12345) % 2147483648LL;
    return (seed >> 8) % below;
  };
  using domain::MovementKind;
  using domain::MovementMemo;
  for (int r = 0; r < regions; ++r) {
    for (int d = 0; d < departments; ++d) {
      const domain::Organ organ{"15" + std::to_string(1001 + r), "部门" + std::to_string(d)};
      for (int m = 0; m < matters; ++m) {
        const auto matter = "事项" + std::to_string(m);
        const long long entries = 100 + next(d == 0 ? 20000 : 400);
        table.add_movements(organ, matter, MovementKind::accepted, MovementMemo::filed, false,
                            false, 50 + next(50), entries);
        table.add_movements(organ, matter, MovementKind::finished, MovementMemo::granted, false,
                            false, next(20), next(40));
        table.add_movements(organ, matter, MovementKind::finished, MovementMemo::refused, true,
                            true, 0, next(9));
        table.add_movements(organ, matter, MovementKind::returned, MovementMemo::none, false, false,
                            0, next(9));
        table.add_standings(organ, matter, next(30), next(900), next(3), next(5), next(60));
      }
    }
  }
  circular.rows = table.rows();
  for (const auto& row : circular.rows) circular.total += row.counts;
  circular.ranking = domain::ranked_by_organ(circular.rows);
  return circular;
}

papers::CircularNames plain_names() {
  const auto same = [](const std::string& code) { return code; };
  return {same, same, same, [](const std::string& code) { return code.substr(0, 4) + "00"; }};
}

papers::CircularBasis made_up_basis() {
  return {std::string(64, 'a'), 1234, "", *domain::parse_instant("2022-11-02T09:30:00+08:00"),
          domain::make_day(2022, 11, 2)};
}

std::string printed(const papers::Document& document) {
  auto bytes = papers::to_pdf(document);
  if (!bytes) {
    ADD_FAILURE() << bytes.error().message;
    return {};
  }
  return *bytes;
}

}  // namespace qidi::tests
