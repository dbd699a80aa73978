#ifndef ARVIO_CORE_SESSION_HPP
#define ARVIO_CORE_SESSION_HPP

#include "arvio/core/answer.hpp"
#include "arvio/core/empty_frame.hpp"
#include "arvio/core/evaluation.hpp"
#include "arvio/core/put.hpp"

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <optional>
#include <span>
#include <string_view>

namespace arvio::inline v0::core {

/// Codes of an input, for the time of a call: by their ids, `{"chest_pain", "dyspnoea"}`,
/// or by their places in the program.
struct code_list {
  const std::string_view* ids = nullptr;
  const place* places = nullptr;
  std::size_t count = 0;

  code_list() noexcept = default;
  code_list(std::initializer_list<std::string_view> codes) noexcept
      : ids(std::data(codes)), count(codes.size()) {}
  code_list(std::span<const std::string_view> codes) noexcept
      : ids(codes.data()), count(codes.size()) {}
  code_list(std::span<const place> codes) noexcept
      : places(codes.data()), count(codes.size()) {}

  /// A code by its place; none where the input has no such code.
  [[nodiscard]] place at(std::size_t position, const program& rules,
                         place input) const noexcept {
    if (ids != nullptr) return rules.find_code(input, ids[position]);
    return places[position] < rules.inputs()[input].codes ? places[position] : none;
  }
};

/// A call: answers in any order, taken back at will, and after each the whole result.
///
///     std::vector<std::uint64_t> memory(core::session::words(*rules));
///     core::session call(*rules, memory, now, core::own_row_kernel());
///     if (call.answer("age", 540) != errc::none) tell("540 is no age");
///     if (call.unknown("cold_sweat") != errc::none) ...
///     if (call.result().status == status::open) ask(call.result().next.input);
///
/// Meaning  a contact and a full evaluation for each look: what it says never depends on
///          the way there. For one thread at a time; program and memory must outlive it.
/// Errors   an answer that does not fit is refused with its code, and nothing changes:
///          errc::answer_undeclared, answer_type, answer_too_fine, answer_outside,
///          answer_empty, answer_twice.
/// Cost     an answer takes some nanoseconds; the next look evaluates. No heap.
class session {
 public:
  /// Words of memory that a call takes.
  [[nodiscard]] static std::size_t words(const program& rules) noexcept {
    return 2 * frame::words(rules);
  }
  /// A call in which nothing is asked yet.
  session(const program& rules, std::span<std::uint64_t> memory, instant now,
          row_kernel kernel) noexcept
      : kernel_(kernel),
        contact_(rules, memory, now.seconds),
        beside_(contact_, memory.subspan(contact_.words())) {}
  /// The same, quicker: begun as a copy of what was prepared.
  session(const empty_frame& empty, std::span<std::uint64_t> memory, instant now,
          row_kernel kernel) noexcept
      : kernel_(kernel),
        contact_(empty, memory, now.seconds),
        beside_(contact_, memory.subspan(contact_.words())) {}
  session(const session&) = delete;
  session& operator=(const session&) = delete;

  [[nodiscard]] const program& rules() const noexcept { return contact_.rules(); }

  // --- answers -------------------------------------------------------------------------

  /// A value of an input that takes one.
  [[nodiscard]] errc answer(input_key input, const given_value& value) noexcept {
    const auto inputs = rules().inputs();
    if (input.index < inputs.size() && fits_as_it_is(inputs[input.index], value)) {
      said().answer(input.index, value.number.units);
      return errc::none;
    }
    return answer_otherwise(input, value);
  }
  /// Somewhere from one value to another, both included, of an input with an order.
  [[nodiscard]] errc answer_between(input_key input, const given_value& low,
                                    const given_value& high) noexcept {
    const auto index = input.in(rules());
    if (index == none) return errc::answer_undeclared;
    const auto kind = rules().inputs()[index].kind;
    if (kind == input_kind::boolean || kind == input_kind::code) return errc::answer_type;
    const auto from = fit(rules(), index, low);
    if (from.fault != errc::none) return from.fault;
    const auto to = fit(rules(), index, high);
    if (to.fault != errc::none) return to.fault;
    if (from.units > to.units) return errc::answer_empty;
    said().answer_between(index, from.units, to.units);
    return errc::none;
  }
  /// One of some codes of a code input.
  [[nodiscard]] errc answer_one_of(input_key input, code_list codes) noexcept {
    const auto index = input.in(rules());
    if (index == none) return errc::answer_undeclared;
    if (rules().inputs()[index].kind != input_kind::code) return errc::answer_type;
    code_bits some(contact_.code_words(index));
    const auto fault = read(index, codes, some.words);
    if (fault != errc::none) return fault;
    if (codes.count == 0) return errc::answer_empty;
    said().answer_one_of(index, some.words);
    return errc::none;
  }
  /// What is said of the codes of a `codes` input. The complaint is closed: what is not
  /// listed of it is absent, and an empty list means none.
  [[nodiscard]] errc answer_codes(input_key input, code_list present, code_list absent,
                                  other_codes others) noexcept {
    const auto index = input.in(rules());
    if (index == none) return errc::answer_undeclared;
    const auto& declared = rules().inputs()[index];
    if (declared.kind != input_kind::codes) return errc::answer_type;
    const bool closed = declared.is_complaint != 0;
    if (closed && others == other_codes::unknown) return errc::answer_type;
    const auto words = words_for(declared.codes);
    code_bits yes(words);
    code_bits no(words);
    auto fault = read(index, present, yes.words);
    if (fault == errc::none) fault = read(index, absent, no.words);
    if (fault != errc::none) return fault;
    for (std::uint32_t w = 0; w < words; ++w) {
      if ((yes.words[w] & no.words[w]) != 0) return errc::answer_twice;
    }
    if (!closed && others == other_codes::unsaid && present.count + absent.count == 0)
      return errc::answer_empty;
    code_bits unsayable(words);
    for (std::uint32_t w = 0; w < words; ++w) {
      const auto rest =
          bits_from(0, declared.codes - w * 64) & ~yes.words[w] & ~no.words[w];
      if (others == other_codes::absent) no.words[w] |= rest;
      if (others == other_codes::unknown) unsayable.words[w] = rest;
    }
    said().answer_codes(index, yes.words, no.words, unsayable.words);
    return errc::none;
  }
  [[nodiscard]] errc answer_codes(input_key input, code_list present) noexcept {
    return answer_codes(input, present, {}, other_codes::unsaid);
  }
  /// Asked, and the caller cannot or will not say.
  [[nodiscard]] errc unknown(input_key input) noexcept {
    const auto index = input.in(rules());
    if (index == none) return errc::answer_undeclared;
    said().unknown(index);
    return errc::none;
  }
  /// Takes an answer back: the input was not asked.
  [[nodiscard]] errc retract(input_key input) noexcept {
    const auto index = input.in(rules());
    if (index == none) return errc::answer_undeclared;
    said().retract(index);
    return errc::none;
  }
  /// Says when the value of an answer was observed, if not when it was given.
  ///
  /// Errors  errc::answer_later: after the time of the call; errc::answer_empty: there is
  ///         no answer.
  [[nodiscard]] errc observed(input_key input, instant when) noexcept {
    const auto index = input.in(rules());
    if (index == none) return errc::answer_undeclared;
    if (contact_.answer(index).state == answer_state::not_asked)
      return errc::answer_empty;
    if (when.seconds > contact_.now()) return errc::answer_later;
    said().observed(index, when.seconds);
    return errc::none;
  }

