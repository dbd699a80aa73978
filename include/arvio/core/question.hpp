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
  bool always = false;     // a condition of a group that speaks in every contact
};

/// Collects reasons, and puts the inputs that they ask for in order (docs/semantics.md
/// section 5, "Order").
class questionnaire {
 public:
  questionnaire(frame& contact, openness& open, bool further) noexcept
      : contact_(contact), open_(open), further_(further) {
    ranks_ = reinterpret_cast<rank*>(open.room() + std::size_t{4} * open.input_words());
    clear();
  }

  /// Forgets all reasons.
  void clear() noexcept {
    for (std::size_t i = 0; i < contact_.rules().inputs().size(); ++i)
      ranks_[i] = {};
  }

  /// Every input of a set is asked for this reason.
  void add(const std::uint64_t* inputs, const reason& why) noexcept {
    const auto key = key_of(why);
    for_bits(inputs, open_.input_words(), [&](place input) {
      auto& own = ranks_[input];
      const auto kind = own.key | only_sometimes;
      if (key < kind) own = {key, 0, input};
      if (key > kind) return;
      if (further_) ++own.count;
      if (why.always && !further_) own.key &= ~only_sometimes;
    });
  }

  /// A rule that is possible and open in an input. All of these are told once the reasons
  /// are: of questions about urgency they decide the order, where the reasons leave it
  /// open.
  void note_rule(place rule, std::uint32_t level, place input) noexcept {
    auto& own = ranks_[input];
    ++own.count;
    if (level <= level_of(own) && rule < (own.key & any_rule))
      own.key = (own.key & ~any_rule) | rule;
  }

  [[nodiscard]] bool asks(place input) const noexcept { return ranks_[input].is_asked(); }
  [[nodiscard]] bool asks_any() const noexcept {
    for (place i = 0; i < contact_.rules().inputs().size(); ++i) {
      if (ranks_[i].is_asked()) return true;
    }
    return false;
  }
  /// Forgets all but what the reasons alone put first; says whether it is one input.
  bool keep_first() noexcept {
    const auto inputs = contact_.rules().inputs().size();
    auto first = not_asked;
    for (place i = 0; i < inputs; ++i)
      first = ranks_[i].key < first ? ranks_[i].key : first;
    std::size_t kept = 0;
    for (place i = 0; i < inputs; ++i) {
      if (ranks_[i].key != first) ranks_[i] = {};
      if (ranks_[i].is_asked()) ++kept;
    }
    return kept == 1;
  }

  /// The first question.
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
    put_earlier_first();
    const auto inputs = static_cast<place>(contact_.rules().inputs().size());
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

  /// Gives each question to the input that is asked first, and the reason for the contact
  /// the first place.
  void put_earlier_first() noexcept {
    const auto complaint = contact_.rules().head().complaint;
    const auto inputs = static_cast<place>(contact_.rules().inputs().size());
    if (!further_ && complaint != none && ranks_[complaint].is_asked())
      ranks_[complaint].key &= ~after_complaint;
    for (place i = 0; i < inputs; ++i) {
      if (!ranks_[i].is_asked()) continue;
      const auto first = asked_first(i);
      if (first == i) continue;
      if (!further_ && first == complaint) ranks_[i].key &= ~after_complaint;
      if (before(ranks_[i], ranks_[first])) ranks_[first] = ranks_[i];
      ranks_[i] = {};
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
  // A key, from its highest bit on: not the complaint; further questions by purpose;
  // level; not a requirement with a level of its own; purpose; asked by no group that
  // speaks in every contact; the first rule.
  static constexpr auto after_complaint = std::uint64_t{1} << 63;
  static constexpr int purpose_first_at = 56;
  static constexpr int level_at = 40;
  static constexpr std::uint64_t any_level = 0xffff;
  static constexpr auto no_own_level = std::uint64_t{1} << 39;
  static constexpr int purpose_at = 34;
  static constexpr std::uint64_t any_purpose = 0x1f;
  static constexpr auto only_sometimes = std::uint64_t{1} << 33;
  static constexpr std::uint64_t any_rule = 0xffffffff;
  static constexpr auto not_asked = ~std::uint64_t{0};

  /// Where a question stands: smaller is earlier; of the same key, what is open in more
  /// comes first, then the author's order.
  struct rank {
    std::uint64_t key = not_asked;
    std::uint32_t count = 0;
    place author = none;

    [[nodiscard]] bool is_asked() const noexcept { return key != not_asked; }
  };
  static_assert(sizeof(rank) == 2 * sizeof(std::uint64_t));

  [[nodiscard]] static bool before(const rank& a, const rank& b) noexcept {
    if (a.key != b.key) return a.key < b.key;
    if (a.count != b.count) return a.count > b.count;
    return a.author < b.author;
  }
  /// The key of a reason alone: of what it does not tell, the latest.
  [[nodiscard]] std::uint64_t key_of(const reason& why) const noexcept {
    const auto number = static_cast<std::uint64_t>(why.purpose);
    const auto level = why.level == none ? any_level : std::uint64_t{why.level};
    return after_complaint | (further_ ? number << purpose_first_at : 0) |
           level << level_at | (why.own_level ? 0 : no_own_level) | number << purpose_at |
           only_sometimes | any_rule;
  }
  [[nodiscard]] static std::uint32_t level_of(const rank& of) noexcept {
    const auto level = of.key >> level_at & any_level;
    return level == any_level ? none : static_cast<std::uint32_t>(level);
  }
  [[nodiscard]] static question question_of(place input, const rank& of) noexcept {
    return {input, static_cast<purpose>(of.key >> purpose_at & any_purpose),
            level_of(of)};
  }

  frame& contact_;
  openness& open_;
  bool further_ = false;
  rank* ranks_ = nullptr;
};

}  // namespace arvio::inline v0::core

#endif  // ARVIO_CORE_QUESTION_HPP
