#ifndef ARVIO_ENGINE_AUTHOR_NOTES_HPP
#define ARVIO_ENGINE_AUTHOR_NOTES_HPP

#include "arvio/base/diagnostic.hpp"
#include "arvio/engine/repository.hpp"

namespace arvio::inline v0 {

/// Lists what an author should know though nothing is wrong with it.
///
/// Meaning  notes, in file order: rules that test two things which depend on one input,
///          since they are taken as independent; each presumption with the rules it can
///          lower; and inferences of one input that can hold together and leave it no
///          value.
void list_author_notes(const repository& loaded, findings& out);

}  // namespace arvio::inline v0

#endif  // ARVIO_ENGINE_AUTHOR_NOTES_HPP
