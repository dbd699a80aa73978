#ifndef ARVIO_RULESET_INPUT_HPP
#define ARVIO_RULESET_INPUT_HPP

#include "arvio/ruleset/text.hpp"

#include <optional>
#include <string>
#include <vector>

namespace arvio::inline v0::ruleset {

/// One value of a value set: a code and its texts.
struct coded_value {
  name id;
  texts labels;
};

/// A value set that several inputs share.
struct shared_values {
  name id;
  std::vector<coded_value> values;
  source_span where;
  bool faulty = false;
};

/// Cuts the possible values of an input down, where `when` is certain: to codes
/// (`values`), to a range (`from`, `to`) or to the values of an expression (`value`).
struct inference {
  std::optional<expression> when;
  std::optional<name> from;
  std::optional<name> to;
  std::vector<name> values;
  std::optional<expression> value;
  std::optional<name> source;
  source_span where;
};

/// What is presumed of an input that is unknown, where `when` is certain. For `codes`
/// inputs `value` is written as in cases: `vomiting -headache -*`.
struct presumption {
  name value;
  std::optional<expression> when;
  std::optional<name> source;
  source_span where;
};

/// An input as declared. Attribute texts are kept as written, each with its place.
struct input {
  name id;
  name type;  // boolean, integer, decimal, code, codes, date, datetime, duration
  std::optional<name> unit;     // numbers
  std::optional<name> minimum;  // numbers and times
  std::optional<name> maximum;
  std::optional<name> resolution;   // decimals: a power of ten, 1 or less
  std::optional<name> max_age;      // a duration
  std::optional<name> after;        // the input that is asked before
  std::optional<name> values_of;    // code and codes: the id of a shared value set
  std::vector<coded_value> values;  // or its own
  std::optional<expression> applies_when;
  std::optional<name> otherwise;
  std::vector<inference> inferences;
  std::vector<presumption> presumptions;
  texts ask;
  texts help;
  source_span where;
  bool faulty = false;
};

}  // namespace arvio::inline v0::ruleset

#endif  // ARVIO_RULESET_INPUT_HPP
