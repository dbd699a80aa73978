#include "load_reader.hpp"

#include "arvio/base/did_you_mean.hpp"
#include "arvio/base/limits.hpp"
#include "arvio/lang/parser.hpp"

#include "xml/characters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace arvio::inline v0::ruleset {
namespace {

/// Names with a prefix were reported by the scan.
bool has_prefix(std::string_view name) {
  return name.find(':') != std::string_view::npos;
}

std::string_view without_prefix(std::string_view name) {
  return name.substr(name.rfind(':') + 1);
}

std::string joined(const choices& all) {
  std::string out;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i > 0) out += i + 1 == all.size() ? " or " : ", ";
    out += all[i];
  }
  return out;
}

template <class Rules>
std::vector<std::string> names_in(const Rules& rules) {
  std::vector<std::string> names;
  names.reserve(rules.size());
  for (const auto& rule : rules)
    names.emplace_back(rule.called);
  return names;
}

bool contains(const std::vector<std::string>& all, std::string_view one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

template <class... Cases>
struct overloaded : Cases... {
  using Cases::operator()...;
};
template <class... Cases>
overloaded(Cases...) -> overloaded<Cases...>;

}  // namespace

// --- ids ------------------------------------------------------------------------------

bool id_set::add(xml::reporter& report, const name& id) {
  if (id.text.empty()) return true;
  const auto [before, added] = places_.try_emplace(id.text, id.where);
  if (added) return true;
  const auto line = report.line_of(before->second.begin);
  const auto message =
      before->first == id.text
          ? fmt::format("{} {} is there already, on line {}", what_, quoted(id.text),
                        line)
          : fmt::format("{} {} differs from {}, on line {}, in the case of letters alone",
                        what_, quoted(id.text), quoted(before->first), line);
  report.error(errc::rule_duplicate_id, {id.where.begin, id.where.end}, message,
               "give one of them another id");
  return false;
}

std::vector<std::string> id_set::all() const {
  std::vector<std::string> ids;
  ids.reserve(places_.size());
  for (const auto& [id, where] : places_)
    ids.push_back(id);
  return ids;
}

// --- attributes -----------------------------------------------------------------------

bool reader::attributes(element_index of, std::initializer_list<attribute_rule> allowed) {
  at_ = of;
  std::vector<std::string> seen;  // or meant
  bool complete = true;
  for (const auto& one : document_.attributes(of)) {
    if (contains(seen, one.name)) {  // the second of two was reported by the scan
      ++faults_;
      continue;
    }
    seen.emplace_back(without_prefix(one.name));
    const auto* rule =
        std::find_if(allowed.begin(), allowed.end(),
                     [&](const auto& each) { return each.called == one.name; });
    if (rule != allowed.end()) {
      read_attribute(one, *rule);
    } else if (!has_prefix(one.name)) {
      complete = false;
      fault(errc::unknown_attribute, one.where->name,
            fmt::format("{} has no attribute {}", quoted(name_of(of)), quoted(one.name)),
            did_you_mean(one.name, names_in(allowed)));
      if (auto meant = nearest_word(one.name, names_in(allowed))) {
        if (*meant == "id") keep_unread(document_.decode(one).text);
        seen.push_back(std::move(*meant));
      }
    } else {  // a prefix was reported by the scan
      complete = false;
      ++faults_;
    }
  }
  for (const auto& rule : allowed) {
    if (rule.must == presence::optional || contains(seen, rule.called)) continue;
    complete = false;
    fault(errc::missing_attribute, document_.name_place(of),
          fmt::format("{} needs the attribute {}", quoted(name_of(of)),
                      quoted(rule.called)),
          "");
  }
  return complete;
}

void reader::read_attribute(const xml::tree::attribute_view& from,
                            const attribute_rule& rule) {
  auto value = named(from);
  if (const auto* list = std::get_if<std::vector<name>*>(&rule.into)) {
    return read_list(from, rule, **list);
  }
  if (const auto* formula = std::get_if<std::optional<expression>*>(&rule.into)) {
    **formula = parse(document_.decode(from));
    return;
  }
  if (rule.shape == &forms::words) value.text = collapsed(value.text);
  if (!has_form(value, rule)) {
    if (rule.called == "id") keep_unread(value.text);
    value.text.clear();
  }
  charge_text(value.text);
  std::visit(overloaded{[&](name* into) { *into = std::move(value); },
                        [&](std::optional<name>* into) { *into = std::move(value); },
                        [&](std::string* into) { *into = std::move(value.text); },
                        // what is neither was meant to say something: taken for true, so
                        // that nothing else is told to be missing
                        [&](bool* into) { *into = value.text != "false"; },
                        [](std::vector<name>*) {}, [](std::optional<expression>*) {}},
             rule.into);
}

