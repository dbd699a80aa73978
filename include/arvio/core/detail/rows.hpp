#ifndef ARVIO_CORE_DETAIL_ROWS_HPP
#define ARVIO_CORE_DETAIL_ROWS_HPP

#include "arvio/core/image/image.hpp"

#include <cstddef>
#include <cstdint>
#include <utility>

/// The one hot loop: what all slots say of all clauses, 512 clauses to a line.
namespace arvio::inline v0::core {

/// A slot with some but not all of its classes: so many places among `partial_places`.
struct partial_slot {
  std::uint32_t first = 0;
  std::uint32_t count = 0;

  friend bool operator==(const partial_slot&, const partial_slot&) = default;
};

/// The rows of the slots of one stratum. Places count lines of the rows.
struct row_list {
  const place* missed = nullptr;  // clauses that what is known misses
  std::size_t missed_count = 0;
  const place* open = nullptr;  // clauses that test what is not known
  std::size_t open_count = 0;
  const partial_slot* partial = nullptr;
  std::size_t partial_count = 0;
};

/// What to put together.
///
/// Meaning  `missed`: some slot of the clause misses its set; `open`: some slot is not
///          known to lie inside. `start`: the row that `missed` begins with; nullptr:
///          both go on from what they hold.
struct row_job {
  const std::uint64_t* rows = nullptr;
  const row_list* lists = nullptr;
  std::size_t list_count = 0;
  const place* partial_places = nullptr;
  const std::uint64_t* start = nullptr;
  std::uint64_t* missed = nullptr;
  std::uint64_t* open = nullptr;
};

/// Does the job for `count` lines from line `first` on.
using row_kernel = void (*)(const row_job& job, std::uint32_t first,
                            std::uint32_t count) noexcept;

/// The widest vectors of the flags this is compiled with.
#if defined(__AVX512F__)
inline constexpr std::size_t lane_bytes = 64;
#elif defined(__AVX2__)
inline constexpr std::size_t lane_bytes = 32;
#else
inline constexpr std::size_t lane_bytes = 16;
#endif

namespace detail {

// A vector of 64-bit words; may alias what it is read from. The size cannot be a
// parameter: GCC 12 then forgets that it is a vector.
template <std::size_t Bytes>
struct lane_of;
template <>
struct lane_of<16> {
  using type __attribute__((vector_size(16), may_alias)) = std::uint64_t;
};
template <>
struct lane_of<32> {
  using type __attribute__((vector_size(32), may_alias)) = std::uint64_t;
};
template <>
struct lane_of<64> {
  using type __attribute__((vector_size(64), may_alias)) = std::uint64_t;
};

struct own_flags {};

}  // namespace detail

/// `Isa` is a type of whoever instantiates it: code compiled with other flags must not
/// have the same name, or the linker would take one for the other.
template <class Isa, std::size_t LaneBytes>
class row_machine {
 public:
  static void run(const row_job& job, std::uint32_t first, std::uint32_t count) noexcept {
    // As many accumulators as the registers take: 2 per lane, of 32 or 16 registers.
    constexpr std::uint32_t most = LaneBytes == 64 ? 4 : LaneBytes == 32 ? 2 : 1;
    while (count != 0) {
      const std::uint32_t now = count < most ? count : most;
      if (now == 4) {
        lines<4>(job, first);
      } else if (now == 3) {
        lines<3>(job, first);
      } else if (now == 2) {
        lines<2>(job, first);
      } else {
        lines<1>(job, first);
      }
      first += now;
      count -= now;
    }
  }

 private:
  using lane = typename detail::lane_of<LaneBytes>::type;

  template <std::uint32_t Lines>
  static void lines(const row_job& job, std::uint32_t first) noexcept {
    constexpr std::size_t lanes = Lines * line_bytes / LaneBytes;
    lines_of(job, first, std::make_index_sequence<lanes>());
  }

  // Written out lane by lane: GCC 12 keeps arrays that a loop runs over in memory.
  template <std::size_t... I>
  static void lines_of(const row_job& job, std::uint32_t first,
                       std::index_sequence<I...>) noexcept {
    const auto offset = std::size_t{first} * line_words;
    const auto* const rows = reinterpret_cast<const unsigned char*>(job.rows + offset);
    auto* const missed = reinterpret_cast<lane*>(job.missed + offset);
    auto* const open = reinterpret_cast<lane*>(job.open + offset);
    lane f[sizeof...(I)];
    lane u[sizeof...(I)];
    if (job.start != nullptr) {
      const auto* const start = reinterpret_cast<const lane*>(job.start + offset);
      ((f[I] = start[I]), ...);
      ((u[I] = lane{}), ...);
    } else {
      ((f[I] = missed[I]), ...);
      ((u[I] = open[I]), ...);
    }
    const auto at = [rows](place line) {
      return reinterpret_cast<const lane*>(rows + std::size_t{line} * line_bytes);
    };
    for (std::size_t l = 0; l < job.list_count; ++l) {
      const row_list& list = job.lists[l];
      for (std::size_t r = 0; r < list.missed_count; ++r) {
        const auto* const row = at(list.missed[r]);
        ((f[I] |= row[I]), ...);
      }
      for (std::size_t r = 0; r < list.open_count; ++r) {
        const auto* const row = at(list.open[r]);
        ((u[I] |= row[I]), ...);
      }
      for (std::size_t p = 0; p < list.partial_count; ++p) {
        const place* const places = job.partial_places + list.partial[p].first;
        const auto* const begin = at(places[0]);
        lane every[sizeof...(I)];
        ((every[I] = begin[I]), ...);
        ((u[I] |= begin[I]), ...);
        for (std::uint32_t r = 1; r < list.partial[p].count; ++r) {
          const auto* const row = at(places[r]);
          ((every[I] &= row[I]), ...);
          ((u[I] |= row[I]), ...);
        }
        ((f[I] |= every[I]), ...);
      }
    }
    ((missed[I] = f[I]), ...);
    ((open[I] = u[I]), ...);
  }
};

/// The kernel for the flags that the including unit is compiled with.
[[nodiscard]] inline row_kernel own_row_kernel() noexcept {
  return &row_machine<detail::own_flags, lane_bytes>::run;
}

}  // namespace arvio::inline v0::core

#endif  // ARVIO_CORE_DETAIL_ROWS_HPP
