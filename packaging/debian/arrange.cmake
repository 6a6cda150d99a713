# What cpack runs when everything is in place and before it is packed.
execute_process(COMMAND "${CMAKE_CURRENT_LIST_DIR}/../source-date"
  OUTPUT_VARIABLE date OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
# The date of each file in the package, too.
set(ENV{SOURCE_DATE_EPOCH} "${date}")
execute_process(COMMAND "${CMAKE_CURRENT_LIST_DIR}/arrange" "${CPACK_TEMPORARY_DIRECTORY}"
    "${CPACK_PACKAGE_VERSION}-${CPACK_DEBIAN_PACKAGE_RELEASE}" "${CPACK_PACKAGE_CONTACT}"
    "${CPACK_DEBIAN_DEBUGINFO_PACKAGE}"
  COMMAND_ERROR_IS_FATAL ANY)
