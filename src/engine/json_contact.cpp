#include "arvio/base/diagnostic.hpp"
#include "arvio/base/limits.hpp"
#include "arvio/engine/json.hpp"

#include "json_tree.hpp"
#include "json_writer.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>
#include <utility>

// The forms of docs/contact.schema.json. A fault of one answer becomes the content of
// that answer, so that the engine names all faulty inputs in one go; only faults of the
// whole end the reading. No message holds anything that stands where a value may stand.
namespace arvio::inline v0 {

namespace {

using json::kind;
using json::node;

constexpr std::array<std::pair<const char*, answer_origin>, 5> origins = {{
    {"caller", answer_origin::caller},
    {"proxy", answer_origin::proxy},
    {"professional", answer_origin::professional},
    {"device", answer_origin::device},
    {"record", answer_origin::record},
}};

// --- reading one answer

answer_content faulty(const char* message, errc code = errc::contact_syntax) {
  return answer_fault{code, message};
}

bool only_has(const node& object, std::initializer_list<std::string_view> names) {
  return std::all_of(object.members.begin(), object.members.end(), [&](const auto& one) {
    return std::find(names.begin(), names.end(), one.first) != names.end();
  });
}

/// Zeros at the end of a fraction say nothing: 38.400000000000 is 38.4.
std::string_view without_idle_zeros(std::string_view digits) {
  const auto point = digits.find('.');
  if (point == std::string_view::npos) return digits;
  while (digits.size() > point + 2 && digits.back() == '0') {
    digits.remove_suffix(1);
  }
  return digits;
}

/// A number exactly as its digits say, or why it is none that an answer can be.
std::variant<decimal, answer_fault> number_of(std::string_view digits) {
  if (const auto short_form = parse_decimal(digits)) return *short_form;
  if (const auto number = parse_decimal(without_idle_zeros(digits))) return *number;
  if (digits.find_first_of("eE") != std::string_view::npos) {
    return answer_fault{errc::answer_type, "write the number out, without an exponent"};
  }
  const auto point = digits.find('.');
  if (point != std::string_view::npos && parse_decimal(digits.substr(0, point))) {
    return answer_fault{errc::answer_too_fine, "has more digits than any input takes"};
  }
  return answer_fault{errc::answer_outside, "is larger than any input takes"};
}

std::variant<answer_value, answer_fault> value_of(const node& written) {
  switch (written.kind) {
    case kind::truth: return answer_value(written.truth);
    case kind::text: return answer_value(written.text);
    case kind::number: {
      auto number = number_of(written.text);
      if (auto* fault = std::get_if<answer_fault>(&number)) return std::move(*fault);
      return answer_value(std::get<decimal>(number));
    }
    case kind::null:
    case kind::list:
    case kind::object: break;
  }
  return answer_fault{errc::answer_type, "is no single value"};
}

std::optional<std::vector<std::string>> texts_of(const node& written) {
  if (written.kind != kind::list) return std::nullopt;
  std::vector<std::string> out;
  for (const auto& item : written.items) {
    if (item.kind != kind::text) return std::nullopt;
    out.push_back(item.text);
  }
  return out;
}

answer_content unknown_of(const node& object) {
  const auto& why = *object.find("unknown");
  if (only_has(object, {"unknown"}) && why.kind == kind::text) {
    if (why.text == "cannot_say") return unknown_answer::cannot_say;
    if (why.text == "refused") return unknown_answer::refused;
  }
  return faulty("`unknown` is \"cannot_say\" or \"refused\", and stands alone");
}

answer_content range_of(const node& object) {
  if (!only_has(object, {"from", "to"})) {
    return faulty("a range has `from` and `to` only");
  }
  answer_range range;
  for (auto [name, end] : {std::pair("from", &range.from), std::pair("to", &range.to)}) {
    const auto* written = object.find(name);
    if (written == nullptr) continue;
    auto value = value_of(*written);
    if (auto* fault = std::get_if<answer_fault>(&value)) return std::move(*fault);
    *end = std::get<answer_value>(std::move(value));
  }
  return range;
}

answer_content choice_of(const node& object) {
  auto codes = texts_of(*object.find("one_of"));
  if (!codes || !only_has(object, {"one_of"})) {
    return faulty("`one_of` is a list of codes, and stands alone");
  }
  return answer_choice{std::move(*codes)};
}

std::optional<other_codes> others_of(const node* written) {
  if (written == nullptr) return other_codes::unsaid;
  if (written->kind != kind::text) return std::nullopt;
  if (written->text == "no") return other_codes::absent;
  if (written->text == "?") return other_codes::unknown;
  return std::nullopt;
}

answer_content codes_of(const node& object) {
  if (!only_has(object, {"present", "absent", "others"})) {
    return faulty("what is said of codes has `present`, `absent` and `others` only");
  }
  answer_codes said;
  for (auto [name, list] :
       {std::pair("present", &said.present), std::pair("absent", &said.absent)}) {
    const auto* written = object.find(name);
    if (written == nullptr) continue;
    auto codes = texts_of(*written);
    if (!codes) return faulty("`present` and `absent` are lists of codes");
    *list = std::move(*codes);
  }
  const auto others = others_of(object.find("others"));
  if (!others) return faulty("`others` is \"no\" or \"?\"");
  said.others = *others;
  return said;
}

answer_content content_of(const node& written) {
  if (written.kind == kind::null) {
    return faulty("null is no answer: leave the input out, or write \"?\"");
  }
  if (written.kind == kind::text && written.text == "?")
    return unknown_answer::cannot_say;
  if (written.kind == kind::list) {
    auto codes = texts_of(written);
    if (!codes) return faulty("a list holds codes only", errc::answer_type);
    return answer_codes{std::move(*codes), {}, other_codes::unsaid};
  }
  if (written.kind == kind::object) {
    if (written.repeated() != nullptr) return faulty("has a member twice");
    if (written.find("unknown") != nullptr) return unknown_of(written);
    if (written.find("from") != nullptr || written.find("to") != nullptr)
      return range_of(written);
    if (written.find("one_of") != nullptr) return choice_of(written);
    if (written.find("present") != nullptr || written.find("absent") != nullptr ||
        written.find("others") != nullptr)
      return codes_of(written);
    return faulty("is of no form that answers have");
  }
  auto value = value_of(written);
  if (auto* fault = std::get_if<answer_fault>(&value)) return std::move(*fault);
  return std::get<answer_value>(std::move(value));
}

/// `{"value": ..., "at": ..., "origin": ...}`.
answer detailed_answer(std::string input, const node& object) {
  answer made{std::move(input), {}, {}, {}};
  if (object.repeated() != nullptr || !only_has(object, {"value", "at", "origin"})) {
    made.content = faulty("beside `value` stand `at` and `origin` only, each once");
    return made;
  }
  made.content = content_of(*object.find("value"));
  if (const auto* at = object.find("at")) {
    made.at = at->kind == kind::text ? parse_time(at->text) : std::nullopt;
    if (!made.at) {
      made.content = faulty("`at` is a time like 2026-03-02T09:40:00+02:00");
    }
  }
  if (const auto* origin = object.find("origin")) {
    for (const auto& [name, value] : origins) {
      if (origin->kind == kind::text && origin->text == name) made.origin = value;
    }
    if (!made.origin) {
      made.content = faulty("`origin` is caller, proxy, professional, device or record");
    }
  }
  return made;
}

answer answer_of(std::string input, const node& written) {
  if (written.kind == kind::object && written.find("value") != nullptr) {
    return detailed_answer(std::move(input), written);
  }
  return {std::move(input), content_of(written), {}, {}};
}

// --- reading the whole

/// Whether a name may be shown: what is written in its place may be anything.
bool is_plain_name(std::string_view name) {
  return !name.empty() && name.size() <= 64 &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                  (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
         });
}

std::string shown_name(const std::string& name) {
  return is_plain_name(name) ? "`" + name + "`" : "a member";
}

/// Collects what is wrong with the whole.
class reader {
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
    if (!errors_.empty()) return unexpected{std::move(errors_)};
    return std::move(made_);
  }

