// Where each clause stands, and what each slot says of all clauses.

#include "arvio/core/detail/sets.hpp"

#include "compile/program_writer.hpp"

#include <algorithm>

namespace arvio::inline v0::compile {

using core::condition_record;
using core::line_bits;
using core::none;
using core::part;
using core::place;

namespace {

constexpr std::uint32_t word = 64;

}  // namespace

void program_writer::align(std::uint32_t bits) {
  while (bits_.size() % bits != 0)
    bits_.emplace_back();
}

/// Puts clauses one after another. Those of one condition never straddle a word, or
/// begin one.
condition_record program_writer::placed(const std::vector<clause>& clauses,
                                        std::uint64_t needs,
                                        const clause_meaning& meaning) {
  const auto inside = static_cast<std::uint32_t>(bits_.size()) % word;
  if (clauses.size() > word - inside && inside != 0) align(word);
  const condition_record where{static_cast<place>(bits_.size()),
                               static_cast<std::uint32_t>(clauses.size())};
  for (const auto& one : clauses)
    put(one, needs, meaning);
  return where;
}

void program_writer::put(const clause& one, std::uint64_t needs,
                         const clause_meaning& meaning) {
  bits_.push_back({&one, needs & one.needs, meaning});
}

/// What later strata wait for first; then urgency, most urgent first, so that the first
/// certain bit tells the level; then the rest.
void program_writer::place_clauses() {
  const auto& conditions = clauses_.conditions();
  conditions_.resize(conditions.size());
  const auto place_all = [&](condition_use use) {
    for (std::size_t i = 0; i < conditions.size(); ++i) {
      if (conditions[i].use != use) continue;
      clause_meaning meaning;
      meaning.use = clause_use::condition;
      meaning.index = static_cast<std::uint32_t>(i);
      conditions_[i] = placed(conditions[i].clauses, 0, meaning);
    }
  };
  place_all(condition_use::early);
  out_.head.early_lines =
      (static_cast<std::uint32_t>(bits_.size()) + line_bits - 1) / line_bits;
  place_all(condition_use::late);  // where there is room anyway
  align(word);

  std::vector<place> first_rule;
  std::size_t rules = 0;
  for (const auto& group : book_.groups) {
    first_rule.push_back(static_cast<place>(rules));
    rules += group.rules.size();
  }
  rules_.resize(rules);
  const auto place_rule = [&](std::size_t g, std::size_t r, std::uint64_t needs) {
    const auto rule = first_rule[g] + static_cast<place>(r);
    const auto level = book_.groups[g].rules[r].urgency.value_or(none);
    rules_[rule] =
        placed(clauses_.groups()[g].rules[r], needs,
               {clause_use::rule, static_cast<std::uint32_t>(g), level, rule, 1});
  };
  segments_.resize(book_.groups.size() * book_.level_count);
  out_.head.first_leveled = static_cast<place>(bits_.size());
  for (book::level_index level = 0; level < book_.level_count; ++level) {
    out_.add(part::level_begins, static_cast<place>(bits_.size()));
    for (std::size_t g = 0; g < book_.groups.size(); ++g) {
      const auto& group = book_.groups[g];
      auto& segment = segments_[g * book_.level_count + level];
      segment.first_clause = static_cast<place>(bits_.size());
      const auto& own = clauses_.groups()[g].rules;
      std::vector<std::size_t> waiting;
      for (std::size_t r = 0; r < group.rules.size(); ++r) {
        if (group.rules[r].urgency == level) waiting.push_back(r);
      }
      // What joins rules stands alone, and fills what their words leave over.
      const auto& joint = clauses_.groups()[g].joint[level];
      const clause_meaning of_joint{clause_use::joint, static_cast<std::uint32_t>(g),
                                    level, 0, 0};
      auto next_joint = joint.begin();
      while (!waiting.empty()) {
        const auto room = word - static_cast<std::uint32_t>(bits_.size()) % word;
        const auto fits = std::find_if(
            waiting.begin(), waiting.end(),
            [&](std::size_t r) { return own[r].size() <= room || room == word; });
        if (fits == waiting.end() && next_joint != joint.end()) {
          put(*next_joint++, ~std::uint64_t{0}, of_joint);
          continue;
        }
        const auto which = fits == waiting.end() ? waiting.begin() : fits;
        place_rule(g, *which, ~std::uint64_t{0});
        waiting.erase(which);
      }
      for (; next_joint != joint.end(); ++next_joint)
        put(*next_joint, ~std::uint64_t{0}, of_joint);
      segment.clauses = static_cast<std::uint32_t>(bits_.size()) - segment.first_clause;
    }
  }
  align(word);
  out_.head.leveled = static_cast<std::uint32_t>(bits_.size()) - out_.head.first_leveled;

  for (std::size_t g = 0; g < book_.groups.size(); ++g) {
    const auto& group = book_.groups[g];
    for (std::size_t r = 0; r < group.rules.size(); ++r) {
      if (!group.rules[r].urgency) place_rule(g, r, 0);
    }
  }
  if (bits_.empty()) {  // a program without a condition has a line all the same
    bits_.emplace_back();
  }
  align(line_bits);
  row_bits_ = static_cast<std::uint32_t>(bits_.size());
  out_.head.row_lines = row_bits_ / line_bits;
  place_all(condition_use::loose);
}

void program_writer::write_clauses() {
  std::vector<std::vector<place>> known(slots_.size());  // predicates by set of values
  for (std::size_t bit = 0; bit < bits_.size(); ++bit) {
    out_.add(part::clause_tests, out_.count(part::tests));
    const auto* one = bits_[bit].box;
    if (bit < row_bits_) out_.add(part::clause_rules, one == nullptr ? none : one->rule);
    if (one == nullptr) continue;
    auto tests = one->tests;
    std::sort(tests.begin(), tests.end(), [this](const auto& a, const auto& b) {
      return slot_place_[a.slot] < slot_place_[b.slot];
    });
    for (const auto& test : tests) {
      const auto slot = slot_place_[test.slot];
      auto& predicates = known[slot];
      if (predicates.size() <= test.values) predicates.resize(test.values + 1, none);
      if (predicates[test.values] == none) {
        const auto words = core::words_for(slots_[slot].record.classes);
        const auto mask = out_.count(part::masks);
        for (std::uint32_t w = 0; w < words; ++w)
          out_.add(part::masks, slots_[slot].masks[test.values * words + w]);
        const auto& record = slots_[slot].record;
        const bool has_state = record.kind != core::slot_kind::urgency;
        predicates[test.values] = out_.add(
            part::predicates,
            core::predicate_record{slot, mask, record.first_word, has_state ? words : 0});
      }
      out_.add(part::tests, predicates[test.values]);
    }
  }
  out_.add(part::clause_tests, out_.count(part::tests));
}

// --- rows ------------------------------------------------------------------------------

/// The place of a row; equal rows are one.
place program_writer::row(const std::vector<std::uint64_t>& bits) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const auto one : bits)
    hash = (hash ^ one) * 0x9e3779b97f4a7c15ULL + (hash >> 29);
  auto& same = known_rows_[hash];
  for (const auto line : same) {
    const auto begin = row_words_.begin() +
                       static_cast<std::ptrdiff_t>(std::size_t{line} * core::line_words);
    if (std::equal(bits.begin(), bits.end(), begin)) return line;
  }
  const auto line = static_cast<place>(row_words_.size() / core::line_words);
  row_words_.insert(row_words_.end(), bits.begin(), bits.end());
  same.push_back(line);
  return line;
}

