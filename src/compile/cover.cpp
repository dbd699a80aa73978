#include "compile/cover.hpp"

#include "compile/bits.hpp"

#include <algorithm>
#include <array>
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

/// Boxes made before, and those that were there. One that was inserted or refused need
/// not be tried again: what holds it stays, or makes place for something larger.
class box_memory {
 public:
  box_memory(const cover& whole, std::size_t words) : whole_(whole), words_(words) {}

  /// Whether a box is new. Most covers close without one: then none is kept.
  bool add(const box_bits& box) {
    if (known_.empty()) {
      for (std::size_t i = 0; i < whole_.size(); ++i)
        known_.emplace(whole_.box(i), whole_.box(i) + words_);
    }
    return known_.insert(box).second;
  }

 private:
  const cover& whole_;
  std::size_t words_;
  std::unordered_set<box_bits, bits_hash> known_;
};

/// The bits of a field in each of its words.
std::uint64_t mask_of(const box_field& field) {
  return field.word_count == 1 ? low_ones(field.width) << field.shift : ~std::uint64_t{0};
}

/// Which of two boxes holds the other's values of a slot; given the words of its field.
inclusion compare_in(const box_field& field, const std::uint64_t* first,
                     const std::uint64_t* second) {
  if (field.word_count != 1) return compare(first, second, field.word_count);
  const auto mask = mask_of(field);
  return {(*first & ~*second & mask) == 0, (*second & ~*first & mask) == 0};
}

/// Whether a box holds all values of a field's slot.
bool holds_all(const box_space& space, const box_field& field, const std::uint64_t* box) {
  const auto* full = space.full().data() + field.word;
  return compare_in(field, full, box + field.word).first_inside;
}

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
  if (!spend((size_ + 1) * width())) return;
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
      if (!both.spend(width())) return fail(both.failed_);
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
    box_bits part;                                          // the words of the field
    std::array<std::vector<std::size_t>, origins> members;  // by origin, growing
  };

  void add_to_group(std::size_t index) {
    const auto* box = whole_.box(index);
    if (holds_all(space_, field_, box)) return;
    const auto* part = box + field_.word;
    auto same = std::find_if(groups_.begin(), groups_.end(), [&](const group& one) {
      const auto order = compare_in(field_, one.part.data(), part);
      return order.first_inside && order.second_inside;
    });
    if (same == groups_.end())
      same = groups_.insert(same, {box_bits(part, part + field_.word_count), {}});
    same->members[whole_.origins_[index]].push_back(index);
  }

  void meet_first_boxes(std::size_t index) {
    if (holds_all(space_, field_, whole_.box(index))) return;
    // inserting boxes moves them
    const box_bits box(whole_.box(index), whole_.box(index) + space_.words());
    const auto own = whole_.origins_[index];
    for (const auto& other : groups_) {
      if (!whole_.spend(1)) return;
      const auto order = compare_in(field_, box.data() + field_.word, other.part.data());
      if (order.first_inside || order.second_inside) continue;
      for (std::uint32_t origin = 0; origin < origins; ++origin) {
        if (origin == own && origin != no_origin) continue;
        for (const auto member : other.members[origin]) {
          if (member >= index) break;  // two first boxes meet once
          if (!try_consensus(index, box, member)) return;
        }
      }
    }
  }

  /// False where there is nothing more to do with box `index`. A member that was
  /// dropped still serves: what it leads to lies inside what its successor leads to.
  bool try_consensus(std::size_t index, const box_bits& box, std::size_t member) {
    if (!whole_.spend(whole_.width())) return false;
    const auto* other = whole_.box(member);
    const auto gap = space_.gap_between(box.data(), other);
    if (gap.count > 1 || (gap.count == 1 && gap.field != index_)) return true;
    consensus_.resize(space_.words());
    for (std::size_t i = 0; i < consensus_.size(); ++i)
      consensus_[i] = box[i] & other[i];
    const auto mask = mask_of(field_);
    for (auto word = field_.word; word < field_.word + field_.word_count; ++word) {
      consensus_[word] = (consensus_[word] & ~mask) | ((box[word] | other[word]) & mask);
    }
    if (memory_.add(consensus_)) whole_.insert(consensus_.data(), no_origin);
    return whole_.failed_ == errc::none && !whole_.dropped_[index];
  }

  cover& whole_;
  const box_space& space_;
  std::uint32_t index_;
  const box_field& field_;
  box_memory& memory_;
  box_bits consensus_;
  std::vector<group> groups_;
};

/// INVARIANT: what one closed cover alone tests cannot be joined anew, nor can values
/// that hold one another.
bool cover::is_closed_in(const box_field& field) {
  struct part {
    const std::uint64_t* words;
    std::uint32_t origin;
  };
  std::vector<part> parts;  // each once for an origin
  for (std::size_t i = 0; i < size_; ++i) {
    if (holds_all(*space_, field, box(i))) continue;
    if (!spend(parts.size() + 1)) return true;
    const part own{box(i) + field.word, origins_[i]};
    bool is_known = false;
    for (const auto& one : parts) {
      const auto order = compare_in(field, one.words, own.words);
      const bool of_one_cover = one.origin == own.origin;
      is_known = of_one_cover && order.first_inside && order.second_inside;
      if (is_known) break;
      if (of_one_cover && own.origin != no_origin) continue;
      if (!order.first_inside && !order.second_inside) return false;
    }
    if (!is_known) parts.push_back(own);
  }
  return true;
}

std::size_t cover::testing(const box_field& field) const {
  std::size_t count = 0;
  for (std::size_t i = 0; i < size_; ++i) {
    if (!holds_all(*space_, field, box(i))) ++count;
  }
  return count;
}

/// The slots in which it may not be closed, those that the fewest boxes test first: boxes
/// that differ in the others do not meet yet, and fewer are made only to be absorbed.
std::vector<std::uint32_t> cover::open_fields() {
  const auto words = space_->words();
  std::array<box_bits, origins> tested;  // by the boxes of each origin
  for (auto& bits : tested)
    bits.assign(words, 0);
  for (std::size_t i = 0; i < size_; ++i) {
    auto& bits = tested[origins_[i]];
    for (std::size_t word = 0; word < words; ++word)
      bits[word] |= space_->full()[word] & ~box(i)[word];
  }
  std::vector<std::pair<std::size_t, std::uint32_t>> order;
  for (std::uint32_t index = 0; index < space_->fields().size(); ++index) {
    const auto& field = space_->fields()[index];
    const auto is_tested = [&](std::uint32_t origin) {
      const auto* bits = tested[origin].data() + field.word;
      return std::any_of(bits, bits + field.word_count, [&](std::uint64_t word) {
        return (word & mask_of(field)) != 0;
      });
    };
    // Closed covers that do not both test a slot cannot be joined in it.
    const auto count =
        std::count_if(tested.begin() + 1, tested.end(), [&](const auto& one) {
          return is_tested(static_cast<std::uint32_t>(&one - tested.data()));
        });
    if (count < 2 && !is_tested(no_origin)) continue;
    if (!is_closed_in(field)) order.emplace_back(testing(field), index);
  }
  std::sort(order.begin(), order.end());
  std::vector<std::uint32_t> fields;
  for (const auto& one : order)
    fields.push_back(one.second);
  return fields;
}

/// Where it is closed from the beginning it could be closed first, and so need not be.
void cover::close() {
  if (size_ < 2) return;
  box_memory memory(*this, space_->words());
  for (const auto field : open_fields()) {
    if (failed_ != errc::none) break;
    slot_closure(*this, field, memory).run();
  }
}

}  // namespace arvio::inline v0::compile
