/* Nothing to call: see watching.c. */
