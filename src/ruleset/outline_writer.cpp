#include "outline_writer.hpp"

#include "arvio/lang/print.hpp"

#include <utility>

namespace arvio::inline v0::ruleset {

void outline_writer::begin(const char* element) {
  open_.push_back({element, {}, {}, {}});
}

void outline_writer::attribute(const char* attribute, std::string_view value) {
  open_.back().attributes.emplace_back(attribute, value);
}

void outline_writer::text(std::string_view words) { open_.back().text = words; }

void outline_writer::end() {
  auto made = std::move(open_.back());
  open_.pop_back();
  if (open_.empty()) {
    done_ = std::move(made);
  } else {
    open_.back().children.push_back(std::move(made));
  }
}

outline outline_writer::take() { return std::move(done_); }

void outline_writer::attribute(const char* attribute, const name& value) {
  outline_writer::attribute(attribute, std::string_view(value.text));
}

void outline_writer::attribute(const char* attribute, const std::optional<name>& value) {
  if (value) outline_writer::attribute(attribute, *value);
}

void outline_writer::attribute(const char* attribute, const std::vector<name>& list) {
  std::string joined;
  for (const auto& one : list)
    joined += (joined.empty() ? "" : " ") + one.text;
  if (!list.empty()) outline_writer::attribute(attribute, std::string_view(joined));
}

void outline_writer::attribute(const char* attribute,
                               const std::optional<expression>& value) {
  if (!value) return;
  outline_writer::attribute(attribute, std::string_view(lang::print(value->tree)));
}

void outline_writer::flag(const char* attribute, bool value) {
  if (value) outline_writer::attribute(attribute, std::string_view("true"));
}

void outline_writer::texts(const char* element, const ruleset::texts& all) {
  for (const auto& one : all) {
    begin(element);
    attribute("lang", std::string_view(one.language));
    if (!one.audience.empty()) attribute("audience", std::string_view(one.audience));
    attribute("source", one.source);
    flag("locked", one.locked);
    text(one.words);
    end();
  }
}

}  // namespace arvio::inline v0::ruleset
