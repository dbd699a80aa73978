#ifndef ARVIO_CORE_SESSION_HPP
#define ARVIO_CORE_SESSION_HPP

#include "arvio/core/answer.hpp"
#include "arvio/core/evaluation.hpp"

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>

namespace arvio::inline v0::core {

/// Ids of codes, for the time of a call: `{"chest_pain", "dyspnoea"}`.
struct code_names {
  const std::string_view* first = nullptr;
  std::size_t count = 0;

  code_names() noexcept = default;
  code_names(std::initializer_list<std::string_view> names) noexcept {
    first = names.begin();
    count = names.size();
  }
  code_names(std::span<const std::string_view> names) noexcept
      : first(names.data()), count(names.size()) {}
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
/// Cost     answering puts rows in place; the next look evaluates. No heap.
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
        person_(rules, memory.first(frame::words(rules)), now.seconds),
        beside_(rules, memory.subspan(frame::words(rules)), now.seconds) {}
  session(const session&) = delete;
  session& operator=(const session&) = delete;

  [[nodiscard]] const program& rules() const noexcept { return person_.rules(); }

  // --- answers -------------------------------------------------------------------------

  /// A value of an input that takes one.
  [[nodiscard]] errc answer(input_key input, const given_value& value) noexcept {
    const auto which = input.in(rules());
    if (which == none) return errc::answer_undeclared;
    const auto fits = fit(rules(), which, value);
    if (fits.fault != errc::none) return fits.fault;
    put(which, answer_state::known, fits.units, fits.units);
    return errc::none;
  }
  /// Somewhere from one value to another, both included, of an input with an order.
  [[nodiscard]] errc answer_between(input_key input, const given_value& low,
                                    const given_value& high) noexcept {
    const auto which = input.in(rules());
    if (which == none) return errc::answer_undeclared;
    const auto kind = rules().inputs()[which].kind;
    if (kind == input_kind::boolean || kind == input_kind::code) return errc::answer_type;
    const auto from = fit(rules(), which, low);
    if (from.fault != errc::none) return from.fault;
    const auto to = fit(rules(), which, high);
    if (to.fault != errc::none) return to.fault;
    if (from.units > to.units) return errc::answer_empty;
    const bool single = from.units == to.units;
    put(which, single ? answer_state::known : answer_state::partly_known, from.units,
        to.units);
    return errc::none;
  }
  /// One of some codes of a code input.
  [[nodiscard]] errc answer_one_of(input_key input, code_names codes) noexcept {
    const auto which = input.in(rules());
    if (which == none) return errc::answer_undeclared;
    if (rules().inputs()[which].kind != input_kind::code) return errc::answer_type;
    std::uint64_t said[most_code_words] = {};
    const auto fault = read(which, codes, said);
    if (fault != errc::none) return fault;
    if (codes.count == 0) return errc::answer_empty;
    put(which, codes.count == 1 ? answer_state::known : answer_state::partly_known, 0, 0);
    for (std::uint32_t w = 0; w < person_.code_words(which); ++w)
      person_.codes(which, code_plane::present)[w] = said[w];
    person_.changed(which);
    return errc::none;
  }
  /// What is said of the codes of a `codes` input. The complaint is closed: what is not
  /// listed of it is absent, and an empty list means none.
  [[nodiscard]] errc answer_codes(input_key input, code_names present, code_names absent,
                                  other_codes others) noexcept {
    const auto which = input.in(rules());
    if (which == none) return errc::answer_undeclared;
    const auto& declared = rules().inputs()[which];
    if (declared.kind != input_kind::codes) return errc::answer_type;
    const bool closed = declared.is_complaint != 0;
    if (closed && others == other_codes::unknown) return errc::answer_type;
    std::uint64_t yes[most_code_words] = {};
    std::uint64_t no[most_code_words] = {};
    auto fault = read(which, present, yes);
    if (fault == errc::none) fault = read(which, absent, no);
    if (fault != errc::none) return fault;
    const auto words = person_.code_words(which);
    for (std::uint32_t w = 0; w < words; ++w) {
      if ((yes[w] & no[w]) != 0) return errc::answer_twice;
    }
    if (!closed && others == other_codes::unsaid && present.count + absent.count == 0)
      return errc::answer_empty;
    put(which, answer_state::known, 0, 0);
    for (std::uint32_t w = 0; w < words; ++w) {
      const auto rest = bits_from(0, declared.codes - w * 64) & ~yes[w] & ~no[w];
      const bool rest_absent = closed || others == other_codes::absent;
      person_.codes(which, code_plane::present)[w] = yes[w];
      person_.codes(which, code_plane::absent)[w] = no[w] | (rest_absent ? rest : 0);
      person_.codes(which, code_plane::unknown)[w] =
          others == other_codes::unknown ? rest : 0;
    }
    person_.changed(which);
    return errc::none;
  }
  [[nodiscard]] errc answer_codes(input_key input, code_names present) noexcept {
    return answer_codes(input, present, {}, other_codes::unsaid);
  }
  /// Asked, and the caller cannot or will not say.
  [[nodiscard]] errc unknown(input_key input) noexcept {
    const auto which = input.in(rules());
    if (which == none) return errc::answer_undeclared;
    put(which, answer_state::unknown, 0, 0);
    return errc::none;
  }
  /// Takes an answer back: the input was not asked.
  [[nodiscard]] errc retract(input_key input) noexcept {
    const auto which = input.in(rules());
    if (which == none) return errc::answer_undeclared;
    put(which, answer_state::not_asked, 0, 0);
    return errc::none;
  }
  /// Says when the value of an answer was observed, if not when it was given.
  ///
  /// Errors  errc::answer_later: after the time of the call; errc::answer_empty: there is
  ///         no answer.
  [[nodiscard]] errc observed(input_key input, instant when) noexcept {
    const auto which = input.in(rules());
    if (which == none) return errc::answer_undeclared;
    if (person_.answer(which).state == answer_state::not_asked) return errc::answer_empty;
    if (when.seconds > person_.now()) return errc::answer_later;
    person_.answer(which).observed = when.seconds;
    touch();
    return errc::none;
  }

