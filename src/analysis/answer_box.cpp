#include "answer_box.hpp"

#include <algorithm>

namespace arvio::inline v0::analysis {

namespace {

bool is_answered(answer_state state) {
  return state == answer_state::known || state == answer_state::partly_known;
}

/// The value of a set that stands nearest to where something changes: the end that is no
/// end of the domain.
std::int64_t telling_value(const value_set& values, const value_set& domain) {
  const bool low_end = values.min() == domain.min();
  const bool high_end = values.max() == domain.max();
  return low_end && !high_end ? values.ranges().front().high : values.min();
}

}  // namespace

bool is_same(const book::answer& a, const book::answer& b) {
  return a.state == b.state && a.values == b.values && a.codes == b.codes &&
         a.observed == b.observed;
}

answer_frame::answer_frame(const book::rulebook& book,
                           const std::vector<input_classes>& classes,
                           const book::answers& start,
                           const std::vector<variable>& variables)
    : book_(book), start_(start), effective_(reference::effective_answers(book, start)) {
  for (const auto& one : variables) {
    const auto& given = effective_[one.input];
    part made{one, value_set::boolean(), {}, false, false, {}};
    if (one.is_code()) {
      made.classes = {value_set::single(0), value_set::single(1)};
      if (given.codes[one.code] == code_state::present) made.at_start = 1;
      if (given.codes[one.code] == code_state::absent) made.at_start = 0;
    } else {
      made.domain = book.inputs[one.input].domain;
      made.classes = classes[one.input].classes;
      made.computed = classes[one.input].computed;
      made.inferred = classes[one.input].inferred;
      if (given.state == answer_state::known) made.at_start = given.values.min();
    }
    places_.emplace(one, parts_.size());
    parts_.push_back(std::move(made));
  }
}

answer_box answer_frame::everything() const {
  answer_box box;
  for (const auto& one : parts_)
    box.push_back(one.domain);
  return box;
}

bool answer_frame::can_split(std::size_t place, const value_set& values,
                             bool blamed) const {
  const auto& one = parts_[place];
  if (values.is_single()) return false;
  if (one.computed || (one.inferred && blamed)) return true;
  const auto met = std::count_if(
      one.classes.begin(), one.classes.end(),
      [&values](const value_set& one_class) { return one_class.meets(values); });
  return met > 1;
}

std::pair<value_set, value_set> answer_frame::split(std::size_t place,
                                                    const value_set& values) const {
  const auto& one = parts_[place];
  std::vector<value_set> met;
  for (const auto& one_class : one.classes) {
    auto common = one_class.intersected(values);
    if (!common.empty()) met.push_back(std::move(common));
  }
  const bool starts_here = one.at_start && values.contains(*one.at_start);
  value_set first;
  if (met.size() > 1 && starts_here) {
    first = *std::find_if(met.begin(), met.end(), [&one](const value_set& one_class) {
      return one_class.contains(*one.at_start);
    });
  } else if (met.size() > 1) {
    for (std::size_t i = 0; i < met.size() / 2; ++i)
      first = first.united(met[i]);
  } else if (starts_here) {
    first = value_set::single(*one.at_start);
  } else {
    const auto middle = values.min() + (values.max() - values.min()) / 2;
    first = values.intersected({values.min(), middle});
  }
  return {first, values.without(first)};
}

std::vector<reference::effective_answer> answer_frame::answers_in(
    const answer_box& box) const {
  auto answers = effective_;
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    const auto& one = parts_[i];
    auto& into = answers[one.what.input];
    const bool was_answered = is_answered(effective_[one.what.input].state);
    if (box[i] == one.domain && !was_answered) continue;
    into.asked = true;
    if (!one.what.is_code()) {
      into.state = box[i].is_single() ? answer_state::known : answer_state::partly_known;
      into.values = box[i];
      continue;
    }
    into.state = answer_state::known;
    auto& code = into.codes[one.what.code];
    code = code_state::unknown;
    if (!box[i].contains(0)) code = code_state::present;
    if (!box[i].contains(1)) code = code_state::absent;
  }
  return answers;
}

book::answers answer_frame::contact_in(const answer_box& box,
                                       const reference::world& all) const {
  auto contact = start_;
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    auto& into = contact.by_input[parts_[i].what.input];
    if (parts_[i].what.is_code()) {
      put_code(i, box[i], into);
    } else {
      put_value(i, box[i], all, into);
    }
  }
  return contact;
}

void answer_frame::put_value(std::size_t place, const value_set& values,
                             const reference::world& all, book::answer& into) const {
  const auto& one = parts_[place];
  const auto left = values.intersected(all.values(one.what.input));
  const auto& from = left.empty() ? values : left;
  const bool may_stay =
      one.at_start ? from.contains(*one.at_start) : values == one.domain;
  if (may_stay) return;
  into = {};
  into.state = answer_state::known;
  into.values = value_set::single(telling_value(from, one.domain));
}

void answer_frame::put_code(std::size_t place, const value_set& values,
                            book::answer& into) const {
  const auto& one = parts_[place];
  const bool may_stay =
      one.at_start ? values.contains(*one.at_start) : values == one.domain;
  if (may_stay) return;
  const auto& input = book_.inputs[one.what.input];
  const bool too_old = into.observed && !is_answered(effective_[one.what.input].state);
  if (into.state != answer_state::known || too_old) {
    into = {};
    into.state = answer_state::known;
    into.codes.assign(input.codes.size(),
                      input.is_complaint ? code_state::absent : code_state::unsaid);
  }
  into.codes[one.what.code] =
      values.contains(1) ? code_state::present : code_state::absent;
}

}  // namespace arvio::inline v0::analysis
