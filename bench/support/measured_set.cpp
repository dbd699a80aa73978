#include "support/measured_set.hpp"

#include "arvio/base/diagnostic.hpp"
#include "arvio/core/bounds.hpp"
#include "arvio/core/evaluation.hpp"
#include "arvio/core/put.hpp"
#include "arvio/reference/interpreter.hpp"

#include "support/book.hpp"

#include <algorithm>
#include <bit>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <utility>

namespace arvio::bench {

using core::place;

measured_set::measured_set(const synthetic_shape& shape)
    : documents_(synthetic_documents(shape)) {
  compile();
  rules_ = std::make_unique<boxed_rules>(*book_);
  code_ = std::make_unique<bytecode>(*rules_);
}

measured_set::measured_set(std::vector<std::string> documents)
    : documents_(std::move(documents)) {
  compile();
}

void measured_set::compile() {
  book_ = book_of(documents_);
  auto made = compile::compile_program(*book_, {});
  if (!made) throw std::runtime_error("a rule set that does not compile");
  image_ = std::make_unique<compile::program_image>(std::move(made->image));
  program_ = image_->program();
}

std::vector<known_contact> measured_set::contacts(std::uint32_t known,
                                                  std::uint32_t count) const {
  return made_contacts(*book_, {known, count, known + 1});
}

bool measured_set::agrees_with_bytecode(const std::vector<known_contact>& contacts,
                                        core::row_kernel kernel) const {
  core_contacts room(program_, 2);
  rule_bits bits(program_);
  auto frame = code_->frame();
  for (const auto& contact : contacts) {
    room[0].clear(contact_time);
    put_answers(room[0], contact);
    const auto bounds = core::find_bounds(room[0], kernel);
    const core::evaluation found(room[0], room[1], kernel);
    if (bounds != found.bounds()) return false;
    bits.read(room[0]);
    code_->read(contact, frame);
    code_->evaluate(frame);
    for (std::uint32_t i = 0; i < code_->rule_count(); ++i) {
      const auto& rule = rules_->rules()[i].rule;
      const auto which = program_.groups()[rule.group].first_rule + rule.rule;
      const bool certain = core::has_bit(frame.certain.data(), i);
      const bool possible = core::has_bit(frame.possible.data(), i);
      const auto state = found.rule_state(which);
      if (certain != (state == certainty::certain)) return false;
      if (possible != (state != certainty::excluded)) return false;
      const auto& clauses = program_.rules()[which];
      bool certain_bit = false;
      bool possible_bit = false;
      core::for_words(clauses.first_clause, clauses.clauses, [&](auto word, auto mask) {
        certain_bit = certain_bit || (bits.certain[word] & mask) != 0;
        possible_bit = possible_bit || (bits.possible[word] & mask) != 0;
        return true;
      });
      if (certain_bit != certain || possible_bit != possible) return false;
    }
  }
  return true;
}

bool measured_set::agrees_with_reference(
    const std::vector<known_contact>& contacts) const {
  const reference::interpreter judge(*book_);
  core_contacts room(program_, 2);
  for (const auto& given : contacts) {
    const auto contact = reference_contact(*book_, given);
    room[0].clear(contact_time);
    put_answers(room[0], given);
    const core::evaluation found(room[0], room[1], core::own_row_kernel());
    for (std::uint32_t g = 0; g < book_->groups.size(); ++g) {
      for (std::uint32_t r = 0; r < book_->groups[g].rules.size(); ++r) {
        const auto expected = judge.rule_state({g, r}, contact);
        const auto state = found.rule_state(program_.groups()[g].first_rule + r);
        if ((state == certainty::certain) != (expected == certainty::certain))
          return false;
        if ((state == certainty::excluded) != (expected == certainty::excluded))
          return false;
      }
    }
  }
  // The bytecode through the core, which is quicker than once more by the interpreter.
  return !has_bytecode() || agrees_with_bytecode(contacts, core::own_row_kernel());
}

std::vector<std::string> shipped_documents() {
  std::vector<std::filesystem::path> paths;
  const auto folder = std::filesystem::path(ARVIO_SOURCE_DIR) / "rules";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".xml") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> documents;
  for (const auto& path : paths) {
    std::ifstream file(path);
    std::string text(std::istreambuf_iterator<char>(file),
                     std::istreambuf_iterator<char>{});
    if (root_element_of(text) == "ruleset") documents.push_back(std::move(text));
  }
  return documents;
}

