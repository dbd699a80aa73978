#ifndef ARVIO_SRC_ANALYSIS_REGIONS_HPP
#define ARVIO_SRC_ANALYSIS_REGIONS_HPP

#include "arvio/base/value_set.hpp"
#include "arvio/book/rulebook.hpp"
#include "arvio/compile/condition.hpp"
#include "arvio/compile/formula.hpp"
#include "arvio/ruleset/outline.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// Boxes of two books in one language, so that they can be taken from one another.
namespace arvio::inline v0::analysis {

/// A slot by what it means: two slots of two books are the same where both agree.
struct slot_meaning {
  std::string name;        // "`age`"
  std::string definition;  // how it and all it comes from is written

  friend auto operator<=>(const slot_meaning&, const slot_meaning&) = default;
};

/// Values per slot; a slot that is not named may have any.
using region_box = std::map<slot_meaning, value_set>;
using region = std::vector<region_box>;

/// What of `from` lies in no box of `taken`, as boxes that do not overlap within each of
/// `from`.
///
/// Errors  nullopt: more than `most` boxes on the way.
[[nodiscard]] std::optional<region> without(
    const region& from, const region& taken,
    const std::map<slot_meaning, value_set>& domains, std::size_t most);

/// The conditions of one book as regions.
class region_maker {
 public:
  explicit region_maker(const book::rulebook& book);

  /// Where a rule holds, scope included; nullopt: over the budget.
  [[nodiscard]] std::optional<region> of_rule(std::uint32_t group, std::uint32_t rule);

  [[nodiscard]] const compile::formula_pool& pool() const { return pool_; }
  /// The slot that a meaning is, if this book has it.
  [[nodiscard]] std::optional<compile::slot_index> find(const slot_meaning& what) const;
  /// All values of each slot met so far.
  [[nodiscard]] const std::map<slot_meaning, value_set>& domains() const {
    return domains_;
  }
  /// A box in words: "`age` 16 to 17, `cold_sweat` true".
  [[nodiscard]] std::string words(const region_box& box) const;

 private:
  slot_meaning meaning_of(compile::slot_index slot);
  std::string definition_of_names_in(const lang::ast& tree, std::uint32_t node) const;
  std::string definition_of_input(std::uint32_t index) const;
  std::string definition_of_derived(std::uint32_t index) const;
  std::string values_words(compile::slot_index slot, const value_set& values) const;

  const book::rulebook& book_;
  std::vector<ruleset::outline> outlines_;  // per rule set
  compile::formula_pool pool_;
  compile::condition_builder builder_;
  std::map<slot_meaning, compile::slot_index> slots_;
  std::map<slot_meaning, value_set> domains_;
};

}  // namespace arvio::inline v0::analysis

#endif  // ARVIO_SRC_ANALYSIS_REGIONS_HPP
