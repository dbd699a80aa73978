#include "typed.hpp"

#include "arvio/base/date.hpp"
#include "arvio/base/decimal.hpp"

#include "book_words.hpp"
#include "typed_word.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace arvio::inline v0 {

namespace {

using read_answer = expected<answer_content, errc>;
using words = std::vector<std::string>;

constexpr std::int64_t day_seconds = 86400;

bool is_digit(char c) { return '0' <= c && c <= '9'; }

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const auto first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) + 1 - first);
}

/// In small letters, those of Finnish and Swedish among them.
std::string small(std::string_view text) {
  std::string out(trimmed(text));
  for (std::size_t i = 0; i < out.size(); ++i) {
    if ('A' <= out[i] && out[i] <= 'Z') out[i] = static_cast<char>(out[i] - 'A' + 'a');
    // U+00C0 to U+00DE stand 32 below their small letters
    if (out[i] != '\xC3' || i + 1 == out.size()) continue;
    const auto second = static_cast<unsigned char>(out[i + 1]);
    if (second >= 0x80 && second <= 0x9E) out[i + 1] = static_cast<char>(second + 0x20U);
  }
  return out;
}

/// The parts between marks, trimmed; a part may be empty.
std::vector<std::string_view> parts_of(std::string_view text, std::string_view marks) {
  std::vector<std::string_view> parts;
  while (true) {
    const auto end = text.find_first_of(marks);
    parts.push_back(trimmed(text.substr(0, end)));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

// --- one value -------------------------------------------------------------------------

std::optional<bool> truth_of(std::string_view text) {
  const auto word = small(text);
  if (is_word(typed_word::yes, word)) return true;
  if (is_word(typed_word::no, word)) return false;
  return std::nullopt;
}

/// A number with a decimal point or comma, and perhaps the unit behind it.
std::optional<decimal> number_of(std::string_view text) {
  auto end = text.size();
  while (end > 0 && !is_digit(text[end - 1]))
    --end;
  const auto unit = trimmed(text.substr(end));
  if (unit.find_first_of("0123456789,.;/") != std::string_view::npos && unit != "/min")
    return std::nullopt;
  std::string digits(trimmed(text.substr(0, end)));
  std::replace(digits.begin(), digits.end(), ',', '.');
  return parse_decimal(digits);
}

/// `30.5.1972`, or as JSON has it.
std::optional<date> date_of(std::string_view text) {
  if (const auto day = parse_date(text)) return day;
  const auto parts = parts_of(text, ".");
  if (parts.size() != 3 || parts[2].size() != 4) return std::nullopt;
  std::array<int, 3> numbers{};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].empty() || parts[i].size() > 4) return std::nullopt;
    for (const char c : parts[i]) {
      if (!is_digit(c)) return std::nullopt;
      numbers[i] = numbers[i] * 10 + (c - '0');
    }
  }
  return parse_date(fmt::format("{}-{:02}-{:02}", parts[2], numbers[1], numbers[0]));
}

/// `30.5.1972 10:05` by the clock of Helsinki, or as JSON has it.
std::optional<offset_time> time_of(std::string_view text) {
  if (const auto time = parse_time(text)) return time;
  const auto blank = text.find(' ');
  if (blank == std::string_view::npos) return std::nullopt;
  const auto day = date_of(trimmed(text.substr(0, blank)));
  const auto clock = parts_of(text.substr(blank), ":.");
  if (!day || clock.size() != 2 || clock[0].empty() || clock[0].size() > 2 ||
      clock[1].size() != 2)
    return std::nullopt;
  std::int64_t minutes = 0;
  for (const auto part : clock) {
    std::int64_t number = 0;
    for (const char c : part) {
      if (!is_digit(c)) return std::nullopt;
      number = number * 10 + (c - '0');
    }
    minutes = minutes * 60 + number;
    if (number >= (part.data() == clock[0].data() ? 24 : 60)) return std::nullopt;
  }
  // Where the clock was put forward that day, the later offset is right after it.
  const auto local = std::int64_t{day->days} * day_seconds + minutes * 60;
  auto offset = helsinki_offset(helsinki_midnight(*day));
  offset = helsinki_offset(instant{local - offset});
  return offset_time{instant{local - offset}, offset};
}

/// `2 h`, `30 min`, `3 vrk`, or as JSON has it.
std::optional<std::int64_t> duration_of(std::string_view text) {
  if (const auto seconds = parse_duration(text)) return seconds;
  std::size_t end = 0;
  while (end < text.size() &&
         (is_digit(text[end]) || text[end] == ',' || text[end] == '.'))
    ++end;
  const auto number = number_of(text.substr(0, end));
  if (!number) return std::nullopt;
  const auto unit = small(text.substr(end));
  std::int64_t seconds = 0;
  if (is_word(typed_word::minutes, unit)) seconds = 60;
  if (is_word(typed_word::hours, unit)) seconds = 3600;
  if (is_word(typed_word::days, unit)) seconds = day_seconds;
  const auto divisor = power_of_ten(number->scale);
  if (seconds == 0 || number->units > limits::number_units / seconds ||
      number->units * seconds % divisor != 0)
    return std::nullopt;
  return number->units * seconds / divisor;
}

