#include "support/synthetic.hpp"

#include "support/draws.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace arvio::bench {

namespace {

constexpr std::uint32_t boolean_count = 84;
constexpr std::uint32_t code_count = 16;
constexpr std::uint32_t codes_count = 4;
constexpr std::uint32_t codes_each = 31;
constexpr std::uint32_t score_count = 8;
constexpr std::uint32_t flag_count = 24;
constexpr std::uint32_t complaint_count = 40;
constexpr std::uint32_t level_count = 5;
constexpr std::uint32_t rules_per_group = 20;
constexpr std::uint32_t rules_per_document = 5000;
constexpr std::uint32_t clauses_per_ten_rules = 24;
// Of 1,000 tests of a rule, so many go another way than their group's.
constexpr std::uint32_t stray_per_mille = 40;
// Families of tests: group * 1000 + rule; derived booleans come after all groups.
constexpr std::uint64_t flag_families = 1'000'000'000;

struct number_form {
  const char* id;
  const char* unit;
  std::int64_t low;  // in units
  std::int64_t high;
  bool tenths;
};

constexpr number_form numbers[] = {
    {"temperature", "Cel", 340, 420, true},
    {"pulse", "/min", 20, 220, false},
    {"respiratory_rate", "/min", 4, 60, false},
    {"oxygen_saturation", "%", 60, 100, false},
    {"systolic", "mm[Hg]", 50, 250, false},
    {"diastolic", "mm[Hg]", 20, 150, false},
    {"age", "a", 0, 105, false},
    {"pain", "1", 0, 20, false},
    {"glucose", "mmol/L", 10, 350, true},
    {"weight", "kg", 20, 2000, true},
    {"weight_lost", "kg", 0, 300, true},
    {"pregnancy_weeks", "wk", 0, 42, false},
    {"pain_duration", "h", 0, 240, false},
    {"fever_duration", "h", 0, 240, false},
    {"cough_duration", "d", 0, 90, false},
    {"vomiting_duration", "h", 0, 120, false},
    {"diarrhoea_duration", "h", 0, 240, false},
    {"rash_duration", "d", 0, 60, false},
    {"dizziness_duration", "h", 0, 240, false},
    {"since_injury", "h", 0, 336, false},
    {"since_operation", "d", 0, 120, false},
    {"since_urine", "h", 0, 72, false},
    {"alcohol", "1", 0, 40, false},
    {"medicines", "1", 0, 30, false},
};

const std::string head =
    R"( version="1.0.0" valid-from="2026-01-01" languages="en"
  xmlns="urn:arvio:ruleset:1">
  <about status="demonstration" review-by="2027-01-01">
    <title lang="en">Made up</title> <purpose lang="en">Made by a benchmark.</purpose>
    <owner role="none">nobody</owner> <licence spdx="CC0-1.0"/>
  </about>
  <sources>
    <source id="s" title="A benchmark" publisher="none" year="2026"
      confidence="unverified"/>
  </sources>
)";

