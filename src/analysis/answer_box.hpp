#ifndef ARVIO_SRC_ANALYSIS_ANSWER_BOX_HPP
#define ARVIO_SRC_ANALYSIS_ANSWER_BOX_HPP

#include "arvio/base/value_set.hpp"
#include "arvio/book/outcome.hpp"
#include "arvio/book/rulebook.hpp"

#include "dependencies.hpp"
#include "reference/world.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

/// Many contacts at once: those that answer some inputs with one of several values.
namespace arvio::inline v0::analysis {

/// Per variable of a frame the values that it may have.
using answer_box = std::vector<value_set>;

[[nodiscard]] bool is_same(const book::answer& a, const book::answer& b);

/// The variables of a search, where they start and how their values are told apart.
class answer_frame {
 public:
  answer_frame(const book::rulebook& book, const std::vector<input_classes>& classes,
               const book::answers& start, const std::vector<variable>& variables);

  [[nodiscard]] std::size_t place_of(const variable& what) const {
    return places_.at(what);
  }
  [[nodiscard]] answer_box everything() const;

  /// Whether a variable has values in `values` that may not be alike. `blamed`: some of
  /// them may be unexpected where others are not.
  [[nodiscard]] bool can_split(std::size_t place, const value_set& values,
                               bool blamed) const;
  /// Two parts of `values`, the one with the start's value first.
  [[nodiscard]] std::pair<value_set, value_set> split(std::size_t place,
                                                      const value_set& values) const;

  /// Answers that stand for all contacts in a box: a variable that may have any value
  /// has the start's answer where that is none, else is partly known.
  [[nodiscard]] std::vector<reference::effective_answer> answers_in(
      const answer_box& box) const;

  /// A contact in a box. What may stay as it was at the start does so.
  ///
  /// Meaning  `all` is what the interpreter finds possible for the box.
  [[nodiscard]] book::answers contact_in(const answer_box& box,
                                         const reference::world& all) const;

 private:
  struct part {
    variable what;
    value_set domain;
    std::vector<value_set> classes;
    bool computed = false;
    bool inferred = false;
    std::optional<std::int64_t> at_start;
  };

  void put_value(std::size_t place, const value_set& values, const reference::world& all,
                 book::answer& into) const;
  void put_code(std::size_t place, const value_set& values, book::answer& into) const;

  const book::rulebook& book_;
  const book::answers& start_;
  std::vector<reference::effective_answer> effective_;  // of the start
  std::vector<part> parts_;
  std::map<variable, std::size_t> places_;
};

}  // namespace arvio::inline v0::analysis

#endif  // ARVIO_SRC_ANALYSIS_ANSWER_BOX_HPP
