#ifndef ARVIO_TESTS_UNIT_COMPILE_RANDOM_FORMULA_HPP
#define ARVIO_TESTS_UNIT_COMPILE_RANDOM_FORMULA_HPP

#include "arvio/base/value_set.hpp"
#include "arvio/compile/formula.hpp"

#include "support/dice.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

/// Random conditions over a few slots with few values, with a meaning of their own:
/// nothing of it comes from what is tested.
namespace arvio::testing {

/// Some of a slot's values: bit n stands for its value n.
using value_mask = std::uint32_t;

/// A condition as it was thrown: `atom` tests one slot for some values.
struct thrown {
  enum class form { truth, atom, negation, all, any };
  form shape = form::truth;
  bool value = false;
  std::size_t slot = 0;
  value_mask mask = 0;
  std::vector<thrown> parts;
};

/// Slots with a few values each; neighbouring values may have gaps between them.
struct small_world {
  std::vector<std::vector<std::int64_t>> values;

  [[nodiscard]] std::size_t size() const { return values.size(); }
  [[nodiscard]] value_mask all_of(std::size_t slot) const {
    return (1u << values[slot].size()) - 1;
  }
  [[nodiscard]] value_set set_of(std::size_t slot, value_mask mask) const {
    value_set set;
    for (std::size_t i = 0; i < values[slot].size(); ++i) {
      if ((mask >> i & 1) != 0) set = set.united(value_set::single(values[slot][i]));
    }
    return set;
  }
};

/// Two to `most_values` values per slot.
inline small_world random_world(dice& random, std::size_t slots,
                                std::uint32_t most_values) {
  small_world world;
  for (std::size_t i = 0; i < slots; ++i) {
    std::vector<std::int64_t> values;
    auto value = static_cast<std::int64_t>(random.below(5)) - 2;
    for (auto left = 2 + random.below(most_values - 1); left > 0; --left) {
      values.push_back(value);
      value += 1 + (random.below(3) == 0 ? 2 : 0);
    }
    world.values.push_back(values);
  }
  return world;
}

inline thrown random_condition(dice& random, const small_world& world, int depth) {
  thrown made;
  const auto kind = random.below(depth == 0 ? 1 : 10);
  if (depth == 0 || kind < 2) {
    made.shape = thrown::form::atom;
    made.slot = random.below(static_cast<std::uint32_t>(world.size()));
    // now and then a test that every value passes, or none
    const auto all = world.all_of(made.slot);
    made.mask = random.below(16) == 0 ? random.below(all + 1) : 1 + random.below(all - 1);
    return made;
  }
  if (kind == 2) {
    made.shape = thrown::form::negation;
    made.parts.push_back(random_condition(random, world, depth - 1));
    return made;
  }
  if (kind == 3 && random.below(8) == 0) {
    made.value = random.below(2) == 0;
    return made;
  }
  made.shape = kind % 2 == 0 ? thrown::form::all : thrown::form::any;
  for (auto parts = 2 + random.below(3); parts > 0; --parts) {
    made.parts.push_back(random_condition(random, world, depth - 1));
  }
  return made;
}

/// Many small parts of one slot each, in two levels: such conditions have the most boxes.
inline thrown random_flat_condition(dice& random, const small_world& world) {
  const bool any_of_all = random.below(2) == 0;
  thrown made;
  made.shape = any_of_all ? thrown::form::any : thrown::form::all;
  for (auto parts = 3 + random.below(8); parts > 0; --parts) {
    thrown part;
    part.shape = any_of_all ? thrown::form::all : thrown::form::any;
    for (auto atoms = 2 + random.below(3); atoms > 0; --atoms) {
      part.parts.push_back(random_condition(random, world, 0));
    }
    made.parts.push_back(std::move(part));
  }
  return made;
}

/// Whether it holds where slot i has its value number `choice[i]`.
inline bool holds(const thrown& what, const std::vector<std::uint32_t>& choice) {
  switch (what.shape) {
    case thrown::form::truth: return what.value;
    case thrown::form::atom: return (what.mask >> choice[what.slot] & 1) != 0;
    case thrown::form::negation: return !holds(what.parts.front(), choice);
    case thrown::form::all:
      for (const auto& part : what.parts) {
        if (!holds(part, choice)) return false;
      }
      return true;
    case thrown::form::any:
      for (const auto& part : what.parts) {
        if (holds(part, choice)) return true;
      }
      return false;
  }
  return false;  // not reached
}

inline void add_slots(compile::formula_pool& pool, const small_world& world) {
  for (std::size_t i = 0; i < world.size(); ++i) {
    compile::slot slot;
    slot.index = static_cast<std::uint32_t>(i);
    slot.text = "s" + std::to_string(i);
    slot.domain = world.set_of(i, world.all_of(i));
    pool.add_slot(slot);
  }
}

/// The same condition in a pool that has the world's slots.
inline compile::term_index written(const thrown& what, const small_world& world,
                                   compile::formula_pool& pool) {
  std::vector<compile::term_index> parts;
  for (const auto& part : what.parts)
    parts.push_back(written(part, world, pool));
  switch (what.shape) {
    case thrown::form::truth: return pool.truth(what.value);
    case thrown::form::atom:
      return pool.atom(static_cast<compile::slot_index>(what.slot),
                       world.set_of(what.slot, what.mask));
    case thrown::form::negation: return pool.negation(parts.front());
    case thrown::form::all: return pool.all(parts);
    case thrown::form::any: return pool.any(parts);
  }
  return 0;  // not reached
}

/// Every choice of some values per slot (none left without), with what holds in it.
class enumeration {
 public:
  enumeration(const thrown& what, const small_world& world) : world_(world) {
    std::size_t count = 1;
    for (std::size_t i = 0; i < world.size(); ++i) {
      strides_.push_back(count);
      count *= world.all_of(i) + 1;
    }
    verdicts_.assign(count, unknown);
    std::vector<value_mask> box(world.size(), 1);
    do {
      verdicts_[index(box)] = judged(what, box);
      boxes_.push_back(box);
    } while (advance(box));
  }

