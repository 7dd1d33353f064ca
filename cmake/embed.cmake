# cmake -DDATA=<folder> -DOUT=<file.c> -DASM=<file.S> -P embed.cmake
# Makes the files below DATA part of the program: an assembler file with their bytes and a C table of their names.
file(GLOB_RECURSE files RELATIVE ${DATA} ${DATA}/*)
list(FILTER files EXCLUDE REGEX "(\\.md$|/\\.)")
list(SORT files)
set(asm ".section .rodata\n")
set(externs "")
set(rows "")
set(index 0)
foreach(file ${files})
  string(APPEND asm ".balign 64\n.globl casus_data_${index}\n.hidden casus_data_${index}\ncasus_data_${index}:\n.incbin \"${DATA}/${file}\"\n"
                    ".globl casus_data_${index}_end\n.hidden casus_data_${index}_end\ncasus_data_${index}_end:\n.byte 0\n")
  string(APPEND externs "extern const char casus_data_${index}[], casus_data_${index}_end[];\n")
  string(APPEND rows "  {\"${file}\", casus_data_${index}, casus_data_${index}_end},\n")
  math(EXPR index "${index} + 1")
endforeach()
string(APPEND asm ".section .note.GNU-stack,\"\",%progbits\n")
file(WRITE ${ASM} "${asm}")
file(WRITE ${OUT} "#include \"base/data_table.h\"\n${externs}const casus_data_entry casus_data_table[] = {\n${rows}"
                  "  {0, 0, 0},\n};\nconst size_t casus_data_table_count = ${index};\n")
