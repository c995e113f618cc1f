import Exchange
import Finding

extension Study.Settings {
  /// What the search goes by.
  var finder: Finder.Settings {
    var settings = Finder.Settings()
    settings.keeping = keeping
    return settings
  }

  /// All settings as a JSON object, as they are kept with the run.
  var json: String {
    var json = JSONWriter()
    json.object { json in
      json.array("paths") { json in for path in paths { json.value(path) } }
      json.field("id_field", reading.idField)
      json.field("text_field", reading.textField)
      json.field("threads", threads)
      json.field("memory", memory)
      json.field("witnesses", witnesses)
      finder.write(to: &json)
    }
    return json.text
  }

  /// What is judged by: two runs with equal keys judge the same.
  var judgingKey: String { "\(program), \(witnesses) witnesses" }

  /// What tells a search from others: two with equal keys find the same.
  ///
  /// Texts are never taken out of a study, so their number tells which there are.
  func findingKey(texts: Int) -> String {
    var json = JSONWriter()
    json.object { json in
      json.field("program", program)
      json.field("texts", texts)
      finder.write(to: &json)
    }
    return json.text
  }
}
