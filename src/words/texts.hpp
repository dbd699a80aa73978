#ifndef ARVIO_SRC_WORDS_TEXTS_HPP
#define ARVIO_SRC_WORDS_TEXTS_HPP

#include "arvio/book/rulebook.hpp"
#include "arvio/exchange/assessment.hpp"

#include "words_data/phrases.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace arvio::inline v0 {

/// Chooses words in the language of a contact; where there are none, in Finnish, Swedish,
/// English, or whatever there is first, and says so.
class text_chooser {
 public:
  explicit text_chooser(std::string_view wanted);

  [[nodiscard]] shown_text of(const ruleset::texts& all) const;
  /// All texts for an audience, in the one language chosen.
  [[nodiscard]] std::vector<shown_text> advice(const ruleset::texts& all,
                                               std::string_view audience) const;
  /// Words that no rule set has: what the engine itself has to say (src/words/data).
  [[nodiscard]] shown_text of(phrase what) const {
    return own(std::string(wording(what, own_)));
  }
  /// The same with what stands in its places: `of(say::would_be{level, conditions})`.
  template <class Filled>
  [[nodiscard]] shown_text of(const Filled& what) const {
    return own(wording(what, own_));
  }
  /// Those words alone, to be put together with others.
  [[nodiscard]] std::string words(phrase what) const {
    return std::string(wording(what, own_));
  }
  /// The language of the engine's own words.
  [[nodiscard]] std::string_view own_language() const { return phrase_languages[own_]; }
  /// Words put together in that language.
  [[nodiscard]] shown_text own(std::string words) const {
    return shown(std::move(words), own_language());
  }

 private:
  template <class Fits>
  [[nodiscard]] const ruleset::text* first_among(const ruleset::texts& all,
                                                 Fits fits) const;
  [[nodiscard]] shown_text shown(std::string words, std::string_view language) const;

  std::string wanted_;   // as the contact says it
  std::string plain_;    // without a region: fi of fi-FI
  std::size_t own_ = 0;  // in phrase_languages
};

}  // namespace arvio::inline v0

#endif  // ARVIO_SRC_WORDS_TEXTS_HPP
