#include "arvio/base/decimal.hpp"

#include "mutants.hpp"

#include <array>
#include <cstddef>
#include <utility>
#include <variant>

namespace arvio::inline v0::analysis {

namespace {

using ruleset::key;
using ruleset::name;
using ruleset::rule_set;

/// What holds keys: the bands of an item, the rows of a table, the cells of a row.
using key_at = std::function<key&(rule_set&, std::size_t)>;
/// Where a number stands that can be one off.
using name_at = std::function<name&(rule_set&)>;

std::optional<std::int64_t> units_in(const std::optional<name>& text, int scale) {
  const auto number = text ? parse_decimal(text->text) : std::nullopt;
  return number ? units_at(*number, scale) : std::nullopt;
}

class row_changes {
 public:
  row_changes(const book::rulebook& book, std::uint32_t set, std::uint32_t derived,
              std::vector<mutant>& out)
      : book_(book),
        rules_(*book.sets[set].rules),
        linked_(book.derived[places_of(book, set).derived + derived]),
        place_(derived),
        out_(out) {}

  void run() {
    const auto& declared = rules_.derived[place_];
    if (const auto* score = std::get_if<ruleset::score>(&declared.definition)) {
      of_score(*score);
    } else if (const auto* table = std::get_if<ruleset::table>(&declared.definition)) {
      of_table(*table);
    }
  }

 private:
  // --- scores

  static ruleset::score& score_of(rule_set& rules, std::uint32_t place) {
    return std::get<ruleset::score>(rules.derived[place].definition);
  }

  void of_score(const ruleset::score& score) {
    for (std::size_t i = 0; i < score.items.size(); ++i) {
      const auto& item = score.items[i];
      const auto& operand = linked_.items[i].operand;
      if (!operand) continue;
      const auto owner = "item `" + item.id.text + "`";
      of_ends(owner, *operand, keys_of(item.bands),
              [place = place_, i](rule_set& rules, std::size_t band) -> key& {
                return score_of(rules, place).items[i].bands[band].key;
              });
      for (std::size_t band = 0; band < item.bands.size(); ++band) {
        one_off(owner, item.bands[band].points, 0,
                [place = place_, i, band](rule_set& rules) -> name& {
                  return score_of(rules, place).items[i].bands[band].points;
                });
      }
    }
  }

  // --- tables

  static ruleset::table& table_of(rule_set& rules, std::uint32_t place) {
    return std::get<ruleset::table>(rules.derived[place].definition);
  }

  void of_table(const ruleset::table& table) {
    const auto owner = "table `" + linked_.id + "`";
    of_ends(owner, linked_.operands[0], keys_of(table.rows),
            [place = place_](rule_set& rules, std::size_t row) -> key& {
              return table_of(rules, place).rows[row].key;
            });
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      const auto& row = table.rows[i];
      if (row.value) {
        result(owner, *row.value, [place = place_, i](rule_set& rules) -> name& {
          return *table_of(rules, place).rows[i].value;
        });
      }
      if (linked_.operands.size() > 1) of_cells(owner, row, i);
    }
  }

  void of_cells(const std::string& owner, const ruleset::table_row& row, std::size_t i) {
    of_ends(owner, linked_.operands[1], keys_of(row.cells),
            [place = place_, i](rule_set& rules, std::size_t cell) -> key& {
              return table_of(rules, place).rows[i].cells[cell].key;
            });
    for (std::size_t cell = 0; cell < row.cells.size(); ++cell) {
      result(owner, row.cells[cell].value,
             [place = place_, i, cell](rule_set& rules) -> name& {
               return table_of(rules, place).rows[i].cells[cell].value;
             });
    }
  }

  /// A result of a table: a number, a boolean, or a code, which gives the next one.
  void result(const std::string& owner, const name& value, const name_at& at) {
    if (linked_.type.is_number()) return one_off(owner, value, linked_.type.scale, at);
    if (linked_.type.kind == lang::kind::boolean) {
      return replaced(owner, value, value.text == "true" ? "false" : "true", at);
    }
    const auto& codes = linked_.codes;
    for (std::size_t i = 0; i < codes.size(); ++i) {
      if (codes[i] != value.text) continue;
      if (i > 0) replaced(owner, value, codes[i - 1], at);
      if (i + 1 < codes.size()) replaced(owner, value, codes[i + 1], at);
    }
  }

