public import CArrow

/// A record batch to be handed to somebody by Arrow's C Data Interface.
///
///     var table = ArrowTable(rows: 2)
///     table.add("id", texts: ["a", "b"])
///     try table.export(schema, array)
public struct ArrowTable {
  /// The number of rows.
  public let rows: Int
  private var columns: [Node] = []

  /// A batch without columns.
  public init(rows: Int) { self.rows = rows }

  /// One part of a batch: a type, its buffers and its parts.
  private struct Node {
    var name: String
    var format: String
    var length: Int
    var nulls = 0
    var isNullable = true
    var buffers: [[UInt8]?]
    var children: [Node] = []
  }

  /// Adds a column of texts; throws where they have more than 2 GiB together.
  public mutating func add(_ name: String, texts: [String?]) throws(InputError) {
    try add(name, "u", texts) { $0 += $1.utf8 }
  }

  /// Adds a column of bytes; throws where they have more than 2 GiB together.
  public mutating func add(_ name: String, bytes: [[UInt8]?]) throws(InputError) {
    try add(name, "z", bytes) { $0 += $1 }
  }

  private mutating func add<Value>(
    _ name: String, _ format: String, _ values: [Value?], _ append: (inout [UInt8], Value) -> Void
  ) throws(InputError) {
    var data: [UInt8] = []
    var ends: [Int32] = [0]
    ends.reserveCapacity(values.count + 1)
    for value in values {
      if let value { append(&data, value) }
      guard let end = Int32(exactly: data.count) else {
        throw InputError(
          problem: "column `\(name)` of the answer would have more than 2 GiB",
          hint: "hand over fewer rows at once")
      }
      ends.append(end)
    }
    add(name, format, values.map { $0 != nil }, [Self.bytes(ends), data])
  }

  /// Adds a column of int32.
  public mutating func add(_ name: String, int32 numbers: [Int32]) {
    add(name, "i", nil, [Self.bytes(numbers)])
  }

  /// Adds a column of int64.
  public mutating func add(_ name: String, int64 numbers: [Int64?]) {
    add(name, "l", numbers.map { $0 != nil }, [Self.bytes(numbers.map { $0 ?? 0 })])
  }

  /// Adds a column of float64.
  public mutating func add(_ name: String, doubles: [Double?]) {
    add(name, "g", doubles.map { $0 != nil }, [Self.bytes(doubles.map { $0 ?? 0 })])
  }

  /// Adds a column of lists of int64; throws where they have more than 2³¹ numbers together.
  public mutating func add(_ name: String, int64 lists: [[Int64]?]) throws(InputError) {
    try add(name, "l", lists)
  }

  /// Adds a column of lists of int32; throws where they have more than 2³¹ numbers together.
  public mutating func add(_ name: String, int32 lists: [[Int32]?]) throws(InputError) {
    try add(name, "i", lists)
  }

  private mutating func add<Number: FixedWidthInteger & BitwiseCopyable>(
    _ name: String, _ format: String, _ lists: [[Number]?]
  ) throws(InputError) {
    var ends: [Int32] = [0]
    var numbers: [Number] = []
    for list in lists {
      numbers += list ?? []
      guard let end = Int32(exactly: numbers.count) else {
        throw InputError(
          problem: "column `\(name)` of the answer would have more than 2³¹ numbers",
          hint: "hand over fewer rows at once")
      }
      ends.append(end)
    }
    add(name, "+l", lists.map { $0 != nil }, [Self.bytes(ends)])
    columns[columns.count - 1].children = [
      Node(
        name: "item", format: format, length: numbers.count,
        buffers: [nil, Self.bytes(numbers)])
    ]
  }

  private mutating func add(
    _ name: String, _ format: String, _ valid: [Bool]?, _ buffers: [[UInt8]]
  ) {
    let nulls = valid?.count { !$0 } ?? 0
    var bits: [UInt8]?
    if let valid, nulls > 0 {
      var bitmap = [UInt8](repeating: 0, count: (rows + 7) / 8)
      for (row, isThere) in valid.enumerated() where isThere { bitmap[row / 8] |= 1 << (row % 8) }
      bits = bitmap
    }
    columns.append(
      Node(name: name, format: format, length: rows, nulls: nulls, buffers: [bits] + buffers))
  }

  private static func bytes<Value: BitwiseCopyable>(_ values: [Value]) -> [UInt8] {
    values.withUnsafeBytes { Array($0) }
  }

  // MARK: Handing over

