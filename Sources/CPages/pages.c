#include "pages.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

// Each file in two lines: its bytes, and below, its name.
static const unsigned char layout[] = {
#embed "pages/layout.mustache"
};
static const unsigned char page[] = {
#embed "pages/_page.mustache"
};
static const unsigned char brief[] = {
#embed "pages/brief.mustache"
};
static const unsigned char refused[] = {
#embed "pages/refused.mustache"
};
static const unsigned char style[] = {
#embed "pages/app.css"
};

#define FILE(name, bytes) {name, bytes, sizeof bytes}
static const struct page_file files[] = {
    FILE("layout.mustache", layout),
    FILE("_page.mustache", page),
    FILE("brief.mustache", brief),
    FILE("refused.mustache", refused),
    FILE("app.css", style),
};

const size_t page_file_count = sizeof files / sizeof files[0];
struct page_file page_file(size_t index) { return files[index]; }
