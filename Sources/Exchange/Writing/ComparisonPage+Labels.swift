import Judging

extension DifferenceKind {
  /// What a newcomer calls it.
  var label: String {
    switch self {
    case .quoteGlyph: "Quotation mark drawn differently"
    case .dashGlyph: "Dash drawn differently"
    case .letterCase: "Capital or small letter"
    case .lineBreak: "Line break"
    case .space: "Number of spaces"
    case .trailingSpace: "White space at the end"
    case .strayMark: "Stray mark"
    case .encoding: "Letter stored differently"
    case .punctuation: "Punctuation"
    case .punctuationDetached: "Space at a punctuation mark"
    case .quoteDetached: "Space at a quotation mark"
    case .cliticDetached: "Space before ’s, n’t …"
    case .abbreviationSplit: "Space inside an abbreviation"
    case .wordSplit: "Word split"
    case .wordJoined: "Words run together"
    case .spelling: "Misspelling"
    case .variantSpelling: "Another usual spelling"
    case .inflection: "Another form of the word"
    case .synonym: "Word of the same meaning"
    case .functionWord: "Small word (the, of, to …)"
    case .paraphrase: "Other words"
    case .contraction: "Contracted or written in full"
    case .numberWord: "Number in words or in figures"
    case .omittedWord: "Word left out"
    case .omittedCompound: "Hyphenated word left out"
    case .omittedPhrase: "Words left out"
    case .omittedSentence: "Sentence left out"
    case .omittedParagraph: "Paragraph left out"
    case .cut: "End of the text cut"
    case .addedWord: "Word added"
    case .addedCompound: "Hyphenated word added"
    case .addedPhrase: "Words added"
    case .addedSentence: "Sentence added"
    case .addedParagraph: "Paragraph added"
    case .addedEnd: "Text added at the end"
    case .boilerplate: "Publisher’s notice"
    case .repetition: "Words repeated"
    case .nameSubstitution: "Another name"
    case .nameForAnaphor: "Name in place of “she”, “the firm” …"
    case .anaphorForName: "“She”, “the firm” … in place of a name"
    case .nameShortened: "Name shortened"
    case .nameExpanded: "Name given in full"
    case .nameSpelling: "Name spelled differently"
    case .overwrite: "Word overwritten by a name"
    case .number: "Another number"
    case .unit: "Another unit"
    case .money: "Another amount of money"
    case .date: "Another date"
    case .polarity: "“Not” lost or added"
    case .modality: "How sure the text is"
    case .quoteWording: "Quoted words changed"
    case .quoteBoundary: "Where a quotation begins or ends"
    case .speaker: "Another speaker"
    case .cue: "How it was said"
    }
  }
}

extension Severity {
  /// What it means for a reader, of one difference.
  var label: String {
    switch self {
    case .none: "changes neither meaning nor style"
    case .style: "changes the style"
    case .meaning: "changes the meaning"
    }
  }

  /// What falls under it.
  var explanation: String {
    switch self {
    case .none: "the same words; spaces, line breaks, marks or capitals differ"
    case .style: "other words or spellings; a reader learns the same"
    case .meaning: "a fact, name, speaker or quotation is altered, lost or unreadable"
    }
  }
}
