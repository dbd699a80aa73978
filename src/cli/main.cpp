#include "arvio/base/did_you_mean.hpp"
#include "arvio/base/limits.hpp"
#include "arvio/base/shown.hpp"
#include "arvio/version.hpp"

#include "commands.hpp"
#include "terminal.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <exception>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <system_error>
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

void add_retired(CLI::App& command, bool& retired) {
  command.add_flag(
      "--retired", retired,
      "Take rule sets of the status `retired` too: for contacts of their time");
}

void add_language(CLI::App& command, std::string& language) {
  command.add_option("--lang", language, "Language of the texts")
      ->option_text("fi|sv|en")
      ->check([](const std::string& given) {
        const bool known = given == "fi" || given == "sv" || given == "en";
        return known ? std::string() : "the languages are fi, sv and en";
      });
}

/// What is wrong with the digits of an option; a sign is wrong, too.
auto whole_number(std::uint64_t least, std::uint64_t most) {
  return [least, most](const std::string& given) {
    std::uint64_t number = 0;
    const auto* end = given.data() + given.size();
    const auto [read, fault] = std::from_chars(given.data(), end, number);
    const bool fits =
        fault == std::errc() && read == end && number >= least && number <= most;
    return fits ? std::string()
                : fmt::format("it takes a whole number from {} to {}", least, most);
  };
}

void add_profile(CLI::App& command, std::string& profile) {
  command
      .add_option("--profile", profile,
                  "The profile, by its id, whose services are recommended")
      ->option_text("ID");
}

void describe_check(CLI::App& command, check_options& from) {
  command.add_option("PATH", from.places, about_places)->required();
  command.add_flag("--publishable", from.publishable,
                   "Also what a release needs: texts, sources, cases, approval");
  command.add_flag("-v,--verbose", from.verbose,
                   "Also notes for authors, what is valid when, the boxes of conditions");
  add_retired(command, from.retired);
}

void describe_assess(CLI::App& command, assess_options& from) {
  add_rules(command, from.rules, about_places)->required();
  add_profile(command, from.profile);
  add_language(command, from.language);
  command.add_flag("--finish", from.finish,
                   "What was not asked will not be: the call was cut, or it is a record");
  command.add_flag(
      "--explain", from.explain,
      "Also why: what holds by which answers, and what would be more urgent");
  command.add_flag("--full", from.full,
                   "Also how it came about: rules and their answers, the advice of less "
                   "urgent rules, refused services, versions");
  command
      .add_flag("--json{full}", from.json,
                "The assessment as one line of JSON; --json=compact: in ids alone, some "
                "hundred bytes")
      ->check(CLI::IsMember({"full", "compact"}));
  command.add_flag("--lines", from.lines,
                   "CONTACT is JSON lines: for each line in, one line of JSON out");
  command
      .add_option("CONTACT", from.contact,
                  "A contact as JSON; - is standard input, as JSON lines")
      ->required();
  add_retired(command, from.retired);
}

void describe_next(CLI::App& command, next_options& from) {
  add_rules(command, from.rules, about_places)->required();
  add_profile(command, from.profile);
  add_language(command, from.language);
  command.add_option("CONTACT", from.contact, "A contact as JSON; - is standard input")
      ->required();
  add_retired(command, from.retired);
}

void describe_test(CLI::App& command, test_options& from) {
  command.add_option("DIR", from.places, about_places)->required();
  auto* mutate =
      command.add_flag("--mutate", from.mutate,
                       "Change each rule set in many small ways: do its cases notice?");
  command
      .add_flag("--list", from.list, "Also the changes that are proven to change nothing")
      ->needs(mutate);
  add_retired(command, from.retired);
}

void describe_show(CLI::App& command, show_options& from) {
  add_rules(command, from.rules,
            "Rule sets whose words it uses: those of the vocabulary");
  command.add_flag("--full", from.full, "As its author wrote it: ids and conditions");
  command
      .add_option("FILE", from.document,
                  "The XML file of a rule set, profile or calendar; - is standard input")
      ->required();
  add_language(command, from.language);
  command
      .add_option("--year", from.year,
                  "Of a calendar: the year to show; all that it has when not given")
      ->check(whole_number(limits::first_year, limits::last_year))
      ->option_text("N");
}

