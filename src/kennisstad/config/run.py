# SPDX-License-Identifier: EUPL-1.2
"""`kennisstad run`: from nothing to an address that answers, in one command."""

import gc
import os
from argparse import ArgumentTypeError, Namespace
from collections.abc import Sequence
from functools import partial

from kennisstad.config import children, machine
from kennisstad.config.commands import HOUSE, set_up
from kennisstad.config.greeting import Greeting, address_of, in_brackets
from kennisstad.config.options import Parser


def main(arguments: Sequence[str]) -> int:
    """Prepare everything, then keep the web server and the worker running until told to stop."""
    options = parser().parse_args([*arguments])
    # All that is loaded now stays: to look for what could go again would only make the start longer.
    gc.disable()
    _tell_environment(options)
    from kennisstad.config import env

    machine.check_folder(env.HOME)
    # Whoever keeps the file open keeps the folder, so it must live as long as we do.
    held = machine.hold_folder(env.HOME)
    machine.check_port(options.host, options.port)
    machine.check_libraries()
    set_up()
    from kennisstad.config.server import warm_up

    status = children.apart(partial(_prepare, example=options.example), meanwhile=warm_up)
    # Left alone from now on, so that the processes that are copies of this one go on sharing it.
    gc.freeze()
    gc.enable()
    status = status or _keep_running(options)
    held.close()
    return status


def parser() -> Parser:
    command = HOUSE["run"]
    made = Parser("kennisstad run", description=command.help, epilog=f"Example: {command.example}")
    made.add_argument("--host", default="127.0.0.1", help="the address to listen on (%(default)s)")
    made.add_argument("--port", default=8000, type=_port, help="the port to listen on (%(default)s)")
    made.add_argument("--no-example", dest="example", action="store_false", help="begin with an empty city")
    return made


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise ArgumentTypeError(f"{text!r} is not a port: give a number from 1 to 65535")
    return int(text)


def _tell_environment(options: Namespace) -> None:
    """Let mails and host checks follow the address that we listen on, unless the site says otherwise."""
    os.environ.setdefault("KENNISSTAD_ADDRESS", address_of(options.host, options.port))
    os.environ.setdefault("KENNISSTAD_HOSTS", f"localhost,127.0.0.1,[::1],{in_brackets(options.host)}")


def _prepare(*, example: bool) -> None:
    gc.enable()
    from kennisstad.config.preparation import prepare

    prepare(example=example)


def _keep_running(options: Namespace) -> int:
    from kennisstad.config import env
    from kennisstad.config.server import serve
    from kennisstad.worker.working import work

    family = children.Family(
        children.Child("web server", partial(serve, options.host, options.port)),
        children.Child("background worker", work),
    )
    sign_ins = env.HOME / "example-sign-ins.txt"
    return family.keep(each=Greeting(options.host, options.port, sign_ins=sign_ins))
