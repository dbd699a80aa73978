#ifndef ARVIO_SRC_COMPILE_JUDGE_HPP
#define ARVIO_SRC_COMPILE_JUDGE_HPP

#include "arvio/base/diagnostic.hpp"
#include "arvio/book/rulebook.hpp"
#include "arvio/compile/boxes.hpp"
#include "arvio/compile/check.hpp"
#include "arvio/compile/closed_conditions.hpp"
#include "arvio/lang/ast.hpp"

#include "compile/explain.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace arvio::inline v0::compile {

/// What a condition that never or always holds is.
enum class constants : std::uint8_t { error, warning, fine };

/// A condition of the book and how to speak of it.
struct subject {
  std::string name;  // "the condition of rule `CP-01`"
  const lang::ast* tree = nullptr;
  std::uint32_t node = 0;
  std::string rule;               // the rule concerned, if it is one's
  std::string advice_for_always;  // what to do instead
  constants when_constant = constants::error;

  /// The whole text of the condition.
  [[nodiscard]] source_span where() const;
};

/// Where boxes are about more than one condition: a place, and how to speak of it.
struct joint_subject {
  std::string name;
  source_span where;
  std::string rule;
  std::string hint_when_over;
  bool is_level = false;  // what the rules of a group say together
};

/// Writes down what is found of conditions.
class condition_judge {
 public:
  condition_judge(const book::rulebook& book, findings& out,
                  std::vector<condition_size>& sizes)
      : out_(out), sizes_(sizes), explain_(book) {}

  /// The work of the book has run out, which has been reported: nothing more is checked.
  [[nodiscard]] bool spent() const noexcept { return spent_; }

  /// Reports where the condition never or always holds.
  void judge(const subject& what, const box_list& boxes);
  /// Reports a condition that is over budget.
  void over(const subject& what, over_budget why);
  void over(const joint_subject& what, over_budget why);
  /// Notes how many boxes there are, and warns of many.
  void note_size(const joint_subject& what, std::size_t boxes);
  void note_size(const subject& what, std::size_t boxes);
  void report(finding what) { out_.push_back(std::move(what)); }

 private:
  [[nodiscard]] joint_subject with_hint(const subject& what, std::uint32_t part) const;

  findings& out_;
  std::vector<condition_size>& sizes_;
  explainer explain_;
  bool spent_ = false;
};

}  // namespace arvio::inline v0::compile

#endif  // ARVIO_SRC_COMPILE_JUDGE_HPP
