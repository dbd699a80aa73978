#include "arvio/analysis/verify.hpp"

#include "arvio/book/value.hpp"
#include "arvio/core/load.hpp"
#include "arvio/core/row_kernel.hpp"
#include "arvio/core/session.hpp"
#include "arvio/reference/interpreter.hpp"

#include "contact_for_people.hpp"
#include "contact_maker.hpp"
#include "evaluate/evaluator.hpp"
#include "evaluate/listing.hpp"
#include "outcome_differences.hpp"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace arvio::inline v0::analysis {

namespace {

// --- answers, as a session takes them --------------------------------------------------

core::given_value given(const book::linked_input& input, std::int64_t units) {
  switch (input.type.kind) {
    case lang::kind::boolean: return units != 0;
    case lang::kind::date: return date{static_cast<std::int32_t>(units)};
    case lang::kind::datetime: return instant{units};
    case lang::kind::duration: return core::given_value::seconds(units);
    case lang::kind::code:
      return std::string_view(input.codes[static_cast<std::size_t>(units)]);
    case lang::kind::integer:
    case lang::kind::decimal:
    case lang::kind::codes:
    case lang::kind::none: break;
  }
  return decimal{units, input.type.scale};
}

using names = std::vector<std::string_view>;

/// Gives a session an answer by its public calls.
void tell(core::session& call, const book::linked_input& input, const book::answer& said,
          core::place place) {
  auto fault = errc::none;
  switch (said.state) {
    case answer_state::not_asked: fault = call.retract(place); break;
    case answer_state::unknown: fault = call.unknown(std::string_view(input.id)); break;
    case answer_state::known:
    case answer_state::partly_known:
      if (input.type.kind == lang::kind::codes) {
        names present;
        names absent;
        auto others = other_codes::absent;
        for (std::size_t code = 0; code < said.codes.size(); ++code) {
          if (said.codes[code] == code_state::present)
            present.push_back(input.codes[code]);
          if (said.codes[code] == code_state::absent) absent.push_back(input.codes[code]);
          if (said.codes[code] == code_state::unknown) others = other_codes::unknown;
          if (said.codes[code] == code_state::unsaid) others = other_codes::unsaid;
        }
        fault = call.answer_codes(place, std::span<const std::string_view>(present),
                                  std::span<const std::string_view>(absent), others);
      } else if (said.state == answer_state::known) {
        fault = call.answer(std::string_view(input.id), given(input, said.values.min()));
      } else if (input.type.kind == lang::kind::code) {
        names codes;
        for (const auto& range : said.values.ranges()) {
          for (auto code = range.low; code <= range.high; ++code)
            codes.push_back(input.codes[static_cast<std::size_t>(code)]);
        }
        fault = call.answer_one_of(place, std::span<const std::string_view>(codes));
      } else {
        fault = call.answer_between(place, given(input, said.values.min()),
                                    given(input, said.values.max()));
      }
      break;
  }
  if (fault == errc::none && said.observed)
    static_cast<void>(call.observed(place, *said.observed));
}

// --- the four --------------------------------------------------------------------------

/// A copy of an image at another place, as a file would be.
class copied_image {
 public:
  explicit copied_image(std::span<const std::byte> bytes)
      : lines_(bytes.size() / core::line_bytes) {
    const auto copy = std::as_writable_bytes(std::span(lines_));
    std::copy(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(copy.size()),
              copy.begin());
    loaded_ = core::load(copy);
  }
  [[nodiscard]] const core::loaded_program& loaded() const noexcept { return loaded_; }

 private:
  std::vector<compile::program_image::line> lines_;  // an image is whole lines
  core::loaded_program loaded_;
};

/// Which groups the compiler has taken apart: that hangs on its budget, and is no
/// difference.
std::vector<bool> groups_apart(const core::program& rules) {
  std::vector<bool> apart;
  for (const auto& group : rules.groups())
    apart.push_back(group.apart != 0);
  return apart;
}

class shooting_range {
 public:
  shooting_range(const book::rulebook& book, const evaluator& core,
                 const verify_options& options)
      : book_(book),
        core_(core),
        image_(core.image().bytes()),
        truth_(book, groups_apart(core.program())),
        maker_(book, core.program()),
        memory_(core::session::words(core.program())),
        random_(options.seed),
        cases_(options.cases) {}

  verification run() {
    if (!image_.loaded()) {
      ++out_.mismatches;
      out_.first = {"image", "  load() refuses what compile_program made\n", contact()};
      return std::move(out_);
    }
    while (out_.cases < cases_) {
      const auto contact = maker_.contact(random_, random_.below(101));
      ++out_.cases;
      const auto seed = random_.next();
      const auto found = differences_of(contact, seed, true);
      if (found.engine.empty()) continue;
      ++out_.mismatches;
      const auto smallest = shrunk(contact, seed);
      auto shown = differences_of(smallest, seed, false);
      shown.contact = contact_for_people(book_, smallest);
      out_.first = std::move(shown);
      break;
    }
    return std::move(out_);
  }

