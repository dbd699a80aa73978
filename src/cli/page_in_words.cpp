#include "condition_words.hpp"
#include "labels.hpp"
#include "pages.hpp"
#include "terminal.hpp"

#include <fmt/format.h>

#include <optional>
#include <string_view>
#include <variant>

namespace arvio::cli {

namespace {

using namespace ruleset;
using strings = std::vector<std::string>;

std::string listed(const strings& parts) {
  return fmt::format("{}", fmt::join(parts, "; "));
}
const std::string* text_of(const std::optional<name>& what) {
  return what ? &what->text : nullptr;
}

class words_page_writer {
 public:
  words_page_writer(const rule_set& rules, const std::vector<const rule_set*>& known,
                    std::string_view language)
      : rules_(rules), known_(known), words_(known, language) {}

  std::string run() {
    head();
    if (rules_.vocabulary) vocabulary(*rules_.vocabulary);
    if (!rules_.inputs.empty()) heading(label::show_questions);
    for (const auto& one : rules_.inputs)
      input(one);
    derived();
    for (const auto& one : rules_.groups)
      group(one);
    if (!rules_.duties.empty()) heading(label::show_duties);
    for (const auto& one : rules_.duties)
      duty(one);
    if (!rules_.deadlines.empty()) heading(label::show_deadlines);
    for (const auto& one : rules_.deadlines)
      deadline(one);
    sources();
    return std::move(out_);
  }

 private:
  // --- form

  [[nodiscard]] std::string word(label what) const {
    return std::string(wording(what, words_.language()));
  }
  template <class Filled>
  [[nodiscard]] std::string filled(const Filled& what) const {
    return wording(what, words_.language());
  }
  void heading(label title) { heading(word(title)); }
  void heading(const std::string& title) {
    out_ += fmt::format("\n{}", painted(style::strong, wrapped(title, 0, "")));
  }
  void item(const std::string& text) { out_ += wrapped(text, 4, "  - "); }
  void fact(label what, const std::string& text) { fact(word(what), text); }
  void fact(const std::string& what, const std::string& text) {
    if (!text.empty()) out_ += wrapped(fmt::format("{}: {}", what, text), 8, "      ");
  }
  [[nodiscard]] std::string condition(const std::optional<expression>& what) {
    return what ? words_.condition(what->tree) : std::string();
  }
  [[nodiscard]] std::string terms(const std::vector<name>& ids) const {
    strings out;
    for (const auto& one : ids)
      out.push_back(words_.term(one.text));
    return listed(out);
  }
  /// A level: its id is how everybody calls it.
  [[nodiscard]] std::string level(const std::string& id) const {
    const auto words = words_.term(id);
    return words == id ? id : fmt::format("{} \u00b7 {}", id, words);
  }

  // --- sections

  void head() {
    const auto title = words_.in_words(rules_.about.titles);
    out_ += painted(style::strong,
                    fmt::format("{} {}", title.empty() ? rules_.id.text : title,
                                ruleset::to_text(rules_.version)));
    out_ += fmt::format(", {}, {}\n",
                        filled(say::show_valid_from{words_.day(rules_.valid_from)}),
                        status_name(rules_.about.status.text, words_.language()));
    const auto purpose = words_.in_words(rules_.about.purpose);
    if (!purpose.empty()) out_ += wrapped(purpose, 0, "");
    strings used;
    for (const auto& one : rules_.uses)
      used.push_back(title_of(one.ruleset.text));
    if (!used.empty())
      out_ += wrapped(fmt::format("{}: {}", word(label::show_uses), listed(used)), 0, "");
  }
  [[nodiscard]] std::string title_of(const std::string& rules) const {
    for (const auto* one : known_) {
      const auto title = words_.in_words(one->about.titles);
      if (one->id.text == rules && !title.empty()) return title;
    }
    return rules;
  }

