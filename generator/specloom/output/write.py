"""Carrying out a plan: everything or nothing, whatever happens in between.

The folder that holds all changes is built a second time beside itself, with the files that do not change linked into it, and
the two change places in one step (docs/decisions/0025). Where a file system cannot do that, the files are replaced one by
one, and put back if anything fails. Files that do not change are not touched either way.
"""

from __future__ import annotations

import errno
import os
import posixpath
import tempfile
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

from specloom.diagnostics import Diagnostics, Location, Stop, codes
from specloom.output.exchange import NoTwinError, exchange
from specloom.output.lock import locked
from specloom.output.plan import Action, Plan
from specloom.output.report import Report, report_of
from specloom.output.swap import STAGING, RollbackError, discard, recover, swapping
from specloom.output.tree import Kind, kind_of
from specloom.output.twin import Steps, build_twin, save_late_changes, write_all

__all__ = ["alone", "apply"]


@contextmanager
def alone(out: Path, diagnostics: Diagnostics, waiting: Callable[[], object] = lambda: None) -> Generator[None]:
    """Keep other runs out of an output folder, and clear away what one has left that was killed.

    Raises `Stop` after a report where another run does not end, or what it left cannot be taken back.
    """
    with locked(out, diagnostics, waiting=waiting) as is_alone:
        if is_alone:
            try:
                recover(out)
            except OSError as error:
                _report_unwritable(diagnostics, out, error)
        yield


def apply(plan: Plan, diagnostics: Diagnostics, *, force: bool = False) -> Report:
    """Make the disk agree with the plan and return what was done; raise `Stop`, with nothing changed, where it fails.

    Edited and foreign files stop it, unless `force` is set.
    """
    if not force:
        for folder, change in plan.conflicts():
            path = f"{folder.label}/{change.path}"
            values = {"path": path, "reason": change.reason}
            diagnostics.report(change.conflict or codes.OUTPUT_FOREIGN, Location(path), values)
        if any(plan.conflicts()):
            raise Stop
    steps = _steps(plan)
    if steps.puts or steps.removes:
        try:
            _carry_out(plan.out, steps)
        except OSError as error:
            _report_unwritable(diagnostics, plan.out, error)
    return report_of(plan)


def _steps(plan: Plan) -> Steps:
    changes = {
        folder.root / change.path: change
        for folder in plan.folders
        for change in folder.changes
        if change.action is not Action.NOTHING
    }
    return Steps(
        puts={path: change.after for path, change in changes.items() if change.after is not None},
        removes=[path for path, change in changes.items() if change.after is None],
        before={path: change.before for path, change in changes.items() if change.before is not None},
        roots=[folder.root for folder in plan.folders],
    )


def _carry_out(out: Path, steps: Steps) -> None:
    """Change everything or nothing; raise `OSError` where it is nothing."""
    created = _make_folders(out.parent)
    try:
        tree = _tree_of_changes(out, steps)
        _check_writable(tree, steps)
        if not _replace_tree(out, tree, steps):
            created += _make_folders(out)
            _replace_files(out, steps)
    except RollbackError:
        raise
    except BaseException:
        for folder in reversed(created):
            folder.rmdir()
        raise


def _tree_of_changes(out: Path, steps: Steps) -> Path:
    """Return the innermost folder that holds all changes, or will; itself or what it lies in, so that it is no file."""
    paths = [path.as_posix() for path in (*steps.puts, *steps.removes)]
    tree = Path(posixpath.commonpath([posixpath.dirname(path) for path in paths]))
    while tree != out and kind_of(tree.parent) is not Kind.FOLDER:
        tree = tree.parent
    return tree if tree == out or kind_of(tree) in {Kind.FOLDER, Kind.NOTHING} else tree.parent


def _check_writable(tree: Path, steps: Steps) -> None:
    """Raise `OSError` for a folder that its owner has closed: to replace it as a whole would pass over that."""
    for folder in {path.parent for path in (*steps.puts, *steps.removes)} | {tree, tree.parent}:
        if folder.is_dir() and not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))


def _replace_tree(out: Path, tree: Path, steps: Steps) -> bool:
    """Replace the tree as a whole; return whether that was possible."""
    place = _place_beside(out, tree)
    if place is None:
        return False
    staging = Path(tempfile.mkdtemp(prefix=place[1], dir=place[0]))
    twin = staging / "tree"
    is_disposable = True
    try:
        twin.mkdir()
        build_twin(tree, twin, steps)
        if kind_of(tree) is Kind.NOTHING:
            os.rename(twin, tree)
            return True
        exchange(twin, tree)
        is_disposable = False
        save_late_changes(twin, tree, tree, steps)
        is_disposable = True
    except NoTwinError:
        return False
    except OSError as error:
        if is_disposable:
            raise
        raise RollbackError(error.errno, error.strerror, str(staging)) from error
    finally:
        if is_disposable:
            discard(staging)
    return True


def _place_beside(out: Path, tree: Path) -> tuple[Path, str] | None:
    """Return a folder of the tree's file system to build the twin in, outside of the tree, and how its name begins there."""
    home = tree if tree.is_dir() else tree.parent
    for folder, prefix in ((out.parent, f"{STAGING}{out.name}-"), (out, STAGING)):
        if (
            folder.is_dir()
            and (folder != tree and tree not in folder.parents)
            and folder.stat().st_dev == home.stat().st_dev
            and os.access(folder, os.W_OK | os.X_OK)
        ):
            return folder, prefix
    return None


def _replace_files(out: Path, steps: Steps) -> None:
    """Replace files one by one, those that go first, and the manifest last."""
    with swapping(out) as (swap, staging):
        staged = {path: staging / f"new-{number}" for number, path in enumerate(steps.puts)}
        write_all({there: steps.puts[path] for path, there in staged.items()})
        for path in steps.removes:
            root = next(root for root in steps.roots if root in path.parents)
            swap.remove(path, root)
        for path, there in staged.items():
            swap.put(there, path)


def _make_folders(folder: Path) -> list[Path]:
    """Create a folder and those above it; return the ones that were missing, the outermost first."""
    missing: list[Path] = []
    while not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
    created: list[Path] = []
    try:
        for path in reversed(missing):
            path.mkdir()
            created.append(path)
    except OSError:
        for path in reversed(created):
            path.rmdir()
        raise
    return created


def _report_unwritable(diagnostics: Diagnostics, out: Path, error: OSError) -> None:
    reason = error.strerror or str(error)
    if isinstance(error, RollbackError):
        reason += f"; the files that were replaced are kept in {error.filename}"
    path = str(error.filename or out.as_posix())
    diagnostics.report(codes.OUTPUT_UNWRITABLE, Location(path), path=path, reason=reason)
    raise Stop
