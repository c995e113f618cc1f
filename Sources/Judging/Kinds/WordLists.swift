/// The hand-written lists that more than one family asks.
enum WordLists {
  static func set(_ words: String) -> Set<String> {
    Set(words.split(whereSeparator: \.isWhitespace).map(String.init))
  }

  /// Words that hold a sentence together and name nothing.
  static let function = set(
    """
    a an the of in on at to for from with by about into onto over under upon and or but as that which who whom whose
    is are was were be been being am has have had having do does did will would shall should can could it its he she
    they we you i me him her them us his their our your my this these those there here then than so if while when
    where because since until though although also too very just only even still yet again both either each every any
    some all most more much many few such own same other another out up down off away back through during before after
    between among within without against toward towards around across near per via s 's 're 've 'll 'd 'm
    """)

  /// Words of `function` that do not stand for one another: another side, place, time, ground or person.
  static func areOpposites(_ a: String, _ b: String) -> Bool {
    a != b && opposites.contains { $0.contains(a) && $0.contains(b) }
  }

  private static let opposites = [
    "for against", "over under", "up down", "before after during", "until after from", "into out",
    "because although", "because though", "and or", "on off", "toward away", "towards away",
    "with against", "he she", "him her", "his her", "our their", "within without", "same other",
    "same another", "more less", "both either",
  ].map(set)

  /// Verbs of `function`: words that hold one make a clause, not a name.
  static let verbs = set(
    "is are was were be been am has had have do does did will would shall should can could")

  /// Words that say how many of a thing, each another share.
  static let quantifiers = set("all most many several some few both every each any half")

  /// Titles and roles that stand before a name.
  static let titles = set(
    """
    president senator senators sen secretary minister mr mrs ms dr governor gov rep representative congressman
    congresswoman chairman chairwoman chair director general admiral justice judge ambassador chancellor premier king
    queen prince princess spokesman spokeswoman colonel captain sergeant prime attorney commissioner administrator mayor
    vice lord lady sir professor prof councillor
    """)

  /// Words that deny.
  static let negations = set(
    "not no never n't cannot none nobody nothing neither nor without nowhere hardly")

  /// Words that hedge, or say how sure something is.
  static let hedges = set(
    """
    may might could can will would shall should must allegedly reportedly apparently possibly potentially probably
    likely unlikely alleged suspected purported perhaps maybe presumably supposedly seemingly appears appear appeared
    seems seem seemed certainly definitely surely certain possible probable about around roughly nearly almost
    approximately
    """)

  /// Words of speech that only say that something was said.
  static let plainCues = set(
    """
    said say says saying told tell tells stated states state added adds remarked noted notes commented announced
    announces declared reported reports explained
    """)

  /// Words of speech that also say how it was meant.
  static let loadedCues = set(
    """
    denied denies deny claimed claims claim admitted admits admit alleged alleges insisted insists warned warns argued
    argues confirmed confirms confirm conceded concedes acknowledged acknowledges suggested suggests asked asks
    promised vowed threatened boasted complained accused urged demanded rejected refused disputed agreed predicted
    """)
}
