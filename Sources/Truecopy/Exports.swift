// `import Truecopy` gives the whole engine.
@_exported public import Collating
@_exported public import Exchange
@_exported public import Finding
@_exported public import Judging
@_exported public import Prose
@_exported public import Statements
@_exported public import Storing
