import Prose

/// Given names that are a woman's or a man's in most places where they are given.
///
/// Written by hand; names that are often either (`Kim`, `Robin`, `Andrea`, `Jean`) are left out: they
/// tell nothing.
enum GivenNames {
  static func isShe(_ key: UInt64) -> Bool? {
    hers.contains(key) ? true : his.contains(key) ? false : nil
  }

  private static let hers = Lexicon.keys(
    """
    ada agnes aisha alexandra alice alicia alison amanda amelia amy ana angela anita ann anna anne annette annie \
    antonia astrid audrey barbara beatrice bella bernadette beth betty beverly bianca bonnie brenda bridget \
    camilla carla carmen carol caroline carolyn catherine cecilia charlotte cheryl chiara chloe christina christine \
    clara clare claire claudia colette cynthia daisy daniela deborah debra delia denise diana diane \
    dolores donna doris dorothy edith edna eileen elaine eleanor elena elisa elisabeth elise eliza elizabeth ella \
    ellen elsa emily emma erica erin esther eva eve fatima fiona florence frances francesca frida gabriela gemma \
    georgia gertrude gillian gina gloria grace greta gwen hannah harriet hazel heather heidi helen helena helga \
    hilary hillary ida ines ingrid irene iris irina isabel isabella ivana jacqueline jane janet janice jasmine \
    jenna jennifer jenny jessica jill joan joanna joanne josephine joyce judith judy julia julie juliet karen \
    karin kate katherine kathleen kathryn katie katrina kayla kirsten kristen laura lauren leila lena lena \
    linda lisa liz louisa louise lucia lucy lydia lynn madeleine maggie margaret margarita maria marianne marie \
    marilyn marina marjorie martha mary matilda maude maya megan melanie melinda melissa meredith \
    michelle mildred miriam mona monica nadia nancy naomi natalia natalie natasha nell nicola nicole nina nora \
    norma olga olivia pamela patricia paula pauline peggy penelope penny petra phyllis priscilla rachel \
    rebecca regina renee rhonda rita roberta rosa rosalind rose rosemary ruth sabrina sally samantha sandra sara \
    sarah sharon sheila shirley silvia simone sofia sonia sophia sophie stella stephanie sue susan susanna suzanne \
    svetlana sylvia tamara tanya tatiana teresa theresa tina tracey ulla ursula valentina valerie vanessa vera \
    veronica victoria viola violet virginia wanda wendy yolanda yvonne zara zoe
    """)

  private static let his = Lexicon.keys(
    """
    aaron abdul abdullah abraham adam adrian ahmad ahmed alan albert alejandro alexander alexei alfred ali allan \
    allen alvin amir anders andre andreas andrei andrew angus anthony anton antonio arnold arthur barry \
    bart basil ben benjamin bernard bernie bill bjorn bob boris bradley brandon brendan brian bruce bruno bryan \
    calvin carl carlos cecil cedric charles chester chris christian christopher chuck clarence claude clifford \
    clint clive colin conor craig cyril dale damian dan daniel darren dave david dean dennis derek desmond diego \
    dietrich dominic don donald douglas duncan dwight earl ed eddie edgar edmund eduardo edward edwin \
    elijah elliot emil enrique eric ernest ernst eugene evan felix ferdinand fernando francisco francois frank \
    franklin franz fred frederick fritz gary gavin geoff geoffrey george gerald gerard gilbert giorgio giovanni \
    glenn gordon graham grant greg gregory gunther gus guy hans harold harry harvey hassan hector henry herbert \
    herman hiroshi homer howard hubert hugh hugo hussein ian ibrahim igor isaac ivan jack jacob jake james jamal \
    jason javier jeff jeffrey jeremy jerome jerry jim jimmy joachim joe joel johan john johnny jonah jonas \
    jonathan jorge jose josef joseph joshua juan julian julio jurgen justin karl keith ken kenneth kevin klaus \
    kofi kurt kyle lance larry lars lawrence lee leo leon leonard leonid leopold leroy lewis liam lionel lloyd \
    lou luigi luis luke mahmoud malcolm manuel marcel marco marcus mario mark marshall martin marvin mathias \
    matt matthew maurice max maximilian michael miguel mike mikhail milton mitch mohamed mohammad mohammed \
    muhammad mustafa nathan neil nelson nicholas nick nicolas nigel noah norman oleg oliver omar orlando \
    oscar oskar otto owen pablo patrick paul pavel pedro percy peter phil philip philippe pierre piers pietro \
    rafael ralph ramon randall randy raul ray raymond reginald ricardo richard rick rob robert roberto \
    rodney rodrigo roger roland ron ronald rory ross roy rudolf rudolph rupert russell ryan salvador sam samuel \
    scott sean sebastian sergei sergey seth sidney silas silvio simon stanley stefan stephen steve steven \
    stuart ted terence terry theodore thomas tim timothy tobias todd tom tommy tony trevor tyler ulrich umberto \
    victor viktor vince vincent vladimir volodymyr wallace walter warren wayne werner wilfred wilhelm \
    will william winston wolfgang yasser yuri zachary
    """)
}
