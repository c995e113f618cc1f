extension Finder {
  /// Every number the search goes by.
  ///
  /// Lengths are in units of folded text (letters and digits), shares are 0…1. The defaults were
  /// chosen on one pile of 10,000 press releases with made damage and kept on others; what is said
  /// to be steep loses accuracy quickly when moved, the rest may be moved by half.
  public struct Settings: Hashable, Sendable {
    // MARK: Candidates

    /// Shared grams that make two texts a candidate pair.
    public var leastShared = 4
    /// The same for the shorter text if it has few repeated grams.
    public var leastSharedOfFew = 2
    /// Texts of fewer repeated grams have few.
    public var fewGrams = 64
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
    /// Any other passage is coherent if so much of what surrounds it is shared too.
    public var coherentRest = 0.3
    /// Grams are boilerplate if a smaller share of their carriers finds them coherent.
    ///
    /// Steep: 0.4 takes copies for boilerplate.
    public var leastVotes = 0.2
    /// The shortest run of boilerplate that is masked.
    public var shortestMask = 60
    /// The widest gap inside such a run.
    public var widestMaskGap = 40

    // MARK: Decision

    /// The least common text that is looked at word by word, to be reported at least.
    public var leastReported = 80.0
    /// The least common text that can make a copy: about 22 words.
    public var leastCommon = 110.0
    /// The least part of either text that must be common.
    public var leastShare = 0.18
    /// The part of either text that makes a copy.
    ///
    /// Steep: at 0.3 reports that quote each other in a ring grow together, at 0.5 heavily abridged
    /// copies are lost.
    public var copyShare = 0.4
    /// An excerpt is one passage that is so much of all the common text.
    public var excerptWhole = 0.8
    /// The shortest excerpt.
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
    /// A passage of another report explains what two texts share if it covers so much of that.
    public var explainedShare = 0.9
    /// Clusters from this size on are looked at as families of one template, by their numbers.
    public var familySize = 4
    /// The same by the names and numbers in their slots.
    public var smallestFamily = 3
    /// The same where the leader contradicts none of them.
    public var listedFamily = 9
    /// So many members of a family are compared with its leader.
    public var familyTrials = 12
    /// The share of numbers that must agree for a family to stay together.
    public var familyAgreement = 0.7
    /// How often clusters are formed anew after a family was taken apart.
    public var mostRounds = 6
    /// Clusters up to this size have all their pairs verified and linked.
    public var allPairsSize = 40

    // MARK: Links

    /// Pairs whose passages, by their shared grams, span less of both texts are not looked at.
    public var leastSpan = 0.15
    /// The part of one of its texts a link covers, in words.
    public var leastCoverage = 0.2
    /// The equal words of a link; texts of the same letters and digits are linked anyway.
    public var leastWords = 20
    /// The part of one text that must stand verbatim in the other, except in copies.
    ///
    /// On 9,849 real releases a link without it was false in 16 of 100 cases, with it in one.
    public var leastVerbatim = 0.25
    /// The part of a copy that must be equal if less stands verbatim, as in bad scans.
    public var leastCopyCoverage = 0.42
    /// What must stand verbatim in a member of a cluster or in the copy to keep.
    public var leastVerbatimInCluster = 0.2
    /// The part of a member that shared grams must span if less stands verbatim.
    public var leastCopySpanInCluster = 0.5
    /// Among more texts of the same letters and digits each is linked to the first only.
    public var mostExactPairs = 40

    // MARK: Keeping

    /// Which copy is kept.
    public var keeping = Keeping.best
    /// A member is dropped if so much of it stands in the copy to keep.
    public var dropCoverage = 0.6
    /// A member is dropped, too, if the passages span so much of it, as in a bad scan.
    public var dropSpan = 0.8
    /// The part of such a member that must be equal all the same.
    public var dropCoverageSpanned = 0.25
    /// Of copies equally sound, those qualify that have so much of the confirmed text.
    ///
    /// Text is confirmed if another copy has it: a misread word makes a text longer, not fuller.
    public var confirmedShare = 0.9
    /// So many of the best copies are tried, and the one kept that most members hold against.
    public var keepTrials = 4
    /// Conditions that differ by less than this count as equal.
    public var conditionStep = 0.05
    /// Where all whole copies are in a lower condition, a sound part may be kept instead.
    public var ruinedCondition = 0.5

    /// The settings described above.
    public init() {}
  }
}
