#ifndef ARVIO_HPP
#define ARVIO_HPP

// What an integrator needs: load rule sets, describe a contact, assess it, read the
// result.

#include "arvio/engine/call.hpp"
#include "arvio/engine/engine.hpp"
#include "arvio/exchange/assessment.hpp"
#include "arvio/exchange/contact.hpp"
#include "arvio/exchange/explanation.hpp"
#include "arvio/exchange/json.hpp"
#include "arvio/version.hpp"

#endif  // ARVIO_HPP