  // --- time and end --------------------------------------------------------------------

  /// The time of this step. Time only goes on: errc::contact_time.
  [[nodiscard]] errc at(instant now) noexcept {
    if (now.seconds < person_.now()) return errc::contact_time;
    if (now.seconds != person_.now()) touch();
    person_.now() = now.seconds;
    return errc::none;
  }
  /// What was not asked will not be: the call ended. Answers may still be put right.
  void finish() noexcept {
    person_.finish(true);
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
  void touch() noexcept {
    seen_.reset();
    outcome_.reset();
  }
  void look() noexcept {
    if (!seen_) seen_.emplace(person_, beside_, kernel_);
  }

  void put(place input, answer_state state, std::int64_t low,
           std::int64_t high) noexcept {
    auto& into = person_.answer(input);
    into = {};
    into.state = state;
    into.low = low;
    into.high = high;
    into.observed = person_.now();
    for (std::uint32_t w = 0; w < person_.code_words(input); ++w) {
      for (const auto plane :
           {code_plane::present, code_plane::absent, code_plane::unknown})
        person_.codes(input, plane)[w] = 0;
    }
    if (rules().inputs()[input].kind == input_kind::code &&
        state == answer_state::known && low < std::int64_t{rules().inputs()[input].codes})
      put_bit(person_.codes(input, code_plane::present), static_cast<std::uint32_t>(low));
    person_.changed(input);
    touch();
  }

  errc read(place input, code_names codes, std::uint64_t* into) noexcept {
    for (std::size_t i = 0; i < codes.count; ++i) {
      const auto code = rules().find_code(input, codes.first[i]);
      if (code == none) return errc::answer_outside;
      if (has_bit(into, code)) return errc::answer_twice;
      put_bit(into, code);
    }
    return errc::none;
  }

  row_kernel kernel_;
  frame person_;
  frame beside_;
  std::optional<core::evaluation> seen_;
  std::optional<core::outcome> outcome_;
};

}  // namespace arvio::inline v0::core

#endif  // ARVIO_CORE_SESSION_HPP