  // --- ends and results

  template <class T>
  static std::vector<key> keys_of(const std::vector<T>& all) {
    std::vector<key> keys;
    keys.reserve(all.size());
    for (const auto& one : all)
      keys.push_back(one.key);
    return keys;
  }

  [[nodiscard]] int scale_of(const book::linked_operand& operand) const {
    return operand.kind == lang::symbol_kind::input
               ? book_.inputs[operand.index].type.scale
               : book_.derived[operand.index].type.scale;
  }

  /// Each end one step off, and the neighbour's with it, so that nothing is left out or
  /// taken twice.
  void of_ends(const std::string& owner, const book::linked_operand& operand,
               const std::vector<key>& keys, const key_at& at) {
    const auto scale = scale_of(operand);
    for (std::size_t i = 0; i < keys.size(); ++i) {
      const auto to = units_in(keys[i].to, scale);
      std::optional<std::size_t> next;
      for (std::size_t j = 0; to && j < keys.size(); ++j) {
        if (units_in(keys[j].from, scale) == *to + 1) next = j;
      }
      if (to) moved(owner, *keys[i].to, scale, i, next, at);
    }
    for (std::size_t i = 0; i < keys.size(); ++i) {
      const auto from = units_in(keys[i].from, scale);
      bool has_neighbour = false;
      for (std::size_t j = 0; from && j < keys.size(); ++j) {
        has_neighbour = has_neighbour || units_in(keys[j].to, scale) == *from - 1;
      }
      if (from && !has_neighbour) moved(owner, *keys[i].from, scale, std::nullopt, i, at);
    }
  }

  /// The end of `upto` and the beginning of `next` (either may be absent).
  void moved(const std::string& owner, const name& end, int scale,
             std::optional<std::size_t> upto, std::optional<std::size_t> next,
             const key_at& at) {
    const auto units = *units_in(end, scale);
    const auto text = [scale](std::int64_t value) {
      return to_text(decimal{value, scale});
    };
    for (const int step : {-1, 1}) {
      const auto last = text(units + step);
      const auto first = text(units + step + (upto ? 1 : 0));
      auto& made =
          add(mutant_kind::threshold, owner,
              std::string(upto ? "to" : "from") + "=\"" + end.text + "\"",
              std::string(upto ? "to" : "from") + "=\"" + (upto ? last : first) + "\"",
              end.where);
      made.change = [at, upto, next, last, first](rule_set& rules) {
        if (upto) at(rules, *upto).to->text = last;
        if (next) at(rules, *next).from->text = first;
      };
    }
  }

  void one_off(const std::string& owner, const name& value, int scale,
               const name_at& at) {
    const auto units = units_in(value, scale);
    if (!units) return;
    for (const int step : {-1, 1}) {
      replaced(owner, value, to_text(decimal{*units + step, scale}), at);
    }
  }

  void replaced(const std::string& owner, const name& value, const std::string& by,
                const name_at& at) {
    auto& made = add(mutant_kind::points, owner, value.text, by, value.where);
    made.change = [at, by](rule_set& rules) { at(rules).text = by; };
  }

  mutant& add(mutant_kind kind, const std::string& owner, const std::string& before,
              const std::string& after, source_span where) {
    mutant made;
    made.kind = kind;
    made.words = owner + ": `" + before + "` becomes `" + after + "`";
    made.where = where;
    made.derived = place_;
    out_.push_back(std::move(made));
    return out_.back();
  }

  const book::rulebook& book_;
  const rule_set& rules_;
  const book::linked_derived& linked_;
  std::uint32_t place_;
  std::vector<mutant>& out_;
};

}  // namespace

void change_rows(const book::rulebook& book, std::uint32_t set, std::uint32_t derived,
                 std::vector<mutant>& out) {
  row_changes(book, set, derived, out).run();
}

}  // namespace arvio::inline v0::analysis
