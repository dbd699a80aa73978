#ifndef ARVIO_CORE_LOAD_HPP
#define ARVIO_CORE_LOAD_HPP

#include "arvio/base/error.hpp"
#include "arvio/core/image/checksum.hpp"
#include "arvio/core/image/image_check.hpp"
#include "arvio/core/program.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

namespace arvio::inline v0::core {

/// A program, or why an image is refused.
///
/// Errors  errc::image_format: no image of this version, or not at a multiple of 64
///         bytes; errc::image_damaged: cut short, or changed since it was written;
///         errc::image_unsound: it points outside itself; `where` is the part that does.
struct loaded_program {
  program rules;
  errc fault = errc::none;
  part where = part::count;

  explicit operator bool() const noexcept { return fault == errc::none; }
  [[nodiscard]] const program& operator*() const noexcept { return rules; }
};

/// Looks at an image before its first use. What it lets pass is evaluated without
/// leaving the image or the contact's memory, whoever wrote it; that it says what its
/// rule sets say is for the digests to show.
///
/// Meaning  `image` is the whole of it and nothing else; it must outlive the program.
/// Cost     once over every byte, about a millisecond per megabyte; of an image that was
///          made to be slow, seconds.
[[nodiscard]] inline loaded_program load(std::span<const std::byte> image) noexcept {
  image_header head;
  if (image.size() < sizeof(head)) return {{}, errc::image_damaged, part::count};
  std::memcpy(&head, image.data(), sizeof(head));
  const auto address = reinterpret_cast<std::uintptr_t>(image.data());
  if (head.magic != image_magic || head.version != image_version ||
      address % line_bytes != 0)
    return {{}, errc::image_format, part::count};
  if (head.bytes != image.size() || image.size() % line_bytes != 0)
    return {{}, errc::image_damaged, part::count};
  constexpr auto checked_from = offsetof(image_header, checksum) + sizeof(head.checksum);
  const auto sum =
      checksum_of(image.data() + checked_from, (image.size() - checked_from) / 8);
  if (sum != head.checksum) return {{}, errc::image_damaged, part::count};
  const auto unsound = image_check(image).run();
  if (unsound != part::count) return {{}, errc::image_unsound, unsound};
  return {program(image.data()), errc::none, part::count};
}

}  // namespace arvio::inline v0::core

#endif  // ARVIO_CORE_LOAD_HPP
