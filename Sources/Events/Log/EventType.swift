/// What an event is by structure, in the clear part of its record. What a line *means* is a reading, never a
/// type. Codes are never reused.
public enum EventType: UInt8, CaseIterable, Sendable {
  case note = 1
  /// Someone without consent was there: stop and kinds, no words, no name.
  case presence = 2
  case correction = 3
  case retraction = 4
  case nameGiven = 5
  case samePerson = 6
  case notSamePerson = 7
  case consentGiven = 8
  case consentWithdrawn = 9
  case erased = 10
  case stopOpened = 11
  case stopCounted = 12
  case stopCancelled = 13
  case promiseMade = 14
  case promiseKept = 15
  case promiseBroken = 16
  case promiseRepaired = 17
  case promiseReleased = 18
  case helperInvited = 19
  case helperLeft = 20
  case vocabularyAdopted = 21
  case viewSwitched = 22
  case historyRead = 23
  case releaseMade = 24
  /// That the keys of somebody erased are destroyed: the receipt.
  case keyDestroyed = 25
  /// That a release is taken back; the recipient signs that nothing of it is left.
  case releaseRecalled = 26
  /// That events of a file or another system were taken in; they stand behind it.
  case imported = 27
  /// That a machine belongs to the organisation: its role, its origin and its public key.
  case machineAdmitted = 28
  /// That a machine is lost: nothing goes to it or is taken from it any more.
  case machineLockedOut = 29
  /// To which region a participant belongs from now on.
  case participantMoved = 30
  /// That a machine of the region before has let go of a participant's key and story.
  case participantLetGo = 31
}
