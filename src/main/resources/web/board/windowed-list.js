// A list of which only the rows near the window are in the page, however long it is. What is above and below is room.

const USUAL_HEIGHT = 62;
const NEAR = 700;

export class WindowedList {
  #items = [];
  #drawn = new Map();
  #near = new Set();
  #heights = new Map();
  #keys = new WeakMap();
  #observer = new ResizeObserver((entries) => this.#measure(entries));
  #whole = true;

  /**
   * `draw(item, row, height)` brings a row (something with an `element`) up to date, or makes one where there is none;
   * `height` is how high it was.
   */
  constructor(element, draw) {
    this.element = element;
    this.draw = draw;
  }

  /** Shows these items, each with a `key`; all of them, or only those near the window. */
  show(items, whole) {
    this.#items = items;
    this.#whole = whole;
    this.#fill(true);
  }

  /** How high a row was, or all of them, is no longer known. */
  forget(key) {
    if (key === undefined) this.#heights.clear();
    else this.#heights.delete(key);
  }

  indexOf(key) {
    return this.#items.findIndex((item) => item.key === key);
  }

  /** Brings into the page what is near the window now, and takes away what is not. */
  frame() {
    if (!this.element.isConnected) return;
    this.#fill(false);
    this.prune();
  }

  /** Takes away what `show` left over. It is apart, so that a row may first move to another list, with the focus. */
  prune() {
    for (const [key, row] of this.#drawn) {
      if (this.#near.has(key)) continue;
      this.#drawn.delete(key);
      this.#observer.unobserve(row.element);
      if (row.element.parentElement === this.element) row.element.remove();
    }
  }

  /** With `anew`, what is in the page already is brought up to date. */
  #fill(anew) {
    const [first, last, before, after] = this.#range();
    const wanted = this.#items.slice(first, last);
    this.#near = new Set(wanted.map(({ key }) => key));
    let place = this.element.firstElementChild;
    wanted.forEach((item, index) => {
      const element = this.#row(item, anew);
      while (place && place !== element && !this.#near.has(this.#keys.get(place))) place = place.nextElementSibling;
      if (element === place) place = place.nextElementSibling;
      else put(this.element, element, place);
      this.#number(element, first + index);
    });
    this.element.style.setProperty('--before', `${before}px`);
    this.element.style.setProperty('--after', `${after}px`);
  }

  #row(item, anew) {
    const known = this.#drawn.get(item.key);
    if (known && !anew) return known.element;
    const row = this.draw(item, known, this.#heights.get(item.key));
    if (row === known) return row.element;
    this.#drawn.set(item.key, row);
    this.#keys.set(row.element, item.key);
    this.#observer.observe(row.element);
    return row.element;
  }

  /** Its place in the whole list, for those who cannot see that there is more. */
  #number(element, index) {
    if (this.#whole) return element.removeAttribute('aria-posinset');
    element.setAttribute('aria-posinset', index + 1);
    return element.setAttribute('aria-setsize', this.#items.length);
  }

  #range() {
    const { length } = this.#items;
    if (this.#whole) return [0, length, 0, 0];
    const usual = this.#usual();
    const top = -this.element.getBoundingClientRect().top;
    const [from, to] = [top - NEAR, top + innerHeight + NEAR];
    let [first, last, before, at] = [length, length, 0, 0];
    this.#items.forEach(({ key }, index) => {
      const height = this.#heights.get(key) ?? usual;
      if (first === length && at + height > from) [first, before] = [index, at];
      if (last === length && at > to) last = index;
      at += height;
    });
    if (first === length) return [length, length, at, 0];
    let shown = before;
    for (let index = first; index < last; index += 1) shown += this.#heights.get(this.#items[index].key) ?? usual;
    return [first, last, before, at - shown];
  }

  #usual() {
    if (!this.#heights.size) return USUAL_HEIGHT;
    let sum = 0;
    for (const height of this.#heights.values()) sum += height;
    return sum / this.#heights.size;
  }

  #measure(entries) {
    for (const { target, borderBoxSize: [{ blockSize }] } of entries) {
      if (target.isConnected && blockSize) this.#heights.set(this.#keys.get(target), blockSize);
    }
    if (this.#heights.size > 2 * this.#items.length + 100) this.#heights.clear();
  }

  /** The row of an item, brought into the page and into view. */
  reveal(index) {
    const { key } = this.#items[index];
    if (!this.#drawn.has(key)) {
      const usual = this.#usual();
      const above = this.#items.slice(0, index).reduce((sum, one) => sum + (this.#heights.get(one.key) ?? usual), 0);
      scrollBy(0, this.element.getBoundingClientRect().top + above - innerHeight / 2);
      this.frame();
    }
    const { element } = this.#drawn.get(key);
    element.scrollIntoView({ block: 'nearest' });
    return element;
  }
}

/** Puts a row in its place; where the browser can, without taking the focus from it. */
function put(rows, row, before) {
  if (rows.moveBefore && row.isConnected && rows.isConnected) rows.moveBefore(row, before);
  else rows.insertBefore(row, before);
}
