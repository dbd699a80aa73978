#ifndef ARVIO_CORE_DETAIL_SCORES_HPP
#define ARVIO_CORE_DETAIL_SCORES_HPP

#include "arvio/core/detail/arithmetic.hpp"
#include "arvio/core/detail/sets.hpp"
#include "arvio/core/program.hpp"

#include <cstdint>

namespace arvio::inline v0::core {

/// The points that bands can give for the values from one to another: from the least to
/// the most of those that they touch.
///
/// Meaning  there are bands, in the order of their values.
[[nodiscard]] inline range_record points_of(const band_record* bands, std::uint32_t count,
                                            std::int64_t low,
                                            std::int64_t high) noexcept {
  const auto* at = band_of(bands, count, low);
  range_record all{at->points, at->points};
  if (low == high) return all;
  for (++at; at != bands + count && at->low <= high; ++at) {
    if (at->points < all.low) all.low = at->points;
    if (at->points > all.high) all.high = at->points;
  }
  return all;
}
/// The same of a set of values.
[[nodiscard]] inline range_record points_of(const band_record* bands, std::uint32_t count,
                                            const value_span& set) noexcept {
  if (set.codes == nullptr && !set.has_extra)
    return points_of(bands, count, set.low, set.high);
  range_record all{0, 0};
  bool any = false;
  for (std::uint32_t i = 0; i < count; ++i) {
    const auto last = i + 1 < count ? minus(bands[i + 1].low, 1) : set.max();
    if (!set.meets(bands[i].low, last)) continue;
    all.low = any && all.low < bands[i].points ? all.low : bands[i].points;
    all.high = any && all.high > bands[i].points ? all.high : bands[i].points;
    any = true;
  }
  return all;
}
/// The same of an item of a score.
[[nodiscard]] inline range_record points_of(const program& rules, const item_record& item,
                                            const value_span& set) noexcept {
  return points_of(rules.get<band_record>(part::bands) + item.first_band, item.bands,
                   set);
}

}  // namespace arvio::inline v0::core

#endif  // ARVIO_CORE_DETAIL_SCORES_HPP
