import CArrow
public import CTruecopy
import Exchange
import Glibc
import Truecopy

/// Why a call fails.
struct CallError: Error {
  var code: Int32
  var problem: String
  var hint: String?

  static func badInput(_ problem: String, hint: String? = nil) -> Self {
    Self(code: Code.badInput, problem: problem, hint: hint)
  }

  init(code: Int32, problem: String, hint: String? = nil) {
    (self.code, self.problem, self.hint) = (code, problem, hint)
  }

  /// What any error of the program is to a caller.
  init(_ error: any Error) {
    switch error {
    case let error as CallError: self = error
    case let error as InputError:
      self.init(code: Code.badInput, problem: error.problem, hint: error.hint)
    case let error as OutputError:
      self.init(code: Code.trouble, problem: error.problem, hint: error.hint)
    case is Stop: self.init(code: Code.stopped, problem: "stopped")
    default: self.init(code: Code.trouble, problem: "\(error)")
    }
  }
}

/// A progress function asked to stop.
struct Stop: Error {}

/// The results of calls, as in the header.
enum Code {
  static let ok = Int32(TRUECOPY_OK)
  static let badInput = Int32(TRUECOPY_BAD_INPUT)
  static let trouble = Int32(TRUECOPY_TROUBLE)
  static let stopped = Int32(TRUECOPY_STOPPED)
}

typealias ErrorPlace = UnsafeMutablePointer<truecopy_error>

/// Runs what a function does, and turns what it throws into its result.
func call(_ place: ErrorPlace?, _ body: () throws -> Void) -> Int32 {
  place?.pointee = truecopy_error()
  do {
    try body()
    return Code.ok
  } catch {
    let fault = CallError(error)
    place?.pointee.code = fault.code
    place?.pointee.message = copy(fault.problem)
    place?.pointee.hint = fault.hint.flatMap(copy)
    return fault.code
  }
}

/// A copy that its owner frees; what stands behind a NUL is left out.
private func copy(_ text: String) -> UnsafeMutablePointer<CChar>? { strdup(text) }

/// Runs what a function answers with bytes.
func call(
  _ out: UnsafeMutablePointer<truecopy_bytes>?, _ place: ErrorPlace?, _ body: () throws -> [UInt8]
) -> Int32 {
  out?.pointee = truecopy_bytes()
  return call(place) { try hand(try body(), to: out) }
}

/// Runs what a function answers with a batch.
func call(
  _ schema: UnsafeMutablePointer<ArrowSchema>?, _ array: UnsafeMutablePointer<ArrowArray>?,
  _ place: ErrorPlace?, _ body: () throws -> ArrowTable
) -> Int32 {
  schema?.pointee = ArrowSchema()
  array?.pointee = ArrowArray()
  return call(place) {
    guard let schema, let array else {
      throw CallError.badInput("there is no place for the answer")
    }
    try body().export(schema, array)
  }
}

/// Hands bytes over.
private func hand(
  _ bytes: [UInt8], to place: UnsafeMutablePointer<truecopy_bytes>?
) throws(CallError) {
  guard let place else { throw .badInput("there is no place for the answer") }
  guard let room = malloc(bytes.count + 1) else {
    throw CallError(code: Code.trouble, problem: "there is no memory for \(bytes.count) bytes")
  }
  bytes.withUnsafeBytes { source in
    if let start = source.baseAddress { room.copyMemory(from: start, byteCount: source.count) }
  }
  room.storeBytes(of: 0, toByteOffset: bytes.count, as: UInt8.self)
  place.pointee.bytes = room.assumingMemoryBound(to: CChar.self)
  place.pointee.count = bytes.count
}

/// The number of the ABI.
@_cdecl("truecopy_abi")
public func abi() -> Int32 { TRUECOPY_ABI }

/// The version of the program.
@_cdecl("truecopy_version")
public func version() -> UnsafePointer<CChar>? { UnsafePointer(versionText) }

/// Lives as long as the library.
private nonisolated(unsafe) let versionText = strdup(Program.version)

/// Frees what an error holds.
@_cdecl("truecopy_error_free")
public func freeError(_ error: UnsafeMutablePointer<truecopy_error>?) {
  guard let error else { return }
  free(error.pointee.message)
  free(error.pointee.hint)
  error.pointee = truecopy_error()
}

/// Frees bytes that were handed out.
@_cdecl("truecopy_bytes_free")
public func freeBytes(_ bytes: UnsafeMutablePointer<truecopy_bytes>?) {
  guard let bytes else { return }
  free(bytes.pointee.bytes)
  bytes.pointee = truecopy_bytes()
}
