#ifndef ARVIO_TESTS_UNIT_EXCHANGE_CONVERTED_HPP
#define ARVIO_TESTS_UNIT_EXCHANGE_CONVERTED_HPP

#include "arvio/exchange/json.hpp"
#include "arvio/exchange/row_converter.hpp"

#include <gtest/gtest.h>

#include <string>

/// Tables as tests write them, and what becomes of them in one text.
namespace arvio::testing_tables {

/// A mapping of these members, with a time of assessment.
inline contact_mapping mapping(const std::string& members) {
  const auto made = read_mapping(R"({"at":"2026-03-02T10:00:00+02:00",)" + members + "}");
  EXPECT_TRUE(made) << (made ? "" : made.error().front().message);
  return made ? *made : contact_mapping();
}

/// A mapping of one column `t` for the input `t`, with these members.
inline contact_mapping mapping_of_t(const std::string& members) {
  return mapping(R"("columns":{"t":{"input":"t")" + members + "}}");
}

inline std::string joined(const char* sign, const table_faults& faults) {
  std::string out;
  for (const auto& one : faults)
    out += sign + std::to_string(one.line) + ":" + one.column + ": " + one.message + "\n";
  return out;
}

/// What a row comes to: its answers, or `line:column: fault`; behind `?` what was made
/// unknown, behind `-` why the row is left out.
inline std::string text_of(const converted_row& row) {
  const auto json = to_json(row.contact);
  return (row.is_contact() ? json.substr(json.find("\"answers\":") + 10) + "\n" : "") +
         joined("", row.faults) + joined("?", row.made_unknown) +
         joined("-", row.dropped_for);
}

/// What all rows come to, or why there are none.
inline std::string converted(const std::string& csv, const contact_mapping& by) {
  const auto read = read_table(csv, by.delimiter);
  if (!read) return read.error().front().message;
  const auto rows = convert(*read, by);
  std::string out;
  if (!rows) {
    for (const auto& one : rows.error())
      out += one.column + ": " + one.message + "\n";
    return out;
  }
  for (const auto& row : *rows)
    out += text_of(row);
  return out;
}

/// The messages of a mapping that is refused, one a line; empty where it is read.
inline std::string faults_of(const std::string& members) {
  const auto made = read_mapping(R"({"at":"2026-03-02T10:00:00+02:00",)" + members + "}");
  std::string out;
  if (made) return out;
  for (const auto& one : made.error())
    out += one.column + ": " + one.message + "\n";
  return out;
}
inline std::string faults_of_t(const std::string& members) {
  return faults_of(R"("columns":{"t":{"input":"t")" + members + "}}");
}

}  // namespace arvio::testing_tables

#endif  // ARVIO_TESTS_UNIT_EXCHANGE_CONVERTED_HPP
