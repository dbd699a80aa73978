#ifndef ARVIO_TESTS_UNIT_WORDS_SAMPLE_INPUTS_HPP
#define ARVIO_TESTS_UNIT_WORDS_SAMPLE_INPUTS_HPP

#include "arvio/book/rulebook.hpp"

#include <cstdint>
#include <string>
#include <utility>

/// Inputs of every kind, without the rule sets that would declare them.
namespace arvio::tests::sample {

inline book::linked_input ordered(lang::kind kind, std::string unit, int scale,
                                  std::int64_t low, std::int64_t high) {
  book::linked_input made;
  made.id = "n";
  made.type.kind = kind;
  made.type.unit = std::move(unit);
  made.type.scale = scale;
  made.domain = value_set(low, high);
  return made;
}

inline book::linked_input coded(lang::kind kind) {
  book::linked_input made;
  made.id = "c";
  made.codes = {"mild", "strong", "worst"};
  made.type.kind = kind;
  if (kind == lang::kind::code) made.domain = value_set(0, 2);
  return made;
}

inline const book::linked_input age = ordered(lang::kind::integer, "a", 0, 0, 120);
inline const book::linked_input heat = ordered(lang::kind::decimal, "Cel", 1, 250, 450);
inline const book::linked_input truth = ordered(lang::kind::boolean, "", 0, 0, 1);
inline const book::linked_input day = ordered(lang::kind::date, "", 0, 0, 30000);
inline const book::linked_input moment =
    ordered(lang::kind::datetime, "", 0, 0, 2'000'000'000);
inline const book::linked_input span = ordered(lang::kind::duration, "", 0, 0, 86400);
inline const book::linked_input strength = coded(lang::kind::code);
inline const book::linked_input signs = coded(lang::kind::codes);
inline const book::linked_input complaint = [] {
  auto made = coded(lang::kind::codes);
  made.is_complaint = true;
  return made;
}();

}  // namespace arvio::tests::sample

#endif  // ARVIO_TESTS_UNIT_WORDS_SAMPLE_INPUTS_HPP
