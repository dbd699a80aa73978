#ifndef ARVIO_SRC_JSON_WRITER_HPP
#define ARVIO_SRC_JSON_WRITER_HPP

#include <string>
#include <string_view>

namespace arvio::inline v0::json {

/// Writes JSON on one line, members in the order in which they come.
///
/// Meaning  equal calls give equal bytes: no blanks, and of the escapes only those that
///          JSON demands, in their shortest form.
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
    for (std::size_t i = 0; i < value.size(); ++i) {
      if (!is_escaped(value[i])) continue;
      out_.append(value, plain, i - plain);
      escape(value[i]);
      plain = i + 1;
    }
    out_.append(value, plain);
    out_ += '"';
  }
  [[nodiscard]] static constexpr bool is_escaped(char c) noexcept {
    return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
  }
  void escape(char c) {
    constexpr std::string_view digits = "0123456789abcdef";
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
    const auto byte = static_cast<unsigned char>(c);
    out_ += "\\u00";
    out_ += digits[byte >> 4u];
    out_ += digits[byte & 15u];
  }

  std::string out_;
  bool first_ = true;
};

}  // namespace arvio::inline v0::json

#endif  // ARVIO_SRC_JSON_WRITER_HPP
