"""What the YAML files may hold of tables, hypotheses and published values, declared once."""

from __future__ import annotations

from collections.abc import Mapping

from crosscase.specs import EXPRESSIONS, TESTS
from crosscase.storage.declaring import (
    ID,
    ID_WORDS,
    LABELS,
    NO_TEXT,
    TEXT,
    choice,
    digest,
    file_of,
    listed,
    may,
    need,
    new,
    ref,
    refs,
)
from crosscase.storage.scalars import Date, Flag, Number, Shape, Share, Text
from crosscase.storage.shapes import MapOf, Named, OneOf, OneOrMore, Record

__all__ = ["EXPRESSION", "HYPOTHESES", "PUBLISHED", "TABLES"]

_VERDICTS = ("supported", "rejected", "partly", "undetermined", "not-applicable")

_PERIOD_REF = may(ref("period", empty=True))
_BOUND = Record({"code": need(ref("code")), "value": need(TEXT), "period": _PERIOD_REF})


def _expression() -> Shape:
    return EXPRESSION


_EXPRESSION = Named("expression", _expression)
_SEVERAL = listed(_EXPRESSION, minimum=1)
_EXPRESSION_SHAPES: Mapping[str, Shape] = {
    "all": _SEVERAL,
    "any": _SEVERAL,
    "not": _EXPRESSION,
    "at_least_k": Record({"k": need(Number(1)), "of": need(_SEVERAL)}),
    "equals": Record(
        {
            "code": need(ref("code")),
            "value": need(OneOrMore(TEXT)),
            "period": _PERIOD_REF,
        }
    ),
    "at_least": _BOUND,
    "at_most": _BOUND,
    "compare": Record(
        {
            "left": need(ref("code")),
            "right": need(ref("code")),
            "is": need(choice("lower", "higher", "equal")),
            "tie": may(choice("met", "contrary", "neutral"), "neutral"),
        }
    ),
    "change": Record(
        {
            "code": need(ref("code")),
            "from": need(ref("period")),
            "to": need(ref("period")),
            "is": need(choice("rises", "falls", "stable")),
        }
    ),
}
EXPRESSION = OneOf({form: Record({form: need(_EXPRESSION_SHAPES[form])}) for form in EXPRESSIONS})

_PREDICTION = Record(
    {
        "id": need(Text(ID, ID_WORDS)),
        "label": need(LABELS),
        "test": need(choice(*TESTS)),
        "because": may(LABELS, {}),
        "expect": need(_EXPRESSION),
        "contrary": may(_EXPRESSION, None),
        "min_groups": may(Number(1), 1),
        "accept": may(choice("inferred")),
    }
)
_READING = Record(
    {
        "id": need(Text(ID, ID_WORDS)),
        "label": need(LABELS),
        "source": may(NO_TEXT),
        "period": _PERIOD_REF,
        "all_periods": may(Flag(), False),
        "added": may(Date(empty=True)),
        "scope": may(_EXPRESSION, None),
        "predictions": need(listed(_PREDICTION, minimum=1, unique="id")),
    }
)
_HYPOTHESIS_ID = "[A-Za-z0-9][A-Za-z0-9-]*"
_HYPOTHESIS = Record(
    {
        "id": need(
            new("hypothesis", pattern=_HYPOTHESIS_ID, allowed=f"{ID_WORDS}; capitals may be")
        ),
        "label": need(LABELS),
        "statement": need(LABELS),
        "source": may(NO_TEXT),
        "level": need(choice("party", "case")),
        "period": _PERIOD_REF,
        "claim": need(choice("universal", "existential", "at-least")),
        "k": may(Number(1), 0),
        "scope": may(_EXPRESSION, None),
        "rivals": may(
            listed(
                Record(
                    {
                        "id": need(ref("hypothesis")),
                        "relation": need(choice("exclusive", "compatible")),
                    }
                ),
                unique="id",
            ),
            (),
        ),
        "formed_from": may(listed(Text(ID, ID_WORDS), unique="."), ()),
        "registered": may(Record({"on": need(Date()), "sha256": need(digest())}), None),
        "readings": need(listed(_READING, minimum=1, unique="id")),
    }
)

HYPOTHESES = file_of(hypotheses=need(listed(_HYPOTHESIS)))

