import Prose

/// What a word can do in a report of speech, told from hand-written lists.
struct Traits: OptionSet, Sendable {
  let rawValue: UInt32

  /// A finite form of a verb of speech: `said`, `says`.
  static let speech = Traits(rawValue: 1 << 0)
  /// The bare form: `say`.
  static let bare = Traits(rawValue: 1 << 1)
  /// The participle: `saying`.
  static let participle = Traits(rawValue: 1 << 2)
  /// May be followed by what was said without `that`.
  static let free = Traits(rawValue: 1 << 3)
  /// Names whom it was said to: `told`.
  static let tells = Traits(rawValue: 1 << 4)
  /// May have what was said as its object: `denied the claim`.
  static let object = Traits(rawValue: 1 << 5)
  /// Needs a quotation before it can be a verb of speech: `continued`.
  static let quotes = Traits(rawValue: 1 << 6)
  /// A noun of speech: `claim`.
  static let noun = Traits(rawValue: 1 << 7)
  static let determiner = Traits(rawValue: 1 << 8)
  static let preposition = Traits(rawValue: 1 << 9)
  static let auxiliary = Traits(rawValue: 1 << 10)
  static let adverb = Traits(rawValue: 1 << 11)
  static let negation = Traits(rawValue: 1 << 12)
  /// Begins a clause of its own: `because`.
  static let subordinator = Traits(rawValue: 1 << 13)
  static let pronoun = Traits(rawValue: 1 << 14)
  static let time = Traits(rawValue: 1 << 15)
  /// What a person may be: `spokesman`.
  static let role = Traits(rawValue: 1 << 16)
  static let be = Traits(rawValue: 1 << 17)
  static let have = Traits(rawValue: 1 << 18)
  static let denies = Traits(rawValue: 1 << 19)
  static let declines = Traits(rawValue: 1 << 20)
  static let alleges = Traits(rawValue: 1 << 21)
  static let asks = Traits(rawValue: 1 << 22)
  /// `who`, `which`.
  static let relative = Traits(rawValue: 1 << 23)
  /// `how`, `whether`: begins what was asked or explained.
  static let question = Traits(rawValue: 1 << 24)
  /// `and`, `but`.
  static let conjunction = Traits(rawValue: 1 << 25)
  /// What an act of speech without words is named by: `barbs`.
  static let barb = Traits(rawValue: 1 << 26)
  /// A place where words are heard: `interview`.
  static let setting = Traits(rawValue: 1 << 27)

  /// Has a deed for its object, which is no statement: `announced the winners`.
  static let deed = Traits(rawValue: 1 << 28)

  static let cue: Traits = [.speech, .bare, .participle]
}

/// The words the rules know, by key.
enum Lexicon {
  static let traits: [UInt64: Traits] = {
    var all: [UInt64: Traits] = [:]
    func add(_ traits: Traits, _ words: String) {
      for word in words.split(whereSeparator: \.isWhitespace) {
        all[StableHash.ofWord(word), default: []].formUnion(traits)
      }
    }
    for (traits, verbs) in verbs {
      for verb in verbs.split(whereSeparator: \.isNewline) {
        let forms = verb.split(separator: " ")
        add(traits.union(.bare), String(forms[0]))
        add(traits.union(.speech), forms[1..<3].joined(separator: " "))
        add(traits.union(.participle), String(forms[3]))
      }
    }
    for (traits, words) in others { add(traits, words) }
    return all
  }()

  /// Verbs of speech in their forms: bare, with `s`, past, participle.
  private static let verbs: [(Traits, String)] = [
    (
      .free,
      """
      say says said saying
      add adds added adding
      explain explains explained explaining
      note notes noted noting
      argue argues argued arguing
      insist insists insisted insisting
      reply replies replied replying
      acknowledge acknowledges acknowledged acknowledging
      admit admits admitted admitting
      state states stated stating
      complain complains complained complaining
      concede concedes conceded conceding
      contend contends contended contending
      conclude concludes concluded concluding
      predict predicts predicted predicting
      recall recalls recalled recalling
      remark remarks remarked remarking
      reiterate reiterates reiterated reiterating
      joke jokes joked joking
      testify testifies testified testifying
      tweet tweets tweeted tweeting
      write writes wrote writing
      assert asserts asserted asserting
      caution cautions cautioned cautioning
      vow vows vowed vowing
      pledge pledges pledged pledging
      """
    ),
    (
      [.free, .deed],
      """
      announce announces announced announcing
      reveal reveals revealed revealing
      indicate indicates indicated indicating
      suggest suggests suggested suggesting
      declare declares declared declaring
      confirm confirms confirmed confirming
      report reports reported reporting
      emphasize emphasizes emphasized emphasizing
      emphasise emphasises emphasised emphasising
      stress stresses stressed stressing
      """
    ),
    ([.free, .object], "cite cites cited citing"),
    ([.free, .alleges], "claim claims claimed claiming"),
    ([.free, .object, .alleges], "allege alleges alleged alleging"),
    (
      [.object, .denies],
      """
      deny denies denied denying
      refute refutes refuted refuting
      dispute disputes disputed disputing
      dismiss dismisses dismissed dismissing
      """
    ),
    (
      [.free, .tells],
      """
      tell tells told telling
      warn warns warned warning
      inform informs informed informing
      remind reminds reminded reminding
      assure assures assured assuring
      promise promises promised promising
      """
    ),
    (
      [.tells, .asks],
      """
      ask asks asked asking
      urge urges urged urging
      question questions questioned questioning
      """
    ),
    (
      [.tells],
      """
      accuse accuses accused accusing
      """
    ),
    (
      [.quotes],
      """
      continue continues continued continuing
      comment comments commented commenting
      respond responds responded responding
      maintain maintains maintained maintaining
      disclose discloses disclosed disclosing
      observe observes observed observing
      quip quips quipped quipping
      exclaim exclaims exclaimed exclaiming
      wonder wonders wondered wondering
      reason reasons reasoned reasoning
      mention mentions mentioned mentioning
      repeat repeats repeated repeating
      retort retorts retorted retorting
      shout shouts shouted shouting
      whisper whispers whispered whispering
      lament laments lamented lamenting
      affirm affirms affirmed affirming
      proclaim proclaims proclaimed proclaiming
      counter counters countered countering
      """
    ),
    ([.declines], "decline declines declined declining\nrefuse refuses refused refusing"),
  ]

