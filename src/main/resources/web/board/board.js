// The board: one sentence, then every task in the order of what it wants from somebody.

import { button, clean, fill, h, toast } from '../shared/browser/dom.js';
import { faceOf } from '../shared/browser/keys.js';
import { everySecond } from '../shared/browser/time.js';
import { joinCauses } from '../shared/tasks/cause.js';
import { askUntilWhen } from '../shared/tasks/snooze.js';
import { leaveMark, undo } from '../shared/tasks/triage.js';
import { number, plural } from '../shared/tasks/words.js';
import { arrangedBy } from './arrange.js';
import { BoardCounts } from './board-counts.js';
import { BoardHead } from './board-head.js';
import { isShelf } from './board-order.js';
import { BoardTasks } from './board-tasks.js';
import * as words from './board-words.js';
import { Peek } from './peek.js';
import { RowCursor } from './row-cursor.js';
import { RowHold } from './row-hold.js';
import { CauseRow, Row } from './row.js';
import { Sections } from './sections.js';

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
  #cursor = new RowCursor(() => this.sections.all.filter(({ rows }) => !rows.hidden)
    .map(({ name, items, list }) => ({ group: name, items, list })));
  #painting;
  #paintedAt = 0;
  #searching;

  constructor(shell) {
    this.shell = shell;
    this.head = new BoardHead((changes) => this.#address(changes));
    this.note = h('div');
    this.pill = button('pill', { hidden: true }, () => this.#letIn());
    this.more = {
      live: button('btn more', { hidden: true }, () => this.#showMore('live'), 'Show more tasks'),
      settled: button('btn more', { hidden: true }, () => this.#showMore('settled'), 'Show more of what settled'),
    };
    this.sections = new Sections({ draw: (...drawn) => this.#held(...drawn), toggle: (shelf) => this.unfold(shelf),
      more: this.more });
    this.rows = this.sections.element;
    this.element = h('div', { class: 'board' }, this.head.parts, this.note,
      h('div', { class: 'pill-place' }, this.pill), this.rows, hints(this.keys));
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
    this.rows.addEventListener('focusin', ({ target }) => this.#cursor.follow(target));
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
    this.#peekAt(params.get('peek') ?? undefined, params.has('why'));
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
  triaged(task) {
    this.#cursor.staying(() => {
      this.#tasks.changed(task);
      this.#tasks.settle(task.id);
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

  #letIn() {
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
    const count = all.reduce((sum, { items }) => sum + items.length, 0);
    for (const section of all) this.#paintSection(section, whole || count <= WHOLE);
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

  /** Under a hand no row gets lower, for that would move those below it. */
  #held(item, row, known) {
    const height = this.hold.isOn && (row?.element.getBoundingClientRect().height || known);
    const drawn = this.#draw(item, row);
    drawn.element.style.minHeight = height ? `${height}px` : '';
    return drawn;
  }

  #draw({ entry, cause, members, nested }, row) {
    if (cause) {
      const drawn = row ?? new CauseRow(cause, this);
      drawn.show(members, { open: this.#open.includes(cause) });
      return drawn;
    }
    const { id } = entry.task;
    const drawn = row ?? this.#rows.get(id) ?? new Row(entry.task, this);
    this.#rows.set(id, drawn);
    const peek = this.#peek?.id === id ? this.#peek : undefined;
    drawn.show(entry.task, { nested, gone: entry.gone, peek });
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
    if (this.#tasks.showing) return words.instead(this.#filter, this.#tasks.showing);
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
      this.#peek?.close();
      this.#peek = id && new Peek(id, this);
    }
    this.#peek?.whys(why);
  }

  /** The task of the row that the keyboard is at, if it is one. */
  get #task() {
    return this.#tasks.of(this.#cursor.key);
  }

  #act() {
    const row = document.activeElement.closest('.row');
    row?.querySelector('.next .btn')?.click();
    return Boolean(row);
  }

  #mark(verb, allowed, body) {
    const task = this.#task;
    if (!task || !allowed.includes(task.attention)) return toast('That mark does not fit a task like this.');
    return leaveMark(task, verb, body, (after) => this.triaged(after));
  }

  #snooze(allowed) {
    const task = this.#task;
    if (!task || !allowed.includes(task.attention)) return this.#mark('snoozed', allowed);
    return askUntilWhen(`Snooze “${clean(task.name, 60)}”`, (body) => leaveMark(task, 'snoozed', body, (after) =>
      this.triaged(after)));
  }

  get keys() {
    const pressing = ['needs_you', 'stuck'];
    const chosen = (act) => () => (this.#cursor.key && document.activeElement.closest('.row') ? act() : false);
    return [
      { key: 'j', hint: 'next', does: 'Next task', run: () => this.#cursor.move(1) },
      { key: 'k', hint: 'previous', does: 'Previous task', run: () => this.#cursor.move(-1) },
      { key: '.', does: 'Next that needs you', run: () => this.#cursor.nextNeed() },
      { key: 'Enter', hint: 'open', does: 'Open the task', run: () => false },
      { key: ' ', hint: 'peek', does: 'Peek: more about it, here',
        run: ({ target }) => (target.matches('a.open') ? this.peek(this.#cursor.key) : false) },
      { key: 'w', hint: 'why', does: 'Why does it say that?', run: chosen(() => this.peek(this.#cursor.key, true)) },
      { key: 'a', hint: 'take the next step', does: 'Act: take the next step', run: chosen(() => this.#act()) },
      { key: 'm', does: 'Mine: I am on it', run: chosen(() => this.#mark('acknowledged', pressing)) },
      { key: 'Z', does: 'Snooze until …', run: chosen(() => this.#snooze(pressing)) },
      { key: 'z', does: 'Snooze for an hour', run: chosen(() => this.#mark('snoozed', pressing, { for: '1h' })) },
      { key: 'r', does: 'Mark reported', run: chosen(() => this.#mark('reported', ['unreported'])) },
      { key: 'x', does: 'Dismiss', run: chosen(() => this.#mark('dismissed', [...pressing, 'unreported'])) },
      { key: 'u', does: 'Undo the last mark', run: () => undo() },
      { key: 'l', does: 'Let waiting changes in', run: () => this.#letIn() },
      { key: 'Escape', does: 'Close what is open, then clear the filters', run: () => this.#escape() },
    ];
  }

  #escape() {
    if (this.#peek) return this.peek(this.#peek.id);
    if (Object.keys(this.#filter).length) return this.shell.go('/');
    return false;
  }
}

/** The keys to begin with, for those who look; `?` tells of all. */
function hints(keys) {
  const few = keys.filter(({ hint }) => hint).map(({ key, hint }) => [faceOf(key), hint]);
  return h('footer', { class: 'keys', 'aria-hidden': 'true' }, [...few, ['?', 'all keys']].map(([key, hint]) =>
    h('span', {}, h('kbd', {}, key), ' ', hint)));
}
