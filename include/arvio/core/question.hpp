#ifndef ARVIO_CORE_QUESTION_HPP
#define ARVIO_CORE_QUESTION_HPP

#include "arvio/core/detail/openness.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

namespace arvio::inline v0::core {

/// An input worth asking, and what for. No question: `input` is none.
struct question {
  place input = none;
  arvio::purpose purpose = purpose::urgency;
  std::uint32_t level = none;  // the level it stands for

  friend bool operator==(const question&, const question&) = default;
};

/// Why inputs are asked: what they could decide.
struct reason {
  arvio::purpose purpose = purpose::urgency;
  std::uint32_t level = none;
  place group = none;
  place rule = none;       // suggestion and duty: the rule
  bool own_level = false;  // a requirement with a level of its own
};

/// Collects reasons, and puts the inputs that they ask for in order (docs/semantics.md
/// section 5, "Order").
class questionnaire {
 public:
  questionnaire(frame& contact, openness& open, bool further) noexcept
      : contact_(contact), open_(open), further_(further) {
    ranks_ = reinterpret_cast<rank*>(open.room() + std::size_t{2} * open.input_words());
    for (std::size_t i = 0; i < contact.rules().inputs().size(); ++i)
      ranks_[i] = {};
  }

  /// Every input of a set is asked for this reason.
  void add(const std::uint64_t* inputs, const reason& why) noexcept {
    const auto key = key_of(why);
    for_bits(inputs, open_.input_words(), [&](place input) {
      auto& own = ranks_[input];
      if (key < own.key) own = {key, 0, input};
      if (key == own.key) ++own.count;
    });
  }

  /// The first question. Reads the ranks: list() changes them.
  [[nodiscard]] question next() const noexcept {
    const rank* first = nullptr;
    place input = none;
    for (place i = 0; i < contact_.rules().inputs().size(); ++i) {
      if (!ranks_[i].is_asked() || (first != nullptr && !before(ranks_[i], *first)))
        continue;
      first = &ranks_[i];
      input = i;
    }
    return first == nullptr ? question{} : question_of(asked_first(input), *first);
  }

  /// All questions in order, as many as there is room for; returns how many there are.
  std::size_t list(std::span<question> into) noexcept {
    const auto inputs = static_cast<place>(contact_.rules().inputs().size());
    for (place i = 0; i < inputs; ++i) {
      if (!ranks_[i].is_asked()) continue;
      const auto first = asked_first(i);
      if (first == i) continue;
      if (before(ranks_[i], ranks_[first])) ranks_[first] = ranks_[i];
      ranks_[i] = {};
    }
    std::size_t count = 0;
    place last = none;
    while (true) {
      // the next in order: sets of questions are small
      place found = none;
      for (place i = 0; i < inputs; ++i) {
        if (!ranks_[i].is_asked()) continue;
        if (last != none && !before(ranks_[last], ranks_[i])) continue;
        if (found == none || before(ranks_[i], ranks_[found])) found = i;
      }
      if (found == none) return count;
      if (count < into.size()) into[count] = question_of(found, ranks_[found]);
      ++count;
      last = found;
    }
  }

  /// An input that is asked before another one stands in its place, along the chain.
  [[nodiscard]] place asked_first(place input) const noexcept {
    const auto inputs = contact_.rules().inputs();
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      const auto earlier = inputs[input].after;
      if (earlier == none || !can_be_asked(contact_, earlier)) break;
      input = earlier;
    }
    return input;
  }

 private:
  /// Where a question stands: smaller is earlier; of the same key, more conditions come
  /// first, then the author's order.
  struct rank {
    std::uint64_t key = ~std::uint64_t{0};
    std::uint32_t count = 0;
    place author = none;

    [[nodiscard]] bool is_asked() const noexcept { return count != 0; }
  };
  static_assert(sizeof(rank) == 2 * sizeof(std::uint64_t));

  [[nodiscard]] static bool before(const rank& a, const rank& b) noexcept {
    if (a.key != b.key) return a.key < b.key;
    if (a.count != b.count) return a.count > b.count;
    return a.author < b.author;
  }
  [[nodiscard]] std::uint64_t key_of(const reason& why) const noexcept {
    const auto number = static_cast<std::uint64_t>(why.purpose);
    const std::uint64_t level = why.level == none ? 0xffff : why.level;
    return (further_ ? number << 32 : 0) | level << 16 | (why.own_level ? 0U : 1U << 8) |
           number;
  }
  [[nodiscard]] static question question_of(place input, const rank& place_of) noexcept {
    const auto level = static_cast<std::uint32_t>(place_of.key >> 16 & 0xffff);
    return {input, static_cast<purpose>(place_of.key & 0xff),
            level == 0xffff ? none : level};
  }

  frame& contact_;
  openness& open_;
  bool further_ = false;
  rank* ranks_ = nullptr;
};

}  // namespace arvio::inline v0::core

#endif  // ARVIO_CORE_QUESTION_HPP