  void vocabulary(const vocabulary_section& all) {
    heading(label::show_scale);
    for (const auto& one : all.levels) {
      strings marks;
      if (one.emergency) marks.push_back(word(label::show_emergency));
      if (one.out_of_scope) marks.push_back(word(label::show_out_of_scope));
      if (one.standard) marks.push_back(word(label::show_default));
      item(level(one.id.text) +
           (marks.empty() ? "" : fmt::format(" ({})", listed(marks))));
      advice(one.advice);
      fact(label::show_safety_net, words_.in_words(one.safety_net));
    }
    section(label::show_statuses, all.statuses);
    section(label::show_needs, all.needs);
    section(label::show_complaints, all.complaints);
    section(label::show_channels, all.channels);
    section(label::show_professionals, all.professionals);
    if (!all.routes.empty()) heading(label::show_routes);
    for (const auto& one : all.routes)
      route(one);
    if (all.fallback) route(*all.fallback);
    if (all.fallback) fact(label::show_when, word(label::show_fallback));
  }
  void section(label title, const std::vector<term>& all) {
    if (!all.empty()) heading(title);
    for (const auto& one : all) {
      const auto text = words_.in_words(one.labels);
      item(text.empty() ? one.id.text : text);
    }
  }

  void input(const ruleset::input& one) {
    const auto ask = words_.in_words(one.ask);
    item(ask.empty() ? one.id.text : ask);
    fact(label::show_help, words_.in_words(one.help));
    fact(label::show_choices, choices(one));
    fact(label::show_applies, condition(one.applies_when));
    if (one.otherwise)
      fact(label::show_otherwise, words_.value(one.id.text, one.otherwise->text));
    if (one.after) fact(label::show_after, words_.named(one.after->text));
    if (one.max_age) fact(label::show_max_age, words_.duration(one.max_age->text));
    for (const auto& each : one.inferences)
      fact(filled(say::show_infers{inferred(one.id.text, each)}), when(each.when));
    for (const auto& each : one.presumptions)
      fact(filled(say::show_presumes{words_.value(one.id.text, each.value.text)}),
           when(each.when));
  }
  [[nodiscard]] std::string when(const std::optional<expression>& what) {
    return what ? fmt::format("{} {}", word(label::show_when), condition(what))
                : word(label::show_always);
  }
  /// Its codes; or the form of its values with their bounds.
  [[nodiscard]] std::string choices(const ruleset::input& one) {
    strings out;
    const auto* values = &one.values;
    if (one.values_of) {
      for (const auto* rules : known_) {
        for (const auto& shared : rules->values) {
          if (shared.id.text == one.values_of->text) values = &shared.values;
        }
      }
    }
    for (const auto& value : *values)
      out.push_back(words_.value(one.id.text, value.id.text));
    if (!out.empty()) return listed(out);
    if (one.type.text == "boolean") return word(label::form_yes_or_no);
    auto range = words_.range(one.id.text, text_of(one.minimum), text_of(one.maximum));
    if (one.resolution)
      range = filled(say::show_steps{range, words_.number(one.resolution->text)});
    return range;
  }
  [[nodiscard]] std::string inferred(const std::string& id, const inference& one) {
    if (one.value) return condition(one.value);
    if (one.values.empty()) return words_.range(id, text_of(one.from), text_of(one.to));
    strings out;
    for (const auto& value : one.values)
      out.push_back(words_.value(id, value.text));
    return listed(out);
  }

