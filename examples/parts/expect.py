"""Works out, from the sample's data alone, what loading the lists must give.

`expected.json` was written by hand; this is the second hand. It knows nothing of the program: an
address is a body's when exactly one approved claim holds it on that day.
"""

import datetime
import ipaddress

from . import lists, province

# Flagged for a person whatever the claims say.
CANNOT_BE_RIGHT = {"10.20.30.40", "8.8.8.8"}


def day(text):
    """The day of a time as the lists write it; none where the calendar has no such day."""
    for form in ("%d/%m/%Y %H:%M:%S", "%Y-%m-%d %H:%M:%S"):
        try:
            return datetime.datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None


def holders(address, when):
    """Sites whose approved claim holds the address on that day."""
    found = set()
    for code, space, site, since, until, state, _, _ in province.CLAIMS:
        if "." in space and space[0].isalpha() or state != province.APPROVED:
            continue
        inside = ipaddress.ip_address(address) in ipaddress.ip_network(space)
        if inside and since <= when and (until is None or when <= until):
            found.add((code, site))
    return found


def rows():
    """(month, end of the month, rows of (address, family, time)) of each list."""
    yield 11, datetime.date(2025, 11, 30), [(row[0], row[1], row[5]) for row in lists.NOVEMBER]
    yield 12, datetime.date(2025, 12, 31), [(row[2], row[1], row[7]) for row in lists.DECEMBER]
    yield 1, datetime.date(2026, 1, 31), [(row[1], row[3], row[0]) for row in lists.JANUARY]


def findings():
    """Findings as in `expected.json`, and what became of each list."""
    known, tallies = {}, []
    for month, end, listed in rows():
        tally = {"ambiguous": [], "unattributed": [], "flagged": [], "refused": []}
        now = set()
        for address, family, time in listed:
            first = address.split("-")[0]
            try:
                ipaddress.ip_address(first)
            except ValueError:
                tally["refused"].append(address)
                continue
            if first in CANNOT_BE_RIGHT:
                tally["flagged"].append(address)
                continue
            places = holders(first, day(time) or end)
            if len(places) == 1:
                key = (places.pop(), family.lower())
                now.add(key)
                known.setdefault(key, ([], []))
                if address not in known[key][0]:
                    known[key][0].append(address)
            else:
                tally["ambiguous" if places else "unattributed"].append(address)
        tally["new_findings"] = sum(not known[key][1] for key in now)
        tally["known_findings"] = len(now) - tally["new_findings"]
        for key in now:
            known[key][1].append(month)
        tally["rows"] = len(listed)
        tally["repeated"] = len(listed) - len(set(listed))
        tally["findings_after"] = len(known)
        tally["bodies_after"] = len({code for (code, _), _ in known})
        tallies.append(tally)
    found = {
        (code, family): {"addresses": sorted(addresses), "listed": months}
        for ((code, _), family), (addresses, months) in known.items()
    }
    return found, tallies


def differences(expected):
    """What `expected.json` says otherwise, as lines for people."""
    found, tallies = findings()
    out = []
    for said, is_ in zip(expected["lists"], tallies):
        for name, value in is_.items():
            if sorted(said[name]) != sorted(value) if isinstance(value, list) else said[name] != value:
                out.append(f"{said['file']}: {name} is {value}, expected.json says {said[name]}")
    said = {
        (row["code"], row["family"]): {"addresses": sorted(row["addresses"]), "listed": row["listed"]}
        for row in expected["findings"]
    }
    for key in sorted(set(found) | set(said)):
        if found.get(key) != said.get(key):
            out.append(f"{key}: {found.get(key)}, expected.json says {said.get(key)}")
    claims = expected["claims"]
    approved = sum(row[5] == province.APPROVED for row in province.CLAIMS)
    shared = sum(bool(row[6]) for row in province.CLAIMS)
    counts = {
        "organizations": len(province.BODIES),
        "sites": len(province.sites()),
        "contacts": len(province.contacts()),
    }
    for name, value in counts.items():
        if expected[name] != value:
            out.append(f"{name}: {value}, expected.json says {expected[name]}")
    rows_said = (claims["rows"], claims["approved"], claims["shared_exit"])
    if rows_said != (len(province.CLAIMS), approved, shared):
        out.append(f"claims: {len(province.CLAIMS)}, {approved} approved, {shared} shared")
    return out
