# Generated text is committed, so that a packager needs no run of what was built; the docs target
# makes it anew, and a lint check tells when that changes anything.
get_property(bt_tools GLOBAL PROPERTY BT_TOOLS)
add_custom_target(docs
  COMMAND "${PROJECT_SOURCE_DIR}/scripts/docs" "${PROJECT_BINARY_DIR}/bin" "${PROJECT_SOURCE_DIR}"
  DEPENDS ${bt_tools}
  COMMENT "Rewriting the generated parts of the manual and the completions"
  VERBATIM)
install(FILES "${PROJECT_SOURCE_DIR}/man/bt-records.5" "${PROJECT_SOURCE_DIR}/man/bt-tools.conf.5"
        DESTINATION "${CMAKE_INSTALL_MANDIR}/man5")
install(FILES "${PROJECT_SOURCE_DIR}/man/bt-tools.7" DESTINATION "${CMAKE_INSTALL_MANDIR}/man7")
install(FILES "${PROJECT_SOURCE_DIR}/docs/bt-records.schema.json"
        DESTINATION "${CMAKE_INSTALL_DATADIR}/bt-tools/schema")
install(DIRECTORY "${PROJECT_SOURCE_DIR}/schema/"
        DESTINATION "${CMAKE_INSTALL_DATADIR}/bt-tools/schema")
