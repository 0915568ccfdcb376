"""YAML as strings with their lines."""

from __future__ import annotations

import pytest
import yaml

from crosscase.storage import yamltree
from crosscase.storage.findings import Findings
from crosscase.storage.yamltree import Fields, Items, Scalar, Tree, read_yaml


@pytest.fixture(params=["as installed", "in Python"], autouse=True)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both parsers of PyYAML must see the same file."""
    if request.param == "in Python":
        monkeypatch.setattr(yamltree, "_LOADER", yaml.SafeLoader)


def read(text: str | bytes) -> tuple[Tree | None, list[tuple[int, str]]]:
    findings = Findings()
    data = text.encode("utf-8") if isinstance(text, str) else text
    tree = read_yaml(data, "f.yaml", findings)
    return tree, [(p.line, p.rule) for p in findings.problems]


def plain(tree: Tree | None) -> object:
    if isinstance(tree, Scalar):
        return (tree.value, tree.place.line)
    if isinstance(tree, Items):
        return [plain(item) for item in tree.items]
    assert isinstance(tree, Fields)
    return {(key, place.line): plain(value) for key, (place, value) in tree.entries.items()}


def test_scalars_stay_texts() -> None:
    tree, problems = read("a: yes\nb: 1:30\nc: 007\nd: null\ne: ~\nf:\ng: 1e3\nh: 2012-07-09\n")
    assert problems == []
    assert isinstance(tree, Fields)
    values = [value.value for _, value in tree.entries.values() if isinstance(value, Scalar)]
    assert values == ["yes", "1:30", "007", "null", "~", "", "1e3", "2012-07-09"]


def test_every_key_and_value_knows_its_line() -> None:
    tree, _ = read("# head\na:\n  - x\n  - {b: y,\n     c: z}\nd: >-\n  long\n  text\ne: 1\n")
    assert plain(tree) == {
        ("a", 2): [("x", 3), {("b", 4): ("y", 4), ("c", 5): ("z", 5)}],
        ("d", 6): ("long text", 6),
        ("e", 9): ("1", 9),
    }


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_lines_are_those_an_editor_counts(newline: str) -> None:
    # U+2028 breaks lines for YAML 1.1, but not for an editor.
    tree, _ = read(newline.join(['a: "x\u2028 y"', "é: 😀", "b: c", ""]))
    assert isinstance(tree, Fields)
    assert [(key, place.line) for key, (place, _) in tree.entries.items()] == [
        ("a", 1),
        ("é", 2),
        ("b", 3),
    ]


def test_empty_file_is_an_empty_mapping() -> None:
    assert read("# nothing\n") == (Fields({}, yamltree.Place("f.yaml", 1)), [])


def test_all_problems_are_told_not_only_the_first() -> None:
    text = "a: 1\na: 2\nb: !!int 3\nc: &x 4\nd: *x\n<<: {e: 5}\nf: [1, 2\ng: 3\n"
    tree, problems = read(text)
    assert tree is None
    assert problems[:5] == [
        (2, "duplicate-key"),
        (3, "tag"),
        (4, "anchor"),
        (5, "alias"),
        (6, "merge-key"),
    ]
    assert [rule for _, rule in problems[5:]] == ["broken-yaml"]


def test_first_of_a_duplicate_key_counts() -> None:
    tree, _ = read("a: 1\na: 2\n")
    assert plain(tree) == {("a", 1): ("1", 1)}


def test_aliases_cannot_grow() -> None:
    bomb = "a: &a [x]\n" + "".join(f"a{n}: &a{n} [*a, *a]\n" for n in range(50))
    _, problems = read(bomb)
    assert {rule for _, rule in problems} == {"anchor", "alias"}


def test_byte_order_mark_is_noticed_and_harmless() -> None:
    tree, problems = read("\ufeffa: 1\n")
    assert (plain(tree), problems) == ({("a", 1): ("1", 1)}, [(1, "byte-order-mark")])


def test_bad_utf8_names_its_line() -> None:
    assert read(b"a: 1\nb: caf\xe9\n") == (None, [(2, "bad-utf8")])


@pytest.mark.parametrize("text", ["a: \x07\n", 'a: "\\a"\n'])
def test_control_characters_are_refused(text: str) -> None:
    assert read(text)[1] == [(1, "control-character")]


def test_size_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yamltree, "MAX_BYTES", 5)
    assert read("a: 12")[1] == []
    assert read("a: 123") == (None, [(0, "file-too-large")])


def test_depth_has_a_limit() -> None:
    assert read("[" * 40 + "]" * 40)[1] == []
    assert read("[" * 41 + "]" * 41) == (None, [(1, "too-deep")])
    assert read("[" * 5000)[1] == [(1, "too-deep")]


def test_second_document_is_told_and_ignored() -> None:
    tree, problems = read("a: 1\n---\nb: 2\n")
    assert (plain(tree), problems) == ({("a", 1): ("1", 1)}, [(2, "several-documents")])
