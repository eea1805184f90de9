# One interface target carries every build flag; no other target sets flags of its own.
option(PANOH_WERROR "Treat warnings as errors." ON)
option(PANOH_FUZZ "Build libFuzzer targets (Clang only)." OFF)
set(PANOH_SANITIZE "" CACHE STRING "Comma-separated list for -fsanitize.")

set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
add_library(panoh_flags INTERFACE)
target_compile_features(panoh_flags INTERFACE cxx_std_20)
target_include_directories(panoh_flags INTERFACE ${PROJECT_SOURCE_DIR}/src)
target_compile_definitions(panoh_flags INTERFACE
  _GLIBCXX_ASSERTIONS
  BOOST_ASIO_SEPARATE_COMPILATION BOOST_BEAST_SEPARATE_COMPILATION)
target_compile_options(panoh_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
  -Wcast-align -Wcast-qual -Woverloaded-virtual -Wnon-virtual-dtor -Wdouble-promotion
  -Wformat=2 -Wimplicit-fallthrough -Wundef -Wswitch-enum -Wextra-semi -Wredundant-decls -Wvla
  $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond;-Wduplicated-branches;-Wlogical-op;-Wuseless-cast;-Wsuggest-override;-Wno-restrict>
  $<$<BOOL:${PANOH_WERROR}>:-Werror>
  -fstack-protector-strong -fstack-clash-protection -pthread
  $<$<CXX_COMPILER_ID:GNU>:-ftrivial-auto-var-init=zero>
  $<$<CXX_COMPILER_ID:Clang>:-ftrivial-auto-var-init=pattern>
  -ffile-prefix-map=${PROJECT_SOURCE_DIR}=.)
# False alarms of GCC 12 when it optimises std::variant and std::optional.
target_compile_options(panoh_flags INTERFACE
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<NOT:$<CONFIG:Debug>>>:-Wno-maybe-uninitialized>)
if(NOT PANOH_SANITIZE)
  target_compile_options(panoh_flags INTERFACE
    $<$<NOT:$<OR:$<CONFIG:Debug>,$<BOOL:$<TARGET_PROPERTY:PANOH_UNOPTIMISED>>>>:-U_FORTIFY_SOURCE;-D_FORTIFY_SOURCE=3>)
endif()
target_link_options(panoh_flags INTERFACE -pie -Wl,-z,relro,-z,now,-z,noexecstack)

# panoh_unoptimised(TARGET): what only tests is compiled fast in every preset; what it tests is optimised as it ships.
function(panoh_unoptimised target)
  set_target_properties(${target} PROPERTIES PANOH_UNOPTIMISED ON)
  target_compile_options(${target} PRIVATE $<$<CONFIG:RelWithDebInfo>:-O0>)
endfunction()

if(PANOH_SANITIZE)
  target_compile_options(panoh_flags INTERFACE
    -fsanitize=${PANOH_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer
    # False alarms of GCC 12 in fmt when sanitizers add code; every other preset keeps both warnings.
    $<$<CXX_COMPILER_ID:GNU>:-Wno-uninitialized;-Wno-maybe-uninitialized>)
  target_link_options(panoh_flags INTERFACE -fsanitize=${PANOH_SANITIZE})
endif()
if(PANOH_FUZZ)
  target_compile_options(panoh_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT PANOH_FUZZ)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
endif()
find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM)
  target_link_options(panoh_flags INTERFACE -fuse-ld=mold)
endif()
