#ifndef ARVIO_SRC_BOOK_REFUSAL_HPP
#define ARVIO_SRC_BOOK_REFUSAL_HPP

#include "arvio/base/error.hpp"
#include "arvio/book/rulebook.hpp"

#include <cstdint>
#include <string>
#include <string_view>

/// Why an answer is refused, for authors and integrators: in English, by the ids that
/// they write. People get it from refusal_text of words. Never the value.
namespace arvio::inline v0::book {

/// What is wrong with an answer in itself, whatever the input takes.
enum class refusal : std::uint8_t {
  undeclared,
  given_twice,
  observed_year,
  observed_later,
  codes_twice,
  empty,
  empty_list,
  too_fine,
  outside,
  other_form,
  closed_list
};

/// The fault that a code means for an input.
[[nodiscard]] refusal fault_of(errc code, const linked_input& input);

/// Whether it helps to hear what the input takes.
[[nodiscard]] bool is_about_the_value(errc code);

/// To be read after the name of the input: "is given twice".
[[nodiscard]] std::string_view fault_words(refusal what);

/// The same with what the input takes, where that helps: "is finer than the input takes;
/// it takes a number from 25.0 to 45.0 Cel in steps of 0.1".
[[nodiscard]] std::string refusal_words(errc code, const linked_input& input);

}  // namespace arvio::inline v0::book

#endif  // ARVIO_SRC_BOOK_REFUSAL_HPP
