#include "arvio/base/limits.hpp"
#include "arvio/exchange/json.hpp"

#include "commands.hpp"
#include "explain.hpp"
#include "input_file.hpp"
#include "loading.hpp"
#include "report.hpp"
#include "terminal.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>

namespace arvio::cli {

namespace {

void apply(const assess_options& from, arvio::contact& contact) {
  if (!from.language.empty()) contact.language = from.language;
  if (from.finish) contact.finish = true;
}

/// The JSON of an admitted contact.
expected<std::string, contact_errors> json_of(const engine& ready,
                                              const assess_options& from,
                                              const arvio::contact& contact) {
  if (from.json == "compact") {
    const auto result = ready.assess_briefly(contact);
    if (!result) return unexpected{result.error()};
    return to_json(*result);
  }
  const auto result = ready.assess(contact, {.all_advice = from.full});
  if (!result) return unexpected{result.error()};
  if (!from.explain) return to_json_with_library(*result);
  const auto why = ready.explain(contact);
  if (!why) return unexpected{why.error()};
  return to_json_with_library(*result, *why);
}

/// The same for people.
expected<std::string, contact_errors> report_of(const engine& ready,
                                                const assess_options& from,
                                                const arvio::contact& contact) {
  const auto result = ready.assess(contact, {.all_advice = from.full});
  if (!result) return unexpected{result.error()};
  const auto told = report(*result, from.full ? detail::full : detail::brief);
  if (!from.explain) return told;
  const auto why = ready.explain(contact);
  if (!why) return unexpected{why.error()};
  return told + explanation_report(*result, *why);
}

unexpected<contact_errors> too_long() {
  return unexpected{
      contact_errors{{errc::limit_file, "",
                      fmt::format("larger than {} bytes", limits::contact_bytes)}}};
}

int assess_one(const engine& ready, const assess_options& from, std::string_view text) {
  auto contact = read_contact(text);
  if (!contact) {
    complain_about(contact.error());
    return bad_usage;
  }
  apply(from, *contact);
  const auto written = from.json.empty() ? report_of(ready, from, *contact)
                                         : json_of(ready, from, *contact);
  if (!written) {
    complain_about(written.error());
    return bad_usage;
  }
  print(from.json.empty() ? *written : *written + "\n");
  return fine;
}

/// The JSON of one line's contact: its assessment, or why it is refused.
std::string answer_to(const engine& ready, const assess_options& from,
                      const input_line& line, int& code) {
  refused_line refused{line.number, {}, {}};
  auto contact = line.too_long ? expected<arvio::contact, contact_errors>(too_long())
                               : read_contact(line.text);
  if (contact) {
    apply(from, *contact);
    auto written = json_of(ready, from, *contact);
    if (written) return std::move(*written);
    refused.id = contact->id;
    refused.errors = written.error();
  } else {
    refused.errors = contact.error();
  }
  code = bad_usage;
  return to_json(refused);
}

/// A contact a line, and a line of JSON for each, as they come: who reads along can tell
/// by counting which is which, so a line without a contact gets one, too.
int assess_lines(const engine& ready, const assess_options& from) {
  auto file = input_file::opened(from.contact);
  if (!file) return bad_usage;
  input_lines lines(std::move(*file), limits::contact_bytes);
  int code = fine;
  while (const auto line = lines.next()) {
    print(answer_to(ready, from, *line, code) + "\n");
  }
  return lines.is_cut() ? bad_usage : code;
}

}  // namespace

int run(const assess_options& from) {
  const auto ready = opened(from.rules, from.retired, from.profile);
  if (!ready) return ready.error();
  if (from.lines || from.contact == "-") return assess_lines(*ready, from);
  const auto text = bytes_of(from.contact, limits::contact_bytes);
  return text ? assess_one(*ready, from, *text) : bad_usage;
}

}  // namespace arvio::cli
