// The hostile corpus: every document is refused for the fault that was put into it, at
// its place, and leaves nothing behind.

#include "hostile/corpus.hpp"

#include "arvio/cases/case_run.hpp"
#include "arvio/cases/publish_check.hpp"
#include "arvio/engine/repository.hpp"

#include "support/scale.hpp"
#include "unit/ruleset/load_support.hpp"

#include <gtest/gtest.h>

#include <iostream>
#include <set>
#include <string>
#include <vector>

namespace arvio::tests {
namespace {

/// `E0016 3:14`: the first finding about a document.
std::string first_of(const findings& found, std::uint32_t source,
                     const source_map& sources) {
  for (const auto& one : found) {
    if (one.where.source == 0) return code_text(one.code) + " 0:0";
    if (one.where.source != source) continue;
    const auto at = position_of(sources.find(source)->bytes, one.where.begin);
    return code_text(one.code) + " " + std::to_string(at.line) + ":" +
           std::to_string(at.column);
  }
  return "none 1:1";
}

std::string expected_of(const hostile_document& one) {
  return one.code + " " + std::to_string(one.line) + ":" + std::to_string(one.column);
}

std::string text_of(const findings& found, const source_map& sources) {
  std::string all;
  for (std::size_t i = 0; i < found.size() && i < 5; ++i)
    all += render(found[i], sources);
  return all;
}

/// A document beside the vocabulary, or alone where it is to be refused alone.
struct assembled {
  std::uint32_t source = 0;  // of the document
  repository loaded;

