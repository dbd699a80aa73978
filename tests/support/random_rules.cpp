#include "random_rules.hpp"

#include "arvio/base/diagnostic.hpp"
#include "arvio/book/link.hpp"
#include "arvio/ruleset/load.hpp"

#include "support/roomy.hpp"

#include <gtest/gtest.h>

namespace arvio::testing {

namespace {

using book::answer;

const std::string head =
    R"( version="1.0.0" valid-from="2026-01-01" languages="en"
  xmlns="urn:arvio:ruleset:1">
  <about status="demonstration" review-by="2027-01-01">
    <title lang="en">Random</title> <purpose lang="en">Made by a test.</purpose>
    <owner role="none">nobody</owner> <licence spdx="CC0-1.0"/>
  </about>
  <sources>
    <source id="s" title="A test" publisher="none" year="2026" confidence="unverified"/>
  </sources>
)";

const std::string vocabulary = "<ruleset id=\"vocabulary\"" + head + R"(
  <scale>
    <level id="U0" emergency="true"> <text lang="en">0</text> </level>
    <level id="U1"> <text lang="en">1</text> <safety-net lang="en">-</safety-net> </level>
    <level id="U2" out-of-scope="true">
      <text lang="en">2</text> <safety-net lang="en">-</safety-net>
    </level>
    <level id="U3" default="true">
      <text lang="en">3</text> <safety-net lang="en">-</safety-net>
    </level>
  </scale>
  <statuses>
    <status id="emergency"> <text lang="en">e</text> </status>
    <status id="open"> <text lang="en">o</text> </status>
    <status id="complete"> <text lang="en">c</text> </status>
    <status id="out_of_scope"> <text lang="en">s</text> </status>
    <status id="exhausted"> <text lang="en">x</text> </status>
  </statuses>
  <needs>
    <need id="body"> <text lang="en">b</text> </need>
    <need id="home"> <text lang="en">h</text> </need>
  </needs>
  <complaints>
    <complaint id="c1"> <text lang="en">1</text> </complaint>
    <complaint id="c2"> <text lang="en">2</text> </complaint>
  </complaints>
  <channels> <channel id="desk"> <text lang="en">d</text> </channel> </channels>
  <professionals>
    <professional id="nurse"> <text lang="en">n</text> </professional>
  </professionals>
  <routes>
    <route channel="desk" levels="U1"/> <fallback channel="desk" professional="nurse"/>
  </routes>
</ruleset>
)";

/// The inputs of a random rule set, their domains fixed and small.
const std::vector<std::string> booleans{"b1", "b2", "b3"};

class writer {
 public:
  writer(dice& random, const rule_features& features)
      : random_(random), features_(features) {}

  // Statement by statement: every part rolls the dice, and `+` evaluates in any order.
  std::string first_set() {
    std::string out =
        "<ruleset id=\"one\"" + head + "  <use ruleset=\"vocabulary\" version=\"1\"/>\n";
    out += inputs();
    out += derived();
    out += group("g1", random_.chance(70) ? "c1" : "c1 c2", "body");
    if (random_.chance(60)) out += group("g2", "", "home");
    if (random_.chance(25)) out += group("g3", "*", "body home");
    out += duties;
    if (features_.deadlines) out += deadlines();
    return out + "</ruleset>\n";
  }

  std::string second_set() {
    std::string out = "<ruleset id=\"two\"" + head +
                      "  <use ruleset=\"vocabulary\" version=\"1\"/>\n"
                      "  <use ruleset=\"one\" version=\"1\"/>\n";
    out += group("h1", "c2", random_.chance(50) ? "home" : "body home");
    return out + "</ruleset>\n";
  }

 private:
  static constexpr const char* duties =
      "<duties> <duty id=\"d\" by=\"professional\" to=\"desk\" subject=\"patient\""
      " within=\"immediately\" basis=\"s\"/> </duties>\n";

