"""Codes of what is generated, of the config and of the command line."""

from __future__ import annotations

from specloom.diagnostics.catalogue import Severity, define

__all__ = [
    "CAPTURES_FEW",
    "CAPTURE_DIFFERS",
    "CAPTURE_INVALID",
    "CAPTURE_STALE",
    "CAPTURE_UNKNOWN",
    "CONFIG_INVALID",
    "CONFIG_KEY_UNKNOWN",
    "CONFIG_MISSING",
    "COVERAGE_WORSE",
    "FILE_EXISTS",
    "FILTER_EMPTY",
    "FILTER_UNUSED",
    "INTERNAL",
    "LEDGER_INVALID",
    "MANIFEST_INVALID",
    "NAME_COLLISION",
    "NAME_FOREIGN",
    "NAME_TAKEN",
    "NAME_UNKNOWN",
    "OUTPUT_BROKEN",
    "OUTPUT_CONFLICT",
    "OUTPUT_EDITED",
    "OUTPUT_FOREIGN",
    "OUTPUT_UNSAFE",
    "OUTPUT_UNWRITABLE",
    "PAGINATION_INVALID",
    "RULE_UNUSED",
    "SNIPPET_INEXPRESSIBLE",
    "SNIPPET_WRONG",
    "TOOL_MISSING",
    "USAGE",
]

