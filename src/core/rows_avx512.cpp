#include "core/kernels.hpp"

namespace arvio::inline v0::core {

namespace {
struct avx512_flags {};  // of this unit alone: see row_machine
}  // namespace

row_kernel avx512_row_kernel() noexcept { return &row_machine<avx512_flags, 64>::run; }

}  // namespace arvio::inline v0::core