  std::string inputs() {
    std::string out = "  <inputs>\n";
    const auto add = [&](const std::string& id, const std::string& rest,
                         const std::string& values,
                         const std::vector<std::string>& earlier,
                         const std::string& infer, const std::string& otherwise,
                         const std::string& presumed) {
      out += "    <input id=\"" + id + "\" " + rest;
      names_ = earlier;  // conditions look back only, so that there is no cycle
      if (features_.applicability && !earlier.empty() && random_.chance(20))
        out += " applies-when=\"" + condition(1) + "\" otherwise=\"" + otherwise + "\"";
      if (features_.after && !earlier.empty() && random_.chance(20))
        out += " after=\"" + random_.pick(earlier) + "\"";
      out += ">\n";
      if (features_.inference && !infer.empty() && !earlier.empty()) {
        for (int i = 0; i < 2 && random_.chance(30); ++i)
          out +=
              "      <infer when=\"" + condition(1) + "\" " + infer + " source=\"s\"/>\n";
      }
      if (features_.presumption && !presumed.empty() && random_.chance(25)) {
        names_ = all_names();
        out += "      <presume value=\"" + presumed + "\"";
        if (random_.chance(60)) out += " when=\"" + condition(1) + "\"";
        out += " source=\"s\"/>\n";
      }
      out += "      <ask lang=\"en\">?</ask>\n" + values + "    </input>\n";
    };
    const auto value = [](const std::string& id) {
      return "      <value id=\"" + id + "\"> <text lang=\"en\">" + id +
             "</text> </value>\n";
    };
    const auto number = [&](std::uint32_t most) {
      return std::to_string(random_.below(most + 1));
    };
    const auto range = [&](std::uint32_t most) {
      return random_.chance(50) ? "from=\"" + number(most) + "\""
                                : "to=\"" + number(most) + "\"";
    };
    const auto truth = [&] { return std::string(random_.chance(50) ? "true" : "false"); };
    add("b1", "type=\"boolean\"", "", {}, "", truth(), truth());
    add("b2", "type=\"boolean\"", "", {"b1"}, "", truth(), truth());
    add("k", "type=\"code\"", value("a") + value("b") + value("c"), {"b1", "b2"},
        random_.chance(50) ? "values=\"a\"" : "values=\"b c\"", "a", "b");
    add("n", "type=\"integer\" unit=\"1\" min=\"0\" max=\"2\"", "", {"b1", "b2", "k"},
        random_.chance(20) ? "value=\"if b1 then 1 else 2\"" : range(2), number(2),
        number(2));
    add("b3", "type=\"boolean\"", "", {"b1", "b2", "k", "n"}, "", truth(), truth());
    add("m", "type=\"decimal\" unit=\"1\" min=\"0.0\" max=\"0.1\" resolution=\"0.1\"", "",
        {"b1", "b3", "n"}, random_.chance(50) ? "from=\"0.1\"" : "to=\"0.0\"", "0.0",
        "0.1");
    add("s", "type=\"codes\"", value("x") + value("y"), {"b1", "b3"}, "", "-*",
        random_.chance(50) ? "-*" : "x");
    if (features_.deadlines)
      add("d", "type=\"date\" min=\"2026-03-01\" max=\"2026-03-05\"", "", {"b1", "b3"},
          random_.chance(50) ? "from=\"2026-03-03\"" : "to=\"2026-03-03\"", "2026-03-02",
          "2026-03-04");
    return out + "  </inputs>\n";
  }

