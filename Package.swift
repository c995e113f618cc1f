// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

/// A module of the project; the list below is in the order data flows, and nothing may depend on a
/// later one.
func module(
  _ name: String, needs: [Target.Dependency] = [], exclude: [String] = [],
  resources: [Resource] = []
) -> Target {
  .target(
    name: name, dependencies: needs, exclude: exclude, resources: resources, swiftSettings: strict)
}

func tests(_ name: String, needs: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(
    name: name, dependencies: needs + ["Support"], exclude: exclude, swiftSettings: strict)
}

let package = Package(
  name: "truecopy",
  platforms: [.macOS(.v26)],
  products: [
    .executable(name: "truecopy", targets: ["TruecopyCLI"]),
    .library(name: "Truecopy", targets: ["Truecopy"]),
    .library(name: "TruecopyC", type: .dynamic, targets: ["TruecopyC"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
  ],
  targets: [
    // text → words, sentences, quotations; what "the same word" means
    module("Prose"),
    // copies → words set under one another; the loci where they part
    module("Collating", needs: ["Prose"]),
    // words → fingerprints → candidate pairs → links → clusters of copies
    module("Finding", needs: ["Prose", "Collating"]),
    // loci → operation, kind and severity of each difference
    module("Judging", needs: ["Prose", "Collating"]),
    // words → who said what; what became of it in a copy
    module("Statements", needs: ["Prose", "Collating", "Judging"]),
    // every format in or out
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    .systemLibrary(name: "CArrow"),
    module(
      "Exchange",
      needs: [
        "Prose", "Collating", "Finding", "Judging", "Statements", "CArrow", "CZlib", "CZstd",
        .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "TOMLKit", package: "TOMLKit"),
      ],
      resources: [.embedInCode("Templates")]),
    // one SQLite file for each study: schema, migrations, queries
    module(
      "Storing",
      needs: [
        "Prose", "Collating", "Finding", "Judging", "Statements",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      exclude: ["Schema.md"]),
    // the stages in order; settings; progress
    module(
      "Truecopy",
      needs: [
        "Prose", "Collating", "Finding", "Judging", "Statements", "Exchange", "Storing",
      ]),
    // the local pages over a study, and their JSON
    module(
      "Serving",
      needs: [
        "Prose", "Collating", "Finding", "Judging", "Statements", "Exchange", "Storing",
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      resources: [.embedInCode("Templates")]),
    // all of it for other languages, by Arrow's C interfaces; the library `libTruecopyC.so`
    .systemLibrary(name: "CTruecopy"),
    module(
      "TruecopyC",
      needs: [
        "Truecopy", "Prose", "Collating", "Finding", "Judging", "Statements", "Exchange",
        "CArrow", "CTruecopy",
      ]),
    // one file per verb; the binary `truecopy`
    .executableTarget(
      name: "TruecopyCLI",
      dependencies: [
        "Truecopy", "Serving", "Prose", "Finding", "Judging", "Statements", "Exchange", "Storing",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: strict),

    .target(name: "Support", path: "Tests/Support", swiftSettings: strict),
    tests("ProseTests", needs: ["Prose"]),
    tests("CollatingTests", needs: ["Prose", "Collating"]),
    tests("FindingTests", needs: ["Prose", "Collating", "Finding"]),
    tests("JudgingTests", needs: ["Prose", "Collating", "Judging"]),
    tests("StatementsTests", needs: ["Prose", "Collating", "Judging", "Statements"]),
    tests("ExchangeTests", needs: ["Prose", "Collating", "Finding", "Judging", "Exchange"]),
    tests(
      "StoringTests",
      needs: [
        "Prose", "Collating", "Finding", "Judging", "Statements", "Exchange", "Storing",
        "Truecopy", "TruecopyCLI", "Running",
      ]),
    tests(
      "ServingTests",
      needs: [
        "Serving", "Prose", "Judging", "Storing", "Exchange", "Truecopy", "Running",
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOEmbedded", package: "swift-nio"),
      ]),
    // the built binary, run as a user runs it
    .target(
      name: "Running", dependencies: ["Support"], path: "Tests/CommandTests/Running",
      swiftSettings: strict),
    tests(
      "CommandTests",
      needs: ["TruecopyCLI", "Running", "Finding", "Judging", "Statements", "Storing"],
      exclude: ["Running"]),
    tests("DocumentTests", needs: ["TruecopyCLI", "Running", "Judging"]),
  ]
)
