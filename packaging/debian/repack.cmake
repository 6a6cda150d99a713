# What cpack runs when the package is there and before it is put where it belongs.
foreach(package IN LISTS CPACK_PACKAGE_FILES)
  execute_process(COMMAND "${CMAKE_CURRENT_LIST_DIR}/repack" "${package}" "${CPACK_DEBIAN_COMPRESSION_TYPE}"
    COMMAND_ERROR_IS_FATAL ANY)
endforeach()
