#include "arvio/lang/parser.hpp"

#include "arvio/base/date.hpp"
#include "arvio/base/limits.hpp"
#include "arvio/base/suggest.hpp"
#include "arvio/lang/functions.hpp"
#include "arvio/lang/lexer.hpp"
#include "arvio/lang/print.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace arvio::inline v0::lang {
namespace {

std::string quoted(std::string_view text) { return "`" + std::string(text) + "`"; }

/// A function or a word of FEEL that this language leaves out, and what to write for it.
struct left_out {
  std::string_view name;
  std::string_view hint;
};
constexpr left_out left_out_words[] = {
    {"null", "a condition cannot ask whether something is unknown"},
    {"some", "count what is true: `count_true(a, b, c) >= 1`"},
    {"every", "join the conditions with `and`"},
    {"for", "write the values one by one: `sum(a, b, c)`"},
};
constexpr left_out left_out_functions[] = {
    {"count", "`count_true(a, b, c)` counts what is true"},
    {"mean", "write `round(sum(a, b, c) / 3)`"},
    {"decimal", "write `round(x)`"},
    {"ceil", "write `ceiling(x)`"},
    {"contains", "write `x any ('a', 'b')`"},
    {"time", "times of day are not part of the language"},
    {"now", "write `assessment_time`"},
    {"today", "write `assessment_time`"},
};

template <std::size_t size>
std::string_view hint_for(std::string_view name, const left_out (&table)[size]) {
  const auto* const found =
      std::find_if(std::begin(table), std::end(table),
                   [name](const left_out& one) { return one.name == name; });
  return found == std::end(table) ? std::string_view{} : found->hint;
}

struct comparison_sign {
  std::string_view text;
  op means;
};
constexpr comparison_sign comparison_signs[] = {
    {"=", op::equal},       {"!=", op::not_equal}, {"<", op::less},
    {"<=", op::less_equal}, {">", op::greater},    {">=", op::greater_equal},
};

/// Recursive descent, one function per level of the grammar in docs/language.md.
///
/// INVARIANT: each of them gives the index of the last node: children stand before their
/// parent, and no node is left over.
class parser {
 public:
  parser(std::vector<token> tokens, text_origin origin, findings& out)
      : tokens_(std::move(tokens)), origin_(origin), out_(out) {}

  ast run() {
    if (current().kind == token_kind::end) {
      report(errc::parse_empty, current(), "the expression is empty", {});
      return {};
    }
    ast tree;
    tree.root = whole();
    while (current().kind != token_kind::end) {
      unexpected("an operator");
      read_on();
    }
    tree.nodes = std::move(nodes_);
    return tree;
  }

 private:
  using index = std::uint32_t;

  // --- tokens ---------------------------------------------------------------------------

  const token& current() const { return tokens_[position_]; }
  const token& following() const {
    return tokens_[std::min(position_ + 1, tokens_.size() - 1)];
  }
  bool at(std::string_view spelled) const { return current().is(spelled); }
  bool at_end_of_group() const {
    return current().kind == token_kind::end || at(")") || at("]");
  }
  void advance() {
    if (position_ + 1 < tokens_.size()) ++position_;
  }
  bool take(std::string_view spelled) {
    if (!at(spelled)) return false;
    advance();
    return true;
  }

  // --- findings -------------------------------------------------------------------------

  void report_at(errc code, source_span where, std::string message, std::string hint) {
    out_.push_back(
        {code, severity::error, where, std::move(message), std::move(hint), {}});
  }
  void report(errc code, const token& at, std::string message, std::string hint) {
    report_at(code, origin_.span(at.begin, at.end), std::move(message), std::move(hint));
  }

  static std::string described(const token& one) {
    switch (one.kind) {
      case token_kind::end: return "the end";
      case token_kind::text: return "the text `'" + std::string(one.text) + "'`";
      case token_kind::bad:
      case token_kind::number:
      case token_kind::name:
      case token_kind::word:
      case token_kind::symbol: return quoted(one.text);
    }
    return {};  // not reached
  }

