#ifndef ARVIO_SRC_CLI_CONDITION_WORDS_HPP
#define ARVIO_SRC_CLI_CONDITION_WORDS_HPP

#include "arvio/base/date.hpp"
#include "arvio/lang/ast.hpp"
#include "arvio/ruleset/ruleset.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// Conditions and values of rule sets in the words that the rule sets have for what they
/// name. What none of them has a word for keeps its id: rather that than nothing.
namespace arvio::cli {

class condition_words {
 public:
  /// `known` must outlive it; where several say what an id is, the first does.
  condition_words(const std::vector<const ruleset::rule_set*>& known,
                  std::string_view language);

  /// The text of one language, or of another rather than none; empty where there is none.
  [[nodiscard]] std::string in_words(const ruleset::texts& all,
                                     std::string_view audience) const;
  [[nodiscard]] std::string in_words(const ruleset::texts& all) const {
    return in_words(all, "");
  }

  [[nodiscard]] std::string condition(const lang::ast& tree);

  /// An input by its question, in quotes; a derived value by its title.
  [[nodiscard]] std::string named(const std::string& id);
  /// A value of an input as rule sets write it: `38.0`, `alert`, `vomiting -headache -*`.
  [[nodiscard]] std::string value(const std::string& id, const std::string& written);
  /// `18 vuotta - 65 vuotta`: from one to another, either of which may be absent.
  [[nodiscard]] std::string range(const std::string& id, const std::string* from,
                                  const std::string* to);
  /// A level, need, complaint, channel or professional.
  [[nodiscard]] std::string term(const std::string& id) const;
  [[nodiscard]] std::string duration(const std::string& written) const;
  [[nodiscard]] std::string unit(std::string_view ucum) const;
  [[nodiscard]] std::string number(std::string written) const;
  [[nodiscard]] std::string day(date value) const;
  [[nodiscard]] std::size_t language() const { return language_; }

 private:
  [[nodiscard]] std::string say(std::uint32_t node);
  [[nodiscard]] std::string inside(std::uint32_t node);
  [[nodiscard]] std::vector<std::string> all(const lang::node& of, std::size_t first);
  [[nodiscard]] std::string listed(const std::vector<std::string>& parts) const;
  [[nodiscard]] std::string joined(const lang::node& of, bool is_and);
  [[nodiscard]] std::string compared(const lang::node& of);
  [[nodiscard]] std::string among(const lang::node& of);
  [[nodiscard]] std::string operand(std::uint32_t node, const std::string& beside);
  [[nodiscard]] std::string subject_of(std::uint32_t node) const;
  [[nodiscard]] std::string nameless(const ruleset::derived_value& what);
  [[nodiscard]] std::string truth(const std::string& id, bool is_so);
  [[nodiscard]] const std::vector<ruleset::coded_value>* codes_of(
      const std::string& id) const;
  [[nodiscard]] const std::string* unit_of(const std::string& id) const;

  std::size_t language_;
  std::map<std::string, const ruleset::input*> inputs_;
  std::map<std::string, const ruleset::derived_value*> derived_;
  std::map<std::string, const std::vector<ruleset::coded_value>*> shared_;
  std::map<std::string, const ruleset::texts*> terms_;
  std::map<std::string, std::size_t> numbers_;  // of derived values without a name
  std::set<std::string> inside_;                // of those being told: no end otherwise
  std::vector<ruleset::coded_value> complaints_;
  const ruleset::texts* complaint_ask_ = nullptr;
  const lang::ast* tree_ = nullptr;
};

}  // namespace arvio::cli

#endif  // ARVIO_SRC_CLI_CONDITION_WORDS_HPP
