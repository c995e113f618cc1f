import Prose
import Testing

struct NumberValueTests {
  @Test(arguments: [
    ("4", "4", ""), ("42", "42", ""), ("4.2", "4.2", ""), ("4.20", "4.2", ""), ("4.0", "4", ""),
    ("1,000", "1000", ""),
    ("1,000,000", "1000000", ""), ("1,000.50", "1000.5", ""), ("10,00", "10,00", ""),
    ("007", "7", ""), ("0", "0", ""),
    ("0.5", "0.5", ""), ("00", "0", ""), ("4.2m", "4.2", "m"), ("20th", "20", "th"),
    ("20TH", "20", "th"),
    ("9/11", "9/11", ""), ("10:30", "10:30", ""), ("1,000.", "1000", "."), ("1990s", "1990", "s"),
    ("1.2.3", "1.2.3", ""),
    ("100", "100", ""), ("10", "10", ""), ("1,2", "1,2", ""), ("12,345", "12345", ""),
    ("1,0000", "1,0000", ""),
  ])
  func figures(_ word: String, _ digits: String, _ suffix: String) {
    let value = NumberValue(word)
    #expect(value?.digits == digits)
    #expect(value?.suffix == suffix)
  }

  @Test(arguments: ["", "m", "th20", ".5", ",", "two", "½", "-4", "£4"])
  func wordsThatAreNoFigures(_ word: String) { #expect(NumberValue(word) == nil) }

  @Test(arguments: [
    ("two", "2"), ("Twelve", "12"), ("zero", "0"), ("ninety", "90"), ("HUNDRED", "100"),
    ("dozen", "12"),
  ])
  func spelledOut(_ word: String, _ figure: String) {
    #expect(NumberValue.spelled(word) == NumberValue(figure))
    #expect(NumberValue.spelled(word) != nil)
  }

  @Test(arguments: ["", "too", "for", "2", "won", "tens"])
  func wordsThatSpellNoNumber(_ word: String) { #expect(NumberValue.spelled(word) == nil) }

  @Test(arguments: [
    ("4.2", "42"), ("4.2m", "4.2bn"), ("1,000", "1.000"), ("9/11", "911"), ("10:30", "1030"),
    ("20", "20th"),
    ("1,2", "12"), ("0", "00.1"),
  ])
  func differentNumbersDiffer(_ a: String, _ b: String) {
    #expect(NumberValue(a) != NumberValue(b))
  }
}
