#include "unit/book/link_support.hpp"

#include "arvio/book/link.hpp"
#include "arvio/ruleset/load.hpp"

#include "support/roomy.hpp"

#include <utility>

namespace arvio::tests {

namespace {

std::string term(const std::string& element, const std::string& id) {
  return "<" + element + " id=\"" + id + "\"><text lang=\"en\">" + id + "</text></" +
         element + ">\n";
}

std::string terms(const std::string& element, const std::vector<std::string>& ids) {
  std::string out;
  for (const auto& id : ids)
    out += term(element, id);
  return out;
}

constexpr const char* scale = R"(<scale>
  <level id="U0" emergency="true"><text lang="en">0</text></level>
  <level id="U1"><text lang="en">1</text><safety-net lang="en">s</safety-net></level>
  <level id="U2" out-of-scope="true"><text lang="en">2</text>
    <safety-net lang="en">s</safety-net></level>
  <level id="U3"><text lang="en">3</text><safety-net lang="en">s</safety-net></level>
  <level id="U4" default="true"><text lang="en">4</text>
    <safety-net lang="en">s</safety-net></level>
</scale>
)";

constexpr const char* inputs = R"(<inputs>
<input id="age" type="integer" unit="a" min="0" max="120"/>
<input id="sex" type="code"><value id="female"/><value id="male"/></input>
<input id="birth_date" type="date" min="1900-01-01" max="2030-12-31"/>
<input id="temperature" type="decimal" unit="Cel" min="25.0" max="45.0" resolution="0.1"/>
<input id="seen" type="datetime" min="2020-01-01T00:00:00Z" max="2030-12-31T00:00:00Z"/>
</inputs>
)";

constexpr const char* routes = R"(<routes>
  <route channel="helpline" professional="nurse" levels="U1 U2"/>
  <fallback channel="helpline"/>
</routes>
)";

}  // namespace

std::string linked::text() const {
  std::string out;
  for (const auto& one : found)
    out += render(one, sources);
  return out;
}

std::string linked::place(const finding& one) const {
  const auto* text = sources.find(one.where.source);
  if (text == nullptr) return "";
  return text->bytes.substr(one.where.begin);
}

linked link_texts(const std::vector<std::string>& texts) {
  linked out;
  std::vector<std::shared_ptr<const ruleset::rule_set>> sets;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const auto source =
        out.sources.add("set" + std::to_string(i) + ".xml", testing::roomy(texts[i]));
    auto loaded = ruleset::load(out.sources, source, out.found);
    if (!loaded) {
      out.loaded = false;
      continue;
    }
    sets.push_back(std::make_shared<const ruleset::rule_set>(std::move(*loaded)));
  }
  if (out.loaded) out.book = book::link(sets, {{"finland", 1}}, out.found);
  return out;
}

std::string rule_set_text(const std::string& id, const std::string& version,
                          const std::string& content) {
  return R"(<?xml version="1.0" encoding="UTF-8"?>
<ruleset xmlns="urn:arvio:ruleset:1" id=")" +
         id + R"(" version=")" + version + R"(" valid-from="2026-01-01" languages="en">
<about status="demonstration" review-by="2027-01-01"><title lang="en">t</title>
<purpose lang="en">p</purpose><owner role="r">o</owner><licence spdx="CC0-1.0"/></about>
<sources>
<source id="s" title="t" publisher="p" year="2026" confidence="unverified"/>
</sources>
)" + content +
         "</ruleset>\n";
}

std::string vocabulary_text() { return vocabulary_text(inputs); }

std::string vocabulary_text(const std::string& own_inputs) {
  return rule_set_text(
      "vocabulary", "1.2.0",
      scale +
          ("<statuses>" + terms("status", {"emergency", "open", "complete",
                                           "out_of_scope", "exhausted"})) +
          "</statuses>\n<needs>" + terms("need", {"body", "home"}) +
          "</needs>\n<complaints>" + terms("complaint", {"rash", "lump", "cough"}) +
          "</complaints>\n<channels>" + terms("channel", {"clinic", "helpline"}) +
          "</channels>\n<professionals>" + terms("professional", {"nurse", "doctor"}) +
          "</professionals>\n" + routes + own_inputs);
}

linked link_demo(const std::string& content) {
  return link_texts(
      {vocabulary_text(),
       rule_set_text("demo", "1.0.0",
                     "<use ruleset=\"vocabulary\" version=\"1\"/>\n" + content)});
}

}  // namespace arvio::tests
