#ifndef ARVIO_SRC_XML_SCAN_HPP
#define ARVIO_SRC_XML_SCAN_HPP

#include "report.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The strict scan of tree::read, which alone calls it: it refuses what other readers of
/// XML would let pass, and tells what stands where and what is meant.
namespace arvio::inline v0::xml {

inline constexpr std::uint32_t nowhere = 0xFFFFFFFFu;

struct attribute {
  place name;
  place value;  // between the quotes, as written
};

/// A piece of the text of an element: comments and elements divide it.
struct piece {
  place where;
  std::uint32_t next = nowhere;  // the next piece of the same element
};

struct element {
  place name;                    // in the start tag
  std::uint32_t end = 0;         // one past its last descendant
  std::uint32_t attributes = 0;  // the first of them
  std::uint32_t attribute_count = 0;
  std::uint32_t text = nowhere;  // the first piece
};

/// Where the parts of a document stand. Elements are in document order: the children of
/// element i are i + 1, then the `end` of each in turn, up to the `end` of i.
struct layout {
  // deques, since growing one never needs the room of two
  std::deque<element> elements;
  std::deque<attribute> attributes;
  std::deque<piece> pieces;
  std::size_t longest = 0;  // bytes of the longest value or text of an element
};

/// What may be held on the heap while a document of so many bytes is read.
[[nodiscard]] constexpr std::size_t memory_for(std::size_t bytes) noexcept {
  return bytes * limits::memory_per_byte + limits::memory_base;
}
/// What a layout holds, in bytes.
[[nodiscard]] std::size_t memory_of(const layout& of) noexcept;

/// Reads the bytes of a document.
///
/// Meaning  UTF-8 with the characters that XML 1.0 allows, of the control characters only
///          tab and line ends; well-formed; one root; no DOCTYPE, processing instruction
///          or CDATA section; only the five predefined entities and references to allowed
///          characters; ASCII names without a prefix; everything within limits::xml_*;
///          so that pugixml needs no more than memory_for() the document.
/// Errors   nullopt with findings of the 00xx and 9xx groups. A fault after which the
///          rest cannot be told ends the scan; after others it goes on. A layout is given
///          beside findings where only attributes were repeated or names had a prefix.
/// Cost     linear in the bytes (and n log n in the attributes of one element).
[[nodiscard]] std::optional<layout> scan(std::string_view bytes, reporter& report);

/// Text as it is meant, and where each byte of it stands.
struct decoded {
  std::string text;
  std::vector<std::uint32_t> offsets;  // text.size() + 1; the last is the end
};

/// The value of an attribute: references replaced, every blank a space.
[[nodiscard]] decoded value_of(std::string_view bytes, const attribute& of);
/// The text of an element: its pieces put together, references replaced, line ends LF.
[[nodiscard]] decoded text_of(std::string_view bytes, const layout& where,
                              const element& of);

}  // namespace arvio::inline v0::xml

#endif  // ARVIO_SRC_XML_SCAN_HPP
