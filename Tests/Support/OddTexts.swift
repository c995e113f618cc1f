public import Testing

/// Texts that are hard on whatever reads bytes: many scripts, joiners, mixed line ends, nothing at all.
///
/// All are invented, and short enough to be set against each other, pair by pair.
public enum OddTexts {
  /// One text and what is odd about it.
  public struct Text: Sendable, CustomTestStringConvertible {
    /// What is odd about it.
    public let name: String
    /// The text.
    public let text: String

    /// The name, for the report of a test.
    public var testDescription: String { name }
  }

  /// All of them.
  public static let all: [Text] = [
    Text(name: "empty", text: ""),
    Text(name: "a space", text: " "),
    Text(name: "white space only", text: " \n\t\r\n\u{A0}\u{3000}\u{2028} "),
    Text(name: "one word", text: "bridge"),
    Text(name: "one mark", text: "…"),
    Text(name: "space around", text: "\n  The bridge is shut.\t\n\n"),
    Text(name: "plain", text: "The bridge is shut. Nobody was hurt, she said."),
    Text(
      name: "Windows line ends", text: "The bridge is shut.\r\nNobody was hurt,\r\nshe said.\r\n"),
    Text(name: "old Mac line ends", text: "The bridge is shut.\rNobody was hurt,\rshe said."),
    Text(
      name: "mixed line ends", text: "The bridge\r\nis shut.\n\rNobody\rwas hurt,\u{2028}she said."),
    Text(
      name: "no-break spaces",
      text: "The\u{A0}bridge is\u{202F}shut.\u{2003}Nobody\u{200B}was hurt."),
    Text(name: "byte order mark", text: "\u{FEFF}The bridge is shut."),
    Text(name: "curly quotes", text: "“The bridge’s shut,” she said. ‘Nobody’ was hurt… — at all."),
    Text(
      name: "straight quotes",
      text: "\"The bridge's shut,\" she said. 'Nobody' was hurt... -- at all."),
    Text(
      name: "set apart", text: "`` The bridge 's shut , '' she said . ` Nobody ' was n't hurt ."),
    Text(name: "composed accents", text: "Le caf\u{E9} de Zo\u{EB} est ferm\u{E9}."),
    Text(name: "decomposed accents", text: "Le cafe\u{301} de Zoe\u{308} est ferme\u{301}."),
    Text(
      name: "piled accents",
      text: "Z\u{335}a\u{334}l\u{336}\u{301}\u{302}\u{303}g\u{337}o \u{301}\u{302} alone"),
    Text(name: "soft hyphens", text: "The draw\u{AD}bridge was re\u{AD}opened."),
    Text(name: "Greek", text: "Η γέφυρα έκλεισε. «Κανείς δεν τραυματίστηκε», είπε η δήμαρχος."),
    Text(name: "Russian", text: "Мост закрыт. «Никто не пострадал», — сказала мэр 4 мая."),
    Text(name: "Turkish", text: "İstanbul'un köprüsü ILIK ılık kapalı."),
    Text(name: "Arabic", text: "أُغلق الجسر. «لم يُصب أحد»، قالت رئيسة البلدية في ٢٠٢٤."),
    Text(name: "Hebrew", text: "הגשר נסגר. \"איש לא נפגע\", אמרה ראש העיר."),
    Text(name: "Hindi", text: "पुल बंद है। \"किसी को चोट नहीं आई\", महापौर ने कहा।"),
    Text(name: "Thai", text: "สะพานปิดแล้ว ไม่มีใครบาดเจ็บ"),
    Text(name: "Chinese", text: "大桥已关闭。市长说：“无人受伤。”共3人，花费4.2万。"),
    Text(name: "Japanese", text: "橋は閉鎖された。「けが人はいない」とサクラ市長は言った。"),
    Text(name: "Korean", text: "다리가 폐쇄되었다. “다친 사람은 없다”고 시장이 말했다."),
    Text(name: "joined pictures", text: "Shut 👩‍👩‍👧‍👦! 🏴󠁧󠁢󠁥󠁮󠁧󠁿 👍🏽 1️⃣ ok"),
    Text(name: "plane two", text: "𠀀𠀁 and 𝔘𝔫𝔦 and 𝟜𝟚"),
    Text(name: "control characters", text: "The\u{0}bridge\u{7}is\u{1B}[31mshut\u{7F}\u{85}now"),
    Text(name: "unassigned", text: "a\u{FFFD}b\u{FFFF}c\u{E000}d\u{10FFFF}"),
    Text(name: "marks only", text: "…—–-‐‑−“”‘’'\"`´«»‹›„‚,.;:!?()[]{}<>@#$%^&*_+=|\\/~"),
    Text(name: "runs of marks", text: "--- ---- .. ... .... '''' `` ``` '' \"\" ,, !!"),
    Text(name: "apostrophes", text: "O'Brien's rock 'n' roll, don't, ’tis, dogs', '90s, n't 's ’"),
    Text(name: "modifier apostrophes", text: "ʼ пʼять ʼs Hawaiʻi \u{2BC}"),
    Text(name: "joiners alone", text: "\u{200D} \u{AD} \u{FE0F} a\u{200C} ❤\u{FE0F}❤ \u{301}"),
    Text(name: "figures", text: "4.2 1,000 £4.2m 20th 9/11 10:30 1,000. 1.2.3 ½ ² ٤٢ 4'2 3-4"),
  ]
}
