#include "arvio/base/did_you_mean.hpp"
#include "arvio/version.hpp"

#include "commands.hpp"
#include "terminal.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace arvio::cli {

namespace {

/// The command that was given, ready to run.
using chosen_command = std::function<int()>;

constexpr const char* about_places = "Rule sets: files, or folders searched through";

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
  // One value each time: `--rules A CONTACT` must not take the contact for a rule set.
  return command.add_option("--rules", rules, about)
      ->allow_extra_args(false)
      ->option_text("PATH (may be repeated)");
}

void add_language(CLI::App& command, std::string& language) {
  command.add_option("--lang", language, "Language of the texts")
      ->option_text("fi|sv|en")
      ->check([](const std::string& given) {
        const bool known = given == "fi" || given == "sv" || given == "en";
        return known ? std::string() : "the languages are fi, sv and en";
      });
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
  add_language(command, from.language);
  command.add_flag("--finish", from.finish,
                   "What was not asked will not be: the call was cut, or it is a record");
  command.add_flag(
      "--explain", from.explain,
      "Also why: what holds by which answers, and what would be more urgent");
  command.add_flag("--full", from.full,
                   "Also how it came about: rules and their answers, the advice of less "
                   "urgent rules, refused services, versions");
  command.add_flag("--json", from.json, "The assessment as one line of JSON");
  command
      .add_option(
          "CONTACT", from.contact,
          "A contact as JSON; - is standard input, of which JSON lines give JSON lines")
      ->required();
}

void describe_next(CLI::App& command, next_options& from) {
  add_rules(command, from.rules, about_places)->required();
  add_language(command, from.language);
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
  add_rules(command, from.rules,
            "Rule sets whose words it uses: those of the vocabulary");
  command.add_flag("--full", from.full, "As its author wrote it: ids and conditions");
  command
      .add_option("RULESET", from.rule_set,
                  "The XML file of a rule set; - is standard input")
      ->required();
  add_language(command, from.language);
}

void describe_compile(CLI::App& command, compile_options& from) {
  command.add_option("RULES", from.rules, about_places)->required();
  command.add_option("-o,--output", from.image, "The image to write")->required();
  command
      .add_option("--at", from.at,
                  "The rule sets valid at this time; the newest when not given")
      ->option_text("TIME");
}

void describe_verify(CLI::App& command, verify_options& from) {
  from.cases = 10000;
  from.seed = 1;
  from.save = "arvio-verify.json";
  command.add_option("RULES", from.rules, about_places)->required();
  command.add_option("--cases", from.cases, "Contacts to make, in all")
      ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1'000'000'000'000}))
      ->option_text("N [10000]");
  command.add_option("--seed", from.seed, "The same seed makes the same contacts")
      ->option_text("N [1]");
  command.add_option("--seconds", from.seconds, "Stop after so long, whatever is left")
      ->option_text("N");
  command
      .add_option("--save", from.save, "Where a contact that shows a fault is written")
      ->option_text("FILE [arvio-verify.json]");
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
  add<compile_options>(app, chosen, "compile",
                       "Write rule sets as an image that the core evaluates",
                       describe_compile);
  add<verify_options>(app, chosen, "verify",
                      "Hold four ways to evaluate against each other on made-up contacts",
                      describe_verify);
  add<convert_options>(app, chosen, "convert",
                       "Turn a table (CSV) into contacts, one a line", describe_convert);
}

std::vector<std::string> commands_of(const CLI::App& app) {
  std::vector<std::string> names;
  for (const auto* one : app.get_subcommands(nullptr)) {
    names.push_back(one->get_name());
  }
  return names;
}

/// The first argument where it is meant as a command and is none; nullptr where it is.
const char* unknown_command(const CLI::App& app, int argc, char** argv) {
  if (argc < 2 || argv[1][0] == '-' || argv[1][0] == '\0') return nullptr;
  const auto known = commands_of(app);
  const bool is_one = std::find(known.begin(), known.end(), argv[1]) != known.end();
  return is_one ? nullptr : argv[1];
}

void complain_about(const CLI::App& app, const std::string& command) {
  const auto hint = did_you_mean(command, commands_of(app));
  complain(fmt::format("arvio: `{}` is no command{}\nRun with --help for the commands.\n",
                       harmless(command), hint.empty() ? "" : "; " + hint));
}

int run(CLI::App& app, const chosen_command& chosen, int argc, char** argv) {
  if (const auto* command = unknown_command(app, argc, argv)) {
    complain_about(app, command);
    return bad_usage;
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& fault) {
    // --help and --version come here too, and are no faults.
    return app.exit(fault) == 0 ? fine : bad_usage;
  }
  return chosen();
}

}  // namespace

int run(CLI::App& app, int argc, char** argv) {
  chosen_command chosen;
  add_all(app, chosen);
  try {
    const auto code = run(app, chosen, argc, argv);
    finish_output();
    return code;
  } catch (const output_lost&) {
    complain("arvio: standard output could not be written: the output is not whole\n");
  } catch (const std::exception&) {
    // What it says may quote what was read, and that may be somebody's answers.
    complain("arvio: an unexpected failure; nothing was decided\n");
  }
  return bad_usage;
}

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
  return arvio::cli::run(app, argc, argv);
}
