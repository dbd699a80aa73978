#include "support/clips.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

extern "C" {
#include <clips/clips.h>
}

namespace arvio::bench {

namespace {

using compile::slot_kind;

constexpr int first_salience = 10000;  // CLIPS's highest

bool is_of_contact(const tested_slot& slot) {
  return slot.kind == slot_kind::input || slot.kind == slot_kind::code;
}

/// The name of what a fact says of a slot. Of derived booleans and gates only what is
/// true is a fact.
std::string name_of(std::uint32_t slot) { return "s" + std::to_string(slot); }

/// That a variable lies in a range; a bound that the domain has is left out.
std::string range_test(const std::string& variable, const value_range& range,
                       const value_set& domain) {
  const auto low = std::to_string(range.low);
  const auto high = std::to_string(range.high);
  if (range.low == range.high) return "(= " + variable + " " + low + ")";
  if (range.low <= domain.min()) return "(<= " + variable + " " + high + ")";
  if (range.high >= domain.max()) return "(>= " + variable + " " + low + ")";
  return "(<= " + low + " " + variable + " " + high + ")";
}

class rule_text {
 public:
  rule_text(const book::rulebook& book, const boxed_rules& rules)
      : book_(book), slots_(rules.slots()), rules_(rules) {}

  /// Answers are tested in the one fact of the contact, a derived value in its own.
  [[nodiscard]] std::string of_clause(const std::string& name, int salience,
                                      const clause& when, const std::string& then) const {
    std::string answers;
    std::string derived;
    for (const auto& test : when) {
      const bool simple = is_of_contact(slots_[test.slot]);
      (simple ? answers : derived) += simple ? answer_test(test) : derived_test(test);
    }
    auto text = opening(name, salience);
    if (!answers.empty() || derived.empty()) text += " (contact" + answers + ")";
    return text + derived + " => " + then + ")";
  }

  [[nodiscard]] std::string of_score(const std::string& name, int salience,
                                     const derived_slot& what) const {
    std::string sum;
    std::string answers;
    for (const auto& item : what.score->items) {
      const auto slot = rules_.operand_slot(*item.operand);
      if (!is_of_contact(slots_[slot]))
        throw std::invalid_argument("a score of derived values");
      const auto variable = "?" + name_of(slot);
      answers += " (" + name_of(slot) + " " + variable + ")";
      std::string points = "0";
      for (const auto& row : item.rows) {
        for (const auto& range : row.values.ranges()) {
          auto choice = "(if " + range_test(variable, range, slots_[slot].domain);
          choice += " then " + std::to_string(row.result) + " else ";
          points.insert(0, choice).append(")");
        }
      }
      sum += " " + points;
    }
    return opening(name, salience) + " (contact" + answers + ") => (assert (" +
           name_of(what.slot) + " (v (+ 0" + sum + ")))))";
  }

 private:
  static std::string opening(const std::string& name, int salience) {
    return "(defrule " + name + " (declare (salience " + std::to_string(salience) + "))";
  }

  [[nodiscard]] std::string answer_test(const slot_test& test) const {
    return " (" + name_of(test.slot) + " " + constraint(test) + ")";
  }

  [[nodiscard]] std::string derived_test(const slot_test& test) const {
    const auto& slot = slots_[test.slot];
    const bool is_boolean = slot.kind == slot_kind::gate ||
                            book_.derived[slot.index].type.kind == lang::kind::boolean;
    if (!is_boolean) return " (" + name_of(test.slot) + " (v " + constraint(test) + "))";
    const auto fact = "(" + name_of(test.slot) + " (v 1))";
    return test.values.contains(1) ? " " + fact : " (not " + fact + ")";
  }

  [[nodiscard]] std::string constraint(const slot_test& test) const {
    if (test.values.is_single()) return std::to_string(test.values.min());
    const auto variable = "?" + name_of(test.slot);
    std::string ranges;
    for (const auto& range : test.values.ranges())
      ranges += " " + range_test(variable, range, slots_[test.slot].domain);
    if (test.values.ranges().size() > 1) ranges = "(or" + ranges + ")";
    return variable + "&:" + ranges;
  }

