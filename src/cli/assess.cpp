#include "arvio/engine/json.hpp"

#include "commands.hpp"
#include "loading.hpp"
#include "report.hpp"
#include "terminal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace arvio::cli {

namespace {

struct options {
  std::vector<std::filesystem::path> rules;
  std::string language;
  std::string contact;
  bool finish = false;
  bool json = false;
};

void apply(const options& from, contact& person) {
  if (!from.language.empty()) person.language = from.language;
  if (from.finish) person.finish = true;
}

int assess_one(const engine& ready, const options& from) {
  auto person = contact_in(from.contact);
  if (!person) return bad_usage;
  apply(from, *person);
  const auto result = ready.assess(*person);
  if (!result) {
    complain_about(result.error());
    return bad_usage;
  }
  print(from.json ? to_json_with_library(*result) + "\n" : report(*result));
  return fine;
}

/// The JSON of one line's contact: its assessment, or why it is refused.
std::string answer_line(const engine& ready, const options& from, std::string_view line,
                        std::size_t number, int& code) {
  contact_errors errors;
  auto person = read_contact(line);
  if (person) {
    apply(from, *person);
    const auto result = ready.assess(*person);
    if (result) return to_json_with_library(*result);
    errors = result.error();
  } else {
    errors = person.error();
  }
  code = bad_usage;
  return fmt::format("{{\"line\":{},{}", number, to_json(errors).substr(1));
}

/// One contact a line in, one line out, in the same order. A single contact may take
/// several lines: then its first line does not close it.
int assess_lines(const engine& ready, const options& from) {
  const auto bytes = bytes_of("-");
  if (!bytes) return bad_usage;
  std::string_view rest = *bytes;
  const auto blank = [](std::string_view text) {
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
  };
  const auto closed = [](std::string_view text) {
    const auto last = text.find_last_not_of(" \t\r");
    return last != std::string_view::npos && text[last] == '}';
  };
  int code = fine;
  if (!closed(rest.substr(0, rest.find('\n')))) {
    print(answer_line(ready, from, rest, 1, code) + "\n");
    return code;
  }
  for (std::size_t number = 1; !rest.empty(); ++number) {
    const auto end = std::min(rest.find('\n'), rest.size());
    const auto line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (!blank(line)) print(answer_line(ready, from, line, number, code) + "\n");
  }
  return code;
}

int run(const options& from) {
  const auto ready = opened(from.rules);
  if (!ready) return has_findings;
  return from.contact == "-" ? assess_lines(*ready, from) : assess_one(*ready, from);
}

}  // namespace

void add_assess(CLI::App& app, int& code) {
  auto from = std::make_shared<options>();
  auto* command = app.add_subcommand("assess", "Assess a contact: how urgent, what next");
  command
      ->add_option("--rules", from->rules,
                   "Rule sets: files, or folders searched through")
      ->required()
      ->allow_extra_args(false);
  command->add_option("--lang", from->language, "Language of the texts: fi, sv, en");
  command->add_flag(
      "--finish", from->finish,
      "What was not asked will not be: the call was cut, or it is a record");
  command->add_flag("--json", from->json, "The assessment as one line of JSON");
  command
      ->add_option("CONTACT", from->contact,
                   "A contact as JSON; - reads JSON lines and writes JSON lines")
      ->required();
  command->callback([from, &code] { code = run(*from); });
}

}  // namespace arvio::cli
