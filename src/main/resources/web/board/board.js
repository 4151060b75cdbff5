// The board: one sentence, then every task in the order of what it wants from somebody.

import { button, clean, fill, h, toast } from '../shared/browser/dom.js';
import { everySecond } from '../shared/browser/time.js';
import { acting } from '../shared/tasks/acts.js';
import { joinCauses } from '../shared/tasks/cause.js';
import { instead, number, plural } from '../shared/tasks/words.js';
import { arrangedBy } from './arrange.js';
import { BoardCounts } from './board-counts.js';
import { BoardHead } from './board-head.js';
import { boardKeys, hints } from './board-keys.js';
import { isShelf } from './board-order.js';
import { BoardTasks } from './board-tasks.js';
import * as words from './board-words.js';
import { densityButton, Pane, roomIn } from './density.js';
import { Peek } from './peek.js';
import { RowCursor } from './row-cursor.js';
import { RowHold } from './row-hold.js';
import { CauseRow, Row } from './row.js';
import { Sections } from './sections.js';
import { Selection } from './selection.js';

/** The groups that want somebody. */
const PRESSING = ['needs_you', 'stuck', 'unreported'];
const WHOLE = 120;
const PAINT_AFTER = 40;
const PAINT_AT_MOST = 100;
const SEARCH_AGAIN_AFTER = 1_500;

export default class BoardPage {
  static kept = true;
  static searches = true;
  title = 'Sitrep';
  #tasks = new BoardTasks();
  #counts = new BoardCounts(() => this.#paintSoon());
  #filter = {};
  #order = {};
  #open = [];
  #rows = new Map();
  #loaded;
  #peek;
  cursor = new RowCursor(() => this.sections.all.filter(({ rows }) => !rows.hidden)
    .map(({ name, items, list }) => ({ group: name, items, list })));
  selection = new Selection({ items: () => this.#all(), cursor: this.cursor, changed: () => this.#paint(),
    triaged: (...tasks) => this.triaged(...tasks) });
  /** Rows that somebody just did something to: they may get lower under the hand that did it. */
  #own = new Set();
  #painting;
  #paintedAt = 0;
  #searching;

