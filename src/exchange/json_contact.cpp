#include "arvio/base/diagnostic.hpp"
#include "arvio/base/did_you_mean.hpp"
#include "arvio/base/limits.hpp"
#include "arvio/base/shown.hpp"
#include "arvio/exchange/json.hpp"

#include "contact_check.hpp"
#include "json/tree.hpp"
#include "json/writer.hpp"
#include "json_answer.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

// The forms of docs/contact.schema.json. Only faults of the whole end the reading; those
// of an answer stay with it.
namespace arvio::inline v0 {

namespace {

using json::kind;
using json::node;

// --- reading the whole

const std::vector<std::string>& known_members() {
  static const std::vector<std::string> all{"at", "language", "answers",        "finish",
                                            "id", "presumed", "presumed_source"};
  return all;
}

/// Only what is nearly a member of a contact is repeated: the name of anybody may stand
/// there.
std::string shown_name(const std::string& name) {
  return is_plain_name(name) && nearest_word(name, known_members()) ? "`" + name + "`"
                                                                    : "a member";
}

/// Collects what is wrong with the whole.
class contact_reader {
 public:
  [[nodiscard]] expected<contact, contact_errors> run(const node& root) {
    if (root.kind != kind::object) {
      refuse(errc::contact_syntax,
             "a contact is an object: {\"at\": ..., \"answers\": {}}");
      return unexpected{std::move(errors_)};
    }
    if (const auto* name = root.repeated()) {
      refuse(errc::contact_syntax, shown_name(*name) + " is given twice");
    }
    for (const auto& [name, value] : root.members) {
      member(name, value);
    }
    if (root.find("at") == nullptr) {
      refuse(errc::contact_time, "`at` is missing: the time of the assessment");
    }
    if (errors_.empty()) return std::move(made_);
    add_faults_of_answers();
    return unexpected{std::move(errors_)};
  }

 private:
  void refuse(errc code, std::string message) {
    errors_.push_back({code, "", std::move(message)});
  }
  /// Those that the engine would refuse: nobody should mend the whole first to see them.
  /// By their number, since nothing says here whether a name is that of an input.
  void add_faults_of_answers() {
    for (std::size_t i = 0; i < made_.answers().size(); ++i) {
      const auto& one = made_.answers()[i];
      const auto* fault = std::get_if<answer_fault>(&one.content);
      if (fault != nullptr)
        errors_.push_back(error_of_member(fault->code, i, "answers", fault->message));
    }
  }
  void member(const std::string& name, const node& value) {
    if (name == "at") {
      time(value);
    } else if (name == "language") {
      text(name, value, made_.language);
      if (value.kind == kind::text && value.text.empty())
        refuse(errc::contact_syntax,
               "`language` is empty: leave it out, or write a tag like fi, sv or en");
    } else if (name == "id") {
      text(name, value, made_.id.emplace());
    } else if (name == "finish") {
      if (value.kind != kind::truth)
        refuse(errc::contact_syntax, "`finish` is true or false");
      made_.finish = value.truth;
    } else if (name == "answers") {
      answers(value);
    } else if (name == "presumed") {
      presumed(value);
    } else if (name == "presumed_source") {
      text(name, value, made_.presumed_source);
    } else {
      std::string known;
      for (const auto& one : known_members())
        known += (known.empty() ? "" : ", ") + one;
      refuse(errc::contact_syntax,
             shown_name(name) + " is unknown: a contact has " + known);
    }
  }
  void time(const node& value) {
    const auto at = value.kind == kind::text ? parse_time(value.text) : std::nullopt;
    if (at) {
      made_.at = *at;
    } else {
      refuse(errc::contact_time,
             "`at` is a time like 2026-03-02T10:00:00+02:00, in the years " +
                 std::to_string(limits::first_year) + " to " +
                 std::to_string(limits::last_year));
    }
  }
  void text(const std::string& name, const node& value, std::string& into) {
    if (value.kind == kind::text) {
      into = value.text;
    } else {
      refuse(errc::contact_syntax, "`" + name + "` is a text");
    }
  }
  void answers(const node& value) {
    if (value.kind != kind::object) {
      refuse(errc::contact_syntax, "`answers` is an object of inputs and their answers");
      return;
    }
    for (const auto& [input, written] : value.members) {
      made_.give(json::answer_of(input, written));
    }
  }
  void presumed(const node& value) {
    if (value.kind != kind::object) {
      refuse(errc::contact_syntax, "`presumed` is an object of inputs and their values");
      return;
    }
    for (const auto& [input, written] : value.members) {
      auto read = json::answer_of(input, written);
      if (read.at || read.origin)
        read.content =
            answer_fault{errc::answer_type, "what is presumed is a value alone"};
      made_.presume(input, std::move(read.content));
    }
  }