  /// Expressions without a name stand in the conditions that use them.
  void derived() {
    bool begun = false;
    for (const auto& one : rules_.derived) {
      const auto title = words_.in_words(one.labels);
      const auto* plain = std::get_if<expression>(&one.definition);
      if (plain != nullptr && title.empty()) continue;
      if (!begun) heading(label::show_computed);
      begun = true;
      item(words_.named(one.id.text));
      if (plain != nullptr) {
        out_ += wrapped(words_.condition(plain->tree), 8, "      ");
      } else if (const auto* points = std::get_if<score>(&one.definition)) {
        for (const auto& item : points->items)
          score_item(item);
      } else {
        table(one.id.text, std::get<ruleset::table>(one.definition));
      }
    }
  }
  void score_item(const ruleset::score_item& one) {
    if (one.value) {
      out_ += wrapped(condition(one.value), 8, "      ");
      return;
    }
    const auto& id = one.input->text;
    strings bands;
    for (const auto& band : one.bands)
      bands.push_back(filled(
          say::show_points{key_text(id, band.key), words_.number(band.points.text)}));
    fact(words_.named(id), listed(bands));
  }
  void table(const std::string& result, const ruleset::table& all) {
    const auto& first = all.inputs.front().text;
    for (const auto& row : all.rows) {
      auto text = key_text(first, row.key);
      if (row.value) {
        text = filled(say::show_result{text, words_.value(result, row.value->text)});
      } else {
        strings cells;
        for (const auto& cell : row.cells)
          cells.push_back(
              filled(say::show_result{key_text(all.inputs.back().text, cell.key),
                                      words_.value(result, cell.value.text)}));
        text = filled(say::show_result{text, listed(cells)});
      }
      fact(words_.named(first), text);
    }
  }
  [[nodiscard]] std::string key_text(const std::string& id, const key& what) {
    if (what.otherwise) return word(label::show_rest);
    if (what.is) return words_.value(id, what.is->text);
    return words_.range(id, text_of(what.from), text_of(what.to));
  }

  void group(const ruleset::group& one) {
    const auto title = words_.in_words(one.titles);
    heading(title.empty() ? word(label::show_group)
                          : fmt::format("{}: {}", word(label::show_group), title));
    fact(label::show_concerns,
         one.every_complaint ? word(label::show_every_contact) : terms(one.complaints));
    fact(label::show_only_if, condition(one.applies_when));
    fact(label::show_speaks_for, terms(one.needs));
    for (const auto& required : one.requirements) {
      const auto text = words_.named(required.input.text);
      fact(label::show_must_be_asked,
           required.level ? fmt::format("{} ({})", text, level(required.level->text))
                          : text);
    }
    for (const auto& each : one.rules)
      rule(each);
    if (one.otherwise) rule(*one.otherwise);
    for (const auto& each : one.routes)
      route(each);
  }

  void rule(const ruleset::rule& one) {
    strings head;
    if (one.urgency) head.push_back(level(one.urgency->text));
    if (one.suggest) head.push_back(filled(say::show_suggests{level(one.suggest->text)}));
    const auto title = words_.in_words(one.titles);
    head.push_back(title.empty() ? one.id.text : title);
    item(fmt::format("{}", fmt::join(head, ": ")));
    if (one.when) {
      fact(label::show_when, condition(one.when));
    } else {
      out_ += wrapped(word(label::show_what_remains), 8, "      ");
    }
    fact(label::show_speaks_for, terms(one.needs));
    fact(label::show_duties, duties(one.duties));
    fact(label::show_deadlines, deadlines(one.deadlines));
    advice(one.advice);
    fact(label::show_safety_net, words_.in_words(one.safety_net));
    for (const auto& from : one.sources) {
      const auto title_of_source = source_named(from.source.text);
      fact(label::show_source, from.clause.empty()
                                   ? title_of_source
                                   : fmt::format("{}, {}", title_of_source, from.clause));
    }
  }
  void advice(const texts& all) {
    fact(label::show_to_patient, words_.in_words(all, "patient"));
    fact(label::show_to_professional, words_.in_words(all, "professional"));
    fact(label::show_to_record, words_.in_words(all, "record"));
  }
  [[nodiscard]] std::string duties(const std::vector<name>& ids) const {
    strings out;
    for (const auto& id : ids) {
      auto words = id.text;
      for (const auto* rules : known_) {
        for (const auto& one : rules->duties) {
          const auto title = words_.in_words(one.titles);
          if (one.id.text == id.text && !title.empty()) words = title;
        }
      }
      out.push_back(std::move(words));
    }
    return listed(out);
  }
  /// The titles of the deadlines of these kinds, each once.
  [[nodiscard]] std::string deadlines(const std::vector<name>& kinds) const {
    strings out;
    for (const auto& kind : kinds) {
      for (const auto* rules : known_) {
        for (const auto& one : rules->deadlines) {
          if (one.kind.text != kind.text) continue;
          auto words = title_of_deadline(one);
          if (std::find(out.begin(), out.end(), words) == out.end())
            out.push_back(std::move(words));
        }
      }
    }
    return listed(out);
  }
  [[nodiscard]] std::string title_of_deadline(const ruleset::deadline& one) const {
    auto title = words_.in_words(one.titles);
    return title.empty() ? one.id.text : title;
  }
  [[nodiscard]] std::string source_named(const std::string& id) const {
    for (const auto& one : rules_.sources) {
      if (one.id.text == id && !one.title.empty()) return one.title;
    }
    return id;
  }