/// Per class of a slot the clauses that it misses; then those that test the slot.
std::vector<std::vector<std::uint64_t>> program_writer::class_rows(place slot) const {
  const auto& plan = slots_[slot];
  return std::vector<std::vector<std::uint64_t>>(
      plan.record.classes + 1, std::vector<std::uint64_t>(row_bits_ / word));
}

void program_writer::write_rows() {
  row(std::vector<std::uint64_t>(row_bits_ / word));  // place 0: nothing to say

  // Which clauses test each slot, and with which set of values.
  struct tested_bit {
    std::uint32_t bit = 0;
    std::uint32_t values = 0;
  };
  std::vector<std::vector<tested_bit>> tested(slots_.size());
  for (std::uint32_t bit = 0; bit < row_bits_; ++bit) {
    if (bits_[bit].box == nullptr) continue;
    for (const auto& test : bits_[bit].box->tests)
      tested[slot_place_[test.slot]].push_back({bit, test.values});
  }

  std::vector<std::vector<std::vector<std::uint64_t>>> of_booleans(slots_.size());
  for (place i = 0; i < slots_.size(); ++i) {
    auto& plan = slots_[i];
    auto rows = class_rows(i);
    const auto classes = plan.record.classes;
    const auto words = core::words_for(classes);
    for (const auto& one : tested[i]) {
      core::put_bit(rows[classes].data(), one.bit);
      for (std::uint32_t c = 0; c < classes; ++c) {
        if (!core::has_bit(plan.masks.data() + std::size_t{one.values} * words, c))
          core::put_bit(rows[c].data(), one.bit);
      }
    }
    plan.record.first_row = out_.count(part::row_places);
    for (const auto& bits : rows)
      out_.add(part::row_places, row(bits));

    // Numbers that are computed are ranges until all is known: rows of their own.
    constexpr std::uint32_t most_classes = 8;
    const bool is_computed = plan.record.kind == core::slot_kind::derived ||
                             plan.record.kind == core::slot_kind::expression;
    const bool in_order = plan.record.intervals == classes;
    if (is_computed && in_order && plan.record.quad == none && classes >= 2 &&
        classes <= most_classes) {
      plan.record.pairs = out_.count(part::row_places);
      for (std::uint32_t low = 0; low < classes; ++low) {
        auto every = rows[low];
        auto some = rows[low];
        for (std::uint32_t high = low + 1; high < classes; ++high) {
          for (std::size_t w = 0; w < every.size(); ++w) {
            every[w] &= rows[high][w];
            some[w] |= rows[high][w];
          }
          out_.add(part::row_places, row(every));
          out_.add(part::row_places, row(some));
        }
      }
    }
    if (plan.record.quad != none) of_booleans[i] = std::move(rows);
  }

  for (auto& quad : quads_) {
    quad.first_row = out_.count(part::row_places);
    for (const std::size_t which : {std::size_t{0}, std::size_t{2}}) {  // 0; any
      for (std::uint32_t choice = quad.is_light != 0 ? 15 : 0; choice < 16; ++choice) {
        std::vector<std::uint64_t> bits(row_bits_ / word);
        for (std::uint32_t i = 0; i < 4; ++i) {
          if ((choice >> i & 1U) == 0 || quad.slots[i] == none) continue;
          const auto& own = of_booleans[quad.slots[i]][which];
          for (std::size_t w = 0; w < bits.size(); ++w)
            bits[w] |= own[w];
        }
        out_.add(part::row_places, row(bits));
      }
    }
    out_.add(part::quads, quad);
  }
  for (const auto& one : slots_)
    out_.add(part::slots, one.record);

  std::vector<std::uint64_t> invalid(row_bits_ / word);
  for (std::uint32_t bit = 0; bit < row_bits_; ++bit) {
    if (bits_[bit].box == nullptr) core::put_bit(invalid.data(), bit);
  }
  out_.head.invalid_row = row(invalid);
  std::vector<std::uint64_t> last(row_bits_ / word);
  std::vector<std::uint64_t> inner(row_bits_ / word);
  for (const auto& rule : rules_) {
    for (std::uint32_t i = 0; i < rule.clauses; ++i) {
      const auto bit = rule.first_clause + i;
      const bool ends = i + 1 == rule.clauses || bit % word == word - 1;
      core::put_bit(ends ? last.data() : inner.data(), bit);
    }
  }
  out_.head.last_row = row(last);
  out_.head.inner_row = row(inner);
  for (std::uint32_t need = 0; need < out_.head.needs; ++need) {
    std::vector<std::uint64_t> speaking(row_bits_ / word);
    for (std::uint32_t bit = 0; bit < row_bits_; ++bit) {
      if ((bits_[bit].needs >> need & 1U) != 0) core::put_bit(speaking.data(), bit);
    }
    out_.add(part::need_rows, row(speaking));
  }
  write_live_lines();
  for (const auto one : row_words_)
    out_.add(part::rows, one);
}

/// A line is skipped where every clause of it stands behind a gate that is shut.
void program_writer::write_live_lines() {
  const auto lines = row_bits_ / line_bits;
  const auto words = core::words_for(lines);
  std::vector<std::size_t> set_of(slots_.size());  // of gates, in their order
  std::size_t count = 1;
  for (place slot = 0; slot < slots_.size(); ++slot) {
    if (slots_[slot].record.kind == core::slot_kind::gate) set_of[slot] = count++;
  }
  std::vector<std::uint64_t> sets(count * words);
  for (std::uint32_t bit = 0; bit < row_bits_; ++bit) {
    if (bits_[bit].box == nullptr) continue;
    const auto& tests = bits_[bit].box->tests;
    const auto gate = std::find_if(tests.begin(), tests.end(), [&](const auto& test) {
      const auto& slot = slots_[slot_place_[test.slot]];
      return slot.record.kind == core::slot_kind::gate &&
             slot.masks[test.values] == 2;  // open
    });
    const auto set = gate == tests.end() ? 0 : set_of[slot_place_[gate->slot]];
    core::put_bit(sets.data() + set * words, bit / line_bits);
  }
  for (const auto one : sets)
    out_.add(part::live_lines, one);
}

}  // namespace arvio::inline v0::compile