SNIPPET_INEXPRESSIBLE = define(
    "snippet-inexpressible",
    Severity.WARNING,
    "the {variant} snippet in {language} cannot be written: {reason}",
    "it was left out; the other languages have theirs",
    "give an `example` that this language can send, or leave the language out with the option `languages`",
    "A snippet must send exactly the documented request. Some tools cannot: fetch sends no body with GET, no argument of a\n"
    "program can hold the character NUL. A snippet that sends something else would be worse than none.",
)
SNIPPET_WRONG = define(
    "snippet-wrong",
    Severity.ERROR,
    "the {variant} snippet in {language} {outcome}: {problem}",
    "readers would copy a request that is not the documented one",
    "this is a bug in specloom, or in the program that ran the snippet: `specloom verify --out DIR` keeps the file",
    "`specloom verify` runs every snippet against a mock of the API. It rejected is: the description does not allow what was\n"
    "sent. It differs is: another method, URL, header or body than those of the neutral request, which all languages are\n"
    "made from. It failed is: the program ended with an error, or sent nothing.",
)
TOOL_MISSING = define(
    "tool-missing",
    Severity.ERROR,
    "{count} snippets in {language} could not be run: {reason}",
    "nothing is known of them: --require-tools",
    "install the program, or choose other languages with --language",
    "`specloom verify` runs a snippet with the program that its readers would use. Without --require-tools a snippet whose\n"
    "program is not there is listed as not run; with it, that is an error, so that CI cannot pass without looking.",
)
NAME_FOREIGN = define(
    "name-foreign",
    Severity.NOTE,
    "the name of the section {name!r} has letters that file names should not have",
    "its folder is called {slug!r}",
    "give it a name under `names.sections` in the config",
    "Folders, modules and addresses are named in ASCII, since file systems and tools spell other letters in several ways.\n"
    "A section that cannot be spelled so gets a name with a part that stands for its own: stable, but not readable.",
)
NAME_COLLISION = define(
    "name-collision",
    Severity.NOTE,
    "{names} would all be called {name!r} in {target}",
    "they are called {resolved}",
    "rename one of them in the description if these names do not please",
    "Two parts of the document get the same name after conversion to the conventions of the target. Each is given a name\n"
    "by what it is, never a number by where it stands.",
)
CONFIG_MISSING = define(
    "config-missing",
    Severity.FATAL,
    "there is no {path!r} here, and no description was named",
    "nothing was done",
    "run `specloom init SPEC` to write one, or `specloom generate SPEC --out DIR`",
    "Without a config file the command needs to be told what to read and where to write.",
)
CONFIG_KEY_UNKNOWN = define(
    "config-key-unknown",
    Severity.FATAL,
    "there is no setting {key!r} here{hint}",
    "nothing was done",
    "correct the key or remove it; `specloom schema` prints every setting",
    "Unknown settings are errors, since a misspelt one would be ignored in silence.",
)
CONFIG_INVALID = define(
    "config-invalid",
    Severity.FATAL,
    "{where}: {problem}",
    "nothing was done",
    "correct the value; `specloom schema` prints what each setting takes",
    "A setting of the config has the wrong type or a value it cannot take.",
)
FILTER_UNUSED = define(
    "filter-unused",
    Severity.ERROR,
    "no operation of the description has {noun} like {pattern!r}{hint}",
    "it selected nothing",
    "correct it or remove it; `filter-unused: note` under `rules` in the config lets it stand",
    "A word of `include` or `exclude`, or of `--only` or `--without`, fits no operation. It is misspelt, or the\n"
    "description has changed: what was left out may be in again, or the other way round.",
)
FILTER_EMPTY = define(
    "filter-empty",
    Severity.ERROR,
    "none of the {count} operations is left by `include` and `exclude`",
    "there is nothing to generate",
    "ask for less to be left out",
    "Each word of the selection fits some operation, but together they leave nothing.",
)
NAME_UNKNOWN = define(
    "name-unknown",
    Severity.ERROR,
    "the description has no {key!r} to give a name to{hint}",
    "the name was given to nothing",
    "correct the key or remove it",
    "A key under `names` in the config is an operation (operationId, or method and path), a schema (component, or JSON\n"
    "pointer) or a tag of the description. This one is not there; of a schema that gets no name of its own, like a plain\n"
    "string, none can be changed.",
)
PAGINATION_INVALID = define(
    "pagination-invalid",
    Severity.ERROR,
    "the pages of {operation} cannot be as the config says: {problem}",
    "the operation has no iterator",
    "correct the setting or remove it",
    "A key under `pagination` in the config is an operation (operationId, or method and path). Its setting names parameters\n"
    "of the operation and properties of its answer, and these must be documented.",
)
NAME_TAKEN = define(
    "name-taken",
    Severity.ERROR,
    "{name!r} cannot be the name: {problem}",
    "nothing was written, since two things would get one name",
    "choose another name",
    "Names under `names` in the config must differ from all others by more than case and signs, since languages and file\n"
    "systems write them in different ways.",
)
RULE_UNUSED = define(
    "rule-unused",
    Severity.WARNING,
    "the rule for {code!r} is for places where there is no such finding",
    "it has no effect",
    "correct `paths`, or remove the rule: what it was for may be mended",
    "A rule of the config that is limited to some places of the description should be there for a reason. A waiver that\n"
    "nobody needs any more would hide the next fault of its kind. Only `specloom lint` looks for it.",
)
WAIVER_EXPIRED = define(
    "waiver-expired",
    Severity.WARNING,
    "the waiver of {rule!r} was for changes until {until}",
    "the changes count again",
    "do what was put off, or give the waiver another day with a reason",
    "A waiver under `waived_changes` says until when `specloom diff` accepts a change. What is accepted for ever is no\n"
    "waiver but another way to break programs.",
)
WAIVER_UNUSED = define(
    "waiver-unused",
    Severity.NOTE,
    "the waiver of {rule!r} accepts no change between these two descriptions",
    "it has no effect",
    "remove it, unless it is for a change that is still to come",
    "A waiver under `waived_changes` names a rule of `specloom diff`, and what it is about.",
)
OUTPUT_UNSAFE = define(
    "output-unsafe",
    Severity.FATAL,
    "{path!r} cannot be an output folder: {reason}",
    "nothing was written",
    "choose a folder of its own for the output",
    "specloom deletes files that it wrote earlier, so it refuses folders that hold anything else of value: the folder of\n"
    "the config or one above it, a folder with `.git`, one that is reached through a symbolic link.",
)
COVERAGE_WORSE = define(
    "coverage-worse",
    Severity.ERROR,
    "{part}: {after}, which it was not in {ledger} ({reason})",
    "`check` fails, whether or not the files are up to date",
    "mend the description; or accept it: commit the new ledger, or give `coverage-worse` another severity in the config",
    "The coverage ledger (coverage.json) says what of the description came through. Something in it is newly degraded or\n"
    "left out, or an operation is gone, compared with the ledger that was committed (or that `--ledger` names).",
)
CAPTURE_INVALID = define(
    "capture-invalid",
    Severity.ERROR,
    "this is no capture: {problem}",
    "it is not used",
    "capture the operation again with `specloom capture`, or take the file away",
    "The folder of captures holds files that `specloom capture` writes, in the form that docs/capture.md describes, one for\n"
    "each operation, status and media type.",
)
CAPTURE_UNKNOWN = define(
    "capture-unknown",
    Severity.WARNING,
    "this is a capture of {operation!r}, and the description has no such operation",
    "it is not used",
    "take the file away, or give the operation its name back",
    "A capture belongs to an operation by its operationId. One that was renamed or removed leaves its captures behind.",
)
CAPTURE_STALE = define(
    "capture-stale",
    Severity.WARNING,
    "{operation!r} was captured on {day}, and its description has changed since",
    "pages show it, and say that it is of an earlier version",
    "capture it again: `specloom capture`",
    "A capture holds a hash of what the description said of the operation: its parameters, bodies, answers and the schemas\n"
    "that they reach, without descriptions and examples. That hash is another one now.",
)
CAPTURE_DIFFERS = define(
    "capture-differs",
    Severity.WARNING,
    "what {operation!r} answered is not as described: {problem}",
    "pages show it, and say so beside it",
    "correct the description; `specloom capture --propose-overlay FILE` writes an overlay that would make it true",
    "The API gave this answer, so the description is wrong, or the API is.",
)
CAPTURES_FEW = define(
    "captures-few",
    Severity.ERROR,
    "{some} of {total} operations have a capture, which is less than {minimum} %",
    "`check` fails, whether or not the files are up to date",
    "run `specloom capture` with scenarios that reach more operations, or lower `captures.minimum` in the config",
    "`captures.minimum` says how many operations, in percent, must have an answer that the API really gave and that the\n"
    "description documents. COVERAGE.md lists which have one. Only `specloom check` asks for it.",
)
LEDGER_INVALID = define(
    "ledger-invalid",
    Severity.FATAL,
    "{path!r} is not a coverage ledger: {problem}",
    "nothing was compared",
    "give `--ledger` a coverage.json that specloom wrote, of this or another commit",
    "`check --ledger FILE` compares with the ledger of another commit: `git show main:docs/coverage.json > base.json`.",
)
OUTPUT_EDITED = define(
    "output-edited",
    Severity.ERROR,
    "{path!r} was changed by hand since it was generated",
    "nothing was written, and the edit is still there",
    "move the change into the description or the config, merge it with `--edits merge`, or discard it with `--force`",
    "The file's hash is not the one in the manifest. Generating again would lose what somebody wrote.",
)
OUTPUT_CONFLICT = define(
    "output-conflict",
    Severity.ERROR,
    "{path!r} was changed by hand, and what is generated now cannot be merged with that: {reason}",
    "nothing was written, and the edit is still there",
    "undo the edit or make it agree with what `specloom check` shows, or run with `--edits overwrite` to discard it",
    "The config, or `--edits merge`, asks for edits to be merged with what is generated, and in this file both changed the\n"
    "same lines, or the result would be no valid file, or the text that both began with is lost.",
)
OUTPUT_BROKEN = define(
    "output-broken",
    Severity.FATAL,
    "the generated file {path!r} is no valid file: {problem}",
    "nothing was written",
    "please report it with the description: it is a fault of specloom, or of a template of your own",
    "Before anything is written, every new Python file is parsed and every new JSON file is loaded.",
)
OUTPUT_FOREIGN = define(
    "output-foreign",
    Severity.ERROR,
    "{path!r} is in the way: specloom did not write it",
    "nothing was written",
    "move the file, or run with `--force` to replace it",
    "A file that the manifest does not know stands where generated output must go.",
)
MANIFEST_INVALID = define(
    "manifest-invalid",
    Severity.FATAL,
    "the manifest cannot be read: {problem}",
    "nothing was written",
    "restore the manifest from version control, or delete the output folder and generate it anew",
    "The manifest says which files of the folder are generated. Without it nothing can be deleted safely.",
)
OUTPUT_UNWRITABLE = define(
    "output-unwritable",
    Severity.FATAL,
    "{path!r} cannot be written: {reason}",
    "the folder is as it was",
    "make the folder writable and leave enough space on the disk",
    "The operating system refused to write the output.",
)
OUTPUT_LOCKED = define(
    "output-locked",
    Severity.FATAL,
    "another run of specloom has been writing to {path!r} for {seconds} seconds",
    "nothing was written",
    "wait until it has ended, or end it, and run again",
    "Only one run at a time compares and writes an output folder. A second one waits for it for a minute. The lock is the\n"
    "system's own and ends with its process: none is left behind.",
)
USAGE = define(
    "usage",
    Severity.FATAL,
    "{problem}",
    "nothing was done",
    "see `{command} --help`",
    "The command was given arguments that it does not take, that contradict each other, or that name nothing.",
)
FILE_EXISTS = define(
    "file-exists",
    Severity.FATAL,
    "{path!r} is here already",
    "nothing was written",
    "edit it, or move it away first",
    "`specloom init` writes a first config. It never replaces a file.",
)
INTERNAL = define(
    "internal",
    Severity.FATAL,
    "specloom failed: {problem}",
    "nothing was written",
    "this is a bug in specloom: please report it, with the description if you can; SPECLOOM_DEBUG=1 prints where it happened",
    "specloom met a case that it was not written for. That is never your fault: whatever a description holds, specloom\n"
    "should answer with a finding that points at it.",
)
