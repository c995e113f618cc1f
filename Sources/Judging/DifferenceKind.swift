/// What sort of difference it is: the family before the point, the kind after it.
///
/// The most specific kind wins: a changed figure inside a quotation is a `number`, and the
/// difference says besides that it stands in a quotation. `GLOSSARY.md` explains each.
public enum DifferenceKind: String, CaseIterable, Sendable {
  // Accidentals
  case quoteGlyph = "accidental.quote-glyph"
  case dashGlyph = "accidental.dash-glyph"
  case letterCase = "accidental.case"
  case lineBreak = "accidental.line-break"
  case space = "accidental.space"
  case trailingSpace = "accidental.trailing-space"
  case strayMark = "accidental.stray-mark"
  case encoding = "accidental.encoding"
  case punctuation = "accidental.punctuation"
  // Tokenisation
  case punctuationDetached = "tokenisation.punctuation-detached"
  case quoteDetached = "tokenisation.quote-detached"
  case cliticDetached = "tokenisation.clitic-detached"
  case abbreviationSplit = "tokenisation.abbreviation-split"
  case wordSplit = "tokenisation.word-split"
  case wordJoined = "tokenisation.word-joined"
  // Spelling
  case spelling = "orthographic.spelling"
  case variantSpelling = "orthographic.variant-spelling"
  case inflection = "orthographic.inflection"
  /// A misreading by a machine, told from one text alone.
  case scan = "orthographic.scan"
  // Words
  case synonym = "lexical.synonym"
  case functionWord = "lexical.function-word"
  case paraphrase = "lexical.paraphrase"
  case contraction = "lexical.contraction"
  case numberWord = "lexical.number-word"
  // Omissions and additions, by size
  case omittedWord = "omission.word"
  case omittedCompound = "omission.compound"
  case omittedPhrase = "omission.phrase"
  case omittedSentence = "omission.sentence"
  case omittedParagraph = "omission.paragraph"
  case cut = "omission.cut"
  case addedWord = "addition.word"
  case addedCompound = "addition.compound"
  case addedPhrase = "addition.phrase"
  case addedSentence = "addition.sentence"
  case addedParagraph = "addition.paragraph"
  case addedEnd = "addition.cut"
  case boilerplate = "addition.boilerplate"
  case repetition
  // Movement
  case movedPhrase = "moved.word"
  case movedSentence = "moved.sentence"
  case movedParagraph = "moved.paragraph"
  case sentenceSplit = "sentence.split"
  case sentenceMerged = "sentence.merged"
  // Names
  case nameSubstitution = "name.substitution"
  case nameForAnaphor = "name.for-anaphor"
  case anaphorForName = "anaphor.for-name"
  case nameShortened = "name.shortened"
  case nameExpanded = "name.expanded"
  case nameSpelling = "name.spelling"
  case overwrite = "overwrite.name-for-word"
  // Facts
  case number
  case unit
  case money
  case date
  case polarity
  case modality
  // Statements
  case quoteWording = "quote.wording"
  case quoteBoundary = "quote.boundary"
  case speaker = "attribution.speaker"
  case cue = "attribution.cue"
}