  std::string hint_for_current(std::string_view wanted) const {
    const auto& now = current();
    if (now.kind == token_kind::word) {
      const auto hint = hint_for(now.text, left_out_words);
      if (!hint.empty()) return std::string(hint);
      if (now.text == "not") return "write `not(...)` around a whole condition";
      if (now.text == "if") return "write `(if ... then ... else ...)`";
      if (now.text == "urgency" || now.text == "any") return "put it in parentheses";
    }
    if (now.is("..") || now.is("["))
      return "a range stands after `in`, as in `age in [16..64]`";
    if (now.kind == token_kind::name) {
      std::string lower(now.text);
      for (char& c : lower)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
      if (lower != now.text && is_reserved(lower)) return "write " + quoted(lower);
    }
    if (now.is(",") && position_ > 0 &&
        tokens_[position_ - 1].kind == token_kind::number &&
        following().kind == token_kind::number)
      return "write a number with a point, as in `38.5`";
    if (wanted == "a value" && now.kind == token_kind::symbol) {
      for (const auto& sign : comparison_signs) {
        if (now.text == sign.text) return "a comparison has a value on both sides";
      }
    }
    return {};
  }

  /// Reports that something else was wanted here, once per place, and goes on to where the
  /// rest makes sense again.
  void unexpected(std::string_view wanted) {
    if (position_ != quiet_ && current().kind != token_kind::bad) {
      auto message =
          "expected " + std::string(wanted) + ", found " + described(current());
      report(errc::parse_unexpected, current(), std::move(message),
             hint_for_current(wanted));
    }
    synchronise();
  }

  /// Skips to the next place where a part can begin or end: a word that joins or a sign that
  /// separates, outside of brackets opened on the way.
  void synchronise() {
    std::size_t open = 0;
    while (current().kind != token_kind::end) {
      if (at("(") || at("[")) {
        ++open;
      } else if (at(")") || at("]")) {
        if (open == 0) break;
        --open;
      } else if (open == 0 &&
                 (at("and") || at("or") || at(",") || at("then") || at("else"))) {
        break;
      }
      advance();
    }
    quiet_ = position_;
  }

  /// Passes the token that a fault led to, and reads what follows for further faults.
  void read_on() {
    advance();
    quiet_ = position_;
    if (at_end_of_group()) return;
    (void)whole();
    if (at("then") || at("else") || at(","))
      quiet_ = position_;  // of what was passed over
  }

  /// Leaves a group at its closing sign, whatever stands before it.
  void close(std::string_view sign) {
    if (take(sign)) return;
    unexpected(quoted(sign));
    while (!at_end_of_group()) {
      read_on();
      if (!at_end_of_group()) unexpected(quoted(sign));
    }
    if (current().kind != token_kind::end) advance();
    quiet_ = position_;
  }

  /// Opens a group or reports what stands there instead.
  bool open(std::string_view sign, std::string_view hint) {
    if (take(sign)) return true;
    if (position_ != quiet_ && current().kind != token_kind::bad) {
      report(errc::parse_unexpected, current(),
             "expected " + quoted(sign) + ", found " + described(current()),
             std::string(hint));
    }
    synchronise();
    return false;
  }

  // --- nodes ----------------------------------------------------------------------------

  /// Adds a node for the tokens from `begin` (a byte) to the last one read.
  index add(node made, std::uint32_t begin) {
    const auto end = position_ == 0 ? current().end : tokens_[position_ - 1].end;
    made.where = origin_.span(begin, std::max(begin, end));
    nodes_.push_back(std::move(made));
    return static_cast<index>(nodes_.size() - 1);
  }
  static node make(op what, std::vector<index> children) {
    node made;
    made.op = what;
    made.children = std::move(children);
    return made;
  }
  /// What stands for a part that could not be read; the tree is thrown away then.
  index nothing() { return add(node{}, current().begin); }

