"""Divide the tests of a session between the processes of pytest-xdist, by how long they take.

Tests of one group stay together, in their order. Each process gets a list of about equal duration,
longest groups first, so that none is alone with a long page at the end; one that is done early
takes over the shortest group of the process that has most left.
"""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

from docreplay.flows.test.durations import Durations

_Node = Any
"""The controller of a process, of which pytest-xdist publishes no type."""
_Unit = dict[str, bool]
"""Tests of one group, and whether each is done."""


def balanced(costs: Mapping[str, float], number: int) -> list[list[str]]:
    """Return the groups in `number` lists of about equal cost, each from the most to the least.

    The next most expensive group goes to the list that has the lowest cost so far (Graham's rule).
    """
    lists: list[list[str]] = [[] for _ in range(number)]
    sums = [0.0] * number
    for group in sorted(costs, key=lambda name: -costs[name]):
        least = sums.index(min(sums))
        lists[least].append(group)
        sums[least] += costs[group]
    return lists


class BalancedScheduling(LoadScopeScheduling):  # type: ignore[misc]
    """Schedule groups of tests by the durations of an earlier run."""

    collection: list[str] | None
    registered_collections: dict[_Node, list[str]]
    workqueue: dict[str, _Unit]
    assigned_work: dict[_Node, dict[str, _Unit]]

    def __init__(
        self, config: pytest.Config, log: Any, group_of: Callable[[str], str], known: Durations
    ) -> None:
        super().__init__(config, log)
        self._group_of = group_of
        self._durations = known
        self._costs: dict[str, float] = {}
        self._plans: dict[_Node, deque[str]] = {}

    def schedule(self) -> None:
        """Divide the tests as soon as all processes have collected them."""
        if self.collection is not None:
            super().schedule()
            return
        if not self._check_nodes_have_same_collection():
            return
        self.collection = list(next(iter(self.registered_collections.values())))
        for nodeid in self.collection:
            group = self._group_of(nodeid)
            self.workqueue.setdefault(group, {})[nodeid] = False
            cost = self._durations.of(nodeid)
            self._costs[group] = self._costs.get(group, 0.0) + cost
        self._begin(self.nodes)

    def _begin(self, nodes: Sequence[_Node]) -> None:
        lists = balanced(self._costs, len(nodes))
        self._plans = {node: deque(groups) for node, groups in zip(nodes, lists, strict=True)}
        for _ in range(2):  # a process begins a test when it knows the one after it
            for node in nodes:
                self._reschedule(node)

    def _assign_work_unit(self, node: _Node) -> None:
        group = self._next(node)
        unit = self.workqueue.pop(group)
        self.assigned_work.setdefault(node, {})[group] = unit
        places = {nodeid: at for at, nodeid in enumerate(self.registered_collections[node])}
        node.send_runtest_some([places[nodeid] for nodeid, is_done in unit.items() if not is_done])

    def _next(self, node: _Node) -> str:
        """Return the next group of a process, or one of those that others have left."""
        own = self._plans.get(node)
        if own:
            return own.popleft()
        rich = max(self._plans.values(), key=self._left, default=deque[str]())
        return rich.pop() if rich else next(iter(self.workqueue))

    def _left(self, plan: deque[str]) -> float:
        return sum(self._costs[group] for group in plan)

    def mark_test_complete(self, node: _Node, item_index: int, duration: float = 0) -> None:
        """Note that a test is done, and forget its group when all of it is."""
        del duration
        nodeid = self.registered_collections[node][item_index]
        unit = self.assigned_work[node][self._group_of(nodeid)]
        unit[nodeid] = True
        if all(unit.values()):
            del self.assigned_work[node][self._group_of(nodeid)]
        self._reschedule(node)

    def remove_node(self, node: _Node) -> str | None:
        """Give what a process that ended has left to the others."""
        left = self._plans.pop(node, None)
        for number, group in enumerate(left or ()):
            plans = list(self._plans.values())
            if plans:
                plans[number % len(plans)].append(group)
        crashed: str | None = super().remove_node(node)
        return crashed

    def _split_scope(self, nodeid: str) -> str:
        return self._group_of(nodeid)
