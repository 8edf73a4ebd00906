internal import Dispatch
public import Events
internal import Foundation
internal import Glibc
public import Machines
public import ServiceLifecycle

/// The socket in the data folder at which the process that writes takes orders of those who look after the machines.
/// The file has mode 0600, and whoever knocks is asked of the kernel: the user of this process, or the machine's root.
public final class Door: Service {
  private let path: String
  private let answer: @Sendable (FleetOrder, _ by: String) throws -> FleetOutcome
  private let complain: @Sendable (String) -> Void

  /// One order, as it goes through the socket in JSON; the answer is a `Reply`.
  struct Knock: Codable {
    var order: FleetOrder
    var by: String
    var language: String
  }

  struct Reply: Codable {
    var outcome: FleetOutcome?
    /// Why it was not done, in the language of whoever asked.
    var refused: String?
  }

  /// - Parameter data: the data folder.
  public init(_ desk: FleetDesk, in data: String, complain: @escaping @Sendable (String) -> Void) {
    (path, self.complain) = (data, complain)
    answer = { try desk.carryOut($0, by: $1) }
  }

  /// Stands open until the task is cancelled or the service is asked to stop. A door that cannot be opened stops
  /// nothing else.
  public func run() async throws {
    do {
      let socket = try DoorSocket(listeningIn: path)
      defer {
        unlink(path + "/door")
        socket.close()
      }
      let queue = DispatchQueue(label: "tillid.door")
      let source = DispatchSource.makeReadSource(fileDescriptor: socket.file, queue: queue)
      source.setEventHandler { self.open(socket) }
      source.activate()
      defer { source.cancel() }
      try await gracefulShutdown()
    } catch let error as DoorError {
      complain(error.sentence(.english))
      try await gracefulShutdown()
    }
  }

  private func open(_ socket: DoorSocket) {
    guard let visitor = socket.accept() else { return }
    defer { visitor.close() }
    guard visitor.isOurs else { return complain("somebody else's process knocked at \(path)/door") }
    guard let bytes = visitor.read(), let reply = try? JSONEncoder().encode(reply(to: bytes)) else { return }
    visitor.write(reply)
  }

  private func reply(to bytes: Data) -> Reply {
    guard let knock = try? JSONDecoder().decode(Knock.self, from: bytes) else {
      return Reply(refused: "this process is of another version: start it again")
    }
    do { return Reply(outcome: try answer(knock.order, knock.by)) } catch let error as any Refusal {
      return Reply(refused: error.sentence(Language(rawValue: knock.language) ?? .english))
    } catch {
      return Reply(refused: "\(error)")
    }
  }
}

extension Door {
  /// Asks the process that writes to this data folder.
  /// - Returns: what came of it and the number of that process; nil where none stands at the door.
  public static func ask(
    _ order: FleetOrder, by: String, _ language: Language, in data: String
  ) throws -> (outcome: FleetOutcome, process: Int32)? {
    guard let socket = DoorSocket(knockingAt: data) else { return nil }
    defer { socket.close() }
    let knock = Knock(order: order, by: by, language: language.rawValue)
    socket.write(try JSONEncoder().encode(knock))
    guard let bytes = socket.read(), let reply = try? JSONDecoder().decode(Reply.self, from: bytes) else {
      throw DoorError.silent(socket.process)
    }
    if let refused = reply.refused { throw DoorError.refused(refused) }
    guard let outcome = reply.outcome else { throw DoorError.silent(socket.process) }
    return (outcome, socket.process)
  }
}

/// Why nothing came of a knock.
enum DoorError: Refusal {
  case cannotOpen(String, String)
  case silent(Int32)
  /// By the one behind the door, who has said it already.
  case refused(String)

  func sentence(_ language: Language) -> String {
    switch self {
    case .cannotOpen(let path, let reason):
      language.say(
        "\(path)/door kunne ikke åbnes (\(reason)): ‘tillid hub …’ virker her først, når denne proces er stoppet; kører den under systemd, skal AF_UNIX stå i RestrictAddressFamilies",
        "\(path)/door could not be opened (\(reason)): ‘tillid hub …’ works here only when this process is stopped; under systemd, RestrictAddressFamilies has to name AF_UNIX"
      )
    case .silent(let process):
      language.say(
        "den proces, der kører her (nr. \(process)), svarede ikke: se med ‘tillid machines’, om det er gjort",
        "the process that runs here (number \(process)) did not answer: see by ‘tillid machines’ whether it was done"
      )
    case .refused(let sentence): sentence
    }
  }
}
