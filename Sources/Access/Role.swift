/// What somebody may do here.
public enum Role: UInt8, CaseIterable, Sendable { case helper = 1, researcher = 2, admin = 3 }
