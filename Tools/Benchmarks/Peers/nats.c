// What the client library does when it is called directly: so many messages with ids into the stream EVENTS, all
// acknowledged; or out of it again by a durable pull consumer, each acknowledged.
//
// usage: nats publish|take URL MESSAGES BYTES
#include <nats/nats.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void must(natsStatus status, const char *what) {
  if (status == NATS_OK) return;
  fprintf(stderr, "nats: %s: %s\n", what, natsStatus_GetText(status));
  exit(1);
}

static void publish(jsCtx *js, int count, int bytes) {
  char *body = malloc(bytes), subject[64], id[32];
  memset(body, 7, bytes);
  for (int i = 0; i < count; i++) {
    natsMsg *message = NULL;
    snprintf(subject, sizeof subject, "tillid.hub.hub-1.all.%d", i % 16);
    snprintf(id, sizeof id, "hub-1:%d", i);
    must(natsMsg_Create(&message, subject, NULL, body, bytes), "message");
    jsPubOptions options;
    jsPubOptions_Init(&options);
    options.MsgId = id;
    must(js_PublishMsgAsync(js, &message, &options), "publish");
  }
  must(js_PublishAsyncComplete(js, NULL), "complete");
  free(body);
}

static void take(jsCtx *js, int count) {
  natsSubscription *reader = NULL;
  jsSubOptions options;
  jsSubOptions_Init(&options);
  options.Stream = "EVENTS";
  options.Config.MaxAckPending = 20000;
  must(js_PullSubscribe(&reader, js, "tillid.hub.>", "hub-1_all", NULL, &options, NULL), "subscribe");
  for (int taken = 0; taken < count;) {
    natsMsgList some;
    must(natsSubscription_Fetch(&some, reader, 2048, 30000, NULL), "fetch");
    for (int i = 0; i < some.Count; i++) must(natsMsg_Ack(some.Msgs[i], NULL), "ack");
    taken += some.Count;
    natsMsgList_Destroy(&some);
  }
  natsSubscription_Destroy(reader);
}

int main(int count, char **words) {
  if (count != 5) return fprintf(stderr, "usage: nats publish|take URL MESSAGES BYTES\n"), 2;
  natsOptions *options = NULL;
  natsConnection *connection = NULL;
  jsCtx *js = NULL;
  jsOptions js_options;
  must(natsOptions_Create(&options), "options");
  must(natsOptions_SetURL(options, words[2]), "url");
  must(natsOptions_SetCustomInboxPrefix(options, "_INBOX.hub-1"), "inbox");
  must(natsConnection_Connect(&connection, options), "connect");
  jsOptions_Init(&js_options);
  js_options.PublishAsync.MaxPending = 4096;
  must(natsConnection_JetStream(&js, connection, &js_options), "jetstream");
  if (strcmp(words[1], "publish") == 0) publish(js, atoi(words[3]), atoi(words[4]));
  else take(js, atoi(words[3]));
  must(natsConnection_FlushTimeout(connection, 10000), "flush");
  return 0;
}