  explicit assembled(const hostile_document& one) {
    std::vector<document> documents;
    if (one.refused_by != stage::alone && one.refused_by != stage::sound) {
      documents.push_back({"vocabulary.xml", hostile_vocabulary()});
    }
    documents.push_back({one.path, one.bytes});
    source = static_cast<std::uint32_t>(documents.size());
    loaded = load_repository(std::move(documents), {});
  }
};

void expect_spans_inside(const findings& found, const source_map& sources,
                         const std::string& path) {
  for (const auto& one : found) {
    EXPECT_LE(one.where.begin, one.where.end) << path;
    if (one.where.source == 0) continue;
    const auto* text = sources.find(one.where.source);
    ASSERT_NE(text, nullptr) << path;
    EXPECT_LE(one.where.end, text->bytes.size()) << path;
  }
}

/// Refused by the reader of one document alone, whatever stands beside it.
void expect_refused_by_reading(const hostile_document& one) {
  const auto got = load_text(one.bytes);
  EXPECT_FALSE(got.rules.has_value()) << one.path;
  EXPECT_EQ(first_of(got.found, 1, got.sources), expected_of(one))
      << one.path << "\n"
      << text_of(got.found, got.sources);
  expect_spans_inside(got.found, got.sources, one.path);
}

void expect_nothing_left(const assembled& whole, const hostile_document& one) {
  EXPECT_TRUE(has_errors(whole.loaded.findings)) << one.path;
  EXPECT_TRUE(whole.loaded.periods.empty()) << one.path;
  expect_spans_inside(whole.loaded.findings, whole.loaded.sources, one.path);
}

void expect_refused_by_linking(const hostile_document& one) {
  const assembled whole(one);
  expect_nothing_left(whole, one);
  EXPECT_EQ(first_of(whole.loaded.findings, whole.source, whole.loaded.sources),
            expected_of(one))
      << one.path << "\n"
      << text_of(whole.loaded.findings, whole.loaded.sources);
}

void expect_refused_later(const hostile_document& one) {
  const assembled whole(one);
  ASSERT_FALSE(has_errors(whole.loaded.findings))
      << one.path << "\n"
      << text_of(whole.loaded.findings, whole.loaded.sources);
  findings found;
  if (one.refused_by == stage::publish) check_publishable(whole.loaded, found);
  if (one.refused_by == stage::cases) found = run_cases(whole.loaded).failures;
  sort_and_unite(found);
  EXPECT_EQ(first_of(found, whole.source, whole.loaded.sources), expected_of(one))
      << one.path << "\n"
      << text_of(found, whole.loaded.sources);
  expect_spans_inside(found, whole.loaded.sources, one.path);
}

/// Every so-manieth document, and fewer under the sanitizers.
std::vector<hostile_document> one_of(std::size_t many, std::size_t round) {
  auto all = hostile_corpus();
  const auto step = many * (all.size() / testing::rounds(all.size()));
  std::vector<hostile_document> some;
  for (auto i = step > 1 ? round : 0; i < all.size(); i += step)
    some.push_back(std::move(all[i]));
  return some;
}

TEST(HostileCorpus, HoldsManyDocumentsOfManySorts) {
  std::set<std::string> categories;
  std::size_t count = 0;
  for (const auto& one : hostile_corpus()) {
    if (one.code == "none") continue;
    categories.insert(one.category());
    ++count;
  }
  EXPECT_GE(count, 400u);
  EXPECT_GE(categories.size(), 30u);
  std::cout << "report: hostile corpus: " << count << " documents in "
            << categories.size() << " categories\n";
}

TEST(HostileCorpus, HoldsEveryCodeThatADocumentCanGive) {
  std::set<std::string> given;
  for (const auto& one : hostile_corpus())
    given.insert(one.code);
  for (const auto code : {errc::xml_encoding,       errc::xml_syntax,
                          errc::xml_not_allowed,    errc::xml_root,
                          errc::xml_unbound_prefix, errc::xml_duplicate_attribute,
                          errc::unknown_element,    errc::unknown_attribute,
                          errc::missing_element,    errc::missing_attribute,
                          errc::repeated_element,   errc::misplaced_text,
                          errc::bad_value,          errc::not_supported,
                          errc::lex_bad_character,  errc::lex_unclosed_text,
                          errc::lex_bad_number,     errc::parse_unexpected,
                          errc::parse_mixed_and_or, errc::parse_empty,
                          errc::parse_bad_literal,  errc::name_unknown,
                          errc::type_mismatch,      errc::unit_mismatch,
                          errc::literal_too_fine,   errc::literal_outside,
                          errc::code_unknown,       errc::division_misplaced,
                          errc::division_by_zero,   errc::range_empty,
                          errc::number_range,       errc::not_allowed_here,
                          errc::argument_count,     errc::function_unknown,
                          errc::rule_duplicate_id,  errc::reference_unknown,
                          errc::reference_cycle,    errc::band_gap,
                          errc::band_overlap,       errc::condition_never,
                          errc::condition_always,   errc::input_duplicate,
                          errc::domain_invalid,     errc::otherwise_missing,
                          errc::version_invalid,    errc::use_unresolved,
                          errc::vocabulary_missing, errc::text_missing,
                          errc::source_missing,     errc::case_missing,
                          errc::case_failed,        errc::status_not_approved,
                          errc::source_unverified,  errc::scale_invalid,
                          errc::value_outside,      errc::answer_twice,
                          errc::limit_depth,        errc::limit_attributes,
                          errc::limit_name,         errc::limit_expression,
                          errc::limit_count,        errc::limit_boxes,
                          errc::limit_work,         errc::hours_contradict,
                          errc::free_day_unsaid}) {
    EXPECT_TRUE(given.contains(code_text(code))) << code_text(code);
  }
}

TEST(HostileCorpus, IsRefusedForItsFaultAtItsPlace) {
  for (const auto& one : one_of(1, 0)) {
    switch (one.refused_by) {
      case stage::read: expect_refused_by_reading(one); break;
      case stage::link:
      case stage::alone: expect_refused_by_linking(one); break;
      case stage::publish:
      case stage::cases:
      case stage::sound: expect_refused_later(one); break;
    }
  }
}

TEST(HostileCorpus, LeavesNothingOfADocumentThatCannotBeRead) {
  for (const auto& one : one_of(3, 2)) {
    if (one.refused_by != stage::read) continue;
    const assembled whole(one);
    expect_nothing_left(whole, one);
    for (const auto& set : whole.loaded.sets)
      EXPECT_NE(set->id.where.source, whole.source) << one.path;
  }
}

}  // namespace
}  // namespace arvio::tests
