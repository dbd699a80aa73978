#include "arvio/compile/boxes.hpp"

#include "arvio/base/sort_stably.hpp"

#include "compile/bits.hpp"
#include "compile/cover.hpp"

#include <algorithm>
#include <utility>

namespace arvio::inline v0::compile {

namespace {

/// Turns formulas into boxes that cover them: a disjunction of boxes, absorbed on the
/// way.
class normaliser {
 public:
  normaliser(const formula_pool& pool, const box_space& space, box_budget& budget)
      : pool_(pool), space_(space), budget_(budget) {}

  [[nodiscard]] cover covering(term_index what) const {
    cover result(space_, budget_);
    if (!result.spend(1)) return result;
    const auto& one = pool_.at(what);
    switch (one.shape) {
      case term::form::truth:
        if (one.value) result.insert(space_.full().data(), 0);
        break;
      case term::form::atom: {
        auto box = space_.full();
        space_.put(one.slot, one.values, box);
        result.insert(box.data(), 0);
        break;
      }
      case term::form::any:
        for (const auto part : one.parts) {
          result.unite(covering(part));
          if (result.failed() != errc::none) break;
        }
        break;
      case term::form::all: result = covering_all(one.parts); break;
    }
    return result;
  }

 private:
  /// The tests of one slot each are one box. Of the other parts, those with the fewest
  /// boxes come first: they cut the others down.
  [[nodiscard]] cover covering_all(const std::vector<term_index>& parts) const {
    auto box = space_.full();
    std::vector<cover> covers;
    for (const auto part : parts) {
      const auto& one = pool_.at(part);
      if (one.shape == term::form::atom) {
        // INVARIANT: the pool has joined the tests of a slot into one.
        space_.put(one.slot, one.values, box);
        continue;
      }
      covers.push_back(covering(part));
      if (covers.back().failed() != errc::none) return std::move(covers.back());
    }
    sort_stably(covers,
                [](const cover& a, const cover& b) { return a.size() < b.size(); });
    cover result(space_, budget_);
    result.append(box.data(), 0);
    for (const auto& one : covers) {
      result.intersect(one);
      if (result.failed() != errc::none) break;
    }
    return result;
  }

  const formula_pool& pool_;
  const box_space& space_;
  box_budget& budget_;
};

/// Whether some box does not allow all values of a field's slot.
bool tests(const box_list& boxes, const box_field& field) {
  const auto& full = boxes.space().full();
  const auto mask =
      field.word_count == 1 ? low_ones(field.width) << field.shift : ~std::uint64_t{0};
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    const auto box = boxes.box(i);
    for (auto word = field.word; word < field.word + field.word_count; ++word) {
      if ((full[word] & ~box[word] & mask) != 0) return true;
    }
  }
  return false;
}

/// The boxes of a finished cover.
expected<box_list> listed(const cover& from, std::shared_ptr<const box_space> space,
                          const box_budget& budget) {
  if (from.failed() != errc::none) return unexpected(error{from.failed(), {}});
  if (from.size() > budget.boxes) return unexpected(error{errc::limit_boxes, {}});
  box_list list(std::move(space));
  for (std::size_t i = 0; i < from.size(); ++i) {
    list.add({from.box(i), list.space().words()});
  }
  return list;
}

/// A cover of boxes none of which lies inside another.
cover cover_of(const box_list& boxes, std::uint32_t origin, box_budget& budget) {
  cover made(boxes.space(), budget);
  for (std::size_t i = 0; i < boxes.size(); ++i)
    made.append(boxes.box(i).data(), origin);
  return made;
}

}  // namespace

expected<box_list> maximal_boxes(const formula_pool& pool, term_index what,
                                 std::shared_ptr<const box_space> space,
                                 box_budget& budget) {
  auto boxes = normaliser(pool, *space, budget).covering(what);
  boxes.close();
  return listed(boxes, std::move(space), budget);
}

expected<box_list> maximal_boxes(const formula_pool& pool, term_index what,
                                 box_budget& budget) {
  return maximal_boxes(
      pool, what, std::make_shared<const box_space>(pool, std::span(&what, 1)), budget);
}

/// Whether no slot is tested by both, and both test some: then no box of the one lies
/// inside a box of the other, and there is nothing to join.
bool test_different_slots(const box_list& one, const box_list& other,
                          box_budget& budget) {
  if (one.never_holds() || one.always_holds() || other.never_holds() ||
      other.always_holds())
    return false;
  const auto& fields = one.space().fields();
  budget.steps -= std::min(budget.steps, fields.size() / 8);
  return std::none_of(fields.begin(), fields.end(), [&](const box_field& field) {
    if (!tests(other, field)) return false;
    budget.steps -= std::min(budget.steps, one.size());
    return tests(one, field);
  });
}

expected<box_list> united(box_list one, const box_list& other, box_budget& budget) {
  if (test_different_slots(one, other, budget)) {
    if (budget.steps == 0) return unexpected(error{errc::limit_work, {}});
    for (std::size_t i = 0; i < other.size(); ++i)
      one.add(other.box(i));
    if (one.size() > budget.boxes || one.size() > budget.intermediate)
      return unexpected(error{errc::limit_boxes, {}});
    return one;
  }
  auto boxes = cover_of(one, 1, budget);
  boxes.unite(cover_of(other, 2, budget));
  boxes.close();
  return listed(boxes, one.shared_space(), budget);
}

expected<box_list> intersected(const box_list& one, const box_list& other,
                               box_budget& budget) {
  // A maximal box of both lies inside one of each: the maximal intersections are all of
  // them.
  auto boxes = cover_of(one, 0, budget);
  boxes.intersect(cover_of(other, 0, budget));
  return listed(boxes, one.shared_space(), budget);
}

expected<bool> can_hold(const formula_pool& pool, term_index what, box_budget& budget) {
  const box_space space(pool, std::span(&what, 1));
  const auto boxes = normaliser(pool, space, budget).covering(what);
  if (boxes.failed() != errc::none) return unexpected(error{boxes.failed(), {}});
  return boxes.size() != 0;
}

bool certain(const box_list& boxes, std::span<const std::uint64_t> touched) {
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    const auto box = boxes.box(i);
    const bool inside = std::equal(touched.begin(), touched.end(), box.begin(),
                                   [](std::uint64_t possible, std::uint64_t allowed) {
                                     return (possible & ~allowed) == 0;
                                   });
    if (inside) return true;
  }
  return false;
}

bool excluded(const box_list& boxes, std::span<const std::uint64_t> touched) {
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    if (boxes.space().gap_between(boxes.box(i).data(), touched.data()).count == 0)
      return false;
  }
  return true;
}

bool certain(const box_list& boxes, std::span<const value_set> sets) {
  return certain(boxes, boxes.space().touched(sets));
}

bool excluded(const box_list& boxes, std::span<const value_set> sets) {
  return excluded(boxes, boxes.space().touched(sets));
}

}  // namespace arvio::inline v0::compile
