#ifndef ARVIO_SRC_BOOK_LINK_CONTEXT_HPP
#define ARVIO_SRC_BOOK_LINK_CONTEXT_HPP

#include "arvio/base/diagnostic.hpp"
#include "arvio/base/quoted.hpp"
#include "arvio/base/small_letters.hpp"
#include "arvio/book/rulebook.hpp"
#include "arvio/book/value.hpp"
#include "arvio/lang/check.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What the steps of link() share: the book as far as it is made, the names, the
/// findings.
namespace arvio::inline v0::book::linking {

// The nouns of a document, as its sections have them.
using ruleset::assessment_case;
using ruleset::band;
using ruleset::baseline;
using ruleset::deadline;
using ruleset::derived_value;
using ruleset::expression;
using ruleset::given_answer;
using ruleset::group;
using ruleset::inference;
using ruleset::input;
using ruleset::key;
using ruleset::level;
using ruleset::name;
using ruleset::presumption;
using ruleset::requirement;
using ruleset::route;
using ruleset::rule;
using ruleset::rule_case;
using ruleset::rule_set;
using ruleset::score;
using ruleset::score_item;
using ruleset::table;
using ruleset::table_cell;
using ruleset::table_row;
using ruleset::use;
using ruleset::vocabulary_section;

/// The ids that the vocabulary lists, each list in order.
struct word_lists {
  std::vector<std::string> levels;
  std::vector<std::string> needs;
  std::vector<std::string> complaints;
  std::vector<std::string> channels;
  std::vector<std::string> professionals;
};

/// The number of no value set: of what has no codes, or of whose codes nothing is known.
inline constexpr std::uint32_t no_values = 0;

class context {
 public:
  rulebook book;
  findings found;
  word_lists words;
  /// Inputs and derived values of all rule sets: one name space.
  std::map<std::string, step, before_in_small_letters> names;
  /// By number; that of no_values is empty.
  std::vector<std::vector<std::string>> value_sets{{}};
  /// Shared value sets, by the rule set that declares them and their id.
  std::map<std::pair<std::uint32_t, std::string>, std::uint32_t> shared_values;
  /// The duties of each name, by their number in the book.
  std::map<std::string, std::vector<std::uint32_t>, std::less<>> duties;
  /// The kinds of deadlines, by their number in the book.
  std::map<std::string, std::uint32_t, before_in_small_letters> kinds;
  /// Derived values, each after those it is made of.
  std::vector<std::uint32_t> derived_order;
  /// For each rule set, whether one that it uses is missing: then nothing is said of
  /// names that are not known, since they may be from there.
  std::vector<bool> uses_missing;
  /// Names that are declared in what could not be read: nobody is told that they are
  /// unknown.
  std::set<std::string, std::less<>> unread;
  /// Whether of the vocabulary only a part could be read.
  bool words_in_part = false;
  /// Of each derived value whether there is a fault in its definition: then its type may
  /// be known, but not its values.
  std::vector<bool> unsound;
  /// The rule that findings are about, while one is linked.
  std::string rule;
  /// Faults met so far: findings, those that nobody is told of, and what rests on parts
  /// that are at fault.
  std::size_t faults = 0;

  void report(errc code, source_span where, std::string_view message);
  void report(errc code, source_span where, std::string_view message,
              std::string_view hint);
  void report(errc code, source_span where, std::string_view message,
              std::string_view hint, std::string subject, lacking lacks);
  /// Whether so much was found in the file of a place that nothing more is taken.
  [[nodiscard]] bool full(source_span where) const;

  [[nodiscard]] const rule_set& rules_of(std::uint32_t set) const;
  /// Whether rule set `from` sees the names of rule set `owner`.
  [[nodiscard]] bool sees(std::uint32_t from, std::uint32_t owner) const;
  /// Reports a name that is not known in rule set `set`: an input or derived value ...
  void report_unknown(std::uint32_t set, const name& id, std::string_view message);
  /// ... or another, of which these are known.
  void report_unknown(std::uint32_t set, const name& id, std::string_view message,
                      const std::vector<std::string>& known);
  [[nodiscard]] std::uint32_t owner_of(step what) const;
  [[nodiscard]] const lang::type& type_of(step what) const;
  [[nodiscard]] const std::vector<std::string>& codes_of(step what) const;

