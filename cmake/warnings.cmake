# Linked by our own code only, so that other people's headers stay quiet.
add_library(bt_warnings INTERFACE)
target_compile_options(bt_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
  -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-align -Wformat=2 -Wextra-semi
  -Wswitch-enum -Wundef -Wvla -Wredundant-decls -Wmissing-declarations -Wdate-time
  -Werror=deprecated-declarations
  # Designated initialisers name what matters and leave the rest to its default, on purpose.
  -Wno-missing-field-initializers)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(bt_warnings INTERFACE
    -Wsuggest-override -Wduplicated-cond -Wduplicated-branches -Wlogical-op -Wuseless-cast
    -Wimplicit-fallthrough=5)
endif()
if(BT_WERROR)
  target_compile_options(bt_warnings INTERFACE -Werror)
endif()

# A distribution's own hardening flags win over these.
if(CMAKE_BUILD_TYPE MATCHES "Rel" AND NOT BT_SANITIZE)
  if(NOT CMAKE_CXX_FLAGS MATCHES "_FORTIFY_SOURCE")
    target_compile_options(bt_warnings INTERFACE -D_FORTIFY_SOURCE=2)
  endif()
  if(NOT CMAKE_CXX_FLAGS MATCHES "-fstack-protector")
    target_compile_options(bt_warnings INTERFACE -fstack-protector-strong)
  endif()
  target_link_options(bt_warnings INTERFACE -Wl,-z,relro,-z,now)
endif()