  /// Hands the batch over; whoever takes it releases both.
  public consuming func export(
    _ schema: UnsafeMutablePointer<ArrowSchema>, _ array: UnsafeMutablePointer<ArrowArray>
  ) {
    var root = Node(name: "", format: "+s", length: rows, buffers: [nil], children: columns)
    root.isNullable = false
    columns = []
    Self.export(root, schema)
    Self.export(root, array)
  }

  private static func export(_ node: Node, _ schema: UnsafeMutablePointer<ArrowSchema>) {
    let held = HeldParts<ArrowSchema>(children: node.children.count) {
      export(node.children[$0], $1)
    }
    schema.pointee = ArrowSchema()
    schema.pointee.format = held.copy(node.format)
    schema.pointee.name = held.copy(node.name)
    // 2: may hold nulls.
    schema.pointee.flags = node.isNullable ? 2 : 0
    schema.pointee.n_children = Int64(node.children.count)
    schema.pointee.children = held.children
    schema.pointee.private_data = Unmanaged.passRetained(held).toOpaque()
    schema.pointee.release = { schema in
      guard let schema, let data = schema.pointee.private_data else { return }
      let held = Unmanaged<HeldParts<ArrowSchema>>.fromOpaque(data).takeRetainedValue()
      held.eachChild { child in child.pointee.release?(child) }
      schema.pointee.release = nil
      schema.pointee.private_data = nil
    }
  }

  private static func export(_ node: Node, _ array: UnsafeMutablePointer<ArrowArray>) {
    let held = HeldParts<ArrowArray>(children: node.children.count) {
      export(node.children[$0], $1)
    }
    array.pointee = ArrowArray()
    array.pointee.length = Int64(node.length)
    array.pointee.null_count = Int64(node.nulls)
    array.pointee.n_buffers = Int64(node.buffers.count)
    array.pointee.buffers = held.hold(node.buffers)
    array.pointee.n_children = Int64(node.children.count)
    array.pointee.children = held.children
    array.pointee.private_data = Unmanaged.passRetained(held).toOpaque()
    array.pointee.release = { array in
      guard let array, let data = array.pointee.private_data else { return }
      let held = Unmanaged<HeldParts<ArrowArray>>.fromOpaque(data).takeRetainedValue()
      held.eachChild { child in child.pointee.release?(child) }
      array.pointee.release = nil
      array.pointee.private_data = nil
    }
  }
}

/// The memory behind one struct that was handed over, until it is released.
private final class HeldParts<Struct> {
  let children: UnsafeMutablePointer<UnsafeMutablePointer<Struct>?>?
  private let count: Int
  private var memory: [UnsafeMutableRawPointer] = []

  init(children count: Int, _ export: (Int, UnsafeMutablePointer<Struct>) -> Void) {
    self.count = count
    guard count > 0 else {
      children = nil
      return
    }
    let children = UnsafeMutablePointer<UnsafeMutablePointer<Struct>?>.allocate(capacity: count)
    for place in 0..<count {
      let child = UnsafeMutablePointer<Struct>.allocate(capacity: 1)
      export(place, child)
      (children + place).initialize(to: child)
    }
    self.children = children
  }

  func eachChild(_ body: (UnsafeMutablePointer<Struct>) -> Void) {
    for place in 0..<count { if let child = children?[place] { body(child) } }
  }

  /// A copy that ends with a NUL.
  func copy(_ text: String) -> UnsafePointer<CChar> {
    let bytes = hold(Array(text.utf8) + [0])
    return UnsafePointer(bytes.assumingMemoryBound(to: CChar.self))
  }

  /// Copies of buffers, in a list of their places.
  func hold(_ buffers: [[UInt8]?]) -> UnsafeMutablePointer<UnsafeRawPointer?> {
    let size = MemoryLayout<UnsafeRawPointer?>.stride * max(1, buffers.count)
    let list = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 8)
    memory.append(list)
    let places = list.bindMemory(to: UnsafeRawPointer?.self, capacity: buffers.count)
    for (index, bytes) in buffers.enumerated() {
      (places + index).initialize(to: bytes.map { UnsafeRawPointer(hold($0)) })
    }
    return places
  }

  /// A copy, aligned and padded as Arrow likes it.
  private func hold(_ bytes: [UInt8]) -> UnsafeMutableRawPointer {
    let size = (bytes.count + 63) / 64 * 64
    let copy = UnsafeMutableRawPointer.allocate(byteCount: max(64, size), alignment: 64)
    memory.append(copy)
    bytes.withUnsafeBytes { source in
      if let start = source.baseAddress { copy.copyMemory(from: start, byteCount: source.count) }
    }
    return copy
  }

  deinit {
    for place in 0..<count { children?[place]?.deallocate() }
    children?.deallocate()
    for piece in memory { piece.deallocate() }
  }
}