void put_answer(core::frame& into, const known_input& given) noexcept {
  core::answer_writer writer(into);
  if (into.rules().inputs()[given.input].kind != core::input_kind::codes)
    return writer.answer(given.input, given.value);
  const auto codes = into.rules().inputs()[given.input].codes;
  std::uint64_t present[core::most_code_words] = {};
  std::uint64_t absent[core::most_code_words] = {};
  const std::uint64_t unknown[core::most_code_words] = {};
  for (const auto code : given.present)
    core::put_bit(present, code);
  for (std::uint32_t w = 0; w < core::words_for(codes); ++w)
    absent[w] = core::bits_from(0, codes - w * 64) & ~present[w];
  writer.answer_codes(given.input, present, absent, unknown);
}

void put_answers(core::frame& into, const known_contact& given) noexcept {
  for (const auto& one : given)
    put_answer(into, one);
}

namespace {

#if defined(__x86_64__)
#define ARVIO_WIDEST __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define ARVIO_WIDEST
#endif

/// Adding `inner` carries to a rule's last bit where any of its clauses has its own set.
ARVIO_WIDEST void ends_of_rules(std::size_t words, const std::uint64_t* __restrict missed,
                                const std::uint64_t* __restrict open,
                                const std::uint64_t* __restrict last,
                                const std::uint64_t* __restrict inner,
                                std::uint64_t* __restrict certain,
                                std::uint64_t* __restrict possible) noexcept {
  for (std::size_t w = 0; w < words; ++w) {
    const auto may = ~missed[w];
    const auto must = may & ~open[w];
    possible[w] = (((may & inner[w]) + inner[w]) | may) & last[w];
    certain[w] = (((must & inner[w]) + inner[w]) | must) & last[w];
  }
}

}  // namespace

rule_bits::rule_bits(const core::program& rules)
    : certain(std::size_t{rules.head().row_lines} * core::line_words),
      possible(certain.size()),
      lines(core::words_for(rules.head().row_lines)) {}

void rule_bits::read(const core::frame& contact) noexcept {
  const auto& rules = contact.rules();
  const auto count = rules.head().row_lines;
  const auto* alive = contact.alive_lines();
  const auto* last = rules.row(rules.head().last_row);
  const auto* inner = rules.row(rules.head().inner_row);
  for (std::size_t w = 0; w < lines.size(); ++w) {
    const auto left = lines[w] & ~alive[w];
    core::for_bits(&left, 1, [&](std::uint32_t bit) {
      const auto begin = (w * 64 + bit) * core::line_words;
      std::fill_n(certain.begin() + static_cast<std::ptrdiff_t>(begin), core::line_words,
                  0U);
      std::fill_n(possible.begin() + static_cast<std::ptrdiff_t>(begin), core::line_words,
                  0U);
    });
    lines[w] = alive[w];
  }
  first = core::none;
  for (auto line = core::next_bit(alive, 0, count); line < count;) {
    auto end = line + 1;
    while (end < count && core::has_bit(alive, end))
      ++end;
    const auto word = std::size_t{line} * core::line_words;
    const auto words = std::size_t{end - line} * core::line_words;
    ends_of_rules(words, contact.missed() + word, contact.open() + word, last + word,
                  inner + word, certain.data() + word, possible.data() + word);
    for (auto w = word; first == core::none && w < word + words; ++w) {
      if (certain[w] == 0) continue;
      first = rules.rule_of(static_cast<place>(w * 64) +
                            static_cast<place>(std::countr_zero(certain[w])));
    }
    line = core::next_bit(alive, end, count);
  }
}

core_contacts::core_contacts(const core::program& rules, std::size_t count)
    : memory_(count * core::frame::words(rules)) {
  const auto words = core::frame::words(rules);
  for (std::size_t i = 0; i < count; ++i)
    contacts_.emplace_back(rules, std::span(memory_).subspan(i * words, words),
                           contact_time);
}

core_contacts::core_contacts(const core::program& rules,
                             const std::vector<known_contact>& given)
    : core_contacts(rules, given.size()) {
  for (std::size_t i = 0; i < given.size(); ++i)
    put_answers(contacts_[i], given[i]);
}

std::size_t lines_read(const core::frame& contact) {
  constexpr std::uint32_t lines_at_once = 4;  // of core::evaluation
  const auto& rules = contact.rules();
  const auto lines = rules.head().row_lines;
  const auto early = lines <= lines_at_once ? lines : rules.head().early_lines;
  std::size_t visited = early;
  for (auto line = early; line < lines; ++line) {
    visited += core::has_bit(contact.alive_lines(), line) ? 1 : 0;
  }
  std::size_t rows = 1;
  for (std::uint32_t s = 0; s < rules.strata().size(); ++s) {
    const auto list = contact.rows(s);
    rows += list.missed_count + list.open_count;
    for (std::size_t p = 0; p < list.partial_count; ++p)
      rows += list.partial[p].count;
  }
  return rows * visited;
}

}  // namespace arvio::bench
