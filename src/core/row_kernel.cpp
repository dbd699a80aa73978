#include "arvio/core/row_kernel.hpp"

#include "core/kernels.hpp"

#include <string_view>

namespace arvio::inline v0::core {

namespace {

bool runs_avx512() noexcept {
#if defined(ARVIO_X86_KERNELS)
  return __builtin_cpu_supports("avx512f") != 0;
#else
  return false;
#endif
}

bool runs_avx2() noexcept {
#if defined(ARVIO_X86_KERNELS)
  return __builtin_cpu_supports("avx2") != 0;
#else
  return false;
#endif
}

row_kernel best() noexcept {
#if defined(ARVIO_X86_KERNELS)
  if (runs_avx512()) return avx512_row_kernel();
  if (runs_avx2()) return avx2_row_kernel();
#endif
  return baseline_row_kernel();
}

}  // namespace

row_kernel best_row_kernel() noexcept {
  static const row_kernel found = best();
  return found;
}

row_kernel row_kernel_named(const char* name) noexcept {
  const std::string_view wanted(name);
#if defined(ARVIO_X86_KERNELS)
  if (wanted == "avx512") return runs_avx512() ? avx512_row_kernel() : nullptr;
  if (wanted == "avx2") return runs_avx2() ? avx2_row_kernel() : nullptr;
#endif
  return wanted == "baseline" ? baseline_row_kernel() : nullptr;
}

}  // namespace arvio::inline v0::core
