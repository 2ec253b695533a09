# SPDX-License-Identifier: EUPL-1.2
"""What somebody does who has a keyboard and no mouse."""

from datetime import date

import pytest
from playwright.sync_api import Locator

from tests.browser.conftest import Walker

MOST_STOPS = 250
STOPS = """() => {
  const all = 'a[href], button, summary, input, select, textarea, [tabindex="0"]', seen = [];
  for (const e of document.querySelectorAll(all)) {
    if (e.type === 'hidden' || e.disabled || !e.checkVisibility({visibilityProperty: true})) continue;
    // Of choices that exclude each other only one is a stop: the arrows lead to the others.
    if (e.type === 'radio' && seen.some(other => other.type === 'radio' && other.name === e.name)) continue;
    seen.push(e);
  }
  return seen.length;
}"""
"""How many elements of a page the Tab key should come by."""
FOCUSED = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const place = [...document.querySelectorAll('*')].indexOf(e), box = e.getBoundingClientRect();
  const outlined = [null, '::after'].some(p => {
    const style = getComputedStyle(e, p);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  });
  // A shape on a map shows it by its own line.
  const shapes = e.ownerSVGElement ? [...e.querySelectorAll('path, polygon, rect, circle')] : [];
  const ring = outlined || shapes.some(one => parseFloat(getComputedStyle(one).strokeWidth) >= 3);
  const inside = box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0
    && box.left < innerWidth;
  // WCAG 2.4.11: something of it must lie on top.
  const [left, right] = [Math.max(box.left, 0) + 1, Math.min(box.right, innerWidth) - 1];
  const [top, bottom] = [Math.max(box.top, 0) + 1, Math.min(box.bottom, innerHeight) - 1];
  const points = [[(left + right) / 2, (top + bottom) / 2]];
  for (const x of [left, right]) for (const y of [top, bottom]) points.push([x, y]);
  const free = points.some(([x, y]) => {
    const hit = document.elementFromPoint(x, y);
    return hit && (e.contains(hit) || hit.contains(e));
  });
  const what = `${e.localName} ${(e.textContent || e.name || '').trim().slice(0, 40)}`;
  return {place, what, seen: ring && inside && free, why: {ring, inside, free}};
}"""
"""The element that has the focus: where it stands in the page, and whether somebody can see it there."""


def walk_through(me: Walker) -> None:
    """Go over a whole page with Tab: every stop is seen, they come in the order of the page, and it ends."""
    me.page.evaluate("() => { document.activeElement?.blur(); scrollTo(0, 0); }")
    expected, stops = me.page.evaluate(STOPS), []
    for _ in range(MOST_STOPS):
        me.page.keyboard.press("Tab")
        found = me.page.evaluate(FOCUSED)
        # A field for a day is one element with several stops inside.
        if found and stops and found["place"] == stops[-1]["place"]:
            continue
        if stops and found and found["place"] == stops[0]["place"]:
            break
        if found:
            stops.append(found)
    where, places = me.page.url, [stop["place"] for stop in stops]
    assert [stop for stop in stops if not stop["seen"]] == [], where
    # An address that ends in a part of the page begins there, and goes on at the top after the end.
    top = places.index(min(places))
    assert places[top:] + places[:top] == sorted(places), where
    assert len(stops) == expected, f"{where}: {[stop['what'] for stop in stops]}"


def reach(me: Walker, wanted: Locator) -> None:
    """Press Tab until this element has the focus."""
    assert wanted.count() == 1, f"{me.page.url}: {wanted}"
    for _ in range(MOST_STOPS):
        if wanted.evaluate("e => e === document.activeElement"):
            return
        me.page.keyboard.press("Tab")
    pytest.fail(f"{me.page.url}: Tab never comes to {wanted}")


def press(me: Walker, wanted: Locator, *, key: str = "Enter") -> None:
    """Reach a link or button, press it, and look over the page that comes."""
    reach(me, wanted)
    before = me.page.evaluate("() => performance.timeOrigin")
    me.page.keyboard.press(key)
    me.page.wait_for_function("before => performance.timeOrigin !== before", arg=before)
    me.page.wait_for_load_state()
    me.look()
    walk_through(me)


def skip_to_the_content(me: Walker) -> None:
    """Reach the link that leads past the head of the page: it comes into view, and does so."""
    reach(me, me.page.locator(".skip"))
    assert me.page.evaluate(FOCUSED)["seen"], me.page.url
    me.page.keyboard.press("Enter")
    me.page.wait_for_url("**#main")
    assert me.page.evaluate("document.activeElement.id") == "main"
    me.page.keyboard.press("Tab")
    assert me.page.locator("main :focus").count() == 1


def unfold(me: Walker, words: str) -> None:
    summary = me.page.locator("main summary", has_text=words).first
    reach(me, summary)
    me.page.keyboard.press("Space")
    assert summary.evaluate("e => e.parentElement.open")


def fill_in(me: Walker, form: Locator, **fields: str | date) -> None:
    """Type in the fields of a form; of a list, the beginning of what should be chosen."""
    for name, value in fields.items():
        field = form.locator(f"[name={name}]")
        reach(me, field)
        if isinstance(value, date):
            # A day is typed as the browser's own language writes it: American here.
            me.page.keyboard.type(f"{value:%m%d%Y}")
            assert field.input_value() == value.isoformat(), name
        elif field.evaluate("e => e.localName === 'select'"):
            me.page.keyboard.type(value)
            assert field.locator("option:checked").inner_text().startswith(value), name
        else:
            me.page.keyboard.press("ControlOrMeta+a")
            me.page.keyboard.type(value)
            assert field.input_value() == value, name


def button(me: Walker, words: str) -> Locator:
    return me.page.get_by_role("button", name=words, exact=True)


def link(me: Walker, words: str) -> Locator:
    return me.page.locator("main").get_by_role("link", name=words, exact=True)
