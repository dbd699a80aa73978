#ifndef ARVIO_EXCHANGE_COMPACT_HPP
#define ARVIO_EXCHANGE_COMPACT_HPP

#include "arvio/base/date.hpp"
#include "arvio/base/verdict.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace arvio::inline v0 {

/// The version of what a compact assessment holds and of its JSON.
inline constexpr int compact_format = 1;

/// An assessment in ids alone: what is counted and compared, nothing for people to read.
///
/// Meaning  each member says what its namesake of `assessment` says; every id is one of
///          the rule sets, the profile or the calendar that `digest` names.
struct compact_assessment {
  struct urgency {
    std::string level;
    arvio::basis basis = basis::certain;

    friend bool operator==(const urgency&, const urgency&) = default;
  };
  struct need_bounds {
    std::string need;
    std::string at_least;
    std::string not_excluded;

    friend bool operator==(const need_bounds&, const need_bounds&) = default;
  };
  /// Where the most urgent need is sent first; an emergency has no route.
  struct destination {
    std::string channel;
    std::string professional;  // may be empty
    std::string service;       // of the profile; empty without one
    bool suits = true;         // false: offered although it may not serve the person
    std::optional<offset_time> seen_by;

    friend bool operator==(const destination&, const destination&) = default;
  };
  struct rule {
    std::string id;
    std::string rule_set;

    friend bool operator==(const rule&, const rule&) = default;
  };
  /// A deadline that surely binds.
  struct binding_deadline {
    std::string id;
    std::string kind;
    std::optional<std::pair<offset_time, offset_time>> latest;  // absent: no date
    whether passed = whether::no;

    friend bool operator==(const binding_deadline&, const binding_deadline&) = default;
  };

  std::optional<std::string> id;  // the contact's own
  offset_time at;
  arvio::status status = status::open;
  std::optional<urgency> recommended;
  std::string at_least;
  std::string not_excluded;
  std::vector<need_bounds> needs;  // those present
  certainty coverage = certainty::possible;
  std::optional<destination> to;
  /// The rules that hold at the level that is recommended: none where it is merely not
  /// excluded.
  std::vector<rule> deciding;
  std::vector<binding_deadline> deadlines;
  std::string next;    // the input to ask first; empty: none
  std::string digest;  // SHA-256 over all that was valid: equal digests, equal rules

  friend bool operator==(const compact_assessment&, const compact_assessment&) = default;
};

/// One line of some hundred bytes, in a fixed order of members; what is absent or empty
/// is left out: docs/cli.md, "assess".
[[nodiscard]] std::string to_json(const compact_assessment& result);

}  // namespace arvio::inline v0

#endif  // ARVIO_EXCHANGE_COMPACT_HPP
