# For everything below the project, since a sanitized and a plain half do not mix.
if(BT_SANITIZE)
  add_compile_options(-fsanitize=${BT_SANITIZE} -fno-omit-frame-pointer -g)
  add_link_options(-fsanitize=${BT_SANITIZE})
  if(BT_SANITIZE MATCHES "undefined")
    add_compile_options(-fno-sanitize-recover=undefined)
  endif()
endif()
