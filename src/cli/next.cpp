#include "commands.hpp"
#include "loading.hpp"
#include "report.hpp"
#include "terminal.hpp"

#include <string>
#include <vector>

namespace arvio::cli {

int run(const next_options& from) {
  const auto ready = opened(from.rules, from.retired, from.profile);
  if (!ready) return ready.error();
  auto contact = contact_in(from.contact);
  if (!contact) return bad_usage;
  if (!from.language.empty()) contact->language = from.language;
  const auto result = ready->assess(*contact);
  if (!result) {
    complain_about(result.error());
    return bad_usage;
  }
  print(questions_report(*result));
  return fine;
}

}  // namespace arvio::cli