  /// Three of one kind and two of another, most of them in force for a part of the dates.
  std::string deadlines() {
    names_ = all_names();
    std::string out = "<deadlines>\n";
    for (int i = 0; i < 5; ++i) {
      out += "  <deadline id=\"t" + std::to_string(i) + "\" kind=\"" +
             (i < 3 ? "visit" : "plan") + "\" within=\"" +
             random_.pick<std::string>({"immediately", "2 days", "1 month"}) +
             "\" counts-from=\"" + (random_.chance(60) ? "d" : "assessment") + "\"";
      const auto day = [&] { return "2026-03-0" + std::to_string(1 + random_.below(5)); };
      if (random_.chance(30))
        out += " in-force-from=\"" + day() + "\"";
      else if (random_.chance(40))
        out += " in-force-to=\"" + day() + "\"";
      out += " source=\"s\">";
      if (random_.chance(70)) {
        out += " <when>(" + condition(1) + ")";
        if (random_.chance(50))
          out += random_.pick<std::string>(
              {" and urgency at least 'U2'", " or urgency = 'U1'",
               " and urgency at most 'U2' and urgency at least 'U1'",
               " and urgency of 'home' at most 'U2'",
               " or (urgency of 'body' at least 'U1' and urgency of 'home' = 'U3')"});
        out += "</when> ";
      }
      out += "</deadline>\n";
    }
    return out + "</deadlines>\n";
  }

  static std::vector<std::string> all_names() {
    return {"b1", "b2", "k", "n", "b3", "m", "s"};
  }

  std::string derived() {
    if (!features_.derived) return "";
    names_ = all_names();
    std::string out = "  <derived>\n";
    const auto first = condition(0);
    const auto second = condition(0);
    const auto third = condition(1);
    out += "    <value id=\"count\" type=\"integer\">count_true(" + first + ", " +
           second + ", " + third + ")</value>\n";
    out += "    <value id=\"flag\" type=\"boolean\">" + condition(2) + "</value>\n";
    out += "    <value id=\"total\" type=\"integer\">" +
           random_.pick<std::string>({"n + count", "max(n, count)", "n * 2 - count",
                                      "if b1 then n else count", "round(n / 2)",
                                      "abs(n - count)"}) +
           "</value>\n";
    out +=
        "    <score id=\"points\" source=\"s\">\n"
        "      <item id=\"i1\" input=\"n\"> <band to=\"1\" points=\"0\"/>"
        " <band from=\"2\" points=\"";
    out += std::to_string(1 + random_.below(2));
    out +=
        "\"/> </item>\n      <item id=\"i2\" input=\"k\"> <band value=\"a\" "
        "points=\"1\"/>"
        " <band otherwise=\"true\" points=\"0\"/> </item>\n";
    out += "      <item id=\"i3\" value=\"if " + condition(0) +
           " then 1 else 0\"/>\n    </score>\n";
    out +=
        "    <table id=\"limit\" type=\"integer\" input=\"k\"> <row is=\"a\" "
        "value=\"1\"/> "
        "<row is=\"b\" value=\"2\"/> <row otherwise=\"true\" value=\"" +
        std::to_string(random_.below(3)) + "\"/> </table>\n";
    derived_ready_ = true;
    return out + "  </derived>\n";
  }

  std::string group(const std::string& id, const std::string& complaints,
                    const std::string& needs) {
    names_ = all_names();
    std::string out = "  <rules id=\"" + id + "\"";
    if (!complaints.empty()) out += " complaints=\"" + complaints + "\"";
    if (random_.chance(35)) out += " applies-when=\"" + condition(1) + "\"";
    out += " need=\"" + needs + "\">\n";
    if (!complaints.empty() && random_.chance(40)) {
      out += "    <require input=\"" + random_.pick(all_names()) + "\"";
      out += random_.chance(40) ? " level=\"U1\"/>\n" : "/>\n";
    }
    const auto rules = 1 + random_.below(4);
    for (std::uint32_t i = 0; i < rules; ++i) {
      out += "    <rule id=\"" + id + "-" + std::to_string(i) + "\"";
      const auto kind = random_.below(10);
      const auto level = "U" + std::to_string(random_.below(3));
      if (kind < 7) out += " urgency=\"" + level + "\"";
      if (kind == 7) out += " suggest=\"" + level + "\"";
      if (kind < 7 && random_.chance(15)) out += " need=\"home\"";
      out += "> <title lang=\"en\">r</title> <when>" + condition(2) + "</when> ";
      if (kind > 7) out += "<duty ref=\"d\"/> ";
      if (features_.deadlines && random_.chance(40))
        out += random_.chance(50) ? "<deadline kind=\"visit\"/> "
                                  : "<deadline kind=\"plan\"/> ";
      out += "<source ref=\"s\"/> </rule>\n";
    }
    if (!complaints.empty())
      out += "    <otherwise id=\"" + id + "-rest\" urgency=\"U" +
             std::to_string(2 + random_.below(2)) +
             "\"> <title lang=\"en\">r</title> <source ref=\"s\"/> </otherwise>\n";
    if (random_.chance(50)) {
      out +=
          "    <route channel=\"desk\" professional=\"nurse\" levels=\"U1 U2 U3\"> "
          "<when>";
      out += condition(1);
      if (random_.chance(30)) out += " and urgency at least 'U2'";
      out += "</when> </route>\n";
    }
    return out + "  </rules>\n";
  }