 private:
  void refuse(errc code, std::string message) {
    errors_.push_back({code, "", std::move(message)});
  }
  void member(const std::string& name, const node& value) {
    if (name == "at") {
      time(value);
    } else if (name == "language") {
      text(name, value, made_.language);
    } else if (name == "id") {
      text(name, value, made_.id.emplace());
    } else if (name == "finish") {
      if (value.kind != kind::truth)
        refuse(errc::contact_syntax, "`finish` is true or false");
      made_.finish = value.truth;
    } else if (name == "answers") {
      answers(value);
    } else {
      const std::string known = "at, language, answers, finish, id";
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
      made_.give(answer_of(input, written));
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
    out.key("origin").text(origins[static_cast<std::size_t>(*one.origin)].first);
  }
  out.end_object();
}

}  // namespace

expected<contact, contact_errors> read_contact(std::string_view text) {
  const auto tree = json::read(text, {limits::contact_bytes, limits::contact_depth});
  if (!tree) {
    return unexpected{contact_errors{{tree.error().code, "", tree.error().message}}};
  }
  return reader().run(*tree);
}

std::string to_json(const contact& person) {
  json::writer out;
  out.begin_object();
  if (person.id) out.key("id").text(*person.id);
  out.key("at").text(to_text(person.at));
  if (!person.language.empty()) out.key("language").text(person.language);
  if (person.finish) out.key("finish").truth(true);
  out.key("answers").begin_object();
  for (const auto& one : person.answers()) {
    write(out.key(one.input), one);
  }
  out.end_object().end_object();
  return std::move(out).take();
}

std::string to_json(const contact_errors& errors) {
  json::writer out;
  out.begin_object().key("errors").begin_list();
  for (const auto& one : errors) {
    out.begin_object().key("code").text(code_text(one.code));
    out.key("input").text(one.input).key("message").text(one.message).end_object();
  }
  out.end_list().end_object();
  return std::move(out).take();
}

}  // namespace arvio::inline v0
