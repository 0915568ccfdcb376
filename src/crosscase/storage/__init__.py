"""The study folder: reading it, checking it, and writing to it without losing a word."""

from crosscase.storage.adding import enter_texts
from crosscase.storage.appending import Appended, append_events
from crosscase.storage.coding_by_place import (
    codings_at,
    codings_starting,
    coverage_of,
    revision_of,
)
from crosscase.storage.coding_by_quote import (
    add_coding,
    add_codings,
    cover_documents,
    review_codings,
)
from crosscase.storage.evaluation_file import read_evaluation, write_evaluation
from crosscase.storage.folder import locate_study
from crosscase.storage.following import Changes
from crosscase.storage.judging import (
    code_suggestions,
    reject_suggestions,
    undo_suggestions,
)
from crosscase.storage.judging_events import Claim
from crosscase.storage.judging_history import Decided, read_history
from crosscase.storage.loading import check, load
from crosscase.storage.making import (
    make_add,
    make_adjudicate,
    make_cover,
    make_move,
    make_reject,
    make_reopen,
    make_revise,
    make_withdraw,
    new_event_id,
)
from crosscase.storage.new_texts import NewText
from crosscase.storage.opened import OpenStudy
from crosscase.storage.reanchoring import ReanchorResult, catalogue, reanchor
from crosscase.storage.schemas import SCHEMAS, schema
from crosscase.storage.starting import init
from crosscase.storage.structure_file import (
    Structure,
    stored_stretches,
    structure_path,
    write_structure,
)
from crosscase.storage.suggestion_files import is_outdated, read_suggestions, write_suggestions
from crosscase.storage.withdrawing import withdraw_codings
from crosscase.storage.writing import write_atomic

__all__ = [
    "SCHEMAS",
    "Appended",
    "Changes",
    "Claim",
    "Decided",
    "NewText",
    "OpenStudy",
    "ReanchorResult",
    "Structure",
    "add_coding",
    "add_codings",
    "append_events",
    "catalogue",
    "check",
    "code_suggestions",
    "codings_at",
    "codings_starting",
    "cover_documents",
    "coverage_of",
    "enter_texts",
    "init",
    "is_outdated",
    "load",
    "locate_study",
    "make_add",
    "make_adjudicate",
    "make_cover",
    "make_move",
    "make_reject",
    "make_reopen",
    "make_revise",
    "make_withdraw",
    "new_event_id",
    "read_evaluation",
    "read_history",
    "read_suggestions",
    "reanchor",
    "reject_suggestions",
    "review_codings",
    "revision_of",
    "schema",
    "stored_stretches",
    "structure_path",
    "undo_suggestions",
    "withdraw_codings",
    "write_atomic",
    "write_evaluation",
    "write_structure",
    "write_suggestions",
]
