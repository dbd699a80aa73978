#include "value_words.hpp"

#include "arvio/book/value.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <utility>

namespace arvio::inline v0 {

namespace {

/// A unit as rule sets write it, in UCUM, and as people do.
struct unit_name {
  std::string_view ucum;
  phrase single;
  phrase several;
};
constexpr std::array<unit_name, 8> named_units{
    {{"a", phrase::unit_year, phrase::unit_years},
     {"mo", phrase::unit_month, phrase::unit_months},
     {"wk", phrase::unit_week, phrase::unit_weeks},
     {"d", phrase::unit_day, phrase::unit_days},
     {"h", phrase::unit_hour, phrase::unit_hours},
     {"min", phrase::unit_minute, phrase::unit_minutes},
     {"s", phrase::unit_second, phrase::unit_seconds},
     {"/min", phrase::unit_per_minute, phrase::unit_per_minute}}};

/// Units that people of every language write alike, and otherwise than UCUM.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> plain_units{
    {{"Cel", "\u00b0C"}, {"mm[Hg]", "mmHg"}, {"L/min", "l/min"}, {"[degF]", "\u00b0F"}}};

const unit_name* find_unit(std::string_view ucum) {
  const auto found =
      std::find_if(named_units.begin(), named_units.end(),
                   [ucum](const unit_name& one) { return one.ucum == ucum; });
  return found == named_units.end() ? nullptr : &*found;
}

bool is_none(std::string_view unit) { return unit.empty() || unit == "1"; }

std::string last_joined(std::vector<std::string>& all) {
  auto last = std::move(all.back());
  all.pop_back();
  return last;
}

}  // namespace

std::string value_words::number(const decimal& value) const {
  auto out = to_text(value);
  const auto point = out.find('.');
  if (point != std::string::npos) out.replace(point, 1, word(phrase::decimal_mark));
  if (!out.empty() && out.front() == '-') out.replace(0, 1, "\u2212");
  return out;
}

std::string value_words::unit(std::string_view ucum) const {
  if (is_none(ucum)) return {};
  if (const auto* named = find_unit(ucum)) return word(named->several);
  for (const auto& [rules, people] : plain_units) {
    if (rules == ucum) return std::string(people);
  }
  return std::string(ucum);
}

std::string value_words::amount(const std::string& number, std::string_view ucum) const {
  if (is_none(ucum)) return number;
  const auto* named = find_unit(ucum);
  const bool is_one = named != nullptr && number == "1";
  auto out = number;
  (out += ' ') += is_one ? word(named->single) : unit(ucum);
  return out;
}

std::string value_words::day(date value) const {
  const auto civil = to_civil(value);
  return text_
      .of(say::day_words{std::to_string(civil.day), month(civil.month),
                         std::to_string(civil.year)})
      .words;
}

std::string value_words::nth_of(phrase list, int number) const {
  constexpr std::string_view mark = ", ";
  const auto names = word(list);
  std::string_view all = names;
  for (int i = 1; i < number; ++i)
    all.remove_prefix(all.find(mark) + mark.size());
  return std::string(all.substr(0, all.find(mark)));
}

std::string value_words::month(int number) const {
  return nth_of(phrase::months, number);
}

std::string value_words::moment(instant value, instant seen_from) const {
  const auto day = helsinki_date(value);
  const auto minute =
      (value.seconds + helsinki_offset(value) - std::int64_t{day.days} * 86400) / 60;
  auto clock = text_
                   .of(say::clock_words{std::to_string(minute / 60),
                                        calendar::padded(minute % 60, 2)})
                   .words;
  if (day == helsinki_date(seen_from)) return clock;
  return text_.of(say::moment_words{day_near(day), clock}).words;
}

std::string value_words::day_near(date value) const {
  const auto civil = to_civil(value);
  const int weekday = ((value.days + 3) % 7 + 7) % 7 + 1;  // 1970-01-01 was a Thursday
  return text_
      .of(say::near_day_words{nth_of(phrase::weekdays, weekday),
                              std::to_string(civil.day), month(civil.month)})
      .words;
}

std::string value_words::time(const offset_time& value) const {
  const auto shown = calendar::date_of(calendar::shown_day(value.moment, value.offset));
  const auto second =
      value.moment.seconds + value.offset - std::int64_t{shown.days} * 86400;
  const auto civil = to_civil(shown);
  return text_
      .of(say::time_words{std::to_string(civil.day), month(civil.month),
                          std::to_string(civil.year), std::to_string(second / 3600),
                          calendar::padded(second / 60 % 60, 2)})
      .words;
}

std::string value_words::duration(std::int64_t seconds) const {
  constexpr std::array<std::pair<std::int64_t, std::string_view>, 4> parts{
      {{86400, "d"}, {3600, "h"}, {60, "min"}, {1, "s"}}};
  std::vector<std::string> out;
  auto rest = seconds < 0 ? -seconds : seconds;
  for (const auto& [size, ucum] : parts) {
    if (rest >= size) out.push_back(amount(std::to_string(rest / size), ucum));
    rest %= size;
  }
  if (out.empty()) out.push_back(amount("0", "min"));
  return fmt::format("{}{}", seconds < 0 ? "\u2212" : "", fmt::join(out, " "));
}

