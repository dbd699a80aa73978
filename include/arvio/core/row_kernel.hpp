#ifndef ARVIO_CORE_ROW_KERNEL_HPP
#define ARVIO_CORE_ROW_KERNEL_HPP

#include "arvio/core/detail/rows.hpp"

namespace arvio::inline v0::core {

/// The fastest kernel that this machine can run; found once, in the compiled library.
/// Who links the core alone has own_row_kernel().
[[nodiscard]] row_kernel best_row_kernel() noexcept;

/// The kernels by name, as far as this machine can run them: "avx512", "avx2",
/// "baseline"; nullptr where it cannot, or where there is no such kernel.
[[nodiscard]] row_kernel row_kernel_named(const char* name) noexcept;

}  // namespace arvio::inline v0::core

#endif  // ARVIO_CORE_ROW_KERNEL_HPP
