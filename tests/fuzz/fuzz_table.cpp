// A table gives the same rows in pieces of any size; each row is a contact that is
// written and read as the same, or has a fault, whatever becomes of bad cells.

#include "arvio/exchange/json.hpp"
#include "arvio/exchange/row_converter.hpp"

#include "fuzz/fuzz.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace arvio;  // NOLINT: a program

/// One mapping per delimiter, each with every sort of column.
contact_mapping mapping_for(char delimiter, const std::string& on_bad) {
  const std::string name = delimiter == '\t' ? "\\t" : std::string(1, delimiter);
  const auto made = read_mapping(
      R"({"at":{"column":"at","form":["iso","finnish","unix"],"twice":"second"},)"
      R"("id":"id",)"
      R"("bad_cell":")" +
      on_bad + R"(","delimiter":")" + name + R"(","decimal":")" +
      (delimiter == ';' ? "," : ".") +
      R"(","columns":{"n":{"input":"n"},"k":{"input":"k","codes":{"1":"x","?":"?"}},)"
      R"("c":{"input":"c","codes":{"x":["x"],"y":{"absent":["x"]},"z":{"others":"no"}}},)"
      R"("d":{"input":"c","separator":"+","codes":{"x":["x"],"y":["y"]}},)"
      R"("f":{"input":"f","unit":"[degF]","convert":{"to":"Cel","digits":1,)"
      R"("rounding":"nearest"}},"g":{"input":"g","unit":"g","convert":{"to":"kg"}},)"
      R"("t":{"input":"t","form":"finnish"}}})");
  fuzz::must(static_cast<bool>(made), "the mapping is sound");
  return *made;
}

bool is_same(const table_row& a, const table_row& b) {
  return a.line == b.line && a.cells == b.cells && a.fault == b.fault &&
         a.blank == b.blank;
}

std::vector<table_row> rows_of(std::string_view csv, char delimiter, std::size_t piece) {
  table_reader in(delimiter);
  std::vector<table_row> rows;
  const auto take_rows = [&] {
    while (auto row = in.next())
      rows.push_back(std::move(*row));
  };
  for (; !csv.empty(); csv.remove_prefix(std::min(piece, csv.size()))) {
    in.take(csv.substr(0, piece));
    take_rows();
  }
  in.end();
  take_rows();
  return rows;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::array delimiters = {',', ';', '\t', '|'};
  if (size == 0) return 0;
  const auto delimiter = delimiters.at(data[0] % delimiters.size());
  const std::size_t piece = 1 + data[0] / delimiters.size();
  const auto csv = fuzz::text_of(data + 1, size - 1);
  const auto rows = rows_of(csv, delimiter, piece);
  const auto whole = rows_of(csv, delimiter, csv.size() + 1);
  fuzz::must(std::equal(rows.begin(), rows.end(), whole.begin(), whole.end(), is_same),
             "pieces give the rows of the whole");
  if (rows.empty() || !rows.front().fault.empty()) return 0;
  const auto& header = rows.front().cells;
  const auto strict = row_converter::of(header, mapping_for(delimiter, "error"));
  const auto lenient = row_converter::of(header, mapping_for(delimiter, "unknown"));
  fuzz::must(static_cast<bool>(strict) == static_cast<bool>(lenient),
             "a header does not depend on what becomes of bad cells");
  if (!strict) {
    fuzz::must(!strict.error().empty(), "a refusal says why");
    return 0;
  }
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (rows[i].blank) continue;
    const auto made = lenient->convert(rows[i]);
    const auto sound = strict->convert(rows[i]);
    const bool is_sound = made.made_unknown.empty() && made.faults.empty();
    fuzz::must(sound.faults.empty() == is_sound, "a bad cell is told one way or another");
    if (sound.faults.empty())
      fuzz::must(made.contact == sound.contact, "without bad cells nothing is let pass");
    if (!made.is_contact()) continue;
    const auto written = to_json(made.contact);
    const auto again = read_contact(written);
    fuzz::must(static_cast<bool>(again), "what was written is read");
    fuzz::must(to_json(*again) == written, "a contact has one form");
  }
  return 0;
}
