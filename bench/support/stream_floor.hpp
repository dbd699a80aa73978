#ifndef ARVIO_BENCH_SUPPORT_STREAM_FLOOR_HPP
#define ARVIO_BENCH_SUPPORT_STREAM_FLOOR_HPP

#include <cstddef>
#include <cstdint>
#include <vector>

namespace arvio::bench {

/// A table of 64-byte lines that is read in sequence, as fast as the processor can: what
/// no evaluation that reads so many lines of such a table can undercut.
///
/// Meaning  reads begin where the last one ended, and at the beginning again where the
///          table has not so many lines left. Uses AVX-512 or AVX2 where there is one.
class stream_floor {
 public:
  static constexpr std::size_t line_bytes = 64;
  static constexpr std::size_t l1_bytes = std::size_t{24} << 10;   // stays in L1
  static constexpr std::size_t l2_bytes = std::size_t{384} << 10;  // in L2, not in L1

  /// A table of `bytes`, all of it touched.
  explicit stream_floor(std::size_t bytes);

  /// Reads `lines` lines, at most all of the table. No compiler leaves the reading out.
  void read(std::size_t lines) noexcept;

  /// Nanoseconds per line in the best of several rounds of reading `lines` lines at once.
  [[nodiscard]] double ns_per_line(std::size_t lines);

  /// How wide the loads are.
  [[nodiscard]] static std::size_t vector_bytes() noexcept;

 private:
  struct alignas(line_bytes) line {
    std::uint64_t words[line_bytes / sizeof(std::uint64_t)];
  };

  std::vector<line> lines_;
  std::size_t next_ = 0;
};

}  // namespace arvio::bench

#endif  // ARVIO_BENCH_SUPPORT_STREAM_FLOOR_HPP
