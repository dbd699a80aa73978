#ifndef ARVIO_SRC_XML_REPORT_HPP
#define ARVIO_SRC_XML_REPORT_HPP

#include "arvio/base/diagnostic.hpp"
#include "arvio/base/limits.hpp"
#include "arvio/base/quoted.hpp"
#include "arvio/base/sort_stably.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace arvio::inline v0::xml {

/// Half-open byte range [begin, end) of the document being read.
struct place {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  friend bool operator==(const place&, const place&) = default;
};

/// What stands there, as written.
[[nodiscard]] inline std::string_view written(std::string_view bytes, place at) {
  return bytes.substr(at.begin, at.end - at.begin);
}

/// Collects the findings of one document, up to limits::findings_per_file.
class reporter {
 public:
  reporter(std::string_view bytes, std::uint32_t source, findings& out)
      : bytes_(bytes), source_(source), out_(&out), first_(out.size()) {}
  reporter(const reporter&) = delete;
  reporter& operator=(const reporter&) = delete;
  ~reporter() = default;

  void error(errc code, place where, std::string_view message, std::string_view hint) {
    add({code, severity::error, span(where), std::string(message), std::string(hint),
         rule});
  }

  /// Takes over findings that something else made about this document.
  void take(findings&& made) {
    for (auto& one : made) {
      one.rule = rule;
      add(std::move(one));
    }
  }

  [[nodiscard]] source_span span(place where) const {
    return {source_, where.begin, where.end};
  }
  [[nodiscard]] std::string line_of(std::uint32_t offset) const {
    return std::to_string(position_of(bytes_, offset).line);
  }
  /// Whether no more findings are taken: time to stop.
  [[nodiscard]] bool full() const { return made() > limits::findings_per_file; }
  [[nodiscard]] bool failed() const { return failed_; }

  /// Brings the findings of this document into file order.
  void finish() {
    sort_stably(*out_, first_, [](const finding& a, const finding& b) {
      return a.where.begin < b.where.begin;
    });
    if (!full()) return;
    out_->back() = {errc::limit_count,
                    severity::note,
                    out_->back().where,
                    "more than " + std::to_string(limits::findings_per_file) +
                        " findings: the rest of this document was not read",
                    "mend these first",
                    ""};
  }

  std::string rule;  // the rule being read, which findings name

 private:
  void add(finding&& one) {
    if (one.level == severity::error) failed_ = true;
    if (!full()) out_->push_back(std::move(one));
  }
  [[nodiscard]] std::size_t made() const { return out_->size() - first_; }

  std::string_view bytes_;
  std::uint32_t source_;
  findings* out_;
  std::size_t first_;
  bool failed_ = false;
};

}  // namespace arvio::inline v0::xml

#endif  // ARVIO_SRC_XML_REPORT_HPP
