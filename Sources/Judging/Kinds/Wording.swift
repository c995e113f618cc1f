import Collating
import Prose

/// `do not` and `don’t`.
enum Contraction {
  @Sendable static func judge(_ place: Place) -> Verdict? {
    let (base, reading) = (place.base.lowercased, place.reading.lowercased)
    guard place.isSubstitution, base.count <= 4, reading.count <= 4 else { return nil }
    guard expanded(base) == expanded(reading) else { return nil }
    return Verdict(
      kind: .contraction, effect: .wordingOnly,
      reason:
        "`\(place.base.text)` and `\(place.reading.text)` are the same words, contracted or in full"
    )
  }

  private static func expanded(_ words: [String]) -> [String] {
    words.flatMap { word -> [String] in
      switch word {
      case "n't": ["not"]
      case "ca": ["can"]
      case "wo": ["will"]
      case "cannot": ["can", "not"]
      case "'re": ["are"]
      case "'ve": ["have"]
      case "'ll": ["will"]
      case "'m": ["am"]
      case "'s": ["is"]
      case "'d": ["would"]
      default: [word]
      }
    }
  }
}

/// Words changed inside quotation marks.
enum Quoting {
  @Sendable static func judge(_ place: Place) -> Verdict? {
    guard place.isInQuotation, !(place.base.lexical.isEmpty && place.reading.lexical.isEmpty) else {
      return nil
    }
    let sentences = Extent.wholeSentences(place.base) + Extent.wholeSentences(place.reading)
    guard sentences == 0 else { return nil }
    return Verdict(
      kind: .quoteWording, effect: .attributionChanged,
      reason: "\(Polarity.said(place)): the words quoted are not the same")
  }
}

/// Other words for the same thing, as far as lists can tell.
enum Wording {
  @Sendable static func judge(_ place: Place) -> Verdict? {
    let (base, reading) = (place.base.lowercased, place.reading.lowercased)
    let (wholeBase, wholeReading) = (base.joined(separator: "_"), reading.joined(separator: "_"))
    if Synonyms.areSynonyms(wholeBase, wholeReading) {
      return Verdict(
        kind: .synonym, effect: .wordingOnly,
        reason: "`\(place.base.text)` and `\(place.reading.text)` mean the same")
    }
    if base.allSatisfy(WordLists.function.contains), reading.allSatisfy(WordLists.function.contains)
    {
      guard !base.isEmpty || !reading.isEmpty else { return nil }
      if base.count == 1, reading.count == 1, WordLists.areOpposites(base[0], reading[0]) {
        return Verdict(
          kind: .functionWord, effect: .relationChanged,
          reason: "\(Polarity.said(place)): how the words around it go together is another")
      }
      return Verdict(
        kind: .functionWord, effect: .wordingOnly,
        reason: "\(Polarity.said(place)): only words that hold the sentence together")
    }
    guard place.isSubstitution else { return nil }
    let content = { (words: [String]) in words.filter { !WordLists.function.contains($0) } }
    let (a, b) = (content(base), content(reading))
    if a.count == 1, b.count == 1, Synonyms.areSynonyms(a[0], b[0]) {
      return Verdict(
        kind: .synonym, effect: .wordingOnly, reason: "`\(a[0])` and `\(b[0])` mean the same")
    }
    return nil
  }

  /// What is left when no family knows the place: other words, not known to mean the same.
  static func otherWords(_ place: Place) -> Verdict {
    Verdict(
      kind: .paraphrase, effect: .falseStatement,
      reason: "\(Polarity.said(place)): not known to mean the same")
  }
}

/// Small groups of words that news prose uses for one another; `_` joins the words of a phrase.
enum Synonyms {
  static func areSynonyms(_ a: String, _ b: String) -> Bool {
    !groups(of: a).isDisjoint(with: groups(of: b))
  }

  /// Whether a word stands in one of the groups, and so is no misspelling.
  static func isKnown(_ word: String) -> Bool { index[word] != nil }

  private static func groups(of word: String) -> Set<Int> {
    index[word] ?? []
  }

