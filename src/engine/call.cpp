#include "arvio/engine/call.hpp"

#include "arvio/engine/engine.hpp"
#include "arvio/engine/repository.hpp"

#include "admit.hpp"
#include "words/refusal.hpp"
#include "words/typed.hpp"
#include "words/used_answer.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace arvio::inline v0 {

namespace {

answer_limits limits_of(const book::linked_input& input) {
  answer_limits limits;
  switch (input.type.kind) {
    case lang::kind::integer:
    case lang::kind::decimal: limits.resolution = decimal{1, input.type.scale}; break;
    case lang::kind::date:
    case lang::kind::datetime:
    case lang::kind::duration: break;
    case lang::kind::boolean:
    case lang::kind::code:
    case lang::kind::codes:
    case lang::kind::none: return limits;
  }
  limits.minimum = answer_value_of(input, input.domain.min());
  limits.maximum = answer_value_of(input, input.domain.max());
  return limits;
}

}  // namespace

struct call::state {
  std::shared_ptr<const repository> loaded;  // the snapshot that this call keeps
  admitted ready;
  contact told;
  std::optional<assessment> result;
  bool is_checked = true;  // `ready` has the answers of `told`

  [[nodiscard]] const book::rulebook& book() const { return *ready.period->book; }

  [[nodiscard]] shown_text refusal_words(errc code, std::string_view input) const {
    const auto place = book().find_input(input);
    return place ? refusal_text(code, book(), book().inputs[*place], told.language)
                 : undeclared_text(told.language);
  }
  void changed() {
    result.reset();
    is_checked = false;
  }
};

call::call(std::unique_ptr<state> begun) noexcept : state_(std::move(begun)) {}
call::call(call&&) noexcept = default;
call& call::operator=(call&&) noexcept = default;
call::~call() = default;

expected<call, contact_errors> engine::call(contact start) const {
  auto begun = std::make_unique<arvio::call::state>();
  begun->loaded = loaded_;
  auto ready = admit(start, *loaded_);
  if (!ready) return unexpected{std::move(ready).error()};
  begun->ready = *std::move(ready);
  begun->told = std::move(start);
  return arvio::call(std::move(begun));
}

call::refusal call::give(arvio::answer one) {
  contact alone(state_->told.at);
  alone.give(one);
  if (const auto checked = admit(alone, *state_->loaded); !checked) {
    const auto& why = checked.error().front();
    return answer_refusal{why.code, one.input,
                          state_->refusal_words(why.code, one.input)};
  }
  state_->told.retract(one.input);
  state_->told.give(std::move(one));
  state_->changed();
  return std::nullopt;
}

call::refusal call::answer_typed(std::string_view input, std::string_view text) {
  const auto place = state_->book().find_input(input);
  if (!place) return unknown(input);  // refused as one that no rule set declares
  const auto& declared = state_->book().inputs[*place];
  auto read = read_typed(state_->book(), declared, text);
  if (!read) {
    return answer_refusal{
        read.error(), declared.id,
        refusal_text(read.error(), state_->book(), declared, state_->told.language)};
  }
  return give({declared.id, *std::move(read), {}, {}});
}

void call::retract(std::string_view input) {
  state_->told.retract(input);
  state_->changed();
}

void call::finish(bool finished) {
  state_->told.finish = finished;
  state_->changed();
}

const contact& call::so_far() const noexcept { return state_->told; }

const assessment& call::result() {
  auto& own = *state_;
  if (!own.is_checked) {
    // INVARIANT: every answer was looked at when it was given, and so was the time.
    own.ready = *admit(own.told, *own.loaded);
    own.is_checked = true;
  }
  if (!own.result) own.result = assess(own.told, own.ready, {});
  return *own.result;
}

std::optional<next_question> call::next() {
  const auto& now = result();
  const auto& questions = now.questions.empty() ? now.further : now.questions;
  if (questions.empty()) return std::nullopt;
  const auto& first = questions.front();
  const auto place = state_->book().find_input(first.input);
  return next_question{first, limits_of(state_->book().inputs[*place])};
}

}  // namespace arvio::inline v0
