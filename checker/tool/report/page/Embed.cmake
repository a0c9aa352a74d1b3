# Makes one C++ file of the parts of the report page:
# cmake -DFOLDER=... -DOUT=... -P Embed.cmake
set(text "")
foreach(part html css js)
  file(READ ${FOLDER}/page.${part} content)
  string(APPEND text
    "static const char page_${part}[] = R\"spinpair(${content})spinpair\";\n")
endforeach()
file(WRITE ${OUT} "${text}")
