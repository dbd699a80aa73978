#ifndef ARVIO_SRC_COMPILE_PROGRAM_PARTS_HPP
#define ARVIO_SRC_COMPILE_PROGRAM_PARTS_HPP

#include "arvio/compile/program.hpp"
#include "arvio/core/image/image.hpp"

#include <array>
#include <cstddef>
#include <cstring>
#include <string_view>
#include <vector>

/// What a program image is written from.
namespace arvio::inline v0::compile {

/// The parts of an image while they grow.
class program_parts {
 public:
  core::image_header head;

  template <class T>
  core::place add(core::part which, const T& element) {
    static_assert(std::is_trivially_copyable_v<T>);
    auto& bytes = parts_[static_cast<std::size_t>(which)];
    const auto begin = bytes.size();
    bytes.resize(begin + sizeof(T));
    std::memcpy(bytes.data() + begin, &element, sizeof(T));
    return static_cast<core::place>(counts_[static_cast<std::size_t>(which)]++);
  }
  [[nodiscard]] core::place count(core::part which) const {
    return static_cast<core::place>(counts_[static_cast<std::size_t>(which)]);
  }
  template <class T>
  [[nodiscard]] T& at(core::part which, core::place index) {
    return reinterpret_cast<T*>(parts_[static_cast<std::size_t>(which)].data())[index];
  }

  core::place add_name(std::string_view text) {
    const core::name_record name{count(core::part::letters),
                                 static_cast<std::uint32_t>(text.size())};
    for (const char letter : text)
      add(core::part::letters, letter);
    return add(core::part::names, name);
  }

  /// The image, with its size and checksum.
  [[nodiscard]] program_image written() const;

 private:
  std::array<std::vector<std::byte>, core::part_count> parts_;
  std::array<std::size_t, core::part_count> counts_{};
};

}  // namespace arvio::inline v0::compile

#endif  // ARVIO_SRC_COMPILE_PROGRAM_PARTS_HPP