_COLUMN = Record({"label": need(LABELS), "values": need(listed(TEXT, minimum=1, unique="."))})
_AXIS = OneOf(
    {
        "codes": Record({"codes": need(refs("code", minimum=1))}),
        "codebook": Record({"codebook": need(ref("codebook"))}),
        "units": Record({"units": need(refs("unit", minimum=1))}),
        "level": Record({"level": need(choice("case", "party"))}),
        "values": Record(
            {"values": need(ref("code")), "columns": may(listed(_COLUMN, minimum=1), ())}
        ),
        "attribute": Record({"attribute": need(choice("parties"))}),
        "kinds": Record({"kinds": need(choice("true"))}),
        "codebooks": Record({"codebooks": need(refs("codebook", minimum=1))}),
    }
)
_PRINTED_ID = "[A-Za-z0-9][A-Za-z0-9.-]*"
_PRINTED_WORDS = "letters, digits, dots and hyphens, as in 8.1"
_TABLE = Record(
    {
        "id": need(new("table", pattern=_PRINTED_ID, allowed=_PRINTED_WORDS)),
        "title": need(LABELS),
        "note": may(LABELS, {}),
        "source": may(NO_TEXT),
        "kind": need(choice("matrix", "placement", "crosstab", "balance")),
        "rows": need(_AXIS),
        "columns": need(_AXIS),
        "unit": may(ref("unit", empty=True)),
        "units": may(refs("unit"), ()),
        "period": _PERIOD_REF,
        "cell": may(choice("value", "mark", "count", "units"), "value"),
        "groups": may(Flag(), False),
        "show_as": may(MapOf(TEXT, TEXT), {}),
        "show_scale": may(ref("scale", empty=True)),
    }
)
_NODE = Record(
    {
        "id": need(Text(ID, ID_WORDS)),
        "label": need(LABELS),
        "codes": may(refs("code"), ()),
    }
)
_EDGE = Record({"from": need(TEXT), "to": need(TEXT), "label": may(LABELS, {})})
_FIGURE = Record(
    {
        "id": need(new("figure", pattern=_PRINTED_ID, allowed=_PRINTED_WORDS)),
        "title": need(LABELS),
        "note": may(LABELS, {}),
        "source": may(NO_TEXT),
        "kind": need(choice("bars", "model")),
        "code": may(ref("code", empty=True)),
        "units": may(refs("unit"), ()),
        "nodes": may(listed(_NODE, unique="id"), ()),
        "edges": may(listed(_EDGE), ()),
    }
)

_CONFIGURATION = Record(
    {
        "id": need(new("configuration", pattern=_PRINTED_ID, allowed=_PRINTED_WORDS)),
        "title": need(LABELS),
        "note": may(LABELS, {}),
        "source": may(NO_TEXT),
        "outcome": need(ref("code")),
        "conditions": need(refs("code", minimum=1)),
        "unit": need(choice("case", "party")),
        "period": _PERIOD_REF,
        "cut": may(Share(), 0.8),
        "calibrate": may(MapOf(ref("code"), MapOf(TEXT, Share(), minimum=1)), {}),
    }
)

TABLES = file_of(
    tables=may(listed(_TABLE), ()),
    figures=may(listed(_FIGURE), ()),
    configurations=may(listed(_CONFIGURATION), ()),
)

_PUBLISHED_VALUE = Record(
    {
        "unit": need(ref("unit")),
        "code": need(ref("code")),
        "values": need(listed(TEXT, unique=".")),
        "printed": may(NO_TEXT),
        "known": need(choice("printed", "prose", "lost")),
        "place": need(TEXT, ""),
    }
)
_PUBLISHED_TABLE = Record(
    {
        "id": need(new("published-table", pattern=_PRINTED_ID, allowed=_PRINTED_WORDS)),
        "reading": need(LABELS),
        "values": need(listed(_PUBLISHED_VALUE)),
    }
)
_PUBLISHED_VERDICT = Record(
    {
        "hypothesis": need(ref("hypothesis")),
        "unit": need(TEXT),
        "reading": may(NO_TEXT),
        "meaning": need(LABELS),
        "agrees": need(listed(choice(*_VERDICTS), minimum=1, unique=".")),
        "place": need(TEXT, ""),
    }
)
_DISCREPANCY = Record(
    {
        "id": need(new("discrepancy")),
        "label": need(LABELS),
        "statements": need(
            listed(Record({"place": need(TEXT, ""), "says": need(LABELS)}), minimum=1)
        ),
        "finding": need(LABELS),
        "hypotheses": may(refs("hypothesis"), ()),
        "units": may(refs("unit"), ()),
        "codes": may(refs("code"), ()),
    }
)

PUBLISHED = file_of(
    tables=may(listed(_PUBLISHED_TABLE), ()),
    verdicts=may(listed(_PUBLISHED_VERDICT), ()),
    discrepancies=may(listed(_DISCREPANCY), ()),
)
