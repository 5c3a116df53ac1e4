"""Inferred pairs of real pages are those that a reader saw on them."""

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.corpus import CORPORA, unpack
from benchmarks.pair_sample import CORPUS, compare, compare_requests, labels, request_labels


def test_each_label_is_written_once() -> None:
    assert Counter(labels().values()) == {"right": 249, "wrong": 11}
    assert Counter(map(bool, request_labels().values())) == {True: 81, False: 68}


@pytest.mark.skipif(not (CORPORA / f"{CORPUS}.tar.xz").is_file(), reason="the corpus is not there")
def test_pairs_of_a_corpus_are_as_labelled(tmp_path: Path) -> None:
    folder = unpack(tmp_path, CORPUS) / CORPUS
    assert compare_requests(folder) == {"right": 148, "missed": 1}
    found = compare(labels(), folder)
    assert found["right", False] == 0
    assert found["wrong", True] <= 4
