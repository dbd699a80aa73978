#ifndef ARVIO_SRC_LANG_TOKEN_READER_HPP
#define ARVIO_SRC_LANG_TOKEN_READER_HPP

#include "arvio/base/diagnostic.hpp"
#include "arvio/lang/token.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace arvio::inline v0::lang {

/// A place in the tokens of an expression, and how to report what is wrong there and go
/// on.
///
/// Meaning  a fault is reported once: at one token there is at most one finding, and none
///          where reading has only just gone on behind another fault.
class token_reader {
 public:
  token_reader(std::vector<token> tokens, text_origin origin, findings& out)
      : tokens_(std::move(tokens)), origin_(origin), out_(out) {}

  [[nodiscard]] const token& current() const { return tokens_[position_]; }
  [[nodiscard]] const token& following() const {
    return tokens_[std::min(position_ + 1, tokens_.size() - 1)];
  }
  [[nodiscard]] bool at(std::string_view spelled) const { return current().is(spelled); }
  [[nodiscard]] bool at(token_kind kind) const { return current().kind == kind; }
  [[nodiscard]] bool at_end() const { return at(token_kind::end); }
  [[nodiscard]] bool at_end_of_group() const { return at_end() || at(")") || at("]"); }
  /// The end of the last token passed, in bytes of the text.
  [[nodiscard]] std::uint32_t end_of_last() const {
    return position_ == 0 ? 0 : tokens_[position_ - 1].end;
  }
  /// Whether `..` stands directly within the brackets that open here.
  [[nodiscard]] bool opens_range() const;

  void advance() {
    if (!at_end()) ++position_;
  }
  bool take(std::string_view spelled) {
    if (!at(spelled)) return false;
    advance();
    return true;
  }

  [[nodiscard]] source_span span(std::uint32_t begin, std::uint32_t end) const {
    return origin_.span(begin, end);
  }
  [[nodiscard]] std::size_t findings_so_far() const { return out_.size(); }

  void report(errc code, source_span where, std::string_view message,
              std::string_view hint);
  void report(errc code, const token& at, std::string_view message,
              std::string_view hint);

  /// Reports that the token here does not fit, and goes on to where the rest makes sense
  /// again: a word that joins or a sign that separates, outside of brackets opened on the
  /// way.
  void refuse(std::string_view message, std::string_view hint);
  /// The same: something else was expected.
  void unexpected(std::string_view wanted);
  void unexpected(std::string_view wanted, std::string_view hint);

  /// Passes a token that has been reported, or that only a fault led to.
  void pass_quietly() {
    advance();
    stay_quiet();
  }
  /// What may seem wrong here is a consequence of a fault before.
  void stay_quiet() { quiet_ = position_; }
  /// Leaves the rest unread.
  void give_up() {
    position_ = tokens_.size() - 1;
    stay_quiet();
  }

 private:
  std::string hint_for_current(std::string_view wanted) const;

  std::vector<token> tokens_;
  text_origin origin_;
  findings& out_;
  std::size_t position_ = 0;
  std::size_t quiet_ = static_cast<std::size_t>(-1);
};

}  // namespace arvio::inline v0::lang

#endif  // ARVIO_SRC_LANG_TOKEN_READER_HPP
