# What documents are drawn with, and what looks at files that nobody trusts.
pkg_check_modules(cairo REQUIRED IMPORTED_TARGET cairo cairo-pdf)
pkg_check_modules(pangocairo REQUIRED IMPORTED_TARGET pangocairo)
pkg_check_modules(pangofc REQUIRED IMPORTED_TARGET pangoft2)
pkg_check_modules(fontconfig REQUIRED IMPORTED_TARGET fontconfig)
pkg_check_modules(rsvg REQUIRED IMPORTED_TARGET librsvg-2.0)
pkg_check_modules(qpdf REQUIRED IMPORTED_TARGET libqpdf)
pkg_check_modules(vips REQUIRED IMPORTED_TARGET vips)
pkg_check_modules(seccomp REQUIRED IMPORTED_TARGET libseccomp)
# Their "-pthread" would part these targets from the precompiled headers of all others; threads are linked anyway.
foreach(library cairo pangocairo pangofc fontconfig rsvg qpdf vips seccomp)
  set_property(TARGET PkgConfig::${library} PROPERTY INTERFACE_COMPILE_OPTIONS "")
endforeach()
target_compile_definitions(PkgConfig::qpdf INTERFACE POINTERHOLDER_TRANSITION=4)
