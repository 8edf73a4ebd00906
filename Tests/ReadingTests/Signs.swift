import Events

@testable import Reading

/// A vocabulary of a few things and of every sign.
enum Signs {
  static let text = """
    sets:
      - set: filler
        da: [=han, =hun, =også]
    signs:
      - sign: negation
        da: [=ikke, =nej]
      - sign: lack
        da: [=ingen]
      - sign: thanks
        da: [=tak]
      - sign: refusal
        da: [=nej =tak, =ville =ikke, =ville ... =ikke]
      - sign: failure
        da: [=fik =ikke, =aflyst, =blev =aldrig]
      - sign: plan
        da: [=skal]
      - sign: promise
        da: [=lovede, =sagde =ja =til]
      - sign: future
        da: [=i =morgen]
      - sign: date
        da: [=tirsdag, <day>]
      - sign: again
        da: [=prøver =igen]
      - sign: done
        da: [=fik, =var, =ikke =kun, =som =aftalt, =tog =imod]
      - sign: question
        da: [=spurgte =om, =hvis]
      - sign: "yes"
        da: [=ja, =tog =imod]
      - sign: others
        da: [=hans =bror]
      - sign: subject
        da: [=han, =hun]
      - sign: us
        da: [=vi]
      - sign: object
        da: [=ham]
      - sign: named
        da: [<name> =fik/=var, =fik/=var <name>]
      - sign: vain
        da: [=svarede =ikke]
      - sign: and
        da: [=og]
      - sign: turn
        da: [=men]
      - sign: that
        da: [=at]
      - sign: clause
        da: [=han/=hun/=vi =fik/=var/=ville/=lovede/=skal]
      - sign: aside
        da: [=min =vagt]
    kinds:
      - id: soup
        group: things
        name: {da: suppe, en: soup}
        da: [=suppe]
      - id: shoes
        group: things
        name: {da: sko, en: shoes}
        da: [=sko]
      - id: doctor
        group: bridge
        name: {da: læge, en: doctor}
        da: [=læge]
      - id: no
        group: answer
        name: {da: sagde nej, en: said no}
        only: happened
        da: [. =nej =tak .]
      - id: cold
        group: safety
        name: {da: kold hjem, en: cold home}
        only: happened
        da: [=ingen =varme]
      - id: free
        group: life
        name: {da: løsladt, en: released}
        only: happened
        ahead: yes
        da: [=løsladt]
      - id: evicted
        group: housing
        name: {da: sat ud, en: evicted}
        only: happened
        da: [=udsat]
      - id: shut
        group: contact
        name: {da: lukkede ikke op, en: shut}
        only: happened
        da: [=døren =aflyst]
      - id: ticket
        group: things
        name: {da: billet, en: ticket}
        da:
          - =billet ... =bestilt: arranged
      - id: call
        group: contact
        name: {da: ringede, en: rang}
        da:
          - =ringede ... =aftalt: arranged
      - id: bowling
        group: community
        name: {da: bowling, en: bowling}
        da: [=ville =ikke ... =bowle, =bowle]
      - id: brought
        group: trust
        name: {da: tog en med, en: brought someone}
        only: happened
        da: [=tog ... =med]
      - id: heard
        group: contact
        name: {da: hørt, en: heard}
        only: happened
        hearsay: yes
        da: [=naboen =sagde]
    """

  /// Made ready once: thousands of lines are read by it.
  static let compiled = Result { CompiledVocabulary(try VocabularyFile(text).vocabulary) }

  /// Kind and mode of each reading.
  static func told(_ line: String) throws -> [String] {
    var reader = LineReader(try compiled.get())
    return reader.read(line).readings.map { "\($0.kind) \($0.mode)" }
  }
}
