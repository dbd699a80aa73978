#ifndef ARVIO_SRC_WORDS_TEXTS_HPP
#define ARVIO_SRC_WORDS_TEXTS_HPP

#include "arvio/exchange/assessment.hpp"
#include "arvio/book/rulebook.hpp"

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace arvio::inline v0 {

/// The few words that no rule set has: what the engine itself has to say.
enum class phrase : std::uint8_t {
  no_urgency,              // for at_least at the default level
  emergency_not_excluded,  // emergency is recommended, but is not certain
  route_suits,
  route_fallback,
  route_not_known,  // the inputs follow
  route_not_suited,
  // of explanations; {} is what they are about
  value_or_more,
  value_or_less,
  value_yes,
  value_no,
  value_or,  // between alternatives
  value_less_than,
  value_at_most,
  value_equal_to,
  value_at_least,
  value_more_than,
  value_other_than,
  would_be,  // {} the level, {} the conditions
  were,      // {} the input, {} the values
  conditions_and,
  for_example,  // {} answers
  computed_of,  // {} inputs
};

/// Chooses words in the language of a contact; where there are none, in Finnish, Swedish,
/// English, or whatever there is first, and says so.
class text_chooser {
 public:
  explicit text_chooser(std::string_view wanted);

  [[nodiscard]] shown_text of(const ruleset::texts& all) const;
  /// All texts for an audience, in the one language chosen.
  [[nodiscard]] std::vector<shown_text> advice(const ruleset::texts& all,
                                               std::string_view audience) const;
  [[nodiscard]] shown_text of(phrase what) const;
  /// The same with words in the places of `{}`.
  [[nodiscard]] shown_text of(phrase what,
                              std::initializer_list<std::string_view> words) const;

 private:
  template <class Fits>
  [[nodiscard]] std::string_view language_among(const ruleset::texts& all,
                                                Fits fits) const;
  [[nodiscard]] shown_text shown(std::string words, std::string_view language) const;

  std::string wanted_;  // as the contact says it
  std::string plain_;   // without a region: fi of fi-FI
};

}  // namespace arvio::inline v0

#endif  // ARVIO_SRC_WORDS_TEXTS_HPP
