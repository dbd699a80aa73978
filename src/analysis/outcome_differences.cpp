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

std::string of_rule(const book::rule_reference& rule) {
  return std::to_string(rule.group) + "/" + std::to_string(rule.rule);
}

std::string of_question(const book::question& question) {
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

std::string of_route(const book::route_reference& route) {
  return text(route.group) + "." + std::to_string(route.route);
}

std::string of_advice(const std::optional<recommendation>& advice) {
  if (!advice) return "none";
  return std::to_string(advice->level) + " " + id_of(advice->basis);
}

std::vector<std::pair<std::string, std::string>> parts_of(const book::outcome& what) {
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
    out << of_rule(one.rule) << " by" << text(one.inputs) << "; ";
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
  for (const auto& one : what.deadlines) {
    out << one.deadline << " " << number(one.asked) << number(one.when)
        << number(one.in_force) << " by " << one.asked_by.size() << " rules";
    if (one.event) out << " from " << text(*one.event);
    out << "; ";
  }
  flush("deadlines");
  for (const auto& one : what.derived)
    out << text(one) << "; ";
  flush("derived");
  for (const auto& need : what.routes) {
    out << text(need.need) << " at " << need.level << (need.fallback ? " fallback" : "");
    for (const auto& one : need.offered)
      out << " +" << of_route(one);
    for (const auto& one : need.refused)
      out << " -" << of_route(one.route) << number(one.condition) << one.in_scope
          << text(one.unknown);
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

std::string differing_parts(const book::outcome& found, const book::outcome& wanted,
                            const char* name) {
  const auto own = parts_of(found);
  const auto other = parts_of(wanted);
  std::string out;
  for (std::size_t i = 0; i < own.size(); ++i) {
    if (own[i].second == other[i].second) continue;
    out += "  " + own[i].first + "\n    core: " + own[i].second + "\n    " + name + ": " +
           other[i].second + "\n";
  }
  // INVARIANT: parts_of tells every member; what it left out must not go by in silence.
  return out.empty() ? "  something that is not written\n" : out;
}

/// What a refused route would have to know is listed from the core's program alone.
void take_unknown_of_routes(const book::outcome& core, book::outcome& truth) {
  for (std::size_t n = 0; n < std::min(core.routes.size(), truth.routes.size()); ++n) {
    const auto& found = core.routes[n].refused;
    auto& wanted = truth.routes[n].refused;
    for (std::size_t i = 0; i < std::min(found.size(), wanted.size()); ++i)
      wanted[i].unknown = found[i].unknown;
  }
}

}  // namespace

std::string differences_from_reference(const book::outcome& core, book::outcome truth) {
  take_unknown_of_routes(core, truth);
  return core == truth ? "" : differing_parts(core, truth, "reference");
}

std::string differences(const book::outcome& core, const book::outcome& other) {
  return core == other ? "" : differing_parts(core, other, "other");
}

}  // namespace arvio::inline v0::analysis
