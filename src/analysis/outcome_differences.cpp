#include "outcome_differences.hpp"

#include <algorithm>
#include <sstream>

namespace arvio::inline v0::analysis {

namespace {

template <class T>
auto number(T what) {
  return static_cast<int>(what);
}

std::string text(const std::optional<std::uint32_t>& what) {
  return what ? std::to_string(*what) : "-";
}
std::string text(const std::vector<std::uint32_t>& all) {
  std::string out;
  for (const auto one : all)
    out += " " + std::to_string(one);
  return out;
}
std::string text(const value_set& set) {
  std::string out;
  for (const auto& range : set.ranges())
    out += " " + std::to_string(range.low) + ".." + std::to_string(range.high);
  return out;
}

// The same words for both: what is compared is what is written.

template <class Rule>
std::string of_rule(const Rule& rule) {
  return std::to_string(rule.group) + "/" + std::to_string(rule.rule);
}

template <class Question>
std::string of_question(const Question& question) {
  std::ostringstream out;
  out << question.input << " for " << number(question.purpose) << " at "
      << text(question.level) << ":";
  for (const auto& reason : question.reasons) {
    out << " [" << number(reason.purpose) << " " << text(reason.level) << " "
        << text(reason.group);
    for (const auto& rule : reason.rules)
      out << " " << of_rule(rule);
    out << "]";
  }
  return out.str();
}

template <class Route>
std::string of_route(const Route& route) {
  return text(route.group) + "." + std::to_string(route.route);
}

std::string basis_text(reference::basis basis) { return std::to_string(number(basis)); }
std::string basis_text(core::basis basis) { return std::to_string(number(basis)); }

template <class Advice>
std::string of_advice(const Advice& advice) {
  if (!advice) return "none";
  return std::to_string(advice->level) + " " + basis_text(advice->basis);
}

template <class Outcome>
std::vector<std::pair<std::string, std::string>> parts_of(const Outcome& what) {
  std::vector<std::pair<std::string, std::string>> parts;
  const auto add = [&parts](const char* name, const std::string& value) {
    parts.emplace_back(name, value);
  };
  const auto bounds = [](const auto& of) {
    return std::to_string(of.at_least) + " " + std::to_string(of.not_excluded);
  };
  add("status", std::to_string(number(what.status)));
  add("recommended", of_advice(what.recommended));
  add("bounds", bounds(what.bounds));
  add("cautious", std::to_string(what.cautious));
  std::ostringstream out;
  const auto flush = [&](const char* name) {
    add(name, out.str());
    out.str("");
  };
  for (const auto& need : what.needs)
    out << need.need << ": " << bounds(need.bounds) << " " << need.cautious << "; ";
  flush("needs");
  add("coverage", std::to_string(number(what.coverage)));
  add("uncovered", text(what.uncovered));
  for (const auto& one : what.rules_certain)
    out << of_rule(one.rule) << "; ";
  flush("certain rules");
  for (const auto& one : what.rules_possible)
    out << of_rule(one) << "; ";
  flush("possible rules");
  for (const auto& one : what.suggestions)
    out << of_rule(one.rule) << " " << one.level << " " << number(one.certainty) << "; ";
  flush("suggestions");
  for (const auto& one : what.duties)
    out << one.duty << " " << number(one.certainty) << "; ";
  flush("duties");
  for (const auto& one : what.derived)
    out << text(one) << "; ";
  flush("derived");
  for (const auto& need : what.routes) {
    out << text(need.need) << " at " << need.level << (need.fallback ? " fallback" : "");
    for (const auto& one : need.offered)
      out << " +" << of_route(one);
    for (const auto& one : need.refused)
      out << " -" << of_route(one.route) << number(one.condition) << one.in_scope;
    out << "; ";
  }
  flush("routes");
  for (const auto& one : what.questions)
    out << of_question(one) << "\n    ";
  flush("questions");
  for (const auto& one : what.further)
    out << of_question(one) << "\n    ";
  flush("further questions");
  add("if finished", of_advice(what.if_finished));
  add("inferred", text(what.inferred));
  for (const auto& one : what.presumed) {
    out << one.input << " " << (one.value ? std::to_string(*one.value) : "-");
    for (const auto& code : one.codes)
      out << (code ? *code ? " yes" : " no" : " -");
    out << "; ";
  }
  flush("presumed");
  add("unexpected", text(what.unexpected));
  add("outdated", text(what.outdated));
  add("required, unanswered", text(what.required_unanswered));
  return parts;
}

/// Why a rule is certain: the interpreter names every input that stands in a derived
/// value, the core those that its boxes test. Both leave out what is not needed.
std::string differing_reasons(const evaluated::outcome& core,
                              const reference::outcome& truth) {
  for (std::size_t i = 0; i < core.rules_certain.size(); ++i) {
    const auto& found = core.rules_certain[i];
    const auto& wanted = truth.rules_certain[i];
    if (std::includes(wanted.inputs.begin(), wanted.inputs.end(), found.inputs.begin(),
                      found.inputs.end()))
      continue;
    return "  " + of_rule(found.rule) +
           " is certain by\n    core:      " + text(found.inputs) +
           "\n    reference: " + text(wanted.inputs) + "\n";
  }
  return "";
}

}  // namespace

namespace {

template <class One, class Other>
std::string differing_parts(const One& one, const Other& other, const char* name) {
  const auto found = parts_of(one);
  const auto wanted = parts_of(other);
  std::string out;
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (found[i].second == wanted[i].second) continue;
    out += "  " + found[i].first + "\n    core: " + found[i].second + "\n    " + name +
           ": " + wanted[i].second + "\n";
  }
  return out;
}

}  // namespace

std::string differences(const evaluated::outcome& core, const reference::outcome& truth) {
  const auto out = differing_parts(core, truth, "reference");
  return out.empty() ? differing_reasons(core, truth) : out;
}

std::string differences(const evaluated::outcome& core, const evaluated::outcome& other) {
  return core == other ? "" : differing_parts(core, other, "other");
}

}  // namespace arvio::inline v0::analysis
