#ifndef ARVIO_RULESET_RULESET_HPP
#define ARVIO_RULESET_RULESET_HPP

#include "arvio/base/date.hpp"
#include "arvio/ruleset/derived.hpp"
#include "arvio/ruleset/input.hpp"
#include "arvio/ruleset/rule.hpp"
#include "arvio/ruleset/vocabulary.hpp"

#include <compare>
#include <optional>
#include <string>
#include <vector>

namespace arvio::inline v0::ruleset {

/// A version of a rule set: major.minor.patch, without leading zeros.
struct version_number {
  int major = 0;
  int minor = 0;
  int patch = 0;

  friend constexpr auto operator<=>(const version_number&,
                                    const version_number&) = default;
};

/// "1.0.0"
[[nodiscard]] std::string to_text(const version_number& version);

/// Where a figure or a wording comes from.
struct source {
  name id;
  std::string title;
  std::string publisher;
  std::string year;
  std::string url;
  name confidence;  // verified, secondary, unverified
  texts notes;
  source_span where;
};

/// Another rule set whose inputs, derived values, duties and deadlines are known here.
struct use {
  name ruleset;
  name version;  // the major version
  int major = 0;
  source_span where;
  bool faulty = false;
};

/// The calendar by which deadlines count working days here.
struct used_calendar {
  name calendar;
  name version;  // the major version
  int major = 0;
  source_span where;
  bool faulty = false;
};

struct about_section {
  name status;  // demonstration, draft, approved, retired
  std::optional<name> review_by;
  texts titles;
  texts purpose;
  texts notes;
  struct owner {
    std::string role;
    std::string who;
  };
  std::vector<owner> owners;
  std::string licence;  // SPDX
  source_span where;
};

/// A whole assessment with what must come out of it.
struct assessment_case {
  name id;
  std::optional<name> at;
  std::optional<name> baseline;  // `group.baseline`
  bool finish = false;
  std::vector<given_answer> given;
  std::vector<given_answer> expect;  // attribute and text; see docs/ruleset-format.md
  source_span where;
};

/// A rule set as plain data: what its XML says, names not yet resolved.
///
/// Meaning  save(load(x)) is canonical and load(save(r)) equals r, places apart.
///
///          Of a document with faults load_in_part() gives what could be read: what is
///          not of its form is left empty, and `faulty` marks the parts of which
///          something is left out, so that nobody is told that it is not there.
struct rule_set {
  name id;
  version_number version;
  date valid_from;
  std::vector<std::string> languages;
  about_section about;
  std::vector<source> sources;
  std::vector<use> uses;
  std::optional<used_calendar> calendar;
  std::optional<vocabulary_section> vocabulary;
  std::vector<shared_values> values;
  std::vector<input> inputs;
  std::vector<derived_value> derived;
  std::vector<group> groups;
  std::vector<duty> duties;
  std::vector<deadline> deadlines;
  std::vector<assessment_case> cases;
  source_span where;
  bool in_part = false;             // the document has faults: never to be assessed with
  std::vector<std::string> unread;  // ids that are declared in what could not be read
};

}  // namespace arvio::inline v0::ruleset

#endif  // ARVIO_RULESET_RULESET_HPP
