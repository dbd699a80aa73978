#ifndef ARVIO_TESTS_SUPPORT_IMAGE_DAMAGE_HPP
#define ARVIO_TESTS_SUPPORT_IMAGE_DAMAGE_HPP

#include "arvio/core/load.hpp"
#include "arvio/core/session.hpp"

#include "support/core_calls.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <limits>
#include <span>
#include <vector>

/// Images changed behind the back of whoever made them, and calls about them.
namespace arvio::testing {

/// A copy of an image at an address that suits it, in memory that ends where it ends: a
/// sanitizer sees the first byte behind it. The last line may be cut.
class image_copy {
 public:
  explicit image_copy(std::span<const std::byte> bytes)
      : lines_((bytes.size() + core::line_bytes - 1) / core::line_bytes),
        size_(bytes.size()) {
    if (!bytes.empty()) std::memcpy(lines_.data(), bytes.data(), bytes.size());
  }
  [[nodiscard]] std::span<std::byte> bytes() {
    return {reinterpret_cast<std::byte*>(lines_.data()), size_};
  }
  [[nodiscard]] std::span<const std::byte> bytes() const {
    return {reinterpret_cast<const std::byte*>(lines_.data()), size_};
  }

 private:
  struct alignas(core::line_bytes) line {
    std::byte bytes[core::line_bytes];
  };
  std::vector<line> lines_;
  std::size_t size_;
};

/// Makes the checksum fit whatever the image now says, so that the checksum is not what
/// finds the damage.
inline void mend_checksum(std::span<std::byte> image) {
  constexpr auto at = offsetof(core::image_header, checksum);
  constexpr auto from = at + sizeof(std::uint64_t);
  if (image.size() < from) return;
  const auto sum = core::checksum_of(image.data() + from, (image.size() - from) / 8);
  std::memcpy(image.data() + at, &sum, sizeof(sum));
}

/// Changes one field of an image to what is likely to hurt. `Numbers`: see
/// random_core_edit.
template <class Numbers>
void damage(std::span<std::byte> image, Numbers& random) {
  core::image_header head;
  std::memcpy(&head, image.data(), sizeof(head));
  // a part with something in it, as likely as any other; or the header
  std::size_t begin = offsetof(core::image_header, version);
  std::size_t end = sizeof(head);
  const auto which = random.below(static_cast<std::uint32_t>(core::part_count) + 3);
  if (which < core::part_count && head.parts[which].count != 0) {
    begin = std::size_t{head.parts[which].line} * core::line_bytes;
    end = image.size();
    for (const auto& other : head.parts) {
      const auto next = std::size_t{other.line} * core::line_bytes;
      if (next > begin && next < end) end = next;
    }
    if (begin >= image.size()) begin = 0;
  }
  const auto words = static_cast<std::uint32_t>((end - begin) / 4);
  if (words == 0) return;
  const auto at = begin + std::size_t{4} * random.below(words);
  std::uint32_t old = 0;
  std::memcpy(&old, image.data() + at, sizeof(old));
  const auto& some_part = head.parts[random.below(core::part_count)];
  const std::uint32_t values[] = {0,
                                  1,
                                  2,
                                  63,
                                  64,
                                  65,
                                  0xffffffffU,
                                  0xfffffffeU,
                                  0x80000000U,
                                  0x7fffffffU,
                                  old + 1,
                                  old - 1,
                                  old ^ (1U << random.below(32)),
                                  old * 2,
                                  random.below(8),
                                  random.below(1000),
                                  some_part.count,
                                  some_part.count - 1,
                                  some_part.count + 1,
                                  some_part.line,
                                  head.row_lines * random.below(20),
                                  head.row_lines * core::line_bits,
                                  head.row_lines * core::line_bits - 1};
  const auto value = values[random.below(std::size(values))];
  if (random.below(6) != 0) {
    std::memcpy(image.data() + at, &value, sizeof(value));
    return;
  }
  // numbers of 64 bits, where they stand
  constexpr std::int64_t wide[] = {std::numeric_limits<std::int64_t>::min(),
                                   std::numeric_limits<std::int64_t>::max(), -1, 0,
                                   std::int64_t{1} << 62};
  const auto eight = at / 8 * 8;
  std::memcpy(image.data() + eight, &wide[random.below(std::size(wide))], 8);
}

/// What an urgency is in conditions of routes, for calls without an engine.
struct any_urgency {
  std::uint64_t mask = 0;
  [[nodiscard]] bool holds(const core::program& rules,
                           const core::predicate_record& test) const {
    const auto* allowed = rules.get<std::uint64_t>(core::part::masks) + test.mask;
    return (allowed[0] & mask) != 0;
  }
};

/// Calls everything that can be called about a program: what comes out is of no matter,
/// how it comes out is for the sanitizers. Returns a sum over it all, or 0 where the
/// contact would be too large for a test.
template <class Numbers>
std::uint64_t call_everything(const core::program& rules, std::uint32_t edits,
                              core::row_kernel kernel, Numbers& random) {
  constexpr std::size_t most_words = std::size_t{1} << 22;
  const auto words = core::session::words(rules);
  if (words > most_words) return 0;
  std::vector<std::uint64_t> memory(words);
  std::uint64_t sum = 1;
  const auto look = [&](core::evaluation& found) {
    for (const auto one : all_of(found))
      sum = sum * 31 + static_cast<std::uint64_t>(one);
    for (const auto& route : rules.routes()) {
      const auto* behind = found.open().behind_route(
          route.condition, any_urgency{std::uint64_t{1} << random.below(5)});
      for (std::uint32_t w = 0; w < found.open().input_words(); ++w)
        sum = sum * 31 + behind[w];
    }
  };
  std::int64_t now = 1772438400 + random.below(100000);
  core::session call(rules, memory, instant{now}, kernel);
  const auto inputs = static_cast<core::place>(rules.inputs().size());
  for (std::uint32_t i = 0; i < edits && inputs != 0; ++i) {
    auto edit = random_core_edit(rules, random);
    if (random.below(8) == 0) edit.observed = now - random.below(1000000);
    sum += static_cast<std::uint64_t>(tell(call, edit));
    if (random.below(4) == 0) look(call.details());
    if (random.below(10) == 0) {
      now += random.below(1000000);
      sum += static_cast<std::uint64_t>(call.at(instant{now}));
    }
  }
  look(call.details());
  call.finish();
  look(call.details());
  for (core::place i = 0; i < inputs; ++i)
    sum += rules.find_input(rules.input_name(i));
  for (std::uint32_t level = 0; level < rules.head().level_count; ++level)
    sum += rules.level_name(level).size();
  for (std::uint32_t need = 0; need < rules.head().needs; ++need)
    sum += rules.need_name(need).size();
  for (const auto& one : rules.identities())
    sum += rules.name(one.id).size() + rules.name(one.version).size() +
           rules.name(one.digest).size();
  return sum == 0 ? 1 : sum;
}

}  // namespace arvio::testing

#endif  // ARVIO_TESTS_SUPPORT_IMAGE_DAMAGE_HPP
