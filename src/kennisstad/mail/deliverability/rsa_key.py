# SPDX-License-Identifier: EUPL-1.2
"""How long is an RSA key? Read from its DER bytes, so that no library is needed to look at a record."""

RSA_OID = bytes.fromhex("06092a864886f70d010101")
SEQUENCE, INTEGER, BITS = 0x30, 0x02, 0x03


def bits_of(key: bytes) -> int:
    """Give the length of the modulus in bits, 0 for what is no RSA key.

    Args:
        key: a SubjectPublicKeyInfo (RFC 5280), or the bare RSAPublicKey that RFC 6376 speaks of.
    """
    whole = _content(key, SEQUENCE)
    first = _content(whole, SEQUENCE)
    if first:
        if not first.startswith(RSA_OID):
            return 0
        bits = _content(_behind(whole), BITS)
        # The first byte says how many bits of the last are unused: none.
        whole = _content(bits[1:], SEQUENCE)
    return int.from_bytes(_content(whole, INTEGER), "big").bit_length()


def _measure(data: bytes) -> tuple[int, int]:
    """Give where the content of the first element begins and ends; both 0 when that is not in the data."""
    if len(data) < 2:
        return 0, 0
    begin, length = 2, data[1]
    if length > 0x80:
        begin += length - 0x80
        length = int.from_bytes(data[2:begin], "big")
    end = begin + length
    return (begin, end) if end <= len(data) else (0, 0)


def _content(data: bytes, kind: int) -> bytes:
    begin, end = _measure(data)
    return data[begin:end] if data[:1] == bytes([kind]) else b""


def _behind(data: bytes) -> bytes:
    return data[_measure(data)[1] :]
