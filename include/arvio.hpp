#ifndef ARVIO_HPP
#define ARVIO_HPP

// What an integrator needs: load rule sets, describe a contact, assess it, read the
// result.

#include "arvio/engine/assessment.hpp"
#include "arvio/engine/contact.hpp"
#include "arvio/engine/engine.hpp"
#include "arvio/engine/explanation.hpp"
#include "arvio/engine/json.hpp"
#include "arvio/version.hpp"

#endif  // ARVIO_HPP
