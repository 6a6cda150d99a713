# Where something was built is not in it: docs/packaging.md. A program finds the library from where it
# lies, and what people install names its sources from the top of the project. Debug builds keep
# whole paths, for debuggers.
set(CMAKE_BUILD_RPATH_USE_ORIGIN ON)
if(CMAKE_BUILD_TYPE MATCHES "Rel" AND NOT BT_SANITIZE)
  # The last one that fits counts, and builds are inside of sources.
  add_compile_options(
    "-ffile-prefix-map=${PROJECT_SOURCE_DIR}=."
    "-ffile-prefix-map=${PROJECT_BINARY_DIR}=./build")
endif()
# Nor is the umask of who installs it.
set(CMAKE_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
