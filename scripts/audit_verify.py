#!/usr/bin/env python3
"""Verifies an exported audit trail and its signed checkpoints, with the Python standard library alone.

    python3 scripts/audit_verify.py export.ndjson [checkpoints/] [--key <verifier key>]

The second implementation of scripts/audit-verify.mjs, written apart from it: both must agree on every trail.
Exit code: 0 good, 1 tampered, 2 not usable.
"""
import base64
import binascii
import decimal
import hashlib
import json
import os
import re
import sys

FIELDS = ["tenantId", "seq", "at", "actorId", "action", "objectType", "objectId", "summary", "requestId", "commitment", "prevHash"]
FIRST_PREV_HASH = "0" * 64
# The hash of a chain, as its checkpoints name it; the oldest name none and mean this one.
CHAIN_HASH = "sha256"


class Bad(Exception):
    """A finding that ends the verification."""

    def __init__(self, where, what):
        super().__init__(f"{where}: {what}")


def sha256(text):
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def quoted(text):
    return json.dumps(text, ensure_ascii=False)


def number(value):
    """As JavaScript prints numbers, which is how commitments were made. Source: ECMA-262, Number::toString."""
    value = float(value)
    if value == 0:
        return "0"
    sign, digits, exponent = decimal.Decimal(repr(value)).normalize().as_tuple()
    text, count = "".join(map(str, digits)), len(digits)
    point = exponent + count
    minus = "-" if sign else ""
    if count <= point <= 21:
        return minus + text + "0" * (point - count)
    if 0 < point <= 21:
        return f"{minus}{text[:point]}.{text[point:]}"
    if -6 < point <= 0:
        return f"{minus}0.{'0' * -point}{text}"
    mantissa = text if count == 1 else f"{text[0]}.{text[1:]}"
    return f"{minus}{mantissa}e{'+' if point > 0 else '-'}{abs(point - 1)}"