  /// A condition of at most 2^depth tests over `names_`.
  std::string condition(std::uint32_t depth) {
    if (depth == 0 || random_.chance(20)) return test();
    const auto left = condition(depth - 1);
    const auto right = condition(depth - 1);
    const std::string joint = random_.chance(55) ? " and " : " or ";
    const auto whole = "(" + left + joint + right + ")";
    return random_.chance(15) ? "not" + whole : whole;
  }

  std::string test() {
    if (derived_ready_ && random_.chance(25))
      return random_.pick<std::string>({"count >= 2", "flag", "total >= 2", "points >= 2",
                                        "points in [..0]", "n > limit", "limit >= n",
                                        "n + limit >= 3", "count = 1"});
    if (features_.complaint_in_conditions && random_.chance(5))
      return "complaint any ('c2')";
    const auto& name = random_.pick(names_);
    if (name == "k")
      return random_.pick<std::string>({"k = 'a'", "k in ('a', 'b')", "k != 'c'"});
    if (name == "n")
      return random_.pick<std::string>({"n >= 2", "n in [..1]", "n = 1", "n in [1..2]"});
    if (name == "m")
      return random_.pick<std::string>({"m >= 0.1", "m in [..0.0]", "m = 0.0"});
    if (name == "s")
      return random_.pick<std::string>({"s any ('x')", "s all ('x', 'y')", "any s"});
    return random_.chance(50) ? name : "not(" + name + ")";
  }

  dice& random_;
  rule_features features_;
  std::vector<std::string> names_;
  bool derived_ready_ = false;
};

}  // namespace

std::vector<std::string> random_documents(dice& random, const rule_features& features) {
  writer sets(random, features);
  std::vector<std::string> documents{vocabulary, sets.first_set()};
  if (random.chance(40)) documents.push_back(sets.second_set());
  return documents;
}

std::shared_ptr<const book::rulebook> book_of(const std::vector<std::string>& documents) {
  source_map sources;
  findings found;
  std::vector<std::shared_ptr<const ruleset::rule_set>> sets;
  for (const auto& document : documents) {
    const auto number =
        sources.add("document " + std::to_string(sets.size() + 1), roomy(document));
    if (auto rules = ruleset::load(sources, number, found))
      sets.push_back(std::make_shared<const ruleset::rule_set>(std::move(*rules)));
  }
  std::shared_ptr<const book::rulebook> book;
  if (!has_errors(found)) book = book::link(sets, book::calendars_used_by(sets), found);
  for (const auto& one : found) {
    if (one.level == severity::error) ADD_FAILURE() << render(one, sources);
  }
  return book;
}

book::answers empty_contact(const book::rulebook& book) {
  book::answers contact;
  contact.at = *parse_time("2026-03-02T10:00:00+02:00");
  contact.by_input.resize(book.inputs.size());
  return contact;
}

