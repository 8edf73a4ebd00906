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
  private let language: Language
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

  /// - Parameters:
  ///   - data: the data folder.
  ///   - language: of what is complained of; whoever knocks is answered in their own.
  public convenience init(
    _ desk: FleetDesk, in data: String, _ language: Language, complain: @escaping @Sendable (String) -> Void
  ) {
    self.init(in: data, language, complain: complain) { try desk.carryOut($0, by: $1) }
  }

  init(
    in data: String, _ language: Language, complain: @escaping @Sendable (String) -> Void,
    answer: @escaping @Sendable (FleetOrder, _ by: String) throws -> FleetOutcome
  ) {
    (path, self.language, self.complain, self.answer) = (data, language, complain, answer)
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
      complain(error.sentence(language))
      try await gracefulShutdown()
    }
  }

  private func open(_ socket: DoorSocket) {
    guard let visitor = socket.accept() else { return }
    defer { visitor.close() }
    guard visitor.isOurs else { return complain(DoorError.stranger(path).sentence(language)) }
    // Who breaks off hears nothing.
    guard let bytes = visitor.read() else { return }
    visitor.write(words(reply(to: bytes), for: Speaker(of: bytes)))
  }

  /// A reply as it goes through the socket; where it cannot be put into words, that is said.
  func words(_ reply: some Encodable, for speaker: Speaker) -> Data {
    do { return try JSONEncoder().encode(reply) } catch {
      complain("\(error)")
      // Nothing stands in the sentence that JSON would write in another way.
      return Data("{\"refused\":\"\(speaker.hears(.untold))\"}".utf8)
    }
  }

  func reply(to bytes: Data) -> Reply {
    let speaker = Speaker(of: bytes)
    guard let knock = try? JSONDecoder().decode(Knock.self, from: bytes) else {
      return Reply(refused: speaker.hears(.otherVersion))
    }
    do { return Reply(outcome: try answer(knock.order, knock.by)) } catch let error as any Refusal {
      return Reply(refused: error.sentence(speaker.language ?? .english))
    } catch {
      return Reply(refused: "\(error)")
    }
  }

  /// Whoever knocks, as far as can be understood: also of another version, which asks in words that are unknown here.
  struct Speaker {
    let language: Language?

    init(of bytes: Data) {
      struct Said: Decodable { let language: Language.RawValue? }
      let said = try? JSONDecoder().decode(Said.self, from: bytes)
      language = said?.language.flatMap(Language.init(rawValue:))
    }

    /// In both languages where theirs cannot be told.
    func hears(_ error: DoorError) -> String {
      language.map(error.sentence) ?? "\(error.sentence(.danish)) / \(error.sentence(.english))"
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
  /// Another user of the machine knocked.
  case stranger(String)
  /// Asked by a program of another version.
  case otherVersion
  /// Something came of it, and cannot be put into words.
  case untold
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
    case .stranger(let path):
      language.say(
        "en proces, der hører til en anden bruger af maskinen, bankede på \(path)/door og fik intet svar",
        "a process of another user of this machine knocked at \(path)/door and got no answer")
    case .otherVersion:
      language.say(
        "den proces, der kører her, er af en anden version og forstår ikke, hvad der bedes om: start den igen",
        "the process that runs here is of another version and does not understand what is asked: start it again"
      )
    case .untold:
      language.say(
        "den proces, der kører her, kunne ikke sige, hvad der kom ud af det: se med ‘tillid machines’, om det er gjort",
        "the process that runs here could not say what came of it: see by ‘tillid machines’ whether it was done"
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
