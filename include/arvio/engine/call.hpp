#ifndef ARVIO_ENGINE_CALL_HPP
#define ARVIO_ENGINE_CALL_HPP

#include "arvio/base/date.hpp"
#include "arvio/base/decimal.hpp"
#include "arvio/base/error.hpp"
#include "arvio/exchange/assessment.hpp"
#include "arvio/exchange/contact.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace arvio::inline v0 {

class engine;

/// Between what an answer lies, in the form in which it is given. Nothing of it where the
/// input has no order: booleans and codes.
struct answer_limits {
  std::optional<answer_value> minimum;
  std::optional<answer_value> maximum;
  std::optional<decimal> resolution;  // numbers: 1, 0.1
};

/// What to ask next: the words, the choices, the unit, why; and what fits.
struct next_question {
  listed_question question;
  answer_limits limits;
};

/// Why a call did not take an answer, for the one who gave it. It never holds the value.
struct answer_refusal {
  errc code = errc::none;
  std::string input;
  shown_text text;  // in the language of the contact
};

/// A contact as it goes on: answers come in any order, are replaced and taken back, and
/// after each the call says where the urgency stands and what to ask next.
///
///     auto call = engine->call(arvio::contact(now));
///     if (const auto refused = call->answer("age", 54)) show(refused->text.words);
///     while (const auto next = call->next()) ...
///
/// Meaning  what it says is at each moment what engine::assess says of the same contact.
///          An answer takes the place of the one before it. A refused answer changes
///          nothing. The rule sets are those that were valid when the call began,
///          whatever is loaded later. Not for two threads at once.
/// Errors   the verbs return why an answer is refused; nothing where it is taken.
/// Cost     a verb: a look at one answer. result() and next(): one assessment after each
///          change.
class call {
 public:
  using refusal = std::optional<answer_refusal>;

  call(call&&) noexcept;
  call& operator=(call&&) noexcept;
  ~call();

  // --- answers: the verbs of contact -------------------------------------------------

  template <class Value>
  [[nodiscard]] refusal answer(std::string_view input, Value value) {
    return give(contact().answer(input, std::move(value)));
  }
  template <class Value>
  [[nodiscard]] refusal answer_between(std::string_view input, Value from, Value to) {
    return give(contact().answer_between(input, std::move(from), std::move(to)));
  }
  [[nodiscard]] refusal answer_one_of(std::string_view input,
                                      std::vector<std::string> codes) {
    return give(contact().answer_one_of(input, std::move(codes)));
  }
  [[nodiscard]] refusal answer_codes(std::string_view input, arvio::answer_codes said) {
    return give(contact().answer_codes(input, std::move(said)));
  }
  [[nodiscard]] refusal unknown(std::string_view input) {
    return give(contact().unknown(input));
  }
  [[nodiscard]] refusal refused(std::string_view input) {
    return give(contact().refused(input));
  }
  /// An answer of any form, with its time and origin where it has them.
  [[nodiscard]] refusal give(arvio::answer one);

  /// An answer as a person types it: `38,4`, `38-39`, `ei`, `2` (the second choice),
  /// `1, 3, 0` (the first, the third and no other), `30.5.1972`, `2 h`, `?`.
  ///
  /// Meaning  words of Finnish, Swedish and English are understood whatever the contact's
  ///          language is; what is not said of other codes stays unsaid.
  [[nodiscard]] refusal answer_typed(std::string_view input, std::string_view text);

  /// Takes an answer back: the input was not asked.
  void retract(std::string_view input);
  /// What was not asked will not be; until `false` is said.
  void finish(bool finished);

  // --- what follows --------------------------------------------------------------------

  /// The contact so far.
  [[nodiscard]] const arvio::contact& so_far() const noexcept;
  /// Bounds, status, texts, routes, questions. It stands until the next change.
  [[nodiscard]] const assessment& result();
  /// The first question about urgency; once that is settled, the first of the further
  /// ones; nothing where there is nothing to ask.
  [[nodiscard]] std::optional<next_question> next();

 private:
  friend class engine;
  struct state;
  explicit call(std::unique_ptr<state> begun) noexcept;

  /// The one answer of `holder`.
  [[nodiscard]] refusal give(const contact& holder) {
    return give(holder.answers().front());
  }

  std::unique_ptr<state> state_;
};

}  // namespace arvio::inline v0

#endif  // ARVIO_ENGINE_CALL_HPP