  const book::rulebook& book_;
  const std::vector<tested_slot>& slots_;
  const boxed_rules& rules_;
};

}  // namespace

struct clips::state {
  void* environment = CreateEnvironment();
  void* contact = nullptr;                    // the template
  std::vector<void*> truths;                  // CLIPS's 0 and 1
  std::vector<std::uint32_t> first_of_input;  // its first slot in `contact`
  std::vector<bool> is_codes;                 // per input
  std::uint32_t slots = 0;                    // of `contact`
  std::vector<std::uint64_t> fired;
  std::size_t rules = 0;

  state() = default;
  state(const state&) = delete;
  state& operator=(const state&) = delete;
  ~state() { DestroyEnvironment(environment); }

  void build(const std::string& construct) {
    if (EnvBuild(environment, construct.c_str()) == 0)
      throw std::runtime_error("CLIPS refused " + construct);
  }
  void add_rule(const std::string& construct) {
    build(construct);
    ++rules;
  }

  /// Past EnvPutFactSlot, which looks a slot's name up in a list: that would be most of
  /// the time.
  void assert_contact(const known_contact& what) {
    auto* fact = EnvCreateFact(environment, contact);
    auto* fields = static_cast<field*>(fact->theProposition.theFields);
    for (std::uint32_t i = 0; i < slots; ++i) {
      fields[i].type = INTEGER;
      fields[i].value = truths[0];
    }
    for (const auto& one : what) {
      const auto first = first_of_input[one.input];
      if (!is_codes[one.input]) fields[first].value = EnvAddLong(environment, one.value);
      for (const auto code : one.present)
        fields[first + code].value = truths[1];
    }
    EnvAssert(environment, fact);
  }

  /// The function `fired` of CLIPS.
  static int note_fired(void* environment) {
    auto* self = static_cast<state*>(GetEnvironmentContext(environment));
    const auto rule = static_cast<std::size_t>(EnvRtnLong(environment, 1));
    self->fired[rule / 64] |= std::uint64_t{1} << (rule % 64);
    return 0;
  }
};

void clips::forget::operator()(state* what) const { delete what; }

clips::clips(const book::rulebook& book, const boxed_rules& rules) : state_(new state) {
  auto& self = *state_;
  self.fired.resize((rules.rules().size() + 63) / 64);
  SetEnvironmentContext(self.environment, &self);
  EnvDefineFunction2(self.environment, "fired", 'v', state::note_fired, "fired", "11i");
  for (const std::int64_t truth : {0, 1}) {
    self.truths.push_back(EnvAddLong(self.environment, truth));
    IncrementIntegerCount(static_cast<INTEGER_HN*>(self.truths.back()));  // kept
  }
  for (std::uint32_t input = 0; input < book.inputs.size(); ++input) {
    self.first_of_input.push_back(rules.input_slot(input));
    self.is_codes.push_back(book.inputs[input].type.kind == lang::kind::codes);
  }
  std::string contact = "(deftemplate contact";
  for (std::uint32_t i = 0; i < rules.slots().size(); ++i) {
    if (is_of_contact(rules.slots()[i])) {
      contact += " (slot " + name_of(i) + ")";
      ++self.slots;
    } else {
      self.build("(deftemplate " + name_of(i) + " (slot v))");
    }
  }
  self.build(contact + ")");
  self.contact = EnvFindDeftemplate(self.environment, "contact");
  const rule_text text(book, rules);
  int salience = first_salience;
  for (const auto& one : rules.derived()) {
    const auto name = name_of(one.slot);
    if (one.score != nullptr) self.add_rule(text.of_score(name, salience, one));
    for (std::size_t i = 0; i < one.clauses.size(); ++i) {
      self.add_rule(text.of_clause(name + "-" + std::to_string(i), salience,
                                   one.clauses[i], "(assert (" + name + " (v 1)))"));
    }
    --salience;
  }
  for (std::size_t rule = 0; rule < rules.rules().size(); ++rule) {
    const auto number = std::to_string(rule);
    const auto& clauses = rules.rules()[rule].clauses;
    for (std::size_t i = 0; i < clauses.size(); ++i) {
      self.add_rule(text.of_clause("r" + number + "-" + std::to_string(i), 0, clauses[i],
                                   "(fired " + number + ")"));
    }
  }
}

const std::vector<std::uint64_t>& clips::fired(const known_contact& contact) {
  auto& self = *state_;
  std::fill(self.fired.begin(), self.fired.end(), 0);
  EnvReset(self.environment);
  self.assert_contact(contact);
  EnvRun(self.environment, -1);
  return self.fired;
}

std::size_t clips::rule_count() const noexcept { return state_->rules; }

}  // namespace arvio::bench
