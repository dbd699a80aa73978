#include "arvio/version.hpp"

#include "commands.hpp"
#include "terminal.hpp"

#include <fmt/format.h>

#include <exception>

// The program `arvio`. Exit codes: 0 fine, 1 findings, 2 bad usage or input.
int main(int argc, char** argv) {
  CLI::App app(
      "Triage by versioned rule sets: how urgent a contact is, and what to ask next");
  app.set_version_flag(
      "--version", fmt::format("arvio {}.{}.{}", ARVIO_VERSION_MAJOR, ARVIO_VERSION_MINOR,
                               ARVIO_VERSION_PATCH));
  app.require_subcommand(1);
  app.footer("Exit codes: 0 fine, 1 findings, 2 bad usage or input.");
  int code = arvio::cli::fine;
  arvio::cli::add_check(app, code);
  arvio::cli::add_assess(app, code);
  arvio::cli::add_next(app, code);
  arvio::cli::add_test(app, code);
  arvio::cli::add_show(app, code);
  arvio::cli::add_convert(app, code);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& fault) {
    // --help and --version come here too, and are no faults.
    return app.exit(fault) == 0 ? arvio::cli::fine : arvio::cli::bad_usage;
  } catch (const std::exception&) {
    // What it says may quote what was read, and that may be somebody's answers.
    arvio::cli::complain("arvio: an unexpected failure; nothing was decided\n");
    return arvio::cli::bad_usage;
  }
  return code;
}
