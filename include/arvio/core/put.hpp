#ifndef ARVIO_CORE_PUT_HPP
#define ARVIO_CORE_PUT_HPP

#include "arvio/core/frame.hpp"

#include <cstdint>

namespace arvio::inline v0::core {

/// The one writer of answers into a frame: session and engine have checked them, this
/// writes them.
///
/// Units    those of the input; sets of codes are words_for(codes) words, a bit each.
/// Meaning  what is said of an input takes the place of all that was said of it before,
///          its time included: observed now. Nothing is checked: a value lies inside its
///          input's domain and is of its input's kind, a range or set is not empty.
/// Cost     some nanoseconds; per code of a `codes` input about one.
class answer_writer {
 public:
  explicit answer_writer(frame& into) noexcept : into_(into) {}

  /// A value of an input that takes one; of a code input the place of the code.
  void answer(place input, std::int64_t value) noexcept {
    say(input, answer_state::known, value, value);
    if (kind(input) == input_kind::code)
      return put_code(input, static_cast<std::uint32_t>(value));
    into_.settle_value(input, value, value);
  }
  /// Somewhere from one value to another, both included, of an input with an order.
  void answer_between(place input, std::int64_t low, std::int64_t high) noexcept {
    say(input, low == high ? answer_state::known : answer_state::partly_known, low, high);
    into_.settle_value(input, low, high);
  }
  /// One of some codes of a code input.
  void answer_one_of(place input, const std::uint64_t* some) noexcept {
    std::uint32_t count = 0;
    clear_codes(input);
    for_bits(some, into_.code_words(input), [&](std::uint32_t code) noexcept {
      put_bit(codes(input, code_plane::present), code);
      ++count;
    });
    say(input, count == 1 ? answer_state::known : answer_state::partly_known, 0, 0);
    into_.settle_code(input);
  }
  /// What is said of the codes of a `codes` input, each in one of the sets or in none.
  /// The complaint is closed: what is not said of it is absent.
  void answer_codes(place input, const std::uint64_t* present,
                    const std::uint64_t* absent,
                    const std::uint64_t* unsayable) noexcept {
    say(input, answer_state::known, 0, 0);
    const auto& declared = into_.rules().inputs()[input];
    for (std::uint32_t w = 0; w < into_.code_words(input); ++w) {
      const auto rest = bits_from(0, declared.codes - w * 64) & ~present[w] & ~absent[w] &
                        ~unsayable[w];
      codes(input, code_plane::present)[w] = present[w];
      codes(input, code_plane::absent)[w] =
          declared.is_complaint != 0 ? absent[w] | rest : absent[w];
      codes(input, code_plane::unknown)[w] = unsayable[w];
    }
    into_.settle_codes(input);
  }
  /// Asked, and the caller cannot or will not say.
  void unknown(place input) noexcept { say_nothing_of(input, answer_state::unknown); }
  /// Takes an answer back: the input was not asked.
  void retract(place input) noexcept { say_nothing_of(input, answer_state::not_asked); }
  /// When the value of an answer was observed, in seconds since 1970.
  void observed(place input, std::int64_t when) noexcept {
    into_.answer(input).observed = when;
  }

 private:
  [[nodiscard]] input_kind kind(place input) const noexcept {
    return into_.rules().inputs()[input].kind;
  }
  [[nodiscard]] std::uint64_t* codes(place input, code_plane which) noexcept {
    return into_.codes(input, which);
  }
  void say(place input, answer_state state, std::int64_t low,
           std::int64_t high) noexcept {
    auto& said = into_.answer(input);
    said.low = low;
    said.high = high;
    said.observed = into_.now();
    said.presumed_value = 0;
    said.state = state;
    said.presumed = false;
  }
  void say_nothing_of(place input, answer_state state) noexcept {
    say(input, state, 0, 0);
    clear_codes(input);
    into_.changed(input);
  }
  // apart: most inputs have no codes
  [[gnu::noinline]] void put_code(place input, std::uint32_t code) noexcept {
    auto* const present = codes(input, code_plane::present);
    auto* const absent = codes(input, code_plane::absent);
    auto* const unknown = codes(input, code_plane::unknown);
    for (std::uint32_t w = 0; w < into_.code_words(input); ++w) {
      present[w] = w == code / 64 ? std::uint64_t{1} << code % 64 : 0;
      absent[w] = unknown[w] = 0;
    }
    into_.settle_code(input, code);
  }
  void clear_codes(place input) noexcept {
    for (std::uint32_t w = 0; w < into_.code_words(input); ++w) {
      for (const auto plane :
           {code_plane::present, code_plane::absent, code_plane::unknown})
        codes(input, plane)[w] = 0;
    }
  }

  frame& into_;
};

}  // namespace arvio::inline v0::core

#endif  // ARVIO_CORE_PUT_HPP