  /// Goes one level down. False, and on to the end of the text, where it is one too many.
  bool enter() {
    if (++depth_ <= limits::expression_depth) return true;
    if (!too_deep_) {
      report(errc::limit_expression, current(),
             "the expression is nested deeper than " +
                 std::to_string(limits::expression_depth) + " levels",
             "give parts of it a name as derived values");
    }
    too_deep_ = true;
    position_ = tokens_.size() - 1;
    quiet_ = position_;
    return false;
  }
  void leave() { --depth_; }

  // --- grammar --------------------------------------------------------------------------

  /// whole = "if" whole "then" whole "else" whole | joined
  index whole() {
    index made = 0;
    if (!enter()) {
      made = nothing();
    } else if (at("if")) {
      made = conditional();
    } else {
      made = joined();
    }
    leave();
    return made;
  }

  index conditional() {
    const auto begin = current().begin;
    advance();
    const auto condition = whole();
    const auto chosen = branch("then");
    const auto otherwise = branch("else");
    return add(make(op::conditional, {condition, chosen, otherwise}), begin);
  }

  index branch(std::string_view word) {
    if (!at(word)) {
      unexpected(quoted(word));
      while (current().kind != token_kind::end && !at("then") && !at("else") &&
             !at_end_of_group())
        read_on();
    }
    if (take(word)) return whole();
    return nothing();
  }

