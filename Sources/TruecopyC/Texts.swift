public import CTruecopy
import Collating
import Exchange
import Judging
import Prose
import Statements

/// The documents of `compare`, `check`, `restore` and `statements`.

extension truecopy_text {
  /// The text as an article, read as the program reads files.
  fileprivate func article(_ place: Int) throws(CallError) -> Article {
    guard text != nil || count == 0 else { throw .badInput("text \(place + 1) is not there") }
    let bytes = UnsafeRawBufferPointer(start: text, count: count)
    let decoded = DecodedText(bytes.bindMemory(to: UInt8.self).span)
    let name = name.map { String(cString: $0) } ?? ""
    return Article(id: name.isEmpty ? "text \(place + 1)" : name, text: decoded.text)
  }
}

private func articles(
  _ texts: UnsafePointer<truecopy_text>?, _ count: Int, least: Int
) throws(CallError) -> [Article] {
  guard let texts, count >= least else {
    throw .badInput("\(least == 1 ? "one text" : "\(least) texts") or more must be given")
  }
  var articles: [Article] = []
  for place in 0..<count { articles.append(try texts[place].article(place)) }
  return articles
}

/// The place of a base, nil for none given.
private func base(_ place: Int64, of count: Int) throws(CallError) -> Int? {
  guard place >= -1, place < count else {
    throw .badInput("there is no text \(place)", hint: "the base is from 0 to \(count - 1)")
  }
  return place < 0 ? nil : Int(place)
}

/// Sets texts side by side.
@_cdecl("truecopy_compare")
public func compare(
  _ texts: UnsafePointer<truecopy_text>?, _ count: Int, _ place: Int64,
  _ out: UnsafeMutablePointer<truecopy_bytes>?, _ error: UnsafeMutablePointer<truecopy_error>?
) -> Int32 {
  call(out, error) {
    let articles = try articles(texts, count, least: 2)
    let apparatus = Apparatus(of: articles, base: try base(place, of: count) ?? 0)
    return ComparisonJSON.document(apparatus).bytes
  }
}

/// Looks at texts one by one.
@_cdecl("truecopy_check")
public func check(
  _ texts: UnsafePointer<truecopy_text>?, _ count: Int,
  _ out: UnsafeMutablePointer<truecopy_bytes>?, _ error: UnsafeMutablePointer<truecopy_error>?
) -> Int32 {
  call(out, error) {
    let checked = try articles(texts, count, least: 1).map {
      (article: $0, condition: Condition(of: Words(in: $0.text)))
    }
    return CheckJSON.document(checked).bytes
  }
}

/// Gives the best text that witnesses allow.
@_cdecl("truecopy_restore")
public func restore(
  _ texts: UnsafePointer<truecopy_text>?, _ count: Int, _ place: Int64,
  _ out: UnsafeMutablePointer<truecopy_bytes>?, _ error: UnsafeMutablePointer<truecopy_error>?
) -> Int32 {
  call(out, error) {
    let witnesses = try articles(texts, count, least: 1).enumerated().map {
      Witness($1, siglum: Witness.siglum($0))
    }
    let base = try base(place, of: count)
    let restoration =
      witnesses.count == 1
      ? Mending(of: witnesses[0].words).restoration : Restoration(of: witnesses, base: base)
    return RestorationJSON.document(restoration, of: witnesses).bytes
  }
}

/// Tells who said what in a text.
@_cdecl("truecopy_statements")
public func statements(
  _ text: UnsafePointer<truecopy_text>?, _ against: UnsafePointer<truecopy_text>?,
  _ published: UnsafePointer<CChar>?, _ narrated: Int32,
  _ out: UnsafeMutablePointer<truecopy_bytes>?, _ error: UnsafeMutablePointer<truecopy_error>?
) -> Int32 {
  call(out, error) {
    guard let text else { throw CallError.badInput("a text must be given") }
    let witness = Witness(try text.pointee.article(0), siglum: "A")
    let day = try published.map { (published) throws(CallError) in
      let day = String(cString: published)
      guard let known = CalendarDay(day) else {
        throw CallError.badInput("`\(day)` is no day", hint: "write it as 2017-04-10")
      }
      return known
    }
    let register = Register(of: witness, published: day, includesNarration: narrated != 0)
    let testimony = try against.map { copy throws(CallError) in
      let copy = Witness(try copy.pointee.article(1), siglum: "B")
      return Testimony(of: register, in: Comparison(of: witness, and: copy))
    }
    return RegisterJSON.document(register, following: testimony.map { [("B", $0)] } ?? []).bytes
  }
}
