/// Doubles as decimal numbers, rounded without a locale and without the C library.
enum Decimals {
  /// The number with at most so many digits after the point; `null` where it is not finite.
  ///
  /// Halves are rounded away from zero. A number too large for its digits to be counted in whole
  /// steps has none after the point, and is written as Swift writes it.
  static func text(_ number: Double, digits: Int) -> String {
    var bytes: [UInt8] = []
    append(number, digits: digits, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Writes the same behind what is there.
  static func append(_ number: Double, digits: Int, to bytes: inout [UInt8]) {
    guard number.isFinite else {
      bytes += "null".utf8
      return
    }
    var scale = 1
    for _ in 0..<min(max(digits, 0), 15) { scale *= 10 }
    let steps = (number * Double(scale)).rounded(.toNearestOrAwayFromZero)
    guard abs(steps) < 0x1p53 else {
      bytes += "\(number)".utf8
      return
    }
    var (whole, part) = abs(Int(steps)).quotientAndRemainder(dividingBy: scale)
    if steps < 0 { bytes.append(UInt8(ascii: "-")) }
    let first = bytes.count
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: whole % 10))
      whole /= 10
    } while whole > 0
    if bytes.count - first > 1 { bytes[first...].reverse() }
    if part == 0 { return }
    bytes.append(UInt8(ascii: "."))
    while part > 0 {
      scale /= 10
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: part / scale))
      part %= scale
    }
  }
}
