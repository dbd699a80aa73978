#include "condition_words.hpp"

#include "arvio/base/decimal.hpp"
#include "arvio/lang/print.hpp"

#include "labels.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <sstream>
#include <utility>
#include <variant>

namespace arvio::cli {

namespace {

using lang::op;

struct unit_name {
  std::string_view ucum;
  label words;
};
constexpr std::array<unit_name, 8> named_units{{{"a", label::unit_years},
                                                {"mo", label::unit_months},
                                                {"wk", label::unit_weeks},
                                                {"d", label::unit_days},
                                                {"h", label::unit_hours},
                                                {"min", label::unit_minutes},
                                                {"s", label::unit_seconds},
                                                {"/min", label::unit_per_minute}}};
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> plain_units{
    {{"Cel", "\u00b0C"}, {"mm[Hg]", "mmHg"}, {"1", ""}}};

bool is_joint(op what) { return what == op::logical_and || what == op::logical_or; }

}  // namespace

condition_words::condition_words(const std::vector<const ruleset::rule_set*>& known,
                                 std::string_view language)
    : language_(language_of(language)) {
  for (const auto* rules : known) {
    for (const auto& one : rules->inputs)
      inputs_.emplace(one.id.text, &one);
    for (const auto& one : rules->derived)
      derived_.emplace(one.id.text, &one);
    for (const auto& one : rules->values)
      shared_.emplace(one.id.text, &one.values);
    if (!rules->vocabulary) continue;
    const auto& words = *rules->vocabulary;
    for (const auto& one : words.levels)
      terms_.emplace(one.id.text, &one.labels);
    for (const auto* terms :
         {&words.needs, &words.complaints, &words.channels, &words.professionals}) {
      for (const auto& one : *terms)
        terms_.emplace(one.id.text, &one.labels);
    }
    if (complaint_ask_ != nullptr) continue;
    complaint_ask_ = &words.complaint_ask;
    for (const auto& one : words.complaints)
      complaints_.push_back({one.id, one.labels});
  }
}

std::string condition_words::in_words(const ruleset::texts& all,
                                      std::string_view audience) const {
  const std::array<std::string_view, 4> order{label_languages[language_], "fi", "sv",
                                              "en"};
  for (const auto language : order) {
    for (const auto& one : all) {
      if (one.language == language && one.audience == audience) return one.words;
    }
  }
  for (const auto& one : all) {
    if (one.audience == audience) return one.words;
  }
  return {};
}

// --- names and values

const std::vector<ruleset::coded_value>* condition_words::codes_of(
    const std::string& id) const {
  if (id == ruleset::complaint_input) return &complaints_;
  const auto input = inputs_.find(id);
  if (input != inputs_.end()) {
    if (!input->second->values_of) return &input->second->values;
    const auto shared = shared_.find(input->second->values_of->text);
    return shared == shared_.end() ? nullptr : shared->second;
  }
  const auto derived = derived_.find(id);
  if (derived == derived_.end() || !derived->second->values_of) return nullptr;
  const auto& values = derived->second->values_of->text;
  const auto shared = shared_.find(values);
  if (shared != shared_.end()) return shared->second;
  return values == id ? nullptr : codes_of(values);
}

const std::string* condition_words::unit_of(const std::string& id) const {
  const auto input = inputs_.find(id);
  if (input != inputs_.end())
    return input->second->unit ? &input->second->unit->text : nullptr;
  const auto derived = derived_.find(id);
  if (derived == derived_.end() || !derived->second->unit) return nullptr;
  return &derived->second->unit->text;
}

std::string condition_words::named(const std::string& id) {
  if (id == ruleset::complaint_input && complaint_ask_ != nullptr)
    return wording(say::cond_quoted{in_words(*complaint_ask_)}, language_);
  const auto input = inputs_.find(id);
  if (input != inputs_.end()) {
    const auto ask = in_words(input->second->ask);
    return ask.empty() ? id : wording(say::cond_quoted{ask}, language_);
  }
  const auto derived = derived_.find(id);
  if (derived == derived_.end()) return id;
  const auto title = in_words(derived->second->labels);
  return title.empty() ? nameless(*derived->second) : title;
}

/// What has no name is told by what it is computed from; a table or score by a number.
std::string condition_words::nameless(const ruleset::derived_value& what) {
  const auto* plain = std::get_if<ruleset::expression>(&what.definition);
  if (plain != nullptr && inside_.insert(what.id.text).second) {
    const auto* outside = std::exchange(tree_, &plain->tree);
    const auto text = fmt::format("({})", say(plain->tree.root));
    tree_ = outside;
    inside_.erase(what.id.text);
    return text;
  }
  const auto number = numbers_.emplace(what.id.text, numbers_.size() + 1).first->second;
  return wording(say::show_nameless{std::to_string(number)}, language_);
}

std::string condition_words::number(std::string written) const {
  const auto point = written.find('.');
  if (point != std::string::npos)
    written.replace(point, 1, wording(label::decimal_mark, language_));
  return written;
}

std::string condition_words::unit(std::string_view ucum) const {
  for (const auto& one : named_units) {
    if (one.ucum == ucum) return std::string(wording(one.words, language_));
  }
  for (const auto& [rules, people] : plain_units) {
    if (rules == ucum) return std::string(people);
  }
  return std::string(ucum);
}

std::string condition_words::day(date value) const {
  const auto civil = to_civil(value);
  constexpr std::string_view mark = ", ";
  auto months = wording(label::months, language_);
  for (int i = 1; i < civil.month; ++i)
    months.remove_prefix(months.find(mark) + mark.size());
  const std::string month(months.substr(0, months.find(mark)));
  return wording(
      say::day_words{std::to_string(civil.day), month, std::to_string(civil.year)},
      language_);
}

std::string condition_words::duration(const std::string& written) const {
  const auto seconds = parse_duration(written);
  if (!seconds) return written;
  for (const auto& [size, ucum] :
       {std::pair{std::int64_t{86400}, "d"}, std::pair{std::int64_t{3600}, "h"},
        std::pair{std::int64_t{60}, "min"}}) {
    if (*seconds % size == 0) return fmt::format("{} {}", *seconds / size, unit(ucum));
  }
  return fmt::format("{} {}", *seconds, unit("s"));
}

std::string condition_words::value(const std::string& id, const std::string& written) {
  if (written == "true") return std::string(wording(label::value_yes, language_));
  if (written == "false") return std::string(wording(label::value_no, language_));
  if (const auto* codes = codes_of(id); codes != nullptr && !codes->empty()) {
    std::vector<std::string> present;
    std::vector<std::string> absent;
    bool no_other = false;
    std::istringstream parts(written);
    for (std::string part; parts >> part;) {
      if (part == "-*") {
        no_other = true;
        continue;
      }
      const bool is_absent = part.front() == '-';
      const auto code = part.substr(is_absent ? 1 : 0);
      auto words = code;
      for (const auto& one : *codes) {
        if (one.id.text == code && !one.labels.empty()) words = in_words(one.labels);
      }
      (is_absent ? absent : present).push_back(std::move(words));
    }
    if (present.empty() && absent.empty())
      return std::string(wording(label::value_none, language_));
    auto text = listed(present);
    if (!absent.empty()) {
      const auto not_those = wording(say::value_not_those{listed(absent)}, language_);
      text = text.empty() ? not_those : fmt::format("{}, {}", text, not_those);
    }
    return no_other ? wording(say::value_no_other{text}, language_) : text;
  }
  if (const auto parsed = parse_date(written)) return day(*parsed);
  if (parse_duration(written)) return duration(written);
  if (!parse_decimal(written)) return written;
  const auto* ucum = unit_of(id);
  const auto words = ucum == nullptr ? std::string() : unit(*ucum);
  return words.empty() ? number(written) : fmt::format("{} {}", number(written), words);
}

std::string condition_words::range(const std::string& id, const std::string* from,
                                   const std::string* to) {
  if (from != nullptr && to != nullptr) {
    if (*from == *to) return value(id, *from);
    const bool is_number = parse_decimal(*from).has_value();
    const bool is_plain = is_number && from->front() != '-';
    return fmt::format("{}{}{}", is_number ? number(*from) : value(id, *from),
                       is_plain ? "\u2013" : " \u2013 ", value(id, *to));
  }
  if (from != nullptr) return wording(say::value_or_more{value(id, *from)}, language_);
  if (to != nullptr) return wording(say::value_or_less{value(id, *to)}, language_);
  return {};
}

std::string condition_words::term(const std::string& id) const {
  const auto found = terms_.find(id);
  const auto words = found == terms_.end() ? std::string() : in_words(*found->second);
  return words.empty() ? id : words;
}

std::string condition_words::listed(const std::vector<std::string>& parts) const {
  return fmt::format("{}", fmt::join(parts, "; "));
}

// --- conditions

std::string condition_words::condition(const lang::ast& tree) {
  const auto* outside = std::exchange(tree_, &tree);
  auto text = say(tree.root);
  tree_ = outside;
  return text;
}

/// An input or derived value, which a value beside it is of; empty for anything else.
std::string condition_words::subject_of(std::uint32_t node) const {
  const auto& one = tree_->at(node);
  return one.op == op::name ? one.name : std::string();
}

std::vector<std::string> condition_words::all(const lang::node& of, std::size_t first) {
  std::vector<std::string> out;
  for (auto i = first; i < of.children.size(); ++i)
    out.push_back(inside(of.children[i]));
  return out;
}

/// As a part of a larger one: `a and b` in parentheses.
std::string condition_words::inside(std::uint32_t node) {
  const auto text = say(node);
  return is_joint(tree_->at(node).op) ? fmt::format("({})", text) : text;
}

std::string condition_words::joined(const lang::node& of, bool is_and) {
  auto parts = all(of, 0);
  std::string text = parts.front();
  for (std::size_t i = 1; i < parts.size(); ++i) {
    text = is_and ? wording(say::value_and{text, parts[i]}, language_)
                  : wording(say::value_or{text, parts[i]}, language_);
  }
  return text;
}

/// A value beside what it is of, with its unit or the words of its code.
std::string condition_words::operand(std::uint32_t node, const std::string& beside) {
  const auto& one = tree_->at(node);
  if (one.op == op::text) return value(beside, one.name);
  if (one.op == op::number) return value(beside, to_text(one.number));
  if (one.op == op::truth) return value(beside, one.value != 0 ? "true" : "false");
  return inside(node);
}

std::string condition_words::truth(const std::string& id, bool is_so) {
  const auto derived = derived_.find(id);
  const bool is_expression =
      derived != derived_.end() && in_words(derived->second->labels).empty() &&
      std::holds_alternative<ruleset::expression>(derived->second->definition);
  if (is_expression) {
    const auto text = named(id);
    return is_so ? text : wording(say::cond_not{text}, language_);
  }
  return wording(
      say::cond_is{
          named(id),
          std::string(wording(is_so ? label::value_yes : label::value_no, language_))},
      language_);
}

std::string condition_words::compared(const lang::node& of) {
  const auto left = of.children[0];
  const auto right = of.children[1];
  const auto id = subject_of(left).empty() ? subject_of(right) : subject_of(left);
  const auto what = operand(left, id);
  const auto with = operand(right, id);
  if (of.op == op::equal) return wording(say::cond_is{what, with}, language_);
  if (of.op == op::not_equal) return wording(say::cond_is_not{what, with}, language_);
  if (of.op == op::less) return wording(say::cond_less{what, with}, language_);
  if (of.op == op::less_equal) return wording(say::cond_at_most{what, with}, language_);
  if (of.op == op::greater) return wording(say::cond_more{what, with}, language_);
  return wording(say::cond_at_least{what, with}, language_);
}

std::string condition_words::among(const lang::node& of) {
  const auto id = subject_of(of.children[0]);
  const auto what = inside(of.children[0]);
  std::vector<std::string> values;
  for (std::size_t i = 1; i < of.children.size(); ++i) {
    const auto& one = tree_->at(of.children[i]);
    if (one.op != op::range) {
      values.push_back(operand(of.children[i], id));
      continue;
    }
    const auto low = one.children[0];
    const auto high = one.children[1];
    const bool has_low = tree_->at(low).op != op::absent;
    const bool has_high = tree_->at(high).op != op::absent;
    std::vector<std::string> ends;
    if (has_low && has_high && !one.low_open && !one.high_open) {
      const auto plain = tree_->at(low).op == op::number
                             ? number(to_text(tree_->at(low).number))
                             : operand(low, id);
      values.push_back(fmt::format("{}\u2013{}", plain, operand(high, id)));
      continue;
    }
    // The subject stands before the values.
    if (has_low)
      ends.push_back(one.low_open
                         ? wording(say::cond_more{"", operand(low, id)}, language_)
                         : wording(say::value_or_more{operand(low, id)}, language_));
    if (has_high)
      ends.push_back(one.high_open
                         ? wording(say::cond_less{"", operand(high, id)}, language_)
                         : wording(say::value_or_less{operand(high, id)}, language_));
    for (auto& end : ends)
      end.erase(0, end.find_first_not_of(' '));
    values.push_back(ends.size() == 2
                         ? wording(say::value_and{ends[0], ends[1]}, language_)
                         : ends.front());
  }
  return wording(say::cond_is{what, fmt::format("{}", fmt::join(values, "; "))},
                 language_);
}

std::string condition_words::say(std::uint32_t node) {
  const auto& one = tree_->at(node);
  const auto part = [&](std::size_t i) { return inside(one.children[i]); };
  const auto words = [&](label what) { return std::string(wording(what, language_)); };
  const auto parts = [&] { return listed(all(one, 0)); };
  const auto choices = [&] {
    const auto id = subject_of(one.children[0]);
    std::vector<std::string> out;
    for (std::size_t i = 1; i < one.children.size(); ++i)
      out.push_back(operand(one.children[i], id));
    return listed(out);
  };
  const auto level = [&] { return term(one.name); };
  const auto urgency = [&] {
    return one.need.empty() ? words(label::cond_urgency)
                            : wording(say::cond_urgency_of{term(one.need)}, language_);
  };
  switch (one.op) {
    case op::number: return number(to_text(one.number));
    case op::text: return one.name;
    case op::truth: return words(one.value != 0 ? label::value_yes : label::value_no);
    case op::date_literal: return day({static_cast<std::int32_t>(one.value)});
    case op::duration_literal: return duration(duration_text(one.value));
    case op::name: {
      const auto input = inputs_.find(one.name);
      const auto derived = derived_.find(one.name);
      const bool is_truth =
          (input != inputs_.end() && input->second->type.text == "boolean") ||
          (derived != derived_.end() && derived->second->type &&
           derived->second->type->text == "boolean");
      return is_truth ? truth(one.name, true) : named(one.name);
    }
    case op::assessment_time: return words(label::cond_now);
    case op::logical_and: return joined(one, true);
    case op::logical_or: return joined(one, false);
    case op::logical_not: {
      const auto& child = tree_->at(one.children[0]);
      return child.op == op::name
                 ? truth(child.name, false)
                 : wording(say::cond_not{say(one.children[0])}, language_);
    }
    case op::equal:
    case op::not_equal:
    case op::less:
    case op::less_equal:
    case op::greater:
    case op::greater_equal: return compared(one);
    case op::in: return among(one);
    case op::range: return wording(say::cond_between{"", part(0), part(1)}, language_);
    case op::absent: return {};
    case op::negate: return fmt::format("\u2212{}", part(0));
    case op::add: return fmt::format("{} + {}", part(0), part(1));
    case op::subtract: return fmt::format("{} \u2212 {}", part(0), part(1));
    case op::multiply: return fmt::format("{} \u00d7 {}", part(0), part(1));
    case op::divide: return fmt::format("{} : {}", part(0), part(1));
    case op::conditional:
      return fmt::format("({})",
                         wording(say::cond_if{part(0), part(1), part(2)}, language_));
    case op::minimum: return wording(say::cond_smallest{parts()}, language_);
    case op::maximum: return wording(say::cond_largest{parts()}, language_);
    case op::sum: return wording(say::cond_sum{parts()}, language_);
    case op::absolute: return wording(say::cond_size{part(0)}, language_);
    case op::round: return wording(say::cond_rounded{part(0)}, language_);
    case op::floor: return wording(say::cond_rounded_down{part(0)}, language_);
    case op::ceiling: return wording(say::cond_rounded_up{part(0)}, language_);
    case op::count_true: return wording(say::cond_count{parts()}, language_);
    case op::years_between: return wording(say::cond_years{part(0), part(1)}, language_);
    case op::months_between:
      return wording(say::cond_months{part(0), part(1)}, language_);
    case op::days_between: return wording(say::cond_days{part(0), part(1)}, language_);
    case op::hours_between: return wording(say::cond_hours{part(0), part(1)}, language_);
    case op::minutes_between:
      return wording(say::cond_minutes{part(0), part(1)}, language_);
    case op::any_of:
    case op::all_of: {
      if (one.children.size() == 2)
        return wording(say::cond_is{part(0), choices()}, language_);
      return one.op == op::any_of ? wording(say::cond_any{part(0), choices()}, language_)
                                  : wording(say::cond_all{part(0), choices()}, language_);
    }
    case op::any_code: return wording(say::cond_some{part(0)}, language_);
    case op::urgency_equal: return wording(say::cond_is{urgency(), level()}, language_);
    case op::urgency_at_least:
      return wording(say::cond_or_more_urgent{urgency(), level()}, language_);
    case op::urgency_at_most:
      return wording(say::cond_or_less_urgent{urgency(), level()}, language_);
  }
  return {};  // not reached
}

}  // namespace arvio::cli