  /// What the contact takes inputs, or codes, to be where they are unknown: it replaces
  /// what was said so before, and wins over what the author presumes. The memory is the
  /// caller's.
  ///
  /// Errors  errc::answer_undeclared: no such input or code; errc::answer_outside.
  [[nodiscard]] errc presume(std::span<const assumption> all) noexcept {
    const auto inputs = rules().inputs();
    for (const auto& one : all) {
      if (one.input >= inputs.size()) return errc::answer_undeclared;
      const auto& declared = inputs[one.input];
      const bool of_code = declared.kind == input_kind::codes;
      if (of_code ? one.code >= declared.codes : one.code != none)
        return errc::answer_undeclared;
      const auto low = of_code ? 0 : declared.low;
      const auto high = of_code ? 1 : declared.high;
      if (one.value < low || high < one.value) return errc::answer_outside;
    }
    touch();
    contact_.assume(all);
    return errc::none;
  }

  // --- time and end --------------------------------------------------------------------

  /// The time of this step. Time only goes on: errc::contact_time.
  [[nodiscard]] errc at(instant now) noexcept {
    if (now.seconds < contact_.now()) return errc::contact_time;
    if (now.seconds != contact_.now()) touch();
    contact_.now() = now.seconds;
    return errc::none;
  }
  /// What was not asked will not be: the call ended. Answers may still be put right.
  void finish() noexcept {
    contact_.finish(true);
    touch();
  }

  // --- results -------------------------------------------------------------------------

  /// What the answers so far say; it stands until the next answer.
  [[nodiscard]] const core::outcome& result() noexcept {
    look();
    if (!outcome_) outcome_ = seen_->outcome();
    return *outcome_;
  }
  /// All that can be asked of it; see evaluation.
  [[nodiscard]] core::evaluation& details() noexcept {
    look();
    return *seen_;
  }

 private:
  /// Codes of an input, a bit each: as many words as it takes, and no others cleared.
  struct code_bits {
    explicit code_bits(std::uint32_t count) noexcept {
      for (std::uint32_t w = 0; w < count; ++w)
        words[w] = 0;
    }
    std::uint64_t words[most_code_words];
  };

  /// By an id, or not as it is.
  [[gnu::noinline]] errc answer_otherwise(const input_key& input,
                                          const given_value& value) noexcept {
    const auto index = input.in(rules());
    if (index == none) return errc::answer_undeclared;
    const auto fits = fit(rules(), index, value);
    if (fits.fault != errc::none) return fits.fault;
    said().answer(index, fits.units);
    return errc::none;
  }

  void touch() noexcept {
    seen_.reset();
    outcome_.reset();
  }
  void look() noexcept {
    if (!seen_) seen_.emplace(contact_, beside_, kernel_);
  }

  /// The writer, for an answer that fits.
  [[nodiscard]] answer_writer said() noexcept {
    touch();
    return answer_writer(contact_);
  }

  errc read(place input, const code_list& codes, std::uint64_t* into) noexcept {
    for (std::size_t i = 0; i < codes.count; ++i) {
      const auto code = codes.at(i, rules(), input);
      if (code == none) return errc::answer_outside;
      if (has_bit(into, code)) return errc::answer_twice;
      put_bit(into, code);
    }
    return errc::none;
  }

  row_kernel kernel_;
  frame contact_;
  frame beside_;
  std::optional<core::evaluation> seen_;
  std::optional<core::outcome> outcome_;
};

}  // namespace arvio::inline v0::core

#endif  // ARVIO_CORE_SESSION_HPP
