#include "answer_values.hpp"

#include "arvio/base/sort_stably.hpp"

#include <algorithm>

namespace arvio::inline v0 {

namespace {

// Values of a domain that are few enough to try each, or to try besides.
constexpr std::int64_t few_values = 64;

}  // namespace

answer_values::answer_values(const book::rulebook& book, const core::program& rules)
    : book_(book), in_arithmetic_(rules.inputs().size()) {
  for (const auto& slot : rules.slots()) {
    if (slot.kind != core::slot_kind::input) continue;
    const auto* bands =
        rules.get<core::interval_record>(core::part::intervals) + slot.first_interval;
    auto& begins = begins_[slot.index];
    for (std::uint32_t i = 0; i < slot.intervals; ++i)
      begins.push_back(bands[i].low);
  }
  for (const auto& item : rules.all<core::item_record>(core::part::items)) {
    if (item.expression != core::none || item.counted.kind != core::operand_kind::input)
      continue;
    const auto* bands = rules.get<core::band_record>(core::part::bands) + item.first_band;
    for (std::uint32_t i = 0; i < item.bands; ++i)
      begins_[item.counted.index].push_back(bands[i].low);
  }
  const auto add_ranges = [&](const core::operand& of, core::place first,
                              std::uint32_t count) {
    if (of.kind != core::operand_kind::input) return;
    const auto* ranges = rules.get<core::range_record>(core::part::ranges) + first;
    for (std::uint32_t i = 0; i < count; ++i) {
      begins_[of.index].push_back(ranges[i].low);
      begins_[of.index].push_back(ranges[i].high + 1);
    }
  };
  for (const auto& derived : rules.derived()) {
    if (derived.kind != core::derived_kind::table) continue;
    for (std::uint32_t i = 0; i < derived.count; ++i) {
      const auto& row =
          rules.get<core::row_record>(core::part::table_rows)[derived.first + i];
      add_ranges(derived.first_operand, row.first, row.ranges);
      if (derived.operands == 2)
        add_ranges(derived.second_operand, row.first_second, row.seconds);
    }
  }
  for (const auto& node : rules.all<core::node_record>(core::part::nodes)) {
    if (node.kind == core::node_kind::input) in_arithmetic_[node.index] = true;
  }
}

bool answer_values::tries_all(core::place input) const {
  const auto& declared = book_.inputs[input];
  return declared.type.kind == lang::kind::code ||
         declared.type.kind == lang::kind::boolean ||
         (in_arithmetic_[input] &&
          declared.domain.max() - declared.domain.min() < few_values);
}

bool answer_values::are_alike(core::place input) const {
  return !in_arithmetic_[input] || tries_all(input);
}

std::vector<value_range> answer_values::ranges(core::place input) const {
  const auto& domain = book_.inputs[input].domain;
  std::vector<value_range> out;
  if (tries_all(input)) {
    for (auto value = domain.min(); value <= domain.max(); ++value)
      out.push_back({value, value});
    return out;
  }
  std::vector<std::int64_t> begins{domain.min(), domain.max() + 1};
  if (const auto known = begins_.find(input); known != begins_.end())
    begins.insert(begins.end(), known->second.begin(), known->second.end());
  if (in_arithmetic_[input]) {
    const auto step = (domain.max() - domain.min() + 1) / few_values;
    for (std::int64_t i = 1; i < few_values; ++i)
      begins.push_back(domain.min() + step * i);
  }
  std::sort(begins.begin(), begins.end());
  begins.erase(std::unique(begins.begin(), begins.end()), begins.end());
  for (std::size_t i = 0; i + 1 < begins.size(); ++i) {
    if (domain.min() <= begins[i] && begins[i] <= domain.max())
      out.push_back({begins[i], std::min(begins[i + 1] - 1, domain.max())});
  }
  return out;
}

std::vector<std::int64_t> answer_values::of(core::place input, std::int64_t low,
                                            std::int64_t high) const {
  const auto& domain = book_.inputs[input].domain;
  std::vector<std::int64_t> values;
  for (const auto& range : ranges(input)) {
    // Of what is not known the end beyond which other values lie: a threshold.
    const bool unknown = low <= range.low && range.high <= high;
    const bool lowest = range.low == domain.min() && range.high < domain.max();
    values.push_back(unknown ? (lowest ? range.high : range.low)
                             : std::clamp(low, range.low, range.high));
  }
  const auto distance = [&](std::int64_t value) {
    return value < low ? low - value : value > high ? value - high : 0;
  };
  sort_stably(values,
              [&](std::int64_t a, std::int64_t b) { return distance(a) < distance(b); });
  return values;
}

}  // namespace arvio::inline v0
