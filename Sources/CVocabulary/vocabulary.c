#include "vocabulary.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

// One file after another they are the whole.
static const unsigned char text[] = {
#embed "vocabulary/spellings.yaml"
,
#embed "vocabulary/forms.yaml"
,
#embed "vocabulary/sets.yaml"
,
#embed "vocabulary/signs.yaml"
,
#embed "vocabulary/kinds/contact.yaml"
,
#embed "vocabulary/kinds/help.yaml"
,
#embed "vocabulary/kinds/bridge.yaml"
,
#embed "vocabulary/kinds/answer.yaml"
,
#embed "vocabulary/kinds/trust.yaml"
,
#embed "vocabulary/kinds/limit.yaml"
,
#embed "vocabulary/kinds/thing.yaml"
,
#embed "vocabulary/kinds/community.yaml"
,
#embed "vocabulary/kinds/promise.yaml"
,
#embed "vocabulary/kinds/safety.yaml"
,
#embed "vocabulary/kinds/housing.yaml"
,
#embed "vocabulary/kinds/consent.yaml"
,
#embed "vocabulary/kinds/life.yaml"
,
#embed "vocabulary/kinds/stop.yaml"
};

const unsigned char *default_vocabulary(void) { return text; }
size_t default_vocabulary_size(void) { return sizeof text; }
