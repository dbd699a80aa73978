#include "core/kernels.hpp"

namespace arvio::inline v0::core {

namespace {
struct avx2_flags {};  // of this unit alone: see row_machine
}  // namespace

row_kernel avx2_row_kernel() noexcept { return &row_machine<avx2_flags, 32>::run; }

}  // namespace arvio::inline v0::core
