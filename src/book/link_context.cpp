#include "link_context.hpp"

#include "arvio/base/did_you_mean.hpp"
#include "arvio/base/limits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

namespace arvio::inline v0::book::linking {

namespace {

/// What an expression of one rule set may name.
class set_scope final : public lang::scope {
 public:
  set_scope(const context& at, std::uint32_t set) : at_(at), set_(set) {}

  std::optional<lang::symbol> find(std::string_view name) const override {
    const auto found = at_.find(set_, name);
    if (!found) return std::nullopt;
    return lang::symbol{found->kind, found->index, at_.type_of(*found)};
  }
  std::vector<std::string> names() const override { return at_.names_in(set_); }
  const std::vector<std::string>& codes(std::uint32_t value_set) const override {
    return at_.value_sets[value_set < at_.value_sets.size() ? value_set : 0];
  }
  std::optional<std::uint32_t> level(std::string_view id) const override {
    return index_of(at_.words.levels, id);
  }
  std::optional<std::uint32_t> need(std::string_view id) const override {
    return index_of(at_.words.needs, id);
  }
  std::vector<std::string> levels() const override { return at_.words.levels; }
  std::vector<std::string> needs() const override { return at_.words.needs; }

 private:
  const context& at_;
  std::uint32_t set_;
};

/// Names of rule sets that are not used are told together in the end, and rule sets that
/// are not there with their days: they do not count as findings, but nobody reads more
/// than these.
constexpr std::size_t most_lacking_sets = 1000;

/// Whether an expression names what is at fault.
bool names_untyped(const lang::ast& tree) {
  return std::any_of(tree.nodes.begin(), tree.nodes.end(), is_untyped);
}

std::string hint_to_use(const lacking& what) {
  return fmt::format("{} declares it: write {}", quoted(what.rule_set), use_of(what));
}

}  // namespace

std::string use_of(const lacking& what) {
  return fmt::format("<use ruleset=\"{}\" version=\"{}\"/>", what.rule_set, what.major);
}

bool is_in_part(const std::vector<std::string>& words) {
  return words.empty() || index_of(words, "");
}

bool is_untyped(const lang::node& of_expression) {
  return of_expression.op == lang::op::name &&
         of_expression.type.kind == lang::kind::none;
}

std::optional<std::uint32_t> index_of(const std::vector<std::string>& list,
                                      std::string_view word) {
  const auto found = std::find(list.begin(), list.end(), word);
  if (found == list.end()) return std::nullopt;
  return static_cast<std::uint32_t>(found - list.begin());
}

lang::kind kind_of(std::string_view text) {
  constexpr lang::kind all[] = {lang::kind::boolean,  lang::kind::integer,
                                lang::kind::decimal,  lang::kind::code,
                                lang::kind::codes,    lang::kind::date,
                                lang::kind::datetime, lang::kind::duration};
  for (const auto kind : all) {
    if (text == lang::kind_name(kind)) return kind;
  }
  return lang::kind::none;
}

void context::report(errc code, source_span where, std::string_view message) {
  report(code, where, message, "");
}

void context::report(errc code, source_span where, std::string_view message,
                     std::string_view hint) {
  report(code, where, message, hint, "", {});
}

void context::report(errc code, source_span where, std::string_view message,
                     std::string_view hint, std::string subject, lacking lacks) {
  finding made{code, severity::error, where, std::string(message), std::string(hint),
               rule};
  made.subject = std::move(subject);
  made.lacks = std::move(lacks);
  add(std::move(made));
}

bool context::full(source_span where) const {
  if (in_all_ > limits::findings_in_all) return true;
  const auto count = counts_.find(where.source);
  return count != counts_.end() && count->second > limits::findings_per_file;
}

void context::add(finding&& one) {
  ++faults;
  if (full(one.where)) return;
  if (one.lacks.kind == lack::declaration && unread.contains(one.subject)) return;
  const auto source = one.where.source;
  if (one.lacks.kind == lack::use || one.lacks.kind == lack::rule_set) {
    if (++lacking_sets_[source] <= most_lacking_sets) found.push_back(std::move(one));
    return;
  }
  if (++in_all_ > limits::findings_in_all) {
    found.push_back({errc::limit_count, severity::note, one.where,
                     fmt::format("more than {} findings: from here on nothing was looked "
                                 "at",
                                 limits::findings_in_all),
                     "mend these first", ""});
    return;
  }
  if (++counts_[source] <= limits::findings_per_file) {
    found.push_back(std::move(one));
    return;
  }
  found.push_back({errc::limit_count, severity::note, one.where,
                   fmt::format("more than {} findings: the rest of this document was not "
                               "looked at",
                               limits::findings_per_file),
                   "mend these first", ""});
}

void context::report_unknown(std::uint32_t set, const name& id,
                             std::string_view message) {
  ++faults;
  if (uses_missing[set] || full(id.where)) return;
  auto lacks = lacks_of(set, id.text);
  auto hint =
      lacks.kind == lack::use ? hint_to_use(lacks) : did_you_mean(id.text, names_in(set));
  report(errc::reference_unknown, id.where, message, hint, id.text, std::move(lacks));
}

void context::report_unknown(std::uint32_t set, const name& id, std::string_view message,
                             const std::vector<std::string>& known) {
  ++faults;
  if (uses_missing[set] || full(id.where)) return;
  report(errc::reference_unknown, id.where, message, did_you_mean(id.text, known),
         id.text, {lack::declaration});
}

const rule_set& context::rules_of(std::uint32_t set) const {
  return *book.sets[set].rules;
}

bool context::sees(std::uint32_t from, std::uint32_t owner) const {
  const auto& uses = book.sets[from].uses;
  return from == owner || std::find(uses.begin(), uses.end(), owner) != uses.end();
}

std::uint32_t context::owner_of(step what) const {
  return what.kind == lang::symbol_kind::input ? book.inputs[what.index].set
                                               : book.derived[what.index].set;
}

const lang::type& context::type_of(step what) const {
  return what.kind == lang::symbol_kind::input ? book.inputs[what.index].type
                                               : book.derived[what.index].type;
}

const std::vector<std::string>& context::codes_of(step what) const {
  return what.kind == lang::symbol_kind::input ? book.inputs[what.index].codes
                                               : book.derived[what.index].codes;
}

std::optional<step> context::find(std::uint32_t set, std::string_view id) const {
  const auto known = names.find(id);
  if (known == names.end() || known->first != id || !sees(set, owner_of(known->second)))
    return std::nullopt;
  return known->second;
}

std::vector<std::string> context::names_in(std::uint32_t set) const {
  std::vector<std::string> out;
  for (const auto& [id, what] : names) {
    if (sees(set, owner_of(what))) out.push_back(id);
  }
  return out;
}

std::vector<std::string> context::duties_in(std::uint32_t set) const {
  std::vector<std::string> out;
  for (const auto& duty : book.duties) {
    if (sees(set, duty.set)) out.push_back(duty.id);
  }
  return out;
}

std::vector<std::string> context::kinds_in(std::uint32_t set) const {
  std::set<std::string> out;
  for (const auto& one : book.deadlines) {
    if (sees(set, one.set)) out.insert(book.deadline_kinds[one.kind]);
  }
  return {out.begin(), out.end()};
}

lacking context::lacks_of(std::uint32_t set, std::string_view id) const {
  const auto known = names.find(id);
  if (known == names.end() || known->first != id || sees(set, owner_of(known->second))) {
    return {lack::declaration};
  }
  const auto& owner = rules_of(owner_of(known->second));
  return {lack::use, owner.id.text, owner.version.major};
}

std::optional<step> context::resolve(std::uint32_t set, const name& id,
                                     std::string_view what) {
  if (id.text.empty()) return std::nullopt;  // reported where it was read
  const auto known = find(set, id.text);
  if (!known) {
    report_unknown(set, id,
                   fmt::format("{} {} is not known here", what, quoted(id.text)));
  }
  return known;
}

std::optional<std::uint32_t> context::resolve_input(std::uint32_t set, const name& id,
                                                    std::string_view what) {
  const auto known = resolve(set, id, what);
  if (!known) return std::nullopt;
  if (known->kind != lang::symbol_kind::input) {
    report(errc::reference_unknown, id.where,
           fmt::format("{} {} is a derived value", what, quoted(id.text)),
           "name an input: derived values are computed, never asked");
    return std::nullopt;
  }
  return known->index;
}

std::optional<std::uint32_t> context::resolve_word(const name& word,
                                                   const std::vector<std::string>& list,
                                                   std::string_view what) {
  if (word.text.empty()) return std::nullopt;  // reported where it was read
  const auto known = index_of(list, word.text);
  if (known || (words_in_part && is_in_part(list))) return known;
  if (full(word.where)) return std::nullopt;
  report(errc::reference_unknown, word.where,
         fmt::format("the vocabulary has no {} {}", what, quoted(word.text)),
         did_you_mean(word.text, list), word.text, {lack::declaration});
  return std::nullopt;
}

condition context::typed(std::uint32_t set, const expression& written,
                         const lang::expectation& wanted) {
  if (full(written.where)) return std::nullopt;
  lang::ast tree = written.tree;
  findings made;
  const bool fits = lang::check(tree, set_scope(*this, set), wanted, made);
  if (!fits || names_untyped(tree)) ++faults;
  for (auto& one : made) {
    if (!is_told(set, one)) continue;
    one.rule = rule;
    if (one.code == errc::name_unknown) {
      // Only here it is known that another rule set declares the name.
      auto lacks = lacks_of(set, one.subject);
      if (lacks.kind == lack::use) one.hint = hint_to_use(lacks);
      one.lacks = std::move(lacks);
    }
    add(std::move(one));
  }
  if (!fits) return std::nullopt;
  return tree;
}

/// Nothing is said of names that may stand where nobody could look.
bool context::is_told(std::uint32_t set, const finding& of_expression) const {
  if (of_expression.code == errc::name_unknown) return !uses_missing[set];
  const bool of_words = of_expression.code == errc::reference_unknown;
  return !(of_words && words_in_part &&
           (is_in_part(words.levels) || is_in_part(words.needs)));
}

condition context::typed_condition(std::uint32_t set,
                                   const std::optional<expression>& written) {
  if (!written) return std::nullopt;
  lang::expectation wanted;
  wanted.type.kind = lang::kind::boolean;
  wanted.type.high = 1;
  return typed(set, *written, wanted);
}

condition context::condition_on_urgency(std::uint32_t set,
                                        const std::optional<expression>& written) {
  if (!written) return std::nullopt;
  lang::expectation wanted;
  wanted.type.kind = lang::kind::boolean;
  wanted.type.high = 1;
  wanted.urgency_allowed = true;
  return typed(set, *written, wanted);
}

std::uint32_t context::add_values(std::vector<std::string> codes) {
  value_sets.push_back(std::move(codes));
  return static_cast<std::uint32_t>(value_sets.size() - 1);
}

std::optional<std::int64_t> read_value(context& at, const value_form& form,
                                       const value_set& domain, const name& text,
                                       std::string_view what) {
  if (form.type.kind == lang::kind::none || text.text.empty()) {  // reported already
    ++at.faults;
    return std::nullopt;
  }
  const auto message = fmt::format("{} {}", what, quoted(text.text));
  const auto value = units_of_text(form, text.text);
  if (value && domain.contains(*value)) return *value;
  if (value || value.error() == errc::answer_outside) {
    const bool coded = form.type.kind == lang::kind::code;
    at.report(errc::value_outside, text.where,
              fmt::format("{} lies outside the domain", message),
              coded ? did_you_mean(text.text, form.codes)
                    : fmt::format("the domain is {}", values_text(form, domain)));
  } else if (value.error() == errc::answer_too_fine) {
    at.report(errc::literal_too_fine, text.where,
              fmt::format("{} is finer than {}", message,
                          to_text(decimal{1, form.type.scale})));
  } else {
    at.report(
        errc::bad_value, text.where,
        fmt::format("{} is not of type {}", message, lang::kind_name(form.type.kind)));
  }
  return std::nullopt;
}

}  // namespace arvio::inline v0::book::linking
