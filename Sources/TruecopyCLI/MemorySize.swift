import ArgumentParser

/// An amount of memory as it is written: `512M`, `2G`, a number of bytes.
struct MemorySize: ExpressibleByArgument {
  /// The amount in bytes, at least one.
  let bytes: Int

  private static let units: [(letter: Character, shift: Int)] = [
    ("K", 10), ("M", 20), ("G", 30), ("T", 40),
  ]

  init(bytes: Int) { self.bytes = bytes }

  init?(argument: String) {
    var digits = Substring(argument.uppercased())
    if digits.last == "B" { digits = digits.dropLast() }
    var shift = 0
    if let unit = Self.units.first(where: { $0.letter == digits.last }) {
      shift = unit.shift
      digits = digits.dropLast()
    }
    guard let count = Int(digits), count > 0, count <= Int.max >> shift else { return nil }
    bytes = count << shift
  }

  /// What is to be said of an amount that nobody can have meant; nil if it makes sense.
  var doubt: String? {
    bytes < 1 << 20
      ? "--memory \(defaultValueDescription) is \(bytes.counted("byte")), which takes long: "
        + "512M or 1G is meant?" : nil
  }

  var defaultValueDescription: String {
    Self.units.last { bytes >= 1 << $0.shift && bytes % (1 << $0.shift) == 0 }
      .map { "\(bytes >> $0.shift)\($0.letter)" } ?? String(bytes)
  }
}
