#ifndef ARVIO_SRC_EXCHANGE_MAPPING_MEMBERS_HPP
#define ARVIO_SRC_EXCHANGE_MAPPING_MEMBERS_HPP

#include "arvio/exchange/mapping.hpp"

#include "json/tree.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace arvio::inline v0::json {

/// A name of a mapping as a message shows it: somebody may give a contact for a mapping.
[[nodiscard]] std::string shown_member(const std::string& name);

/// Reads the members of one object of a mapping, and gathers what is wrong with them.
class member_reader {
 public:
  /// `column` is the one that the object is about; empty for the mapping itself.
  member_reader(std::string column, table_faults& faults)
      : column_(std::move(column)), faults_(&faults) {}

  void fault(std::string message) const;
  /// Tells a member that stands there twice.
  void once(const node& object) const;
  /// Tells a member that is none of the known ones; `whose`: "a mapping".
  void unknown(const std::string& name, std::string_view whose,
               const std::vector<std::string>& known) const;

  [[nodiscard]] std::string text(const std::string& name, const node& value) const;
  /// One ASCII character of those allowed; told by `words` where it is another. Any where
  /// none are named.
  [[nodiscard]] std::optional<char> character(const std::string& name, const node& value,
                                              std::string_view allowed,
                                              std::string_view words) const;
  /// One of some words.
  template <class Value>
  [[nodiscard]] std::optional<Value> word(
      const std::string& name, const node& value,
      std::span<const std::pair<const char*, Value>> words) const {
    std::vector<std::string> known;
    for (const auto& [text, meant] : words) {
      if (value.kind == kind::text && value.text == text) return meant;
      known.emplace_back(text);
    }
    not_a_word(name, value, known);
    return std::nullopt;
  }

 private:
  void not_a_word(const std::string& name, const node& value,
                  const std::vector<std::string>& known) const;

  std::string column_;
  table_faults* faults_;
};

/// Reads what becomes of a bad cell; nullopt, and told, where it is none of the words.
[[nodiscard]] std::optional<bad_cell> read_bad_cell(const member_reader& in,
                                                    const node& value);
/// Reads `form`, one or a list.
[[nodiscard]] std::vector<time_form> read_time_forms(const member_reader& in,
                                                     const node& value);
/// Reads `twice`.
[[nodiscard]] std::optional<repeated_hour> read_repeated_hour(const member_reader& in,
                                                              const node& value);

/// Reads one member of `columns`.
[[nodiscard]] column_mapping read_column(const std::string& name, const node& value,
                                         bad_cell on_bad, table_faults& faults);

}  // namespace arvio::inline v0::json

#endif  // ARVIO_SRC_EXCHANGE_MAPPING_MEMBERS_HPP
