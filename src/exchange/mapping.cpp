#include "arvio/base/did_you_mean.hpp"
#include "arvio/base/limits.hpp"
#include "arvio/base/shown.hpp"
#include "arvio/exchange/table.hpp"

#include "json/tree.hpp"
#include "json_answer.hpp"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace arvio::inline v0 {

namespace {

using json::kind;
using json::node;

/// A member's name as a message shows it: somebody may give a contact for a mapping.
std::string shown(const std::string& name) {
  return is_plain_name(name) ? "`" + name + "`" : "a member";
}

std::string hint_for(const std::string& name, const std::vector<std::string>& known) {
  const auto hint = did_you_mean(name, known);
  return hint.empty() ? "" : "; " + hint;
}

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
    check_inputs();
    if (made_.delimiter == made_.decimal_mark)
      fault("", "`delimiter` and `decimal` are the same");
    if (!faults_.empty()) return unexpected{std::move(faults_)};
    return std::move(made_);
  }

 private:
  void fault(const std::string& column, std::string message) {
    faults_.push_back({0, column, std::move(message)});
  }
  void once(const node& object, const std::string& column) {
    if (const auto* name = object.repeated()) {
      fault(column, shown(*name) + " is given twice");
    }
  }

  void member(const std::string& name, const node& value) {
    if (name == "at") {
      time(value);
    } else if (name == "language") {
      made_.language = text(name, value);
      if (value.kind == kind::text && value.text.empty())
        fault("", "`language` is empty: leave it out, or write a tag like fi, sv or en");
    } else if (name == "delimiter") {
      made_.delimiter = one_of(name, value, ",;\t|", "`,`, `;`, `\\t` or `|`");
    } else if (name == "decimal") {
      made_.decimal_mark = one_of(name, value, ".,", "`.` or `,`");
    } else if (name == "id") {
      made_.id_column = text(name, value);
    } else if (name == "finish") {
      if (value.kind != kind::truth) fault("", "`finish` is true or false");
      made_.finish = value.truth;
    } else if (name == "columns" || name == "constants") {
      members_of(name, value);
    } else {
      const std::vector<std::string> known{"at",      "language",  "id",
                                           "finish",  "delimiter", "decimal",
                                           "columns", "constants"};
      fault("", shown(name) +
                    " is unknown: a mapping has at, language, id, finish, delimiter, "
                    "decimal, columns, constants" +
                    hint_for(name, known));
    }
  }

  /// `at`: a time, or the column that has one.
  void time(const node& value) {
    if (value.kind == kind::object) {
      const auto* column = value.find("column");
      if (value.members.size() == 1 && column != nullptr && column->kind == kind::text) {
        made_.at_column = column->text;
        return;
      }
    }
    const auto at = value.kind == kind::text ? parse_time(value.text) : std::nullopt;
    if (!at)
      fault("",
            "`at` is a time like 2026-03-02T10:00:00+02:00, or {\"column\": ...} that "
            "has one");
    made_.at = at.value_or(offset_time{});
  }

  char one_of(const std::string& name, const node& value, std::string_view allowed,
              const std::string& words) {
    const bool is_one = value.kind == kind::text && value.text.size() == 1 &&
                        allowed.find(value.text.front()) != std::string_view::npos;
    if (!is_one) fault("", "`" + name + "` is " + words);
    return is_one ? value.text.front() : allowed.front();
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

  /// An input is answered once, unless all that answer it are columns of lists of codes.
  void check_inputs() {
    std::map<std::string_view, bool> answered;  // whether by columns of codes alone
    const auto answers = [&](const std::string& input, const std::string& column,
                             bool gives_codes) {
      const auto [before, is_first] = answered.emplace(input, gives_codes);
      if (is_first || (before->second && gives_codes)) return;
      fault(column, shown(input) +
                        " is answered by something else already; several columns can "
                        "answer one input where all have `codes` that are lists");
    };
    for (const auto& one : made_.columns) {
      if (!one.input.empty()) answers(one.input, one.column, one.gives_codes());
    }
    for (const auto& one : made_.constants) {
      answers(one.input, "", false);
    }
  }

  void constant(const std::string& input, const node& value) {
    auto made = json::answer_of(input, value);
    if (const auto* wrong = std::get_if<answer_fault>(&made.content)) {
      fault("", "the constant for " + shown(input) + ": " + wrong->message);
    }
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
      } else if (key == "separator") {
        separator(name, inner, made);
      } else {
        fault(name, shown(key) +
                        " is unknown: a column has input, unit, codes, separator" +
                        hint_for(key, {"input", "unit", "codes", "separator"}));
      }
    }
    if (made.input.empty()) fault(name, "the column has no `input`");
    if (value.find("separator") != nullptr && !made.gives_codes())
      fault(name, "`separator` stands beside `codes` that are all lists");
    made_.columns.push_back(std::move(made));
  }

  void separator(const std::string& column, const node& value, column_mapping& into) {
    const bool is_one = value.kind == kind::text && value.text.size() == 1 &&
                        static_cast<unsigned char>(value.text.front()) < 0x80;
    if (is_one) {
      into.separator = value.text.front();
    } else {
      fault(column, "`separator` is one character");
    }
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
  table_faults faults_;
};

}  // namespace

expected<contact_mapping, table_faults> read_mapping(std::string_view text) {
  const auto tree = json::read(text, {limits::mapping_bytes, limits::mapping_depth});
  if (!tree) return unexpected{table_faults{{0, "", tree.error().message}}};
  return mapping_reader().run(*tree);
}

}  // namespace arvio::inline v0
