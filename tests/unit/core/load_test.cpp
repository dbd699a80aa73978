// Images that load() must refuse, and what it lets pass although somebody else wrote it.

#include "arvio/core/load.hpp"

#include "support/dice.hpp"
#include "support/image_damage.hpp"
#include "support/random_rules.hpp"
#include "support/scale.hpp"
#include "support/shipped.hpp"
#include "unit/core/compiled_rules.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <map>
#include <string>
#include <vector>

namespace arvio {
namespace {

using core::load;
using core::part;
using testing::dice;
using testing::image_copy;
using tests::compiled_rules;

/// One rule, and no more vocabulary than there must be.
const compiled_rules& smallest() {
  static const compiled_rules made(
      "<inputs><input id=\"pain\" type=\"boolean\"/></inputs><rules id=\"g\" "
      "complaints=\"rash\" need=\"body\">" +
      tests::when("1", "urgency=\"U1\"", "pain and age >= 5") +
      tests::otherwise("2", "U4") + "</rules>");
  return made;
}

const compiled_rules& everything() {
  static const compiled_rules made(tests::something_of_everything());
  return made;
}

compile::program_image image_of(const std::vector<std::string>& documents) {
  const auto book = testing::book_of(documents);
  return compile::compile_program(*book, {})->image;
}

const compile::program_image& shipped() {
  static const auto made = image_of(testing::shipped_documents());
  return made;
}

void flip(std::span<std::byte> bytes, std::size_t bit) {
  bytes[bit / 8] ^= static_cast<std::byte>(1U << (bit % 8));
}

TEST(Load, LetsPassWhatTheCompilerMade) {
  for (const auto& image :
       {smallest().bytes(), everything().bytes(), shipped().bytes()}) {
    const image_copy copy(image);
    const auto loaded = load(copy.bytes());
    ASSERT_TRUE(loaded) << static_cast<int>(loaded.where);
    EXPECT_EQ((*loaded).image().size(), image.size());
  }
}

TEST(Load, RefusesEverySingleBitFlipped) {
  std::size_t flips = 0;
  for (const auto& image : {smallest().bytes(), everything().bytes()}) {
    image_copy copy(image);
    const auto bytes = copy.bytes();
    const std::size_t step = testing::whole_campaigns ? 1 : 61;
    for (std::size_t bit = 0; bit < bytes.size() * 8; bit += step) {
      flip(bytes, bit);
      const auto fault = load(bytes).fault;
      ASSERT_TRUE(fault == errc::image_damaged || fault == errc::image_format)
          << "bit " << bit;
      flip(bytes, bit);
      ++flips;
    }
    ASSERT_TRUE(load(bytes));
  }
  image_copy copy(shipped().bytes());
  const auto bytes = copy.bytes();
  dice random(20261128);
  const auto bits = static_cast<std::uint32_t>(bytes.size() * 8);
  for (std::size_t i = 0; i < testing::rounds(5000); ++i) {
    const auto bit = random.below(bits);
    flip(bytes, bit);
    ASSERT_FALSE(load(bytes)) << "bit " << bit;
    flip(bytes, bit);
    ++flips;
  }
  std::printf("report: images with one bit flipped: %zu, all refused\n", flips);
}

TEST(Load, RefusesEveryTruncation) {
  std::size_t cuts = 0;
  for (const auto& image :
       {smallest().bytes(), everything().bytes(), shipped().bytes()}) {
    const image_copy copy(image);
    for (std::size_t size = 0; size < image.size(); ++size) {
      ASSERT_EQ(load(copy.bytes().first(size)).fault, errc::image_damaged) << size;
      ++cuts;
    }
  }
  std::printf("report: images cut short: %zu, all refused\n", cuts);
}

TEST(Load, RefusesATruncationThatCallsItselfWhole) {
  const auto image = everything().bytes();
  std::size_t passed = 0;
  for (std::size_t size = core::line_bytes; size < image.size();
       size += core::line_bytes) {
    image_copy cut(image.first(size));
    const std::uint64_t says = size;
    std::memcpy(cut.bytes().data() + offsetof(core::image_header, bytes), &says, 8);
    testing::mend_checksum(cut.bytes());
    if (load(cut.bytes())) ++passed;
  }
  EXPECT_EQ(passed, 0u);
}

TEST(Load, RefusesAnImageThatIsLongerThanItSays) {
  const auto image = everything().bytes();
  for (const auto more : {std::size_t{1}, std::size_t{8}, std::size_t{64}}) {
    std::vector<std::byte> longer(image.size() + more);
    std::copy(image.begin(), image.end(), longer.begin());
    EXPECT_EQ(load(image_copy(longer).bytes()).fault, errc::image_damaged) << more;
    const std::uint64_t says = longer.size();
    std::memcpy(longer.data() + offsetof(core::image_header, bytes), &says, 8);
    image_copy copy(longer);
    EXPECT_EQ(load(copy.bytes()).fault, errc::image_damaged) << "the sum was another";
  }
}

TEST(Load, RefusesAnImageAtAnAddressThatDoesNotSuitIt) {
  const auto image = everything().bytes();
  std::vector<std::byte> around(image.size() + 64);
  for (std::size_t offset = 1; offset < 64; ++offset) {
    image_copy room(around);
    std::memcpy(room.bytes().data() + offset, image.data(), image.size());
    EXPECT_EQ(load(room.bytes().subspan(offset, image.size())).fault, errc::image_format);
  }
}

TEST(Load, RefusesAnotherVersionAndWhatIsNoImage) {
  image_copy copy(smallest().bytes());
  for (const int number : {0, core::image_version - 1, core::image_version + 1, 256}) {
    const auto version = static_cast<std::uint16_t>(number);
    std::memcpy(copy.bytes().data() + offsetof(core::image_header, version), &version, 2);
    testing::mend_checksum(copy.bytes());
    EXPECT_EQ(load(copy.bytes()).fault, errc::image_format) << version;
  }
  const std::vector<std::byte> zeros(4096);
  EXPECT_EQ(load(image_copy(zeros).bytes()).fault, errc::image_format);
  const auto documents = testing::shipped_documents();
  const auto text = std::as_bytes(std::span(documents.front()));
  EXPECT_EQ(load(image_copy(text).bytes()).fault, errc::image_format);
  EXPECT_EQ(load({}).fault, errc::image_damaged);
}

// --- behind the checksum ---------------------------------------------------------------

/// Where load() finds an image unsound of which one element was changed.
template <class T, class Change>
part unsound_after(part which, std::size_t index, Change change) {
  image_copy copy(everything().bytes());
  const auto& head = everything().program().head();
  const auto begin =
      std::size_t{head.parts[static_cast<std::size_t>(which)].line} * core::line_bytes;
  EXPECT_LT(index, head.parts[static_cast<std::size_t>(which)].count);
  T one;
  std::memcpy(&one, copy.bytes().data() + begin + index * sizeof(T), sizeof(T));
  change(one);
  std::memcpy(copy.bytes().data() + begin + index * sizeof(T), &one, sizeof(T));
  testing::mend_checksum(copy.bytes());
  const auto loaded = load(copy.bytes());
  EXPECT_EQ(loaded.fault, loaded.where == part::count ? errc::none : errc::image_unsound);
  return loaded.where;
}
template <class T>
part unsound_with(part which, std::size_t index, std::uint32_t T::* field,
                  std::uint32_t value) {
  return unsound_after<T>(which, index, [&](T& one) { one.*field = value; });
}
part unsound_place(part which, std::size_t index, core::place value) {
  return unsound_after<core::place>(which, index, [&](core::place& one) { one = value; });
}

TEST(Load, TellsThePartThatPointsOutside) {
  const auto rules = everything().program();
  const auto count = [&](part which) {
    return rules.head().parts[static_cast<std::size_t>(which)].count;
  };
  const auto onset = everything().input("onset");
  const auto pulse = everything().input("pulse");
  const auto pregnant = everything().input("pregnant");
  const auto points = core::place{2};  // the derived values in their order
  using core::input_record;
  using core::slot_record;
  constexpr auto none = core::none;

  EXPECT_EQ(unsound_with(part::inputs, onset, &input_record::codes, 0), part::inputs);
  EXPECT_EQ(unsound_with(part::inputs, onset, &input_record::first_word, 99),
            part::inputs);
  EXPECT_EQ(unsound_with(part::inputs, pulse, &input_record::scale, 10), part::inputs);
  EXPECT_EQ(unsound_with(part::inputs, pulse, &input_record::slot, count(part::slots)),
            part::inputs);
  EXPECT_EQ(unsound_with(part::inputs, pulse, &input_record::after, count(part::inputs)),
            part::inputs);
  EXPECT_EQ(unsound_with(part::inputs, pulse, &input_record::is_plain, 1), part::inputs)
      << "it has inferences";
  EXPECT_EQ(unsound_with(part::inputs, pregnant, &input_record::applies,
                         count(part::conditions)),
            part::inputs);
  EXPECT_EQ(unsound_after<input_record>(part::inputs, onset,
                                        [](auto& one) { one.otherwise = 3; }),
            part::inputs);
  EXPECT_EQ(unsound_after<input_record>(
                part::inputs, pulse,
                [](auto& one) { one.kind = static_cast<core::input_kind>(7); }),
            part::inputs);
  EXPECT_EQ(unsound_with(part::inferences, 0, &core::inference_record::when, 1U << 20),
            part::inputs);
  EXPECT_EQ(
      unsound_with(part::presumptions, 0, &core::presumption_record::when, 1U << 20),
      part::inputs);
  EXPECT_EQ(unsound_with(part::presumed_codes, 0, &core::presumed_code::code, 3),
            part::inputs);

  using core::derived_record;
  EXPECT_EQ(unsound_with(part::derived, 0, &derived_record::computed_from, none),
            part::derived);
  EXPECT_EQ(unsound_with(part::derived, points, &derived_record::count, 999),
            part::derived);
  EXPECT_EQ(unsound_after<derived_record>(
                part::derived, 0,
                [](auto& one) { one.kind = static_cast<core::derived_kind>(5); }),
            part::derived);
  EXPECT_EQ(unsound_with(part::items, 0, &core::item_record::bands, 0), part::derived);
  EXPECT_EQ(unsound_after<core::item_record>(
                part::items, 0,
                [](auto& one) { one.counted.kind = static_cast<core::operand_kind>(2); }),
            part::derived);
  EXPECT_EQ(unsound_with(part::table_rows, 0, &core::row_record::ranges, 99),
            part::derived);

  using core::expression_record;
  EXPECT_EQ(unsound_with(part::expressions, 0, &expression_record::nodes, 0),
            part::expressions);
  EXPECT_EQ(unsound_with(part::expressions, 0, &expression_record::stride, 3),
            part::expressions);
  EXPECT_EQ(unsound_with(part::expressions, 0, &expression_record::codes, 1025),
            part::expressions);
  EXPECT_EQ(unsound_with(part::nodes, 0, &core::node_record::size, 2), part::expressions);
  EXPECT_EQ(
      unsound_after<core::node_record>(
          part::nodes, 0, [](auto& one) { one.kind = static_cast<core::node_kind>(77); }),
      part::expressions);
  EXPECT_EQ(unsound_after<core::node_record>(part::nodes, 0,
                                             [](auto& one) {
                                               one.kind = core::node_kind::add;
                                               one.size = 3;
                                             }),
            part::expressions)
      << "there is nothing before it to add";

  core::place of_an_input = 0;
  while (rules.slots()[of_an_input].kind != core::slot_kind::input)
    ++of_an_input;
  EXPECT_EQ(unsound_with(part::slots, 0, &slot_record::classes, 0), part::slots);
  EXPECT_EQ(unsound_with(part::slots, 0, &slot_record::stratum, count(part::strata)),
            part::slots);
  EXPECT_EQ(unsound_with(part::slots, 0, &slot_record::intervals, 0), part::slots);
  EXPECT_EQ(unsound_with(part::slots, 0, &slot_record::first_row, 1U << 20), part::slots);
  EXPECT_EQ(
      unsound_with(part::intervals, 0, &core::interval_record::value_class, 1U << 20),
      part::slots);
  EXPECT_EQ(unsound_place(part::code_slots, 0, count(part::slots)), part::slots);
  EXPECT_EQ(unsound_place(part::code_slots, 0, of_an_input), part::slots)
      << "the slot of another input";
  EXPECT_EQ(unsound_with(part::slots, of_an_input, &slot_record::index,
                         rules.slots()[of_an_input].index + 1),
            part::slots)
      << "a slot of another input";
  EXPECT_EQ(unsound_place(part::gate_codes, 0, 99), part::slots);
  for (std::size_t slot = 0; slot < rules.slots().size(); ++slot) {
    if (rules.slots()[slot].quad == none) continue;
    EXPECT_EQ(unsound_after<slot_record>(part::slots, slot,
                                         [](auto& one) {
                                           one.kind = core::slot_kind::urgency;
                                           one.index = 0;
                                         }),
              part::slots)
        << "what has no rows must not be given any";
  }
  EXPECT_EQ(unsound_after<core::quad_record>(
                part::quads, 0, [&](auto& one) { one.slots[0] = count(part::slots); }),
            part::slots)
      << "a slot has lost its seat";
  EXPECT_EQ(unsound_with(part::quads, 0, &core::quad_record::first_row, 1U << 20),
            part::quads);
  EXPECT_EQ(unsound_with(part::quads, 0, &core::quad_record::stratum, 99), part::strata);
  EXPECT_EQ(unsound_with(part::slots, of_an_input, &slot_record::seat, 77), part::slots);
  EXPECT_EQ(unsound_with(part::slots, of_an_input, &slot_record::first_word,
                         rules.slots()[of_an_input].first_word + 1),
            part::slots);
  EXPECT_EQ(unsound_with(part::inputs, rules.slots()[of_an_input].index,
                         &core::input_record::state_word, 1U << 20),
            part::slots);
  EXPECT_EQ(unsound_place(part::single_slots, 0, count(part::slots)), part::slots);
  EXPECT_EQ(unsound_place(part::gate_slots, 0, 0), part::quads) << "no gate";
  EXPECT_EQ(unsound_with(part::strata, 0, &core::stratum_record::quads, 99),
            part::strata);
  EXPECT_EQ(unsound_with(part::strata, 0, &core::stratum_record::singles, 0),
            part::strata);
  EXPECT_EQ(unsound_with(part::strata, 0, &core::stratum_record::first_quad, 1),
            part::strata);
  EXPECT_EQ(unsound_with(part::strata, 0, &core::stratum_record::steps, 999),
            part::strata);
  EXPECT_EQ(unsound_with(part::steps, 0, &core::step_record::index, 999), part::strata);

  EXPECT_EQ(unsound_place(part::clause_tests, 1, none), part::clause_tests);
  EXPECT_EQ(unsound_place(part::tests, 0, count(part::predicates)), part::clause_tests);
  EXPECT_EQ(unsound_with(part::predicates, 0, &core::predicate_record::mask,
                         count(part::masks)),
            part::clause_tests);
  EXPECT_EQ(unsound_place(part::clause_rules, 0, count(part::rules)), part::clause_tests);
  EXPECT_NE(unsound_with(part::conditions, 0, &core::condition_record::clauses, 9999),
            part::count)
      << "found where it is first used";
  EXPECT_EQ(unsound_with(part::segments, 0, &core::condition_record::clauses, 9999),
            part::conditions);
  EXPECT_EQ(unsound_place(part::coverage, 0, count(part::conditions)), part::conditions);
  EXPECT_EQ(unsound_place(part::level_begins, 0, none), part::conditions);
  EXPECT_EQ(unsound_place(part::row_places, 0, count(part::rows)), part::rows);
  EXPECT_EQ(unsound_place(part::need_rows, 0, count(part::rows)), part::rows);
  for (const auto& rule : rules.rules()) {
    if (rule.clauses == 0) continue;
    EXPECT_EQ(
        unsound_place(part::clause_rules, rule.first_clause + rule.clauses - 1, none),
        part::rows)
        << "the last clause of a rule tells which it is";
  }

  EXPECT_EQ(unsound_with(part::groups, 0, &core::group_record::rules, 99), part::groups);
  EXPECT_EQ(unsound_with(part::groups, 0, &core::group_record::scope, none),
            part::groups);
  EXPECT_EQ(unsound_with(part::rules, 0, &core::rule_record::level, 5), part::groups);
  EXPECT_EQ(unsound_with(part::rules, 0, &core::rule_record::group, 9), part::groups);
  EXPECT_EQ(unsound_with(part::rules, 0, &core::rule_record::duties, 9), part::groups);
  EXPECT_EQ(unsound_with(part::requirements, 0, &core::requirement_record::input, 99),
            part::groups);
  EXPECT_EQ(unsound_with(part::routes, 0, &core::route_record::condition,
                         count(part::conditions)),
            part::routes);
  EXPECT_EQ(unsound_with(part::names, 0, &core::name_record::size, 1U << 20),
            part::names);
  EXPECT_EQ(unsound_place(part::input_order, 0, 99), part::names);
}

template <class T>
part unsound_header(T core::image_header::* field, T value) {
  image_copy copy(everything().bytes());
  core::image_header head;
  std::memcpy(&head, copy.bytes().data(), sizeof(head));
  head.*field = value;
  std::memcpy(copy.bytes().data(), &head, sizeof(head));
  testing::mend_checksum(copy.bytes());
  return load(copy.bytes()).where;
}

TEST(Load, TellsWhatOfTheHeaderDoesNotFit) {
  using core::image_header;
  constexpr auto frame = part::levels_and_sizes;
  const auto& head = everything().program().head();
  EXPECT_EQ(unsound_header(&image_header::level_count, std::uint16_t{0}), frame);
  EXPECT_EQ(unsound_header(&image_header::level_count, std::uint16_t{17}), frame);
  EXPECT_EQ(unsound_header(&image_header::out_of_scope, 5U), frame);
  EXPECT_EQ(unsound_header(&image_header::complaint, 999U), frame);
  EXPECT_EQ(unsound_header(&image_header::complaint, core::none), part::inputs);
  EXPECT_EQ(unsound_header(&image_header::needs, 65U), frame);
  EXPECT_EQ(unsound_header(&image_header::row_lines, 0U), frame);
  EXPECT_EQ(unsound_header(&image_header::row_lines, head.row_lines + 1), frame);
  EXPECT_EQ(unsound_header(&image_header::early_lines, head.row_lines + 1), frame);
  EXPECT_EQ(unsound_header(&image_header::first_leveled, 1U), frame);
  EXPECT_EQ(unsound_header(&image_header::leveled, head.row_lines * 512 + 64), frame);
  EXPECT_EQ(unsound_header(&image_header::code_words, head.code_words - 1), part::inputs);
  EXPECT_EQ(unsound_header(&image_header::derived_words, head.derived_words + 1),
            part::derived);
  EXPECT_EQ(unsound_header(&image_header::state_words, head.state_words - 1),
            part::slots);
  EXPECT_EQ(unsound_header(&image_header::partial_rows, head.partial_rows - 1),
            part::slots);
  EXPECT_EQ(unsound_header(&image_header::scratch_words, head.scratch_words - 1),
            part::expressions);
  EXPECT_EQ(unsound_header(&image_header::star, core::none), part::conditions);
  EXPECT_EQ(unsound_header(&image_header::invalid_row, core::none), part::rows);
  EXPECT_EQ(unsound_header(&image_header::last_row, 1U << 24), part::rows);
  EXPECT_EQ(unsound_header(&image_header::inner_row, 1U << 24), part::rows);
  EXPECT_EQ(unsound_header(&image_header::vocabulary_routes, 99U), part::routes);
}

/// What would be read out of bounds was found by image_check, or it is not read.
struct sample {
  std::string name;
  std::vector<std::byte> bytes;
};

std::vector<sample> samples() {
  std::vector<sample> all;
  const auto add = [&](const std::string& name, std::span<const std::byte> image) {
    all.push_back({name, {image.begin(), image.end()}});
  };
  add("smallest", smallest().bytes());
  add("everything", everything().bytes());
  dice random(77);
  for (int i = 0; i < 4; ++i)
    add("random", image_of(testing::random_documents(random, {})).bytes());
  add("many codes", compiled_rules(tests::many_codes(130)).bytes());
  add("many lines", compiled_rules(tests::many_gates(3, 5)).bytes());
  return all;
}

TEST(Load, WhatItLetsPassIsEvaluatedInsideItsMemory) {
  dice random(20261129);
  const auto all = samples();
  std::size_t images = 0;
  std::size_t passed = 0;
  std::uint64_t sum = 0;
  std::map<part, std::size_t> refused_by;
  for (std::size_t round = 0; round < testing::rounds(30000); ++round) {
    const auto small = all.size() - 2;  // the large ones cost a hundred times as much
    const auto& from = all[round % 50 == 49 ? small + round / 50 % 2 : round % small];
    image_copy copy(from.bytes);
    const auto hits = 1 + (random.chance(30) ? random.below(4) : 0);
    for (std::uint32_t i = 0; i < hits; ++i)
      testing::damage(copy.bytes(), random);
    testing::mend_checksum(copy.bytes());
    ++images;
    const auto loaded = load(copy.bytes());
    if (!loaded) {
      if (loaded.fault == errc::image_unsound) ++refused_by[loaded.where];
      continue;
    }
    ++passed;
    sum ^= testing::call_everything(*loaded, 4, core::own_row_kernel(), random);
  }
  EXPECT_NE(sum, 0u);
  EXPECT_GT(passed, images / 20);
  if (testing::whole_campaigns) {
    EXPECT_GE(refused_by.size(), 12u) << "some part was never what was wrong";
  }
  std::printf(
      "report: images damaged behind their checksum: %zu, %zu let pass and evaluated in "
      "bounds, the others refused for %zu parts\n",
      images, passed, refused_by.size());
}

}  // namespace
}  // namespace arvio
