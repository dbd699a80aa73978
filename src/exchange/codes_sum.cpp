#include "codes_sum.hpp"

#include "plain_cell.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <variant>

namespace arvio::inline v0 {

namespace {

using code_list = std::vector<std::string>;

bool holds(const code_list& all, const std::string& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

void put(code_list& into, const std::string& one) {
  if (!holds(into, one)) into.push_back(one);
}

code_list without(code_list all, const code_list& taken) {
  std::erase_if(all, [&taken](const std::string& one) { return holds(taken, one); });
  return all;
}

std::string_view without_blanks(std::string_view text) {
  while (text.starts_with(' '))
    text.remove_prefix(1);
  while (text.ends_with(' '))
    text.remove_suffix(1);
  return text;
}

/// What the codes in one cell mean, one after the other; nullptr for one that is none.
std::vector<const answer_codes*> meanings_in(const column_mapping& by,
                                             std::string_view cell) {
  if (const auto* whole = meaning_of(by, cell)) return {&std::get<answer_codes>(*whole)};
  std::vector<const answer_codes*> all;
  while (!cell.empty()) {
    const auto end = std::min(cell.find(by.separator), cell.size());
    const auto code = without_blanks(cell.substr(0, end));
    cell.remove_prefix(std::min(end + 1, cell.size()));
    if (code.empty()) continue;
    const auto* meant = meaning_of(by, code);
    all.push_back(meant == nullptr ? nullptr : &std::get<answer_codes>(*meant));
  }
  if (all.empty()) all.push_back(nullptr);  // nothing but separators
  return all;
}

}  // namespace

std::string codes_sum::add(const column_mapping& by, std::string_view cell) {
  bool has_all = true;
  bool agrees = true;
  codes_sum alone;  // whether the cell contradicts itself, whatever else was said
  bool agrees_alone = true;
  for (const auto* meant : meanings_in(by, cell)) {
    if (meant == nullptr) {
      has_all = false;
      continue;
    }
    agrees_alone = alone.take(*meant) && agrees_alone;
    agrees = take(*meant) && agrees;
  }
  if (!has_all) return "the mapping has no code for this cell";
  if (!agrees_alone) return "its codes contradict each other";
  if (!agrees)
    return fmt::format("contradicts what another column says of `{}`", by.input);
  return {};
}

/// False where it contradicts what was said.
bool codes_sum::take(const answer_codes& more) {
  bool agrees = take_others(more.others);
  const auto say = [&](const code_list& codes, code_list& into,
                       const code_list& contrary) {
    for (const auto& code : codes) {
      put(into, code);
      if (!holds(contrary, code)) continue;
      put(contested_, code);
      agrees = false;
    }
  };
  say(more.present, sum_.present, sum_.absent);
  say(more.absent, sum_.absent, sum_.present);
  in_doubt_ = in_doubt_ || !agrees;
  return agrees;
}

bool codes_sum::take_others(other_codes more) {
  if (more == other_codes::unsaid || more == sum_.others) return true;
  const bool is_first = sum_.others == other_codes::unsaid && !others_contested_;
  others_contested_ = !is_first;
  if (is_first) sum_.others = more;
  return is_first;
}

void codes_sum::doubt(const column_mapping& by) {
  in_doubt_ = true;
  for (const auto& [cell, meaning] : by.codes) {
    const auto& codes = std::get<answer_codes>(meaning);
    for (const auto* list : {&codes.present, &codes.absent}) {
      for (const auto& code : *list)
        put(doubted_, code);
    }
  }
}

answer_codes codes_sum::said() const {
  if (!in_doubt_) return sum_;
  return {without(sum_.present, contested_),
          without(without(sum_.absent, contested_), doubted_), other_codes::unknown};
}

}  // namespace arvio::inline v0
