#include "arvio/compile/program.hpp"

#include "arvio/core/image/checksum.hpp"

#include "compile/clauses.hpp"
#include "compile/program_parts.hpp"
#include "compile/program_writer.hpp"

#include <cstring>
#include <utility>

namespace arvio::inline v0::compile {

namespace {

constexpr std::size_t checked_from =
    offsetof(core::image_header, checksum) + sizeof(std::uint64_t);

std::size_t lines_for(std::size_t bytes) {
  return (bytes + core::line_bytes - 1) / core::line_bytes;
}

}  // namespace

program_image program_parts::written() const {
  auto out_head = head;
  auto lines = lines_for(sizeof(core::image_header));
  for (std::size_t i = 0; i < core::part_count; ++i) {
    out_head.parts[i] = {static_cast<std::uint32_t>(lines),
                         static_cast<std::uint32_t>(counts_[i])};
    lines += lines_for(parts_[i].size());
  }
  out_head.bytes = lines * core::line_bytes;
  std::vector<program_image::line> image(lines);
  auto* const begin = image.front().bytes.data();
  for (std::size_t i = 0; i < core::part_count; ++i) {
    if (parts_[i].empty()) continue;
    std::memcpy(begin + out_head.parts[i].line * core::line_bytes, parts_[i].data(),
                parts_[i].size());
  }
  std::memcpy(begin, &out_head, sizeof(out_head));
  out_head.checksum =
      core::checksum_of(begin + checked_from, (out_head.bytes - checked_from) / 8);
  std::memcpy(begin, &out_head, sizeof(out_head));
  return program_image(std::move(image));
}

expected<compiled> compile_program(const book::rulebook& book,
                                   const compile_options& options) {
  closed_conditions conditions(book);
  return compile_program(conditions, options);
}

expected<compiled> compile_program(closed_conditions& conditions,
                                   const compile_options& options) {
  const book_clauses clauses(conditions);
  if (clauses.failed() != errc::none) return unexpected(error{clauses.failed(), {}});
  program_writer writer(clauses);
  if (writer.failed().code != errc::none) return unexpected(writer.failed());
  auto image = writer.written(options).written();
  auto meaning = writer.meaning();
  return compiled{std::move(image), std::move(meaning)};
}

}  // namespace arvio::inline v0::compile
