#include "typed_word.hpp"

#include <algorithm>
#include <span>

namespace arvio::inline v0 {

namespace {

std::span<const std::string_view> words_for(typed_word meaning) noexcept {
  static constexpr std::string_view yes[] = {"kyll\u00e4", "k",   "joo", "ja",
                                             "j",          "yes", "y",   "true"};
  static constexpr std::string_view no[] = {"ei", "e", "nej", "n", "no", "false"};
  static constexpr std::string_view unknown[] = {
      "?",      "en tied\u00e4", "ei tiedossa", "vet inte",
      "vet ej", "ok\u00e4nt",    "don't know",  "not known"};
  static constexpr std::string_view none[] = {
      "0",           "-",    "ei mik\u00e4\u00e4n", "ei muuta", "ingen",
      "inget annat", "none", "nothing else"};
  static constexpr std::string_view minutes[] = {"min", "minuuttia", "minuter",
                                                 "minutes"};
  static constexpr std::string_view hours[] = {"h", "t", "tuntia", "timmar", "hours"};
  static constexpr std::string_view days[] = {
      "d", "pv", "vrk", "dygn", "dagar", "days", "p\u00e4iv\u00e4\u00e4"};
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

}  // namespace

bool is_word(typed_word meaning, std::string_view word) noexcept {
  const auto all = words_for(meaning);
  return std::find(all.begin(), all.end(), word) != all.end();
}

}  // namespace arvio::inline v0
