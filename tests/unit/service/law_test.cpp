// The limits of the law as they come with arvio, at the dates of the boundary vectors.

#include "arvio/book/link.hpp"
#include "arvio/lang/ast.hpp"
#include "arvio/ruleset/load.hpp"
#include "arvio/service/deadlines.hpp"
#include "arvio/service/load_calendar.hpp"

#include "unit/ruleset/load_support.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace arvio::tests {
namespace {

using lang::op;
using service::dated_deadline;

/// A person of whom everything is known.
struct person {
  std::int64_t age = 0;
  bool highest_allowance = false;
  bool special_support = false;
};

class Law : public ::testing::Test {
 protected:
  void SetUp() override {
    findings found;
    std::vector<std::shared_ptr<const ruleset::rule_set>> sets;
    for (const auto* path : {"vocabulary/vocabulary.xml", "law/care-guarantee.xml",
                             "law/social-welfare.xml"}) {
      const auto source = sources_.add(path, bytes_of(std::string(folder) + path));
      auto rules = ruleset::load(sources_, source, found);
      ASSERT_TRUE(rules) << render(found.at(0), sources_);
      sets.push_back(std::make_shared<const ruleset::rule_set>(std::move(*rules)));
    }
    const auto source = sources_.add(
        "calendar", bytes_of(std::string(folder) + "region/finland-calendar.xml"));
    const auto calendar = service::load_calendar(sources_, source, found);
    ASSERT_TRUE(calendar) << render(found.at(0), sources_);
    days_.emplace(*calendar);
    book_ = book::link(sets, {{calendar->id.text, calendar->version.major}}, found);
    ASSERT_NE(book_, nullptr) << render(found.at(0), sources_);
  }

  /// What a condition of these rule sets is for a person at a level.
  [[nodiscard]] bool holds(const lang::ast& tree, std::uint32_t node, const person& who,
                           std::uint32_t level) const {
    const auto& what = tree.nodes[node];
    const auto inside = [&](std::uint32_t child) {
      return holds(tree, child, who, level);
    };
    const auto value_of = [&](std::size_t child) -> std::int64_t {
      const auto& one = tree.nodes[what.children[child]];
      if (one.op != op::name) return one.value;
      EXPECT_EQ(one.name, "age");
      return who.age;
    };
    if (what.op == op::logical_and)
      return std::all_of(what.children.begin(), what.children.end(), inside);
    if (what.op == op::logical_or)
      return std::any_of(what.children.begin(), what.children.end(), inside);
    if (what.op == op::urgency_equal) return what.index == level;
    if (what.op == op::greater_equal) return value_of(0) >= value_of(1);
    if (what.op == op::in) {
      const auto& range = tree.nodes[what.children[1]];
      EXPECT_EQ(range.op, op::range);
      EXPECT_EQ(tree.nodes[range.children[0]].op, op::absent);
      return value_of(0) <= tree.nodes[range.children[1]].value;
    }
    EXPECT_EQ(what.op, op::name);
    if (what.name == "highest_care_allowance") return who.highest_allowance;
    EXPECT_EQ(what.name, "child_special_support");
    return who.special_support;
  }

  [[nodiscard]] bool applies(const book::linked_deadline& what, const person& who) const {
    constexpr std::uint32_t non_urgent = 4;  // U4
    return !what.when || holds(*what.when, what.when->root, who, non_urgent);
  }

  /// What binds of a kind: ids and last dates, all events on one day.
  [[nodiscard]] std::string binding(const std::string& kind, const char* day,
                                    const person& who) const {
    const auto event = *parse_date(day);
    const auto at = helsinki_midnight(event).seconds + 10 * 3600;
    std::vector<service::deadline_facts> facts;
    for (std::uint32_t i = 0; i < book_->deadlines.size(); ++i) {
      const auto& what = book_->deadlines[i];
      if (book_->deadline_kinds[what.kind] != kind || !applies(what, who)) continue;
      facts.push_back({i, certainty::certain, std::nullopt});
      if (what.event) facts.back().event = value_set::single(event.days);
    }
    std::string out;
    for (const auto& one : service::dated_deadlines(*book_, facts, &*days_, {at})) {
      if (one.binds != whether::yes) continue;
      out += book_->deadlines[one.deadline].id + " ";
      out += (one.last ? to_text(one.last->last) : "-") + " ";
    }
    return out;
  }

  /// Born on a day, of the age on the day of the assessment.
  static person born(const char* birth, const char* day) {
    return {whole_years(*parse_date(birth), *parse_date(day))};
  }