  void route(const ruleset::route& one) {
    auto text = words_.term(one.channel.text);
    if (one.professional) text += ", " + words_.term(one.professional->text);
    strings levels;
    for (const auto& each : one.levels)
      levels.push_back(each.text);
    if (!levels.empty()) text += fmt::format(" ({})", fmt::join(levels, ", "));
    item(text);
    fact(label::show_speaks_for, terms(one.needs));
    fact(label::show_only_if, condition(one.when));
  }

  void duty(const ruleset::duty& one) {
    const auto title = words_.in_words(one.titles);
    const auto within = parse_time_limit(one.within.text);
    item(fmt::format("{}, {}", title.empty() ? one.id.text : title,
                     within ? wording(*within, words_.language()) : one.within.text));
    advice(one.advice);
  }

  void deadline(const ruleset::deadline& one) {
    const auto within = parse_time_limit(one.within.text);
    item(fmt::format("{}, {}", title_of_deadline(one),
                     within ? wording(*within, words_.language()) : one.within.text));
    fact(label::show_counts_from, event(one.counts_from.text));
    if (one.start_day && one.start_day->text == "included")
      out_ += wrapped(word(label::show_start_day), 8, "      ");
    if (one.roll && one.roll->text == "next-working-day")
      out_ += wrapped(word(label::show_rolls), 8, "      ");
    const auto in_force = in_force_of(one);
    if (!in_force.empty()) out_ += wrapped(in_force, 8, "      ");
    fact(label::show_only_if, condition(one.when));
    advice(one.advice);
    fact(label::show_source, source_named(one.source.text));
  }
  /// What a deadline counts from: the contact, or what is asked for the date.
  [[nodiscard]] std::string event(const std::string& id) const {
    if (id == ruleset::assessment_event) return word(label::show_the_contact);
    for (const auto* rules : known_) {
      for (const auto& one : rules->inputs) {
        const auto ask = words_.in_words(one.ask);
        if (one.id.text == id && !ask.empty()) return ask;
      }
    }
    return id;
  }
  [[nodiscard]] std::string in_force_of(const ruleset::deadline& one) const {
    const auto day = [this](const std::optional<name>& written) {
      const auto date = written ? parse_date(written->text) : std::nullopt;
      return date ? words_.day(*date) : std::string();
    };
    const auto from = day(one.in_force_from);
    const auto to = day(one.in_force_to);
    if (!from.empty() && !to.empty()) return filled(say::show_in_force{from, to});
    if (!from.empty()) return filled(say::show_in_force_from{from});
    return to.empty() ? std::string() : filled(say::show_in_force_to{to});
  }

  void sources() {
    if (rules_.sources.empty()) return;
    heading(label::show_sources);
    for (const auto& one : rules_.sources)
      item(wording(one, words_.language()));
  }

  const rule_set& rules_;
  const std::vector<const rule_set*>& known_;
  condition_words words_;
  std::string out_;
};

}  // namespace

std::string page_in_words(const rule_set& rules, const std::vector<rule_set>& known,
                          const std::string& language) {
  std::vector<const rule_set*> all{&rules};
  for (const auto& one : known)
    all.push_back(&one);
  return words_page_writer(rules, all, language).run();
}

}  // namespace arvio::cli
