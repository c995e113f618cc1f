import Glibc

/// One file to be read, or standard input.
struct Input: Hashable {
  var path: String
  var format: ArticleFormat
  /// What a file that is one text is called; unique in the list unless a path is given twice.
  var id: String
  /// Bytes as they are on disk; nil where that is not known beforehand.
  var size: Int?
  /// Why it cannot be read, where that is known beforehand: a link below a folder that leads nowhere.
  var problem: String?
}

/// The files a list of paths stands for.
///
/// Everything is looked up before anything is read, so that a wrong path costs no waiting. What cannot
/// be read below a folder does not keep the rest of it from being read.
struct InputListing {
  private(set) var inputs: [Input] = []

  /// Lists files in the order given, folders in byte order of the paths below them.
  init(_ paths: [String], options: ReadingOptions = ReadingOptions()) throws {
    for path in paths {
      if path == "-" {
        if inputs.contains(where: { $0.path == "-" }) {
          throw InputError(problem: "standard input, `-`, is given twice")
        }
        inputs.append(Input(path: path, format: .sniffed, id: path))
        continue
      }
      let (kind, size) = try Self.status(path)
      switch kind {
      case S_IFDIR: try addFolder(path)
      case S_IFREG: try addFile(path, size: size, options)
      default: inputs.append(Input(path: path, format: .sniffed, id: path))
      }
    }
    let counts = Dictionary(inputs.map { ($0.id, 1) }, uniquingKeysWith: +)
    for index in inputs.indices where counts[inputs[index].id] != 1 {
      inputs[index].id = inputs[index].path
    }
  }

  private mutating func addFile(_ path: String, size: Int, _ options: ReadingOptions) throws {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let unknown: ArticleFormat? = options.unknownFilesAreTexts ? .text : nil
    guard let format = ArticleFormat(fileName: name) ?? unknown else {
      throw InputError(
        problem: "the kind of file `\(path)` is unknown", hint: ArticleFormat.hint)
    }
    inputs.append(Input(path: path, format: format, id: name, size: size))
  }

  private mutating func addFolder(_ folder: String) throws {
    let root = folder.hasSuffix("/") ? folder : folder + "/"
    var found: [Input] = []
    try Self.walk(root, below: "", into: &found)
    if found.isEmpty {
      throw InputError(problem: "the folder `\(folder)` holds no texts", hint: ArticleFormat.hint)
    }
    inputs += found.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  private static func walk(_ root: String, below: String, into found: inout [Input]) throws {
    for name in try names(in: root + below) where !name.hasPrefix(".") {
      let relative = below + name
      let path = root + relative
      let (kind, size): (mode_t, Int)
      do {
        (kind, size) = try status(path)
      } catch let error as InputError {
        let format = ArticleFormat(fileName: name)
        guard format != nil || !name.contains(".") else { continue }
        found.append(
          Input(
            path: path, format: format ?? .text, id: relative, size: 0, problem: error.problem))
        continue
      }
      if kind == S_IFDIR {
        // Not through links: they may lead in circles.
        if try status(path, followingLinks: false).kind == S_IFDIR {
          try walk(root, below: relative + "/", into: &found)
        }
      } else if kind == S_IFREG, let format = ArticleFormat(fileName: name) {
        found.append(Input(path: path, format: format, id: relative, size: size))
      }
    }
  }

  private static func names(in folder: String) throws -> [String] {
    guard let names = Folder.names(folder) else {
      throw InputError(problem: "the folder `\(folder)` cannot be read: \(reason(errno))")
    }
    return names
  }

  private static func status(
    _ path: String, followingLinks: Bool = true
  ) throws -> (kind: mode_t, size: Int) {
    var info = stat()
    guard (followingLinks ? stat(path, &info) : lstat(path, &info)) == 0 else {
      if errno == ENOENT { throw InputError(problem: "there is no file or folder `\(path)`") }
      throw InputError(problem: "`\(path)` cannot be read: \(reason(errno))")
    }
    if followingLinks, access(path, R_OK) != 0 {
      throw InputError(problem: "`\(path)` cannot be read: \(reason(errno))")
    }
    return (info.st_mode & S_IFMT, Int(info.st_size))
  }
}
