#include "arvio/lang/parser.hpp"

#include "arvio/base/date.hpp"
#include "arvio/base/did_you_mean.hpp"
#include "arvio/base/limits.hpp"
#include "arvio/lang/functions.hpp"
#include "arvio/lang/lexer.hpp"
#include "arvio/lang/print.hpp"

#include "lang/token_reader.hpp"
#include "lang/wording.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace arvio::inline v0::lang {
namespace {

struct comparison_sign {
  std::string_view text;
  op means;
};
constexpr comparison_sign comparison_signs[] = {
    {"=", op::equal},       {"!=", op::not_equal}, {"<", op::less},
    {"<=", op::less_equal}, {">", op::greater},    {">=", op::greater_equal},
};

const comparison_sign* comparison_of(const token& one) {
  const auto* const found =
      std::find_if(std::begin(comparison_signs), std::end(comparison_signs),
                   [&one](const comparison_sign& sign) { return one.is(sign.text); });
  return found == std::end(comparison_signs) ? nullptr : found;
}

/// What to write for functions of FEEL and others that people look for here.
std::string hint_for_function(std::string_view name) {
  struct advice {
    std::string_view name;
    std::string_view hint;
  };
  constexpr advice table[] = {
      {"count", "`count_true(a, b, c)` counts what is true"},
      {"mean", "write `round(sum(a, b, c) / 3)`"},
      {"decimal", "write `round(x)`"},
      {"ceil", "write `ceiling(x)`"},
      {"contains", "write `x any ('a', 'b')`"},
      {"time", "times of day are not part of the language"},
      {"now", "write `assessment_time`"},
      {"today", "write `assessment_time`"},
  };
  for (const auto& one : table) {
    if (one.name == name) return std::string(one.hint);
  }
  std::vector<std::string> known;
  for (const auto& one : functions())
    known.emplace_back(one.name);
  const auto hint = did_you_mean(name, known);
  return hint.empty() ? "docs/language.md lists the functions" : hint;
}

/// Recursive descent, one function per rule of the grammar in docs/language.md.
///
/// INVARIANT: each of them gives the index of the last node, so children stand before
/// their parent and no node is left over. (Behind a fault that does not hold, and the
/// tree is thrown away.)
class parser {
 public:
  explicit parser(token_reader in) : in_(std::move(in)) {}

  ast run() {
    if (in_.at_end()) {
      in_.report(errc::parse_empty, in_.current(), "the expression is empty", {});
      return {};
    }
    ast tree;
    tree.root = whole();
    while (!in_.at_end()) {
      in_.unexpected("an operator");
      read_on();
    }
    tree.nodes = std::move(nodes_);
    return tree;
  }

 private:
  using index = std::uint32_t;

  // --- behind a fault ------------------------------------------------------------------

  /// Passes the token that a fault led to, and reads what follows for further faults.
  void read_on() {
    in_.pass_quietly();
    if (in_.at_end_of_group()) return;
    (void)whole();
    // of something passed over
    if (in_.at("then") || in_.at("else") || in_.at(",")) in_.stay_quiet();
  }

  /// Leaves a group at its closing sign, whatever stands before it.
  void close(std::string_view sign) {
    if (in_.take(sign)) return;
    in_.unexpected(in_backticks(sign));
    while (!in_.at_end_of_group()) {
      read_on();
      if (!in_.at_end_of_group()) in_.unexpected(in_backticks(sign));
    }
    in_.pass_quietly();
  }

  /// Opens a group, or reports what stands there instead.
  bool open(std::string_view sign, std::string_view hint) {
    if (in_.take(sign)) return true;
    in_.unexpected(in_backticks(sign), std::string(hint));
    return false;
  }

  // --- nodes ---------------------------------------------------------------------------

  static node make(op what, std::vector<index> children) {
    node made;
    made.op = what;
    made.children = std::move(children);
    return made;
  }

  /// Adds a node for the bytes from `begin` to the last token passed.
  index add(node made, std::uint32_t begin) {
    made.where = in_.span(begin, std::max(begin, in_.end_of_last()));
    nodes_.push_back(std::move(made));
    return static_cast<index>(nodes_.size() - 1);
  }

