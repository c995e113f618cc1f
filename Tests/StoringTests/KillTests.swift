import Foundation
import Running
import Storing
import Support
import Testing

/// `truecopy run`, killed at moments nobody chose.
@Suite struct KillTests {
  let pile: Pile

  init() throws { pile = try Pile() }

  /// Fifty kills, each at a moment drawn anew; `TRUECOPY_SEED` draws others.
  @Test func `killed at any moment it ends in the same study`() throws {
    try pile.write("pile.jsonl", reports: 0..<32)
    let lines = try pile.folder.text(of: "pile.jsonl").replacing("\n", with: "\nno record\n")
    try pile.folder.write("pile.jsonl", lines)
    let words = ["run", "pile.jsonl", "--store"]
    let clock = ContinuousClock()
    let begin = clock.now
    #expect(try Program.run(words + ["calm"], in: pile.folder).code == 0)
    let time = clock.now - begin
    let calm = try pile.store("calm").contents()
    #expect(calm.contains { $0.hasPrefix("decisions|") })
    let bytes = try canonical("calm")
    var seed = UInt64(ProcessInfo.processInfo.environment["TRUECOPY_SEED"] ?? "") ?? 20_261_121
    var (kills, ends, begun) = (0, 0, 0)
    while kills < 50 || begun > 0 {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      // Once there were enough, the last is left to end.
      let share = kills < 50 ? Double(seed >> 40) / Double(1 << 24) : 1000
      let moment = time * (share * 0.6)
      let start = clock.now
      let run = try Program.run(
        words + ["killed"], in: pile.folder, seconds: 300,
        watch: { process in if clock.now - start > moment { kill(process, SIGKILL) } })
      if run.code == 128 + SIGKILL {
        kills += 1
        begun += 1
        continue
      }
      #expect(run.code == 0, "\(run.err)")
      let store = try pile.store("killed")
      #expect(try store.contents() == calm, "after \(begun) kills")
      #expect(try store.isSound())
      #expect(try canonical("killed") == bytes)
      ends += 1
      begun = 0
      for name in try pile.folder.names where name.hasPrefix("killed") {
        try FileManager.default.removeItem(atPath: pile.folder.path(of: name))
      }
    }
    #expect(kills >= 50 && ends >= 1)
  }

  /// The bytes of a study, but for when it was run and where SQLite found room.
  private func canonical(_ name: String) throws -> Data {
    let path = pile.folder.path(of: name + ".canonical")
    try pile.store(name).writeCanonical(to: path)
    return try Data(contentsOf: URL(fileURLWithPath: path))
  }
}
