#include "link_graph.hpp"
#include "link_steps.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

namespace arvio::inline v0::book::linking {

namespace {

/// Inputs and derived values numbered in the author's order: rule set by rule set, inputs
/// before derived values.
struct numbering {
  std::vector<step> steps;
  std::vector<std::uint32_t> of_input;
  std::vector<std::uint32_t> of_derived;

  [[nodiscard]] std::uint32_t of(step what) const {
    return what.kind == lang::symbol_kind::input ? of_input[what.index]
                                                 : of_derived[what.index];
  }
};

numbering in_authors_order(const context& at) {
  numbering out;
  const auto take = [&out](lang::symbol_kind kind, std::size_t index,
                           std::vector<std::uint32_t>& numbers) {
    numbers.push_back(static_cast<std::uint32_t>(out.steps.size()));
    out.steps.push_back({kind, static_cast<std::uint32_t>(index)});
  };
  const auto& book = at.book;
  for (std::uint32_t set = 0; set < book.sets.size(); ++set) {
    while (out.of_input.size() < book.inputs.size() &&
           book.inputs[out.of_input.size()].set == set) {
      take(lang::symbol_kind::input, out.of_input.size(), out.of_input);
    }
    while (out.of_derived.size() < book.derived.size() &&
           book.derived[out.of_derived.size()].set == set) {
      take(lang::symbol_kind::derived, out.of_derived.size(), out.of_derived);
    }
  }
  return out;
}

/// Collects what one input or derived value depends on.
class collector {
 public:
  collector(const context& at, const numbering& numbers, std::uint32_t set)
      : at_(at), numbers_(numbers), set_(set) {}

  /// Names that are not known are reported where the expression is typed.
  void take(std::string_view id) {
    const auto what = at_.find(set_, id);
    if (what) found_.push_back(numbers_.of(*what));
  }
  void take(const expression& written) {
    for (const auto& one : written.tree.nodes) {
      if (one.op == lang::op::name) take(one.name);
    }
  }
  void take(const std::optional<expression>& written) {
    if (written) take(*written);
  }

  /// Each once.
  std::vector<std::uint32_t> all() && {
    std::sort(found_.begin(), found_.end());
    found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
    return std::move(found_);
  }

 private:
  const context& at_;
  const numbering& numbers_;
  std::uint32_t set_;
  std::vector<std::uint32_t> found_;
};

/// `presume` is left out: its conditions are judged on the sets without presumptions.
std::vector<std::uint32_t> needs_of(const context& at, const numbering& numbers,
                                    const linked_input& input, bool with_after) {
  if (input.declared == nullptr || input.declared->faulty) return {};
  collector needs(at, numbers, input.set);
  needs.take(input.declared->applies_when);
  for (const auto& said : input.declared->inferences) {
    needs.take(said.when);
    needs.take(said.value);
  }
  const auto& after = input.declared->after;
  // After itself is reported with the input.
  if (with_after && after && after->text != input.id) needs.take(after->text);
  return std::move(needs).all();
}

std::vector<std::uint32_t> needs_of(const context& at, const numbering& numbers,
                                    const linked_derived& derived) {
  if (derived.declared->faulty) return {};
  collector needs(at, numbers, derived.set);
  const auto& definition = derived.declared->definition;
  if (const auto* written = std::get_if<expression>(&definition)) needs.take(*written);
  if (const auto* points = std::get_if<score>(&definition)) {
    for (const auto& item : points->items) {
      if (item.input) needs.take(item.input->text);
      needs.take(item.value);
    }
  }
  if (const auto* rows = std::get_if<table>(&definition)) {
    for (const auto& input : rows->inputs)
      needs.take(input.text);
  }
  return std::move(needs).all();
}

dependencies all_needs(const context& at, const numbering& numbers, bool with_after) {
  dependencies on;
  for (const auto what : numbers.steps) {
    on.push_back(what.kind == lang::symbol_kind::input
                     ? needs_of(at, numbers, at.book.inputs[what.index], with_after)
                     : needs_of(at, numbers, at.book.derived[what.index]));
  }
  return on;
}

const name& id_of(const context& at, step what) {
  return what.kind == lang::symbol_kind::input ? at.book.inputs[what.index].declared->id
                                               : at.book.derived[what.index].declared->id;
}

void report_circle(context& at, const numbering& numbers,
                   const std::vector<std::uint32_t>& circle) {
  const auto& first = id_of(at, numbers.steps[circle.front()]);
  std::string chain = quoted(first.text);
  for (std::size_t i = 1; i < circle.size(); ++i) {
    chain += fmt::format(" needs {}", quoted(id_of(at, numbers.steps[circle[i]]).text));
  }
  at.report(errc::reference_cycle, first.where,
            fmt::format("{} needs {}", chain, quoted(first.text)),
            "conditions of inputs, inferences, `after` and definitions of derived values "
            "must not lead back to where they began");
}

/// The order in which derived values get their types: inputs have theirs already. What is
/// in a circle comes last.
std::vector<std::uint32_t> order_of_derived(const context& at, const numbering& numbers) {
  dependencies on;
  for (const auto& derived : at.book.derived) {
    auto& needs = on.emplace_back();
    for (const auto number : needs_of(at, numbers, derived)) {
      const auto what = numbers.steps[number];
      if (what.kind == lang::symbol_kind::derived) needs.push_back(what.index);
    }
  }
  auto order = dependencies_first(on);
  std::vector<bool> placed(on.size(), false);
  for (const auto index : order)
    placed[index] = true;
  for (std::uint32_t i = 0; i < placed.size(); ++i) {
    if (!placed[i]) order.push_back(i);
  }
  return order;
}

}  // namespace

void order_evaluation(context& at) {
  const auto numbers = in_authors_order(at);
  for (const auto& circle : circles(all_needs(at, numbers, true))) {
    report_circle(at, numbers, circle);
  }
  for (const auto next : dependencies_first(all_needs(at, numbers, false))) {
    at.book.order.push_back(numbers.steps[next]);
  }
  at.derived_order = order_of_derived(at, numbers);
}

}  // namespace arvio::inline v0::book::linking
