#include "compile/cover.hpp"

#include "compile/bits.hpp"

#include <algorithm>
#include <map>
#include <unordered_set>
#include <utility>

namespace arvio::inline v0::compile {

namespace {

struct inclusion {
  bool first_inside = true;
  bool second_inside = true;
};

/// Which of two boxes, or parts of boxes, lies inside the other.
inclusion compare(const std::uint64_t* first, const std::uint64_t* second,
                  std::size_t words) {
  inclusion found;
  for (std::size_t i = 0; i < words; ++i) {
    found.first_inside = found.first_inside && (first[i] & ~second[i]) == 0;
    found.second_inside = found.second_inside && (second[i] & ~first[i]) == 0;
    if (!found.first_inside && !found.second_inside) break;
  }
  return found;
}

struct bits_hash {
  std::size_t operator()(const box_bits& bits) const noexcept {
    std::uint64_t sum = 0;
    for (const auto word : bits) {
      sum = (sum ^ word) * 0x9E3779B97F4A7C15u;
      sum ^= sum >> 29;
    }
    return static_cast<std::size_t>(sum);
  }
};

/// Boxes made before. One that was inserted or refused need not be tried again: what
/// holds it stays, or makes place for something larger.
using box_memory = std::unordered_set<box_bits, bits_hash>;

}  // namespace

bool cover::spend(std::size_t steps) {
  if (failed_ != errc::none) return false;
  if (budget_->steps < steps) {
    budget_->steps = 0;
    fail(errc::limit_work);
    return false;
  }
  budget_->steps -= steps;
  return true;
}

void cover::fail(errc why) { failed_ = why; }

void cover::insert(const std::uint64_t* box, std::uint32_t origin) {
  if (!spend(size_ + 1)) return;
  const auto words = space_->words();
  for (std::size_t i = 0; i < size_; ++i) {
    if (dropped_[i]) continue;
    const auto order = compare(box, this->box(i), words);
    if (order.first_inside) return;  // then none can lie inside the new box
    if (order.second_inside) {
      dropped_[i] = true;
      ++dropped_count_;
    }
  }
  if (size_ - dropped_count_ >= budget_->intermediate) return fail(errc::limit_boxes);
  append(box, origin);
}

void cover::append(const std::uint64_t* box, std::uint32_t origin) {
  bits_.insert(bits_.end(), box, box + space_->words());
  origins_.push_back(origin);
  dropped_.push_back(false);
  ++size_;
}

void cover::remove_dropped() {
  if (dropped_count_ == 0) return;
  const auto words = space_->words();
  std::size_t kept = 0;
  for (std::size_t i = 0; i < size_; ++i) {
    if (dropped_[i]) continue;
    std::copy_n(bits_.data() + i * words, words, bits_.data() + kept * words);
    origins_[kept] = origins_[i];
    ++kept;
  }
  size_ = kept;
  dropped_count_ = 0;
  bits_.resize(kept * words);
  origins_.resize(kept);
  dropped_.assign(kept, false);
}

void cover::unite(const cover& other) {
  if (other.failed_ != errc::none) return fail(other.failed_);
  for (std::size_t i = 0; i < other.size_ && failed_ == errc::none; ++i) {
    insert(other.box(i), other.origins_[i]);
  }
  remove_dropped();
}

void cover::intersect(const cover& other) {
  if (other.failed_ != errc::none) return fail(other.failed_);
  cover both(*space_, *budget_);
  box_bits common(space_->words());
  for (std::size_t i = 0; i < size_; ++i) {
    for (std::size_t j = 0; j < other.size_; ++j) {
      if (!both.spend(1)) return fail(both.failed_);
      if (space_->gap_between(box(i), other.box(j)).count != 0) continue;
      std::transform(box(i), box(i) + space_->words(), other.box(j), common.begin(),
                     [](std::uint64_t a, std::uint64_t b) { return a & b; });
      both.insert(common.data(), 0);
    }
  }
  both.remove_dropped();
  *this = std::move(both);
}

/// Closes a cover in one slot.
///
/// Meaning  a consensus of consensuses in one slot is one of all the boxes they come
///          from, and those can be joined one by one: so every box, new ones too, meets
///          the boxes that were there at first and no other.
class cover::slot_closure {
 public:
  slot_closure(cover& whole, std::uint32_t field, box_memory& memory)
      : whole_(whole),
        space_(*whole.space_),
        index_(field),
        field_(space_.fields()[field]),
        memory_(memory) {
    const auto* full = space_.full().data() + field_.word;
    mask_.assign(full, full + field_.word_count);
    if (field_.word_count == 1) mask_[0] &= low_ones(field_.width) << field_.shift;
    for (std::size_t i = 0; i < whole_.size_; ++i)
      add_to_group(i);
  }