  contact made_;
  contact_errors errors_;
};

// --- writing

void write(json::writer& out, const answer_value& value) {
  if (const auto* truth = std::get_if<bool>(&value)) {
    out.truth(*truth);
  } else if (const auto* number = std::get_if<decimal>(&value)) {
    out.raw(to_text(*number));
  } else {
    out.text(std::get<std::string>(value));
  }
}

void write_list(json::writer& out, const std::vector<std::string>& texts) {
  out.begin_list();
  for (const auto& one : texts) {
    out.text(one);
  }
  out.end_list();
}

void write(json::writer& out, unknown_answer why) {
  switch (why) {
    case unknown_answer::cannot_say: out.text("?"); return;
    case unknown_answer::refused:
      out.begin_object().key("unknown").text("refused").end_object();
      return;
  }
}

void write(json::writer& out, const answer_range& range) {
  out.begin_object();
  if (range.from) write(out.key("from"), *range.from);
  if (range.to) write(out.key("to"), *range.to);
  out.end_object();
}

void write(json::writer& out, const answer_choice& choice) {
  write_list(out.begin_object().key("one_of"), choice.one_of);
  out.end_object();
}

void write(json::writer& out, const answer_codes& said) {
  if (said.absent.empty() && said.others == other_codes::unsaid) {
    write_list(out, said.present);
    return;
  }
  out.begin_object();
  write_list(out.key("present"), said.present);
  if (!said.absent.empty()) write_list(out.key("absent"), said.absent);
  switch (said.others) {
    case other_codes::unsaid: break;
    case other_codes::absent: out.key("others").text("no"); break;
    case other_codes::unknown: out.key("others").text("?"); break;
  }
  out.end_object();
}

/// What could not be read is written as what no reader takes.
void write(json::writer& out, const answer_fault&) { out.null(); }

void write(json::writer& out, const answer& one) {
  const auto content = [&] {
    std::visit([&](const auto& what) { write(out, what); }, one.content);
  };
  if (!one.at && !one.origin) {
    content();
    return;
  }
  out.begin_object().key("value");
  content();
  if (one.at) out.key("at").text(to_text(*one.at));
  if (one.origin) {
    out.key("origin").text(json::origin_ids[static_cast<std::size_t>(*one.origin)]);
  }
  out.end_object();
}

}  // namespace

expected<contact, contact_errors> read_contact(std::string_view text) {
  const auto tree = json::read(text, {limits::contact_bytes, limits::contact_depth});
  if (!tree) {
    return unexpected{contact_errors{{tree.error().code, "", tree.error().message}}};
  }
  return contact_reader().run(*tree);
}

std::string to_json(const arvio::contact& contact) {
  json::writer out;
  out.begin_object();
  if (contact.id) out.key("id").text(*contact.id);
  out.key("at").text(to_text(contact.at));
  if (!contact.language.empty()) out.key("language").text(contact.language);
  if (contact.finish) out.key("finish").truth(true);
  out.key("answers").begin_object();
  for (const auto& one : contact.answers()) {
    write(out.key(one.input), one);
  }
  out.end_object();
  if (!contact.presumed().empty()) {
    out.key("presumed").begin_object();
    for (const auto& one : contact.presumed())
      write(out.key(one.input), one);
    out.end_object();
  }
  if (!contact.presumed_source.empty())
    out.key("presumed_source").text(contact.presumed_source);
  out.end_object();
  return std::move(out).take();
}

namespace {

void write_errors(json::writer& out, const contact_errors& errors) {
  out.own_key("errors").begin_list();
  for (const auto& one : errors) {
    out.begin_object().key("code").text(code_text(one.code));
    out.key("input").text(one.input).key("message").text(one.message).end_object();
  }
  out.end_list();
}

}  // namespace

std::string to_json(const contact_errors& errors) {
  json::writer out;
  out.begin_object();
  write_errors(out, errors);
  out.end_object();
  return std::move(out).take();
}

std::string to_json(const refused_line& what) {
  json::writer out;
  out.begin_object();
  out.own_key("line").raw(std::to_string(what.number));
  if (what.id) out.own_key("id").text(*what.id);
  write_errors(out, what.errors);
  out.end_object();
  return std::move(out).take();
}

}  // namespace arvio::inline v0