std::string two_digits(std::uint32_t number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

std::string named(const char* element, const std::string& id) {
  return std::string("    <") + element + " id=\"" + id + "\"> <text lang=\"en\">" + id +
         "</text> </" + element + ">\n";
}

/// What a test is of.
struct subject {
  enum class form : std::uint8_t { boolean, code, codes, number, score, flag };

  form kind = form::boolean;
  std::string id;
  std::uint32_t values = 2;              // code, codes: how many; score: most points
  std::vector<std::int64_t> thresholds;  // number
  bool tenths = false;
};

/// A test of one slot. Of two tests of a slot that go the same way, the one with the
/// higher rank allows all that the other does.
struct slot_test {
  std::uint32_t slot = 0;
  std::int64_t rank = 0;
  std::string text;
};
using clause = std::vector<slot_test>;

bool allows_all_of(const clause& wide, const clause& narrow) {
  return std::all_of(wide.begin(), wide.end(), [&](const slot_test& one) {
    return std::any_of(narrow.begin(), narrow.end(), [&](const slot_test& other) {
      return other.slot == one.slot && other.rank <= one.rank;
    });
  });
}

struct made_group {
  std::uint32_t complaint = 0;
  std::vector<std::vector<clause>> rules;
};

class writer {
 public:
  explicit writer(const synthetic_shape& shape) : shape_(shape), random_(shape.seed) {}

  std::vector<std::string> documents() {
    make_subjects();
    auto declared = inputs_and_scores();
    by_popularity(0);  // derived booleans test inputs and scores
    declared += flags();
    by_popularity(flag_count);
    std::vector<std::string> all{
        vocabulary(), "<ruleset id=\"synthetic\"" + head +
                          "  <use ruleset=\"vocabulary\" version=\"1\"/>\n" + declared +
                          "</ruleset>\n"};
    const auto groups = make_groups();
    std::size_t next = 0;
    for (std::uint32_t part = 1; next < groups.size() || part == 1; ++part) {
      auto text = "<ruleset id=\"synthetic.rules-" + two_digits(part) + "\"" + head +
                  "  <use ruleset=\"vocabulary\" version=\"1\"/>\n"
                  "  <use ruleset=\"synthetic\" version=\"1\"/>\n";
      for (std::size_t rules = 0; next < groups.size() && rules < rules_per_document;
           ++next) {
        text += group_text(groups[next], next);
        rules += groups[next].rules.size();
      }
      if (next == groups.size() && !shape_.protocol) {
        text += "  <rules id=\"everybody\" complaints=\"*\" need=\"body\">\n" +
                otherwise("everybody-rest") + "  </rules>\n";
      }
      all.push_back(text + "</ruleset>\n");
    }
    return all;
  }

 private:
  // --- inputs and derived values
  // -----------------------------------------------------------

  void make_subjects() {
    using form = subject::form;
    for (std::uint32_t i = 0; i < boolean_count; ++i)
      subjects_.push_back({form::boolean, "sign_" + two_digits(i), 2, {}, false});
    for (std::uint32_t i = 0; i < code_count; ++i)
      subjects_.push_back(
          {form::code, "kind_" + two_digits(i), 3 + random_.below(6), {}, false});
    for (const auto& form_of : numbers) {
      subject made{form::number, form_of.id, 0, {}, form_of.tenths};
      const auto wanted = random_.between(6, 13);
      const auto span = form_of.high - form_of.low;
      for (std::int64_t i = 1; i <= wanted; ++i) {
        const auto jitter = random_.between(-span / 40, span / 40);
        const auto place = form_of.low + span * i / (wanted + 1) + jitter;
        made.thresholds.push_back(std::clamp(place, form_of.low + 1, form_of.high));
      }
      std::sort(made.thresholds.begin(), made.thresholds.end());
      made.thresholds.erase(std::unique(made.thresholds.begin(), made.thresholds.end()),
                            made.thresholds.end());
      subjects_.push_back(std::move(made));
    }
    for (std::uint32_t i = 0; i < codes_count; ++i)
      subjects_.push_back({form::codes, "list_" + two_digits(i), codes_each, {}, false});
  }

  std::string inputs_and_scores() {
    std::string out = "  <inputs>\n";
    std::size_t number = 0;
    for (const auto& one : subjects_) {
      out += "    <input id=\"" + one.id + "\" type=\"";
      if (one.kind == subject::form::boolean) out += "boolean\"";
      if (one.kind == subject::form::code) out += "code\"";
      if (one.kind == subject::form::codes) out += "codes\"";
      if (one.kind == subject::form::number) {
        const auto& form = numbers[number++];
        out += one.tenths ? "decimal\" resolution=\"0.1\"" : "integer\"";
        out += std::string(" unit=\"") + form.unit + "\" min=\"" +
               value_text(one, form.low) + "\" max=\"" + value_text(one, form.high) +
               "\"";
      }
      out += "> <ask lang=\"en\">What about " + one.id + "?</ask>\n";
      if (one.kind == subject::form::code || one.kind == subject::form::codes) {
        for (std::uint32_t value = 0; value < one.values; ++value)
          out += "  " + named("value", code_text(value));
      }
      out += "    </input>\n";
    }
    out += "  </inputs>\n  <derived>\n";
    for (std::uint32_t i = 0; i < score_count; ++i)
      out += score("score_" + two_digits(i));
    return out;
  }

  std::string score(const std::string& id) {
    std::vector<std::uint32_t> of;  // numbers
    for (std::uint32_t i = 0; i < subjects_.size(); ++i) {
      if (subjects_[i].kind == subject::form::number) of.push_back(i);
    }
    random_.shuffle(of);
    of.resize(5 + random_.below(3));
    std::uint32_t most = 0;
    auto out = "    <score id=\"" + id + "\" source=\"s\">\n";
    for (const auto place : of) {
      const auto& one = subjects_[place];
      auto cuts = one.thresholds;
      random_.shuffle(cuts);
      cuts.resize(2 + random_.below(3));
      std::sort(cuts.begin(), cuts.end());
      out += "      <item id=\"" + id + "_" + one.id + "\" input=\"" + one.id + "\">";
      std::uint32_t points = random_.below(2);
      for (std::size_t band = 0; band <= cuts.size(); ++band) {
        out += " <band";
        if (band > 0) out += " from=\"" + value_text(one, cuts[band - 1]) + "\"";
        if (band < cuts.size()) out += " to=\"" + value_text(one, cuts[band] - 1) + "\"";
        out += " points=\"" + std::to_string(points) + "\"/>";
        points = points == 3 ? 1 : points + 1;
      }
      out += " </item>\n";
      most += 3;
    }
    scores_.push_back({subject::form::score, id, most, {}, false});
    return out + "    </score>\n";
  }

  std::string flags() {
    std::string out;
    for (std::uint32_t i = 0; i < flag_count; ++i) {
      const auto id = "flag_" + two_digits(i);
      const auto made =
          clauses(2 + random_.below(3), flag_families + i * std::uint64_t{1000},
                  [&] { return 1 + random_.weighted({25, 45, 30}); });
      out += "    <value id=\"" + id + "\" type=\"boolean\">" + text(made) + "</value>\n";
    }
    return out + "  </derived>\n";
  }

  /// Makes the list that tests are drawn from: inputs, scores and so many derived
  /// booleans in random order, each less popular than the one before.
  void by_popularity(std::uint32_t flag_total) {
    tested_ = subjects_;
    tested_.insert(tested_.end(), scores_.begin(), scores_.end());
    for (std::uint32_t i = 0; i < flag_total; ++i)
      tested_.push_back({subject::form::flag, "flag_" + two_digits(i), 2, {}, false});
    random_.shuffle(tested_);
    cumulated_.clear();
    std::uint64_t sum = 0;
    for (std::size_t rank = 0; rank < tested_.size(); ++rank) {
      sum += 1'000'000 / (rank + 8);
      cumulated_.push_back(sum);
    }
  }

  // --- conditions
  // --------------------------------------------------------------------------

  /// Clauses of which none lies inside another. `family` is whose: tests of one family go
  /// the same way.
  template <class Length>
  std::vector<clause> clauses(std::uint32_t count, std::uint64_t family,
                              const Length& length) {
    std::vector<clause> made;
    while (made.size() < count) {
      auto one = drawn_clause(length(), family);
      const bool new_one =
          std::none_of(made.begin(), made.end(), [&](const clause& other) {
            return allows_all_of(one, other) || allows_all_of(other, one);
          });
      if (new_one) made.push_back(std::move(one));
    }
    return made;
  }

  clause drawn_clause(std::uint32_t length, std::uint64_t family) {
    clause made;
    while (made.size() < length) {
      const auto draw = random_.below(cumulated_.back());
      const auto place = static_cast<std::uint32_t>(
          std::upper_bound(cumulated_.begin(), cumulated_.end(), draw) -
          cumulated_.begin());
      auto one = drawn_test(place, family);
      const bool new_slot = std::none_of(made.begin(), made.end(), [&](const auto& test) {
        return test.slot == one.slot;
      });
      if (new_slot) made.push_back(std::move(one));
    }
    return made;
  }

  slot_test drawn_test(std::uint32_t place, std::uint64_t family) {
    const auto& of = tested_[place];
    std::uint32_t slot = place * 64;
    if (of.kind == subject::form::codes)
      slot += std::min(random_.below(codes_each), random_.below(codes_each));
    const auto way = way_of(slot, family);
    switch (of.kind) {
      case subject::form::boolean:
      case subject::form::flag:
        return {slot, 0, way % 100 < 78 ? of.id : "not(" + of.id + ")"};
      case subject::form::codes: {
        const auto present = of.id + " any ('" + code_text(slot % 64) + "')";
        return {slot, 0, way % 100 < 88 ? present : "not(" + present + ")"};
      }
      case subject::form::code: return code_test(of, slot, way);
      case subject::form::number: return number_test(of, slot, way);
      case subject::form::score: {
        const auto limit = random_.between(of.values / 2, of.values * 3 / 4);
        return {slot, -limit, of.id + " >= " + std::to_string(limit)};
      }
    }
    return {};
  }

  slot_test code_test(const subject& of, std::uint32_t slot, std::uint64_t way) {
    const auto size = 1 + random_.below(of.values / 2);
    const auto nth = [&](std::uint64_t place) {
      return "'" + code_text(static_cast<std::uint32_t>((way + place) % of.values)) + "'";
    };
    if (size == 1) return {slot, 1, of.id + " = " + nth(0)};
    auto text = of.id + " in (" + nth(0);
    for (std::uint32_t i = 1; i < size; ++i)
      text += ", " + nth(i);
    return {slot, size, text + ")"};
  }

  slot_test number_test(const subject& of, std::uint32_t slot, std::uint64_t way) {
    const auto& limits = of.thresholds;
    const auto last = limits.size() - 1;
    // the outer thresholds are the more popular ones
    auto far = random_.below(limits.size());
    for (int i = 0; i < 2; ++i)
      far = std::max(far, random_.below(limits.size()));
    const auto rank = -static_cast<std::int64_t>(far);
    if (way % 100 < 50) {
      return {slot, rank, of.id + " >= " + value_text(of, limits[far])};
    }
    if (way % 100 < 90) {
      return {slot, rank,
              of.id + " in [.." + value_text(of, limits[last - far] - 1) + "]"};
    }
    const auto inner = random_.below((last + 1) / 2);
    return {slot, -static_cast<std::int64_t>(inner),
            of.id + " in [" + value_text(of, limits[inner]) + ".." +
                value_text(of, limits[last - inner] - 1) + "]"};
  }

  /// Which way a family's tests of a slot go: the same number each time.
  [[nodiscard]] std::uint64_t way_of(std::uint32_t slot, std::uint64_t family) const {
    const auto mixed = [](std::uint64_t bits) {
      bits = (bits ^ bits >> 30) * 0xbf58476d1ce4e5b9u;
      bits = (bits ^ bits >> 27) * 0x94d049bb133111ebu;
      return bits ^ bits >> 31;
    };
    const auto key = mixed(shape_.seed * 0x9e3779b97f4a7c15u + slot);
    const auto own = mixed(key + family);
    const bool stray = own % 1000 < stray_per_mille;
    return mixed(key + (stray ? family : family / 1000)) >> 8;
  }

  static std::string text(const std::vector<clause>& of) {
    std::string out;
    for (const auto& one : of) {
      std::string part;
      for (const auto& test : one)
        part += (part.empty() ? "" : " and ") + test.text;
      if (one.size() > 1 && of.size() > 1) part = "(" + part + ")";
      out += (out.empty() ? "" : " or ") + part;
    }
    return out;
  }

  static std::string code_text(std::uint32_t value) { return "v" + two_digits(value); }

  static std::string value_text(const subject& of, std::int64_t value) {
    if (!of.tenths) return std::to_string(value);
    return std::to_string(value / 10) + "." + std::to_string(value % 10);
  }

  // --- rules
  // -------------------------------------------------------------------------------

  std::vector<made_group> make_groups() {
    std::vector<made_group> groups;
    const auto rules_in_all = shape_.clauses * 10 / clauses_per_ten_rules;
    const auto per_group = shape_.protocol
                               ? std::clamp(rules_in_all / complaint_count - 1,
                                            std::uint32_t{1}, rules_per_group)
                               : rules_per_group;
    std::uint32_t left = shape_.clauses - (shape_.protocol ? 0 : 1);
    while (left > 0) {
      const auto index = static_cast<std::uint32_t>(groups.size());
      made_group made{index % complaint_count, {}};
      if (shape_.protocol) --left;  // its `otherwise`
      for (std::uint32_t i = 0; i < per_group && left > 0; ++i) {
        const auto count = std::min(left, 1 + random_.weighted({25, 33, 24, 13, 5}));
        left -= count;
        made.rules.push_back(clauses(count, std::uint64_t{index} * 1000 + i, [&] {
          return 2 + random_.weighted({12, 25, 30, 19, 9, 5});
        }));
      }
      groups.push_back(std::move(made));
    }
    std::stable_sort(groups.begin(), groups.end(), [&](const auto& a, const auto& b) {
      return shape_.protocol && a.complaint < b.complaint;
    });
    return groups;
  }

  [[nodiscard]] std::string group_text(const made_group& group, std::size_t index) const {
    const auto id = "g" + std::to_string(index);
    auto out = "  <rules id=\"" + id + "\"";
    if (shape_.protocol) out += " complaints=\"c" + two_digits(group.complaint) + "\"";
    out += " need=\"body\">\n";
    const auto count = group.rules.size();
    for (std::size_t i = 0; i < count; ++i) {
      const auto rule = id + "-" + std::to_string(i);
      out += "    <rule id=\"" + rule + "\" urgency=\"U" +
             std::to_string(i * level_count / count) + "\">\n      <title lang=\"en\">" +
             "Rule " + rule + " of a made-up rule set</title>\n      <when>" +
             text(group.rules[i]) + "</when>\n" + words + "    </rule>\n";
    }
    if (shape_.protocol) out += otherwise(id + "-rest");
    return out + "  </rules>\n";
  }

  static std::string otherwise(const std::string& id) {
    return "    <otherwise id=\"" + id +
           "\" urgency=\"U4\"> <title lang=\"en\">What "
           "remains</title> <source ref=\"s\"/> </otherwise>\n";
  }

  [[nodiscard]] std::string vocabulary() const {
    auto out = "<ruleset id=\"vocabulary\"" + head + "  <scale>\n";
    for (std::uint32_t i = 0; i < level_count; ++i) {
      const auto number = std::to_string(i);
      out += "    <level id=\"U" + number + "\"";
      if (i == 0) out += " emergency=\"true\"";
      if (i == 2) out += " out-of-scope=\"true\"";
      if (i + 1 == level_count) out += " default=\"true\"";
      out += "> <text lang=\"en\">" + number + "</text>";
      if (i > 0) out += " <safety-net lang=\"en\">Call again.</safety-net>";
      out += " </level>\n";
    }
    out += "  </scale>\n  <statuses>\n";
    for (const char* id : {"emergency", "open", "complete", "out_of_scope", "exhausted"})
      out += named("status", id);
    out += "  </statuses>\n  <needs>\n" + named("need", "body") + "  </needs>\n";
    if (shape_.protocol) {
      out += "  <complaints>\n";
      for (std::uint32_t i = 0; i < complaint_count; ++i)
        out += named("complaint", "c" + two_digits(i));
      out += "  </complaints>\n";
    }
    return out + "  <channels>\n" + named("channel", "desk") +
           "  </channels>\n  <professionals>\n" + named("professional", "nurse") +
           "  </professionals>\n  <routes> <route channel=\"desk\" levels=\"U1 U2\"/> "
           "<fallback channel=\"desk\" professional=\"nurse\"/> </routes>\n"
           "</ruleset>\n";
  }

  // What authors write beside a condition, at about its usual length.
  static constexpr const char* words =
      "      <advice lang=\"en\" audience=\"patient\">Tell the person what to do until "
      "help is there, in a sentence or two.</advice>\n"
      "      <advice lang=\"en\" audience=\"professional\">Say what to look at first, "
      "and "
      "what must not be missed.</advice>\n"
      "      <source ref=\"s\" clause=\"5.1\"/>\n";

  synthetic_shape shape_;
  draws random_;
  std::vector<subject> subjects_;  // inputs
  std::vector<subject> scores_;
  std::vector<subject> tested_;
  std::vector<std::uint64_t> cumulated_;
};

}  // namespace

std::vector<std::string> synthetic_documents(const synthetic_shape& shape) {
  return writer(shape).documents();
}

}  // namespace arvio::bench
