#include "arvio/exchange/json.hpp"

#include "json_values.hpp"

#include <string>
#include <utility>

// The member `explanation` of an assessment: docs/assessment.schema.json.
namespace arvio::inline v0 {

namespace {

class explanation_json : public json::value_writer<explanation_json> {
 public:
  using value_writer::write;

  void write(const explanation& what) {
    out_.begin_object();
    member("at_least", what.at_least);
    member("holds", what.holds);
    member("possible", what.possible);
    member("changes", what.changes);
    out_.key("searched").raw(std::to_string(what.searched));
    member("inputs", what.inputs);
    out_.end_object();
  }

  void write(const explained_rule& rule) {
    out_.begin_object();
    member("rule", rule.id);
    member("rule_set", rule.rule_set);
    member("title", rule.title);
    out_.end_object();
  }
  void write(const allowed_range& range) {
    out_.begin_object();
    member("from", range.from);
    member("to", range.to);
    out_.end_object();
  }
  void write(const box_test& test) {
    out_.begin_object();
    member_id("subject", id_of(test.subject));
    member("id", test.id);
    member("with", test.with);
    member("codes", test.codes);
    member("text", test.text);
    member("allowed", test.allowed);
    member("words", test.words);
    member_id("origin", id_of(test.origin));
    member("found", test.found);
    member("found_text", test.found_text);
    member("clause", test.clause);
    member("answers", test.answers);
    out_.end_object();
  }
  void write(const held_box& box) {
    out_.begin_object();
    member("rules", box.rules);
    member("group", box.group);
    member("tests", box.tests);
    out_.end_object();
  }
  void write(const open_answer& open) {
    out_.begin_object();
    member("input", open.given.input);
    member("answer", answer_text(open.given));
    member("text", open.text);
    out_.end_object();
  }
  void write(const possible_level& what) {
    out_.begin_object();
    member("level", what.level);
    member("group", what.group);
    member("rules", what.rules);
    member("unanswered", what.unanswered);
    out_.end_object();
  }
  void write(const possible_change& change) {
    out_.begin_object();
    member("level", change.level);
    member("group", change.group);
    member("rules", change.rules);
    member("in_scope", change.in_scope);
    member("tests", change.tests);
    member("direct", change.direct);
    member("example", change.example);
    member("other", change.other);
    out_.key("other_left_out").raw(std::to_string(change.other_left_out));
    member("text", change.text);
    out_.end_object();
  }
};

}  // namespace

std::string to_json(const explanation& what) {
  explanation_json out;
  out.write(what);
  return std::move(out).take();
}

}  // namespace arvio::inline v0
