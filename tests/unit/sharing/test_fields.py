"""Every text and number of a file is found where it stands, and can be written anew there."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from crosscase.sharing.edits import Edit, splice
from crosscase.sharing.fields import (
    csv_fields,
    json_fields,
    quote_csv,
    quote_json,
    quote_yaml,
    yaml_fields,
    yaml_gaps,
)

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=12)
KEYS = TEXT.filter(lambda key: key != "<<")
DATA = st.recursive(
    TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)


def shouted(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: shouted(value) for key, value in data.items()}
    if isinstance(data, list):
        return [shouted(value) for value in data]
    return f"<{data}>\u2028"


@given(st.dictionaries(KEYS, DATA, max_size=3), st.sampled_from(['"', "'", None, "|", ">"]))
def test_yaml_values_are_replaced_where_they_stand(data: Any, style: str | None) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, default_style=style, sort_keys=False)
    edits = [
        Edit(one.start, one.end, quote_yaml(f"<{one.value}>\u2028"))
        for one in yaml_fields(text)
        if not one.is_key
    ]
    assert yaml.load(splice(text, edits), Loader=yaml.BaseLoader) == shouted(data)


@given(st.dictionaries(TEXT, DATA, max_size=3), st.sampled_from([None, 1]), st.booleans())
def test_json_values_are_replaced_where_they_stand(
    data: Any, indent: int | None, ascii: bool
) -> None:
    text = json.dumps(data, indent=indent, ensure_ascii=ascii)
    edits = [
        Edit(one.start, one.end, quote_json(f"<{one.value}>\u2028"))
        for one in json_fields(text)
        if not one.is_key
    ]
    assert json.loads(splice(text, edits)) == shouted(data)


def test_json_numbers_and_paths() -> None:
    text = ' {"a": [1, -2.5e3, true, null, {"b": "c\\"]"}], "d": {}} '
    assert [(one.path, one.value) for one in json_fields(text) if not one.is_key] == [
        (("a", 0), 1),
        (("a", 1), -2500.0),
        (("a", 2), True),
        (("a", 3), None),
        (("a", 4, "b"), 'c"]'),
    ]


@given(st.lists(st.tuples(TEXT, TEXT), max_size=5))
def test_csv_cells_are_replaced_where_they_stand(rows: list[tuple[str, str]]) -> None:
    held = io.StringIO()
    csv.writer(held, lineterminator="\n").writerows([("a", "b"), *rows])
    text = held.getvalue()
    edits = [Edit(one.start, one.end, quote_csv(f'<{one.value},"')) for one in csv_fields(text)]
    read = list(csv.reader(io.StringIO(splice(text, edits), newline="")))
    assert read[1:] == [[f'<{a},"', f'<{b},"'] for a, b in rows]


def test_comments_stand_between_the_fields() -> None:
    text = "a: b # one\nc: > # two\n  d\n  e\n# three\nf: g\n"
    fields = list(yaml_fields(text))
    gaps = "".join(text[start:end] for start, end in yaml_gaps(text, fields))
    assert "one" in gaps
    assert "three" in gaps
    assert [one.value for one in fields if one.remark] == ["d e\n"]
