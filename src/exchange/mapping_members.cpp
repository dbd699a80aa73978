#include "mapping_members.hpp"

#include "arvio/base/did_you_mean.hpp"
#include "arvio/base/shown.hpp"

#include <fmt/format.h>

#include <array>

namespace arvio::inline v0::json {

namespace {

/// `first, second or third`.
std::string one_of_words(const std::vector<std::string>& words) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i != 0) out += i + 1 == words.size() ? " or " : ", ";
    out += words[i];
  }
  return out;
}

std::string hint_after(const std::string& name, const std::vector<std::string>& known) {
  const auto hint = did_you_mean(name, known);
  return hint.empty() ? "" : "; " + hint;
}

}  // namespace

std::string shown_member(const std::string& name) {
  return is_plain_name(name) ? "`" + name + "`" : "a member";
}

void member_reader::fault(std::string message) const {
  faults_->push_back({0, column_, std::move(message)});
}

void member_reader::once(const node& object) const {
  if (const auto* name = object.repeated())
    fault(shown_member(*name) + " is given twice");
}

void member_reader::unknown(const std::string& name, std::string_view whose,
                            const std::vector<std::string>& known) const {
  fault(fmt::format("{} is unknown: {} has {}{}", shown_member(name), whose,
                    fmt::join(known, ", "), hint_after(name, known)));
}

std::string member_reader::text(const std::string& name, const node& value) const {
  if (value.kind != kind::text) fault("`" + name + "` is a text");
  return value.text;
}

std::optional<char> member_reader::character(const std::string& name, const node& value,
                                             std::string_view allowed,
                                             std::string_view words) const {
  const bool is_one =
      value.kind == kind::text && value.text.size() == 1 &&
      static_cast<unsigned char>(value.text.front()) < 0x80 &&
      (allowed.empty() || allowed.find(value.text.front()) != std::string_view::npos);
  if (is_one) return value.text.front();
  fault(fmt::format("`{}` is {}", name, words));
  return std::nullopt;
}

void member_reader::not_a_word(const std::string& name, const node& value,
                               const std::vector<std::string>& known) const {
  const auto hint = value.kind == kind::text ? hint_after(value.text, known) : "";
  fault(fmt::format("`{}` is {}{}", name, one_of_words(known), hint));
}

std::optional<bad_cell> read_bad_cell(const member_reader& in, const node& value) {
  static constexpr std::array words = {std::pair("error", bad_cell::error),
                                       std::pair("unknown", bad_cell::unknown),
                                       std::pair("drop", bad_cell::drop)};
  return in.word<bad_cell>("bad_cell", value, words);
}

std::vector<time_form> read_time_forms(const member_reader& in, const node& value) {
  static constexpr std::array words = {std::pair("iso", time_form::iso),
                                       std::pair("finnish", time_form::finnish),
                                       std::pair("unix", time_form::unix_seconds)};
  std::vector<time_form> forms;
  const auto take = [&](const node& one) {
    if (const auto form = in.word<time_form>("form", one, words)) forms.push_back(*form);
  };
  if (value.kind != kind::list) {
    take(value);
  } else if (value.items.empty()) {
    in.fault("`form` is empty");
  }
  for (const auto& one : value.items)
    take(one);
  return forms;
}

std::optional<repeated_hour> read_repeated_hour(const member_reader& in,
                                                const node& value) {
  static constexpr std::array words = {std::pair("first", repeated_hour::first),
                                       std::pair("second", repeated_hour::second)};
  return in.word<repeated_hour>("twice", value, words);
}

}  // namespace arvio::inline v0::json
