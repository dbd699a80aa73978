#include "contact_check.hpp"

#include "arvio/base/did_you_mean.hpp"
#include "arvio/base/limits.hpp"
#include "arvio/base/shown.hpp"
#include "arvio/book/answer.hpp"

#include "book/refusal.hpp"

#include <fmt/format.h>
#include <utf8.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace arvio::inline v0 {

namespace {

constexpr std::size_t most_errors = 1000;  // a contact of nothing but faults ends here

bool in_years(offset_time time) {
  constexpr std::int64_t day = 86400;
  const auto local = time.moment.seconds + time.offset;
  const auto first = std::int64_t{to_date({limits::first_year, 1, 1}).days} * day;
  const auto end = std::int64_t{to_date({limits::last_year + 1, 1, 1}).days} * day;
  constexpr std::int32_t widest = 14 * 3600;
  return time.offset >= -widest && time.offset <= widest && time.offset % 60 == 0 &&
         local >= first && local < end;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// A tag of BCP 47 as far as its form goes: "fi", "sv-FI". Empty is no wish.
bool is_language(std::string_view tag) {
  constexpr std::size_t longest = 35;
  const auto first = tag.substr(0, tag.find('-'));
  const bool begins = (first.size() == 2 || first.size() == 3) &&
                      std::all_of(first.begin(), first.end(), is_letter);
  return tag.empty() || (begins && tag.size() <= longest && tag.back() != '-' &&
                         std::all_of(tag.begin(), tag.end(), [](char c) {
                           return is_letter(c) || (c >= '0' && c <= '9') || c == '-';
                         }));
}

// --- one answer

using book::checked_answer;
using book::checked_units;
using book::linked_input;

unexpected<book::answer_fault> refused(const linked_input& input, errc code) {
  return {book::answer_fault{code, input.id}};
}

checked_units units_of(const linked_input& input, const answer_value& value) {
  if (const auto* truth = std::get_if<bool>(&value))
    return book::truth_for(input, *truth);
  if (const auto* number = std::get_if<decimal>(&value)) {
    const bool sound = number->scale >= 0 && number->scale <= limits::decimal_scale &&
                       number->units <= limits::number_units &&
                       number->units >= -limits::number_units;
    return sound ? book::number_for(input, *number)
                 : refused(input, errc::answer_outside);
  }
  return book::word_for(input, std::get<std::string>(value));
}

/// The forms of an answer, each to what it says of the input.
struct to_answer {
  const linked_input& input;

  checked_answer operator()(const answer_value& value) const {
    const auto units = units_of(input, value);
    if (!units) return unexpected{units.error()};
    return book::known_answer(*units);
  }
  checked_answer operator()(unknown_answer) const { return book::unknown_answer(); }
  checked_answer operator()(const answer_range& range) const {
    if (!range.from && !range.to) return refused(input, errc::answer_empty);
    std::optional<std::int64_t> low;
    std::optional<std::int64_t> high;
    for (auto [end, into] : {std::pair(&range.from, &low), std::pair(&range.to, &high)}) {
      if (!*end) continue;
      const auto units = units_of(input, **end);
      if (!units) return unexpected{units.error()};
      *into = *units;
    }
    return book::range_answer(input, low, high);
  }
  checked_answer operator()(const answer_choice& choice) const {
    return book::choice_answer(input, choice.one_of);
  }
  checked_answer operator()(const answer_codes& said) const {
    return book::codes_answer(input, {said.present, said.absent, said.others});
  }
  checked_answer operator()(const answer_fault& fault) const {
    return refused(input, fault.code);
  }
};

// --- names that no input has

/// Whether a key that no input has may be repeated: it is written as inputs are. Any
/// other may be the name of a person.
bool is_written_as_inputs_are(std::string_view name) {
  const auto is_lower = [](char c) { return c >= 'a' && c <= 'z'; };
  return is_plain_name(name) && is_lower(name.front()) &&
         std::all_of(name.begin(), name.end(), [&](char c) {
           return is_lower(c) || (c >= '0' && c <= '9') || c == '_';
         });
}

// --- all answers

class checker {
 public:
  checker(const arvio::contact& contact, const book::rulebook& book,
          const std::function<bool(std::string_view)>& declared_elsewhere)
      : contact_(contact), book_(book), declared_elsewhere_(declared_elsewhere) {
    made_.answers.at = contact.at;
    made_.answers.finished = contact.finish;
    made_.answers.by_input.resize(book.inputs.size());
  }

  [[nodiscard]] expected<checked_contact, contact_errors> run() {
    const auto& answers = contact_.answers();
    const auto first = first_of_each();
    for (std::size_t i = 0; i < answers.size(); ++i) {
      if (first[i].index != i) continue;  // named already
      index_ = i;
      if (first[i].times > 1) {
        refuse(errc::answer_twice, answers[i].input, said(book::refusal::given_twice));
      } else {
        take(answers[i]);
      }
      if (errors_.size() == most_errors) break;
    }
    member_of_ = "presumed";
    for (std::size_t i = 0; i < contact_.presumed().size(); ++i) {
      if (errors_.size() == most_errors) break;
      index_ = i;
      take_presumed(contact_.presumed()[i]);
    }
    if (!errors_.empty()) return unexpected{std::move(errors_)};
    auto& presumed = made_.answers.presumed;
    std::sort(presumed.begin(), presumed.end(),
              [](const auto& a, const auto& b) { return a.input < b.input; });
    return std::move(made_);
  }

 private:
  /// Of each answer the first one of the same name, with how many there are.
  struct first_answer {
    std::size_t index = 0;
    std::size_t times = 1;
  };
  [[nodiscard]] std::vector<first_answer> first_of_each() const {
    const auto& answers = contact_.answers();
    std::vector<first_answer> first(answers.size());
    std::unordered_map<std::string_view, std::size_t> seen;
    seen.reserve(answers.size());
    for (std::size_t i = 0; i < answers.size(); ++i) {
      first[i].index = seen.try_emplace(answers[i].input, i).first->second;
      if (first[i].index != i) ++first[first[i].index].times;
    }
    return first;
  }

  void refuse(errc code, const std::string& input, std::string message) {
    if (book_.find_input(input) || is_written_as_inputs_are(input)) {
      errors_.push_back({code, input, std::move(message)});
    } else {
      errors_.push_back(error_of_member(code, index_, member_of_, message));
    }
  }

  struct said_of_input {
    std::uint32_t place = 0;
    book::answer said;
  };
  /// What an answer says, and of which input; nothing where it was refused.
  [[nodiscard]] std::optional<said_of_input> read(const answer& one) {
    const auto place = book_.find_input(one.input);
    if (!place) {
      undeclared(one.input);
      return std::nullopt;
    }
    const auto& input = book_.inputs[*place];
    if (const auto* fault = std::get_if<answer_fault>(&one.content)) {
      refuse(fault->code, one.input, fault->message);
      return std::nullopt;
    }
    auto checked = std::visit(to_answer{input}, one.content);
    if (!checked) {
      const auto code = checked.error().code;
      refuse(code, one.input, book::refusal_words(code, input));
      return std::nullopt;
    }
    return said_of_input{*place, std::move(*checked)};
  }

  void take(const answer& one) {
    const auto found = read(one);
    if (!found) return;
    if (one.at && !in_years(*one.at)) {
      refuse(errc::contact_time, one.input, said(book::refusal::observed_year));
      return;
    }
    if (one.at && contact_.at.moment < one.at->moment) {
      refuse(errc::answer_later, one.input, said(book::refusal::observed_later));
      return;
    }
    store(found->place, found->said, one.at);
  }

  /// One value, or codes that are present or absent.
  void take_presumed(const answer& one) {
    const auto found = read(one);
    if (!found) return;
    const auto& [place, value] = *found;
    const auto& input = book_.inputs[place];
    if (value.state != answer_state::known) {
      refuse(errc::answer_type, one.input, book::refusal_words(errc::answer_type, input));
      return;
    }
    auto& presumed = made_.answers.presumed;
    if (std::any_of(presumed.begin(), presumed.end(),
                    [&](const auto& other) { return other.input == found->place; })) {
      refuse(errc::answer_twice, one.input, said(book::refusal::given_twice));
      return;
    }
    presumed.push_back({place, std::nullopt, {}});
    if (input.type.kind != lang::kind::codes) {
      presumed.back().value = value.values.min();
      return;
    }
    for (const auto state : value.codes) {
      auto& code = presumed.back().codes.emplace_back();
      if (state == code_state::present) code = true;
      if (state == code_state::absent) code = false;
    }
  }

  void undeclared(const std::string& name) {
    if (declared_elsewhere_(name)) {
      made_.unused.push_back(name);
      return;
    }
    const auto hint = did_you_mean(name, input_names());
    auto message = said(book::refusal::undeclared);
    if (!hint.empty()) message += fmt::format("; {}", hint);
    refuse(errc::answer_undeclared, name, std::move(message));
  }

  void store(std::size_t place, const book::answer& checked,
             const std::optional<offset_time>& at) {
    auto& into = made_.answers.by_input[place];
    into = checked;
    if (at) into.observed = at->moment;
  }

  /// Messages are for integrators; a person reads refusal_text of words.
  [[nodiscard]] std::string said(book::refusal what) const {
    return std::string(book::fault_words(what));
  }

  /// Made once one is needed: most contacts have no such fault.
  [[nodiscard]] const std::vector<std::string>& input_names() {
    if (input_names_.empty()) {
      for (const auto& input : book_.inputs)
        input_names_.push_back(input.id);
    }
    return input_names_;
  }

  const contact& contact_;
  const book::rulebook& book_;
  const std::function<bool(std::string_view)>& declared_elsewhere_;
  std::vector<std::string> input_names_;
  checked_contact made_;
  contact_errors errors_;
  std::string_view member_of_ = "answers";
  std::size_t index_ = 0;  // of the answer that is looked at
};

}  // namespace

contact_error error_of_member(errc code, std::size_t index, std::string_view of_what,
                              const std::string& message) {
  return {code, "", fmt::format("member {} of `{}` {}", index + 1, of_what, message)};
}

contact_errors check_frame(const arvio::contact& contact) {
  contact_errors errors;
  if (!in_years(contact.at)) {
    errors.push_back({errc::contact_time, "",
                      fmt::format("the time of the assessment lies outside the years {} "
                                  "to {}",
                                  limits::first_year, limits::last_year)});
  }
  if (!is_language(contact.language)) {
    errors.push_back({errc::contact_syntax, "", "`language` is a tag like fi, sv or en"});
  }
  if (!contact.presumed().empty() && contact.presumed_source.empty()) {
    errors.push_back({errc::contact_syntax, "",
                      "`presumed_source` is missing: whose word it is what is presumed"});
  }
  if (!utf8::is_valid(contact.presumed_source.begin(), contact.presumed_source.end())) {
    errors.push_back({errc::contact_syntax, "", "`presumed_source` is not UTF-8"});
  }
  if (contact.id && !utf8::is_valid(contact.id->begin(), contact.id->end())) {
    errors.push_back({errc::contact_syntax, "", "`id` is not UTF-8"});
  }
  return errors;
}

expected<checked_contact, contact_errors> check_contact(
    const arvio::contact& contact, const book::rulebook& book,
    const std::function<bool(std::string_view)>& declared_elsewhere) {
  return checker(contact, book, declared_elsewhere).run();
}

}  // namespace arvio::inline v0