void reader::read_list(const xml::tree::attribute_view& from, const attribute_rule& rule,
                       std::vector<name>& into) {
  const auto value = document_.decode(from);
  const auto& text = value.text;
  const auto around = std::exchange(siblings_, 1);
  std::set<std::string_view> before;
  for (std::size_t at = 0; at < text.size();) {
    if (xml::is_blank(text[at])) {
      ++at;
      continue;
    }
    auto end = at;
    while (end < text.size() && !xml::is_blank(text[end]))
      ++end;
    name part{text.substr(at, end - at),
              report_.span({value.offsets[at], value.offsets[end]})};
    if (!has_form(part, rule)) part.text.clear();
    if (before.insert(std::string_view(text).substr(at, end - at)).second) {
      charge_text(part.text);
      charge(bytes_of_id);  // while it is in the set
      keep(into, std::move(part));
    } else {
      error(errc::bad_value, part.where,
            fmt::format("{} stands here twice", quoted(part.text)), "");
    }
    if (full()) return;
    at = end;
  }
  siblings_ = around;
  if (into.empty()) {
    fault(errc::bad_value, from.where->name,
          fmt::format("{} is empty", quoted(from.name)),
          "write what belongs there, or leave it out");
  }
}

bool reader::has_form(const name& value, const attribute_rule& rule) {
  if (value.text.size() > limits::xml_name_bytes && rule.shape != &forms::words &&
      rule.shape != &forms::as_written) {
    error(errc::limit_name, value.where,
          fmt::format("too many bytes: at most {}", limits::xml_name_bytes), "");
    return false;
  }
  if (rule.one_of != nullptr) {
    if (contains(*rule.one_of, value.text)) return true;
    error(errc::bad_value, value.where,
          fmt::format("{} is not {}", quoted(value.text), joined(*rule.one_of)),
          did_you_mean(value.text, *rule.one_of));
    return false;
  }
  if (rule.shape->fits(value.text)) return true;
  error(errc::bad_value, value.where,
        fmt::format("{} is not {}",
                    value.text.empty() ? "an empty text" : quoted(value.text),
                    rule.shape->what),
        std::string(rule.shape->hint));
  return false;
}

name reader::named(const xml::tree::attribute_view& from) const {
  return {document_.decode(from).text, report_.span(from.where->value)};
}

std::optional<name> reader::peek(element_index of, std::string_view attribute) const {
  for (const auto& one : document_.attributes(of)) {
    if (one.name == attribute) return named(one);
  }
  return std::nullopt;
}

std::vector<given_answer> reader::all_attributes(element_index of) {
  const auto attributes = document_.attributes(of);
  std::vector<given_answer> all;
  if (!charge(attributes.size() * sizeof(given_answer))) return all;
  all.reserve(attributes.size());
  for (const auto& one : attributes) {
    if (has_prefix(one.name)) {  // reported by the scan
      ++faults_;
      continue;
    }
    all.push_back(
        {{std::string(one.name), report_.span(one.where->name)}, named(one), {}, {}});
    charge_text(all.back().input.text);
    charge_text(all.back().value.text);
  }
  return all;
}

// --- children -------------------------------------------------------------------------