  /// Passes the token here and adds a node for it.
  index add_for_token(node made) {
    const auto begin = in_.current().begin;
    in_.advance();
    return add(std::move(made), begin);
  }

  /// A node for a part that is not there.
  index nothing() { return add(make(op::absent, {}), in_.current().begin); }

  /// Goes one level down. False, with the rest unread, where it is one too many.
  bool enter() {
    if (++depth_ <= limits::expression_depth) return true;
    if (!too_deep_) {
      in_.report(errc::limit_expression, in_.current(),
                 "the expression is nested deeper than " +
                     std::to_string(limits::expression_depth) + " levels",
                 "give parts of it a name as derived values");
    }
    too_deep_ = true;
    in_.give_up();
    return false;
  }
  void leave() { --depth_; }

  // --- conditions ----------------------------------------------------------------------

  /// whole = "if" whole "then" whole "else" whole | joined
  index whole() {
    index made = 0;
    if (!enter()) {
      made = nothing();
    } else if (in_.at("if")) {
      made = conditional();
    } else {
      made = joined();
    }
    leave();
    return made;
  }

  index conditional() {
    const auto begin = in_.current().begin;
    in_.advance();
    const auto condition = whole();
    const auto chosen = branch("then");
    const auto otherwise = branch("else");
    return add(make(op::conditional, {condition, chosen, otherwise}), begin);
  }

  index branch(std::string_view word) {
    if (!in_.at(word)) {
      in_.unexpected(in_backticks(word));
      while (!in_.at_end_of_group() && !in_.at("then") && !in_.at("else"))
        read_on();
    }
    return in_.take(word) ? whole() : nothing();
  }

  /// joined = compared { "and" compared } | compared { "or" compared }
  index joined() {
    const auto begin = in_.current().begin;
    const auto first = compared();
    if (!in_.at("and") && !in_.at("or")) return first;
    const auto word = in_.current().text;
    node all = make(word == "and" ? op::logical_and : op::logical_or, {});
    append(all, first);
    bool mixed = false;
    while (in_.at("and") || in_.at("or")) {
      if (!in_.at(word) && !mixed) {
        in_.report(errc::parse_mixed_and_or, in_.current(),
                   "`and` and `or` stand side by side without parentheses",
                   "write `(a and b) or c` or `a and (b or c)`");
        mixed = true;
      }
      in_.advance();
      append(all, compared());
    }
    return add(std::move(all), begin);
  }

  /// Adds an operand to an `and` or `or`; of one that is the same again, its operands.
  void append(node& all, index operand) {
    if (nodes_[operand].op != all.op) {
      all.children.push_back(operand);
      return;
    }
    const auto inner = std::move(nodes_[operand].children);
    all.children.insert(all.children.end(), inner.begin(), inner.end());
    if (operand + 1 == nodes_.size()) nodes_.pop_back();
  }

  /// compared = urgency | "any" name
  ///          | term [ sign term | "in" choices | "between" term "and" term
  ///                 | ( "any" | "all" ) "(" text { "," text } ")" ]
  index compared() {
    if (in_.at("urgency")) return urgency();
    if (in_.at("any")) return any_code();
    const auto begin = in_.current().begin;
    auto made = term();
    if (const auto* const sign = comparison_of(in_.current())) {
      in_.advance();
      const auto right = term();
      made = add(make(sign->means, {made, right}), begin);
    } else if (in_.at("in")) {
      made = membership(made, begin);
    } else if (in_.at("between")) {
      made = between(made, begin);
    } else if (in_.at("any") || in_.at("all")) {
      made = codes_test(made, begin);
    }
    if (comparison_of(in_.current()) != nullptr || in_.at("in") || in_.at("between")) {
      in_.refuse("a comparison cannot be compared again",
                 "join two comparisons with `and`");
    }
    return made;
  }

  /// Reads as `in [low..high]`.
  index between(index subject, std::uint32_t begin) {
    in_.advance();
    const auto range_begin = in_.current().begin;
    const auto low = term();
    if (!open("and", "write `x between 1 and 5`, or `x in [1..5]`")) return subject;
    const auto high = term();
    const auto range = add(make(op::range, {low, high}), range_begin);
    return add(make(op::in, {subject, range}), begin);
  }

