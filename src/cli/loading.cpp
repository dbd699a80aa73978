#include "loading.hpp"

#include "arvio/base/limits.hpp"
#include "arvio/base/shown.hpp"
#include "arvio/exchange/json.hpp"

#include "input_file.hpp"

#include <fmt/format.h>

#include <system_error>

namespace arvio::cli {

namespace {

style style_of(severity level) {
  switch (level) {
    case severity::error: return style::alarm;
    case severity::warning: return style::careful;
    case severity::note: return style::faint;
  }
  return style::plain;  // not reached
}

}  // namespace

std::string shown(const findings& all, const source_map& sources,
                  std::string (*paint)(style, std::string_view)) {
  std::string out;
  for (const auto& one : all) {
    const auto text = text_of(one, sources);
    out += paint(style_of(one.level), text.headline) + "\n" + text.details;
  }
  return out;
}

bool are_there(const paths& places) {
  bool all = true;
  for (const auto& place : places) {
    std::error_code fault;
    if (std::filesystem::exists(place, fault)) continue;
    complain(fmt::format("arvio: there is no {}\n", shown_place(place.string())));
    all = false;
  }
  return all;
}

expected<engine, exit_code> opened(const paths& places, bool retired,
                                   const std::string& profile) {
  if (!are_there(places)) return unexpected{bad_usage};
  auto made = engine::open(places, {.retired = retired, .profile = profile});
  if (made) return std::move(*made);
  complain(shown(made.error().findings, made.error().sources, painted_error));
  return unexpected{has_findings};
}

std::optional<std::string> bytes_of(const std::string& path, std::size_t longest) {
  auto file = input_file::opened(path);
  if (!file) return std::nullopt;
  std::string bytes;
  while (bytes.size() <= longest) {
    const auto more = file->next();
    if (!more) return std::nullopt;
    if (more->empty()) return bytes;
    bytes += *more;
  }
  bytes.resize(longest + 1);
  return bytes;
}

std::optional<contact> contact_in(const std::string& path) {
  const auto bytes = bytes_of(path, limits::contact_bytes);
  if (!bytes) return std::nullopt;
  auto made = read_contact(*bytes);
  if (made) return std::move(*made);
  complain_about(made.error());
  return std::nullopt;
}

void complain_about(const contact_errors& errors) {
  complain("arvio: the contact is refused; nothing was assessed\n");
  for (const auto& one : errors) {
    const auto input = one.input.empty() ? "" : "`" + harmless(one.input) + "` ";
    const auto line =
        fmt::format("  {}{} ({})\n", input, one.message, code_text(one.code));
    complain(line);
  }
}

}  // namespace arvio::cli
