#include "save_writer.hpp"

#include "arvio/lang/print.hpp"

namespace arvio::inline v0::ruleset {
namespace {

/// Line ends and tabs as references, since a reader makes blanks of them.
void append_escaped(std::string& to, std::string_view text, bool in_attribute) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '&') {
      to += "&amp;";
    } else if (c == '<') {
      to += "&lt;";
    } else if (c == '>' && i >= 2 && text.substr(i - 2, 2) == "]]") {
      to += "&gt;";
    } else if (c == '"' && in_attribute) {
      to += "&quot;";
    } else if (c == '\r' || (in_attribute && (c == '\n' || c == '\t'))) {
      to += c == '\r' ? "&#13;" : c == '\n' ? "&#10;" : "&#9;";
    } else {
      to += c;
    }
  }
}

}  // namespace

void writer::close_tag() {
  if (in_tag_) out_ += ">\n";
  in_tag_ = false;
}

void writer::begin(const char* element) {
  close_tag();
  out_.append(2 * open_.size(), ' ');
  out_ += "<";
  out_ += element;
  open_.push_back(element);
  in_tag_ = true;
  has_text_ = false;
}

void writer::attribute(const char* attribute, std::string_view value) {
  out_ += " ";
  out_ += attribute;
  out_ += "=\"";
  append_escaped(out_, value, true);
  out_ += "\"";
}

void writer::text(std::string_view words) {
  out_ += ">";
  append_escaped(out_, words, false);
  in_tag_ = false;
  has_text_ = true;
}

void writer::end() {
  const auto* element = open_.back();
  open_.pop_back();
  if (in_tag_) {
    out_ += "/>\n";
  } else {
    if (!has_text_) out_.append(2 * open_.size(), ' ');
    out_ += "</";
    out_ += element;
    out_ += ">\n";
  }
  in_tag_ = false;
  has_text_ = false;
}

void writer::attribute(const char* attribute, const name& value) {
  writer::attribute(attribute, std::string_view(value.text));
}

void writer::attribute(const char* attribute, const std::optional<name>& value) {
  if (value) writer::attribute(attribute, *value);
}

void writer::attribute(const char* attribute, const std::vector<name>& list) {
  std::string joined;
  for (const auto& one : list)
    joined += (joined.empty() ? "" : " ") + one.text;
  if (!list.empty()) writer::attribute(attribute, std::string_view(joined));
}

void writer::attribute(const char* attribute, const std::optional<expression>& value) {
  if (value) writer::attribute(attribute, std::string_view(lang::print(value->tree)));
}

void writer::flag(const char* attribute, bool value) {
  if (value) writer::attribute(attribute, std::string_view("true"));
}

void writer::texts(const char* element, const ruleset::texts& all) {
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