 private:
  /// What the first engine that differs says; no engine where all agree.
  verify_mismatch differences_of(const book::answers& contact, std::uint64_t seed,
                                 bool counted) {
    const auto core = core_.assess(contact);
    const auto truth = truth_.assess(contact);
    if (counted) count(contact, core);
    auto found = differences_from_reference(core, truth);
    if (!found.empty()) return {"core", std::move(found), {}};
    auto alone = bounds_alone(contact);
    alone.not_excluded = std::min(
        alone.not_excluded, core::level_without_rules(core_.program(), core.coverage));
    if (alone != core.bounds) return {"search for the bounds alone", "  bounds\n", {}};
    found = differences(by_session(core_.program(), contact, seed, counted), core);
    if (!found.empty()) return {"session", std::move(found), {}};
    found = differences(by_session(*image_.loaded(), contact, seed + 1, counted), core);
    if (!found.empty()) return {"image", std::move(found), {}};
    return {};
  }

  arvio::bounds bounds_alone(const book::answers& contact) {
    core::frame made(core_.program(), memory_, contact.at.moment.seconds);
    fill(made, contact);
    return core::find_bounds(made, core::best_row_kernel());
  }

  void count(const book::answers& contact, const book::outcome& core) {
    for (const auto& one : contact.by_input)
      ++out_.answers[static_cast<std::size_t>(one.state)];
    ++out_.statuses[static_cast<std::size_t>(core.status)];
    out_.questions += core.questions.size();
    out_.rules[1] += core.rules_possible.size();
    out_.rules[2] += core.rules_certain.size();
    out_.rules[0] += core_.program().rules().size() - core.rules_possible.size() -
                     core.rules_certain.size();
  }

  /// The same contact, by detours.
  book::outcome by_session(const core::program& rules, const book::answers& contact,
                           std::uint64_t seed, bool counted) {
    chance random(seed);
    const auto edits_before = edits_;
    core::session call(rules, memory_, contact.at.moment, core::best_row_kernel());
    const auto presumed = assumptions_of(contact);
    // what a session refuses shows as a difference
    (void)call.presume(presumed);
    std::vector<core::place> order(contact.by_input.size());
    for (core::place i = 0; i < order.size(); ++i)
      order[i] = i;
    for (std::size_t i = order.size(); i > 1; --i)
      std::swap(order[i - 1], order[random.below(i)]);
    const bool finished_first = random.of_hundred(20);
    if (contact.finished && finished_first) call.finish();
    for (const auto input : order) {
      // an answer that will not stay, looked at, and perhaps taken back
      if (random.of_hundred(25)) {
        edit(call, input, maker_.answer(input, contact.at.moment, random, 70));
        if (random.of_hundred(30)) (void)call.result();
        if (random.of_hundred(30)) edit(call, input, {});
      }
      edit(call, input, contact.by_input[input]);
      if (random.of_hundred(15)) (void)call.result();
    }
    if (contact.finished) call.finish();
    if (counted) out_.edits += edits_ - edits_before;
    auto found = listed_outcome(book_, call.details(), nullptr);
    // the first question is found by itself, too, and sooner
    if (!found.questions.empty() && !is_first(call.details().next(), found.questions[0]))
      found.questions.clear();
    return found;
  }

  static bool is_first(const core::question& next, const book::question& listed) {
    return next.input == listed.input && next.purpose == listed.purpose &&
           next.level == listed.level.value_or(core::none);
  }

  void edit(core::session& call, core::place input, const book::answer& what) {
    ++edits_;
    // what a session refuses of the contact's own answers shows as a difference
    tell(call, book_.inputs[input], what, input);
  }

  /// As few answers as still make the engines differ.
  book::answers shrunk(book::answers contact, std::uint64_t seed) {
    for (bool smaller = true; smaller;) {
      smaller = false;
      for (auto& one : contact.by_input) {
        if (one.state == answer_state::not_asked) continue;
        auto kept = std::exchange(one, book::answer());
        if (!differences_of(contact, seed, false).engine.empty()) {
          smaller = true;
        } else {
          one = std::move(kept);
        }
      }
    }
    return contact;
  }

  const book::rulebook& book_;
  const evaluator& core_;
  copied_image image_;
  reference::interpreter truth_;
  contact_maker maker_;
  std::vector<std::uint64_t> memory_;
  chance random_;
  std::size_t cases_;
  std::size_t edits_ = 0;
  verification out_;
};

}  // namespace

void verification::add(const verification& other) {
  const auto sum = [](auto& into, const auto& more) {
    for (std::size_t i = 0; i < into.size(); ++i)
      into[i] += more[i];
  };
  cases += other.cases;
  sum(answers, other.answers);
  sum(rules, other.rules);
  sum(statuses, other.statuses);
  questions += other.questions;
  edits += other.edits;
  mismatches += other.mismatches;
  if (!first) first = other.first;
}

expected<verification> verify(const book::rulebook& book, const verify_options& options) {
  const auto core = evaluator::of(book, compile::compile_options());
  if (!core) return unexpected(core.error());
  return shooting_range(book, **core, options).run();
}

}  // namespace arvio::inline v0::analysis
