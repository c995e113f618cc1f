import Truecopy
@main struct Main { static func main() throws {
  func read(_ p: String) throws -> Article {
    let r = try ArticleReader([p])
    while let n = try r.next() { if case .success(let a) = n { return a } }
    return Article(id: p, text: "")
  }
  let args = CommandLine.arguments.filter { !$0.hasPrefix("--") && $0 != "json" && $0 != "compare" }
  let out = try OutputFile("-")
  try ComparisonJSON.write(Comparison(of: try read(args[1]), and: try read(args[2])), to: out)
  try out.finish()
} }
