#include "arvio/analysis/witness.hpp"
#include "arvio/base/date.hpp"
#include "arvio/book/answer.hpp"
#include "arvio/book/value.hpp"

#include "answer_box.hpp"

#include <algorithm>

namespace arvio::inline v0::analysis {

namespace {

void add_word(std::string& text, const std::string& word) {
  text += (text.empty() ? "" : " ") + word;
}

/// What is said of most codes that are neither present nor said nothing of: `-*`, `?*`.
std::string codes_text(const book::linked_input& input, const book::answer& what) {
  const auto count = [&what](code_state state) {
    return std::count(what.codes.begin(), what.codes.end(), state);
  };
  const bool rest_absent = count(code_state::unsaid) + count(code_state::unknown) == 0;
  const bool rest_unknown = count(code_state::unknown) != 0;
  std::string text;
  for (std::size_t i = 0; i < what.codes.size(); ++i) {
    if (what.codes[i] == code_state::present) add_word(text, input.codes[i]);
    if (what.codes[i] == code_state::absent && !rest_absent)
      add_word(text, "-" + input.codes[i]);
  }
  if (rest_absent && (!input.is_complaint || text.empty())) add_word(text, "-*");
  if (rest_unknown) add_word(text, "?*");
  return text;
}

std::string values_text(const book::linked_input& input, const value_set& values) {
  const auto one = [&input](std::int64_t value) {
    return book::value_text({input.type, input.codes}, value);
  };
  if (values.is_single()) return one(values.min());
  if (input.type.kind != lang::kind::code)
    return one(values.min()) + ".." + one(values.max());
  std::string text;
  for (const auto& range : values.ranges()) {
    for (auto value = range.low; value <= range.high; ++value)
      text += (text.empty() ? "" : "|") + one(value);
  }
  return text;
}

/// An answer as cases write it.
std::string answer_text(const book::linked_input& input, const book::answer& what) {
  switch (what.state) {
    case answer_state::not_asked: return "-";
    case answer_state::unknown: return "?";
    case answer_state::partly_known:
    case answer_state::known: break;
  }
  return what.codes.empty() ? values_text(input, what.values) : codes_text(input, what);
}

offset_time noon_of(date day) {
  const instant noon{helsinki_midnight(day).seconds + std::int64_t{12} * 3600};
  return {noon, helsinki_offset(noon)};
}

book::answers without_answers(const book::rulebook& book, date day) {
  book::answers contact;
  contact.at = noon_of(day);
  contact.by_input.resize(book.inputs.size());
  return contact;
}

}  // namespace

starting_point empty_start(const book::rulebook& book) {
  auto day = book.sets.front().rules->valid_from;
  for (const auto& one : book.sets)
    day = std::max(day, one.rules->valid_from);
  return {"", without_answers(book, day)};
}

std::vector<starting_point> starting_points(const book::rulebook& book,
                                            std::uint32_t group) {
  const auto& declared = *book.groups[group].declared;
  const auto day = book.sets[book.groups[group].set].rules->valid_from;
  std::vector<starting_point> all;
  for (const auto& baseline : declared.baselines) {
    starting_point start{baseline.id.text, without_answers(book, day)};
    for (const auto& one : baseline.answers) {
      const auto place = book.find_input(one.input.text);
      if (!place) continue;  // linking has reported it
      const auto read = book::read_answer(book.inputs[*place], one.value.text);
      if (!read) continue;
      auto& into = start.contact.by_input[*place];
      into = *read;
      const auto observed = one.at ? parse_time(one.at->text) : std::nullopt;
      if (observed) into.observed = observed->moment;
    }
    all.push_back(std::move(start));
  }
  if (all.empty()) all.push_back({"", without_answers(book, day)});
  return all;
}

std::string given_element(const book::rulebook& book, const book::answers& contact,
                          const book::answers& start) {
  std::string text = "<given";
  for (std::size_t i = 0; i < book.inputs.size(); ++i) {
    if (is_same(contact.by_input[i], start.by_input[i])) continue;
    text += " " + book.inputs[i].id + "=\"" +
            answer_text(book.inputs[i], contact.by_input[i]) + "\"";
  }
  return text + "/>";
}

std::string words(const book::rulebook& book, const book::answers& contact,
                  const starting_point& start) {
  auto given = given_element(book, contact, start.contact);
  if (start.baseline.empty()) return given;
  return "baseline `" + start.baseline + "` with " + given;
}

}  // namespace arvio::inline v0::analysis
