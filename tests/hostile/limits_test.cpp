// Documents as large and as dense as may be: refused within the memory that a document of
// their size may take. What it takes in time is told by hostile_limits.

#include "arvio/base/limits.hpp"

#include "arvio/engine/repository.hpp"
#include "arvio/ruleset/load.hpp"
#include "arvio/service/load_calendar.hpp"
#include "arvio/service/load_profile.hpp"

#include "hostile/corpus.hpp"
#include "hostile/heap_meter.hpp"
#include "hostile/large_documents.hpp"
#include "support/scale.hpp"
#include "unit/ruleset/load_support.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

namespace arvio::tests {
namespace {

constexpr std::size_t mebibyte = std::size_t{1} << 20;

std::size_t allowed(std::size_t bytes) {
  return bytes * limits::memory_per_byte + limits::memory_base;
}

/// Reads a document as what its root says it is.
bool is_read(const source_map& sources, findings& found) {
  const auto& bytes = sources.find(1)->bytes;
  if (service::is_profile(bytes))
    return service::load_profile(sources, 1, found).has_value();
  if (service::is_calendar(bytes))
    return service::load_calendar(sources, 1, found).has_value();
  return ruleset::load(sources, 1, found).has_value();
}

/// Whether reading a document alone, and in a repository, is within the budgets.
void expect_modest(const large_document& one) {
  source_map sources;
  sources.add(one.name, one.bytes);
  findings found;
  auto before = heap_bytes();
  forget_heap_peak();
  EXPECT_FALSE(is_read(sources, found)) << one.name;
  EXPECT_LE(heap_peak() - before, allowed(one.bytes.size())) << one.name;
  EXPECT_FALSE(found.empty()) << one.name;

  std::vector<document> documents{{"vocabulary.xml", hostile_vocabulary()},
                                  {one.name, one.bytes}};
  before = heap_bytes();
  forget_heap_peak();
  const auto loaded = load_repository(std::move(documents), {});
  // the vocabulary beside it needs room of its own
  EXPECT_LE(heap_peak() - before, allowed(one.bytes.size()) + 2 * mebibyte)
      << one.name << ", beside the vocabulary";
  EXPECT_TRUE(loaded.periods.empty()) << one.name;
}

TEST(HostileLimits, AreKeptByDocumentsOfEverySort) {
  for (const auto size : {mebibyte / 4, 3 * mebibyte / 4}) {
    for (const auto& one : large_documents(testing::rounds(size)))
      expect_modest(one);
  }
}

TEST(HostileLimits, AreKeptByTheCorpus) {
  if (!heap_is_counted()) GTEST_SKIP() << "the heap is the sanitizer's";
  for (const auto& one : hostile_corpus()) {
    source_map sources;
    sources.add(one.path, one.bytes);
    findings found;
    const auto before = heap_bytes();
    forget_heap_peak();
    (void)ruleset::load(sources, 1, found);
    EXPECT_LE(heap_peak() - before, allowed(one.bytes.size())) << one.path;
  }
}

TEST(HostileLimits, RefuseAProfileOfFiveThousandServices) {
  source_map sources;
  const auto& bytes =
      sources.find(sources.add("p.xml", large_profile(5000, 1000)))->bytes;
  findings found;
  const auto before = heap_bytes();
  forget_heap_peak();
  EXPECT_FALSE(service::load_profile(sources, 1, found).has_value());
  EXPECT_LE(heap_peak() - before, allowed(bytes.size()));
  ASSERT_EQ(found.size(), 1u) << render(found.front(), sources);
  EXPECT_EQ(found.front().code, errc::limit_count);
}

TEST(HostileLimits, LeaveRoomForAProfileOfAsManyServicesAsMayBe) {
  source_map sources;
  const auto& bytes =
      sources
          .find(sources.add("p.xml", large_profile(limits::services_per_profile, 1000)))
          ->bytes;
  findings found;
  const auto before = heap_bytes();
  forget_heap_peak();
  EXPECT_TRUE(service::load_profile(sources, 1, found).has_value())
      << render(found.front(), sources);
  EXPECT_LE(heap_peak() - before, allowed(bytes.size()));
}

struct over_limit {
  const char* what;
  std::string bytes;
  errc code;
};

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  all.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i)
    all += text;
  return all;
}

TEST(HostileLimits, AreToldApart) {
  const std::vector<over_limit> documents{
      {"bytes", demo_text(std::string(limits::file_bytes, ' ')), errc::limit_file},
      {"elements", demo_text(repeated("<a></a>", limits::xml_elements)),
       errc::limit_elements},
      {"elements of few bytes", demo_text(repeated("<a/>", 200'000)), errc::limit_memory},
      {"nodes",
       demo_text("<derived>" +
                 repeated("<value id=\"x\" type=\"integer\">" + repeated("1+", 500) +
                              "1</value>",
                          100) +
                 "</derived>"),
       errc::limit_memory},
  };
  for (const auto& [what, bytes, code] : documents) {
    const auto got = load_text(bytes);
    EXPECT_FALSE(got.rules.has_value()) << what;
    const auto told =
        std::any_of(got.found.begin(), got.found.end(),
                    [code](const finding& one) { return one.code == code; });
    EXPECT_TRUE(told) << what << "\n" << got.rendered().substr(0, 400);
  }
}

/// The groups of a rule set over and over, with ids of their own.
std::string longer(const std::string& bytes, std::size_t size) {
  const auto begin = bytes.find("<rules ");
  const auto end = bytes.rfind("</rules>") + 8;
  const auto groups = bytes.substr(begin, end - begin);
  std::string all = bytes.substr(0, begin);
  for (int copy = 0; all.size() + groups.size() < size; ++copy) {
    for (std::size_t at = 0; at < groups.size();) {
      const auto id = std::min(groups.find(" id=\"", at), groups.size());
      const auto baseline = std::min(groups.find(" baseline=\"", at), groups.size());
      const auto next = std::min(id, baseline);
      const auto quote = next == groups.size() ? next : groups.find('"', next) + 1;
      all += groups.substr(at, quote - at);
      if (quote < groups.size()) all += "c" + std::to_string(copy) + "-";
      at = quote;
    }
  }
  return all + "</ruleset>";
}

TEST(HostileLimits, LeaveRoomForRealRuleSetsOfAnySize) {
  std::size_t most = 0;
  std::size_t count = 0;
  for (const auto& path : sample_paths()) {
    const auto short_one = bytes_of(path);
    if (path.find("/rules/") == std::string::npos) continue;
    if (short_one.find("</rules>") == std::string::npos) continue;
    const auto bytes = longer(short_one, testing::rounds(mebibyte));
    source_map sources;
    sources.add(path, bytes);
    findings found;
    const auto before = heap_bytes();
    forget_heap_peak();
    EXPECT_TRUE(ruleset::load(sources, 1, found).has_value())
        << (found.empty() ? "" : render(found.front(), sources));
    most = std::max(most, (heap_peak() - before) * 10 / bytes.size());
    ++count;
  }
  EXPECT_GT(count, 5u);
  if (!heap_is_counted()) return;
  EXPECT_LE(most, 10 * limits::memory_per_byte * 2 / 3);
  std::cout << "report: memory for reading real rule sets: at most " << most / 10 << "."
            << most % 10 << " times their size\n";
}

}  // namespace
}  // namespace arvio::tests
