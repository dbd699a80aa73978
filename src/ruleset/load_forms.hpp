#ifndef ARVIO_SRC_RULESET_LOAD_FORMS_HPP
#define ARVIO_SRC_RULESET_LOAD_FORMS_HPP

#include "arvio/ruleset/ruleset.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The forms that attributes and texts of a rule set may have.
namespace arvio::inline v0::ruleset {

/// A form: what it is called in messages, how to write it, and whether a text has it.
struct form {
  std::string_view what;  // "a date"
  std::string_view hint;
  bool (*fits)(std::string_view text);
};

/// One of a few words, where an attribute has those only.
using choices = std::vector<std::string>;

namespace forms {

extern const form input_name;  // a name in expressions: of an input, derived value, item
extern const form code;        // a value, complaint, level, need, channel, professional
extern const form id;          // a rule, rule set, group, case, source, duty
extern const form plain_id;    // a baseline: no dot, since `group.baseline` names it
extern const form complaint;   // a code or `*`
extern const form language;    // fi
extern const form version;     // 1.0.0
extern const form major;       // 1
extern const form day;         // 2026-03-02
extern const form time;        // 2026-03-02T10:00:00+02:00
extern const form duration;    // PT12H
extern const form year;        // 2026
extern const form boolean;     // true, false
extern const form whole_number;  // points of a band
extern const form resolution;    // 0.1
extern const form unit;          // Cel
extern const form within;        // 7 working days
extern const form address;       // https://...
extern const form words;         // any text for people, not empty
extern const form as_written;  // anything but nothing: what it must be depends on a type
extern const form expression;  // lang::parse looks at it

}  // namespace forms

/// The text without blanks at its ends, each run of blanks in it one space.
[[nodiscard]] std::string collapsed(std::string_view text);

/// Reads `1.0.0`; nullopt where forms::version does not fit.
[[nodiscard]] std::optional<version_number> parse_version(std::string_view text);

}  // namespace arvio::inline v0::ruleset

#endif  // ARVIO_SRC_RULESET_LOAD_FORMS_HPP
