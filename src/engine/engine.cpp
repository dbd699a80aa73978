#include "arvio/engine/engine.hpp"

#include "arvio/engine/repository.hpp"

#include "admit.hpp"
#include "compact.hpp"
#include "compiled.hpp"
#include "words/explanation.hpp"

namespace arvio::inline v0 {

std::string load_failure::text() const {
  std::string out;
  for (const auto& one : findings) {
    out += render(one, sources);
  }
  return out;
}

expected<engine, load_failure> engine::of(arvio::repository loaded) {
  if (has_errors(loaded.findings)) {
    return unexpected{
        load_failure{std::move(loaded.sources), std::move(loaded.findings)}};
  }
  return engine(std::make_shared<const arvio::repository>(std::move(loaded)));
}

expected<engine, load_failure> engine::open(
    const std::vector<std::filesystem::path>& places, const repository_options& options) {
  findings unreadable;
  auto documents = read_documents(places, unreadable);
  auto loaded = load_repository(std::move(documents), options);
  loaded.findings.insert(loaded.findings.begin(), unreadable.begin(), unreadable.end());
  return of(std::move(loaded));
}

expected<engine, load_failure> engine::open(const std::filesystem::path& place) {
  return open(std::vector{place}, repository_options{});
}

expected<engine, load_failure> engine::open(std::vector<document> documents,
                                            const repository_options& options) {
  return of(load_repository(std::move(documents), options));
}

expected<assessment, contact_errors> engine::assess(const arvio::contact& contact) const {
  return assess(contact, result_options{});
}

expected<assessment, contact_errors> engine::assess(const arvio::contact& contact,
                                                    const result_options& wanted) const {
  const auto loaded = loaded_;  // the snapshot that this assessment keeps
  auto ready = admit(contact, *loaded);
  if (!ready) return unexpected{std::move(ready).error()};
  return arvio::assess(contact, *ready, wanted);
}

expected<compact_assessment, contact_errors> engine::assess_briefly(
    const arvio::contact& contact) const {
  const auto loaded = loaded_;
  auto ready = admit(contact, *loaded);
  if (!ready) return unexpected{std::move(ready).error()};
  return arvio::assess_briefly(contact, *ready);
}

std::span<const std::byte> engine::image(instant at) const {
  const auto* period = loaded_->period_at(at);
  if (period == nullptr || !period->ready) return {};
  return period->ready->evaluator->image().bytes();
}

expected<explanation, contact_errors> engine::explain(
    const arvio::contact& contact) const {
  const auto loaded = loaded_;
  auto ready = admit(contact, *loaded);
  if (!ready) return unexpected{std::move(ready).error()};
  const auto& period = *ready->period;
  const auto found = period.ready->evaluator->explain(ready->checked.answers);
  return describe(found, *period.ready->evaluator, contact, ready->checked);
}

contact_errors engine::check(const arvio::contact& contact) const {
  const auto ready = admit(contact, *loaded_);
  return ready ? contact_errors() : ready.error();
}

std::optional<load_failure> engine_slot::reload(
    const std::vector<std::filesystem::path>& places, const repository_options& options) {
  auto next = engine::open(places, options);
  if (!next) return std::move(next).error();
  replace(std::move(*next));
  return std::nullopt;
}

}  // namespace arvio::inline v0
