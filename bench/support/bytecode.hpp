#ifndef ARVIO_BENCH_SUPPORT_BYTECODE_HPP
#define ARVIO_BENCH_SUPPORT_BYTECODE_HPP

#include "support/boxed_rules.hpp"
#include "support/contacts.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace arvio::bench {

/// What one evaluation reads and writes: made once, used for one contact after another.
struct bytecode_frame {
  /// The possible set of a slot: all values from `low` to `high`.
  struct range {
    std::int32_t low = 0;
    std::int32_t high = 0;
  };
  std::vector<range> slots;
  std::vector<std::uint64_t> certain;   // bit n: rule n of boxed_rules
  std::vector<std::uint64_t> possible;  // not excluded, certain ones included
};

/// A baseline: a flat list of tests of 16 bytes each, run one after another.
///
/// Meaning  decides rules as semantics.md section 3 does, by their boxes. A clause ends
///          at its first test that fails, a rule at its first clause that is certain.
class bytecode {
 public:
  /// Errors  std::invalid_argument where values do not fit 32 bits.
  explicit bytecode(const boxed_rules& rules);

  /// A frame for a contact of which nothing is known.
  [[nodiscard]] bytecode_frame frame() const;
  /// Puts a contact into a frame, all that it says nothing of included.
  void read(const known_contact& contact, bytecode_frame& into) const;
  /// Decides scores, derived booleans and every rule.
  ///
  /// Meaning  returns the first certain rule; rule_count() where there is none.
  /// Errors   none; allocates nothing.
  std::uint32_t evaluate(bytecode_frame& frame) const noexcept;

  [[nodiscard]] std::uint32_t rule_count() const noexcept {
    return static_cast<std::uint32_t>(rules_.size() - 1);
  }
  /// Bytes that evaluation reads besides the frame.
  [[nodiscard]] std::size_t size() const noexcept;

 private:
  struct test {
    enum class form : std::uint8_t { range, mask, ranges };

    std::uint16_t slot = 0;
    form kind = form::range;
    std::int32_t low = 0;    // range; ranges: how many
    std::uint64_t more = 0;  // range: high; mask: bit n is value n; ranges: the first
  };
  static_assert(sizeof(test) == 16);

  struct band {
    std::int32_t low = 0;
    std::int32_t high = 0;
    std::int32_t points = 0;
  };
  struct item {
    std::uint32_t slot = 0;
    std::uint32_t first_band = 0;
    std::uint32_t last_band = 0;  // one past it
  };
  /// A boolean of some clauses, or a score of some items.
  struct step {
    std::uint32_t slot = 0;
    bool is_score = false;
    std::uint32_t first = 0;
    std::uint32_t last = 0;  // one past it
  };
  enum class verdict : std::uint8_t { excluded, possible, certain };

  void add_clauses(const std::vector<clause>& clauses);
  void add_test(const slot_test& what);
  void add_score(const boxed_rules& rules, const book::linked_derived& score);
  [[nodiscard]] verdict run(const test& one, const bytecode_frame& frame) const noexcept;
  [[nodiscard]] verdict run_clauses(std::uint32_t first, std::uint32_t last,
                                    const bytecode_frame& frame) const noexcept;
  [[nodiscard]] bytecode_frame::range run_score(
      const step& score, const bytecode_frame& frame) const noexcept;

  std::vector<test> tests_;
  std::vector<std::uint32_t> clauses_{0};  // where each one's tests begin; and the end
  std::vector<std::uint32_t> rules_;       // where each one's clauses begin; and the end
  std::vector<bytecode_frame::range> ranges_;
  std::vector<band> bands_;
  std::vector<item> items_;
  std::vector<step> steps_;
  std::vector<bytecode_frame::range> unknown_;  // per slot
  std::vector<std::uint32_t> first_of_input_;   // per input, and the end
  std::vector<bool> is_codes_;                  // per input
};

}  // namespace arvio::bench

#endif  // ARVIO_BENCH_SUPPORT_BYTECODE_HPP
