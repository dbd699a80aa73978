#include "stated_ends.hpp"

#include "ruleset/load_reader.hpp"
#include "xml/report.hpp"
#include "xml/tree.hpp"

namespace arvio::inline v0 {

namespace {

namespace forms = ruleset::forms;
using ruleset::element_index;
using ruleset::name;
using ruleset::occurrence;
using ruleset::reader;

constexpr auto required = ruleset::presence::required;
constexpr std::string_view page_namespace = "urn:arvio:repository:1";

/// `<end ruleset="..." version="..." at="..."/>`
void read_end(reader& in, element_index at, std::vector<stated_end>& into) {
  name id;
  name version;
  name day;
  in.attributes(at, {{"ruleset", required, &forms::id, &id},
                     {"version", required, &forms::version, &version},
                     {"at", required, &forms::day, &day}});
  in.nothing_inside(at);
  const auto number = ruleset::parse_version(version.text);
  const auto first_without = parse_date(day.text);
  if (!number || !first_without) return;  // missing or not of its form: a finding
  in.keep(into, {id.text, *number, helsinki_midnight(*first_without), id.where});
}

std::vector<stated_end> read_page(reader& in) {
  const auto space = in.peek(0, "xmlns");
  if (!space || space->text != page_namespace) {
    in.error(errc::xml_root, in.place_of(0), "not a repository of a known format",
             "its namespace is " + std::string(page_namespace));
    return {};
  }
  std::vector<stated_end> ends;
  std::string known;
  in.attributes(0, {{"xmlns", required, &forms::as_written, &known}});
  in.children(0, {{"end", occurrence::any,
                   [&](element_index child) { read_end(in, child, ends); }}});
  return ends;
}

}  // namespace

bool is_repository_page(std::string_view bytes) {
  return root_element_of(bytes) == "repository";
}

std::vector<stated_end> read_repository_page(const source_map& sources,
                                             std::uint32_t source, findings& out) {
  const std::string_view bytes = sources.find(source)->bytes;
  std::vector<stated_end> ends;
  xml::reporter report(bytes, source, out);
  if (const auto document = xml::tree::read(bytes, report)) {
    reader in(*document, report);
    ends = read_page(in);
  }
  report.finish();
  return ends;
}

}  // namespace arvio::inline v0
