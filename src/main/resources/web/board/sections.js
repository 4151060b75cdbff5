// The parts of the board on the page: a heading with how many there are, and the rows. A shelf lies folded until it is
// opened; a part by what tasks are grouped by comes and goes with its tasks.

import { button, fill, foreign, h } from '../shared/browser/dom.js';
import { GROUPS, SHELVES } from '../shared/tasks/words.js';
import { isShelf, PLACES, titleOf } from './board-order.js';
import { WindowedList } from './windowed-list.js';

const EXACT = { title: 'Called exactly that', hint: '' };

export class Sections {
  #known = new Map();

  /** `draw` is as a list of rows takes it, `toggle` opens or folds a shelf, `more` is what stands behind long parts. */
  constructor({ draw, toggle, more }) {
    Object.assign(this, { draw, toggle });
    this.element = h('div', { class: 'groups' });
    for (const name of PLACES) {
      this.element.append(this.#made(name).element);
      if (name === 'queued') this.element.append(more.live);
      if (name === 'settled') this.element.append(more.settled);
    }
  }

  #made(name) {
    const id = `group-${PLACES.includes(name) ? name : this.#known.size}`;
    const count = h('em');
    const title = h('span');
    const fold = isShelf(name) && button('fold', { 'aria-expanded': 'false' }, () => this.toggle(name), title);
    const heading = h('h2', { id }, fold || title, ' ', count);
    const rows = h('ul', { class: 'rows', role: 'list' });
    const props = { class: 'group', hidden: true, 'aria-labelledby': id, 'data-group': name };
    const element = h('section', props, heading, rows);
    const list = new WindowedList(rows, (...drawn) => this.draw(...drawn));
    const made = { name, element, title, count, fold, rows, list, items: [] };
    this.#known.set(name, made);
    return made;
  }

  /** The part of this name; one by something stands among its like by the alphabet, before what is not grouped. */
  of(name) {
    const known = this.#known.get(name);
    if (known) return known;
    const made = this.#made(name);
    const by = this.#by();
    const behind = by[by.indexOf(made) + 1];
    this.element.insertBefore(made.element, (behind ?? this.#known.get('needs_you')).element);
    return made;
  }

  #by() {
    return [...this.#known.values()].filter(({ name }) => name.startsWith('by '))
      .sort((a, b) => Number(!a.name.slice(3)) - Number(!b.name.slice(3)) || (a.name < b.name ? -1 : 1));
  }

  /** All parts, from the top. */
  get all() {
    const own = PLACES.map((name) => this.#known.get(name));
    return [own[0], ...this.#by(), ...own.slice(1)];
  }

  /** Shows how many there are of a part, and its rows; all of them, or only those near the window. */
  show(section, { count, open, group, whole }) {
    const { name, element, title, fold, list, items, rows } = section;
    if (items.length || (fold && count !== '0')) element.hidden = false;
    const words = SHELVES[name] ?? GROUPS[name] ?? (name === 'exact' ? EXACT : { title: titleOf(name, group) });
    if (title.textContent !== words.title) fill(title, PLACES.includes(name) ? words.title : foreign(words.title, 80));
    section.count.textContent = words.hint && (open ?? true) ? `${count} · ${words.hint}` : count;
    if (fold) {
      fold.setAttribute('aria-expanded', String(open));
      rows.hidden = !open || !items.length;
    }
    list.show(items, whole);
    section.isThere = items.length > 0 || Boolean(fold && count !== '0');
  }

  /** Takes away what is left over, only after every row has moved: what is hidden cannot keep the focus. */
  prune() {
    for (const section of this.#known.values()) {
      section.list.prune();
      section.element.hidden = !section.isThere;
      if (section.isThere || PLACES.includes(section.name)) continue;
      section.element.remove();
      this.#known.delete(section.name);
    }
  }

  frame() {
    for (const { list } of this.#known.values()) list.frame();
  }
}
