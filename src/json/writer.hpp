#ifndef ARVIO_SRC_JSON_WRITER_HPP
#define ARVIO_SRC_JSON_WRITER_HPP

#include "arvio/base/shown.hpp"

#include <cstddef>
#include <cstdint>
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
    for (std::size_t i = 0; i < value.size();) {
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
