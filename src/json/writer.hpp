#ifndef ARVIO_SRC_JSON_WRITER_HPP
#define ARVIO_SRC_JSON_WRITER_HPP

#include "arvio/base/shown.hpp"

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace arvio::inline v0::json {

/// Writes JSON on one line, members in the order in which they come.
///
/// Meaning  equal calls give equal bytes: no blanks, and escaped is what JSON demands, in
///          its shortest form, and what a terminal would obey rather than show. A byte
///          that is not UTF-8 becomes U+FFFD.
class writer {
 public:
  writer& begin_object() { return open('{'); }
  writer& end_object() { return close('}'); }
  writer& begin_list() { return open('['); }
  writer& end_list() { return close(']'); }

  writer& key(std::string_view name) {
    separate();
    quote(name);
    out_ += ':';
    first_ = true;  // the value follows without a comma
    return *this;
  }
  /// The same of a name that stands in our own source, and has nothing to escape: names
  /// are as many as values.
  writer& own_key(std::string_view name) {
    assert(end_of_plain(name, 0) == name.size());
    separate();
    out_ += '"';
    out_ += name;
    out_.append("\":", 2);
    first_ = true;
    return *this;
  }
  writer& text(std::string_view value) {
    separate();
    quote(value);
    return *this;
  }
  /// A number, `true`, `false`, `null` or a whole JSON text, as it is.
  writer& raw(std::string_view value) {
    separate();
    out_ += value;
    return *this;
  }
  writer& truth(bool value) { return raw(value ? "true" : "false"); }
  writer& null() { return raw("null"); }

  /// Makes room for so many bytes at once.
  void reserve(std::size_t bytes) { out_.reserve(bytes); }
  [[nodiscard]] std::string take() && { return std::move(out_); }

 private:
  writer& open(char bracket) {
    separate();
    out_ += bracket;
    first_ = true;
    return *this;
  }
  writer& close(char bracket) {
    out_ += bracket;
    first_ = false;
    return *this;
  }
  void separate() {
    if (!first_) out_ += ',';
    first_ = false;
  }
  void quote(std::string_view value) {
    out_ += '"';
    // in runs: of most texts nothing is escaped
    std::size_t plain = 0;
    for (auto i = end_of_plain(value, 0); i < value.size(); i = end_of_plain(value, i)) {
      const auto c = value[i];
      const auto one = character_at(value, i);
      const bool shown = one.valid && !is_obeyed(one.point) && c != '"' && c != '\\';
      if (!shown) {
        out_.append(value, plain, i - plain);
        if (one.size == 1 && one.valid) {
          escape(c);
        } else {
          escape_point(one.valid ? one.point : 0xFFFDU);
        }
        plain = i + one.size;
      }
      i += one.size;
    }
    out_.append(value, plain);
    out_ += '"';
  }
  /// Where letters, digits and signs end that stand for themselves, from one place on:
  /// those of ASCII, eight at a time, and those of Latin-1, whose UTF-8 begins with C3.
  /// Not inlined: of short literals GCC would warn that eight bytes are not there.
  [[nodiscard, gnu::noinline]] static std::size_t end_of_plain(std::string_view value,
                                                               std::size_t at) {
    constexpr auto each = ~std::uint64_t{0} / 255;  // 1 in every byte
    constexpr auto high = each * 0x80U;
    const auto is_zero = [](std::uint64_t bytes) { return (bytes - each) & ~bytes; };
    while (true) {
      while (value.size() - at >= sizeof(std::uint64_t)) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, value.data() + at, sizeof eight);
        const auto below_blank = (eight - each * 0x20U) & ~eight;
        const auto special = is_zero(eight ^ each * '"') | is_zero(eight ^ each * '\\') |
                             is_zero(eight ^ each * 0x7FU);
        if (((eight | below_blank | special) & high) != 0) break;
        at += sizeof eight;
      }
      // the rest of these eight, one by one
      auto left = sizeof(std::uint64_t);
      for (; left != 0 && at < value.size() && is_plain(value[at]); --left)
        ++at;
      if (left == 0) continue;
      if (value.size() - at < 2 || value[at] != '\xC3' ||
          (static_cast<unsigned char>(value[at + 1]) & 0xC0U) != 0x80U)
        return at;
      at += 2;
    }
  }
  [[nodiscard]] static bool is_plain(char c) {
    return c >= ' ' && c < '\x7F' && c != '"' && c != '\\';
  }
  void escape(char c) {
    switch (c) {
      case '"': out_ += "\\\""; return;
      case '\\': out_ += "\\\\"; return;
      case '\b': out_ += "\\b"; return;
      case '\f': out_ += "\\f"; return;
      case '\n': out_ += "\\n"; return;
      case '\r': out_ += "\\r"; return;
      case '\t': out_ += "\\t"; return;
      default: break;
    }
    escape_point(static_cast<unsigned char>(c));
  }
  /// A character within the first plane: what is escaped lies there.
  void escape_point(std::uint32_t point) {
    constexpr std::string_view digits = "0123456789abcdef";
    out_ += "\\u";
    for (const auto shift : {12U, 8U, 4U, 0U})
      out_ += digits[(point >> shift) & 15U];
  }

  std::string out_;
  bool first_ = true;
};

}  // namespace arvio::inline v0::json

#endif  // ARVIO_SRC_JSON_WRITER_HPP