  /// choices = range | "(" choice { "," choice } ")" | term
  index membership(index subject, std::uint32_t begin) {
    in_.advance();
    node made = make(op::in, {subject});
    if (in_.at("(") && !in_.opens_range()) {
      in_.advance();
      do {
        made.children.push_back(choice());
      } while (in_.take(","));
      close(")");
    } else {
      made.children.push_back(choice());
    }
    return add(std::move(made), begin);
  }

  /// choice = range | term
  index choice() {
    if (in_.at("[") || (in_.at("(") && in_.opens_range())) return range();
    if (in_.at("]")) {
      in_.report(errc::parse_unexpected, in_.current(), "a range cannot begin with `]`",
                 "write `(` before an end that is not in the range");
      return range();
    }
    if (comparison_of(in_.current()) != nullptr) {
      in_.refuse("a comparison sign cannot stand after `in`",
                 "write a range such as `[6..]`, or `(5..]` without the end");
      return nothing();
    }
    return term();
  }

  /// range = ( "[" | "(" ) term ".." term ( "]" | ")" )
  ///       | "[" ".." term ( "]" | ")" ) | ( "[" | "(" ) term ".." "]"
  index range() {
    const auto begin = in_.current().begin;
    const auto opening = in_.current();
    in_.advance();
    const bool no_low = in_.at("..");
    const auto low = no_low ? nothing() : term();
    if (no_low && opening.is("(")) {
      in_.report(errc::parse_unexpected, opening, "`(` before an end that is absent",
                 "write `[..` for a range without a lower end");
    }
    const bool dots = open("..", "a range has two dots, as in `[16..64]`");
    const bool no_high = dots && (in_.at("]") || in_.at(")"));
    const auto high = !dots || no_high ? nothing() : term();
    const auto closing = in_.current();
    if (closing.is("[")) {
      in_.report(errc::parse_unexpected, closing, "a range cannot end with `[`",
                 "write `)` behind an end that is not in the range");
      in_.pass_quietly();
    } else if (!in_.take(")")) {
      close("]");
    }
    node made = make(op::range, {low, high});
    made.low_open = opening.is("(");
    made.high_open = closing.is(")");
    const auto result = add(std::move(made), begin);
    if (no_low && no_high) {
      in_.report(errc::parse_unexpected, nodes_[result].where, "a range needs an end",
                 "write `[..8]`, `[8..]` or `[8..21]`");
    } else if (no_high && closing.is(")")) {
      in_.report(errc::parse_unexpected, closing, "`)` behind an end that is absent",
                 "write `..]` for a range without an upper end");
    }
    return result;
  }

  index codes_test(index subject, std::uint32_t begin) {
    node made = make(in_.at("any") ? op::any_of : op::all_of, {subject});
    if (nodes_[subject].op != op::name) {
      in_.refuse("only the name of a codes input stands before " +
                     in_backticks(in_.current().text),
                 {});
      return subject;
    }
    in_.advance();
    if (open("(", "write the codes in parentheses, as in `x any ('a', 'b')`")) {
      do {
        if (in_.at(token_kind::text)) {
          made.children.push_back(text());
        } else {
          in_.unexpected("a code in quotation marks");
        }
      } while (in_.take(","));
      close(")");
    }
    return add(std::move(made), begin);
  }

  index any_code() {
    const auto begin = in_.current().begin;
    in_.advance();
    if (!in_.at(token_kind::name)) {
      in_.unexpected("the name of a codes input");
      return nothing();
    }
    const auto subject = name();
    return add(make(op::any_code, {subject}), begin);
  }

