#ifndef ARVIO_SRC_CORE_KERNELS_HPP
#define ARVIO_SRC_CORE_KERNELS_HPP

#include "arvio/core/detail/rows.hpp"

/// The row loop, compiled for several instruction sets.
namespace arvio::inline v0::core {

[[nodiscard]] row_kernel avx512_row_kernel() noexcept;
[[nodiscard]] row_kernel avx2_row_kernel() noexcept;
[[nodiscard]] row_kernel baseline_row_kernel() noexcept;

}  // namespace arvio::inline v0::core

#endif  // ARVIO_SRC_CORE_KERNELS_HPP
