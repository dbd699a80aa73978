#ifndef ARVIO_TESTS_UNIT_EXCHANGE_SCHEMA_HPP
#define ARVIO_TESTS_UNIT_EXCHANGE_SCHEMA_HPP

#include <nlohmann/json.hpp>

#include <regex>
#include <set>
#include <string>

/// As much of JSON Schema as the schemas in docs/ use; an unknown keyword is an error, so
/// that nothing stands in a schema that is not tested.
namespace arvio::schema {

using nlohmann::json;

class validator {
 public:
  explicit validator(const json& schema) : root_(schema) {}

  /// What does not fit, with its place; empty where everything does.
  std::string check(const json& value) const { return fits(value, root_, "$"); }

 private:
  static bool has_type(const json& value, const std::string& type) {
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "string") return value.is_string();
    if (type == "number") return value.is_number();
    if (type == "boolean") return value.is_boolean();
    return type == "null" && value.is_null();
  }
  static std::string type_of(const json& value, const json& types) {
    if (types.is_string()) return has_type(value, types) ? "" : "is no " + types.dump();
    for (const auto& one : types) {
      if (has_type(value, one)) return "";
    }
    return "is none of " + types.dump();
  }

  std::string fits(const json& value, const json& schema, const std::string& at) const {
    for (const auto& [keyword, rule] : schema.items()) {
      const auto wrong = keyword_fits(value, keyword, rule, schema, at);
      if (!wrong.empty()) return wrong;
    }
    return "";
  }

  std::string keyword_fits(const json& value, const std::string& keyword,
                           const json& rule, const json& schema,
                           const std::string& at) const {
    static const std::set<std::string> silent = {"$schema", "$id", "$defs", "title",
                                                 "description"};
    if (silent.contains(keyword)) return "";
    if (keyword == "$ref") {
      return fits(value, root_.at(json::json_pointer(rule.get<std::string>().substr(1))),
                  at);
    }
    if (keyword == "type") return placed(type_of(value, rule), at);
    if (keyword == "const") return value == rule ? "" : at + " is not " + rule.dump();
    if (keyword == "enum") {
      return std::find(rule.begin(), rule.end(), value) != rule.end()
                 ? ""
                 : at + " is none of " + rule.dump();
    }
    if (keyword == "anyOf") return any_of(value, rule, at);
    if (keyword == "required") return required(value, rule, at);
    if (keyword == "properties") return properties(value, rule, at);
    if (keyword == "additionalProperties") return additional(value, rule, schema, at);
    if (keyword == "items") return items(value, rule, at);
    if (keyword == "minItems") {
      return !value.is_array() || value.size() >= rule.get<std::size_t>()
                 ? ""
                 : at + " is short";
    }
    if (keyword == "maxItems") {
      return !value.is_array() || value.size() <= rule.get<std::size_t>()
                 ? ""
                 : at + " is long";
    }
    if (keyword == "minProperties") {
      return !value.is_object() || value.size() >= rule.get<std::size_t>()
                 ? ""
                 : at + " is empty";
    }
    if (keyword == "uniqueItems") {
      return std::set<json>(value.begin(), value.end()).size() == value.size()
                 ? ""
                 : at + " repeats";
    }
    if (keyword == "pattern") {
      const bool matches =
          !value.is_string() || std::regex_search(value.get<std::string>(),
                                                  std::regex(rule.get<std::string>()));
      return matches ? "" : at + " does not match";
    }
    return "unknown keyword " + keyword;
  }

  static std::string placed(const std::string& wrong, const std::string& at) {
    return wrong.empty() ? "" : at + " " + wrong;
  }
  std::string any_of(const json& value, const json& schemas,
                     const std::string& at) const {
    for (const auto& one : schemas) {
      if (fits(value, one, at).empty()) return "";
    }
    return at + " fits no form";
  }
  static std::string required(const json& value, const json& names,
                              const std::string& at) {
    for (const auto& name : names) {
      if (value.is_object() && !value.contains(name.get<std::string>()))
        return at + " has no " + name.dump();
    }
    return "";
  }
  std::string properties(const json& value, const json& rules,
                         const std::string& at) const {
    if (!value.is_object()) return "";
    for (const auto& [name, rule] : rules.items()) {
      if (!value.contains(name)) continue;
      const auto wrong = fits(value[name], rule, at + "." + name);
      if (!wrong.empty()) return wrong;
    }
    return "";
  }
  std::string additional(const json& value, const json& rule, const json& schema,
                         const std::string& at) const {
    if (!value.is_object()) return "";
    for (const auto& [name, inner] : value.items()) {
      if (schema.contains("properties") && schema["properties"].contains(name)) continue;
      if (rule == false)
        return at + " has `" + name + "`, which the schema does not know";
      const auto wrong = fits(inner, rule, at + "." + name);
      if (!wrong.empty()) return wrong;
    }
    return "";
  }
  std::string items(const json& value, const json& rule, const std::string& at) const {
    if (!value.is_array()) return "";
    for (std::size_t i = 0; i < value.size(); ++i) {
      const auto wrong = fits(value[i], rule, at + "[" + std::to_string(i) + "]");
      if (!wrong.empty()) return wrong;
    }
    return "";
  }

  json root_;
};

}  // namespace arvio::schema

#endif  // ARVIO_TESTS_UNIT_EXCHANGE_SCHEMA_HPP