  /// INVARIANT: boxes keep their places meanwhile; new ones come at the end and get
  /// their turn.
  void run() {
    if (groups_.size() < 2) return;
    for (std::size_t i = 0; i < whole_.size_ && whole_.failed_ == errc::none; ++i) {
      if (!whole_.dropped_[i]) meet_first_boxes(i);
    }
    whole_.remove_dropped();
  }

 private:
  /// Boxes that were there at first, with the same values in the slot. Where the values
  /// of two boxes form an inclusion chain, their consensus lies inside one of them.
  struct group {
    box_bits part;
    std::vector<std::size_t> members;  // growing
  };

  /// Whether a box has all values of the slot, and so holds every other part of it.
  [[nodiscard]] bool has_all_values(const std::uint64_t* box) const {
    std::uint64_t missing = 0;
    for (std::uint32_t i = 0; i < field_.word_count; ++i)
      missing |= mask_[i] & ~box[field_.word + i];
    return missing == 0;
  }

  [[nodiscard]] box_bits part_of(const std::uint64_t* box) const {
    box_bits part(field_.word_count);
    for (std::uint32_t i = 0; i < field_.word_count; ++i) {
      part[i] = box[field_.word + i] & mask_[i];
    }
    return part;
  }

  void add_to_group(std::size_t index) {
    if (has_all_values(whole_.box(index))) return;
    auto part = part_of(whole_.box(index));
    const auto [place, is_new] = group_of_.emplace(part, groups_.size());
    if (is_new) groups_.push_back({std::move(part), {}});
    groups_[place->second].members.push_back(index);
  }

  void meet_first_boxes(std::size_t index) {
    if (has_all_values(whole_.box(index))) return;
    // inserting boxes moves them
    const box_bits box(whole_.box(index), whole_.box(index) + space_.words());
    const auto part = part_of(box.data());
    for (const auto& other : groups_) {
      if (!whole_.spend(1)) return;
      const auto order = compare(part.data(), other.part.data(), part.size());
      if (order.first_inside || order.second_inside) continue;
      for (const auto member : other.members) {
        if (member >= index) break;  // two first boxes meet once
        if (!try_consensus(index, box, member)) return;
      }
    }
  }

  /// False where there is nothing more to do with box `index`. A member that was
  /// dropped still serves: what it leads to lies inside what its successor leads to.
  bool try_consensus(std::size_t index, const box_bits& box, std::size_t member) {
    const auto origin = whole_.origins_[index];
    if (origin != 0 && origin == whole_.origins_[member]) return true;
    if (!whole_.spend(1)) return false;
    const auto* other = whole_.box(member);
    const auto gap = space_.gap_between(box.data(), other);
    if (gap.count > 1 || (gap.count == 1 && gap.field != index_)) return true;
    box_bits consensus(space_.words());
    for (std::size_t i = 0; i < consensus.size(); ++i)
      consensus[i] = box[i] & other[i];
    for (std::uint32_t i = 0; i < field_.word_count; ++i) {
      const auto word = field_.word + i;
      consensus[word] =
          (consensus[word] & ~mask_[i]) | ((box[word] | other[word]) & mask_[i]);
    }
    const auto [place, is_new] = memory_.insert(std::move(consensus));
    if (is_new) whole_.insert(place->data(), 0);
    return whole_.failed_ == errc::none && !whole_.dropped_[index];
  }

  cover& whole_;
  const box_space& space_;
  std::uint32_t index_;
  const box_field& field_;
  box_memory& memory_;
  box_bits mask_;
  std::vector<group> groups_;
  std::map<box_bits, std::size_t> group_of_;
};

std::size_t cover::testing(std::uint32_t field) const {
  const auto& where = space_->fields()[field];
  const auto& full = space_->full();
  const auto last = where.word + where.word_count - 1;
  const auto mask =
      where.word_count > 1 ? full[last] : low_ones(where.width) << where.shift;
  std::size_t count = 0;
  for (std::size_t i = 0; i < size_; ++i) {
    const auto* words = box(i);
    bool all = (~words[last] & mask) == 0;
    for (auto word = where.word; word < last; ++word)
      all = all && words[word] == full[word];
    if (!all) ++count;
  }
  return count;
}

void cover::close() {
  // The slots that the fewest boxes test come first: boxes that differ in the others do
  // not meet yet, and fewer are made only to be absorbed.
  std::vector<std::pair<std::size_t, std::uint32_t>> order;
  for (std::uint32_t field = 0; field < space_->fields().size(); ++field) {
    if (const auto count = testing(field); count > 1) order.emplace_back(count, field);
  }
  std::sort(order.begin(), order.end());
  box_memory memory;
  for (std::size_t i = 0; i < size_; ++i)
    memory.emplace(box(i), box(i) + space_->words());
  for (const auto& [count, field] : order) {
    if (failed_ != errc::none) break;
    slot_closure(*this, field, memory).run();
  }
}

}  // namespace arvio::inline v0::compile
