#include "support/assessed.hpp"

#include "arvio/book/value.hpp"
#include "arvio/engine/repository.hpp"
#include "arvio/exchange/json.hpp"
#include "arvio/reference/interpreter.hpp"

#include "support/contacts.hpp"
#include "support/measured_set.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace arvio::bench {

namespace {

const book::rulebook& book_of(const engine& with) {
  const auto* period = with.repository().period_at(instant{contact_time});
  if (period == nullptr || !period->book)
    throw std::runtime_error("no rule set is valid at the time of the contacts");
  return *period->book;
}

/// One answer, by a value of the input's own type.
void give(contact& into, const book::linked_input& input, const known_input& said) {
  switch (input.type.kind) {
    case lang::kind::boolean: into.answer(input.id, said.value != 0); return;
    case lang::kind::integer:
    case lang::kind::decimal:
      into.answer(input.id, decimal{said.value, input.type.scale});
      return;
    case lang::kind::codes: {
      answer_codes codes;
      codes.others = input.is_complaint ? other_codes::unsaid : other_codes::absent;
      for (const auto code : said.present)
        codes.present.push_back(input.codes[code]);
      into.answer_codes(input.id, std::move(codes));
      return;
    }
    case lang::kind::code:
    case lang::kind::date:
    case lang::kind::datetime:
    case lang::kind::duration:
    case lang::kind::none: break;
  }
  into.answer(input.id, book::value_text({input.type, input.codes}, said.value));
}

bool says_the_same(const book::rulebook& book, const assessment& found,
                   const book::outcome& expected) {
  const auto level = [&](book::level_index which) {
    return book.words().levels[which].id.text;
  };
  if (found.status != expected.status) return false;
  if (found.bounds.at_least.id != level(expected.bounds.at_least)) return false;
  if (found.bounds.not_excluded.id != level(expected.bounds.not_excluded)) return false;
  const auto same_rule = [&](const listed_rule& one, const book::certain_rule& other) {
    return one.id == book.groups[other.rule.group].rules[other.rule.rule].id;
  };
  const auto same_input = [&](const listed_question& one, const book::question& other) {
    return one.input == book.inputs[other.input].id;
  };
  return std::equal(found.rules_certain.begin(), found.rules_certain.end(),
                    expected.rules_certain.begin(), expected.rules_certain.end(),
                    same_rule) &&
         std::equal(found.questions.begin(), found.questions.end(),
                    expected.questions.begin(), expected.questions.end(), same_input);
}

offset_time contact_time_of_day() { return {instant{contact_time}, 7200}; }

std::int64_t value_of(const book::linked_input& input, const answer_value& said) {
  if (const auto* truth = std::get_if<bool>(&said)) return *truth ? 1 : 0;
  if (const auto* number = std::get_if<decimal>(&said)) return number->units;
  return std::find(input.codes.begin(), input.codes.end(), std::get<std::string>(said)) -
         input.codes.begin();
}

/// The answers of a call, for the reference: whole numbers, truths, codes, lists that
/// leave nothing open, and what is unknown.
book::answers answers_of(const book::rulebook& book, const contact& made) {
  book::answers all;
  all.at = made.at;
  all.by_input.resize(book.inputs.size());
  for (const auto& one : made.answers()) {
    const auto place = book.find_input(one.input).value();
    const auto& input = book.inputs[place];
    auto& to = all.by_input[place];
    to.state = answer_state::known;
    if (const auto* value = std::get_if<answer_value>(&one.content)) {
      to.values = value_set::single(value_of(input, *value));
    } else if (const auto* codes = std::get_if<answer_codes>(&one.content)) {
      to.codes.assign(input.codes.size(), code_state::absent);
      for (const auto& present : codes->present)
        to.codes[static_cast<std::size_t>(value_of(input, present))] =
            code_state::present;
    } else {
      to.state = answer_state::unknown;
    }
  }
  return all;
}

/// Answers a question so that it speaks for nothing.
void deny(contact& into, const listed_question& asked) {
  if (asked.type == input_type::boolean) {
    into.answer(asked.input, false);
  } else if (asked.type == input_type::codes) {
    into.answer_codes(asked.input, {.others = other_codes::absent});
  } else if (asked.type == input_type::code) {
    into.answer(asked.input, asked.options.back().id.c_str());
  } else {
    into.unknown(asked.input);
  }
}

bool says_the_same(const compact_assessment& brief, const assessment& whole) {
  return brief.status == whole.status && brief.at_least == whole.bounds.at_least.id &&
         brief.not_excluded == whole.bounds.not_excluded.id &&
         brief.next == (whole.questions.empty() ? "" : whole.questions.front().input);
}

}  // namespace

