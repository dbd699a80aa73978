#include "commands.hpp"
#include "loading.hpp"
#include "report.hpp"
#include "terminal.hpp"

#include <memory>
#include <string>
#include <vector>

namespace arvio::cli {

namespace {

struct options {
  std::vector<std::filesystem::path> rules;
  std::string language;
  std::string contact;
};

int run(const options& from) {
  const auto ready = opened(from.rules);
  if (!ready) return has_findings;
  auto person = contact_in(from.contact);
  if (!person) return bad_usage;
  if (!from.language.empty()) person->language = from.language;
  const auto result = ready->assess(*person);
  if (!result) {
    complain_about(result.error());
    return bad_usage;
  }
  print(questions_report(*result));
  return fine;
}

}  // namespace

void add_next(CLI::App& app, int& code) {
  auto from = std::make_shared<options>();
  auto* command =
      app.add_subcommand("next", "The questions still worth asking, with their reasons");
  command
      ->add_option("--rules", from->rules,
                   "Rule sets: files, or folders searched through")
      ->required()
      ->allow_extra_args(false);
  command->add_option("--lang", from->language, "Language of the texts: fi, sv, en");
  command->add_option("CONTACT", from->contact, "A contact as JSON; - is standard input")
      ->required();
  command->callback([from, &code] { code = run(*from); });
}

}  // namespace arvio::cli
