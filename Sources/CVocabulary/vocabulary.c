#include "vocabulary.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char text[] = {
#embed "vocabulary.yaml"
};

const unsigned char *default_vocabulary(void) { return text; }
size_t default_vocabulary_size(void) { return sizeof text; }
