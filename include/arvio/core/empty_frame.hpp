#ifndef ARVIO_CORE_EMPTY_FRAME_HPP
#define ARVIO_CORE_EMPTY_FRAME_HPP

#include "arvio/core/frame.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

namespace arvio::inline v0::core {

/// A frame without answers, prepared once for a program: frames begin as copies of it.
///
/// Meaning  immutable, may be read by many threads. The memory must outlive it; frames do
///          not need it once they have begun.
class empty_frame {
 public:
  /// Words of memory that it takes.
  [[nodiscard]] static std::size_t words(const program& rules) noexcept {
    frame sizes;
    sizes.lay_out(rules);
    return sizes.state_end_ + line_words;
  }
  /// `memory` holds words(rules) at least.
  empty_frame(const program& rules, std::span<std::uint64_t> memory) noexcept {
    prepared_.lay_out(rules);
    prepared_.base_ = frame::first_line(memory);
    prepared_.clear(0);
  }

  [[nodiscard]] const program& rules() const noexcept { return prepared_.rules(); }
  /// Words of memory that a frame of the program takes.
  [[nodiscard]] std::size_t frame_words() const noexcept { return prepared_.words(); }

 private:
  friend class frame;

  frame prepared_;
};

inline frame::frame(const empty_frame& empty, std::span<std::uint64_t> memory,
                    std::int64_t at) noexcept
    : frame(empty.prepared_, memory) {
  std::memcpy(base_, empty.prepared_.base_, state_end_ * sizeof(std::uint64_t));
  now() = at;
}

}  // namespace arvio::inline v0::core

#endif  // ARVIO_CORE_EMPTY_FRAME_HPP