def canonical(value):
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, (int, float)):
        return number(value)
    if isinstance(value, list):
        return "[" + ",".join(canonical(inner) for inner in value) + "]"
    keys = sorted(value, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
    return "{" + ",".join(f"{quoted(key)}:{canonical(value[key])}" for key in keys) + "}"


def not_json(word):
    raise ValueError(word)


def parse_entry(line, where):
    try:
        entry = json.loads(line, parse_constant=not_json)
    except ValueError:
        raise Bad(where, "is not JSON") from None
    if not isinstance(entry, dict):
        raise Bad(where, "is not an entry")
    expected = FIELDS + ["hash"]
    if not all(isinstance(entry.get(name), str) for name in expected):
        raise Bad(where, "lacks a field of an entry")
    if any(name not in expected and name != "detail" for name in entry):
        raise Bad(where, "has a field that no entry has")
    return entry


def check_detail(entry, where, counts):
    if "detail" not in entry:
        return
    detail = entry["detail"]
    if not isinstance(detail, dict):
        raise Bad(where, "has a detail that is none")
    if isinstance(detail.get("erasedAt"), str):
        counts["erased"] += 1
        return
    if isinstance(detail.get("withheldFor"), str):
        counts["withheld"] += 1
        return
    if not isinstance(detail.get("salt"), str):
        raise Bad(where, "has a detail without salt")
    states = canonical({"after": detail.get("after"), "before": detail.get("before")})
    if sha256(detail["salt"] + states) != entry["commitment"]:
        raise Bad(where, "has states before and after that it did not commit to")
    counts["details"] += 1


def verify_trail(text, checkpoints, key):
    lines = text.split("\n")
    if lines.pop() != "":
        raise Bad("last line", "is cut off")
    hashes, counts, tenant = [], {"details": 0, "erased": 0, "withheld": 0}, None
    for index, line in enumerate(lines):
        where = f"line {index + 1}"
        entry = parse_entry(line, where)
        tenant = entry["tenantId"] if tenant is None else tenant
        if entry["tenantId"] != tenant:
            raise Bad(where, "belongs to another institution")
        if entry["seq"] != str(index + 1):
            raise Bad(where, f"is entry {entry['seq']}, expected {index + 1}")
        if entry["prevHash"] != (hashes[-1] if hashes else FIRST_PREV_HASH):
            raise Bad(where, "does not follow the entry before it")
        if entry["hash"] != sha256("[" + ", ".join(quoted(entry[name]) for name in FIELDS) + "]"):
            raise Bad(where, "does not have the hash of its content")
        check_detail(entry, where, counts)
        hashes.append(entry["hash"])
    for name, note in checkpoints:
        check_checkpoint(note, key, tenant, hashes, name)
    return {"entries": len(hashes), "checkpoints": len(checkpoints), "head": hashes[-1] if hashes else FIRST_PREV_HASH, **counts}


def check_checkpoint(note, key, tenant, hashes, where):
    match = re.fullmatch(r"((?:[^\n]+\n)+)\n((?:— [^\n]+\n)+)", note)
    if not match:
        raise Bad(where, "is not a signed note")
    text, signatures = match.groups()
    line = next((one for one in signatures.split("\n") if one.startswith(f"— {key['name']} ")), "")
    try:
        signature = base64.b64decode(line.split(" ")[2] if line.count(" ") >= 2 else "")
    except binascii.Error:
        signature = b""
    if len(signature) != 68 or signature[:4] != key["id"]:
        raise Bad(where, "is not signed by this key")
    if not ed25519_verify(key["public"], text.encode(), signature[4:]):
        raise Bad(where, "has a signature that does not hold")
    parts = text.rstrip("\n").split("\n")
    if len(parts) == 4:
        parts.append(f"hash {CHAIN_HASH}")
    if len(parts) != 5 or not re.fullmatch(r"crosswalk/audit/[0-9a-f-]{36}", parts[0]) or not re.fullmatch(r"0|[1-9][0-9]{0,15}", parts[1]) or not re.fullmatch(r"time \S+", parts[3]) or not re.fullmatch(r"hash [a-z0-9-]+", parts[4]):
        raise Bad(where, "is not a checkpoint")
    if parts[4] != f"hash {CHAIN_HASH}":
        raise Bad(where, f"is of a chain by {parts[4][5:]}, which this verifier does not know")
    if tenant is not None and parts[0] != f"crosswalk/audit/{tenant}":
        raise Bad(where, "is of another institution")
    count = int(parts[1])
    if count > len(hashes):
        raise Bad(where, f"saw {count} entries, of which {len(hashes)} are left (the first missing is entry {len(hashes) + 1})")
    if base64.b64decode(parts[2]).hex() != (hashes[count - 1] if count else FIRST_PREV_HASH):
        raise Bad(where, f"saw another entry {count}: the trail was rewritten at or before it")


# Ed25519, verification only. Source: RFC 8032, section 6 (the reference in Python, in extended coordinates).
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
SQRT_M1 = pow(2, (P - 1) // 4, P)


def point_add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def point_mul(scalar, point):
    result = (0, 1, 1, 0)
    while scalar > 0:
        if scalar & 1:
            result = point_add(result, point)
        point = point_add(point, point)
        scalar >>= 1
    return result


def point_equal(p, q):
    return (p[0] * q[2] - q[0] * p[2]) % P == 0 and (p[1] * q[2] - q[1] * p[2]) % P == 0


def recover_x(y, sign):
    if y >= P:
        return None
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P)
    if x2 % P == 0:
        return None if sign else 0
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P != 0:
        x = x * SQRT_M1 % P
    if (x * x - x2) % P != 0:
        return None
    return P - x if (x & 1) != sign else x


def decompress(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    x = recover_x(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


BASE = decompress((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def ed25519_verify(public, message, signature):
    a, r = decompress(public), decompress(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= ORDER:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % ORDER
    return point_equal(point_mul(s, BASE), point_add(r, point_mul(h, a)))


def parse_key(line):
    match = re.fullmatch(r"([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)\s*", line)
    data = base64.b64decode(match.group(3)) if match else b""
    if len(data) != 33 or data[0] != 1:
        raise Bad("key", "is not a verifier key")
    computed = hashlib.sha256(match.group(1).encode() + b"\n" + data).digest()[:4]
    if computed.hex() != match.group(2):
        raise Bad("key", "does not have the id it says")
    return {"name": match.group(1), "id": computed, "public": data[1:]}


def read_text(path):
    with open(path, encoding="utf-8", errors="replace", newline="") as file:
        return file.read()


def main(given):
    key_line = None
    if "--key" in given:
        at = given.index("--key")
        key_line = given[at + 1] if at + 1 < len(given) else ""
        del given[at : at + 2]
    if not 1 <= len(given) <= 2:
        print("Usage: audit_verify.py export.ndjson [checkpoints/] [--key <verifier key>]", file=sys.stderr)
        return 2
    try:
        names = sorted(name for name in os.listdir(given[1]) if name.endswith(".txt")) if len(given) == 2 else []
        checkpoints = [(name, read_text(os.path.join(given[1], name))) for name in names]
        key = parse_key(key_line if key_line is not None else read_text(os.path.join(given[1], "key.vkey"))) if checkpoints else None
        text = read_text(given[0])
    except (OSError, ValueError, Bad) as error:
        print(f"Cannot verify: {error}", file=sys.stderr)
        return 2
    try:
        found = verify_trail(text, checkpoints, key)
    except Bad as error:
        print(f"BAD: {error}")
        return 1
    print(f"GOOD: {found['entries']} entries, {found['checkpoints']} checkpoints, {found['details']} details checked, {found['erased']} erased, {found['withheld']} withheld. Head {found['head']}")
    if found["checkpoints"] == 0:
        print("No checkpoint was given: a chain alone does not show what was cut off its end, or rewritten as a whole.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
