#ifndef ARVIO_SRC_WORDS_BOOK_WORDS_HPP
#define ARVIO_SRC_WORDS_BOOK_WORDS_HPP

#include "arvio/book/rulebook.hpp"
#include "arvio/exchange/assessment.hpp"

#include "texts.hpp"
#include "value_words.hpp"

#include <string_view>
#include <vector>

namespace arvio::inline v0 {

/// The words that a book has for its parts, in the language of a contact.
class book_words {
 public:
  /// Both must outlive it.
  book_words(const book::rulebook& book, const text_chooser& text)
      : book_(book), text_(text) {}

  [[nodiscard]] shown_term term(const ruleset::term& what) const;
  [[nodiscard]] shown_term level(book::level_index level) const;
  /// Nothing more urgent is certain: that is no finding of the default level.
  [[nodiscard]] shown_term at_least(book::level_index level) const;
  /// Of a status; none where the vocabulary has none.
  [[nodiscard]] shown_text status(std::string_view id) const;
  /// What the values of an input are, with the words of its codes.
  [[nodiscard]] value_kind kind(const book::linked_input& input) const;
  /// The complaint is the vocabulary's, and so is its question.
  [[nodiscard]] shown_text ask(const book::linked_input& input) const;
  /// The codes of an input with their words, wherever they are declared.
  [[nodiscard]] std::vector<shown_term> options(const book::linked_input& input) const;

 private:
  [[nodiscard]] const std::vector<ruleset::coded_value>& values_of(
      const book::linked_input& input) const;

  const book::rulebook& book_;
  const text_chooser& text_;
};

}  // namespace arvio::inline v0

#endif  // ARVIO_SRC_WORDS_BOOK_WORDS_HPP
