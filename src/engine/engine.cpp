#include "arvio/engine/engine.hpp"

#include "evaluate/evaluator.hpp"
#include "evaluate/missing.hpp"
#include "exchange/contact_check.hpp"
#include "words/explanation.hpp"
#include "words/result.hpp"

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

namespace {

/// A contact beside the rule sets that are valid at its time.
struct admitted {
  const validity_period* period = nullptr;
  checked_contact checked;
};

expected<admitted, contact_errors> admit(const contact& person,
                                         const repository& loaded) {
  auto faults = check_frame(person);
  if (!faults.empty()) return unexpected{std::move(faults)};
  const auto* period = loaded.period_at(person.at.moment);
  if (period == nullptr || !period->book) {
    return unexpected{contact_errors{
        {errc::no_rule_set, "", "no rule set is valid at the time of the assessment"}}};
  }
  auto checked = check_contact(person, *period->book, [&loaded](std::string_view input) {
    return loaded.declares(input);
  });
  if (!checked) return unexpected{std::move(checked).error()};
  return admitted{period, std::move(*checked)};
}

}  // namespace

expected<assessment, contact_errors> engine::assess(const contact& person) const {
  const auto loaded = loaded_;  // the snapshot that this assessment keeps
  auto ready = admit(person, *loaded);
  if (!ready) return unexpected{std::move(ready).error()};
  const auto& period = *ready->period;
  const auto outcome = period.evaluator->assess(ready->checked.contact);
  const auto missing =
      missing_questions(*period.evaluator, ready->checked.contact, outcome);
  return describe(outcome, missing, *period.book, period.digests, person, ready->checked);
}

std::span<const std::byte> engine::image(instant at) const {
  const auto* period = loaded_->period_at(at);
  if (period == nullptr || !period->evaluator) return {};
  return period->evaluator->image().bytes();
}

expected<explanation, contact_errors> engine::explain(const contact& person) const {
  const auto loaded = loaded_;
  auto ready = admit(person, *loaded);
  if (!ready) return unexpected{std::move(ready).error()};
  const auto& period = *ready->period;
  const auto found = period.evaluator->explain(ready->checked.contact);
  return describe(found, *period.evaluator, person, ready->checked);
}

contact_errors engine::check(const contact& person) const {
  const auto ready = admit(person, *loaded_);
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
