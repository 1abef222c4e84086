"""What a run did to the disk, or would do."""

from __future__ import annotations

from dataclasses import dataclass

from specloom.output.plan import Action, FolderPlan, Plan

__all__ = ["FolderReport", "Report", "report_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderReport:
    """One target's folder. Paths are as the user would write them, sorted."""

    target: str
    folder: str
    created: tuple[str, ...]
    updated: tuple[str, ...]
    deleted: tuple[str, ...]
    unchanged: tuple[str, ...]
    extra: tuple[str, ...]
    """Files that specloom did not write; they were not touched."""

    @property
    def total(self) -> int:
        """Files that the folder holds now, without the extra ones."""
        return len(self.created) + len(self.updated) + len(self.unchanged)

    @property
    def changed(self) -> int:
        """Files that were written or removed."""
        return len(self.created) + len(self.updated) + len(self.deleted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All folders, in the order of the config."""

    folders: tuple[FolderReport, ...] = ()

    def files(self) -> dict[str, list[str]]:
        """Return the paths of all folders by what happened to them, for the JSON report."""
        return {
            kind: sorted(path for folder in self.folders for path in getattr(folder, kind))
            for kind in ("created", "updated", "deleted", "unchanged", "extra")
        }


def report_of(plan: Plan) -> Report:
    """Return the report of a plan that was carried out."""
    return Report(folders=tuple(_folder_report(folder) for folder in plan.folders))


def _folder_report(plan: FolderPlan) -> FolderReport:
    by_action: dict[Action, list[str]] = {action: [] for action in Action}
    for change in plan.changes:
        by_action[change.action].append(f"{plan.label}/{change.path}")
    return FolderReport(
        target=plan.folder.target,
        folder=plan.label,
        created=tuple(sorted(by_action[Action.CREATE])),
        updated=tuple(sorted(by_action[Action.UPDATE])),
        deleted=tuple(sorted(by_action[Action.DELETE])),
        unchanged=tuple(sorted(by_action[Action.NOTHING])),
        extra=tuple(f"{plan.label}/{path}" for path in plan.extra),
    )