  private static let others: [(Traits, String)] = [
    (
      .noun,
      """
      claim claims report reports allegation allegations statement statements accusation accusations assertion assertions
      warning warnings mantra mantras announcement denial rumor rumors rumour rumours suggestion suggestions argument
      complaint complaints insistence contention prediction promise pledge
      """
    ),
    (.noun, "assurance assurances charge charges"),
    (
      .determiner,
      """
      the a an this that these those his her its their our my your some several many two three four five both another
      every each no any all most other
      """
    ),
    (
      .preposition,
      """
      of in on at for from with by to about into over under after before during through since against between among
      within without near outside inside via following amid despite upon until toward towards across around than like per
      """
    ),
    (.preposition, "regarding concerning including"),
    ([.auxiliary, .be], "is are was were be been being am 's 're"),
    ([.auxiliary, .have], "has have had having 've"),
    (.auxiliary, "do does did will would can could cannot may might must should shall 'd 'll"),
    (
      .adverb,
      """
      also later then recently reportedly repeatedly previously already earlier now still further publicly even just
      again only never long first last initially often once always simply clearly largely quickly apparently
      either neither elsewhere perhaps maybe both sometimes usually commonly widely eventually
      meanwhile however therefore instead yesterday today tonight tomorrow
      """
    ),
    (.negation, "not n't never"),
    (
      .subordinator,
      """
      that because while when although though if whether unless since where whereas as so which who whom whose what how why
      once until than
      """
    ),
    (.relative, "who which"),
    (.question, "how why what whether if where when who which"),
    (.conjunction, "and but or nor yet"),
    (.pronoun, "he she they it i we you who"),
    (
      .time,
      """
      monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
      october november december today yesterday tonight tomorrow
      """
    ),
    (
      .role,
      """
      spokesman spokeswoman spokesperson spokespeople official officials president minister ministers senator senators
      governor mayor chairman chairwoman chairperson chair director secretary chief leader leaders professor doctor lawyer
      attorney judge officer officers police analyst analysts expert experts scientist scientists researcher researchers
      author authors critic critics reporter reporters journalist journalists lawmaker lawmakers activist activists
      source sources witness witnesses resident residents executive executives founder co-founder owner manager head
      member members representative ambassador king queen prince general colonel captain sergeant commissioner
      administrator councillor coach captain player curator artist director teacher student students editor writer
      candidate candidates diplomat diplomats soldier soldiers adviser advisor economist economists government ministry
      agency department company group organization organisation court council commission committee party newspaper media
      family father mother brother sister son daughter wife husband man woman people doctors lawyers prosecutors
      prosecutor authorities investigators investigator detectives supporters opponents aide aides counsel co-author
      """
    ),
    (.barb, "barbs insults accusations threats jibes blame recriminations taunts"),
    (
      .setting,
      """
      interview statement conference call speech letter email e-mail briefing hearing release report article post tweet
      blog broadcast message twitter facebook television radio memo address video filing
      """
    ),
  ]

  /// Words asked for one by one.
  static let that = StableHash.ofWord("that")
  static let who = StableHash.ofWord("who")
  static let which = StableHash.ofWord("which")
  static let to = StableHash.ofWord("to")
  static let the = StableHash.ofWord("the")
  static let of = StableHash.ofWord("of")
  static let and = StableHash.ofWord("and")
  static let but = StableHash.ofWord("but")
  static let `as` = StableHash.ofWord("as")
  static let according = StableHash.ofWord("according")
  static let including = StableHash.ofWord("including")
  static let words = StableHash.ofWord("words")
  static let alleged = StableHash.ofWord("alleged")
  static let calls = keys("called calls calling")
  static let trades = keys(
    "trade trades traded trading exchange exchanged exchanging swap swapped swapping")
  static let has = keys("had have has")
  static let objects = keys("that it him her them this these those")
  static let belonging = keys("for from at with")
  static let outside = keys("for on off up out to in from")
  static let cites = keys("cite cites cited citing quote quotes quoted quoting")
  static let would = StableHash.ofWord("would")
  static let citing = StableHash.ofWord("citing")
  static let accuses = keys("accuse accuses accused accusing")
  static let dismisses = keys("dismiss dismisses dismissed dismissing")
  static let saying = StableHash.ofWord("saying")
  static let said = StableHash.ofWord("said")
  static let possessive = keys("'s '")

  static func keys(_ words: String) -> Set<UInt64> {
    Set(words.split(separator: " ").map { StableHash.ofWord($0) })
  }
}
