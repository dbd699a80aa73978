#ifndef ARVIO_SRC_CLI_COMMANDS_HPP
#define ARVIO_SRC_CLI_COMMANDS_HPP

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

/// The commands of the program `arvio`, one file each: what it is given and what it does.
/// How each is written on the command line stands in main.cpp.
namespace arvio::cli {

/// What the program tells its caller.
enum exit_code : int {
  fine = 0,
  has_findings = 1,  // rule sets with errors, cases that failed, versions that differ
  bad_usage = 2,     // wrong arguments; a contact or table that is refused
};

using paths = std::vector<std::filesystem::path>;

struct check_options {
  paths places;
  bool retired = false;  // whether retired rule sets may be used
  bool publishable = false;
  bool verbose = false;
};
int run(const check_options& from);

struct assess_options {
  paths rules;
  bool retired = false;
  std::string profile;  // whose services are recommended; empty: none
  std::string language;
  std::string contact;
  bool finish = false;
  bool explain = false;
  bool full = false;
  std::string json;    // `full` or `compact`; empty: a report for people
  bool lines = false;  // a contact a line; so always from standard input
};
int run(const assess_options& from);

struct next_options {
  paths rules;
  bool retired = false;
  std::string profile;
  std::string language;
  std::string contact;
};
int run(const next_options& from);

struct test_options {
  paths places;
  bool retired = false;  // whether retired rule sets may be used
  bool mutate = false;
  bool list = false;  // of mutants: the equivalent ones too
};
int run(const test_options& from);
/// `--mutate`, which runs the cases of changed rule sets.
int run_mutants(const test_options& from);

struct show_options {
  paths rules;           // that lend their words
  std::string document;  // a rule set, a profile or a calendar
  std::string language;
  int year = 0;  // of a calendar; 0: every year it has
  bool full = false;
};
int run(const show_options& from);

struct compile_options {
  paths rules;
  bool retired = false;
  std::string image;
  std::string at;
};
int run(const compile_options& from);

struct verify_options {
  paths rules;
  bool retired = false;
  std::uint64_t cases = 0;
  std::uint64_t seed = 0;
  std::uint64_t seconds = 0;
  std::string save;
};
int run(const verify_options& from);

struct convert_options {
  paths rules;
  bool retired = false;
  std::string mapping;
  std::string table;
};
int run(const convert_options& from);

struct diff_options {
  paths rules;
  bool retired = false;
  std::string before;
  std::string after;
};
int run(const diff_options& from);

}  // namespace arvio::cli

#endif  // ARVIO_SRC_CLI_COMMANDS_HPP
