#include "arvio/version.hpp"

#include "commands.hpp"
#include "terminal.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <exception>
#include <functional>

namespace arvio::cli {

namespace {

/// The command that was given, ready to run.
using chosen_command = std::function<int()>;

constexpr const char* about_places = "Rule sets: files, or folders searched through";
constexpr const char* about_language = "Language of the texts: fi, sv, en";

/// Adds a command whose options are read into an `Options`, which `describe` binds.
template <class Options, class Describe>
void add(CLI::App& app, chosen_command& chosen, const char* name, const char* about,
         Describe describe) {
  auto* command = app.add_subcommand(name, about);
  auto from = std::make_shared<Options>();
  describe(*command, *from);
  command->callback([from, &chosen] { chosen = [from] { return run(*from); }; });
}

CLI::Option* add_rules(CLI::App& command, paths& rules, const char* about) {
  return command.add_option("--rules", rules, about)->allow_extra_args(false);
}

void describe_check(CLI::App& command, check_options& from) {
  command.add_option("PATH", from.places, about_places)->required();
  command.add_flag("--publishable", from.publishable,
                   "Also what a release needs: texts, sources, cases, approval");
  command.add_flag("-v,--verbose", from.verbose,
                   "Also notes for authors, what is valid when, the boxes of conditions");
}

void describe_assess(CLI::App& command, assess_options& from) {
  add_rules(command, from.rules, about_places)->required();
  command.add_option("--lang", from.language, about_language);
  command.add_flag("--finish", from.finish,
                   "What was not asked will not be: the call was cut, or it is a record");
  command.add_flag("--json", from.json, "The assessment as one line of JSON");
  command
      .add_option(
          "CONTACT", from.contact,
          "A contact as JSON; - is standard input, of which JSON lines give JSON lines")
      ->required();
}

void describe_next(CLI::App& command, next_options& from) {
  add_rules(command, from.rules, about_places)->required();
  command.add_option("--lang", from.language, about_language);
  command.add_option("CONTACT", from.contact, "A contact as JSON; - is standard input")
      ->required();
}

void describe_test(CLI::App& command, test_options& from) {
  command.add_option("DIR", from.places, about_places)->required();
  auto* mutate =
      command.add_flag("--mutate", from.mutate,
                       "Change each rule set in many small ways: do its cases notice?");
  command
      .add_flag("--list", from.list, "Also the changes that are proven to change nothing")
      ->needs(mutate);
}

void describe_show(CLI::App& command, show_options& from) {
  command
      .add_option("RULESET", from.rule_set,
                  "The XML file of a rule set; - is standard input")
      ->required();
  command.add_option("--lang", from.language, about_language);
}

void describe_convert(CLI::App& command, convert_options& from) {
  add_rules(command, from.rules, "Rule sets: check units and every contact against them");
  command.add_option("MAPPING", from.mapping, "What the columns mean: docs/cli.md")
      ->required();
  command.add_option("TABLE", from.table, "Comma-separated values with a header")
      ->required();
}

void describe_diff(CLI::App& command, diff_options& from) {
  add_rules(command, from.rules, "The rule sets that both versions are used with");
  command.add_option("OLD", from.before, "A rule set, or a folder of them")->required();
  command.add_option("NEW", from.after, "The same, later")->required();
}

void add_all(CLI::App& app, chosen_command& chosen) {
  add<check_options>(app, chosen, "check", "Check rule sets and say what is wrong",
                     describe_check);
  add<assess_options>(app, chosen, "assess", "Assess a contact: how urgent, what next",
                      describe_assess);
  add<next_options>(app, chosen, "next",
                    "The questions still worth asking, with their reasons",
                    describe_next);
  add<test_options>(app, chosen, "test",
                    "Run the cases that stand in rule sets; show what they cover",
                    describe_test);
  add<show_options>(app, chosen, "show", "A rule set as readable text", describe_show);
  add<diff_options>(app, chosen, "diff",
                    "What two versions of rule sets say and do differently",
                    describe_diff);
  add<convert_options>(app, chosen, "convert",
                       "Turn a table (CSV) into contacts, one a line", describe_convert);
}

}  // namespace

}  // namespace arvio::cli

// The program `arvio`. Exit codes: 0 fine, 1 findings, 2 bad usage or input.
int main(int argc, char** argv) {
  CLI::App app(
      "Triage by versioned rule sets: how urgent a contact is, and what to ask next");
  app.set_version_flag(
      "--version", fmt::format("arvio {}.{}.{}", ARVIO_VERSION_MAJOR, ARVIO_VERSION_MINOR,
                               ARVIO_VERSION_PATCH));
  app.require_subcommand(1);
  app.footer("Exit codes: 0 fine, 1 findings, 2 bad usage or input.");
  arvio::cli::chosen_command chosen;
  arvio::cli::add_all(app, chosen);
  try {
    app.parse(argc, argv);
    return chosen();
  } catch (const CLI::ParseError& fault) {
    // --help and --version come here too, and are no faults.
    return app.exit(fault) == 0 ? arvio::cli::fine : arvio::cli::bad_usage;
  } catch (const std::exception&) {
    // What it says may quote what was read, and that may be somebody's answers.
    arvio::cli::complain("arvio: an unexpected failure; nothing was decided\n");
    return arvio::cli::bad_usage;
  }
}