answer random_value(const book::linked_input& input, dice& random) {
  answer given;
  given.state = answer_state::known;
  for (std::size_t i = 0; i < input.codes.size() && input.type.kind == lang::kind::codes;
       ++i)
    given.codes.push_back(random.chance(40) ? code_state::present : code_state::absent);
  if (input.type.kind != lang::kind::codes) {
    const auto count =
        static_cast<std::uint32_t>(input.domain.max() - input.domain.min() + 1);
    given.values = value_set::single(input.domain.min() + random.below(count));
  }
  return given;
}

answer random_answer(const book::linked_input& input, dice& random,
                     std::uint32_t known_percent) {
  if (random.chance(known_percent)) return random_value(input, random);
  answer given;
  const auto how = random.below(4);
  if (how == 0) given.state = answer_state::unknown;
  if (how == 1 && input.type.kind == lang::kind::codes && !input.is_complaint) {
    given = random_value(input, random);
    for (auto& code : given.codes) {
      if (random.chance(50))
        code = random.chance(50) ? code_state::unsaid : code_state::unknown;
    }
  }
  const bool has_range =
      input.type.kind != lang::kind::codes && input.type.kind != lang::kind::boolean;
  if (how == 1 && has_range) {
    given.state = answer_state::partly_known;
    for (auto value = input.domain.min(); value <= input.domain.max(); ++value) {
      if (random.chance(50)) given.values = given.values.united(value_set::single(value));
    }
    if (given.values.empty()) given.values = input.domain;
    if (input.type.kind != lang::kind::code)
      given.values = {given.values.min(), given.values.max()};
    if (given.values.is_single()) given.state = answer_state::known;
  }
  return given;
}

std::vector<book::answers> all_full_contacts(const book::rulebook& book) {
  std::vector<book::answers> all{empty_contact(book)};
  for (std::size_t i = 0; i < book.inputs.size(); ++i) {
    const auto& input = book.inputs[i];
    std::vector<answer> values;
    if (input.type.kind == lang::kind::codes) {
      for (std::uint32_t bits = 0; bits < 1u << input.codes.size(); ++bits) {
        answer given{answer_state::known, {}, {}, {}};
        for (std::size_t code = 0; code < input.codes.size(); ++code)
          given.codes.push_back((bits >> code & 1u) != 0 ? code_state::present
                                                         : code_state::absent);
        values.push_back(given);
      }
    } else {
      for (auto value = input.domain.min(); value <= input.domain.max(); ++value)
        values.push_back({answer_state::known, value_set::single(value), {}, {}});
    }
    std::vector<book::answers> longer;
    longer.reserve(all.size() * values.size());
    for (const auto& contact : all) {
      for (const auto& value : values) {
        longer.push_back(contact);
        longer.back().by_input[i] = value;
      }
    }
    all = std::move(longer);
  }
  return all;
}

bool completes(const book::answers& full, const book::answers& partial) {
  for (std::size_t i = 0; i < full.by_input.size(); ++i) {
    const auto& value = full.by_input[i];
    const auto& given = partial.by_input[i];
    if (given.state != answer_state::known && given.state != answer_state::partly_known)
      continue;
    if (!value.values.empty() && !given.values.contains(value.values.min())) return false;
    for (std::size_t code = 0; code < given.codes.size(); ++code) {
      const bool said = given.codes[code] == code_state::present ||
                        given.codes[code] == code_state::absent;
      if (said && given.codes[code] != value.codes[code]) return false;
    }
  }
  return true;
}

std::string describe(const book::rulebook& book, const book::answers& contact) {
  std::string out = contact.finished ? "finished" : "not finished";
  for (std::size_t i = 0; i < book.inputs.size(); ++i) {
    const auto& answer = contact.by_input[i];
    out += "\n  " + book.inputs[i].id + ": state " +
           std::to_string(static_cast<int>(answer.state));
    for (const auto& range : answer.values.ranges())
      out += " " + std::to_string(range.low) + ".." + std::to_string(range.high);
    for (const auto code : answer.codes)
      out += " c" + std::to_string(static_cast<int>(code));
  }
  return out + "\n";
}

}  // namespace arvio::testing
