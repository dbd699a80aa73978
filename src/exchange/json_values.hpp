#ifndef ARVIO_SRC_EXCHANGE_JSON_VALUES_HPP
#define ARVIO_SRC_EXCHANGE_JSON_VALUES_HPP

#include "arvio/base/decimal.hpp"
#include "arvio/exchange/assessment.hpp"

#include "json/writer.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace arvio::inline v0::json {

/// Writes what results have in common; a `Writer` adds how its own structs are written.
template <class Writer>
class value_writer {
  friend Writer;
  value_writer() = default;

 public:
  [[nodiscard]] std::string take() && { return std::move(out_).take(); }

  template <class Item>
  void write(const std::vector<Item>& items) {
    out_.begin_list();
    for (const auto& one : items) {
      self().write(one);
    }
    out_.end_list();
  }
  template <class Value>
  void write(const std::optional<Value>& value) {
    if (value) {
      self().write(*value);
    } else {
      out_.null();
    }
  }
  void write(const std::string& text) { out_.text(text); }
  void write(bool value) { out_.truth(value); }
  void write(const char*) = delete;  // would be a bool
  void write(const decimal& number) { out_.raw(to_text(number)); }

  void write(const shown_text& what) {
    out_.begin_object();
    member("words", what.words);
    member("language", what.language);
    member("fallback", what.fallback);
    out_.end_object();
  }
  void write(const shown_term& what) {
    out_.begin_object();
    member("id", what.id);
    member("text", what.text);
    out_.end_object();
  }
  void write(const used_answer& what) {
    out_.begin_object();
    member("input", what.input);
    member("answer", answer_text(what));
    member("text", what.text);
    out_.end_object();
  }

 protected:
  template <class Value>
  void member(const char* name, const Value& value) {
    out_.own_key(name);
    self().write(value);
  }
  void member_id(const char* name, const char* id) { out_.own_key(name).text(id); }

  json::writer out_;

 private:
  [[nodiscard]] Writer& self() { return static_cast<Writer&>(*this); }
};

}  // namespace arvio::inline v0::json

#endif  // ARVIO_SRC_EXCHANGE_JSON_VALUES_HPP