  /// joined = compared { "and" compared } | compared { "or" compared }
  index joined() {
    const auto begin = current().begin;
    auto made = compared();
    if (!at("and") && !at("or")) return made;
    const auto word = current().text;
    node all = make(word == "and" ? op::logical_and : op::logical_or, {});
    append(all, made);
    bool mixed = false;
    while (at("and") || at("or")) {
      if (current().text != word && !mixed) {
        report(errc::parse_mixed_and_or, current(),
               "`and` and `or` stand side by side without parentheses",
               "write `(a and b) or c` or `a and (b or c)`");
        mixed = true;
      }
      advance();
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
    if (operand + 1 == nodes_.size()) nodes_.pop_back();  // always, but behind a fault
  }

  static const comparison_sign* comparison_of(const token& one) {
    const auto* const found =
        std::find_if(std::begin(comparison_signs), std::end(comparison_signs),
                     [&one](const comparison_sign& sign) { return one.is(sign.text); });
    return found == std::end(comparison_signs) ? nullptr : found;
  }

  /// compared = urgency | "any" name
  ///          | term [ sign term | "in" choices | "between" term "and" term
  ///                 | ( "any" | "all" ) "(" text { "," text } ")" ]
  index compared() {
    const auto begin = current().begin;
    if (at("urgency")) return urgency();
    if (at("any")) return any_code();
    auto made = term();
    if (const auto* const sign = comparison_of(current())) {
      advance();
      const auto right = term();
      made = add(make(sign->means, {made, right}), begin);
    } else if (at("in")) {
      made = membership(made, begin);
    } else if (at("between")) {
      made = between(made, begin);
    } else if (at("any") || at("all")) {
      made = codes_test(made, begin);
    }
    if (comparison_of(current()) != nullptr || at("in") || at("between")) {
      if (position_ != quiet_) {
        report(errc::parse_unexpected, current(), "a comparison cannot be compared again",
               "join two comparisons with `and`");
      }
      synchronise();
    }
    return made;
  }

  index between(index subject, std::uint32_t begin) {
    advance();
    const auto range_begin = current().begin;
    const auto low = term();
    if (!take("and")) {
      unexpected("`and`");
      return subject;
    }
    const auto high = term();
    const auto range = add(make(op::range, {low, high}), range_begin);
    return add(make(op::in, {subject, range}), begin);
  }

  /// choices = range | "(" choice { "," choice } ")" | term
  index membership(index subject, std::uint32_t begin) {
    advance();
    node made = make(op::in, {subject});
    if (at("]")) {
      report(errc::parse_unexpected, current(), "a range cannot begin with `]`",
             "write `(` before an end that is not in the range");
      synchronise_behind_range();
    } else if (at("[") || (at("(") && opens_range())) {
      made.children.push_back(range());
    } else if (take("(")) {
      do {
        made.children.push_back(choice());
      } while (take(","));
      close(")");
    } else {
      made.children.push_back(choice());
    }
    return add(std::move(made), begin);
  }

  void synchronise_behind_range() {
    advance();
    synchronise();
    if (at("]") || at(")")) advance();
  }

  /// choice = range | term
  index choice() {
    if (at("[") || (at("(") && opens_range())) return range();
    if (comparison_of(current()) != nullptr && position_ != quiet_) {
      report(errc::parse_unexpected, current(),
             "a comparison sign cannot stand in a list",
             "write a range such as `[6..]`, or `(5..]` without the end");
      synchronise();
      return nothing();
    }
    return term();
  }

  /// Whether `..` stands directly within the brackets that open here.
  bool opens_range() const {
    std::size_t open = 0;
    for (auto i = position_; i < tokens_.size(); ++i) {
      const auto& one = tokens_[i];
      if (one.is("(") || one.is("[")) ++open;
      if ((one.is(")") || one.is("]")) && --open == 0) return false;
      if (open == 1 && one.is("..")) return true;
    }
    return false;
  }

  /// range = ( "[" | "(" ) term ".." term ( "]" | ")" ) | "[" ".." term ( "]" | ")" )
  ///       | ( "[" | "(" ) term ".." "]"
  index range() {
    const auto begin = current().begin;
    node made = make(op::range, {});
    const auto opening = current();
    advance();
    made.low_open = opening.is("(");
    made.children.push_back(at("..") ? absent_end() : term());
    if (made.low_open && nodes_[made.children.front()].op == op::absent) {
      report(errc::parse_unexpected, opening, "`(` before an end that is absent",
             "write `[..` for a range without a lower end");
    }
    if (!take("..")) {
      unexpected("`..`");
      if (at(")") || at("]")) advance();
      return add(std::move(made), begin);
    }
    if (at("]") || at(")")) {
      if (at(")")) {
        report(errc::parse_unexpected, current(), "`)` behind an end that is absent",
               "write `..]` for a range without an upper end");
      }
      if (nodes_[made.children.front()].op == op::absent) {
        report_at(errc::parse_unexpected, origin_.span(begin, current().end),
                  "a range needs an end", "write `[..8]`, `[8..]` or `[8..21]`");
      }
      made.children.push_back(absent_end());
      advance();
      return add(std::move(made), begin);
    }
    made.children.push_back(term());
    made.high_open = at(")");
    if (at("[")) {
      report(errc::parse_unexpected, current(), "a range cannot end with `[`",
             "write `)` behind an end that is not in the range");
      advance();
    } else if (!take(")")) {
      close("]");
    }
    return add(std::move(made), begin);
  }

  index absent_end() {
    const auto made = nothing();
    nodes_[made].op = op::absent;
    return made;
  }

  index codes_test(index subject, std::uint32_t begin) {
    node made = make(at("any") ? op::any_of : op::all_of, {subject});
    if (nodes_[subject].op != op::name && position_ != quiet_) {
      report(errc::parse_unexpected, current(),
             "the name of a codes input stands before " + quoted(current().text), {});
    }
    advance();
    if (open("(", "write the codes in parentheses, as in `x any ('a', 'b')`")) {
      do {
        if (current().kind == token_kind::text) {
          made.children.push_back(text());
        } else {
          unexpected("a code in quotation marks");
        }
      } while (take(","));
      close(")");
    }
    return add(std::move(made), begin);
  }

  index any_code() {
    const auto begin = current().begin;
    advance();
    if (current().kind != token_kind::name) {
      unexpected("the name of a codes input");
      return nothing();
    }
    return add(make(op::any_code, {name()}), begin);
  }

  /// urgency = "urgency" [ "of" text ] ( "=" | "at" "least" | "at" "most" ) text
  index urgency() {
    const auto begin = current().begin;
    advance();
    node made;
    if (take("of")) {
      if (current().kind != token_kind::text || current().text.empty()) {
        unexpected("a need in quotation marks");
        return nothing();
      }
      made.need = current().text;
      advance();
    }
    if (take("=")) {
      made.op = op::urgency_equal;
    } else if (at("at") && following().is("least")) {
      made.op = op::urgency_at_least;
    } else if (at("at") && following().is("most")) {
      made.op = op::urgency_at_most;
    } else {
      if (position_ != quiet_) {
        report(errc::parse_unexpected, current(),
               "expected `=`, `at least` or `at most`, found " + described(current()),
               "write `urgency at least 'L'` for L and what is more urgent");
      }
      synchronise();
      return nothing();
    }
    if (take("at")) advance();
    if (current().kind != token_kind::text) {
      unexpected("an urgency level in quotation marks");
      return nothing();
    }
    made.name = current().text;
    advance();
    return add(std::move(made), begin);
  }

  /// term = product { ( "+" | "-" ) product }
  index term() {
    const auto begin = current().begin;
    auto made = product();
    while (at("+") || at("-")) {
      const auto means = at("+") ? op::add : op::subtract;
      advance();
      const auto right = product();
      made = add(make(means, {made, right}), begin);
    }
    return made;
  }

  /// product = signed { ( "*" | "/" ) signed }
  index product() {
    const auto begin = current().begin;
    auto made = with_sign();
    while (at("*") || at("/")) {
      const auto means = at("*") ? op::multiply : op::divide;
      advance();
      const auto right = with_sign();
      made = add(make(means, {made, right}), begin);
    }
    return made;
  }

  /// signed = "-" signed | primary. The minus of a number becomes part of it.
  index with_sign() {
    const auto begin = current().begin;
    if (!take("-")) return primary();
    index made = 0;
    if (!enter()) {
      made = nothing();
    } else {
      made = with_sign();
      auto& operand = nodes_[made];
      if (operand.op == op::number) {
        operand.number.units = -operand.number.units;
        operand.where = origin_.span(begin, tokens_[position_ - 1].end);
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
    const auto& now = current();
    switch (now.kind) {
      case token_kind::number: return number();
      case token_kind::text: return text();
      case token_kind::name: return following().is("(") ? call() : name();
      case token_kind::bad:
        advance();
        quiet_ = position_;
        return nothing();
      case token_kind::symbol:
        if (take("(")) {
          const auto inner = whole();
          close(")");
          return inner;
        }
        break;
      case token_kind::word:
        if (at("true") || at("false")) return truth();
        if (at("not")) return negation();
        if (at("date") || at("duration")) return time_literal();
        if (at("assessment_time")) {
          advance();
          return add(make(op::assessment_time, {}), tokens_[position_ - 1].begin);
        }
        break;
      case token_kind::end: break;
    }
    const auto made = nothing();
    unexpected("a value");
    return made;
  }

  index number() {
    node made = make(op::number, {});
    made.number = current().number;
    advance();
    return add(std::move(made), tokens_[position_ - 1].begin);
  }

  index text() {
    node made = make(op::text, {});
    made.name = current().text;
    advance();
    return add(std::move(made), tokens_[position_ - 1].begin);
  }

  index truth() {
    node made = make(op::truth, {});
    made.value = at("true") ? 1 : 0;
    advance();
    return add(std::move(made), tokens_[position_ - 1].begin);
  }

  index name() {
    if (find_function(current().text) != nullptr) {
      report(errc::parse_unexpected, current(),
             quoted(current().text) + " is a function and stands here without arguments",
             "write " + quoted(std::string(current().text) + "(...)"));
    }
    node made = make(op::name, {});
    made.name = current().text;
    advance();
    return add(std::move(made), tokens_[position_ - 1].begin);
  }

  index negation() {
    const auto begin = current().begin;
    advance();
    if (!open("(", "write `not(...)` around what is negated")) return nothing();
    const auto inner = whole();
    close(")");
    return add(make(op::logical_not, {inner}), begin);
  }

  index time_literal() {
    const auto begin = current().begin;
    const bool is_date = at("date");
    const std::string_view example = is_date ? "date('2026-03-02')" : "duration('PT12H')";
    advance();
    if (!open("(", "write " + quoted(example))) return nothing();
    if (current().kind != token_kind::text) {
      unexpected(is_date ? "a date in quotation marks" : "a duration in quotation marks");
      close(")");
      return nothing();
    }
    const auto written = current();
    advance();
    close(")");
    node made = make(is_date ? op::date_literal : op::duration_literal, {});
    if (is_date) {
      const auto day = parse_date(written.text);
      if (!day) {
        report(errc::parse_bad_literal, written, quoted(written.text) + " is no date",
               "write year, month and day, as in " + quoted(example) + "; years " +
                   std::to_string(limits::first_year) + " to " +
                   std::to_string(limits::last_year));
      }
      made.value = day.value_or(date{}).days;
    } else {
      const auto seconds = parse_duration(written.text);
      if (!seconds) {
        report(errc::parse_bad_literal, written, quoted(written.text) + " is no duration",
               "write days, hours, minutes and seconds, as in `P3D`, `PT12H` or "
               "`P1DT2H30M`");
      }
      made.value = seconds.value_or(0);
    }
    return add(std::move(made), begin);
  }

  index call() {
    const auto name = current();
    const auto* const called = find_function(name.text);
    if (called == nullptr) report_unknown_function(name);
    advance();
    advance();
    node made = make(called == nullptr ? op::sum : called->means, {});
    if (!at(")")) {
      do {
        made.children.push_back(whole());
      } while (take(","));
    }
    const auto findings_before = out_.size();
    close(")");
    const auto count = made.children.size();
    const auto result = add(std::move(made), name.begin);
    if (called != nullptr && out_.size() == findings_before &&
        (count < called->least_arguments || count > called->most_arguments)) {
      report_at(errc::argument_count, nodes_[result].where,
                quoted(name.text) + " takes " + arguments(*called) + ", found " +
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

  void report_unknown_function(const token& name) {
    std::string hint(hint_for(name.text, left_out_functions));
    if (hint.empty()) {
      std::vector<std::string_view> names;
      for (const auto& one : functions())
        names.push_back(one.name);
      const auto near = closest_name(name.text, names);
      hint = near ? "did you mean " + quoted(*near) + "?"
                  : "docs/language.md lists the functions";
    }
    report(errc::function_unknown, name, "there is no function " + quoted(name.text),
           std::move(hint));
  }

  std::vector<token> tokens_;
  text_origin origin_;
  findings& out_;
  std::vector<node> nodes_;
  std::size_t position_ = 0;
  std::size_t quiet_ = static_cast<std::size_t>(-1);  // no finding at this token: a
                                                      // consequence of one before
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
  std::optional<ast> tree;
  // what lies behind a budget is not read, so its absence is no fault of syntax
  const bool complete = std::none_of(found.begin(), found.end(), [](const finding& one) {
    return one.code == errc::limit_expression;
  });
  if (complete) tree = parser(std::move(tokens), origin, found).run();
  if (found.empty()) check_canonical_size(*tree, origin, text, found);
  if (found.empty()) return tree;
  sort_and_unite(found);
  out.insert(out.end(), std::make_move_iterator(found.begin()),
             std::make_move_iterator(found.end()));
  return std::nullopt;
}

}  // namespace arvio::inline v0::lang
