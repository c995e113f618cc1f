import Storing

/// What the study was made with, and what the words on the pages mean.
struct AboutPage: TemplatePage {
  static let template = "about"
  let title = "About this study"
  let fields: Fields

  init(_ site: Site) throws {
    let runs = try site.store.runs().reversed().map { run -> Fields in
      [
        "number": .number(run.number), "program": .text(run.program),
        "started": .text(run.started), "ended": .text(run.ended),
        "articles": .count(run.articles), "clusters": .count(run.clusters),
        "compared": .count(run.compared), "settings": .json(run.settings),
        "settingsTold": .told(run.settings),
      ]
    }
    let issues = try site.store.issues()
    let shown = issues.prefix(200).map { issue -> Fields in
      [
        "path": .text(issue.path), "line": .number(issue.line), "problem": .text(issue.problem),
        "hint": .text(issue.hint), "is_warning": .truth(issue.isWarning),
      ]
    }
    fields = [
      "study": .text(site.name), "program": .text(site.program), "runs": .list(runs),
      "issues": .list(shown), "issue_count": .count(issues.count),
      "hasIssues": .shown(!issues.isEmpty),
    ]
  }
}
