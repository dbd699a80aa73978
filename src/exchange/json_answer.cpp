#include "json_answer.hpp"

#include "arvio/base/limits.hpp"

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <utility>

// A fault of an answer becomes its content, so that the engine names all faulty inputs in
// one go. No message holds anything that stands where a value may stand.
namespace arvio::inline v0::json {

namespace {

answer_content faulty(const char* message, errc code = errc::contact_syntax) {
  return answer_fault{code, message};
}

bool only_has(const node& object, std::initializer_list<std::string_view> names) {
  return std::all_of(object.members.begin(), object.members.end(), [&](const auto& one) {
    return std::find(names.begin(), names.end(), one.name) != names.end();
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
    for (std::size_t i = 0; i < origin_ids.size(); ++i) {
      const bool same = origin->kind == kind::text && origin->text == origin_ids[i];
      if (same) made.origin = static_cast<answer_origin>(i);
    }
    if (!made.origin) {
      made.content = faulty("`origin` is caller, proxy, professional, device or record");
    }
  }
  return made;
}

}  // namespace

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

answer answer_of(std::string input, const node& written) {
  if (written.kind == kind::object && written.find("value") != nullptr) {
    return detailed_answer(std::move(input), written);
  }
  return {std::move(input), content_of(written), {}, {}};
}

}  // namespace arvio::inline v0::json
