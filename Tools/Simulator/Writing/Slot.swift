/// What is filled in by the moment and the person rather than chosen from a section.
enum Slot: String, Sendable {
  /// The person at the head of a sentence: by name, that is by a mention, or as he or she.
  case name = "P"
  /// The person by name, always.
  case named = "N"
  case nominative = "p"
  case oblique = "h"
  case possessive = "s"
  /// Another participant, by a mention; someone unnamed when there is none.
  case other = "anden"
  /// Weather of the season.
  case weather = "vejr"
  case colleague = "hj"
  case pet = "dyr"
  case home = "hjem"
  case stop = "by"
  case town = "stad"
  /// A coming weekday.
  case weekday = "dag"
  /// A time of an appointment.
  case hour = "kl"
  /// A day of the month.
  case date = "dato"
  /// A number from 2 to 9.
  case few = "n"
  /// A number from 10 to 60.
  case many = "nn"
  case heads, meals
  /// `, 2 nye`, or nothing.
  case newFaces = "nye"
}
