#include "conformance.hpp"

#include "arvio.hpp"

#include "rule_texts.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <map>

namespace arvio::conformance {

namespace {

using nlohmann::json;
using testing_rules::read;

/// Engines are opened once per list of rule sets.
const expected<engine, load_failure>& engine_of(const std::filesystem::path& folder,
                                                const std::vector<std::string>& files) {
  static std::map<std::vector<std::string>, expected<engine, load_failure>> opened;
  std::vector<std::string> key = files;
  key.push_back(folder.string());
  const auto found = opened.find(key);
  if (found != opened.end()) return found->second;
  std::vector<document> documents;
  for (const auto& file : files) {
    documents.push_back({file, read(folder / file)});
  }
  return opened.emplace(key, engine::open(std::move(documents), {})).first->second;
}

json level_or_null(const std::optional<recommended_urgency>& what) {
  return what ? json(what->level.id) : json();
}

json number(const decimal& value) { return json::parse(to_text(value)); }

json ids(const std::vector<shown_term>& terms) {
  json out = json::array();
  for (const auto& one : terms) {
    out.push_back(one.id);
  }
  return out;
}

json ids(const std::vector<listed_rule>& rules) {
  json out = json::array();
  for (const auto& one : rules) {
    out.push_back(one.id);
  }
  return out;
}

json needs(const assessment& got) {
  json out = json::object();
  for (const auto& one : got.needs) {
    out[one.need.id] = {one.bounds.at_least.id, one.bounds.not_excluded.id};
  }
  return out;
}

json suggestions(const assessment& got) {
  json out = {{"certain", json::object()}, {"possible", json::object()}};
  for (const auto& one : got.suggestions) {
    out[id_of(one.certainty)][one.rule.id] = *one.rule.level;
  }
  return out;
}

json duties(const assessment& got) {
  json out = {{"certain", json::array()}, {"possible", json::array()}};
  for (const auto& one : got.duties) {
    out[id_of(one.certainty)].push_back(one.id);
  }
  return out;
}

json derived(const assessment& got) {
  json out = json::object();
  for (const auto& one : got.derived) {
    if (one.range) {
      out[one.id] = {number(one.range->first), number(one.range->second)};
      continue;
    }
    out[one.id] = json::array();
    for (const auto& value : one.values) {
      const bool truth = value == "true" || value == "false";
      out[one.id].push_back(truth ? json(value == "true") : json(value));
    }
  }
  return out;
}

json questions(const assessment& got) {
  json out = json::array();
  for (const auto& one : got.questions) {
    out.push_back({one.input, one.level ? json(*one.level) : json(), id_of(one.purpose)});
  }
  return out;
}

json further(const assessment& got) {
  json out = json::array();
  for (const auto& one : got.further) {
    out.push_back({one.input, id_of(one.purpose)});
  }
  return out;
}

std::string need_of(const listed_routes& routes) {
  return routes.need ? routes.need->id : "*";
}

json routes(const assessment& got) {
  json out = json::object();
  for (const auto& one : got.routes) {
    out[need_of(one)] = json::array();
    for (const auto& route : one.offered) {
      out[need_of(one)].push_back(name_of(route));
    }
  }
  return out;
}

json routes_not_known(const assessment& got) {
  json out = json::object();
  for (const auto& one : got.routes) {
    for (const auto& route : one.refused) {
      if (route.reason == route_reason::not_known)
        out[need_of(one)].push_back(name_of(route));
    }
  }
  return out;
}

json fallback(const assessment& got) {
  json out = json::array();
  for (const auto& one : got.routes) {
    if (one.fallback) out.push_back(need_of(one));
  }
  return out;
}

/// The texts for an audience as "kind/from/language", with "!" where it is a fallback,
/// "+" where another rule says it than those that decide.
json lines(const std::vector<text_line>& all) {
  json out = json::array();
  for (const auto& one : all) {
    out.push_back(std::string(id_of(one.kind)) + "/" + one.from + "/" +
                  one.text.language + (one.text.fallback ? "!" : "") +
                  (one.role == text_role::also_holds ? "+" : ""));
  }
  return out;
}

template <class Item>
json inputs_of(const std::vector<Item>& all) {
  json out = json::array();
  for (const auto& one : all) {
    out.push_back(one.input);
  }
  return out;
}

/// Everything that cases can ask about. The fields after `fallback` are our own.
json fields(const assessment& got) {
  json because = json::object();
  for (const auto& rule : got.rules_certain) {
    because[rule.id] = json::object();
    for (const auto& answer : rule.because) {
      because[rule.id][answer.input] = answer_text(answer);
    }
  }
  json versions = json::object();
  for (const auto& one : got.rule_sets) {
    versions[one.id] = one.version;
  }
  return {
      {"status", id_of(got.status)},
      {"recommended", level_or_null(got.recommended)},
      {"basis", got.recommended ? json(id_of(got.recommended->basis)) : json()},
      {"at_least", got.bounds.at_least.id},
      {"not_excluded", got.bounds.not_excluded.id},
      {"needs", needs(got)},
      {"uncovered", ids(got.uncovered)},
      {"rules_certain", ids(got.rules_certain)},
      {"rules_possible", ids(got.rules_possible)},
      {"suggestions", suggestions(got)},
      {"duties", duties(got)},
      {"derived", derived(got)},
      {"unexpected", got.unexpected},
      {"inferred", got.inferred},
      {"presumed", inputs_of(got.presumed)},
      {"outdated", got.outdated},
      {"missing", inputs_of(got.missing)},
      {"questions", questions(got)},
      {"if_finished", level_or_null(got.if_finished)},
      {"further", further(got)},
      {"routes", routes(got)},
      {"routes_not_known", routes_not_known(got)},
      {"fallback", fallback(got)},
      {"coverage", id_of(got.coverage)},
      {"required_unanswered", got.required_unanswered},
      {"unused", got.unused},
      {"because", because},
      {"versions", versions},
      {"texts_patient", lines(got.texts.patient)},
      {"texts_professional", lines(got.texts.professional)},
      {"texts_record", lines(got.texts.record)},
      {"possible_texts_patient", lines(got.possible_texts.patient)},
      {"possible_texts_professional", lines(got.possible_texts.professional)},
      {"at_least_text", got.bounds.at_least.text.words},
      {"status_text", got.status_text.words},
  };
}

/// Lists whose order says nothing, sorted; of derived values only those asked about.
json comparable(const std::string& field, json value, const json& wanted) {
  const bool ordered = field == "questions" || field == "further" || field == "routes" ||
                       field == "routes_not_known" || field == "missing" ||
                       field.starts_with("texts_") ||
                       field.starts_with("possible_texts_");
  if (ordered) return value;
  if (value.is_array()) std::sort(value.begin(), value.end());
  if (field == "duties") {
    for (auto& list : value) {
      std::sort(list.begin(), list.end());
    }
  }
  if (field == "derived" || field == "because" || field == "versions") {
    json some = json::object();
    for (const auto& [name, unused] : wanted.items()) {
      some[name] = value.contains(name) ? value[name] : json();
    }
    return some;
  }
  return value;
}

std::string compare(const json& wanted, const json& got) {
  std::string out;
  for (const auto& [field, value] : wanted.items()) {
    if (!got.contains(field)) {
      out += "  " + field + ": no such field\n";
      continue;
    }
    const auto want = comparable(field, value, value);
    const auto have = comparable(field, got[field], value);
    if (want == have) continue;
    out += "  " + field + "\n    wanted " + want.dump() + "\n    got    " + have.dump() +
           "\n";
  }
  return out;
}

/// The names of the faulty inputs, sorted.
json names(const contact_errors& errors) {
  std::vector<std::string> out;
  for (const auto& one : errors) {
    out.push_back(one.input);
  }
  std::sort(out.begin(), out.end());
  return out;
}

json codes(const contact_errors& errors) {
  json out = json::object();
  for (const auto& one : errors) {
    out[one.input] = code_text(one.code);
  }
  return out;
}

std::string compare_errors(const json& wanted, const contact_errors& errors) {
  const json got = {{"error", names(errors)}, {"codes", codes(errors)}};
  return wanted.contains("error") ? compare(wanted, got)
                                  : "  refused: " + to_json(errors) + "\n";
}

/// The contact as it stands in the case: a member that stands twice stays twice.
std::string contact_text(const std::string& line, const json& parsed) {
  if (parsed.contains("contact_text")) return parsed["contact_text"].get<std::string>();
  const auto begin = line.find("\"contact\":") + std::string("\"contact\":").size();
  int depth = 0;
  for (auto at = line.find('{', begin); at < line.size(); ++at) {
    if (line[at] == '{') ++depth;
    if (line[at] == '}' && --depth == 0) return line.substr(begin, at + 1 - begin);
  }
  return "";
}

}  // namespace

std::string name_of(const listed_route& route) {
  return route.channel.id + (route.professional ? "/" + route.professional->id : "");
}

std::vector<test_case> cases_in(const std::filesystem::path& folder) {
  std::vector<test_case> out;
  std::ifstream file(folder / "cases.jsonl");
  for (std::string line; std::getline(file, line);) {
    if (line.empty()) continue;
    out.push_back({json::parse(line)["id"].get<std::string>(), line});
  }
  return out;
}

std::string differences(const std::filesystem::path& folder, const test_case& which) {
  const auto parsed = json::parse(which.json);
  const auto& opened = engine_of(folder, parsed["rules"].get<std::vector<std::string>>());
  if (!opened) return opened.error().text();

  const auto contact = read_contact(contact_text(which.json, parsed));
  const auto& wanted = parsed["expect"];
  if (!contact) return compare_errors(wanted, contact.error());
  const auto got = opened->assess(*contact);
  if (!got) return compare_errors(wanted, got.error());
  if (wanted.contains("error")) return "  should be refused\n";
  return compare(wanted, fields(*got));
}

}  // namespace arvio::conformance
