#ifndef CNATS_H
#define CNATS_H

#include <nats/nats.h>
#include <stddef.h>

// What is called of libnats. The library is opened when a machine first reaches for a broker, and never by a
// program that has none: so nothing here links to it.
#define CNATS_FUNCTIONS(each) \
  each(natsStatus_GetText) \
  each(natsOptions_Create) \
  each(natsOptions_Destroy) \
  each(natsOptions_SetURL) \
  each(natsOptions_SetUserInfo) \
  each(natsOptions_SetName) \
  each(natsOptions_SetSecure) \
  each(natsOptions_SetCATrustedCertificates) \
  each(natsOptions_SetExpectedHostname) \
  each(natsOptions_SetTimeout) \
  each(natsOptions_SetPingInterval) \
  each(natsOptions_SetMaxPingsOut) \
  each(natsOptions_SetWriteDeadline) \
  each(natsOptions_SetMaxReconnect) \
  each(natsOptions_SetReconnectWait) \
  each(natsOptions_SetReconnectJitter) \
  each(natsOptions_SetIgnoreDiscoveredServers) \
  each(natsOptions_SetRetryOnFailedConnect) \
  each(natsOptions_SetErrorHandler) \
  each(natsOptions_SetDisconnectedCB) \
  each(natsOptions_SetReconnectedCB) \
  each(natsOptions_SetClosedCB) \
  each(natsConnection_Connect) \
  each(natsConnection_Status) \
  each(natsConnection_GetLastError) \
  each(natsConnection_GetMaxPayload) \
  each(natsConnection_PublishMsg) \
  each(natsConnection_Subscribe) \
  each(natsConnection_Close) \
  each(natsConnection_Destroy) \
  each(natsSubscription_SetPendingLimits) \
  each(natsSubscription_SetOnCompleteCB) \
  each(natsSubscription_Destroy) \
  each(natsMsg_Create) \
  each(natsMsg_Destroy) \
  each(natsMsg_GetSubject) \
  each(natsMsg_GetReply) \
  each(natsMsg_GetData) \
  each(natsMsg_GetDataLength) \
  each(natsMsgHeader_Set) \
  each(natsMsgHeader_Get)

struct cnats {
#define CNATS_FIELD(name) __typeof__(&name) name;
  CNATS_FUNCTIONS(CNATS_FIELD)
#undef CNATS_FIELD
};

// Opens the library and finds all of these; 0, or -1 with what the loader says in `problem`.
int cnats_open(struct cnats *functions, char *problem, size_t room);

#endif
