#include "compile/judge.hpp"

#include "arvio/base/limits.hpp"

#include <utility>

namespace arvio::inline v0::compile {

source_span subject::where() const { return lang::whole_place(*tree, node); }

joint_subject condition_judge::with_hint(const subject& what, std::uint32_t part) const {
  return {what.name, what.where(), what.rule,
          "write parts of " + quoted(*what.tree, part) +
              " as derived values: a count, a score, a table or a boolean"};
}

void condition_judge::judge(const subject& what, const box_list& boxes) {
  const bool always = boxes.always_holds();
  if (what.when_constant == constants::fine) return;
  if (!always && !boxes.never_holds()) return;
  auto hint = explain_.why_constant(*what.tree, what.node, always);
  if (always && !what.advice_for_always.empty()) hint += "; " + what.advice_for_always;
  const bool is_error = what.when_constant == constants::error;
  report({always ? errc::condition_always : errc::condition_never,
          is_error ? severity::error : severity::warning, what.where(),
          what.name + (always ? " always holds" : " never holds"), std::move(hint),
          what.rule});
}

void condition_judge::over(const subject& what, over_budget why) {
  if (!spent_)
    over(with_hint(what, explain_.part_over_budget(*what.tree, what.node)), why);
}

void condition_judge::over(const joint_subject& what, over_budget why) {
  if (spent_) return;
  std::string message = what.name;
  if (why.code == errc::limit_boxes) {
    message +=
        " falls into more than " + std::to_string(limits::boxes_per_condition) + " boxes";
  } else if (!why.ends_work) {
    message += " takes more work than one condition may";
  } else {
    spent_ = true;
    message += " is where the work for the conditions of all these rule sets ends";
  }
  report({why.code, severity::error, what.where, std::move(message), what.hint_when_over,
          what.rule});
}

void condition_judge::note_size(const joint_subject& what, std::size_t boxes) {
  sizes_.push_back({what.name, what.where, boxes});
  if (boxes <= limits::boxes_warning) return;
  report({errc::limit_boxes, severity::warning, what.where,
          what.name + " falls into " + std::to_string(boxes) + " boxes; more than " +
              std::to_string(limits::boxes_per_condition) +
              (what.is_level ? " are not joined" : " are refused"),
          what.hint_when_over, what.rule});
}

void condition_judge::note_size(const subject& what, std::size_t boxes) {
  note_size(with_hint(what, what.node), boxes);
}

}  // namespace arvio::inline v0::compile
