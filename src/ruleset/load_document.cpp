#include "load_document.hpp"

#include "arvio/base/limits.hpp"

#include <fmt/format.h>

namespace arvio::inline v0::ruleset {

bool has_root(reader& in, std::string_view element, std::string_view called) {
  const auto space = in.peek(0, "xmlns");
  const auto wanted = fmt::format("urn:arvio:{}:1", element);
  if (in.name_of(0) == element && space && space->text == wanted) return true;
  in.error(errc::xml_root, space ? space->where : in.place_of(0),
           fmt::format("this is not a {} of format 1", called),
           fmt::format("it begins with <{} xmlns=\"{}\" ...>", element, wanted));
  return false;
}

std::vector<std::string> taken_languages(reader& in, std::vector<name> written) {
  if (written.size() > limits::languages_per_set) {
    in.error(errc::limit_count, written[limits::languages_per_set].where,
             fmt::format("too many languages: at most {}", limits::languages_per_set),
             "");
    written.resize(limits::languages_per_set);
  }
  in.languages.clear();
  for (auto& language : written)
    in.languages.push_back(std::move(language.text));
  return in.languages;
}

reading read_document(const source_map& sources, std::uint32_t source, findings& out,
                      const std::function<bool(reader&)>& read) {
  const auto* text = sources.find(source);
  if (text == nullptr) {
    out.push_back(
        {errc::file_unreadable, severity::error, {}, "there is no such source", "", ""});
    return {false, true};
  }
  xml::reporter report(text->bytes, source, out);
  reading made;
  if (const auto document = xml::tree::read(text->bytes, report)) {
    reader in(*document, report);
    made.whole = read(in);
  }
  report.finish();
  made.faulty = report.failed();
  return made;
}

}  // namespace arvio::inline v0::ruleset
