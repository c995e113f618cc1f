extension Finder {
  /// Every number the search goes by. Lengths are in units of folded text: letters and digits.
  ///
  /// The defaults were chosen on one pile of 10,000 releases with made damage; each was then moved
  /// by half and the scores of that and another pile changed by less than 0.004 where not said
  /// otherwise.
  public struct Settings: Hashable, Sendable {
    // MARK: Candidates

    /// Shared grams that make two texts a candidate pair.
    public var leastShared = 4
    /// The same in a pile where all pairs of rare grams are counted.
    public var leastSharedOfAll = 3
    /// Piles up to this many texts have all pairs of rare grams counted.
    public var fullCountTexts = 50_000
    /// A gram of up to this many carriers is rare.
    public var fullCarriers = 64

    // MARK: Passages

    /// The widest gap between two shared grams of one passage, on either side.
    public var widestGap = 220
    /// The most that gap may differ between the two sides.
    public var widestDrift = 24
    /// The shortest passage, on its shorter side; it also needs two shared grams.
    public var shortestPassage = 36

    // MARK: Boilerplate

    /// A passage this large a part of a text is coherent whatever surrounds it.
    public var coherentWhole = 0.75
    /// Else so much of what surrounds it must be shared too.
    public var coherentRest = 0.3
    /// Grams whose carriers find it coherent more seldom than this are boilerplate. Steep: 0.4
    /// takes copies for boilerplate.
    public var leastVotes = 0.2
    /// The shortest run of boilerplate that is masked.
    public var shortestMask = 60
    /// The widest gap inside such a run.
    public var widestMaskGap = 40

    // MARK: Decision

    /// The least common text that can make a copy: about 22 words.
    public var leastCommon = 110.0
    /// The least common text that is looked at word by word, to be reported without making a copy.
    public var leastReported = 80.0
    /// The least part of either text it must be.
    public var leastShare = 0.18
    /// The part of either text that makes a copy. Steep: 0.3 lets texts that quote each other in a
    /// ring grow together, 0.5 loses heavily abridged copies.
    public var copyShare = 0.4
    /// An excerpt is one passage that is so much of all the common text …
    public var excerptWhole = 0.8
    /// … and so long.
    public var leastExcerpt = 130.0
    /// The share of numbers in the same slots that must agree, once two or more differ.
    public var leastAgreement = 0.34

    // MARK: Clusters

    /// Texts that cover each other so far are near copies.
    public var nearShare = 0.5
    /// A text joins by way of a near copy that covers so much of it.
    public var secondHopShare = 0.6
    /// A text may be won over by another leader if its own covers less than this.
    public var looseShare = 0.7
    /// A text is a part of a digest if the digest covers so much of it.
    public var digestShare = 0.8
    /// Clusters from this size on are looked at as families of one template …
    public var familySize = 4
    /// … and taken apart where fewer numbers agree than this.
    public var familyAgreement = 0.7
    /// How often clusters are formed anew after a family was taken apart.
    public var mostRounds = 4
    /// Clusters up to this size have all their pairs verified and linked.
    public var allPairsSize = 40

    // MARK: Links

    /// Pairs whose passages, by their shared grams, span less of both texts are not looked at.
    public var leastSpan = 0.15
    /// A link is reported if it covers so much of one of its texts, counted in words …
    public var leastCoverage = 0.2
    /// … and holds so many equal words; texts of the same letters and digits are linked anyway.
    public var leastWords = 20
    /// So much of one text must stand verbatim in the other …
    public var leastVerbatim = 0.25
    /// … or, where scanning or editing left few words in a row and they are copies all the same, so
    /// much of it word by word.
    public var leastCopyCoverage = 0.35
    /// Between a member and the copy to keep so much need stand verbatim, …
    public var leastVerbatimInCluster = 0.2
    /// … or, of copies, be spanned by shared grams.
    public var leastCopySpanInCluster = 0.5
    /// Among more texts of the same letters and digits than this, each is linked to the one with
    /// the least identifier only, not to every other.
    public var mostExactPairs = 40
    /// A member is dropped if so much of it stands in the copy to keep …
    public var dropCoverage = 0.6
    /// … or if the passages span so much of it and `dropCoverageSpanned` of its words are equal.
    public var dropSpan = 0.8
    /// The part of a badly damaged copy that must still be equal for it to be dropped.
    public var dropCoverageSpanned = 0.25
    /// Of copies equally sound, those qualify that have so much of the text other copies confirm: a
    /// misread word makes a text longer, not fuller.
    public var confirmedShare = 0.9
    /// So many of the best copies are tried, and the one kept that most members hold against.
    public var keepTrials = 4
    /// Conditions that differ by less than this count as equal.
    public var conditionStep = 0.05

    /// The settings described above.
    public init() {}
  }
}