bool reader::children(element_index of, const std::vector<child_rule>& allowed) {
  no_text_in(of);
  std::map<std::string_view, element_index> first;
  std::vector<std::string> meant;
  bool complete = true;
  const auto inside = document_.children(of);
  const auto list = inside.size() * 3 * sizeof(element_index);  // and its growing
  charge(list);
  std::map<std::string_view, std::size_t> count;
  for (const auto child : inside)
    ++count[name_of(child)];
  const auto around = siblings_;
  for (const auto child : inside) {
    if (full()) return false;
    siblings_ = count[name_of(child)];
    const auto child_name = name_of(child);
    const auto rule = std::find_if(allowed.begin(), allowed.end(), [&](const auto& each) {
      return each.called == child_name;
    });
    if (rule != allowed.end()) {
      const auto [before, is_first] = first.try_emplace(child_name, child);
      read_child(*rule, child, is_first ? nullptr : &before->second);
    } else if (!has_prefix(child_name)) {
      complete = false;
      fault(errc::unknown_element, document_.name_place(child),
            fmt::format("{} has no element {}", quoted(name_of(of)), quoted(child_name)),
            did_you_mean(child_name, names_in(allowed)));
      leave_unread(child);
      if (auto near = nearest_word(child_name, names_in(allowed))) meant.push_back(*near);
    } else {  // a prefix was reported by the scan
      complete = false;
      ++faults_;
      leave_unread(child);
      meant.emplace_back(without_prefix(child_name));
    }
  }
  siblings_ = around;
  memory_ += list;
  for (const auto& rule : allowed) {
    const bool must = rule.times == occurrence::one || rule.times == occurrence::some;
    if (!must || first.count(rule.called) != 0 || contains(meant, rule.called)) continue;
    complete = false;
    fault(errc::missing_element, document_.name_place(of),
          fmt::format("{} needs an element {}", quoted(name_of(of)), quoted(rule.called)),
          "");
  }
  return complete;
}

/// `before` is the child of this name that stands before, if there is one.
void reader::read_child(const child_rule& rule, element_index child,
                        const element_index* before) {
  const bool once = rule.times == occurrence::optional || rule.times == occurrence::one;
  if (rule.times == occurrence::later) {
    fault(errc::not_supported, document_.name_place(child),
          fmt::format("{} is not supported by this version of arvio yet",
                      quoted(rule.called)),
          "take it out for now: nothing is ever ignored");
    leave_unread(child);
  } else if (once && before != nullptr) {
    fault(errc::repeated_element, document_.name_place(child),
          fmt::format("{} stands here once only; it is there already, on line {}",
                      quoted(rule.called),
                      report_.line_of(document_.name_place(*before).begin)),
          "");
    leave_unread(child);
  } else {
    rule.read(child);
  }
}

void reader::leave_unread(element_index of) {
  for (const auto& one : document_.attributes(of)) {
    if (one.name == "id") keep_unread(document_.decode(one).text);
  }
  for (const auto child : document_.children(of))
    leave_unread(child);
}

void reader::keep_unread(std::string id) {
  const auto bytes = 3 * sizeof(std::string) + id.capacity();  // of a list that grows
  unread_fits = unread_fits && bytes <= memory_;
  if (!unread_fits) return;
  memory_ -= bytes;
  unread.push_back(std::move(id));
}

void reader::no_text_in(element_index of) {
  const auto text = document_.text(of);
  const auto found = std::find_if_not(text.text.begin(), text.text.end(), xml::is_blank);
  if (found == text.text.end()) return;
  const auto at = static_cast<std::size_t>(found - text.text.begin());
  fault(errc::misplaced_text, {text.offsets[at], text.offsets[at] + 1},
        fmt::format("text where {} holds none", quoted(name_of(of))),
        "texts stand in elements of their own");
}

// --- texts ----------------------------------------------------------------------------

std::string reader::plain_text(element_index of) {
  for (const auto child : document_.children(of)) {
    if (has_prefix(name_of(child))) continue;
    fault(errc::unknown_element, document_.name_place(child),
          fmt::format("{} holds a text, no elements", quoted(name_of(of))),
          "write < as &lt; if it belongs to the text");
  }
  auto words = collapsed(document_.text(of).text);
  charge_text(words);
  if (words.empty()) {
    fault(errc::bad_value, document_.name_place(of),
          fmt::format("{} is empty", quoted(name_of(of))), "write it, or leave it out");
  }
  return words;
}

