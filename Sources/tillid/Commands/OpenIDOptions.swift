import ArgumentParser
import Foundation
import Web

/// Signing in by a provider of OpenID Connect, beside invitations.
struct OpenIDOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp("People may also sign in by this provider of OpenID Connect.", valueName: "issuer"))
  var oidc: String?
  @Option(name: .long, help: ArgumentHelp("What we are called there.", valueName: "client")) var oidcClient:
    String?
  @Option(name: .long, help: "A file with our secret there, in one line.", completion: .file())
  var oidcSecretFile: String?

  func validate() throws {
    let given = [oidc, oidcClient, oidcSecretFile].filter { $0 != nil }.count
    guard given == 0 || given == 3 else {
      throw ValidationError("--oidc, --oidc-client and --oidc-secret-file go together.")
    }
    guard let oidc else { return }
    guard Provider(issuer: oidc, client: "", secret: "") != nil else {
      throw ValidationError("--oidc takes an address that begins with https://, or one on this machine.")
    }
  }

  /// - Throws: `CommandError.unreadableFile`
  func provider() throws -> Provider? {
    guard let oidc, let oidcClient, let path = oidcSecretFile else { return nil }
    let secret: String
    do { secret = try String(contentsOfFile: path, encoding: .utf8) } catch {
      throw CommandError.unreadableFile(path, CommandError.reason(error))
    }
    return Provider(
      issuer: oidc, client: oidcClient, secret: secret.trimmingCharacters(in: .whitespacesAndNewlines))
  }
}
