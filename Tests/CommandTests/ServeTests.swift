import Foundation
import Running
import Support
import Testing

/// `truecopy serve`, as a user starts it, over the network of this machine.
@Suite struct ServeTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder(holding: .harbourBridge) }

  /// Runs lines of bash with a server that runs meanwhile; `$port` is its port, `ask` asks it.
  private func served(_ script: String, _ options: String = "") throws -> Outcome {
    let run = try Program.run(
      ["run", "report.txt", "copy-edited.txt", "--store", "a.study"], in: folder)
    #expect(run.code == 0)
    return try Program.shell(
      """
      truecopy serve --store a.study --port 0 \(options) 2> told & server=$!
      for turn in {1..200}; do grep -q 127.0.0.1 told && break; sleep 0.05; done
      port=$(sed -n 's/.*127.0.0.1:\\([0-9]*\\).*/\\1/p' told)
      ask() { exec 3<>/dev/tcp/127.0.0.1/$port; printf '%b' "$1" >&3; timeout 60 cat <&3; exec 3>&-; }
      \(script)
      kill -KILL $server 2> /dev/null
      """, in: folder.path, seconds: 180)
  }

  private static func get(_ path: String) -> String {
    "GET \(path) HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n"
  }

  @Test func `it says where it is, answers, and ends by Ctrl-C`() throws {
    let run = try served(
      """
      ask '\(Self.get("/clusters.json"))' | tail -n 1
      kill -INT $server; wait $server; echo ended $?
      """)
    let lines = run.out.split(separator: "\n")
    #expect(try JSON(String(lines[0]))["total"].int == 1)
    #expect(lines.last == "ended 130")
    let told = try folder.text(of: "told")
    #expect(told.hasPrefix("`a.study` can be read at http://127.0.0.1:"))
    #expect(told.hasSuffix("truecopy: stopped\n"))
  }

  @Test func `a slow reader and a broken one keep nobody waiting`() throws {
    let run = try served(
      """
      for n in {1..40}; do exec {slow}<>/dev/tcp/127.0.0.1/$port; printf 'GET / HT' >&$slow; done
      ask 'nonsense\\r\\n\\r\\n' > /dev/null
      ask '\(Self.get("/about.json"))' | head -n 1
      """)
    #expect(run.out.hasPrefix("HTTP/1.1 200 OK"))
  }

  @Test func `what is too long is refused, and the server goes on`() throws {
    let run = try served(
      """
      head -c 9000000 /dev/zero | tr '\\0' a > long
      { printf 'POST /compare.json HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n'
        printf 'Content-Type: application/x-www-form-urlencoded\\r\\nContent-Length: 9000005\\r\\n\\r\\nbase='
        cat long; } > sent
      exec 4<>/dev/tcp/127.0.0.1/$port
      cat sent >&4 & timeout 60 head -n 1 <&4
      ask 'GET /\(String(repeating: "a", count: 90_000)) HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n' | head -n 1
      ask '\(Self.get("/about.json"))' | head -n 1
      """)
    let lines = run.out.split(whereSeparator: \.isNewline)
      .map { $0.trimmingPrefix("HTTP/1.1 ").prefix(3) }
    #expect(lines == ["413", "400", "200"], "\(run.out)")
  }

  @Test func `a run may go on meanwhile`() throws {
    let run = try served(
      """
      truecopy run copy-scan.txt --store a.study -q; echo run $?
      ask '\(Self.get("/overview.json"))' | tail -n 1
      """)
    let lines = run.out.split(separator: "\n")
    #expect(lines.first == "run 0")
    #expect(try JSON(String(lines[1]))["articles"].int == 3)
  }

  @Test func `what cannot be served is told`() throws {
    try folder.write("junk.study", "this is no study, and long enough not to be taken for one")
    #expect(
      try Program.run(["run", "report.txt", "--store", "a.study"], in: folder).code == 0)
    let cases: [(arguments: [String], code: Int32, told: String)] = [
      (["--store", "none.study"], 2, "there is no study `none.study`"),
      (["--store", "junk.study"], 2, "`junk.study` is"),
      (["--store", "a.study", "--port", "70000"], 64, "--port is a number from 0 to 65535"),
      (["--store", "a.study", "--host", "203.0.113.1", "--port", "0"], 2, "cannot listen at"),
      (["--store", ""], 64, "a path is empty"), (["--store", "-"], 64, "--store names a file"),
      ([], 64, "--store"),
    ]
    for (arguments, code, told) in cases {
      let run = try Program.run(["serve"] + arguments, in: folder, seconds: 20)
      #expect(run.code == code, "\(arguments)")
      #expect(run.err.contains(told), "\(run.err)")
    }
  }

  @Test func `two cannot listen at one port`() throws {
    let run = try served("truecopy serve --store a.study --port $port; echo second $?")
    #expect(run.out == "second 2\n")
    #expect(run.err.contains("--port 0 takes one that is free"))
  }
}