void reader::text(element_index of, texts& into, text_kind kind) {
  const part_scope no_fault_of_what_holds_it(*this);
  ruleset::text made;
  name language;
  name audience;
  const attribute_rule lang{"lang", presence::required, &forms::language, &language};
  static const choices audiences{"patient", "professional", "record"};
  if (kind == text_kind::advice) {
    attributes(of,
               {lang, {"audience", presence::required, nullptr, &audience, &audiences}});
  } else if (kind == text_kind::wording) {
    attributes(of, {lang,
                    {"source", presence::optional, &forms::id, &made.source},
                    {"locked", presence::optional, &forms::boolean, &made.locked}});
  } else {
    attributes(of, {lang});
  }
  cite(made.source);
  made.language = language.text;
  made.audience = audience.text;
  made.where = place_of(of);
  made.words = plain_text(of);
  const bool declared =
      languages.empty() || language.text.empty() ||
      std::find(languages.begin(), languages.end(), language.text) != languages.end();
  if (!declared) {
    error(errc::bad_value, language.where,
          fmt::format("{} is not among the languages of the rule set",
                      quoted(language.text)),
          "add it to `languages` of the root, or take the text out");
  }
  const auto before = std::find_if(into.begin(), into.end(), [&](const auto& other) {
    return other.language == made.language && other.audience == made.audience;
  });
  if (before != into.end() && kind != text_kind::note && !made.language.empty()) {
    error(errc::repeated_element, made.where,
          fmt::format("{} in this language is there already, on line {}",
                      quoted(name_of(of)), report_.line_of(before->where.begin)),
          kind == text_kind::advice ? "one for each language and audience"
                                    : "one for each language");
  }
  keep(into, std::move(made));
}

// --- expressions ----------------------------------------------------------------------

std::optional<expression> reader::parse(const xml::decoded& text) {
  std::size_t begin = 0;
  std::size_t end = text.text.size();
  while (begin < end && xml::is_blank(text.text[begin]))
    ++begin;
  while (begin < end && xml::is_blank(text.text[end - 1]))
    --end;
  const auto where = report_.span({text.offsets[begin], text.offsets[end]});
  findings made;
  auto tree = lang::parse(text.text, {where.source, text.offsets.data()}, made);
  faults_ += made.size();
  report_.take(std::move(made));
  if (!tree) return std::nullopt;
  tree->nodes.shrink_to_fit();
  constexpr std::size_t of_children = 32;  // at least that much, where there are some
  if (!charge(tree->nodes.size() * (sizeof(lang::node) + of_children))) {
    return std::nullopt;
  }
  return expression{std::move(*tree), where};
}

std::optional<expression> reader::formula(element_index of) {
  for (const auto child : document_.children(of)) {
    fault(errc::unknown_element, document_.name_place(child),
          fmt::format("{} holds an expression, no elements", quoted(name_of(of))),
          "write < as &lt;, or turn the comparison round");
  }
  return parse(document_.text(of));
}

// --- memory ---------------------------------------------------------------------------

bool reader::charge(std::size_t bytes) {
  if (over_) return false;
  if (bytes <= memory_) {
    memory_ -= bytes;
    return true;
  }
  over_ = true;
  fault(errc::limit_memory, document_.name_place(at_),
        "too many parts for so short a document", "is this written by hand?");
  return false;
}

/// Short texts are part of what holds them.
void reader::charge_text(const std::string& text) {
  constexpr std::size_t of_allocation = 16;
  if (text.capacity() > std::string().capacity()) {
    charge(text.capacity() + of_allocation);
  }
}

// --- places and references ------------------------------------------------------------

source_span reader::place_of(element_index of) const {
  return report_.span(document_.name_place(of));
}

void reader::error(errc code, source_span where, std::string_view message,
                   std::string_view hint) {
  fault(code, {where.begin, where.end}, message, hint);
}

void reader::fault(errc code, xml::place where, std::string_view message,
                   std::string_view hint) {
  ++faults_;
  report_.error(code, where, message, hint);
}

void reader::check_sources() {
  const auto known = ids.sources.all();
  for (const auto& [source, rule] : cited_) {
    if (source.text.empty() || ids.sources.contains(source.text)) continue;
    const rule_scope scope(*this, rule);
    error(errc::reference_unknown, source.where,
          fmt::format("{} is no source of this rule set", quoted(source.text)),
          known.empty() ? "list it in `sources`" : did_you_mean(source.text, known));
  }
}

}  // namespace arvio::inline v0::ruleset
