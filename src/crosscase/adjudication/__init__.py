"""Where coders disagree, item by item, and what was decided."""

from crosscase.adjudication.account import (
    OUTCOMES,
    Settlements,
    account_settlements,
    outcome_of,
)
from crosscase.adjudication.answers import read_answers
from crosscase.adjudication.deciding import decide, reopen, review_answers
from crosscase.adjudication.frame import (
    CODING_COLUMNS,
    ITEM_COLUMNS,
    codings_frame,
    items_frame,
)
from crosscase.adjudication.items import Item, choose_items, find_items, identify_item
from crosscase.adjudication.listing import describe_items, list_items
from crosscase.adjudication.meeting import (
    Answer,
    NewCoding,
    change_coding,
    decision_events,
    reopening_events,
)
from crosscase.adjudication.words import KINDS

__all__ = [
    "CODING_COLUMNS",
    "ITEM_COLUMNS",
    "KINDS",
    "OUTCOMES",
    "Answer",
    "Item",
    "NewCoding",
    "Settlements",
    "account_settlements",
    "change_coding",
    "choose_items",
    "codings_frame",
    "decide",
    "decision_events",
    "describe_items",
    "find_items",
    "identify_item",
    "items_frame",
    "list_items",
    "outcome_of",
    "read_answers",
    "reopen",
    "reopening_events",
    "review_answers",
]
