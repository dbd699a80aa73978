#ifndef ARVIO_SRC_EXCHANGE_CODES_SUM_HPP
#define ARVIO_SRC_EXCHANGE_CODES_SUM_HPP

#include "arvio/exchange/mapping.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace arvio::inline v0 {

/// What the columns of one codes input say together.
///
/// Meaning  what is in doubt is unknown: a code of which two columns, or two codes in one
///          cell, say the contrary; and of a column with a cell that nobody understands
///          every code that it could have named, where nothing says that it is present.
///          So a cell that cannot be read never makes a code absent. The result does not
///          depend on the order of the columns.
class codes_sum {
 public:
  /// What a cell lacks, to be read after the name of its column; empty where nothing.
  [[nodiscard]] std::string add(const column_mapping& by, std::string_view cell);

  /// Leaves all that a column could have said in doubt.
  void doubt(const column_mapping& by);

  [[nodiscard]] bool is_in_doubt() const { return in_doubt_; }
  [[nodiscard]] answer_codes said() const;

 private:
  [[nodiscard]] bool take(const answer_codes& more);
  [[nodiscard]] bool take_others(other_codes more);

  answer_codes sum_;
  std::vector<std::string> contested_;  // present here and absent there
  std::vector<std::string> doubted_;  // a column that says nothing could have named them
  bool others_contested_ = false;
  bool in_doubt_ = false;
};

}  // namespace arvio::inline v0

#endif  // ARVIO_SRC_EXCHANGE_CODES_SUM_HPP
