import Running
import Support

/// The part of JSON Schema (draft 2020-12) that the files in `Schemas/` use.
///
/// A keyword it does not know is itself a fault: nothing in a schema may go unchecked. So is a
/// field the schema does not describe, although other readers must let new fields pass.
struct Schema {
  let root: JSON

  /// Reads one of the files in `Schemas/`.
  init(named name: String) throws { root = try JSON(Checkout.text(of: "Schemas/" + name)) }

  /// What is wrong with a document, by place; empty where it is as described.
  func faults(of document: JSON) -> [String] { faults(of: document, root, "$") }

  private static let known: Set = [
    "$schema", "title", "description", "type", "const", "enum", "required", "properties",
    "additionalProperties", "items", "minItems", "maxItems", "minimum", "maximum",
  ]

  private func faults(of value: JSON, _ schema: JSON, _ place: String) -> [String] {
    var faults: [String] = []
    let unknown = Set(schema.fields.keys).subtracting(Self.known)
    if !unknown.isEmpty { faults.append("\(place): the schema uses \(unknown.sorted())") }
    if schema["description"].string?.hasSuffix(".") != true {
      faults.append("\(place): the schema does not describe it in a sentence")
    }
    let types = schema["type"].values.isEmpty ? [schema["type"]] : schema["type"].values
    if schema["type"] != .null, !types.contains(where: { Self.is(value, $0.string ?? "") }) {
      return faults + ["\(place): \(value) is not \(types.compactMap(\.string))"]
    }
    if schema["const"] != .null, value != schema["const"] { faults.append("\(place): \(value)") }
    if schema["enum"] != .null, !schema["enum"].values.contains(value) {
      faults.append("\(place): \(value) is not one of those listed")
    }
    if let number = value.double {
      if let least = schema["minimum"].double, number < least {
        faults.append("\(place) < \(least)")
      }
      if let most = schema["maximum"].double, number > most { faults.append("\(place) > \(most)") }
    }
    if case .array(let values) = value { faults += items(values, schema, place) }
    if case .object(let fields) = value { faults += properties(fields, schema, place) }
    return faults
  }

  private func items(_ values: [JSON], _ schema: JSON, _ place: String) -> [String] {
    var faults: [String] = []
    if let least = schema["minItems"].int, values.count < least {
      faults.append("\(place): too few")
    }
    if let most = schema["maxItems"].int, values.count > most {
      faults.append("\(place): too many")
    }
    for (index, value) in values.enumerated() {
      faults += self.faults(of: value, schema["items"], "\(place)[\(index)]")
    }
    return faults
  }

  private func properties(
    _ fields: [String: JSON], _ schema: JSON, _ place: String
  ) -> [String] {
    var faults: [String] = []
    for name in schema["required"].values.compactMap(\.string) where fields[name] == nil {
      faults.append("\(place): there is no \(name)")
    }
    for (name, value) in fields {
      let described = schema["properties"][name]
      if described != .null {
        faults += self.faults(of: value, described, "\(place).\(name)")
      } else if schema["additionalProperties"] != .null {
        faults += self.faults(of: value, schema["additionalProperties"], "\(place).\(name)")
      } else {
        faults.append("\(place): \(name) is not described")
      }
    }
    return faults
  }

  private static func `is`(_ value: JSON, _ type: String) -> Bool {
    switch (type, value) {
    case ("null", .null), ("boolean", .truth), ("integer", .integer), ("number", .integer),
      ("number", .number), ("string", .string), ("array", .array), ("object", .object):
      true
    default: false
    }
  }
}