std::string value_words::option(const value_kind& kind, std::size_t code) const {
  if (code >= kind.options.size()) return {};
  const auto& one = kind.options[code];
  return one.text.words.empty() ? one.id : one.text.words;
}

std::string value_words::bare(const value_kind& kind, std::int64_t value) const {
  switch (kind.type.kind) {
    case lang::kind::boolean:
      return word(value != 0 ? phrase::value_yes : phrase::value_no);
    case lang::kind::integer:
    case lang::kind::decimal: return number({value, kind.type.scale});
    case lang::kind::code:
    case lang::kind::codes: return option(kind, static_cast<std::size_t>(value));
    case lang::kind::date: return day({static_cast<std::int32_t>(value)});
    case lang::kind::datetime: return time({{value}, helsinki_offset({value})});
    case lang::kind::duration: return duration(value);
    case lang::kind::none: break;
  }
  return std::to_string(value);
}

std::string value_words::one(const value_kind& kind, std::int64_t value) const {
  const auto text = bare(kind, value);
  return kind.type.is_number() ? amount(text, kind.type.unit) : text;
}

std::string value_words::range(const value_kind& kind, const value_range& values) const {
  if (values.low == values.high) return one(kind, values.low);
  const bool has_ends = !kind.domain.empty();
  if (has_ends && values.high >= kind.domain.max())
    return text_.of(say::value_or_more{one(kind, values.low)}).words;
  if (has_ends && values.low <= kind.domain.min())
    return text_.of(say::value_or_less{one(kind, values.high)}).words;
  // Between words or after a sign a bare dash would join what it parts.
  const bool is_plain = kind.type.is_number() && values.low >= 0;
  auto out = bare(kind, values.low);
  (out += is_plain ? "\u2013" : " \u2013 ") += one(kind, values.high);
  return out;
}

std::string value_words::any_of(const value_kind& kind, const value_set& values) const {
  const bool is_listed =
      kind.type.kind == lang::kind::code || kind.type.kind == lang::kind::boolean;
  std::vector<std::string> all;
  for (const auto& range : values.ranges()) {
    if (!is_listed) {
      all.push_back(this->range(kind, range));
      continue;
    }
    for (auto value = range.low; value <= range.high; ++value)
      all.push_back(one(kind, value));
  }
  return either(std::move(all));
}

std::string value_words::either(std::vector<std::string> all) const {
  if (all.empty()) return {};
  auto last = last_joined(all);
  if (all.empty()) return last;
  const auto first = fmt::format("{}", fmt::join(all, ", "));
  return text_.of(say::value_or{first, last}).words;
}

std::string value_words::both(std::vector<std::string> all) const {
  if (all.empty()) return {};
  auto last = last_joined(all);
  if (all.empty()) return last;
  const auto first = fmt::format("{}", fmt::join(all, ", "));
  return text_.of(say::value_and{first, last}).words;
}

std::string value_words::codes(const value_kind& kind, const book::linked_input& input,
                               const std::vector<code_state>& said) const {
  const auto named = [&](code_state state) {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < said.size(); ++i) {
      if (said[i] == state) out.push_back(option(kind, i));
    }
    return out;
  };
  auto present = named(code_state::present);
  const auto count = present.size();
  const auto others =
      static_cast<std::size_t>(std::count(said.begin(), said.end(), code_state::absent));
  const bool is_closed = others != 0 && count + others == said.size();
  if (is_closed && count == 0) return word(phrase::value_none);
  auto choices = both(std::move(present));
  // The complaint is closed: that nothing else is meant goes without saying.
  if (is_closed && input.is_complaint) return choices;
  if (is_closed) return text_.of(say::value_no_other{choices}).words;
  std::vector<std::string> parts;
  if (count != 0) parts.push_back(std::move(choices));
  if (others != 0)
    parts.push_back(
        text_.of(say::value_not_those{both(named(code_state::absent))}).words);
  if (std::find(said.begin(), said.end(), code_state::unknown) != said.end())
    parts.push_back(
        word(parts.empty() ? phrase::value_unknown : phrase::value_rest_unknown));
  return fmt::format("{}", fmt::join(parts, ", "));
}

shown_text value_words::answer(const value_kind& kind, const book::linked_input& input,
                               const book::answer& said) const {
  switch (said.state) {
    case answer_state::not_asked: return text_.of(phrase::value_not_asked);
    case answer_state::unknown: return text_.of(phrase::value_unknown);
    case answer_state::partly_known:
    case answer_state::known: break;
  }
  return text_.own(input.type.kind == lang::kind::codes ? codes(kind, input, said.codes)
                                                        : any_of(kind, said.values));
}

}  // namespace arvio::inline v0
