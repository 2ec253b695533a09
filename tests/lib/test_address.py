# SPDX-License-Identifier: EUPL-1.2
import socket

import pytest

from kennisstad.lib import address
from kennisstad.lib.address import Host, Refused, checked_addresses, host_of, is_public
from kennisstad.lib.calling import Caller
from tests.endpoint import Endpoint, served

LOOPBACK = (
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0177.0.0.1",
    "0",
    "localhost",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "[::]",
)


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.0.8",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1%eth0",
        "fc00::1",
        "fec0::1",
        "ff02::1",
        "2001:db8::1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "2002:7f00:1::",
        "2001:0:7f00:1::",
        "64:ff9b:1::1",
        "::7f00:1",
    ],
)
def test_addresses_inside_a_network_are_not_public(ip):
    assert not is_public(ip)


@pytest.mark.parametrize("ip", ["1.1.1.1", "145.100.190.243", "2001:610::1", "64:ff9b::101:101"])
def test_addresses_on_the_open_internet_are_public(ip):
    assert is_public(ip)


@pytest.mark.parametrize("name", LOOPBACK)
def test_no_spelling_of_this_machine_is_called(name):
    with served(Endpoint({"courses": []})) as endpoint:
        port = endpoint.address.rpartition(":")[2]

        with pytest.raises(
            Refused, match=r"^The host .+ is .+, inside a network of our own\. Give --allow-local"
        ):
            Caller(f"http://{name}:{port}").get("courses", {})

        assert endpoint.asked == []


def test_with_allow_local_the_same_call_arrives():
    with served(Endpoint({"courses": []})) as endpoint:
        assert Caller(endpoint.address, allow_local=True).get("courses", {}).status == 200

        assert endpoint.asked == ["/v6/courses"]


def test_a_host_with_one_public_and_one_private_address_is_refused(monkeypatch):
    found = [(0, 0, 0, "", ("1.1.1.1", 443)), (0, 0, 0, "", ("10.0.0.1", 443))]
    monkeypatch.setattr(address.socket, "getaddrinfo", lambda *args, **more: found)

    with pytest.raises(Refused, match=r"^The host api\.example is 10\.0\.0\.1, inside"):
        checked_addresses(Host(True, "api.example", 443), allow_local=False)


def test_a_name_that_means_another_machine_a_moment_later_is_checked_again(monkeypatch):
    real = socket.getaddrinfo
    with served(Endpoint({"courses": []})) as endpoint:
        port = int(endpoint.address.split(":")[2].split("/")[0])
        caller = Caller(f"http://api.example:{port}/v6")
        answers = iter(["1.1.1.1", "127.0.0.1"])
        called = []
        monkeypatch.setattr(
            address.socket, "getaddrinfo", lambda *args, **more: [(0, 0, 0, "", (next(answers), port))]
        )
        monkeypatch.setattr(
            address.socket, "create_connection", lambda where, timeout: called.append(where) or _refuse()
        )

        assert caller.get("courses", {}).status == 0
        with pytest.raises(Refused):
            caller.get("courses", {})

        # The connection went to the address that was checked, not to the name.
        assert called == [("1.1.1.1", port)]
        assert endpoint.asked == []
    assert address.socket.getaddrinfo is not real


def _refuse():
    raise ConnectionRefusedError


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("file:///etc/passwd", "An address begins with https:// or http:// and names a host."),
        ("ftp://example.org/x", "An address begins with https:// or http:// and names a host."),
        ("gopher://example.org", "An address begins with https:// or http:// and names a host."),
        ("https://", "An address begins with https:// or http:// and names a host."),
        ("http://[::1", "http://[::1 is not an address."),
        ("http://example.org:99999/", "http://example.org:99999/ is not an address."),
        (
            "https://me:secret@example.org/",
            "An address with a name and password in it is not called; use --token-file.",
        ),
    ],
)
def test_only_web_addresses_without_a_password_are_taken(url, reason):
    with pytest.raises(Refused) as refused:
        host_of(url)

    assert str(refused.value) == reason


def test_an_unknown_host_is_named():
    with pytest.raises(Refused, match=r"^The host nowhere\.invalid is not known\.$"):
        checked_addresses(Host(True, "nowhere.invalid", 443), allow_local=False)


def test_a_host_is_written_as_it_stands_in_an_address():
    assert [str(host_of(url)[0]) for url in ("https://a.example/x", "http://[2001:610::1]:8080")] == [
        "https://a.example:443",
        "http://[2001:610::1]:8080",
    ]
