/// Who may take which route, written out: whoever adds a route adds a row and thinks about each column.
enum WhoMay {
  /// In the order of the columns.
  static let columns: [TestSite.Who] = [.stranger, .helper, .elsewhere, .researcher, .admin, .locked]

  /// `+` is let in, `-` is refused. The person whom a path names is Ole: `helper` has met him, `elsewhere` has not.
  static let table: [String: String] = [
    // stranger, helper, elsewhere, researcher, admin, locked
    // Nobody's: the look of the pages, and what the machine's keeper asks.
    "GET /files/{name}": "++++++",
    "GET /health": "++++++",
    "GET /metrics": "++++++",
    "GET /offline": "++++++",
    "GET /openapi.json": "++++++",
    "GET /ready": "++++++",
    "GET /sw.js": "++++++",

    // Coming in, and one's own devices.
    "GET /sign-in": "++++++",
    "POST /sign-in": "++++++",
    "GET /sign-in/provider": "++++++",
    "GET /sign-in/provider/return": "++++++",
    "GET /sign-in/{invitation}": "++++++",
    "POST /sign-in/{invitation}": "++++++",
    "POST /sign-out": "-+++++",
    "GET /unlock": "-+++++",
    "POST /unlock": "-+++++",
    "POST /lock": "-++++-",
    "GET /me": "-++++-",
    "POST /me/look": "++++++",
    "POST /me/pin": "-++++-",
    "POST /me/devices/{seat}/end": "-++++-",
    "POST /me/others/end": "-++++-",

    // A helper's evening.
    "GET /": "-++++-",
    "GET /tonight": "-++---",
    "POST /sync/held": "-++---",
    "GET /sync/seen": "-++---",
    "GET /sync/tonight": "-++---",
    "POST /lines": "-++---",
    "GET /people": "-++---",
    "POST /people": "-++---",
    "GET /people/new": "-++---",
    "GET /search": "-++---",

    // A line about Ole, and whoever asks why.
    "GET /events/{event}": "-+----",
    "GET /lines/{event}": "-+----",
    "POST /lines/{event}/about": "-+----",
    "POST /lines/{event}/chips": "-+----",
    "POST /lines/{event}/redo": "-+----",
    "POST /lines/{event}/undo": "-+----",
    "POST /lines/{event}/words": "-+----",
    "GET /people/{person}/why": "-++---",
    "POST /people/{person}/why": "-++---",

    // A participant.
    "GET /people/{person}/brief": "-+----",
    "GET /people/{person}/faces": "-+----",
    "GET /people/{person}/history": "-+----",
    "GET /people/{person}/matters": "-+----",
    "GET /people/{person}/trust": "-+----",
    "GET /people/{person}/own": "-+----",
    "GET /people/{person}/own/erase": "-+----",
    "POST /people/{person}/own/erase": "-+----",
    "GET /people/{person}/own/lines/{event}": "-+----",
    "POST /people/{person}/own/lines/{event}/correct": "-+----",
    "POST /people/{person}/own/lines/{event}/hide": "-+----",
    "POST /people/{person}/own/lines/{event}/show": "-+----",
    "POST /people/{person}/own/stop": "-+----",
    "GET /people/{person}/own/take-away": "-+----",
    "GET /people/{person}/promises": "-+----",
    "POST /people/{person}/promises": "-+----",
    "POST /people/{person}/promises/{event}": "-+----",
    "POST /people/{person}/promises/{event}/undo": "-+----",

    // What we owe, and the organisation's own figures.
    "GET /faces": "-++---",
    "GET /matters": "-++---",
    "GET /promises": "-++---",
    "GET /reach": "-++++-",
    "GET /stops": "-++++-",

    // What admins keep; what a rehearsal changes for a person is for who is helper and admin.
    "GET /admin": "----+-",
    "GET /admin/backups": "----+-",
    "POST /admin/backups": "----+-",
    "POST /admin/backups/check": "----+-",
    "GET /admin/keys": "----+-",
    "POST /admin/keys/rotate": "----+-",
    "GET /admin/rehearsal": "----+-",
    "POST /admin/rehearsal": "----+-",
    "POST /admin/rehearsal/back": "----+-",
    "POST /admin/rehearsal/check": "----+-",
    "POST /admin/rehearsal/compare": "----+-",
    "POST /admin/rehearsal/keep": "----+-",
    "GET /admin/rehearsal/people/{person}": "------",
    "POST /admin/rehearsal/switch": "----+-",
    "GET /admin/research": "----+-",
    "GET /admin/research/policy": "----+-",
    "POST /admin/research/policy": "----+-",
    "POST /admin/research/rehearse": "----+-",
    "POST /admin/research/make": "----+-",
    "POST /admin/research/{release}/recall": "----+-",
    "GET /research": "---+--",
    "GET /research/{release}": "---+--",
    "GET /research/{release}/file": "---+--",
    "GET /research/{release}/frames": "---+--",
    "GET /admin/verify": "----+-",
    "POST /admin/verify": "----+-",
    "GET /admin/vocabulary": "----+-",
    "POST /admin/vocabulary/adopt": "----+-",
    "POST /admin/vocabulary/again": "----+-",
    "POST /admin/vocabulary/diff": "----+-",
    "POST /admin/vocabulary/discard": "----+-",
    "GET /admin/vocabulary/draft": "----+-",
    "GET /admin/vocabulary/file": "----+-",
    "POST /admin/vocabulary/file": "----+-",
    "GET /admin/vocabulary/kinds/{kind}": "----+-",
    "GET /admin/vocabulary/parts/{part}": "----+-",
    "POST /admin/vocabulary/parts/{part}": "----+-",
    "POST /admin/vocabulary/suggest": "----+-",
    "GET /admin/works": "----+-",
    "POST /admin/works/{work}/stop": "----+-",
    "GET /admin/people": "----+-",
    "POST /admin/people": "----+-",
    "GET /admin/people/{account}": "----+-",
    "POST /admin/people/{account}": "----+-",
    "POST /admin/people/{account}/devices/{seat}/end": "----+-",
    "POST /admin/people/{account}/invite": "----+-",
    "POST /admin/people/{account}/left": "----+-",
    "POST /admin/people/{account}/uninvite": "----+-",
  ]

  static func may(_ who: TestSite.Who, _ row: String) -> Bool? {
    columns.firstIndex(of: who).map { Array(row)[$0] == "+" }
  }
}
