// What holds whatever profile and calendar a contact is assessed with.

#include "arvio/engine/engine.hpp"
#include "arvio/engine/repository.hpp"
#include "arvio/exchange/json.hpp"
#include "arvio/reference/interpreter.hpp"

#include "analysis/contact_maker.hpp"
#include "analysis/outcome_differences.hpp"
#include "engine/compiled.hpp"
#include "evaluate/contact_region.hpp"
#include "support/scale.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace arvio {
namespace {

engine with_profile(const std::string& id) {
  const auto rules = std::filesystem::path(ARVIO_SOURCE_DIR) / "rules";
  auto made = engine::open({rules}, {.profile = id});
  EXPECT_TRUE(made) << made.error().text();
  return std::move(*made);
}

/// A period of the shipped rules, and contacts made up for it.
class shipped_contacts {
 public:
  shipped_contacts()
      : engine_(with_profile("varsinais-suomi")),
        period_(engine_.repository().period_at(moment)),
        maker_(book(), period_->ready->evaluator->program()) {}

  [[nodiscard]] const book::rulebook& book() const { return *period_->book; }
  [[nodiscard]] const evaluator& core() const { return *period_->ready->evaluator; }
  [[nodiscard]] contact_region region(const book::answers& contact) const {
    return {book(), period_->calendar->days.get(), period_->region.get(),
            contact.at.moment};
  }
  book::answers made(analysis::chance& random) {
    auto contact = maker_.contact(random, 60);
    contact.at = {{moment.seconds + random.between(0, 400LL * 86400)}, 7200};
    return contact;
  }

  /// One that is about little, so that its urgency is often settled, and of which less is
  /// known of what services ask.
  book::answers mild(analysis::chance& random) {
    auto contact = made(random);
    contact.finished = false;
    for (std::size_t i = 0; i < contact.by_input.size(); ++i) {
      const auto& input = book().inputs[i];
      auto& answer = contact.by_input[i];
      if (input.is_complaint || random.of_hundred(2)) continue;
      if (input.type.kind == lang::kind::codes) {
        answer = {answer_state::known, {}, {}, {}};
        answer.codes.assign(input.codes.size(), code_state::absent);
      } else if (input.type.kind == lang::kind::boolean) {
        answer = {answer_state::known, value_set::single(0), {}, {}};
      }
    }
    for (const auto& asked : period_->region->inputs) {
      if (asked && random.of_hundred(40)) contact.by_input[*asked] = {};
    }
    return contact;
  }

 private:
  static constexpr instant moment{1'780'000'000};  // in the spring of 2026

  engine engine_;
  const validity_period* period_;
  analysis::contact_maker maker_;
};

/// What does not depend on the region: all but questions about routes and deadlines.
book::outcome clinical(book::outcome from) {
  std::erase_if(from.further, [](const book::question& one) {
    return one.purpose == purpose::route || one.purpose == purpose::deadline;
  });
  for (auto& one : from.further) {
    std::erase_if(one.reasons, [](const book::reason& why) {
      return why.purpose == purpose::route || why.purpose == purpose::deadline;
    });
  }
  return from;
}

TEST(Region, ChangesNothingOfWhatIsClinical) {
  shipped_contacts contacts;
  analysis::chance random(20261130);
  std::size_t with_services = 0;
  const auto rounds = testing::rounds(100'000);
  for (std::size_t i = 0; i < rounds; ++i) {
    const auto contact = contacts.made(random);
    auto region = contacts.region(contact);
    auto with = contacts.core().assess(contact, &region);
    auto without = contacts.core().assess(contact);
    with_services += region.needs() && !region.needs()->empty() ? 1U : 0U;
    ASSERT_EQ(clinical(std::move(with)), clinical(std::move(without))) << i;
  }
  EXPECT_GT(with_services, rounds / 100);
}

TEST(Region, GivesEveryNeedBelowEmergencySomewhereToTurnTo) {
  shipped_contacts contacts;
  analysis::chance random(20261201);
  const auto rounds = testing::rounds(20'000);
  for (std::size_t i = 0; i < rounds; ++i) {
    const auto contact = contacts.made(random);
    auto region = contacts.region(contact);
    const auto found = contacts.core().assess(contact, &region);
    ASSERT_TRUE(region.needs()) << i;
    for (const auto& need : *region.needs()) {
      const bool offered =
          std::any_of(need.routes.begin(), need.routes.end(),
                      [](const auto& route) { return !route.suitable.empty(); });
      ASSERT_TRUE(offered || (need.fallback && !need.fallback->services.empty())) << i;
    }
  }
}

TEST(Region, IsAskedAboutByTheInterpreterAsByTheCore) {
  shipped_contacts contacts;
  const reference::interpreter truth(contacts.book());
  analysis::chance random(20261202);
  std::size_t asked = 0;
  const auto rounds = testing::rounds(3'000);
  for (std::size_t i = 0; i < rounds; ++i) {
    const auto contact = i % 3 == 0 ? contacts.made(random) : contacts.mild(random);
    auto of_core = contacts.region(contact);
    auto of_truth = contacts.region(contact);
    const auto found = contacts.core().assess(contact, &of_core);
    const auto wanted = truth.assess(contact, &of_truth);
    ASSERT_EQ(analysis::differences_from_reference(found, wanted), "") << i;
    asked += static_cast<std::size_t>(
        std::count_if(found.further.begin(), found.further.end(), [](const auto& one) {
          return one.purpose == purpose::route || one.purpose == purpose::deadline;
        }));
  }
  EXPECT_GT(asked, rounds / 50);
}

}  // namespace
}  // namespace arvio
