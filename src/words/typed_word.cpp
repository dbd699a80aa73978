#include "typed_word.hpp"

#include "words_data/phrases.hpp"

#include <algorithm>
#include <cstddef>
#include <span>

namespace arvio::inline v0 {

namespace {

phrase phrase_of(typed_word meaning) noexcept {
  switch (meaning) {
    case typed_word::yes: return phrase::typed_yes;
    case typed_word::no: return phrase::typed_no;
    case typed_word::unknown: return phrase::typed_unknown;
    case typed_word::none: return phrase::typed_none;
    case typed_word::minutes: return phrase::typed_minutes;
    case typed_word::hours: return phrase::typed_hours;
    case typed_word::days: return phrase::typed_days;
  }
  return phrase::typed_unknown;  // not reached
}

/// Signs that mean the same in every language.
std::span<const std::string_view> signs_of(typed_word meaning) noexcept {
  static constexpr std::string_view yes[] = {"true"};
  static constexpr std::string_view no[] = {"false"};
  static constexpr std::string_view unknown[] = {"?"};
  static constexpr std::string_view none[] = {"0", "-"};
  static constexpr std::string_view minutes[] = {"min"};
  static constexpr std::string_view hours[] = {"h"};
  static constexpr std::string_view days[] = {"d"};
  switch (meaning) {
    case typed_word::yes: return yes;
    case typed_word::no: return no;
    case typed_word::unknown: return unknown;
    case typed_word::none: return none;
    case typed_word::minutes: return minutes;
    case typed_word::hours: return hours;
    case typed_word::days: return days;
  }
  return {};  // not reached
}

/// Whether a word is one of a list: `kyll\u00e4, k, joo`.
bool is_among(std::string_view list, std::string_view word) noexcept {
  constexpr std::string_view mark = ", ";
  while (true) {
    const auto end = list.find(mark);
    if (list.substr(0, end) == word) return true;
    if (end == std::string_view::npos) return false;
    list.remove_prefix(end + mark.size());
  }
}

}  // namespace

bool is_word(typed_word meaning, std::string_view word) noexcept {
  const auto signs = signs_of(meaning);
  if (std::find(signs.begin(), signs.end(), word) != signs.end()) return true;
  for (std::size_t language = 0; language < phrase_languages.size(); ++language) {
    if (is_among(wording(phrase_of(meaning), language), word)) return true;
  }
  return false;
}

}  // namespace arvio::inline v0
