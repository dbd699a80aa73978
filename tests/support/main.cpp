// The main function of every test binary.
//
// arvio's results must not depend on the machine's locale or time zone, so the tests
// take both from the environment and say which they got. A wanted locale that is not
// there is an error: the pass under a decimal comma must never quietly run without it.

#include <gtest/gtest.h>

#include <clocale>
#include <cstdlib>
#include <iostream>
#include <locale>
#include <stdexcept>
#include <string_view>

#if defined(ARVIO_SANITIZE)
#include <sanitizer/lsan_interface.h>
#endif

namespace {

// The value of an environment variable; empty when it is not set.
std::string_view environment(const char* name) {
  const char* text = std::getenv(name);
  return text == nullptr ? std::string_view{} : std::string_view{text};
}

bool use_locale_of_environment() {
#if defined(ARVIO_SANITIZE)
  // glibc never frees what it makes of LOCPATH.
  const __lsan::ScopedDisabler not_our_leak;
#endif
  try {
    std::locale::global(std::locale(""));  // C++ streams
  } catch (const std::runtime_error&) {
    return false;
  }
  return std::setlocale(LC_ALL, "") != nullptr;  // the C library
}

}  // namespace

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  if (!use_locale_of_environment()) {
    std::cerr << "error: this machine does not have the locale LC_ALL=`"
              << environment("LC_ALL") << "`\n";
    return 1;
  }
  const std::string_view decimal_point = std::localeconv()->decimal_point;
  const std::string_view wanted = environment("ARVIO_TEST_DECIMAL_POINT");
  std::cout << "locale: decimal point `" << decimal_point << "`, time zone `"
            << environment("TZ") << "`\n";
  if (!wanted.empty() && wanted != decimal_point) {
    std::cerr << "error: the decimal point should be `" << wanted << "`\n";
    return 1;
  }
  return RUN_ALL_TESTS();
}