  /// urgency = "urgency" [ "of" text ] ( "=" | "at" "least" | "at" "most" ) text
  index urgency() {
    const auto begin = in_.current().begin;
    in_.advance();
    node made;
    if (in_.take("of")) {
      if (!in_.at(token_kind::text) || in_.current().text.empty()) {
        in_.unexpected("a need in quotation marks");
        return nothing();
      }
      made.need = in_.current().text;
      in_.advance();
    }
    if (in_.at("=")) {
      made.op = op::urgency_equal;
    } else if (in_.at("at") && in_.following().is("least")) {
      made.op = op::urgency_at_least;
    } else if (in_.at("at") && in_.following().is("most")) {
      made.op = op::urgency_at_most;
    } else {
      in_.unexpected("`=`, `at least` or `at most`",
                     "`urgency at least 'L'` holds for L and what is more urgent");
      return nothing();
    }
    if (in_.at("at")) in_.advance();
    in_.advance();
    if (!in_.at(token_kind::text)) {
      in_.unexpected("an urgency level in quotation marks");
      return nothing();
    }
    made.name = in_.current().text;
    in_.advance();
    return add(std::move(made), begin);
  }

  // --- values --------------------------------------------------------------------------

  /// term = product { ( "+" | "-" ) product }
  index term() {
    const auto begin = in_.current().begin;
    auto made = product();
    while (in_.at("+") || in_.at("-")) {
      const auto means = in_.at("+") ? op::add : op::subtract;
      in_.advance();
      const auto right = product();
      made = add(make(means, {made, right}), begin);
    }
    return made;
  }

  /// product = signed { ( "*" | "/" ) signed }
  index product() {
    const auto begin = in_.current().begin;
    auto made = with_sign();
    while (in_.at("*") || in_.at("/")) {
      const auto means = in_.at("*") ? op::multiply : op::divide;
      in_.advance();
      const auto right = with_sign();
      made = add(make(means, {made, right}), begin);
    }
    return made;
  }

  /// signed = "-" signed | primary. The minus of a number becomes part of it.
  index with_sign() {
    const auto begin = in_.current().begin;
    if (!in_.take("-")) return primary();
    index made = 0;
    if (!enter()) {
      made = nothing();
    } else {
      made = with_sign();
      auto& operand = nodes_[made];
      if (operand.op == op::number) {
        operand.number.units = -operand.number.units;
        operand.where = in_.span(begin, in_.end_of_last());
      } else {
        made = add(make(op::negate, {made}), begin);
      }
    }
    leave();
    return made;
  }

  /// primary = number | text | "true" | "false" | "assessment_time" | name
  ///         | "(" whole ")" | "not" "(" whole ")" | function "(" whole { "," whole } ")"
  ///         | "date" "(" text ")" | "duration" "(" text ")"
  index primary() {
    if (in_.at(token_kind::number)) return number();
    if (in_.at(token_kind::text)) return text();
    if (in_.at(token_kind::name)) return in_.following().is("(") ? call() : name();
    if (in_.at(token_kind::bad)) {
      in_.pass_quietly();
      return nothing();
    }
    if (in_.take("(")) {
      const auto inner = whole();
      close(")");
      return inner;
    }
    if (in_.at("true") || in_.at("false")) return truth();
    if (in_.at("not")) return negation();
    if (in_.at("date") || in_.at("duration")) return time_literal();
    if (in_.at("assessment_time")) return add_for_token(make(op::assessment_time, {}));
    const auto made = nothing();
    in_.unexpected("a value");
    return made;
  }

  index number() {
    node made = make(op::number, {});
    made.number = in_.current().number;
    return add_for_token(std::move(made));
  }

  index text() {
    node made = make(op::text, {});
    made.name = in_.current().text;
    return add_for_token(std::move(made));
  }

  index truth() {
    node made = make(op::truth, {});
    made.value = in_.at("true") ? 1 : 0;
    return add_for_token(std::move(made));
  }

  index name() {
    const std::string written(in_.current().text);
    if (find_function(written) != nullptr) {
      in_.report(
          errc::parse_unexpected, in_.current(),
          in_backticks(written) + " is a function and stands here without arguments",
          "write " + in_backticks(written + "(...)"));
    }
    node made = make(op::name, {});
    made.name = written;
    return add_for_token(std::move(made));
  }

  index negation() {
    const auto begin = in_.current().begin;
    in_.advance();
    if (!open("(", "write `not(...)` around what is negated")) return nothing();
    const auto inner = whole();
    close(")");
    return add(make(op::logical_not, {inner}), begin);
  }

