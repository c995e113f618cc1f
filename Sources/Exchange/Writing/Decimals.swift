/// Doubles as decimal numbers, rounded without a locale and without the C library.
enum Decimals {
  /// The number with at most so many digits after the point; `null` where it is not finite.
  ///
  /// Halves are rounded away from zero. A number too large for its digits to be counted in whole
  /// steps has none after the point, and is written as Swift writes it.
  static func text(_ number: Double, digits: Int) -> String {
    guard number.isFinite else { return "null" }
    var scale = 1
    for _ in 0..<min(max(digits, 0), 15) { scale *= 10 }
    let steps = (number * Double(scale)).rounded(.toNearestOrAwayFromZero)
    guard abs(steps) < 0x1p53 else { return "\(number)" }
    let (whole, part) = abs(Int(steps)).quotientAndRemainder(dividingBy: scale)
    let sign = steps < 0 ? "-" : ""
    if part == 0 { return "\(sign)\(whole)" }
    // One in front keeps the zeros after the point.
    var fraction = "\(scale + part)".dropFirst()
    while fraction.last == "0" { fraction.removeLast() }
    return "\(sign)\(whole).\(fraction)"
  }
}