  static constexpr const char* folder = ARVIO_SOURCE_DIR "/rules/";
  source_map sources_;
  std::optional<service::calendar> days_;
  std::shared_ptr<const book::rulebook> book_;
};

TEST_F(Law, GivesTheBoundaryVectorsOfTheCareGuarantee) {
  struct vector {
    const char* day;
    const char* birth;
    const char* kind;
    const char* expected;
  };
  const auto medical = "primary-care-visit";
  const auto oral = "oral-care-visit";
  for (const auto& one : {
           vector{"2023-08-31", "1980-01-01", medical, "visit-2005 2023-11-30 "},
           vector{"2023-09-01", "1980-01-01", medical, "visit-2023 2023-09-15 "},
           vector{"2024-12-31", "1980-01-01", medical, "visit-2023 2025-01-14 "},
           vector{"2025-01-01", "1980-01-01", medical, "visit-2025-adult 2025-04-01 "},
           vector{"2025-06-10", "2002-06-10", medical, "visit-2025-adult 2025-09-10 "},
           vector{"2025-06-09", "2002-06-10", medical, "visit-2025-young 2025-06-23 "},
           vector{"2025-11-30", "1980-01-01", medical, "visit-2025-adult 2026-02-28 "},
           vector{"2024-12-02", "1980-01-01", oral, "oral-2024 2025-03-02 "},
           vector{"2024-10-31", "1980-01-01", oral, "oral-2023 2025-02-28 "},
       })
    EXPECT_EQ(binding(one.kind, one.day, born(one.birth, one.day)), one.expected)
        << one.day;
}

TEST_F(Law, ChangesOnTheDaysOfItsAmendments) {
  const person adult{40};
  const person young{22};
  EXPECT_EQ(binding("oral-care-visit", "2023-08-31", adult), "oral-2005 2024-02-29 ");
  EXPECT_EQ(binding("oral-care-visit", "2023-09-01", young), "oral-2023 2024-01-01 ");
  EXPECT_EQ(binding("oral-care-visit", "2024-11-01", young), "oral-2024 2025-02-01 ");
  EXPECT_EQ(binding("oral-care-visit", "2025-01-01", adult),
            "oral-2025-adult 2025-07-01 ");
  EXPECT_EQ(binding("oral-care-visit", "2025-01-01", young),
            "oral-2025-young 2025-04-01 ");
  EXPECT_EQ(binding("primary-care-visit", "2005-02-28", adult), "");
  EXPECT_EQ(binding("primary-care-contact", "2023-08-31", adult),
            "contact-2005 - contact-2005-need 2023-09-05 ");
  EXPECT_EQ(binding("primary-care-contact", "2023-09-01", adult),
            "contact-2023 2023-09-01 ");
  EXPECT_EQ(binding("therapy-start", "2025-04-30", young), "");
  EXPECT_EQ(binding("therapy-start", "2025-05-01", young), "therapy-2025 2025-05-29 ");
  EXPECT_EQ(binding("therapy-start", "2025-05-01", {23}), "");
  EXPECT_EQ(binding("specialised-assessment-start", "2026-03-02", adult),
            "specialised-start 2026-03-23 ");
  EXPECT_EQ(binding("specialised-assessment", "2026-03-02", adult),
            "specialised-ready 2026-06-02 ");
  EXPECT_EQ(binding("specialised-treatment", "2026-08-31", adult),
            "specialised-care 2027-02-28 ");
  EXPECT_EQ(binding("youth-mental-assessment", "2026-03-02", young),
            "youth-mental-ready 2026-04-13 ");
  EXPECT_EQ(binding("youth-mental-treatment", "2026-03-02", young),
            "youth-mental-care 2026-06-02 ");
}

TEST_F(Law, StartsTheAssessmentOfServicesOnTheSeventhWorkingDayForThoseItNames) {
  const auto kind = "social-assessment";
  EXPECT_EQ(binding(kind, "2026-03-03", {75}),
            "social-start - social-start-2015 2026-03-12 ");
  EXPECT_EQ(binding(kind, "2026-03-03", {74}), "social-start - ");
  EXPECT_EQ(binding(kind, "2026-03-31", {30, true}),
            "social-start - social-start-2015 2026-04-13 ");
  EXPECT_EQ(binding(kind, "2026-04-30", {8, false, true}),
            "social-start - social-start-2015 2026-05-12 ");
  EXPECT_EQ(binding(kind, "2015-03-31", {75}), "social-start-2009 2015-04-13 ");
  EXPECT_EQ(binding(kind, "2015-03-31", {74, true}), "");
  EXPECT_EQ(binding(kind, "2006-03-01", {80}), "social-start-2006 2006-03-10 ");
  EXPECT_EQ(binding(kind, "2006-03-01", {79}), "");
  EXPECT_EQ(binding(kind, "2006-02-28", {80}), "");
  EXPECT_EQ(binding("child-support-assessment", "2026-11-30", {8, false, true}),
            "child-support-ready 2027-02-28 ");
  EXPECT_EQ(binding("child-support-assessment", "2026-11-30", {8}), "");
}

TEST_F(Law, GivesTheVectorsOfTheSeventhWorkingDayInChildWelfare) {
  const person child{8};
  const auto kind = "child-welfare-assessment-start";
  EXPECT_EQ(binding(kind, "2026-03-03", child), "child-welfare-start 2026-03-12 ");
  EXPECT_EQ(binding(kind, "2026-03-31", child), "child-welfare-start 2026-04-13 ");
  EXPECT_EQ(binding(kind, "2026-04-30", child), "child-welfare-start 2026-05-12 ");
  EXPECT_EQ(binding(kind, "2026-12-18", child), "child-welfare-start 2026-12-31 ");
  EXPECT_EQ(binding(kind, "2027-06-21", child), "child-welfare-start 2027-07-01 ");
  EXPECT_EQ(binding("child-welfare-assessment", "2027-11-30", child),
            "child-welfare-ready 2028-02-29 ");
  EXPECT_EQ(binding("child-welfare-urgent-assessment", "2007-12-31", child), "");
  EXPECT_EQ(binding("psychosocial-support", "2025-05-31", {22}),
            "psychosocial-2025 2025-06-30 ");
}

TEST_F(Law, NamesEachLimitInThreeLanguages) {
  ASSERT_EQ(book_->deadlines.size(), 29u);
  for (const auto& one : book_->deadlines) {
    std::set<std::string> languages;
    for (const auto& title : one.declared->titles)
      languages.insert(title.language);
    EXPECT_EQ(languages, (std::set<std::string>{"fi", "sv", "en"})) << one.id;
  }
}

}  // namespace
}  // namespace arvio::tests
