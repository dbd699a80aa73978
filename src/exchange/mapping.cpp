#include "arvio/exchange/mapping.hpp"

#include "arvio/base/limits.hpp"

#include "encoding.hpp"
#include "json/tree.hpp"
#include "json_answer.hpp"
#include "mapping_members.hpp"

#include <algorithm>
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
using json::shown_member;

class mapping_reader {
 public:
  [[nodiscard]] expected<contact_mapping, table_faults> run(const node& root) {
    if (root.kind != kind::object) {
      in_.fault("a mapping is an object: {\"at\": ..., \"columns\": {}}");
      return unexpected{std::move(faults_)};
    }
    in_.once(root);
    // Before what it is said for.
    if (const auto* value = root.find("bad_cell"))
      on_bad_ = json::read_bad_cell(in_, *value).value_or(on_bad_);
    for (const auto& [name, value] : root.members)
      member(name, value);
    for (const auto* name : {"at", "columns"}) {
      if (root.find(name) == nullptr) in_.fault("`" + std::string(name) + "` is missing");
    }
    check_inputs();
    if (made_.delimiter == made_.decimal_mark)
      in_.fault("`delimiter` and `decimal` are the same");
    if (!faults_.empty()) return unexpected{std::move(faults_)};
    return std::move(made_);
  }

 private:
  void member(const std::string& name, const node& value) {
    if (name == "at") {
      time(value);
    } else if (name == "language") {
      made_.language = in_.text(name, value);
      if (value.kind == kind::text && value.text.empty())
        in_.fault("`language` is empty: leave it out, or write a tag like fi, sv or en");
    } else if (name == "delimiter") {
      const auto one = in_.character(name, value, ",;\t|", "`,`, `;`, `\\t` or `|`");
      made_.delimiter = one.value_or(made_.delimiter);
    } else if (name == "decimal") {
      const auto one = in_.character(name, value, ".,", "`.` or `,`");
      made_.decimal_mark = one.value_or(made_.decimal_mark);
    } else if (name == "id") {
      made_.id_column = in_.text(name, value);
    } else if (name == "finish") {
      if (value.kind != kind::truth) in_.fault("`finish` is true or false");
      made_.finish = value.truth;
    } else if (name == "columns" || name == "constants") {
      members_of(name, value);
    } else if (name != "bad_cell") {
      in_.unknown(name, "a mapping",
                  {"at", "language", "id", "finish", "delimiter", "decimal", "bad_cell",
                   "columns", "constants"});
    }
  }

  /// `at`: a time, or the column that has one.
  void time(const node& value) {
    const auto* column = value.find("column");
    if (value.kind == kind::object && column != nullptr && column->kind == kind::text) {
      time_of_column(value, column->text);
      return;
    }
    const auto at = value.kind == kind::text ? parse_time(value.text) : std::nullopt;
    if (!at)
      in_.fault(
          "`at` is a time like 2026-03-02T10:00:00+02:00, or {\"column\": ...} that "
          "has one");
    made_.at = at.value_or(offset_time{});
  }

  void time_of_column(const node& value, const std::string& column) {
    const json::member_reader in(column, faults_);
    in.once(value);
    auto& made = made_.at_column.emplace();
    made.column = column;
    // What is said for all columns cannot make a time unknown.
    made.on_bad = on_bad_ == bad_cell::unknown ? bad_cell::error : on_bad_;
    for (const auto& [name, inner] : value.members) {
      if (name == "form") {
        made.times.forms = json::read_time_forms(in, inner);
      } else if (name == "twice") {
        made.times.repeated = json::read_repeated_hour(in, inner);
      } else if (name == "bad_cell") {
        made.on_bad = json::read_bad_cell(in, inner).value_or(made.on_bad);
        if (made.on_bad == bad_cell::unknown)
          in.fault("`bad_cell` is error or drop here: a contact has a time");
      } else if (name != "column") {
        in.unknown(name, "`at`", {"column", "form", "twice", "bad_cell"});
      }
    }
    if (made.times.repeated && made.times.forms.empty())
      in.fault("`twice` stands beside `form`");
  }

  void members_of(const std::string& name, const node& value) {
    if (value.kind != kind::object) {
      in_.fault("`" + name + "` is an object");
      return;
    }
    in_.once(value);
    for (const auto& [key, inner] : value.members) {
      if (name == "columns") {
        made_.columns.push_back(json::read_column(key, inner, on_bad_, faults_));
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
      faults_.push_back(
          {0, column,
           shown_member(input) +
               " is answered by something else already; several columns can "
               "answer one input where all have `codes` that are lists"});
    };
    for (const auto& one : made_.columns) {
      if (!one.input.empty()) answers(one.input, one.column, one.gives_codes());
    }
    for (const auto& one : made_.constants)
      answers(one.input, "", false);
  }

  void constant(const std::string& input, const node& value) {
    auto made = json::answer_of(input, value);
    if (const auto* wrong = std::get_if<answer_fault>(&made.content))
      in_.fault("the constant for " + shown_member(input) + ": " + wrong->message);
    made_.constants.push_back(std::move(made));
  }

  contact_mapping made_;
  table_faults faults_;
  json::member_reader in_{"", faults_};
  bad_cell on_bad_ = bad_cell::error;
};

}  // namespace

bool column_mapping::gives_codes() const {
  return !codes.empty() && std::all_of(codes.begin(), codes.end(), [](const auto& one) {
    return std::holds_alternative<answer_codes>(one.second);
  });
}

expected<contact_mapping, table_faults> read_mapping(std::string_view text) {
  if (begins_as_utf16(text))
    return unexpected{table_faults{{0, "", "the mapping is UTF-16: save it as UTF-8"}}};
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  const auto tree = json::read(text, {limits::mapping_bytes, limits::mapping_depth});
  if (!tree) return unexpected{table_faults{{0, "", tree.error().message}}};
  return mapping_reader().run(*tree);
}

}  // namespace arvio::inline v0