  /// What a name stands for in rule set `set`.
  [[nodiscard]] std::optional<step> find(std::uint32_t set, std::string_view id) const;
  [[nodiscard]] std::vector<std::string> names_in(std::uint32_t set) const;
  [[nodiscard]] std::vector<std::string> duties_in(std::uint32_t set) const;
  /// The kinds of the deadlines that rule set `set` sees.
  [[nodiscard]] std::vector<std::string> kinds_in(std::uint32_t set) const;
  /// What a name lacks that is not known in `set`: a declaration, or the use of the rule
  /// set that has it.
  [[nodiscard]] lacking lacks_of(std::uint32_t set, std::string_view id) const;

  /// An input or derived value by name, or a finding. `what` says what the name is for.
  [[nodiscard]] std::optional<step> resolve(std::uint32_t set, const name& id,
                                            std::string_view what);
  /// An input, not a derived value.
  [[nodiscard]] std::optional<std::uint32_t> resolve_input(std::uint32_t set,
                                                           const name& id,
                                                           std::string_view what);
  /// A word of one of the vocabulary's lists; `what` names the list: "urgency level".
  [[nodiscard]] std::optional<std::uint32_t> resolve_word(
      const name& word, const std::vector<std::string>& list, std::string_view what);

  /// A typed copy of an expression of rule set `set`; absent, with findings, where it is
  /// at fault.
  [[nodiscard]] condition typed(std::uint32_t set, const expression& written,
                                const lang::expectation& wanted);
  /// The same for a condition; absent too where none is written.
  [[nodiscard]] condition typed_condition(std::uint32_t set,
                                          const std::optional<expression>& written);
  /// The same where it may look at the urgency: of routes and deadlines.
  [[nodiscard]] condition condition_on_urgency(std::uint32_t set,
                                               const std::optional<expression>& written);

  /// Makes a value set known and gives its number.
  [[nodiscard]] std::uint32_t add_values(std::vector<std::string> codes);
  std::size_t codes_in_all = 0;  // of all inputs

 private:
  void add(finding&& one);
  [[nodiscard]] bool is_told(std::uint32_t set, const finding& of_expression) const;

  std::map<std::uint32_t, std::size_t> counts_;  // findings of each source
  std::size_t in_all_ = 0;
  // ... and those for want of a rule set or its use
  std::map<std::uint32_t, std::size_t> lacking_sets_;
};

/// Whether a name in a checked expression stands for what is at fault.
[[nodiscard]] bool is_untyped(const lang::node& of_expression);

/// Whether a list of words that were read in part can be short of some: it is empty, or
/// one has no id.
[[nodiscard]] bool is_in_part(const std::vector<std::string>& words);

/// The element that uses a rule set which is lacking.
[[nodiscard]] std::string use_of(const lacking& what);

/// Findings made while it lives are about the rule `id`.
class about_rule {
 public:
  about_rule(context& at, const std::string& id) : at_(at) { at_.rule = id; }
  ~about_rule() { at_.rule.clear(); }
  about_rule(const about_rule&) = delete;
  about_rule& operator=(const about_rule&) = delete;

 private:
  context& at_;
};

template <class T>
[[nodiscard]] std::vector<std::string> ids_of(const std::vector<T>& all) {
  std::vector<std::string> ids;
  ids.reserve(all.size());
  for (const auto& one : all)
    ids.push_back(one.id.text);
  return ids;
}

[[nodiscard]] std::optional<std::uint32_t> index_of(const std::vector<std::string>& list,
                                                    std::string_view word);

/// The kind that a `type` attribute names.
[[nodiscard]] lang::kind kind_of(std::string_view text);

/// A value of a rule set in units of `form`, inside `domain`, or a finding: bad_value,
/// literal_too_fine or value_outside. `what` says what the value is: "the presumed
/// value".
[[nodiscard]] std::optional<std::int64_t> read_value(context& at, const value_form& form,
                                                     const value_set& domain,
                                                     const name& text,
                                                     std::string_view what);

}  // namespace arvio::inline v0::book::linking

#endif  // ARVIO_SRC_BOOK_LINK_CONTEXT_HPP
