#ifndef ARVIO_VERSION_HPP
#define ARVIO_VERSION_HPP

// The version of the library. This header is the only place that names it: CMake,
// pkg-config and `arvio --version` read it from here.

#define ARVIO_VERSION_MAJOR 0
#define ARVIO_VERSION_MINOR 1
#define ARVIO_VERSION_PATCH 0

/// True when the library is at least version `major.minor.patch`.
#define ARVIO_VERSION_AT_LEAST(major, minor, patch) \
  (ARVIO_VERSION_MAJOR > (major) ||                 \
   (ARVIO_VERSION_MAJOR == (major) &&               \
    (ARVIO_VERSION_MINOR > (minor) ||               \
     (ARVIO_VERSION_MINOR == (minor) && ARVIO_VERSION_PATCH >= (patch)))))

#endif  // ARVIO_VERSION_HPP