void describe_compile(CLI::App& command, compile_options& from) {
  command.add_option("RULES", from.rules, about_places)->required();
  command.add_option("-o,--output", from.image, "The image to write")->required();
  command
      .add_option("--at", from.at,
                  "The rule sets valid at this time; the newest when not given")
      ->option_text("TIME");
  add_retired(command, from.retired);
}

void describe_verify(CLI::App& command, verify_options& from) {
  from.cases = 10000;
  from.seed = 1;
  from.save = "arvio-verify.json";
  command.add_option("RULES", from.rules, about_places)->required();
  constexpr std::uint64_t most_cases = 1'000'000'000'000;
  constexpr std::uint64_t year = std::uint64_t{365} * 86400;  // in seconds
  command.add_option("--cases", from.cases, "Contacts to make, in all")
      ->check(whole_number(1, most_cases))
      ->option_text("N [10000]");
  command.add_option("--seed", from.seed, "The same seed makes the same contacts")
      ->check(whole_number(0, std::numeric_limits<std::uint64_t>::max()))
      ->option_text("N [1]");
  command.add_option("--seconds", from.seconds, "Stop after so long, whatever is left")
      ->check(whole_number(1, year))
      ->option_text("N");
  command
      .add_option("--save", from.save, "Where a contact that shows a fault is written")
      ->option_text("FILE [arvio-verify.json]");
  add_retired(command, from.retired);
}

void describe_convert(CLI::App& command, convert_options& from) {
  add_rules(command, from.rules, "Rule sets: check units and every contact against them");
  command.add_option("MAPPING", from.mapping, "What the columns mean: docs/cli.md")
      ->required();
  command.add_option("TABLE", from.table, "Comma-separated values with a header")
      ->required();
  add_retired(command, from.retired);
}

void describe_diff(CLI::App& command, diff_options& from) {
  add_rules(command, from.rules, "The rule sets that both versions are used with");
  command.add_option("OLD", from.before, "A rule set, or a folder of them")->required();
  command.add_option("NEW", from.after, "The same, later")->required();
  add_retired(command, from.retired);
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
  add<show_options>(app, chosen, "show",
                    "A rule set, profile or calendar as readable text", describe_show);
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
  const auto name = is_plain_name(command) ? "`" + command + "`" : "the first argument";
  complain(fmt::format("arvio: {} is no command{}\nRun with --help for the commands.\n",
                       name, hint.empty() ? "" : "; " + hint));
}

/// Of arguments that nothing asked for only what is written as an option is repeated: a
/// contact that the shell took apart comes here as well.
std::string words_for_extras(const std::vector<std::string>& extras) {
  std::string out;
  std::size_t others = 0;
  for (const auto& one : extras) {
    auto name = one.substr(0, one.find('='));
    name.erase(0, std::min(name.find_first_not_of('-'), name.size()));
    if (one.starts_with('-') && is_plain_name(name)) {
      out += fmt::format("arvio: `{}{}` is no option of this command\n",
                         one.starts_with("--") ? "--" : "-", name);
    } else {
      ++others;
    }
  }
  if (others > 0)
    out += fmt::format("arvio: {} too many\n", counted(others, "argument", "arguments"));
  return out;
}

/// What is wrong with the arguments. What was given for a file may be what it holds.
void complain_about(const CLI::App& app, const CLI::ParseError& fault) {
  const std::string words = fault.what();
  if (dynamic_cast<const CLI::ExtrasError*>(&fault) != nullptr) {
    complain(words_for_extras(app.remaining(true)));
  } else if (looks_like_contents(words)) {
    complain("arvio: an argument is not of its form\n");
  } else {
    complain("arvio: " + words + "\n");
  }
  complain("Run with --help for more information.\n");
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
    if (fault.get_exit_code() == 0) return app.exit(fault);
    complain_about(app, fault);
    return bad_usage;
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
