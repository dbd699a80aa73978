#ifndef ARVIO_SERVICE_PROFILE_HPP
#define ARVIO_SERVICE_PROFILE_HPP

#include "arvio/base/date.hpp"
#include "arvio/base/time_limit.hpp"
#include "arvio/ruleset/ruleset.hpp"
#include "arvio/ruleset/text.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// What a region has: its municipalities, services and the times within which somebody
/// is to be seen. No clinical rule and no expression stands here.
namespace arvio::inline v0::service {

struct municipality {
  ruleset::name id;
  std::string code;  // of the national register: three digits
  ruleset::texts labels;
  source_span where;
};

/// Which inputs say what services ask of a person; absent: nobody is asked.
struct person_inputs {
  std::optional<ruleset::name> age;
  std::optional<ruleset::name> municipality;
  std::optional<ruleset::name> language;
  std::optional<ruleset::name> interpreter;
  std::optional<ruleset::name> purpose;
  source_span where;
};

/// Elapsed time, whatever the clock and the calendar do.
struct elapsed {
  std::int64_t seconds = 0;

  friend bool operator==(const elapsed&, const elapsed&) = default;
};

/// Within what time a contact of a level is to be seen: elapsed time, or a number of days
/// or working days.
struct target {
  ruleset::name level;
  std::variant<elapsed, time_limit> within;
  source_span where;
};

/// Whom a service takes. What is absent is no limit.
struct service_limits {
  enum class residence : std::uint8_t { anywhere, region, listed };

  residence lives = residence::anywhere;
  std::vector<ruleset::name> municipalities;  // listed: those of the profile
  bool every_language = false;                // languages="*"
  std::vector<ruleset::name> languages;
  bool interpreter = false;  // languages that are not official by an interpreter
  std::optional<std::int64_t> from_age;  // both included
  std::optional<std::int64_t> to_age;
  std::vector<ruleset::name> purposes;
  source_span where;
};

/// What lines of opening hours name: a weekday, or a kind of free day.
enum class opening_day : std::uint8_t { mon, tue, wed, thu, fri, sat, sun, holiday, eve };

inline constexpr std::size_t opening_days = 9;

inline constexpr std::int32_t minutes_of_day = 24 * 60;

/// Minutes of the local day, `from` included, `to` not: from 0 to 1440. A `to` at or
/// before `from` is of the next date.
struct open_hours {
  std::int32_t from = 0;
  std::int32_t to = 0;

  friend bool operator==(const open_hours&, const open_hours&) = default;
};

/// `<hours>` or `<closed>`.
struct opening_line {
  std::vector<ruleset::name> days;         // as written: mon, mon-fri, holiday
  std::array<bool, opening_days> names{};  // the days they stand for, by opening_day
  std::optional<open_hours> hours;         // absent: closed
  source_span where;
};

/// What holds on one date, whatever day it is.
struct opening_except {
  date day;
  std::optional<open_hours> hours;  // absent: closed
  source_span where;
};

struct opening {
  bool always = false;
  std::vector<opening_line> lines;
  std::vector<opening_except> excepts;
  source_span where;
};

/// One service of the region.
struct provided_service {
  ruleset::name id;
  ruleset::name channel;
  std::vector<ruleset::name> professionals;
  std::vector<ruleset::name> needs;  // empty: every need
  ruleset::texts names;
  std::string telephone;  // each of these three may be empty, not all of them
  std::string address;
  std::string link;
  service_limits takes;
  opening open;
  std::optional<elapsed> within;  // from contact to being seen; absent: at once
  source_span where;
};

/// Another document that is known here: a rule set or the calendar.
struct profile_use {
  enum class kind : std::uint8_t { ruleset, calendar };

  kind what = kind::ruleset;
  ruleset::name id;
  int major = 0;
  source_span where;
};

/// A profile as plain data: what its XML says, names of other documents not looked up.
///
/// Meaning  docs/services.md, "Profile". save(load(x)) is canonical and load(save(p))
///          equals p, places apart.
struct profile {
  ruleset::name id;
  ruleset::version_number version;
  date valid_from;
  std::vector<std::string> languages;
  std::vector<ruleset::name> official;  // codes of the language input
  ruleset::about_section about;
  std::vector<profile_use> uses;
  std::vector<municipality> municipalities;
  person_inputs person;
  std::vector<target> targets;
  std::vector<provided_service> services;
  source_span where;
};

/// "mon", "holiday", ...
[[nodiscard]] constexpr const char* id_of(opening_day which) noexcept {
  switch (which) {
    case opening_day::mon: return "mon";
    case opening_day::tue: return "tue";
    case opening_day::wed: return "wed";
    case opening_day::thu: return "thu";
    case opening_day::fri: return "fri";
    case opening_day::sat: return "sat";
    case opening_day::sun: return "sun";
    case opening_day::holiday: return "holiday";
    case opening_day::eve: return "eve";
  }
  return "";  // not reached
}

/// "08:00"; 1440 is "24:00".
[[nodiscard]] std::string clock_text(std::int32_t minute);

}  // namespace arvio::inline v0::service

#endif  // ARVIO_SERVICE_PROFILE_HPP
