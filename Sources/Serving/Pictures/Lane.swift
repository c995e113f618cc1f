import Storing

/// A bar as long as the kept text, with a tick wherever a copy parts from it.
///
/// Low ticks change nothing, higher ones the style, full ones the meaning; each is drawn once where
/// several fall on one spot.
struct Lane {
  /// The bar as an `svg` element; nothing where nothing differs.
  let markup: String

  private static let width = 500
  private static let height = 16

  /// - Parameter length: Of the kept text, in Unicode scalars.
  init(_ partings: [Store.Parting], length: Int) {
    var paths = ""
    for severity in 0...2 {
      var last = -1
      var path = ""
      for parting in partings where parting.severity == severity {
        let x = 1 + parting.start * (Self.width - 2) / max(length, 1)
        if x == last { continue }
        last = x
        path += "M\(x) \([11, 6, 1][severity])V\(Self.height - 1)"
      }
      if !path.isEmpty { paths += "<path class=\"\(["n", "s", "m"][severity])\" d=\"\(path)\"/>" }
    }
    markup =
      paths.isEmpty
      ? ""
      : "<svg class=\"bar\" viewBox=\"0 0 \(Self.width) \(Self.height)\" "
        + "preserveAspectRatio=\"none\" aria-hidden=\"true\">\(paths)</svg>"
  }
}
