// Every kernel makes of every job the same rows, which are those of the definition.

#include "arvio/core/row_kernel.hpp"

#include "support/dice.hpp"
#include "support/scale.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

namespace arvio {
namespace {

using core::place;
using core::row_job;
using core::row_kernel;
using core::row_list;
using testing::dice;

struct alignas(core::line_bytes) line {
  std::uint64_t words[core::line_words];
};

std::uint64_t* words_of(std::vector<line>& lines) { return lines.front().words; }

/// A job with all that it points to.
struct random_job {
  std::uint32_t row_lines = 1;
  std::vector<line> rows;
  std::vector<std::vector<place>> missed;
  std::vector<std::vector<place>> open;
  std::vector<std::vector<core::partial_slot>> partial;
  std::vector<place> partial_places;
  std::vector<row_list> lists;
  std::vector<line> start;
  bool has_start = false;
  std::vector<line> missed_before;
  std::vector<line> open_before;

  explicit random_job(dice& random) : row_lines(1 + random.below(11)) {
    const auto count = 1 + random.below(12);
    const auto fill = [&](std::vector<line>& into, std::size_t lines) {
      into.resize(lines);
      for (auto& one : into) {
        for (auto& word : one.words) {
          word = static_cast<std::uint64_t>(random.between(INT64_MIN, INT64_MAX));
          if (random.chance(50))
            word &= static_cast<std::uint64_t>(random.between(INT64_MIN, INT64_MAX));
        }
      }
    };
    fill(rows, std::size_t{row_lines} * count);
    fill(start, row_lines);
    fill(missed_before, row_lines);
    fill(open_before, row_lines);
    has_start = random.chance(50);
    const auto row = [&] { return row_lines * random.below(count); };
    const auto list_count = random.below(4);
    for (std::uint32_t l = 0; l < list_count; ++l) {
      const auto places = [&] {
        std::vector<place> made(random.below(7));
        for (auto& one : made)
          one = row();
        return made;
      };
      missed.push_back(places());
      open.push_back(places());
      std::vector<core::partial_slot> partials(random.below(4));
      for (auto& one : partials) {
        one = {static_cast<std::uint32_t>(partial_places.size()), 1 + random.below(5)};
        for (std::uint32_t i = 0; i < one.count; ++i)
          partial_places.push_back(row());
      }
      partial.push_back(partials);
    }
    for (std::uint32_t l = 0; l < list_count; ++l) {
      lists.push_back({missed[l].data(), missed[l].size(), open[l].data(), open[l].size(),
                       partial[l].data(), partial[l].size()});
    }
  }

  struct result {
    std::vector<line> missed;
    std::vector<line> open;
  };

  [[nodiscard]] result by(row_kernel kernel, std::uint32_t first, std::uint32_t count) {
    result made{missed_before, open_before};
    const row_job job{words_of(rows),
                      lists.data(),
                      lists.size(),
                      partial_places.data(),
                      has_start ? words_of(start) : nullptr,
                      words_of(made.missed),
                      words_of(made.open)};
    kernel(job, first, count);
    return made;
  }

  /// Word by word, as row_job describes it.
  [[nodiscard]] result by_definition(std::uint32_t first, std::uint32_t count) {
    result made{missed_before, open_before};
    const auto* row = words_of(rows);
    for (std::uint32_t w = first * 8; w < (first + count) * 8; ++w) {
      auto& f = words_of(made.missed)[w];
      auto& u = words_of(made.open)[w];
      if (has_start) {
        f = words_of(start)[w];
        u = 0;
      }
      for (std::size_t l = 0; l < lists.size(); ++l) {
        for (const auto at : missed[l])
          f |= row[at * 8 + w];
        for (const auto at : open[l])
          u |= row[at * 8 + w];
        for (const auto& one : partial[l]) {
          auto every = ~std::uint64_t{0};
          for (std::uint32_t i = 0; i < one.count; ++i) {
            every &= row[partial_places[one.first + i] * 8 + w];
            u |= row[partial_places[one.first + i] * 8 + w];
          }
          f |= every;
        }
      }
    }
    return made;
  }
};

bool same(const std::vector<line>& a, const std::vector<line>& b) {
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t w = 0; w < core::line_words; ++w) {
      if (a[i].words[w] != b[i].words[w]) return false;
    }
  }
  return true;
}

class RowKernel : public ::testing::TestWithParam<const char*> {};

TEST_P(RowKernel, PutsRowsTogetherAsTheJobSays) {
  const std::string name = GetParam();
  const auto kernel =
      name == "own" ? core::own_row_kernel() : core::row_kernel_named(GetParam());
  if (kernel == nullptr) GTEST_SKIP() << "this machine does not run " << name;
  dice random(31);
  std::size_t jobs = 0;
  for (std::size_t round = 0; round < testing::rounds(5000); ++round) {
    random_job job(random);
    const auto first = random.below(job.row_lines);
    const auto count = random.below(job.row_lines - first + 1);
    const auto found = job.by(kernel, first, count);
    const auto expected = job.by_definition(first, count);
    ASSERT_TRUE(same(found.missed, expected.missed)) << "round " << round;
    ASSERT_TRUE(same(found.open, expected.open)) << "round " << round;
    ++jobs;
  }
  std::printf("report: row kernel %s: %zu jobs as by definition\n", name.c_str(), jobs);
}

INSTANTIATE_TEST_SUITE_P(Every, RowKernel,
                         ::testing::Values("avx512", "avx2", "baseline", "own"),
                         [](const auto& which) { return std::string(which.param); });

TEST(RowKernels, AreFoundByTheirNamesAlone) {
  EXPECT_NE(core::row_kernel_named("baseline"), nullptr);
  EXPECT_EQ(core::row_kernel_named("AVX2"), nullptr);
  EXPECT_EQ(core::row_kernel_named(""), nullptr);
  EXPECT_NE(core::best_row_kernel(), nullptr);
}

}  // namespace
}  // namespace arvio
