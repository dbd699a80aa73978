// What load() lets pass is evaluated in bounds, whoever wrote it; what it refuses has a
// reason. The mutator starts from images that the compiler made and mends the checksum,
// so that what is behind it is found, too.

#include "arvio/core/load.hpp"

#include "fuzz/compiled.hpp"
#include "fuzz/fuzz.hpp"
#include "fuzz/numbers.hpp"
#include "support/dice.hpp"
#include "support/image_damage.hpp"

#include <algorithm>
#include <cstring>

namespace {

using namespace arvio;  // NOLINT: a program

const std::vector<fuzz::compiled>& samples() {
  static const auto made = fuzz::compiled_books();
  return made;
}

}  // namespace

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size,
                                        std::size_t most);

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t most, unsigned int seed) {
  testing::dice random(seed);
  // no image as yet, and now and then from the beginning
  if (size < sizeof(core::image_header) || random.chance(2)) {
    const auto image = samples()[random.below(2)].image->bytes();
    if (image.size() <= most) {
      std::memcpy(data, image.data(), image.size());
      size = image.size();
    }
  }
  const auto bytes = std::as_writable_bytes(std::span(data, size));
  core::image_header head;
  if (size < sizeof(head) || random.chance(10)) return LLVMFuzzerMutate(data, size, most);
  std::memcpy(&head, data, sizeof(head));
  const bool is_whole = head.magic == core::image_magic && head.bytes == size;
  if (is_whole && random.chance(80)) {
    testing::damage(bytes, random);
  } else {
    size = LLVMFuzzerMutate(data, size, size);  // of the same size
  }
  testing::mend_checksum(bytes.first(size));
  return size;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const testing::image_copy copy(std::as_bytes(std::span(data, size)));
  const auto loaded = core::load(copy.bytes());
  fuzz::must(static_cast<bool>(loaded) == (loaded.fault == errc::none),
             "what is refused has a reason");
  fuzz::must((loaded.fault == errc::image_unsound) == (loaded.where != core::part::count),
             "what is unsound has a place");
  if (!loaded) return 0;
  // what is said to the program hangs on its bytes
  const auto tail = std::min<std::size_t>(size, 256);
  fuzz::numbers said(data + size - tail, tail);
  testing::dice random(said.below(0xffffffffU));
  (void)testing::call_everything(*loaded, 8, core::own_row_kernel(), random);
  return 0;
}