  index time_literal() {
    const auto begin = in_.current().begin;
    const bool is_date = in_.at("date");
    const std::string_view example = is_date ? "date('2026-03-02')" : "duration('PT12H')";
    in_.advance();
    if (!open("(", "write " + in_backticks(example))) return nothing();
    const auto written = in_.current();
    if (!in_.at(token_kind::text)) {
      in_.unexpected(is_date ? "a date in quotation marks"
                             : "a duration in quotation marks");
      close(")");
      return nothing();
    }
    in_.advance();
    close(")");
    node made = make(is_date ? op::date_literal : op::duration_literal, {});
    if (is_date) {
      const auto day = parse_date(written.text);
      if (!day) {
        in_.report(errc::parse_bad_literal, written,
                   in_backticks(written.text) + " is no date",
                   "write year, month and day, as in " + in_backticks(example) +
                       "; years " + std::to_string(limits::first_year) + " to " +
                       std::to_string(limits::last_year));
      }
      made.value = day.value_or(date{}).days;
    } else {
      const auto seconds = parse_duration(written.text);
      if (!seconds) {
        in_.report(errc::parse_bad_literal, written,
                   in_backticks(written.text) + " is no duration",
                   "write days, hours, minutes and seconds, as in `P3D`, `PT12H` or "
                   "`P1DT2H30M`");
      }
      made.value = seconds.value_or(0);
    }
    return add(std::move(made), begin);
  }

  index call() {
    const auto name = in_.current();
    const auto* const called = find_function(name.text);
    if (called == nullptr) {
      in_.report(errc::function_unknown, name,
                 "there is no function " + in_backticks(name.text),
                 hint_for_function(name.text));
    }
    in_.advance();
    in_.advance();
    node made = make(called == nullptr ? op::sum : called->means, {});
    if (!in_.at(")")) {
      do {
        made.children.push_back(whole());
      } while (in_.take(","));
    }
    const auto count = made.children.size();
    const auto findings_before = in_.findings_so_far();
    close(")");
    const auto result = add(std::move(made), name.begin);
    const bool closed = in_.findings_so_far() == findings_before;
    if (called != nullptr && closed &&
        (count < called->least_arguments || count > called->most_arguments)) {
      in_.report(errc::argument_count, nodes_[result].where,
                 in_backticks(name.text) + " takes " + arguments(*called) + ", found " +
                     std::to_string(count),
                 {});
    }
    return result;
  }

  static std::string arguments(const function& called) {
    const auto least = std::to_string(called.least_arguments);
    if (called.most_arguments != called.least_arguments)
      return least + " argument or more";
    return least + (called.least_arguments == 1 ? " argument" : " arguments");
  }

  token_reader in_;
  std::vector<node> nodes_;
  std::size_t depth_ = 0;
  bool too_deep_ = false;
};

/// Rule sets are saved in canonical text, so that must keep to the budgets as well.
void check_canonical_size(const ast& tree, text_origin origin, std::string_view text,
                          findings& found) {
  findings again;
  const auto canonical = print(tree);
  (void)tokenize(canonical, {}, again);
  if (again.empty()) return;
  found.push_back({errc::limit_expression,
                   severity::error,
                   origin.span(0, static_cast<std::uint32_t>(text.size())),
                   "the expression is too long in its canonical form",
                   "give parts of it a name as derived values",
                   {}});
}

}  // namespace

std::optional<ast> parse(std::string_view text, text_origin origin, findings& out) {
  findings found;
  auto tokens = tokenize(text, origin, found);
  // what lies behind a budget is not read, so its absence is no fault of syntax
  const bool complete = std::none_of(found.begin(), found.end(), [](const finding& one) {
    return one.code == errc::limit_expression;
  });
  std::optional<ast> tree;
  if (complete) tree = parser(token_reader(std::move(tokens), origin, found)).run();
  if (found.empty()) check_canonical_size(*tree, origin, text, found);
  if (found.empty()) return tree;
  sort_and_unite(found);
  out.insert(out.end(), std::make_move_iterator(found.begin()),
             std::make_move_iterator(found.end()));
  return std::nullopt;
}

}  // namespace arvio::inline v0::lang