  private static let index: [String: Set<Int>] = {
    var index: [String: Set<Int>] = [:]
    for (number, line) in groups.split(separator: "\n").enumerated() {
      for word in line.split(separator: " ") { index[String(word), default: []].insert(number) }
    }
    return index
  }()

  private static let groups = """
    begin start commence
    began started commenced
    begins starts
    beginning starting
    end finish conclude
    ended finished concluded
    shut closed
    close shut
    workers employees staff
    worker employee
    remarks comments
    remark comment
    whilst while
    amongst among
    toward towards
    although though
    assistance help aid support
    began started
    requested asked sought
    request ask
    permitted allowed
    additional more extra further
    further additional
    prior previous earlier former
    subsequent later following
    individuals people
    citizens residents
    residence home
    vital essential crucial
    essential necessary
    primary main chief
    obtain get
    numerous many
    sufficient enough
    purchase buy
    commence start
    terminate end
    assist help
    attempt try
    reply answer response
    replied answered responded
    error mistake
    errors mistakes
    goal aim objective
    goals aims objectives
    method way approach
    methods ways approaches
    result outcome
    results outcomes
    reason cause
    reasons causes
    danger risk threat
    dangers risks threats
    harm damage
    harmed damaged
    wrong incorrect
    correct right
    free release
    freed released
    join enter
    leave depart
    left departed
    arrive come
    arrived came
    evident clear obvious
    clear plain
    strong powerful
    weak feeble
    rich wealthy
    poor needy
    old elderly
    young youthful
    new recent
    calm quiet
    angry furious
    happy glad pleased
    sad unhappy
    worried concerned
    worry concern
    big large
    bigger larger
    biggest largest
    buy purchase
    bought purchased
    help aid assist assistance
    helped aided assisted
    helping aiding assisting
    show demonstrate
    showed demonstrated
    shows demonstrates
    need require
    needs requires
    needed required
    use utilize employ
    used utilized employed
    get obtain receive
    got obtained received
    give provide
    gave provided
    given provided
    gives provides
    keep retain
    kept retained
    try attempt seek
    tried attempted sought
    view opinion
    views opinions
    advised recommended urged
    important significant key crucial
    quick rapid fast swift
    quickly rapidly swiftly
    money funds funding
    children kids
    people persons
    whole entire
    enough sufficient
    almost nearly
    build construct
    built constructed
    building constructing
    choose select
    chose selected
    chosen selected
    stop halt
    stopped halted
    happen occur
    happened occurred
    hard difficult
    easy simple
    job post position
    work effort
    plan scheme proposal
    plans schemes proposals
    area region
    areas regions
    country nation
    countries nations
    town city
    firm company
    firms companies
    talks negotiations discussions
    meeting gathering
    accord agreement deal
    pact agreement treaty
    probe investigation inquiry
    attack assault
    killed slain
    hurt injured wounded
    sick ill
    doctor physician
    lawyer attorney
    teacher instructor
    car vehicle automobile
    cars vehicles automobiles
    ship vessel boat
    road street
    house home
    near close
    now currently
    soon shortly
    later afterwards afterward
    earlier previously
    often frequently
    about approximately roughly around
    also too additionally
    but however
    because since
    while whereas
    many numerous
    several various
    rise increase climb
    rose increased climbed
    fall decrease decline drop
    fell decreased declined dropped
    cut reduce
    chief head leader
    say state
    think believe
    thought believed
    like such
    allow permit
    allowed permitted
    allows permits
    ensure guarantee make_sure
    ensured guaranteed made_sure
    ensuring guaranteeing making_sure
    huge enormous vast immense
    lawmakers legislators
    lawmaker legislator
    policeman policewoman officer
    journalist reporter
    journalists reporters
    film movie
    films movies
    elections polls
    in_order_to to
    due_to because_of owing_to
    as_well_as and
    take_part participate
    took_part participated
    find_out discover learn
    found_out discovered learned
    set_up establish create
    carry_out perform conduct
    carried_out performed conducted
    call_off cancel
    called_off cancelled canceled
    put_off postpone delay
    point_out note
    a_lot_of many much
    improve better
    main principal primary
    change alter
    changed altered
    """
}
