#include "region_support.hpp"

#include "arvio/book/link.hpp"
#include "arvio/ruleset/load.hpp"
#include "arvio/service/load_profile.hpp"

#include "finland.hpp"
#include "unit/ruleset/load_support.hpp"

#include <gtest/gtest.h>

namespace arvio::inline v0::service {

std::vector<std::string> loaded_profile::summary() const {
  std::vector<std::string> lines;
  for (const auto& one : found)
    lines.push_back(tests::summary_of(one, sources));
  return lines;
}

std::string loaded_profile::rendered() const {
  std::string all;
  for (const auto& one : found)
    all += render(one, sources);
  return all;
}

loaded_profile load_text(const std::string& bytes) {
  loaded_profile out;
  const auto source = out.sources.add("test.xml", bytes);
  out.made = load_profile(out.sources, source, out.found);
  return out;
}

std::string data_text(const std::string& file) {
  return tests::bytes_of(ARVIO_SOURCE_DIR "/tests/unit/service/data/" + file);
}

std::string changed(std::string text,
                    const std::vector<std::pair<std::string, std::string>>& edits) {
  for (const auto& [from, to] : edits) {
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    EXPECT_EQ(text.find(from, at + 1), std::string::npos) << "twice: " << from;
    if (at != std::string::npos) text.replace(at, from.size(), to);
  }
  return text;
}

opening random_hours(std::mt19937_64& random, date first, std::int32_t days) {
  const auto below = [&random](std::int32_t count) {
    return static_cast<std::int32_t>(random() % static_cast<unsigned>(count));
  };
  opening made;
  made.always = below(8) == 0;
  const auto some_hours = [&] {
    const auto minute = [&] { return below(4) == 0 ? below(1440) : below(24) * 60; };
    return open_hours{minute(), below(6) == 0 ? 1440 : minute()};
  };
  for (int i = made.always ? 0 : 1 + below(4); i > 0; --i) {
    opening_line one;
    for (auto& named : one.names)
      named = below(2) == 0;
    if (below(5) != 0) one.hours = some_hours();
    made.lines.push_back(one);
  }
  std::vector<date> special;
  for (const auto* day : {"2026-03-29", "2026-10-25", "2027-03-28", "2027-10-31",
                          "2026-12-24", "2026-06-19"}) {
    const auto one = *parse_date(day);
    if (first <= one && one.days < first.days + days) special.push_back(one);
  }
  for (int i = below(6); i > 0; --i) {
    opening_except one;
    one.day = {first.days + below(days)};
    if (!special.empty() && below(2) == 0)
      one.day = special[static_cast<std::size_t>(
          below(static_cast<std::int32_t>(special.size())))];
    if (below(3) != 0) one.hours = some_hours();
    made.excepts.push_back(one);
  }
  return made;
}

std::vector<std::string> linked_texts::summary() const {
  std::vector<std::string> lines;
  for (const auto& one : found) {
    const auto& about = one.what.subject.empty() ? one.what.rule : one.what.subject;
    lines.push_back(code_text(one.what.code) + (about.empty() ? "" : " " + about));
  }
  return lines;
}

linked_texts link_texts(const std::string& profile_text,
                        const std::vector<std::string>& rule_sets,
                        const calendar_document& days, const link_options& options) {
  linked_texts out;
  source_map sources;
  findings found;
  std::vector<std::shared_ptr<const ruleset::rule_set>> sets;
  for (const auto& text : rule_sets) {
    auto rules = ruleset::load(sources, sources.add("rules.xml", text), found);
    if (rules)
      sets.push_back(std::make_shared<const ruleset::rule_set>(std::move(*rules)));
  }
  out.book = book::link(sets, book::calendars_used_by(sets), found);
  for (const auto& one : found)
    EXPECT_NE(one.level, severity::error) << render(one, sources);
  auto written = load_text(profile_text);
  EXPECT_TRUE(written.made.has_value()) << written.rendered();
  if (!out.book || !written.made) return out;
  out.written = std::make_shared<const profile>(std::move(*written.made));
  out.free_days = std::make_shared<const calendar>(days);
  auto linked = link_region(out.written, *out.book, {&days, out.free_days}, options);
  out.made = std::move(linked.made);
  out.found = std::move(linked.found);
  return out;
}

linked_texts link_islands(const std::vector<std::pair<std::string, std::string>>& edits) {
  return link_texts(changed(data_text("islands.xml"), edits),
                    {data_text("region-vocabulary.xml")}, finland(2025, 2029), {});
}

known_person person_of(const region& where, const book::rulebook& book,
                       const std::vector<book::answer>& answers) {
  const auto set_of = [&](std::uint32_t input) {
    const auto& given = answers[input];
    const bool said =
        given.state == answer_state::known || given.state == answer_state::partly_known;
    return said ? given.values : book.inputs[input].domain;
  };
  known_person out;
  for (std::size_t i = 0; i < person_facts; ++i) {
    if (where.inputs[i]) out.possible[i] = set_of(*where.inputs[i]);
  }
  out.interpreter =
      where.interpreter && set_of(*where.interpreter) == value_set::single(1);
  return out;
}

known_person person_of(const region& where, const book::rulebook& book,
                       const person_words& words) {
  std::vector<book::answer> answers(book.inputs.size());
  const auto say = [&](person_fact which, const std::string& text) {
    const auto input = where.input_of(which);
    if (!input) return;
    const auto answer = book::read_answer(book.inputs[*input], text);
    EXPECT_TRUE(answer.has_value()) << text;
    if (answer) answers[*input] = *answer;
  };
  say(person_fact::municipality, words.municipality);
  say(person_fact::age, words.age);
  say(person_fact::language, words.language);
  say(person_fact::purpose, words.purpose);
  auto out = person_of(where, book, answers);
  out.interpreter = words.interpreter;
  return out;
}

}  // namespace arvio::inline v0::service
