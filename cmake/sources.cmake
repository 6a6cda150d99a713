# bt_sources(TARGET FILE...): sources of a target that are compiled as one, for most of the time goes
# into headers of libtorrent that all of them include. A name in an unnamed namespace has to be the
# only one in its group; what cannot keep to that goes to another, or to target_sources().
function(bt_sources target)
  list(TRANSFORM ARGN PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/" OUTPUT_VARIABLE files)
  target_sources(${target} PRIVATE ${files})
  if(NOT BT_UNITY)
    return()
  endif()
  get_property(number GLOBAL PROPERTY BT_NUM_GROUPS)
  math(EXPR number "0${number} + 1")
  set_property(GLOBAL PROPERTY BT_NUM_GROUPS ${number})
  set_source_files_properties(${files} TARGET_DIRECTORY ${target}
    PROPERTIES UNITY_GROUP "group_${number}")
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
endfunction()
