internal import Foundation

/// A share as it stands in a sentence: three digits behind the point.
func shown(_ value: Double) -> String { String(format: "%.3f", value) }

/// A share in percent, with one digit behind the point.
func percent(_ value: Double) -> String { String(format: "%.1f %%", value * 100) }
