# bt_add_tool(NAME SOURCES...): an object library of everything but main.cpp, so that tests can
# call the tool's options and run; the program; and what is installed with it.
function(bt_add_tool name)
  add_library(${name}-parts OBJECT ${ARGN})
  target_include_directories(${name}-parts PUBLIC "${PROJECT_SOURCE_DIR}/tools")
  target_link_libraries(${name}-parts PUBLIC bt bt_cli PRIVATE bt_warnings)
  add_executable(${name} main.cpp)
  target_link_libraries(${name} PRIVATE ${name}-parts bt_warnings)
  set_target_properties(${name} PROPERTIES
    RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bin"
    INSTALL_RPATH "$ORIGIN/../${CMAKE_INSTALL_LIBDIR}/bt-tools")
  install(TARGETS ${name} RUNTIME)
  install(FILES "${PROJECT_SOURCE_DIR}/man/${name}.1"
          DESTINATION "${CMAKE_INSTALL_MANDIR}/man1")
  install(FILES "${PROJECT_SOURCE_DIR}/completions/bash/${name}"
          DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions")
  install(FILES "${PROJECT_SOURCE_DIR}/completions/zsh/_${name}"
          DESTINATION "${CMAKE_INSTALL_DATADIR}/zsh/site-functions")
  install(FILES "${PROJECT_SOURCE_DIR}/completions/fish/${name}.fish"
          DESTINATION "${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d")
  set_property(GLOBAL APPEND PROPERTY BT_TOOLS ${name})
endfunction()
