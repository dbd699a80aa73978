#include "time_cell.hpp"

#include "arvio/base/limits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace arvio::inline v0 {

namespace {

constexpr std::int32_t summer_offset = 3 * 3600;
constexpr std::int32_t winter_offset = 2 * 3600;

/// What a text says the clock showed; no second of the day where it says a date alone.
struct shown_time {
  date day;
  std::optional<std::int32_t> second;
  std::optional<offset_time> exact;  // where it has its offset
};

/// Takes a number of `least` to `most` digits off the front.
std::optional<int> take_digits(std::string_view& text, std::size_t least,
                               std::size_t most) {
  std::size_t size = 0;
  while (size < most && calendar::digits(text, size, 1) >= 0)
    ++size;
  if (size < least) return std::nullopt;
  const auto number = calendar::digits(text, 0, size);
  text.remove_prefix(size);
  return number;
}

bool take_mark(std::string_view& text, char mark) {
  if (!text.starts_with(mark)) return false;
  text.remove_prefix(1);
  return true;
}

/// Takes `08:15`, `8.15` or `8.15.30` off the front: the marks are alike.
std::optional<std::int32_t> take_clock(std::string_view& text, std::size_t least_digits,
                                       std::string_view marks) {
  const auto hour = take_digits(text, least_digits, 2);
  if (!hour || text.empty() || marks.find(text.front()) == std::string_view::npos)
    return std::nullopt;
  const char mark = text.front();
  text.remove_prefix(1);
  const auto minute = take_digits(text, 2, 2);
  const auto second = take_mark(text, mark) ? take_digits(text, 2, 2) : std::optional(0);
  const bool is_clock = minute && second && *hour <= 23 && *minute <= 59 && *second <= 59;
  if (!is_clock) return std::nullopt;
  return (*hour * 60 + *minute) * 60 + *second;
}

std::optional<shown_time> read_iso(std::string_view text) {
  constexpr std::size_t date_size = 10;
  const auto day = parse_date(text.substr(0, date_size));
  if (!day) return std::nullopt;
  if (text.size() == date_size) return shown_time{*day, {}, {}};
  if (text[date_size] != 'T' && text[date_size] != ' ') return std::nullopt;
  auto with_t = std::string(text);
  with_t[date_size] = 'T';
  if (const auto exact = parse_time(with_t)) return shown_time{*day, {}, exact};
  text.remove_prefix(date_size + 1);
  const auto second = take_clock(text, 2, ":");
  if (!second || !text.empty()) return std::nullopt;
  return shown_time{*day, second, {}};
}

std::optional<shown_time> read_finnish(std::string_view text) {
  const auto day = take_digits(text, 1, 2);
  if (!day || !take_mark(text, '.')) return std::nullopt;
  const auto month = take_digits(text, 1, 2);
  if (!month || !take_mark(text, '.')) return std::nullopt;
  const auto year = take_digits(text, 4, 4);
  if (!year || *year < limits::first_year || *year > limits::last_year)
    return std::nullopt;
  const auto civil = calendar::day_of({*year, *month, *day});
  if (!civil.ok()) return std::nullopt;
  const auto date = calendar::date_of(civil);
  if (text.empty()) return shown_time{date, {}, {}};
  if (!take_mark(text, ' ')) return std::nullopt;
  constexpr std::string_view at = "klo ";
  if (text.starts_with(at)) text.remove_prefix(at.size());
  const auto second = take_clock(text, 1, ".:");
  if (!second || !text.empty()) return std::nullopt;
  return shown_time{date, second, {}};
}

std::optional<shown_time> read_unix(std::string_view text) {
  constexpr std::size_t longest = 12;
  const bool negative = take_mark(text, '-');
  if (text.empty() || text.size() > longest) return std::nullopt;
  std::int64_t seconds = 0;
  for (; !text.empty(); text.remove_prefix(1)) {
    const auto digit = calendar::digits(text, 0, 1);
    if (digit < 0) return std::nullopt;
    seconds = seconds * 10 + digit;
  }
  const instant moment{negative ? -seconds : seconds};
  constexpr std::int64_t day = 86400;
  const auto first = std::int64_t{to_date({limits::first_year, 1, 1}).days} * day;
  const auto end = std::int64_t{to_date({limits::last_year + 1, 1, 1}).days} * day;
  if (moment.seconds < first || moment.seconds >= end - summer_offset)
    return std::nullopt;
  return shown_time{{}, {}, helsinki_time(moment)};
}

std::optional<shown_time> read_form(std::string_view text, time_form form) {
  switch (form) {
    case time_form::iso: return read_iso(text);
    case time_form::finnish: return read_finnish(text);
    case time_form::unix_seconds: return read_unix(text);
  }
  return std::nullopt;  // not reached
}

struct named_form {
  time_form form;
  const char* name;
  const char* example;
};
constexpr std::array named_forms = {
    named_form{time_form::iso, "iso", "2026-11-30T08:15"},
    named_form{time_form::finnish, "finnish", "30.11.2026 8.15"},
    named_form{time_form::unix_seconds, "unix", "1796019300"}};

/// The moment at which the clock of Helsinki showed a second of a day.
time_cell helsinki_moment(date day, std::int32_t second,
                          std::optional<repeated_hour> which) {
  if (to_civil(day).year < helsinki_first_year)
    return fmt::format("is a time before {} without its offset", helsinki_first_year);
  const auto shown = std::int64_t{day.days} * 86400 + second;
  const offset_time summer{{shown - summer_offset}, summer_offset};
  const offset_time winter{{shown - winter_offset}, winter_offset};
  const bool is_summer = helsinki_offset(summer.moment) == summer_offset;
  const bool is_winter = helsinki_offset(winter.moment) == winter_offset;
  if (!is_summer && !is_winter)
    return "is a time that never was: the clock was put forward over it";
  if (is_summer && is_winter && !which)
    return "is in the hour that comes twice when the clock is put back: say by "
           "\"twice\": \"first\" or \"second\" which is meant";
  if (is_summer && is_winter) return which == repeated_hour::first ? summer : winter;
  return is_summer ? summer : winter;
}

/// Why a cell is no time, with the form that it seems to have.
std::string why_no_time(std::string_view cell, const time_reading& by) {
  for (const auto& one : named_forms) {
    if (std::find(by.forms.begin(), by.forms.end(), one.form) != by.forms.end()) continue;
    if (one.form == time_form::unix_seconds && cell.size() < 9) continue;  // any number
    if (read_form(cell, one.form))
      return fmt::format(
          "seems to be a time like {}, which the mapping would say by "
          "\"form\": \"{}\"",
          one.example, one.name);
  }
  std::vector<std::string> wanted;
  for (const auto& one : named_forms) {
    if (std::find(by.forms.begin(), by.forms.end(), one.form) != by.forms.end())
      wanted.emplace_back(one.example);
  }
  if (wanted.empty()) wanted.emplace_back("2026-03-02T10:00:00+02:00");
  return fmt::format("is no time like {}", fmt::join(wanted, " or "));
}

}  // namespace

time_cell read_time_cell(std::string_view cell, const time_reading& by) {
  if (by.forms.empty()) {
    if (const auto exact = parse_time(cell)) return *exact;
    return why_no_time(cell, by);
  }
  for (const auto form : by.forms) {
    const auto shown = read_form(cell, form);
    if (!shown) continue;
    if (shown->exact) return *shown->exact;
    if (!shown->second) return shown->day;
    return helsinki_moment(shown->day, *shown->second, by.repeated);
  }
  return why_no_time(cell, by);
}

}  // namespace arvio::inline v0
