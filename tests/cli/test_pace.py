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
