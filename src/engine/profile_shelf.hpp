#ifndef ARVIO_SRC_ENGINE_PROFILE_SHELF_HPP
#define ARVIO_SRC_ENGINE_PROFILE_SHELF_HPP

#include "arvio/engine/repository.hpp"
#include "arvio/service/profile.hpp"

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace arvio::inline v0 {

/// The profiles of a repository, and which versions of the wanted ones are valid when.
class profile_shelf {
 public:
  /// Each step reports what it finds to `out`. It must not outlive `sources` and `out`.
  profile_shelf(const source_map& sources, findings& out)
      : sources_(sources), out_(out) {}

  void read(std::uint32_t source);
  /// After the last is read: versions in order, and but for `all` only those of the id
  /// `wanted`.
  void choose(const std::string& wanted, bool all);

  /// The moments at which another version becomes valid.
  [[nodiscard]] std::set<instant> changes() const;
  /// Of each wanted id the version that is valid, by id.
  [[nodiscard]] std::vector<std::shared_ptr<const service::profile>> valid_at(
      instant moment) const;
  [[nodiscard]] const std::vector<std::shared_ptr<const service::profile>>& wanted()
      const noexcept {
    return all_;
  }

 private:
  void error(errc code, source_span where, std::string message, std::string hint);
  void check_versions();

  const source_map& sources_;
  findings& out_;
  bool unread_ = false;
  std::vector<std::shared_ptr<const service::profile>> all_;  // by id, then version
};

/// Links the profiles that are valid in a period with its book; the one that the options
/// ask for becomes the period's region. Needs the book and the calendar of the period.
void link_profiles(const std::vector<std::shared_ptr<const service::profile>>& valid,
                   const repository_options& options, const repository& loaded,
                   validity_period& period, findings& out);

}  // namespace arvio::inline v0

#endif  // ARVIO_SRC_ENGINE_PROFILE_SHELF_HPP
