#include "link_context.hpp"

#include "arvio/base/did_you_mean.hpp"
#include "arvio/base/limits.hpp"


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

/// Of the hint that says which `use` is missing.
constexpr const char* declares_it = " declares it: write <use ";

/// Names of rule sets that are not used are told together in the end: they do not count
/// as findings, but nobody reads more than these.
constexpr std::size_t most_unused = 1000;

/// The name that stands at a place of an expression.
const std::string* name_at(const lang::ast& tree, source_span where) {
  for (const auto& one : tree.nodes) {
    if (one.op == lang::op::name && one.where == where) return &one.name;
  }
  return nullptr;
}

}  // namespace

bool is_of_unused(const finding& one) {
  return one.hint.find(declares_it) != std::string::npos;
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

void context::report(errc code, source_span where, std::string message) {
  report(code, where, std::move(message), "");
}

void context::report(errc code, source_span where, std::string message,
                     std::string hint) {
  add({code, severity::error, where, std::move(message), std::move(hint), rule});
}

bool context::full(source_span where) const {
  const auto count = counts_.find(where.source);
  return count != counts_.end() && count->second > limits::findings_per_file;
}

void context::add(finding&& one) {
  if (full(one.where)) return;
  const auto source = one.where.source;
  if (is_of_unused(one)) {
    if (++unused_[source] <= most_unused) found.push_back(std::move(one));
    return;
  }
  if (++counts_[source] <= limits::findings_per_file) {
    found.push_back(std::move(one));
    return;
  }
  found.push_back({errc::limit_count, severity::note, one.where,
                   "more than " + std::to_string(limits::findings_per_file) +
                       " findings: the rest of this document was not looked at",
                   "mend these first", ""});
}

void context::report_unknown(std::uint32_t set, source_span where, std::string message,
                             std::string hint) {
  if (uses_missing[set]) return;
  report(errc::reference_unknown, where, std::move(message), std::move(hint));
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
  if (known == names.end() || !sees(set, owner_of(known->second))) return std::nullopt;
  return known->second;
}

std::vector<std::string> context::names_in(std::uint32_t set) const {
  std::vector<std::string> out;
  for (const auto& [id, what] : names) {
    if (sees(set, owner_of(what))) out.push_back(id);
  }
  return out;
}

std::string context::hint_for(std::uint32_t set, std::string_view id) const {
  const auto known = names.find(id);
  if (known == names.end()) return did_you_mean(id, names_in(set));
  const auto& owner = rules_of(owner_of(known->second));
  if (sees(set, owner_of(known->second))) return "";
  return quoted(owner.id.text) + declares_it + "ruleset=\"" + owner.id.text +
         "\" version=\"" + std::to_string(owner.version.major) + "\"/>";
}

std::optional<step> context::resolve(std::uint32_t set, const name& id,
                                     std::string_view what) {
  const auto known = find(set, id.text);
  if (!known && !full(id.where)) {
    report_unknown(set, id.where,
                   std::string(what) + " " + quoted(id.text) + " is not known here",
                   hint_for(set, id.text));
  }
  return known;
}

std::optional<std::uint32_t> context::resolve_input(std::uint32_t set, const name& id,
                                                    std::string_view what) {
  const auto known = resolve(set, id, what);
  if (!known) return std::nullopt;
  if (known->kind != lang::symbol_kind::input) {
    report(errc::reference_unknown, id.where,
           std::string(what) + " " + quoted(id.text) + " is a derived value",
           "name an input: derived values are computed, never asked");
    return std::nullopt;
  }
  return known->index;
}

std::optional<std::uint32_t> context::resolve_word(const name& word,
                                                   const std::vector<std::string>& list,
                                                   std::string_view what) {
  const auto known = index_of(list, word.text);
  if (!known && !full(word.where)) {
    report(errc::reference_unknown, word.where,
           "the vocabulary has no " + std::string(what) + " " + quoted(word.text),
           did_you_mean(word.text, list));
  }
  return known;
}

condition context::typed(std::uint32_t set, const expression& written,
                         const lang::expectation& wanted) {
  if (full(written.where)) return std::nullopt;
  lang::ast tree = written.tree;
  findings faults;
  const bool fits = lang::check(tree, set_scope(*this, set), wanted, faults);
  for (auto& fault : faults) {
    if (fault.code == errc::name_unknown && uses_missing[set]) continue;
    fault.rule = rule;
    const auto* unknown =
        fault.code == errc::name_unknown ? name_at(written.tree, fault.where) : nullptr;
    // Only here it is known that another rule set declares the name.
    if (unknown != nullptr && names.find(*unknown) != names.end()) {
      fault.hint = hint_for(set, *unknown);
    }
    add(std::move(fault));
  }
  if (!fits) return std::nullopt;
  return tree;
}

condition context::typed_condition(std::uint32_t set,
                                   const std::optional<expression>& written) {
  if (!written) return std::nullopt;
  lang::expectation wanted;
  wanted.type.kind = lang::kind::boolean;
  wanted.type.high = 1;
  return typed(set, *written, wanted);
}

std::uint32_t context::add_values(std::vector<std::string> codes) {
  value_sets.push_back(std::move(codes));
  return static_cast<std::uint32_t>(value_sets.size() - 1);
}

std::optional<std::int64_t> read_value(context& at, const value_form& form,
                                       const value_set& domain, const name& text,
                                       std::string_view what) {
  if (form.type.kind == lang::kind::none) return std::nullopt;  // reported already
  const auto message = std::string(what) + " " + quoted(text.text);
  const auto value = units_of_text(form, text.text);
  if (value && domain.contains(*value)) return *value;
  if (value || value.error() == errc::answer_outside) {
    const bool coded = form.type.kind == lang::kind::code;
    at.report(errc::value_outside, text.where, message + " lies outside the domain",
              coded ? did_you_mean(text.text, form.codes)
                    : "the domain is " + values_text(form, domain));
  } else if (value.error() == errc::answer_too_fine) {
    at.report(errc::literal_too_fine, text.where,
              message + " is finer than " + to_text(decimal{1, form.type.scale}));
  } else {
    at.report(errc::bad_value, text.where,
              message + " is not of type " + lang::kind_name(form.type.kind));
  }
  return std::nullopt;
}

}  // namespace arvio::inline v0::book::linking
