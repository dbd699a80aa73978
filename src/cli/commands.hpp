#ifndef ARVIO_CLI_COMMANDS_HPP
#define ARVIO_CLI_COMMANDS_HPP

#include <CLI/CLI.hpp>

/// The commands of the program `arvio`, one file each. `add_...` describes the command to
/// the parser; when it was given, it runs and puts its exit code into `code`.
namespace arvio::cli {

/// What the program tells its caller.
enum exit_code : int {
  fine = 0,
  has_findings = 1,  // rule sets with errors, cases that failed
  bad_usage = 2,     // wrong arguments; a contact or table that is refused
};

void add_check(CLI::App& app, int& code);
void add_assess(CLI::App& app, int& code);
void add_next(CLI::App& app, int& code);
void add_test(CLI::App& app, int& code);
void add_show(CLI::App& app, int& code);
void add_convert(CLI::App& app, int& code);

}  // namespace arvio::cli

#endif  // ARVIO_CLI_COMMANDS_HPP
