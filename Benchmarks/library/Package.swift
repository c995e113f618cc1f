// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "library-benchmarks",
  platforms: [.macOS(.v26)],
  dependencies: [.package(name: "truecopy", path: "../..")],
  targets: [
    .executableTarget(
      name: "pairs", dependencies: [.product(name: "Truecopy", package: "truecopy")])
  ])
