#include "arvio/exchange/json.hpp"

#include "commands.hpp"
#include "explain.hpp"
#include "loading.hpp"
#include "report.hpp"
#include "terminal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

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

int assess_one(const engine& ready, const assess_options& from, std::string_view text) {
  auto contact = read_contact(text);
  if (!contact) {
    complain_about(contact.error());
    return bad_usage;
  }
  apply(from, *contact);
  const auto written =
      from.json ? json_of(ready, from, *contact) : report_of(ready, from, *contact);
  if (!written) {
    complain_about(written.error());
    return bad_usage;
  }
  print(from.json ? *written + "\n" : *written);
  return fine;
}

/// The JSON of one line's contact: its assessment, or why it is refused.
std::string answer_line(const engine& ready, const assess_options& from,
                        std::string_view line, std::size_t number, int& code) {
  contact_errors errors;
  auto contact = read_contact(line);
  if (contact) {
    apply(from, *contact);
    auto written = json_of(ready, from, *contact);
    if (written) return std::move(*written);
    errors = written.error();
  } else {
    errors = contact.error();
  }
  code = bad_usage;
  return fmt::format("{{\"line\":{},{}", number, to_json(errors).substr(1));
}

struct line {
  std::size_t number = 0;
  std::string_view text;
};

/// The lines that are not blank.
std::vector<line> lines_of(std::string_view text) {
  std::vector<line> lines;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto one = text.substr(0, end);
    if (one.find_first_not_of(" \t\r") != std::string_view::npos) {
      lines.push_back({number, one});
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

/// Several contacts, one a line: then the first line closes the contact that it opens.
bool holds_several(const std::vector<line>& lines) {
  if (lines.size() < 2) return false;
  const auto first = lines.front().text;
  return first[first.find_last_not_of(" \t\r")] == '}';
}

}  // namespace

int run(const assess_options& from) {
  const auto ready = opened(from.rules);
  if (!ready) return ready.error();
  const auto text = bytes_of(from.contact);
  if (!text) return bad_usage;
  const auto lines = lines_of(*text);
  if (from.contact != "-" || !holds_several(lines))
    return assess_one(*ready, from, *text);
  int code = fine;
  for (const auto& one : lines) {
    print(answer_line(*ready, from, one.text, one.number, code) + "\n");
  }
  return code;
}

}  // namespace arvio::cli
