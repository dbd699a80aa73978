#ifndef ARVIO_BASE_SORT_STABLY_HPP
#define ARVIO_BASE_SORT_STABLY_HPP

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>
#include <vector>

namespace arvio::inline v0 {

/// Whether the element at one index comes before that at another, whatever they are.
struct index_comparison {
  const void* elements;
  const void* comparison;
  bool (*before)(const index_comparison& self, std::size_t one, std::size_t other);
};

/// The indices from `begin` to `end` in order, equal ones as they stood. Not a template:
/// std::stable_sort is some ten kilobytes of code for every kind of element.
[[gnu::noinline]] inline std::vector<std::size_t> in_order(
    std::size_t begin, std::size_t end, const index_comparison& compared) {
  std::vector<std::size_t> order(end - begin);
  std::iota(order.begin(), order.end(), begin);
  std::sort(order.begin(), order.end(), [&](std::size_t one, std::size_t other) {
    if (compared.before(compared, one, other)) return true;
    return one < other && !compared.before(compared, other, one);
  });
  return order;
}

/// Sorts what stands in a list from an index on; what is equal stays as it stood.
///
/// Cost  n log n comparisons, each a call, and a move of each element.
template <class Element, class Before>
void sort_stably(std::vector<Element>& all, std::size_t begin, Before before) {
  if (all.size() - begin < 2) return;
  const index_comparison compared{
      static_cast<const void*>(all.data()), static_cast<const void*>(&before),
      [](const index_comparison& self, std::size_t one, std::size_t other) {
        const auto* elements = static_cast<const Element*>(self.elements);
        return static_cast<bool>((*static_cast<const Before*>(self.comparison))(
            elements[one], elements[other]));
      }};
  const auto order = in_order(begin, all.size(), compared);
  std::vector<Element> sorted;
  sorted.reserve(order.size());
  for (const auto index : order)
    sorted.push_back(std::move(all[index]));
  std::move(sorted.begin(), sorted.end(),
            all.begin() + static_cast<std::ptrdiff_t>(begin));
}
template <class Element, class Before>
void sort_stably(std::vector<Element>& all, Before before) {
  sort_stably(all, 0, before);
}

}  // namespace arvio::inline v0

#endif  // ARVIO_BASE_SORT_STABLY_HPP
