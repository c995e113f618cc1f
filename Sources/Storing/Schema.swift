internal import GRDB

/// The tables of a study, as a list of changes that only ever grows.
///
/// A change that was released is never edited: a new one is put behind it, so that every file ever
/// written can be brought up to date. `Schema.md` says what each table holds.
enum Schema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { db in
      for part in [names, articles, findings, judgements, results, views] {
        try db.execute(sql: part)
      }
    }
    migrator.registerMigration("2") { db in
      // What an earlier version judged knows nothing of statements: all is judged anew.
      try db.execute(
        sql: statements + namedViews + "DELETE FROM study WHERE key = 'judging';")
    }
    migrator.registerMigration("pages") { db in try db.execute(sql: pages) }
    migrator.registerMigration("3") { db in try db.execute(sql: paging) }
    migrator.registerMigration("4") { db in try db.execute(sql: counting) }
    return migrator
  }

  /// What stands for a name that is written many times.
  private static let names = """
    CREATE TABLE severities (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
    CREATE TABLE operations (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
    CREATE TABLE kinds (
      number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, label TEXT NOT NULL);
    CREATE TABLE effects (
      number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,
      severity INTEGER NOT NULL REFERENCES severities);
    CREATE TABLE grounds (
      number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, label TEXT NOT NULL);
    """

  /// What was read, and what of it could not be.
  private static let articles = """
    CREATE TABLE study (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE runs (
      number INTEGER PRIMARY KEY, program TEXT NOT NULL, settings TEXT NOT NULL,
      started TEXT NOT NULL, ended TEXT, articles INTEGER, clusters INTEGER, compared INTEGER);
    CREATE TABLE articles (
      number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, headline TEXT, outlet TEXT,
      published TEXT, url TEXT, fields TEXT, hash TEXT NOT NULL, path TEXT NOT NULL,
      line INTEGER NOT NULL, text TEXT NOT NULL);
    CREATE TABLE issues (
      path TEXT NOT NULL, line INTEGER NOT NULL, problem TEXT NOT NULL, hint TEXT,
      is_warning INTEGER NOT NULL, PRIMARY KEY (path, line, problem)) WITHOUT ROWID;
    CREATE VIRTUAL TABLE search USING fts5 (
      headline, text, content = 'articles', content_rowid = 'number',
      tokenize = 'unicode61 remove_diacritics 2');
    CREATE TRIGGER articles_search AFTER INSERT ON articles BEGIN
      INSERT INTO search (rowid, headline, text) VALUES (new.number, new.headline, new.text);
    END;
    """

  private static let findings = """
    CREATE TABLE clusters (
      number INTEGER PRIMARY KEY REFERENCES articles, id TEXT NOT NULL UNIQUE,
      kept INTEGER NOT NULL REFERENCES articles, size INTEGER NOT NULL,
      first_published TEXT, last_published TEXT, outlets INTEGER NOT NULL,
      none INTEGER, style INTEGER, meaning INTEGER, signature TEXT NOT NULL,
      is_settled INTEGER NOT NULL DEFAULT 0);
    CREATE INDEX clusters_by_size ON clusters (size DESC, number);
    CREATE INDEX clusters_by_meaning ON clusters (meaning DESC, number);
    CREATE INDEX clusters_by_date ON clusters (first_published IS NULL, first_published, number);
    CREATE TABLE members (
      article INTEGER PRIMARY KEY REFERENCES articles,
      cluster INTEGER NOT NULL REFERENCES clusters DEFERRABLE INITIALLY DEFERRED,
      relation TEXT NOT NULL, coverage REAL NOT NULL, condition REAL NOT NULL,
      faults TEXT NOT NULL, is_kept INTEGER NOT NULL, copy_of INTEGER REFERENCES articles,
      copy_relation TEXT, copy_coverage REAL, reason TEXT, base INTEGER REFERENCES articles, agreement REAL, none INTEGER,
      style INTEGER, meaning INTEGER);
    CREATE INDEX members_by_cluster ON members (cluster, article);
    CREATE TABLE links (
      a INTEGER NOT NULL REFERENCES articles, b INTEGER NOT NULL REFERENCES articles,
      relation TEXT NOT NULL, ground TEXT NOT NULL, coverage_a REAL NOT NULL,
      coverage_b REAL NOT NULL, identity REAL NOT NULL, words INTEGER NOT NULL,
      is_direct INTEGER NOT NULL, passages TEXT NOT NULL,
      PRIMARY KEY (a, b)) WITHOUT ROWID;
    CREATE INDEX links_by_b ON links (b, a);
    """

  private static let judgements = """
    CREATE TABLE causes (
      article INTEGER NOT NULL REFERENCES members ON DELETE CASCADE, number INTEGER NOT NULL,
      name TEXT NOT NULL, explains INTEGER NOT NULL, evidence TEXT NOT NULL,
      is_in_base INTEGER NOT NULL, PRIMARY KEY (article, number)) WITHOUT ROWID;
    CREATE TABLE moves (
      article INTEGER NOT NULL REFERENCES members ON DELETE CASCADE, number INTEGER NOT NULL,
      base_start INTEGER NOT NULL, base_end INTEGER NOT NULL, start INTEGER NOT NULL,
      "end" INTEGER NOT NULL, is_edited INTEGER NOT NULL,
      PRIMARY KEY (article, number)) WITHOUT ROWID;
    CREATE TABLE differences (
      article INTEGER NOT NULL REFERENCES members ON DELETE CASCADE, number INTEGER NOT NULL,
      base_start INTEGER NOT NULL, base_end INTEGER NOT NULL, start INTEGER NOT NULL,
      "end" INTEGER NOT NULL, operation INTEGER NOT NULL REFERENCES operations,
      kind INTEGER NOT NULL REFERENCES kinds, effect INTEGER NOT NULL REFERENCES effects,
      severity INTEGER NOT NULL REFERENCES severities, in_quote INTEGER NOT NULL, cause INTEGER,
      move INTEGER, reason TEXT NOT NULL, PRIMARY KEY (article, number)) WITHOUT ROWID;
    CREATE INDEX differences_of_meaning ON differences (article, number) WHERE severity = 2;
    """

  private static let results = """
    CREATE TABLE restorations (
      cluster INTEGER PRIMARY KEY REFERENCES clusters ON DELETE CASCADE,
      witnesses TEXT NOT NULL, heard TEXT NOT NULL, undecided INTEGER NOT NULL,
      mended INTEGER NOT NULL, hash TEXT NOT NULL);
    CREATE TABLE decisions (
      cluster INTEGER NOT NULL REFERENCES restorations ON DELETE CASCADE,
      number INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
      article INTEGER NOT NULL REFERENCES articles, source_start INTEGER NOT NULL,
      source_end INTEGER NOT NULL, made TEXT, mend INTEGER REFERENCES kinds,
      ground INTEGER NOT NULL REFERENCES grounds, reason TEXT, readings TEXT,
      PRIMARY KEY (cluster, number)) WITHOUT ROWID;
    CREATE TABLE notes (
      cluster INTEGER NOT NULL REFERENCES restorations ON DELETE CASCADE,
      number INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
      reason TEXT NOT NULL, PRIMARY KEY (cluster, number)) WITHOUT ROWID;
    CREATE TABLE descents (
      cluster INTEGER PRIMARY KEY REFERENCES clusters ON DELETE CASCADE,
      witnesses TEXT NOT NULL, root INTEGER REFERENCES articles, same TEXT NOT NULL);
    CREATE TABLE edges (
      cluster INTEGER NOT NULL REFERENCES descents ON DELETE CASCADE,
      child INTEGER NOT NULL REFERENCES articles, parent INTEGER NOT NULL REFERENCES articles,
      certainty TEXT NOT NULL, PRIMARY KEY (cluster, child)) WITHOUT ROWID;
    CREATE TABLE undecided (
      cluster INTEGER NOT NULL REFERENCES descents ON DELETE CASCADE, number INTEGER NOT NULL,
      witnesses TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (cluster, number)) WITHOUT ROWID;
    CREATE TABLE contaminations (
      cluster INTEGER NOT NULL REFERENCES descents ON DELETE CASCADE,
      child INTEGER NOT NULL REFERENCES articles, parent INTEGER NOT NULL REFERENCES articles,
      source INTEGER NOT NULL REFERENCES articles, places INTEGER NOT NULL,
      PRIMARY KEY (cluster, child, source)) WITHOUT ROWID;
    CREATE TABLE evidence (
      cluster INTEGER NOT NULL REFERENCES descents ON DELETE CASCADE, number INTEGER NOT NULL,
      edge INTEGER REFERENCES articles, undecided INTEGER, ground TEXT NOT NULL,
      child INTEGER NOT NULL REFERENCES articles, is_for INTEGER NOT NULL, weight REAL NOT NULL,
      statement TEXT NOT NULL, PRIMARY KEY (cluster, number)) WITHOUT ROWID;
    CREATE TABLE statements (
      article INTEGER NOT NULL REFERENCES articles, number INTEGER NOT NULL,
      speaker TEXT, source_start INTEGER, source_end INTEGER, cue_start INTEGER, cue_end INTEGER,
      content TEXT NOT NULL, manner TEXT NOT NULL, details TEXT,
      PRIMARY KEY (article, number)) WITHOUT ROWID;
    """

  /// What the pages ask: the kinds of difference by cluster, and whom a silent witness hangs on.
  ///
  /// All of it follows from the texts, so the next run judges anew.
  private static let pages = """
    CREATE TABLE cluster_kinds (
      cluster INTEGER NOT NULL REFERENCES clusters ON DELETE CASCADE,
      kind INTEGER NOT NULL REFERENCES kinds, severity INTEGER NOT NULL REFERENCES severities,
      differences INTEGER NOT NULL, PRIMARY KEY (cluster, kind)) WITHOUT ROWID;
    CREATE INDEX articles_by_outlet ON articles (outlet) WHERE outlet IS NOT NULL;
    CREATE INDEX members_with_changes ON members (article) WHERE meaning > 0;
    ALTER TABLE restorations ADD COLUMN parents TEXT;
    DELETE FROM study WHERE key = 'judging';
    """

  /// Who said what; the table of the first version was never filled.
  private static let statements = """
    DROP TABLE statements;
    CREATE TABLE terms (
      number INTEGER PRIMARY KEY, sort TEXT NOT NULL, name TEXT NOT NULL, UNIQUE (sort, name));
    CREATE TABLE registers (
      article INTEGER PRIMARY KEY REFERENCES articles, statements INTEGER NOT NULL,
      names INTEGER NOT NULL, unclosed TEXT);
    CREATE TABLE statements (
      article INTEGER NOT NULL REFERENCES registers ON DELETE CASCADE, number INTEGER NOT NULL,
      id TEXT NOT NULL, speaker TEXT, speaker_start INTEGER, speaker_end INTEGER,
      cue_start INTEGER, cue_end INTEGER, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
      pieces TEXT, manner INTEGER NOT NULL REFERENCES terms,
      polarity INTEGER NOT NULL REFERENCES terms, certainty INTEGER NOT NULL REFERENCES terms,
      rule INTEGER NOT NULL REFERENCES terms, relay TEXT NOT NULL, nested_in INTEGER,
      continues INTEGER, details TEXT, PRIMARY KEY (article, number)) WITHOUT ROWID;
    CREATE INDEX statements_by_speaker ON statements (speaker, article, number)
      WHERE speaker IS NOT NULL;
    CREATE TABLE names (
      article INTEGER NOT NULL REFERENCES registers ON DELETE CASCADE, number INTEGER NOT NULL,
      name TEXT NOT NULL, kind INTEGER NOT NULL REFERENCES terms, mentions TEXT NOT NULL,
      aliases TEXT, is_ambiguous INTEGER NOT NULL, PRIMARY KEY (article, number)) WITHOUT ROWID;
    CREATE TABLE testimonies (
      article INTEGER NOT NULL REFERENCES members ON DELETE CASCADE, number INTEGER NOT NULL,
      content INTEGER NOT NULL REFERENCES terms, speaker INTEGER NOT NULL REFERENCES terms,
      source INTEGER NOT NULL REFERENCES terms, is_preserved INTEGER NOT NULL,
      PRIMARY KEY (article, number)) WITHOUT ROWID;
    CREATE INDEX testimonies_changed ON testimonies (article, number) WHERE NOT is_preserved;
    CREATE TABLE speakers (
      name TEXT PRIMARY KEY, statements INTEGER NOT NULL) WITHOUT ROWID;
    CREATE INDEX speakers_by_statements ON speakers (statements DESC, name);
    CREATE TABLE speaker_words (
      word TEXT NOT NULL, speaker TEXT NOT NULL, PRIMARY KEY (word, speaker)) WITHOUT ROWID;
    CREATE TRIGGER statements_come AFTER INSERT ON statements WHEN new.speaker IS NOT NULL BEGIN
      INSERT INTO speakers (name, statements) VALUES (new.speaker, 1)
        ON CONFLICT (name) DO UPDATE SET statements = statements + 1;
    END;
    CREATE TRIGGER statements_go AFTER DELETE ON statements WHEN old.speaker IS NOT NULL BEGIN
      UPDATE speakers SET statements = statements - 1 WHERE name = old.speaker;
      DELETE FROM speakers WHERE name = old.speaker AND statements = 0;
    END;

    """

  /// What is counted on a page of its own, counted in an index that holds no more than that.
  ///
  /// The last column is there for SQLite to see that it need not look into the table.
  private static let counting = """
    CREATE INDEX cluster_kinds_that_matter ON cluster_kinds (kind, cluster, severity)
      WHERE severity > 0;
    CREATE INDEX members_dropped ON members (article, is_kept) WHERE NOT is_kept;
    DROP INDEX testimonies_changed;
    CREATE INDEX testimonies_changed ON testimonies (article, number, is_preserved)
      WHERE NOT is_preserved;

    """

  /// What lets a page in the middle of a long list be found without reading those before it.
  ///
  /// The words of the texts are indexed in one go, so that the index is the same however often the
  /// reading was ended; and the table of runs is the last one, since its rows tell of that.
  private static let paging = """
    DROP TRIGGER articles_search;
    INSERT OR REPLACE INTO study (key, value)
      SELECT 'searchable', coalesce(max(number), 0) FROM articles;
    ALTER TABLE members ADD COLUMN place INTEGER NOT NULL DEFAULT 0;
    UPDATE members SET place = ordered.place FROM (
      SELECT article, row_number() OVER (PARTITION BY cluster
        ORDER BY published IS NULL, published, id) AS place
      FROM members JOIN articles ON articles.number = members.article) AS ordered
    WHERE members.article = ordered.article;
    CREATE INDEX members_by_place ON members (cluster, place);
    ALTER TABLE runs RENAME TO old_runs;
    CREATE TABLE runs (
      number INTEGER PRIMARY KEY, program TEXT NOT NULL, settings TEXT NOT NULL,
      started TEXT NOT NULL, ended TEXT, articles INTEGER, clusters INTEGER, compared INTEGER);
    INSERT INTO runs SELECT * FROM old_runs;
    DROP TABLE old_runs;

    """

  /// The tables in names and words: for those who look at the file with another program, and for
  /// the queries of this one, which SQLite runs as if the views were written out in them.
  private static let namedViews = """
    DROP VIEW meaning_changes;
    DROP VIEW named_differences;
    CREATE VIEW named_differences AS
      SELECT text.id AS article, base.id AS base, differences.number,
        severities.name AS severity, kinds.name AS kind, operations.name AS operation,
        effects.name AS effect, differences.in_quote,
        substr(base.text, base_start + 1, base_end - base_start) AS base_reading,
        substr(text.text, start + 1, "end" - start) AS reading,
        differences.reason, causes.name AS cause, base_start, base_end, start, "end",
        differences.move, clusters.id AS cluster, differences.article AS article_number,
        members.base AS base_number, differences.severity AS severity_number
      FROM differences JOIN members ON members.article = differences.article
        JOIN clusters ON clusters.number = members.cluster
        JOIN articles AS text ON text.number = differences.article
        JOIN articles AS base ON base.number = members.base
        JOIN severities ON severities.number = differences.severity
        JOIN kinds ON kinds.number = differences.kind
        JOIN operations ON operations.number = differences.operation
        JOIN effects ON effects.number = differences.effect
        LEFT JOIN causes ON causes.article = differences.article
          AND causes.number = differences.cause;
    CREATE VIEW meaning_changes AS
      SELECT article, base, number, kind, operation, effect, in_quote, base_reading, reading,
        reason, cause
      FROM named_differences WHERE severity_number = 2;
    CREATE VIEW who_said_what AS
      SELECT articles.id AS article, statements.id AS statement, speaker,
        substr(text, cue_start + 1, cue_end - cue_start) AS cue,
        CASE WHEN pieces IS NULL THEN substr(text, start + 1, "end" - start) ELSE
          (SELECT group_concat(
             substr(text, (value ->> 0) + 1, (value ->> 1) - (value ->> 0)), ' […] ')
           FROM json_each(pieces)) END AS content,
        manner.name AS manner, polarity.name AS polarity, certainty.name AS certainty,
        rule.name AS rule, relay, details, outlet, published, speaker_start, speaker_end,
        cue_start, cue_end, start, "end", pieces, nested_in, continues, statements.number,
        statements.article AS article_number
      FROM statements JOIN articles ON articles.number = statements.article
        JOIN terms AS manner ON manner.number = statements.manner
        JOIN terms AS polarity ON polarity.number = statements.polarity
        JOIN terms AS certainty ON certainty.number = statements.certainty
        JOIN terms AS rule ON rule.number = statements.rule;
    CREATE VIEW named_testimonies AS
      SELECT copy.id AS article, what.name AS content_is, who.name AS speaker_is,
        through.name AS source_is, testimonies.is_preserved, testimonies.number,
        testimonies.article AS article_number, members.base AS base_number,
        members.cluster AS cluster_number
      FROM testimonies JOIN members ON members.article = testimonies.article
        JOIN articles AS copy ON copy.number = testimonies.article
        JOIN terms AS what ON what.number = testimonies.content
        JOIN terms AS who ON who.number = testimonies.speaker
        JOIN terms AS through ON through.number = testimonies.source;
    CREATE VIEW told_differently AS
      SELECT told.article, said.article AS base, said.statement, said.speaker, said.content,
        told.content_is, told.speaker_is, told.source_is
      FROM named_testimonies AS told JOIN who_said_what AS said
        ON said.article_number = told.base_number AND said.number = told.number
      WHERE NOT told.is_preserved;

    """

  /// The tables in names and words, as the first version had them.
  private static let views = """
    CREATE VIEW copies AS
      SELECT text.id AS article, kept.id AS copy_of, copy_relation AS relation,
        copy_coverage AS coverage, members.condition, members.reason, clusters.id AS cluster
      FROM members JOIN articles AS text ON text.number = members.article
        JOIN clusters ON clusters.number = members.cluster
        JOIN articles AS kept ON kept.number = members.copy_of
      WHERE NOT members.is_kept;
    CREATE VIEW named_differences AS
      SELECT text.id AS article, base.id AS base, differences.number,
        severities.name AS severity, kinds.name AS kind, operations.name AS operation,
        effects.name AS effect, differences.in_quote,
        substr(base.text, base_start + 1, base_end - base_start) AS base_reading,
        substr(text.text, start + 1, "end" - start) AS reading,
        differences.reason, causes.name AS cause, base_start, base_end, start, "end"
      FROM differences JOIN members ON members.article = differences.article
        JOIN articles AS text ON text.number = differences.article
        JOIN articles AS base ON base.number = members.base
        JOIN severities ON severities.number = differences.severity
        JOIN kinds ON kinds.number = differences.kind
        JOIN operations ON operations.number = differences.operation
        JOIN effects ON effects.number = differences.effect
        LEFT JOIN causes ON causes.article = differences.article
          AND causes.number = differences.cause;
    CREATE VIEW meaning_changes AS
      SELECT article, base, number, kind, operation, effect, in_quote, base_reading, reading,
        reason, cause
      FROM named_differences WHERE severity = 'meaning';
    """
}
