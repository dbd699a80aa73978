#ifndef ARVIO_CORE_DETAIL_SCORES_HPP
#define ARVIO_CORE_DETAIL_SCORES_HPP

#include "arvio/core/detail/arithmetic.hpp"
#include "arvio/core/detail/sets.hpp"
#include "arvio/core/program.hpp"

#include <cstdint>

namespace arvio::inline v0::core {

/// The points that an item of a score can give for a set of its operand's values: from
/// the least to the most of the bands that it touches.
///
/// Meaning  the item has bands, in the order of their values.
[[nodiscard]] inline range_record points_of(const program& rules, const item_record& item,
                                            const value_span& set) noexcept {
  const auto* bands = rules.get<band_record>(part::bands) + item.first_band;
  if (set.codes == nullptr && !set.has_extra) {
    std::uint32_t at = 0;
    while (at + 1 < item.bands && bands[at + 1].low <= set.low)
      ++at;
    range_record all{bands[at].points, bands[at].points};
    for (++at; at < item.bands && bands[at].low <= set.high; ++at) {
      if (bands[at].points < all.low) all.low = bands[at].points;
      if (bands[at].points > all.high) all.high = bands[at].points;
    }
    return all;
  }
  range_record all{0, 0};
  bool any = false;
  for (std::uint32_t i = 0; i < item.bands; ++i) {
    const auto last = i + 1 < item.bands ? minus(bands[i + 1].low, 1) : set.max();
    if (!set.meets(bands[i].low, last)) continue;
    all.low = any && all.low < bands[i].points ? all.low : bands[i].points;
    all.high = any && all.high > bands[i].points ? all.high : bands[i].points;
    any = true;
  }
  return all;
}

}  // namespace arvio::inline v0::core

#endif  // ARVIO_CORE_DETAIL_SCORES_HPP
