#ifndef ARVIO_SRC_COMPILE_COVER_HPP
#define ARVIO_SRC_COMPILE_COVER_HPP

#include "arvio/base/error.hpp"
#include "arvio/compile/boxes.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace arvio::inline v0::compile {

/// Boxes of one space, none inside another, and the work of combining them.
///
/// Meaning  once the budget has run out (`failed`) the boxes are of no use, and every
///          further call returns soon.
class cover {
 public:
  static constexpr std::uint32_t no_origin = 0;
  static constexpr std::uint32_t origins = 3;

  cover(const box_space& space, box_budget& budget) : space_(&space), budget_(&budget) {}

  [[nodiscard]] errc failed() const noexcept { return failed_; }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] const std::uint64_t* box(std::size_t index) const {
    return bits_.data() + index * space_->words();
  }

  /// Adds a box, unless it lies inside one that is there; drops those that lie inside it.
  ///
  /// Counts  `origin`: boxes of the same number below `origins` come from one closed
  ///         cover; no_origin: from none.
  void insert(const std::uint64_t* box, std::uint32_t origin);
  /// The same for a box that is known to be neither inside one that is there nor around
  /// one.
  void append(const std::uint64_t* box, std::uint32_t origin);
  /// This or the other.
  void unite(const cover& other);
  /// This and the other.
  void intersect(const cover& other);
  /// Makes it all maximal boxes of what its boxes cover.
  ///
  /// Meaning  slot by slot: of every two boxes that meet in all other slots, the
  ///          consensus (the union in the slot, the intersection elsewhere), until
  ///          nothing new comes. One pass over the slots is enough: a cover closed in a
  ///          slot stays so while another slot is closed, since the consensus in the
  ///          first slot of two results in the second lies inside the results, in the
  ///          second, of consensuses in the first.
  void close();

  /// Counts steps of work; false, and failed, where the budget has too few left.
  bool spend(std::size_t steps);

 private:
  class slot_closure;

  /// What comparing two boxes costs, in steps: most differ in their first words.
  [[nodiscard]] std::size_t width() const noexcept { return 1 + space_->words() / 8; }

  [[nodiscard]] std::vector<std::uint32_t> open_fields();
  /// Whether closing it in a field's slot can make nothing new.
  [[nodiscard]] bool is_closed_in(const box_field& field);
  /// How many boxes do not hold all values of a field's slot.
  [[nodiscard]] std::size_t testing(const box_field& field) const;
  void fail(errc why);
  void remove_dropped();

  const box_space* space_;
  box_budget* budget_;
  errc failed_ = errc::none;
  std::size_t size_ = 0;           // boxes, those dropped but not yet removed included
  std::size_t dropped_count_ = 0;  // INVARIANT: 0 outside insert and close
  std::vector<std::uint64_t> bits_;
  std::vector<std::uint32_t> origins_;
  std::vector<bool> dropped_;
};

}  // namespace arvio::inline v0::compile

#endif  // ARVIO_SRC_COMPILE_COVER_HPP
