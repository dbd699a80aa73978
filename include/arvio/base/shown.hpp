#ifndef ARVIO_BASE_SHOWN_HPP
#define ARVIO_BASE_SHOWN_HPP

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// The gate for text that came from outside and goes out again: a terminal obeys none of
/// it, and nothing that may be somebody's answer is repeated.
namespace arvio::inline v0 {

/// One character of a text, or a byte that is none of UTF-8.
struct text_character {
  std::uint32_t point = 0;  // the byte itself where it is not valid
  std::size_t size = 1;     // in bytes
  bool valid = true;
};

/// The character that begins at a byte of a text.
[[nodiscard]] constexpr text_character character_at(std::string_view text,
                                                    std::size_t at) noexcept {
  const auto byte = [text](std::size_t i) {
    return i < text.size()
               ? static_cast<std::uint32_t>(static_cast<unsigned char>(text[i]))
               : 0U;
  };
  const auto first = byte(at);
  if (first < 0x80U) return {first, 1, true};
  const text_character bad{first, 1, false};
  std::size_t size = 0;
  std::uint32_t smallest = 0;  // written in fewer bytes it is not UTF-8
  if ((first & 0xE0U) == 0xC0U) {
    size = 2;
    smallest = 0x80U;
  } else if ((first & 0xF0U) == 0xE0U) {
    size = 3;
    smallest = 0x800U;
  } else if ((first & 0xF8U) == 0xF0U) {
    size = 4;
    smallest = 0x10000U;
  } else {
    return bad;
  }
  auto point = first & (0xFFU >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    const auto next = byte(at + i);
    if ((next & 0xC0U) != 0x80U) return bad;
    point = (point << 6U) | (next & 0x3FU);
  }
  const bool surrogate = point >= 0xD800U && point <= 0xDFFFU;
  if (point < smallest || point > 0x10FFFFU || surrogate) return bad;
  return {point, size, true};
}

/// Whether a terminal would do something else with a character than to show it: control
/// characters (C0 and C1, so also line ends), marks of writing direction, separators of
/// lines, marks of annotations.
[[nodiscard]] constexpr bool is_obeyed(std::uint32_t point) noexcept {
  return point < 0x20U || (point >= 0x7FU && point <= 0x9FU) || point == 0x61CU ||
         point == 0x200EU || point == 0x200FU || (point >= 0x2028U && point <= 0x202EU) ||
         (point >= 0x2066U && point <= 0x206FU) || (point >= 0xFFF9U && point <= 0xFFFBU);
}

/// The text with `\x1b` and `\u{202e}` in the place of what a terminal would obey, and
/// `\xff` for a byte that is not UTF-8.
[[nodiscard]] inline std::string escaped(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto one = character_at(text, at);
    if (one.valid && !is_obeyed(one.point)) {
      out += text.substr(at, one.size);
    } else if (one.point < 0x80U || !one.valid) {
      out += "\\x";
      out += digits[one.point >> 4U];
      out += digits[one.point & 15U];
    } else {
      std::string hex;
      for (auto rest = one.point; rest != 0; rest /= 16)
        hex.insert(hex.begin(), digits[rest % 16]);
      out += "\\u{" + hex + "}";
    }
    at += one.size;
  }
  return out;
}

/// Whether a name may be repeated in a message: what stands in the place of one may be
/// anything that a person said. Names of inputs and members are such names.
[[nodiscard]] constexpr bool is_plain_name(std::string_view name) noexcept {
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  };
  constexpr std::size_t longest = 64;
  return !name.empty() && name.size() <= longest && is_letter(name.front()) &&
         std::all_of(name.begin(), name.end(), [&](char c) {
           return is_letter(c) || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
                  c == '.';
         });
}

/// Whether an argument is the contents of a file rather than its name: `arvio assess
/// "$(cat contact.json)"`.
[[nodiscard]] constexpr bool looks_like_contents(std::string_view argument) noexcept {
  constexpr std::size_t longest = 4096;  // of a path
  return argument.size() > longest ||
         argument.find_first_of("{}<>\"\n") != std::string_view::npos;
}

/// The name of a file or folder as a message shows it: in back-ticks, or why it is not
/// shown.
[[nodiscard]] inline std::string shown_place(std::string_view path) {
  if (looks_like_contents(path))
    return "(not shown: it looks like what a file holds; give the name of the file)";
  return "`" + escaped(path) + "`";
}

}  // namespace arvio::inline v0

#endif  // ARVIO_BASE_SHOWN_HPP
