"""Random expressions with their values, computed by Python's decimal and datetime.

Usage: arithmetic_oracle.py SEED EXPRESSIONS CONTACTS

Prints a rule set with one derived value per expression, a line `---`, and per contact a line of
answers (`input=value`, blank separated), a line of expected values in the order of the
expressions. Shares nothing with arvio but the text of the language.
"""

import random
import sys
from datetime import date, datetime, timedelta, timezone
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal, getcontext
from zoneinfo import ZoneInfo

getcontext().prec = 80
HELSINKI = ZoneInfo("Europe/Helsinki")
AT = datetime(2026, 3, 2, 10, 0, tzinfo=timezone(timedelta(hours=2)))

NUMBERS = {  # id: (scale, lowest, highest)
    "i": (0, -20, 20),
    "j": (0, 0, 9),
    "p": (0, 1, 9),  # a divisor
    "x": (1, Decimal("-9.9"), Decimal("9.9")),
    "y": (2, Decimal("0.01"), Decimal("5.00")),  # a divisor
}
BOOLEANS = ["b", "c"]
DATES = ["d", "e"]
TIMES = ["t", "u"]


def number(depth):
    """Returns (text, function from answers to Decimal)."""
    if depth == 0 or random.random() < 0.15:
        if random.random() < 0.25:
            value = Decimal(random.randint(-99, 99)).scaleb(-random.randint(0, 2))
            text = format(value, "f")
            return (text if value >= 0 else f"({text})"), lambda a: value
        name = random.choice(list(NUMBERS))
        return name, lambda a: a[name]
    kind = random.randrange(12)
    left, f = number(depth - 1)
    right, g = number(depth - 1)
    if kind == 0:
        return f"({left} + {right})", lambda a: f(a) + g(a)
    if kind == 1:
        return f"({left} - {right})", lambda a: f(a) - g(a)
    if kind == 2 and depth <= 2:
        return f"({left} * {right})", lambda a: f(a) * g(a)
    if kind == 3:
        return f"min({left}, {right})", lambda a: min(f(a), g(a))
    if kind == 4:
        return f"max({left}, {right})", lambda a: max(f(a), g(a))
    if kind == 5:
        third, h = number(depth - 1)
        return f"sum({left}, {right}, {third})", lambda a: f(a) + g(a) + h(a)
    if kind == 6:
        return f"abs({left})", lambda a: abs(f(a))
    if kind in (7, 8):
        word, mode = random.choice(
            [("round", ROUND_HALF_UP), ("floor", ROUND_FLOOR), ("ceiling", ROUND_CEILING)]
        )
        if random.random() < 0.3:
            return f"{word}({left})", lambda a: f(a).to_integral_value(mode)
        divisor = random.choice(["p", "y", "4", "-7", "0.3"])
        value = (lambda a: a[divisor]) if divisor in NUMBERS else (lambda a: Decimal(divisor))
        shown = f"({divisor})" if divisor.startswith("-") else divisor
        return f"{word}({left} / {shown})", lambda a: (f(a) / value(a)).to_integral_value(mode)
    if kind == 9:
        when, h = condition(depth - 1)
        return f"(if {when} then {left} else {right})", lambda a: f(a) if h(a) else g(a)
    if kind == 10:
        parts = [condition(depth - 1) for _ in range(random.randint(1, 3))]
        inner = ", ".join(text for text, _ in parts)
        return f"count_true({inner})", lambda a: Decimal(sum(1 for _, h in parts if h(a)))
    return f"-({left})", lambda a: -f(a)


def condition(depth):
    kind = random.randrange(8)
    if depth == 0 or kind == 0:
        name = random.choice(BOOLEANS)
        return name, lambda a: a[name]
    if kind in (1, 2):
        left, f = condition(depth - 1)
        right, g = condition(depth - 1)
        if kind == 1:
            return f"({left} and {right})", lambda a: f(a) and g(a)
        return f"({left} or {right})", lambda a: f(a) or g(a)
    if kind == 3:
        inner, f = condition(depth - 1)
        return f"not({inner})", lambda a: not f(a)
    name = random.choice(list(NUMBERS))
    scale, lowest, highest = NUMBERS[name]
    steps = int((highest - lowest) * 10**scale)
    limit = Decimal(lowest) + Decimal(random.randint(0, steps)).scaleb(-scale)
    if kind == 4:
        return f"{name} in [..{limit}]", lambda a: a[name] <= limit
    if kind == 5:
        return f"{name} > {limit}", lambda a: a[name] > limit
    other = random.choice(list(NUMBERS))
    if other != name and kind == 6:
        return f"{name} >= {other}", lambda a: a[name] >= a[other]
    return f"{name} = {limit}", lambda a: a[name] == limit


