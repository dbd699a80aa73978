#ifndef ARVIO_SRC_ENGINE_COMPILED_HPP
#define ARVIO_SRC_ENGINE_COMPILED_HPP

#include "arvio/engine/repository.hpp"

#include "evaluate/evaluator.hpp"

#include <memory>

namespace arvio::inline v0 {

struct validity_period::compiled {
  std::shared_ptr<const arvio::evaluator> evaluator;
};

}  // namespace arvio::inline v0

#endif  // ARVIO_SRC_ENGINE_COMPILED_HPP
