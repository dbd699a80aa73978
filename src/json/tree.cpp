#include "tree.hpp"

#include "arvio/base/diagnostic.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>

namespace arvio::inline v0::json {

namespace {

/// Builds the tree from the reader's events. Its member names are fixed by nlohmann.
class builder {
 public:
  using number_integer_t = nlohmann::json::number_integer_t;
  using number_unsigned_t = nlohmann::json::number_unsigned_t;
  using number_float_t = nlohmann::json::number_float_t;
  using string_t = nlohmann::json::string_t;
  using binary_t = nlohmann::json::binary_t;

  builder(std::string_view text, std::size_t depth) : text_(text), depth_(depth) {}

  bool null() { return put({}); }
  bool boolean(bool value) {
    node made;
    made.kind = kind::truth;
    made.truth = value;
    return put(std::move(made));
  }
  bool number_integer(number_integer_t value) { return number(std::to_string(value)); }
  bool number_unsigned(number_unsigned_t value) { return number(std::to_string(value)); }
  bool number_float(number_float_t, const string_t& digits) {
    // The reader writes the locale's decimal point into the digits it hands over.
    auto plain = digits;
    for (char& c : plain) {
      const bool other = (c < '0' || c > '9') && c != '-' && c != '+' && c != 'e';
      if (other && c != 'E') c = '.';
    }
    return number(std::move(plain));
  }
  bool string(string_t& value) {
    node made;
    made.kind = kind::text;
    made.text = std::move(value);
    return put(std::move(made));
  }
  bool binary(binary_t&) { return false; }  // JSON has none
  bool start_object(std::size_t) { return open(kind::object); }
  bool end_object() { return close(); }
  bool start_array(std::size_t) { return open(kind::list); }
  bool end_array() { return close(); }
  bool key(string_t& name) {
    names_.back() = std::move(name);
    return true;
  }
  template <class Exception>
  bool parse_error(std::size_t position, const std::string&, const Exception& why) {
    constexpr int too_large = 406;  // a number beyond every range, though JSON
    // What the reader says quotes the text, and the text may hold answers: only the
    // place.
    const auto at = position_of(text_, position == 0 ? 0 : position - 1);
    failure_ = fault{
        errc::contact_syntax,
        (why.id == too_large ? "a number out of range at line " : "not JSON at line ") +
            std::to_string(at.line) + ", column " + std::to_string(at.column)};
    return false;
  }

  [[nodiscard]] expected<node, fault> result() && {
    if (failure_) return unexpected{std::move(*failure_)};
    return std::move(root_);
  }

 private:
  bool number(std::string digits) {
    node made;
    made.kind = kind::number;
    made.text = std::move(digits);
    return put(std::move(made));
  }
  bool put(node made) {
    if (open_.empty()) {
      root_ = std::move(made);
    } else if (open_.back().kind == kind::object) {
      open_.back().members.push_back({std::move(names_.back()), std::move(made)});
      names_.back().clear();
    } else {
      open_.back().items.push_back(std::move(made));
    }
    return true;
  }
  bool open(json::kind what) {
    if (open_.size() == depth_) {
      failure_ = fault{errc::limit_depth,
                       "nested deeper than " + std::to_string(depth_) + " levels"};
      return false;
    }
    open_.emplace_back().kind = what;
    names_.emplace_back();
    return true;
  }
  bool close() {
    auto made = std::move(open_.back());
    open_.pop_back();
    names_.pop_back();
    return put(std::move(made));
  }

  std::string_view text_;
  std::size_t depth_;
  node root_;
  std::vector<node> open_;
  std::vector<std::string> names_;  // one per open node: the member that comes next
  std::optional<fault> failure_;
};

}  // namespace

const node* node::find(std::string_view name) const noexcept {
  for (const auto& [key, value] : members) {
    if (key == name) return &value;
  }
  return nullptr;
}

const std::string* node::repeated() const {
  std::vector<const std::string*> names;
  for (const auto& one : members) {
    names.push_back(&one.name);
  }
  const auto less = [](const std::string* a, const std::string* b) { return *a < *b; };
  std::sort(names.begin(), names.end(), less);
  for (std::size_t i = 1; i < names.size(); ++i) {
    if (*names[i - 1] == *names[i]) return names[i];
  }
  return nullptr;
}

expected<node, fault> read(std::string_view text, budget limits) {
  if (text.size() > limits.bytes) {
    return unexpected{fault{errc::limit_file,
                            "larger than " + std::to_string(limits.bytes) + " bytes"}};
  }
  // The reader takes NUL for the end of the text, and what follows it would be lost.
  if (const auto nul = text.find('\0'); nul != std::string_view::npos) {
    const auto at = position_of(text, nul);
    return unexpected{
        fault{errc::contact_syntax, "a NUL character at line " + std::to_string(at.line) +
                                        ", column " + std::to_string(at.column)}};
  }
  builder made(text, limits.depth);
  // Events instead of a document: the raw digits of numbers, and every repeated member.
  (void)nlohmann::json::sax_parse(text.begin(), text.end(), &made);
  return std::move(made).result();
}

}  // namespace arvio::inline v0::json
