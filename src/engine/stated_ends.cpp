#include "stated_ends.hpp"

#include "xml/report.hpp"
#include "xml/scan.hpp"

#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <utility>

namespace arvio::inline v0 {

namespace {

constexpr std::string_view page_namespace = "urn:arvio:repository:1";

std::string_view text_at(std::string_view bytes, xml::place where) {
  return bytes.substr(where.begin, where.end - where.begin);
}

/// `1.0.0`: three numbers without leading zeros.
std::optional<ruleset::version_number> version_of(std::string_view text) {
  std::array<int, 3> parts{};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto* end = text.data() + text.size();
    const auto [next, fault] = std::from_chars(text.data(), end, parts[i]);
    const bool zero_first = text.size() > 1 && text[0] == '0' && next != text.data() + 1;
    if (fault != std::errc() || zero_first || text[0] == '-') return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(next - text.data()));
    const bool last = i + 1 == parts.size();
    if (last != text.empty()) return std::nullopt;
    if (last) break;
    if (text[0] != '.' || text.size() == 1) return std::nullopt;
    text.remove_prefix(1);
  }
  return ruleset::version_number{parts[0], parts[1], parts[2]};
}

class page_reader {
 public:
  page_reader(std::string_view bytes, const xml::layout& where, xml::reporter& report)
      : bytes_(bytes), where_(where), report_(report) {}

  [[nodiscard]] std::vector<stated_end> run() {
    root();
    for (const auto& element : where_.elements)
      no_text_in(element);
    for (std::uint32_t at = 1; at < where_.elements.size();
         at = where_.elements[at].end) {
      const auto& element = where_.elements[at];
      const auto name = text_at(bytes_, element.name);
      if (name != "end") {
        report_.error(errc::unknown_element, element.name,
                      "unknown element " + quoted(name),
                      "a repository has `end` only");
      } else {
        end(at);
      }
    }
    return std::move(ends_);
  }

 private:
  using attributes =
      std::map<std::string, std::pair<std::string, xml::place>, std::less<>>;

  attributes attributes_of(const xml::element& element,
                           std::initializer_list<std::string_view> known) {
    attributes out;
    for (std::uint32_t i = 0; i < element.attribute_count; ++i) {
      const auto& one = where_.attributes[element.attributes + i];
      const auto name = text_at(bytes_, one.name);
      if (std::find(known.begin(), known.end(), name) == known.end()) {
        report_.error(errc::unknown_attribute, one.name,
                      "unknown attribute " + quoted(name), "");
        continue;
      }
      out.emplace(name, std::pair(xml::value_of(bytes_, one).text, one.value));
    }
    return out;
  }

  void no_text_in(const xml::element& element) {
    const auto text = xml::text_of(bytes_, where_, element);
    const auto begin = text.text.find_first_not_of(" \t\r\n");
    if (begin == std::string::npos) return;
    report_.error(
        errc::misplaced_text, {text.offsets[begin], text.offsets[begin] + 1},
        "text where " + quoted(text_at(bytes_, element.name)) + " holds none", "");
  }

  void root() {
    const auto& root = where_.elements.front();
    const auto all = attributes_of(root, {"xmlns"});
    const auto found = all.find("xmlns");
    if (found == all.end() || found->second.first != page_namespace) {
      report_.error(errc::xml_root, root.name, "not a repository of a known format",
                    "its namespace is " + std::string(page_namespace));
    }
  }

  void end(std::uint32_t at) {
    const auto& element = where_.elements[at];
    if (element.end != at + 1) {
      report_.error(errc::unknown_element, where_.elements[at + 1].name,
                    "`end` holds no elements", "");
    }
    const auto all = attributes_of(element, {"ruleset", "version", "at"});
    for (const auto* name : {"ruleset", "version", "at"}) {
      if (all.contains(name)) continue;
      report_.error(errc::missing_attribute, element.name,
                    "`end` has no `" + std::string(name) + "`", "");
      return;
    }
    const auto& [version_text, version_place] = all.find("version")->second;
    const auto& [at_text, at_place] = all.find("at")->second;
    const auto version = version_of(version_text);
    const auto day = parse_date(at_text);
    if (!version) {
      report_.error(errc::version_invalid, version_place, "not a version",
                    "three numbers: 1.0.0");
    }
    if (!day) {
      report_.error(errc::bad_value, at_place, "not a day", "year-month-day: 2027-01-01");
    }
    if (!version || !day) return;
    const auto& [id, id_place] = all.find("ruleset")->second;
    ends_.push_back({id, *version, helsinki_midnight(*day), report_.span(id_place)});
  }

  std::string_view bytes_;
  const xml::layout& where_;
  xml::reporter& report_;
  std::vector<stated_end> ends_;
};

}  // namespace

bool is_repository_page(std::string_view bytes) {
  constexpr std::string_view name = "<repository";
  for (auto at = bytes.find('<'); at != std::string_view::npos;
       at = bytes.find('<', at)) {
    const auto rest = bytes.substr(at);
    if (rest.starts_with("<!--")) {
      const auto end = rest.find("-->");
      if (end == std::string_view::npos) return false;
      at += end;
    } else if (rest.starts_with("<?")) {
      at += 2;
    } else {
      return rest.starts_with(name) && rest.size() > name.size() &&
             std::string_view(" \t\r\n/>").find(rest[name.size()]) !=
                 std::string_view::npos;
    }
  }
  return false;
}

std::vector<stated_end> read_repository_page(const source_map& sources,
                                             std::uint32_t source, findings& out) {
  const std::string_view bytes = sources.find(source)->bytes;
  std::vector<stated_end> ends;
  xml::reporter report(bytes, source, out);
  if (const auto where = xml::scan(bytes, report)) {
    ends = page_reader(bytes, *where, report).run();
  }
  report.finish();
  return ends;
}

}  // namespace arvio::inline v0