std::filesystem::path shipped_rules() {
  return std::filesystem::path(ARVIO_SOURCE_DIR) / "rules";
}

assessed::assessed(const engine& with, std::uint32_t answers, std::uint32_t count)
    : engine_(with) {
  const auto& book = book_of(engine_);
  const contact_plan plan{answers - (book.complaint ? 1 : 0), count, answers};
  for (const auto& known : made_contacts(book, plan)) {
    contact made(contact_time_of_day());
    for (const auto& one : known)
      give(made, book.inputs[one.input], one);
    if (made.answers().size() != answers)
      throw std::runtime_error("a made-up contact has other answers than wanted");
    add(std::move(made), reference_contact(book, known));
  }
}

void assessed::add(contact made, book::answers same) {
  if (!engine_.check(made).empty())
    throw std::runtime_error("a made-up contact is refused");
  lines_.push_back(to_json(made));
  contacts_.push_back(std::move(made));
  answers_.push_back(std::move(same));
}

assessed assessed::calls(const engine& with, std::uint32_t count) {
  assessed all(with);
  const auto& complaints = book_of(with).words().complaints;
  for (std::uint32_t i = 0; all.size() < count; ++i) {
    if (i == 20 * count) throw std::runtime_error("too few calls end with a route");
    contact made(contact_time_of_day());
    made.answer_codes("complaint",
                      {.present = {complaints[i % complaints.size()].id.text}});
    made.answer("age", 18 + static_cast<int>(i * 7 % 60)).answer("setting", "phone");
    made.answer("home_municipality", "turku");
    for (auto found = with.assess(made); found && !found->questions.empty();
         found = with.assess(made))
      deny(made, found->questions.front());
    if (const auto found = with.assess_briefly(made); found && found->to)
      all.add(made, answers_of(book_of(with), made));
  }
  return all;
}

bool assessed::agrees_with_reference() const {
  const auto& book = book_of(engine_);
  const reference::interpreter judge(book);
  for (std::size_t i = 0; i < contacts_.size(); ++i) {
    const auto found = engine_.assess(contacts_[i]);
    if (!found || !says_the_same(book, *found, judge.assess(answers_[i]))) return false;
    const auto read = read_contact(lines_[i]);
    if (!read) return false;
    const auto by_line = engine_.assess(*read);
    if (!by_line || *by_line != *found) return false;
    const auto brief = engine_.assess_briefly(*read);
    if (!brief || !says_the_same(*brief, *found)) return false;
  }
  return true;
}

std::size_t assessed::assess() {
  const auto found = engine_.assess(contacts_[next()]);
  return found ? 1 + found->rules_certain.size() + found->questions.size() : 0;
}

std::size_t assessed::line_to_line() {
  const auto read = read_contact(lines_[next()]);
  if (!read) return 0;
  const auto found = engine_.assess(*read);
  return found ? to_json(*found).size() : 0;
}

std::size_t assessed::line_to_brief_line() {
  const auto read = read_contact(lines_[next()]);
  if (!read) return 0;
  const auto found = engine_.assess_briefly(*read);
  return found ? to_json(*found).size() : 0;
}

}  // namespace arvio::bench
