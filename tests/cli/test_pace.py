from docreplay.cli.pace import Pace


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_log_gets_a_line_every_few_seconds() -> None:
    clock = Clock()
    pace = Pace("replaying", clock)
    lines = []
    for done in range(1, 41):
        clock.now += 0.5
        lines.append(pace.line(done, 400))
    shown = [line for line in lines if line]
    assert shown == [
        "replaying: 10 of 400 (2.0/s, about 3 min 15 s left)\n",
        "replaying: 20 of 400 (2.0/s, about 3 min 10 s left)\n",
        "replaying: 30 of 400 (2.0/s, about 3 min 5 s left)\n",
        "replaying: 40 of 400 (2.0/s, about 3 min 0 s left)\n",
    ]


def test_the_rate_is_short() -> None:
    clock = Clock()
    pace = Pace("replaying", clock)
    assert pace.rate == ""
    clock.now += 2
    pace.note(250)
    assert pace.rate == "125/s"


def test_the_time_of_a_preparation_is_not_in_the_rate() -> None:
    clock = Clock()
    pace = Pace("checking", clock)
    clock.now += 6
    assert pace.due() == "checking: started 6 s ago\n"
    clock.now += 4
    pace.note(1, 1001)
    assert (pace.rate, pace.outlook) == ("", "")
    for done in range(2, 257):  # a chunk
        pace.note(done, 1001)
    assert pace.outlook == ""
    clock.now += 10
    assert pace.line(501, 1001) == "checking: 501 of 1001 (50/s, about 10 s left)\n"


def test_a_log_gets_lines_after_all_is_counted() -> None:
    clock = Clock()
    pace = Pace("checking", clock)
    clock.now += 2
    assert pace.line(7, 7) == ""
    clock.now += 68
    assert pace.due() == "checking: 7 of 7 (started 1 min 10 s ago)\n"
    assert pace.due() == ""
