# The Debian package, by cpack: docs/packaging.md. It has what an installation has; what Debian wants
# otherwise is done by packaging/debian/arrange.
set(BT_MAINTAINER "bt-tools authors <bt-tools@example.org>" CACHE STRING "Maintainer of the package")
if(NOT BT_MAINTAINER MATCHES "^[^<>]+ <[^<>@ ]+@[^<>@ ]+>$")
  message(FATAL_ERROR "BT_MAINTAINER is 'Name <address>', not '${BT_MAINTAINER}'")
endif()
set(BT_HOMEPAGE "" CACHE STRING "Home page of the package, if there is one")
option(BT_DEBUG_PACKAGE "Make a package of debug symbols, too" OFF)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME bt-tools)
set(CPACK_PACKAGE_VENDOR "bt-tools")
set(CPACK_PACKAGE_CONTACT "${BT_MAINTAINER}")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS ${CMAKE_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS})
set(CPACK_PRE_BUILD_SCRIPTS "${PROJECT_SOURCE_DIR}/packaging/debian/arrange.cmake")
set(CPACK_POST_BUILD_SCRIPTS "${PROJECT_SOURCE_DIR}/packaging/debian/repack.cmake")

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_HOMEPAGE "${BT_HOMEPAGE}")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
file(READ "${PROJECT_SOURCE_DIR}/packaging/debian/description" CPACK_DEBIAN_PACKAGE_DESCRIPTION)
string(STRIP "${CPACK_DEBIAN_PACKAGE_DESCRIPTION}" CPACK_DEBIAN_PACKAGE_DESCRIPTION)
# What is linked is found in the binaries. The user of the unit is made by one of these, of which the
# first is small.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS "${PROJECT_BINARY_DIR}/lib")
set(CPACK_DEBIAN_PACKAGE_DEPENDS "systemd-standalone-sysusers | systemd | systemd-sysusers")
# What is loaded when asked is not: tests/lint/loaded.sh holds this against the sources.
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS
  "ca-certificates, libarchive13, libcurl4, libmaxminddb0, libsystemd0")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "jq, systemd")
set(CPACK_DEBIAN_DEBUGINFO_PACKAGE "${BT_DEBUG_PACKAGE}")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
  "${PROJECT_SOURCE_DIR}/packaging/debian/postinst"
  "${PROJECT_SOURCE_DIR}/packaging/debian/prerm"
  "${PROJECT_SOURCE_DIR}/packaging/debian/postrm")
include(CPack)
# The source archive is git's (scripts/source-archive), and not whatever lies about in the folder.
file(REMOVE "${PROJECT_BINARY_DIR}/CPackSourceConfig.cmake")
