#ifndef ARVIO_RULESET_VOCABULARY_HPP
#define ARVIO_RULESET_VOCABULARY_HPP

#include "arvio/ruleset/rule.hpp"

#include <optional>
#include <vector>

namespace arvio::inline v0::ruleset {

/// An urgency level; the scale lists them most urgent first.
struct level {
  name id;
  bool emergency = false;
  bool out_of_scope = false;
  bool standard = false;  // default="true" in XML
  texts labels;
  texts advice;      // the level as a sentence, for each audience
  texts safety_net;  // when to make contact again
  source_span where;
};

/// Something with an id and a text per language: a need, complaint, channel,
/// professional, status.
struct term {
  name id;
  texts labels;
  source_span where;
};

/// What all rule sets of one assessment share. Only the rule set `vocabulary` has it.
struct vocabulary_section {
  std::vector<level> levels;
  std::vector<term> statuses;
  std::vector<term> needs;
  std::vector<term> complaints;
  texts complaint_ask;  // the question for the complaint itself
  std::vector<term> channels;
  std::vector<term> professionals;
  std::vector<route> routes;
  std::optional<route> fallback;
  source_span where;
  bool faulty = false;
};

/// The input that says why the contact was made: of type codes over the complaints,
/// declared by the vocabulary's `complaints`.
inline constexpr const char* complaint_input = "complaint";

}  // namespace arvio::inline v0::ruleset

#endif  // ARVIO_RULESET_VOCABULARY_HPP
