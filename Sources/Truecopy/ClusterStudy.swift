import Collating
import Exchange
import Finding
import Judging
import Prose
import Statements
import Storing

/// What is found out about one cluster: what each copy changed of the text that is kept, who says
/// what in it and what became of that, the best text the copies allow, and which was made from
/// which.
struct ClusterStudy {
  let settlement: Store.Settlement

  /// - Parameters:
  ///   - texts: The texts it names, by their numbers.
  ///   - witnesses: The numbers of those the text is restored from, in order.
  init(_ cluster: Store.PendingCluster, _ texts: [Int: StoredArticle], witnesses: [Int]) {
    func read(_ number: Int) -> Witness? {
      texts[number].map { Witness($0.article, siglum: "\(number)") }
    }
    var judgements: [Judgement] = []
    var testimonies: [StoredTestimony] = []
    var stored: StoredRegister?
    if let base = read(cluster.kept) {
      let register = Register(of: base)
      stored = StoredRegister(of: cluster.kept, register)
      let offsets = ScalarOffsets(of: base.article.text)
      for number in cluster.members {
        guard let member = read(number) else { continue }
        let comparison = Comparison(of: base, and: member)
        judgements.append(Judgement(of: number, comparison, baseOffsets: offsets))
        let testimony = Testimony(of: register, in: comparison)
        testimonies.append(StoredTestimony(of: number, testimony))
      }
    }
    let copies = witnesses.compactMap(read)
    let articles = witnesses.compactMap { texts[$0] }
    let restoration =
      copies.count == 1
      ? Mending(of: copies[0].words).restoration
      : Restoration(of: copies, base: witnesses.firstIndex(of: cluster.kept))
    settlement = Store.Settlement(
      cluster: cluster.number, kept: cluster.kept, judgements: judgements,
      restoration: StoredRestoration(restoration, of: articles),
      descent: copies.count > 1 ? StoredDescent(Stemma(of: copies), of: articles) : nil,
      register: stored, testimonies: testimonies)
  }
}

extension Register {
  /// Who said what in a text of a study; days are told from the one it was published on.
  init(of witness: Witness) {
    let published = witness.article.published.flatMap { CalendarDay($0.prefix(10)) }
    self.init(of: witness, published: published, includesNarration: false)
  }
}

extension StoredRegister {
  /// What is kept of a register.
  init(of article: Int, _ register: Register) {
    let columns = RegisterColumns(of: register)
    self.init(
      of: article, register,
      lists: Lists(
        relays: columns.relays, details: columns.details, aliases: columns.aliases))
  }
}

extension Store.PendingCluster {
  /// The texts the report is restored from, in order of their numbers: the one that is kept, and
  /// those that have most of it, so many at most.
  ///
  /// A text that shares a part of it only is no witness to the whole.
  func witnesses(_ most: Int) -> [Int] {
    let copies = all.filter { $0.article != kept && $0.relation != Link.Relation.partial.rawValue }
      .sorted { ($1.coverage, $0.article) < ($0.coverage, $1.article) }
    return ([kept] + copies.prefix(max(most, 1) - 1).map(\.article)).sorted()
  }
}