  [[nodiscard]] const std::vector<std::vector<value_mask>>& boxes() const {
    return boxes_;
  }
  [[nodiscard]] bool certain(const std::vector<value_mask>& box) const {
    return verdicts_[index(box)] == always;
  }
  [[nodiscard]] bool excluded(const std::vector<value_mask>& box) const {
    return verdicts_[index(box)] == never;
  }
  /// Whether it always holds in the box, and in none with one value more.
  [[nodiscard]] bool maximal(const std::vector<value_mask>& box) const {
    if (!certain(box)) return false;
    auto wider = box;
    for (std::size_t i = 0; i < box.size(); ++i) {
      for (value_mask bit = 1; bit <= world_.all_of(i); bit <<= 1) {
        if ((box[i] & bit) != 0) continue;
        wider[i] = box[i] | bit;
        if (certain(wider)) return false;
        wider[i] = box[i];
      }
    }
    return true;
  }

 private:
  enum verdict : std::uint8_t { unknown, never, always, sometimes };

  [[nodiscard]] std::size_t index(const std::vector<value_mask>& box) const {
    std::size_t sum = 0;
    for (std::size_t i = 0; i < box.size(); ++i)
      sum += box[i] * strides_[i];
    return sum;
  }

  bool advance(std::vector<value_mask>& box) const {
    for (std::size_t i = 0; i < box.size(); ++i) {
      if (++box[i] <= world_.all_of(i)) return true;
      box[i] = 1;
    }
    return false;
  }

  /// INVARIANT: boxes come after all that lie inside them, so the two halves are known.
  [[nodiscard]] verdict judged(const thrown& what,
                               const std::vector<value_mask>& box) const {
    for (std::size_t i = 0; i < box.size(); ++i) {
      const auto lowest = box[i] & (~box[i] + 1);
      if (lowest == box[i]) continue;
      auto half = box;
      half[i] = lowest;
      const auto one = verdicts_[index(half)];
      half[i] = box[i] - lowest;
      const auto other = verdicts_[index(half)];
      return one == other ? one : sometimes;
    }
    std::vector<std::uint32_t> choice;
    for (const auto mask : box) {
      std::uint32_t value = 0;
      while ((mask >> value & 1) == 0)
        ++value;
      choice.push_back(value);
    }
    return holds(what, choice) ? always : never;
  }

  const small_world& world_;
  std::vector<std::size_t> strides_;
  std::vector<verdict> verdicts_;
  std::vector<std::vector<value_mask>> boxes_;
};

}  // namespace arvio::testing

#endif  // ARVIO_TESTS_UNIT_COMPILE_RANDOM_FORMULA_HPP