std::optional<answer_value> value_of(const book::linked_input& input,
                                     std::string_view text) {
  switch (input.type.kind) {
    case lang::kind::integer:
    case lang::kind::decimal:
      if (const auto number = number_of(text)) return answer_value(*number);
      break;
    case lang::kind::date:
      if (const auto day = date_of(text)) return answer_value(to_text(*day));
      break;
    case lang::kind::datetime:
      if (const auto time = time_of(text)) return answer_value(to_text(*time));
      break;
    case lang::kind::duration:
      if (const auto seconds = duration_of(text))
        return answer_value(duration_text(*seconds));
      break;
    case lang::kind::boolean:
    case lang::kind::code:
    case lang::kind::codes:
    case lang::kind::none: break;
  }
  return std::nullopt;
}

/// One value, or a range from one to another: `38-39`, `2..4`. A sign is no dash.
read_answer ordered(const book::linked_input& input, std::string_view text) {
  if (auto value = value_of(input, text)) return answer_content(*std::move(value));
  for (const std::string_view dash : {"..", "-", "\xE2\x80\x93"}) {
    for (auto at = text.find(dash, 1); at < text.size();
         at = text.find(dash, at + dash.size())) {
      auto from = value_of(input, trimmed(text.substr(0, at)));
      auto to = value_of(input, trimmed(text.substr(at + dash.size())));
      if (from && to) return answer_content(answer_range{std::move(from), std::move(to)});
    }
  }
  return unexpected(errc::answer_type);
}

// --- choices ---------------------------------------------------------------------------

/// The codes of an input with all words that they are called by.
class choices {
 public:
  choices(const book::rulebook& book, const book::linked_input& input) : input_(input) {
    names_.resize(input.codes.size());
    for (const auto language : phrase_languages) {
      const text_chooser text(language);
      const auto options = book_words(book, text).options(input);
      for (std::size_t i = 0; i < options.size() && i < names_.size(); ++i)
        names_[i].push_back(small(options[i].text.words));
    }
  }

  /// The code that is meant; nothing where none is, or several could be.
  [[nodiscard]] std::optional<std::string> meant(std::string_view typed) const {
    const auto word = small(typed);
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < input_.codes.size(); ++i) {
      const bool is_called =
          std::find(names_[i].begin(), names_[i].end(), word) != names_[i].end();
      if (input_.codes[i] != word && !is_called) continue;
      if (found) return std::nullopt;
      found = i;
    }
    if (found) return input_.codes[*found];
    std::size_t number = 0;
    for (const char c : word) {
      if (!is_digit(c) || number > input_.codes.size()) return std::nullopt;
      number = number * 10 + static_cast<std::size_t>(c - '0');
    }
    if (number == 0 || number > input_.codes.size()) return std::nullopt;
    return input_.codes[number - 1];
  }

 private:
  const book::linked_input& input_;
  std::vector<words> names_;
};

read_answer one_or_some(const choices& known, std::string_view text) {
  if (auto code = known.meant(text))
    return answer_content(answer_value(*std::move(code)));
  answer_choice some;
  for (const auto part : parts_of(text, "/|,")) {
    auto code = known.meant(part);
    if (!code) return unexpected(errc::answer_outside);
    some.one_of.push_back(*std::move(code));
  }
  return answer_content(std::move(some));
}

read_answer listed(const choices& known, bool closed, std::string_view text) {
  answer_codes said;
  if (auto code = known.meant(text)) {  // words may hold a comma
    said.present.push_back(*std::move(code));
    return answer_content(std::move(said));
  }
  for (const auto part : parts_of(text, ",")) {
    const auto word = small(part);
    if (word == "?") {
      said.others = other_codes::unknown;
    } else if (is_word(typed_word::none, word)) {
      // of a closed list that is said already
      if (!closed) said.others = other_codes::absent;
    } else if (auto code = known.meant(part)) {
      said.present.push_back(*std::move(code));
    } else {
      return unexpected(errc::answer_outside);
    }
  }
  return answer_content(std::move(said));
}

}  // namespace

read_answer read_typed(const book::rulebook& book, const book::linked_input& input,
                       std::string_view text) {
  text = trimmed(text);
  if (text.empty()) return unexpected(errc::answer_empty);
  if (is_word(typed_word::unknown, small(text)))
    return answer_content(unknown_answer::cannot_say);
  switch (input.type.kind) {
    case lang::kind::boolean: {
      const auto truth = truth_of(text);
      if (!truth) return unexpected(errc::answer_type);
      return answer_content(answer_value(*truth));
    }
    case lang::kind::code: return one_or_some(choices(book, input), text);
    case lang::kind::codes: return listed(choices(book, input), input.is_complaint, text);
    case lang::kind::integer:
    case lang::kind::decimal:
    case lang::kind::date:
    case lang::kind::datetime:
    case lang::kind::duration:
    case lang::kind::none: break;
  }
  return ordered(input, text);
}

}  // namespace arvio::inline v0
