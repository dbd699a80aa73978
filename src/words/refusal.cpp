#include "refusal.hpp"

#include "book/refusal.hpp"
#include "book_words.hpp"
#include "texts.hpp"
#include "value_words.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <string>

namespace arvio::inline v0 {

namespace {

constexpr std::size_t choices_shown = 8;

phrase phrase_of(book::refusal what) {
  switch (what) {
    case book::refusal::undeclared: return phrase::undeclared;
    case book::refusal::given_twice: return phrase::given_twice;
    case book::refusal::observed_year: return phrase::observed_year;
    case book::refusal::observed_later: return phrase::observed_later;
    case book::refusal::codes_twice: return phrase::codes_twice;
    case book::refusal::empty: return phrase::empty;
    case book::refusal::empty_list: return phrase::empty_list;
    case book::refusal::too_fine: return phrase::too_fine;
    case book::refusal::outside: return phrase::outside;
    case book::refusal::other_form: return phrase::other_form;
    case book::refusal::closed_list: return phrase::closed_list;
  }
  return phrase::other_form;  // not reached
}

/// What an input takes, in words.
class fitting {
 public:
  fitting(const text_chooser& text, const book::linked_input& input,
          const std::vector<shown_term>& options)
      : text_(text), values_(text), input_(input), kind_{input.type, options, {}} {}

  [[nodiscard]] std::string words() const {
    switch (input_.type.kind) {
      case lang::kind::boolean: return word(phrase::a_truth);
      case lang::kind::integer: return between(phrase::a_whole_number);
      case lang::kind::decimal:
        return text_
            .of(say::in_steps{between(phrase::any_number),
                              values_.number({1, input_.type.scale})})
            .words;
      case lang::kind::code: return text_.of(say::one_choice{choices()}).words;
      case lang::kind::codes: return text_.of(say::some_choices{choices()}).words;
      case lang::kind::date: return between(phrase::any_date);
      case lang::kind::datetime: return between(phrase::any_time);
      case lang::kind::duration: return between(phrase::any_duration);
      case lang::kind::none: break;
    }
    return word(phrase::nothing);
  }

 private:
  [[nodiscard]] std::string word(phrase what) const { return text_.of(what).words; }

  [[nodiscard]] std::string between(phrase what) const {
    auto value = word(what);
    if (input_.domain.empty()) return value;
    // The unit stands once, behind the last number.
    auto plain = input_.type;
    plain.unit.clear();
    const auto low = values_.one({plain, {}, {}}, input_.domain.min());
    const auto high = values_.one(kind_, input_.domain.max());
    return text_.of(say::between{value, low, high}).words;
  }

  [[nodiscard]] std::string choices() const {
    std::vector<std::string> shown;
    for (std::size_t i = 0; i < kind_.options.size() && i < choices_shown; ++i) {
      const auto& one = kind_.options[i];
      const auto& words = one.text.words.empty() ? one.id : one.text.words;
      shown.push_back(text_.of(say::a_choice{words}).words);
    }
    const auto list = fmt::format("{}", fmt::join(shown, ", "));
    return kind_.options.size() > choices_shown
               ? text_.of(say::choices_and_more{list}).words
               : list;
  }

  const text_chooser& text_;
  value_words values_;
  const book::linked_input& input_;
  value_kind kind_;
};

}  // namespace

shown_text refusal_text(errc code, const book::linked_input& input,
                        const std::vector<shown_term>& options,
                        std::string_view language) {
  const text_chooser text(language);
  auto fault = text.of(phrase_of(book::fault_of(code, input)));
  if (!book::is_about_the_value(code)) return fault;
  return text.of(say::and_takes{fault.words, fitting(text, input, options).words()});
}

shown_text refusal_text(errc code, const book::rulebook& book,
                        const book::linked_input& input, std::string_view language) {
  const text_chooser text(language);
  return refusal_text(code, input, book_words(book, text).options(input), language);
}

shown_text undeclared_text(std::string_view language) {
  return text_chooser(language).of(phrase::undeclared);
}

}  // namespace arvio::inline v0