def elapsed():
    """One of the ..._between functions."""
    unit = random.choice(["years", "months", "days", "hours", "minutes"])
    if unit in ("hours", "minutes"):
        first, second = random.choice([("t", "u"), ("u", "t"), ("t", "assessment_time")])
        seconds = 3600 if unit == "hours" else 60

        def exact(a):
            gap = (a[second] - a[first]).total_seconds()
            return Decimal(int(gap / seconds))  # towards zero

        return f"{unit}_between({first}, {second})", exact
    first, second = random.choice(
        [("d", "e"), ("e", "d"), ("d", "assessment_time"), ("t", "e"), ("t", "u"), ("u", "t")]
    )

    def between(a):
        start, end = (local(a[first]), local(a[second]))
        if isinstance(start, datetime) != isinstance(end, datetime):
            start, end = day_of(start), day_of(end)
        if end < start:
            return -whole(unit, end, start)
        return whole(unit, start, end)

    return f"{unit}_between({first}, {second})", between


def local(value):
    """What the calendar and the clock on a wall in Helsinki show."""
    return value.astimezone(HELSINKI).replace(tzinfo=None) if isinstance(value, datetime) else value


def day_of(value):
    return value.date() if isinstance(value, datetime) else value


def whole(unit, start, end):
    """Counts up, one unit after the other: slow and obvious."""
    clock = isinstance(start, datetime)
    if unit == "days":
        return Decimal((end - start).days)
    count = 0
    while True:
        months = (count + 1) * (12 if unit == "years" else 1)
        index = start.year * 12 + start.month - 1 + months
        year, month = divmod(index, 12)
        first = date(year, month + 1, 1)
        following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
        # A day that the month lacks counts as the first of the next month.
        missing = start.day > (following - first).days
        reached = following if missing else first + timedelta(days=start.day - 1)
        if clock:
            reached = datetime.combine(reached, start.time())
        if reached > end:
            return Decimal(count)
        count += 1


def answers():
    chosen = {}
    for name, (scale, lowest, highest) in NUMBERS.items():
        steps = int((highest - lowest) * 10**scale)
        chosen[name] = Decimal(lowest) + Decimal(random.randint(0, steps)).scaleb(-scale)
    for name in BOOLEANS:
        chosen[name] = random.random() < 0.5
    for name in DATES:
        chosen[name] = date(1950, 1, 1) + timedelta(days=random.randint(0, 29000))
        if random.random() < 0.2:
            chosen[name] = date(random.choice([1984, 2000, 2024]), 2, 29)
    for name in TIMES:
        moment = datetime(2020, 1, 1, tzinfo=timezone.utc)
        chosen[name] = moment + timedelta(minutes=random.randint(0, 5 * 525600))
    return chosen


def shown(value):
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat()


def main():
    seed, expressions, contacts = (int(word) for word in sys.argv[1:4])
    random.seed(seed)
    made = [number(random.randint(1, 4)) if random.random() < 0.85 else elapsed()
            for _ in range(expressions)]
    print('<ruleset id="oracle" version="1.0.0" valid-from="2026-01-01" languages="en" '
          'xmlns="urn:arvio:ruleset:1">')
    print('<about status="demonstration" review-by="2027-01-01"><title lang="en">o</title>'
          '<purpose lang="en">o</purpose><owner role="none">o</owner>'
          '<licence spdx="CC0-1.0"/></about>')
    print('<use ruleset="vocabulary" version="1"/><inputs>')
    ask = '<ask lang="en">?</ask></input>'
    for name, (scale, lowest, highest) in NUMBERS.items():
        kind = (f'type="decimal" resolution="{Decimal(1).scaleb(-scale)}"' if scale
                else 'type="integer"')
        print(f'<input id="{name}" {kind} unit="1" min="{lowest}" max="{highest}">{ask}')
    for name in BOOLEANS:
        print(f'<input id="{name}" type="boolean">{ask}')
    for name in DATES:
        print(f'<input id="{name}" type="date" min="1950-01-01" max="2030-12-31">{ask}')
    for name in TIMES:
        print(f'<input id="{name}" type="datetime" min="2020-01-01T00:00:00+00:00" '
              f'max="2025-12-31T00:00:00+00:00">{ask}')
    print("</inputs><derived>")
    for index, (text, _) in enumerate(made):
        escaped = text.replace("&", "&amp;").replace("<", "&lt;")
        print(f'<value id="v{index}" type="decimal">{escaped}</value>')
    print("</derived></ruleset>")
    print("---")
    for _ in range(contacts):
        chosen = answers()
        print(" ".join(f"{name}={shown(value)}" for name, value in chosen.items()))
        known = dict(chosen, assessment_time=AT)
        print(" ".join(shown(function(known)) for _, function in made))


main()
