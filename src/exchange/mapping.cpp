#include "arvio/exchange/table.hpp"

#include "json/tree.hpp"
#include "json_answer.hpp"

#include <algorithm>
#include <set>

namespace arvio::inline v0 {

namespace {

using json::kind;
using json::node;

constexpr json::budget mapping_budget = {1u << 20, 8};  // bytes; levels: the form needs 5

class mapping_reader {
 public:
  [[nodiscard]] expected<contact_mapping, table_faults> run(const node& root) {
    if (root.kind != kind::object) {
      fault("", "a mapping is an object: {\"at\": ..., \"columns\": {}}");
      return unexpected{std::move(faults_)};
    }
    once(root, "");
    for (const auto& [name, value] : root.members) {
      member(name, value);
    }
    for (const auto* name : {"at", "columns"}) {
      if (root.find(name) == nullptr) fault("", "`" + std::string(name) + "` is missing");
    }
    if (!faults_.empty()) return unexpected{std::move(faults_)};
    return std::move(made_);
  }

 private:
  void fault(const std::string& column, std::string message) {
    faults_.push_back({0, column, std::move(message)});
  }
  void once(const node& object, const std::string& column) {
    if (const auto* name = object.repeated()) {
      fault(column, "`" + *name + "` is given twice");
    }
  }

  void member(const std::string& name, const node& value) {
    if (name == "at") {
      const auto at = value.kind == kind::text ? parse_time(value.text) : std::nullopt;
      if (!at) fault("", "`at` is a time like 2026-03-02T10:00:00+02:00");
      made_.at = at.value_or(offset_time{});
    } else if (name == "language") {
      made_.language = text(name, value);
    } else if (name == "id") {
      made_.id_column = text(name, value);
    } else if (name == "finish") {
      if (value.kind != kind::truth) fault("", "`finish` is true or false");
      made_.finish = value.truth;
    } else if (name == "columns" || name == "constants") {
      members_of(name, value);
    } else {
      fault("", "`" + name +
                    "` is unknown: a mapping has at, language, id, finish, columns, "
                    "constants");
    }
  }

  std::string text(const std::string& name, const node& value) {
    if (value.kind != kind::text) fault("", "`" + name + "` is a text");
    return value.text;
  }

  void members_of(const std::string& name, const node& value) {
    if (value.kind != kind::object) {
      fault("", "`" + name + "` is an object");
      return;
    }
    once(value, "");
    for (const auto& [key, inner] : value.members) {
      if (name == "columns") {
        column(key, inner);
      } else {
        constant(key, inner);
      }
    }
  }

  void answers(const std::string& input, const std::string& column) {
    if (!inputs_.insert(input).second) {
      fault(column, "`" + input + "` is answered by something else already");
    }
  }

  void constant(const std::string& input, const node& value) {
    auto made = json::answer_of(input, value);
    if (const auto* wrong = std::get_if<answer_fault>(&made.content)) {
      fault("", "the constant for `" + input + "`: " + wrong->message);
    }
    answers(input, "");
    made_.constants.push_back(std::move(made));
  }

  void column(const std::string& name, const node& value) {
    column_mapping made;
    made.column = name;
    if (value.kind != kind::object) {
      fault(name, "a column is an object: {\"input\": ...}");
      return;
    }
    once(value, name);
    for (const auto& [key, inner] : value.members) {
      if (key == "input") {
        made.input = text(key, inner);
      } else if (key == "unit") {
        made.unit = text(key, inner);
      } else if (key == "codes") {
        codes(name, inner, made);
      } else {
        fault(name, "`" + key + "` is unknown: a column has input, unit, codes");
      }
    }
    if (made.input.empty()) {
      fault(name, "the column has no `input`");
    } else {
      answers(made.input, name);
    }
    made_.columns.push_back(std::move(made));
  }

  void codes(const std::string& column, const node& value, column_mapping& into) {
    if (value.kind != kind::object || value.members.empty()) {
      fault(column, "`codes` is an object: what a cell says, and what it means");
      return;
    }
    once(value, column);
    for (const auto& [cell, meaning] : value.members) {
      auto content = json::content_of(meaning);
      if (const auto* wrong = std::get_if<answer_fault>(&content)) {
        fault(column, "a code: " + wrong->message);
      }
      into.codes.emplace_back(cell, std::move(content));
    }
  }

  contact_mapping made_;
  std::set<std::string> inputs_;
  table_faults faults_;
};

}  // namespace

expected<contact_mapping, table_faults> read_mapping(std::string_view text) {
  const auto tree = json::read(text, mapping_budget);
  if (!tree) return unexpected{table_faults{{0, "", tree.error().message}}};
  return mapping_reader().run(*tree);
}

}  // namespace arvio::inline v0
