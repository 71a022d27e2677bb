// Column letters, as printed above a sheet.
#include "sheets/raw_row.h"

namespace qidi::sheets {

std::string column_letters(std::size_t column) {
  std::string letters;
  for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  return letters;
}

std::optional<std::size_t> column_of(const char* text) {
  std::size_t column = 0;
  int letters = 0;
  for (; letters < 4; ++letters) {
    const char c = text[letters];
    if (c >= 'A' && c <= 'Z') {
      column = column * 26 + static_cast<std::size_t>(c - 'A') + 1;
    } else if (c >= 'a' && c <= 'z') {
      column = column * 26 + static_cast<std::size_t>(c - 'a') + 1;
    } else {
      break;
    }
  }
  if (letters == 0 || letters > 3 || column > most_columns) return std::nullopt;
  return column - 1;
}

}  // namespace qidi::sheets