  constructor(shell) {
    this.shell = shell;
    this.head = new BoardHead((changes) => this.#address(changes));
    this.note = h('div');
    this.density = densityButton(() => this.#relaid());
    this.pane = new Pane(() => this.#relaid());
    this.head.arrange.element.append(this.density.element);
    this.pill = button('pill', { hidden: true }, () => this.letIn());
    this.more = {
      live: button('btn more', { hidden: true }, () => this.#showMore('live'), 'Show more tasks'),
      settled: button('btn more', { hidden: true }, () => this.#showMore('settled'), 'Show more of what settled'),
    };
    this.sections = new Sections({ draw: (...drawn) => this.#held(...drawn), toggle: (shelf) => this.unfold(shelf),
      more: this.more });
    this.rows = this.sections.element;
    this.element = h('div', { class: 'board' }, this.head.parts, this.note,
      h('div', { class: 'pill-place' }, this.pill), h('div', { class: 'beside' }, this.rows, this.pane.element),
      hints(this.keys), this.selection.bar.element);
    this.hold = new RowHold(this.rows);
    this.#watch();
  }

  /** Looks after what is near the window, and after changes that waited for a hand to leave. */
  #watch() {
    let framing;
    const frame = () => {
      framing ??= requestAnimationFrame(() => {
        framing = undefined;
        if (this.element.isConnected) this.sections.frame();
      });
    };
    for (const type of ['scroll', 'resize']) addEventListener(type, frame, { passive: true });
    addEventListener('beforeprint', () => this.#paint(true));
    addEventListener('afterprint', () => this.#paint());
    everySecond(() => this.#tasks.pending().count && !this.hold.isOn && this.#paintSoon());
    this.rows.addEventListener('pointerleave', () => this.#paintSoon());
    acting.addEventListener('change', ({ detail: { id } }) => {
      this.#own.add(id);
      if (this.element.isConnected) this.#paint();
    });
    this.rows.addEventListener('focusin', ({ target }) => this.cursor.follow(target));
    const seen = new IntersectionObserver((entries) => entries.forEach(({ isIntersecting, target }) =>
      isIntersecting && this.#showMore(target === this.more.live ? 'live' : 'settled')), { rootMargin: '1000px' });
    seen.observe(this.more.live);
  }

  listens({ params }) {
    return words.streamedOf(words.filterOf(params));
  }

  /** Shows what an address asks for; what is loaded already is not loaded again. */
  async show({ params }) {
    const filter = words.filterOf(params);
    const key = JSON.stringify(filter);
    this.#open = [...params.getAll('open'), filter.shelf].filter(Boolean);
    this.#order = arrangedBy(params);
    const shelves = this.#tasks.openShelves(this.#open.filter(isShelf));
    const isToBeRead = this.#tasks.arrange(this.#order);
    this.#peekAt(params.get('peek') || undefined, params.has('why'));
    if (this.#loaded === key && !isToBeRead) {
      this.#paint();
      return this.#readShelves(shelves);
    }
    [this.#filter, this.#loaded] = [filter, key];
    this.#counts.ask(filter);
    this.#paintHead();
    return this.#load(filter);
  }

  async #load(filter) {
    if (!await this.#tasks.load(filter)) return;
    if (this.#tasks.showing) this.#counts.ask({ ...this.#filter, q: this.#tasks.showing });
    this.#paint();
  }

  async #readShelves(shelves) {
    try {
      await Promise.all(shelves.map((shelf) => this.#tasks.readShelf(shelf)));
    } catch (problem) {
      toast(`Not to be seen for now: ${clean(problem.message, 200)}`);
    }
    if (shelves.length) this.#paint();
  }

  reload() {
    if (!this.#loaded) return;
    this.#counts.soon();
    this.#load();
  }

  get problem() {
    return this.#tasks.problem;
  }

  changed(task) {
    if (this.#tasks.changed(task)) this.#searchAgain();
    this.#counts.soon();
    this.#paintSoon();
  }

  gone(task) {
    this.#tasks.gone(task);
    this.#counts.soon();
    this.#paintSoon();
  }

  /** What somebody did here takes its place at once. */
  triaged(...tasks) {
    this.cursor.staying(() => {
      for (const task of tasks) {
        this.#tasks.changed(task);
        this.#tasks.settle(task.id);
        this.#own.add(task.id);
      }
      this.#paint();
    });
    this.#counts.soon();
  }

  #searchAgain() {
    clearTimeout(this.#searching);
    this.#searching = setTimeout(() => this.#load(), SEARCH_AGAIN_AFTER);
  }

  async #showMore(which) {
    if (!this.#tasks.hasMore(which) || this.more[which].disabled) return;
    this.more[which].disabled = true;
    try {
      await this.#tasks.more(which);
    } catch (problem) {
      toast(`No more for now: ${clean(problem.message, 200)}`);
    }
    this.more[which].disabled = false;
    this.#paint();
  }

  letIn() {
    this.#tasks.settle();
    this.#paint();
  }

  /** Soon, but not more often than can be followed. */
  #paintSoon() {
    const since = performance.now() - this.#paintedAt;
    this.#painting ??= setTimeout(() => this.#paint(), Math.max(PAINT_AFTER, PAINT_AT_MOST - since));
  }

  #paint(whole = false) {
    clearTimeout(this.#painting);
    this.#painting = undefined;
    this.#paintedAt = performance.now();
    if (!this.hold.isOn) this.#tasks.settle();
    for (const group of this.#tasks.groups) this.sections.of(group);
    const { all } = this.sections;
    for (const section of all) section.items = this.#items(section.name);
    const items = this.#all();
    this.selection.show(items);
    this.rows.classList.toggle('selecting', this.selection.size > 0);
    this.pane.show(this.#peek, this.#tasks.of(this.#peek?.id));
    this.room = whole ? Infinity : roomIn(this.rows.clientWidth);
    for (const section of all) this.#paintSection(section, whole || items.length <= WHOLE);
    this.#own.clear();
    this.sections.prune();
    for (const [id, { element }] of this.#rows) if (!element.parentElement) this.#rows.delete(id);
    for (const which of ['live', 'settled']) this.more[which].hidden = !this.#tasks.hasMore(which);
    this.#paintPill();
    this.#paintHead();
    const height = this.hold.isOn && this.note.getBoundingClientRect().height;
    fill(this.note, this.#notes());
    this.note.style.minHeight = height ? `${height}px` : '';
  }

  /** The rows of a group: tasks that wait for the same thing as one, its tasks below it while it is unfolded. */
  #items(group) {
    return joinCauses(this.#tasks.group(group)).flatMap((item) => (this.#open.includes(item.cause)
      ? [item, ...item.members.map((entry) => ({ key: entry.task.id, entry, nested: true }))] : [item]));
  }

  #all() {
    return this.sections.all.flatMap(({ items }) => items);
  }

  /** Rows look otherwise now, whatever was known of their heights. */
  #relaid() {
    for (const { key } of this.#all()) this.#own.add(key);
    for (const { list } of this.sections.all) list.forget();
    this.#paint();
  }

  /** Under a hand no row gets lower, for that would move those below it; but for one that the hand itself acted on. */
  #held(item, row, known) {
    const height = this.hold.isOn && !this.#own.has(item.key) && (row?.element.getBoundingClientRect().height || known);
    const drawn = this.#draw(item, row);
    drawn.element.style.minHeight = height ? `${height}px` : '';
    return drawn;
  }

  #draw({ entry, cause, members, nested }, row) {
    const how = { room: this.room, selected: this.selection.has(cause ? `cause ${cause}` : entry.task.id) };
    if (cause) {
      const drawn = row ?? new CauseRow(cause, this);
      drawn.show(members, { ...how, open: this.#open.includes(cause) });
      return drawn;
    }
    const { id } = entry.task;
    const drawn = row ?? this.#rows.get(id) ?? new Row(entry.task, this);
    this.#rows.set(id, drawn);
    const peek = this.#peek?.id === id ? this.#peek : undefined;
    const below = this.pane.isThere ? undefined : peek;
    drawn.show(entry.task, { ...how, nested, gone: entry.gone, peek: below, peeked: Boolean(peek) });
    return drawn;
  }

  #paintSection(section, whole) {
    const { name } = section;
    const open = isShelf(name) ? this.#open.includes(name) : undefined;
    this.sections.show(section, { count: this.#countOf(name, open), open, group: this.#order.group, whole });
  }

  /** A shelf that is folded says how many lie there, too. */
  #countOf(name, open) {
    const loaded = this.#tasks.group(name).length;
    if (open === false) return number(this.#counts.of(name) ?? 0);
    const part = isShelf(name) || name === 'settled' ? name : 'live';
    return this.#counts.word(name, loaded, this.#tasks.hasMore(part));
  }

  #paintHead() {
    this.head.show({ filter: this.#filter, order: this.#order, counts: this.#counts.shown, tasks: this.#tasks.all() });
  }

  #paintPill() {
    const { count, needs } = this.#tasks.pending();
    this.pill.hidden = !count;
    this.pill.dataset.tone = needs ? 'needs' : 'calm';
    const others = count - needs;
    const said = [needs && `${number(needs)} more ${needs === 1 ? 'needs' : 'need'} you`,
      others > 0 && plural(others, needs ? 'other change' : 'change', needs ? 'other changes' : 'changes')];
    fill(this.pill, said.filter(Boolean).join(' · '), ' ', h('kbd', { 'aria-hidden': 'true' }, 'l'));
  }

  /** What the whole board comes to, however little of it a filter lets through. */
  summed(summary) {
    this.summary = summary;
    this.#counts.whole(summary);
    this.head.summed(summary);
    if (this.#loaded) this.#paintSoon();
  }

  /** What was looked at, where there is little else to see. */
  #notes() {
    const filtered = Object.keys(this.#filter).length > 0;
    if (this.problem) return h('p', { class: 'notice' }, words.refusal(this.problem));
    if (this.#tasks.showing) return instead(this.#filter, this.#tasks.showing);
    if (filtered) return !this.#tasks.size && h('p', { class: 'empty' }, words.nothingFor(this.#filter));
    if (!this.summary) return undefined;
    if (!this.#tasks.size && !this.summary.lastEvent) return words.welcome();
    const { needs_you: needs, stuck, unreported } = this.summary.unshelved;
    const isCalm = !(needs || stuck || unreported) && !PRESSING.some((group) => this.sections.of(group).items.length);
    return isCalm && h('p', { class: 'empty calm' }, words.checked(this.summary));
  }

  /** Opens or closes what is below a row; the address says which. */
  peek(id, why = false) {
    const open = id && !(this.#peek?.id === id && (!why || this.#peek.open));
    this.#address({ peek: open ? id : undefined, why: open && why ? '' : undefined });
  }

  /** Unfolds a cause that several wait for, or a shelf. */
  unfold(name) {
    const open = this.#open.includes(name) ? this.#open.filter((one) => one !== name) : [...this.#open, name];
    this.#address({ open });
  }

  #address(changes) {
    const params = new URLSearchParams(location.search);
    for (const [name, value] of Object.entries(changes)) {
      params.delete(name);
      for (const one of [value].flat()) if (one !== undefined) params.append(name, one);
    }
    this.shell.go(`/${params.size ? `?${params}` : ''}`, true);
  }

  #peekAt(id, why) {
    if (this.#peek?.id !== id) {
      for (const one of [id, this.#peek?.id]) this.#own.add(one);
      for (const { list } of this.sections.all) list.forget(this.#peek?.id ?? '');
      this.#peek?.close();
      this.#peek = id && new Peek(id, this);
    }
    this.#peek?.whys(why);
  }

  /** Takes the next step of the row that the keyboard is at; what is asked of a source takes one more press. */
  act() {
    const row = document.activeElement.closest('.row');
    const step = row?.querySelector('.next .btn');
    if (step?.dataset.act && step.dataset.act !== 'write') step.focus();
    else step?.click();
    return Boolean(row);
  }

  select(key, further) {
    this.selection.select(key, further);
  }

  /** Where the keyboard went, what is told beside the rows goes too. */
  went() {
    if (this.pane.isThere && this.#peek && this.#tasks.of(this.cursor.key)) {
      this.#address({ peek: this.cursor.key, why: this.#peek.open ? '' : undefined });
    }
  }

  get keys() {
    return boardKeys(this);
  }

  escape() {
    if (this.selection.clear()) return true;
    if (this.#peek) return this.peek(this.#peek.id);
    if (Object.keys(this.#filter).length) return this.shell.go('/');
    return false;
  }
}
