#ifndef ARVIO_SRC_WORDS_VALUE_WORDS_HPP
#define ARVIO_SRC_WORDS_VALUE_WORDS_HPP

#include "arvio/base/date.hpp"
#include "arvio/base/decimal.hpp"
#include "arvio/base/value_set.hpp"
#include "arvio/book/answer.hpp"
#include "arvio/book/rulebook.hpp"
#include "arvio/exchange/assessment.hpp"

#include "texts.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace arvio::inline v0 {

/// What values are of: their type, the words of its codes, and between what they lie.
struct value_kind {
  const lang::type& type;
  std::vector<shown_term> options{};  // code and codes
  value_set domain{};                 // empty: no end is left out in words
};

/// Values as the people of a language write them: `38,4 kg`, `den 2 mars 2026`, `nej`.
/// No code and no notation, but where a rule set has no words for what it names.
class value_words {
 public:
  /// It must outlive this.
  explicit value_words(const text_chooser& text) : text_(text) {}

  [[nodiscard]] std::string number(const decimal& value) const;
  /// A number with its unit, and a unit by itself.
  [[nodiscard]] std::string amount(const std::string& number,
                                   std::string_view unit) const;
  [[nodiscard]] std::string unit(std::string_view ucum) const;
  [[nodiscard]] std::string day(date value) const;
  [[nodiscard]] std::string time(const offset_time& value) const;
  /// A moment within a year of another, by the clock of Helsinki: "16:00" on its day,
  /// "Mon 8 April 8:00" on others.
  [[nodiscard]] std::string moment(instant value, instant seen_from) const;
  /// A day within a year of the assessment: "Mon 8 April".
  [[nodiscard]] std::string day_near(date value) const;
  [[nodiscard]] std::string duration(std::int64_t seconds) const;

  /// One value, in units of its type.
  [[nodiscard]] std::string one(const value_kind& kind, std::int64_t value) const;
  /// "38.0 or more", "3 to 9", "mild or strong".
  [[nodiscard]] std::string any_of(const value_kind& kind, const value_set& values) const;
  /// What was answered.
  [[nodiscard]] shown_text answer(const value_kind& kind, const book::linked_input& input,
                                  const book::answer& said) const;
  /// "a, b or c", and "a, b and c".
  [[nodiscard]] std::string either(std::vector<std::string> all) const;
  [[nodiscard]] std::string both(std::vector<std::string> all) const;

 private:
  [[nodiscard]] std::string word(phrase what) const { return text_.words(what); }
  /// One of words with commas between them, from 1.
  [[nodiscard]] std::string nth_of(phrase list, int number) const;
  [[nodiscard]] std::string month(int number) const;
  [[nodiscard]] std::string option(const value_kind& kind, std::size_t code) const;
  [[nodiscard]] std::string bare(const value_kind& kind, std::int64_t value) const;
  [[nodiscard]] std::string range(const value_kind& kind,
                                  const value_range& values) const;
  [[nodiscard]] std::string codes(const value_kind& kind, const book::linked_input& input,
                                  const std::vector<code_state>& said) const;

  const text_chooser& text_;
};

}  // namespace arvio::inline v0

#endif  // ARVIO_SRC_WORDS_VALUE_WORDS_HPP
