#ifndef ARVIO_SRC_WORDS_USED_ANSWER_HPP
#define ARVIO_SRC_WORDS_USED_ANSWER_HPP

#include "arvio/book/answer.hpp"
#include "arvio/book/rulebook.hpp"
#include "arvio/exchange/assessment.hpp"
#include "arvio/exchange/contact.hpp"

#include <cstdint>

namespace arvio::inline v0 {

/// A value of an input in the form in which a caller gives one.
[[nodiscard]] answer_value answer_value_of(const book::linked_input& input,
                                           std::int64_t units);

/// What was checked of an answer, as a caller gives it. The contact knows why an answer
/// is unknown, which decides nothing. Without words: value_words has them.
[[nodiscard]] used_answer used_answer_of(const book::linked_input& input,
                                         const book::answer& said, const contact& from);

}  // namespace arvio::inline v0

#endif  // ARVIO_SRC_WORDS_USED_ANSWER_HPP
