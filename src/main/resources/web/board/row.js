// One task on the board: two lines that say what it does, for whom, on what, since when, and what to do next.

import { button, clean, fill, foreign, h, joined } from '../shared/browser/dom.js';
import { age, clock, local, retime } from '../shared/browser/time.js';
import { pageOf } from '../shared/server/api.js';
import { actsKey } from '../shared/tasks/acts.js';
import { causeWord } from '../shared/tasks/cause.js';
import { asOf, seenTo, unseen } from '../shared/tasks/contact.js';
import { noteLine } from '../shared/tasks/describe.js';
import { actingOnAll } from '../shared/tasks/many-acts.js';
import { isReadable, nextSteps } from '../shared/tasks/next-steps.js';
import { ribbon } from '../shared/tasks/ribbon.js';
import { begun, blockText, executor, isAmber, isCommand, others, wants, warning } from '../shared/tasks/status.js';
import { inShort, ROOM } from '../shared/tasks/whole-text.js';
import {
  askedWhere, capital, GROUPS, isUntoldFailure, mark, number, phaseWord, toneOf,
} from '../shared/tasks/words.js';

const MOST_NAMES = 90;
const MOST_NEWS = 400;

/** The box by which a row is selected, where somebody points or has begun to. */
const pick = (select) => h('input', { type: 'checkbox', class: 'pick', tabindex: '-1', onclick: (event) => {
  event.target.parentElement.querySelector('.open').focus({ preventScroll: true });
  select(event.shiftKey);
} });

/** In one line there is no room for a command besides a question. */
const roomsOf = (room) => [room, room < ROOM ? 0 : room];

/** The row of a task. `show(task)` brings it up to date, touching only what changed, so that focus stays. */
export class Row {
  #shown;
  #steps;

  /** `board` hears of marks (`triaged`) and of what is selected (`select`), and opens what is below a row (`peek`). */
  constructor(task, board) {
    this.board = board;
    this.phase = h('span', { class: 'phase' });
    this.link = h('a', { class: 'open', href: pageOf(task.id) });
    this.asked = h('small');
    this.update = h('div', { class: 'update' });
    this.executor = h('span');
    this.meter = h('small', { class: 'meter' });
    this.ribbon = h('div', { class: 'ribbon', role: 'img' });
    this.age = age(task.since);
    this.next = h('div', { class: 'next' });
    this.below = button('below', { 'aria-expanded': 'false' }, () => board.peek(task.id),
      h('i', { 'aria-hidden': 'true' }));
    this.pick = pick((further) => board.select(task.id, further));
    this.element = h('li', {}, this.pick, this.phase, h('div', { class: 'name' }, this.link, this.asked), this.ribbon,
      this.age, this.update, h('div', { class: 'who' }, this.executor, this.meter), this.below, this.next);
    this.element.dataset.task = task.id;
  }

  /** `room` is for how many characters of a question there is room; `peeked`, that what is below stands open. */
  show(task, { nested = false, gone = false, peek, peeked = peek, room = ROOM, selected = false } = {}) {
    this.#peek(task, peek, peeked);
    const readable = isReadable(task, ...roomsOf(room));
    const shown = JSON.stringify([task, nested, gone, room, readable, seenTo(task), actsKey(task)]);
    if (shown !== this.#shown) this.#draw(task, { nested, gone, room, readable });
    this.#shown = shown;
    this.pick.checked = selected;
    this.element.classList.toggle('picked', selected);
  }

  #draw(task, { nested, gone, room, readable }) {
    const failed = isUntoldFailure(task) && 'failed';
    const names = ['row', toneOf(task), failed, nested && 'nested', gone && 'gone',
      isAmber(task) && 'slow', unseen(task) && 'unseen'];
    this.element.className = names.filter(Boolean).join(' ');
    fill(this.phase, mark(task.attention, task.phase), phaseWord(task.phase, task.outcome));
    fill(this.link, foreign(task.name, 300));
    fill(this.asked, asked(task));
    fill(this.update, unseen(task) && [asOf(unseen(task)), ' · '],
      told(task, { room, open: () => this.board.peek(task.id) }), noteLine(task) && [' ', noteLine(task)]);
    fill(this.executor, executor(task));
    fill(this.meter, progress(task));
    ribbon(this.ribbon, task);
    if (isOver(task)) retime(this.age, task.created, { to: task.ended, before: 'took ' });
    else retime(this.age, begun(task), { to: seenTo(task) });
    this.#showSteps(task, room, readable);
    this.pick.setAttribute('aria-label', `Select ${clean(task.name, 80)}`);
    this.link.setAttribute('aria-label', this.#sentence(task));
    this.below.setAttribute('aria-label', `More about ${clean(task.name, 80)}`);
  }

  /** The whole row as one sentence, for ears. */
  #sentence(task) {
    const [phase, long, asked, news] = [this.phase, this.age, this.asked, this.update].map((part) => part.textContent);
    const length = isOver(task) ? `, ${long}` : ` for ${long}`;
    const head = `${task.name}: ${phase}${length}${asked && `, ${asked}`}. ${news}.`;
    return clean(task.next ? `${head} Next: ${inShort(local(task.next.text), ROOM)}.` : head, 1200);
  }

  #showSteps(task, room, readable) {
    const key = JSON.stringify([task.attention, task.next, task.block?.id, room, readable, actsKey(task)]);
    if (key === this.#steps) return;
    this.#steps = key;
    const focused = this.next.contains(document.activeElement);
    const show = () => this.board.peek(task.id);
    const [, commandRoom] = roomsOf(room);
    const steps = nextSteps(task, (after) => this.board.triaged(after), { room, commandRoom, show });
    fill(this.next, steps);
    this.next.hidden = !steps.length;
    if (focused && !this.next.contains(document.activeElement)) this.link.focus();
  }

  #peek(task, peek, peeked) {
    this.below.setAttribute('aria-expanded', String(Boolean(peeked)));
    this.element.classList.toggle('peeked', Boolean(peeked));
    if (peek && peek.element.parentElement !== this.element) this.element.append(peek.element);
    if (!peek) this.element.querySelector(':scope > .peek')?.remove();
    peek?.show(task);
  }
}

/** Several tasks that wait for the same thing, as one row that unfolds. */
export class CauseRow {
  #whole = false;

  constructor(cause, board) {
    this.board = board;
    this.cause = cause;
    this.pick = pick((further) => board.select(`cause ${cause}`, further));
    this.phase = h('span', { class: 'phase' });
    this.fold = button('open', { 'aria-expanded': 'false' }, () => board.unfold(cause));
    this.names = h('small');
    this.update = h('div', { class: 'update' });
    this.age = age('');
    this.next = h('div', { class: 'next' });
    this.element = h('li', {}, this.pick, this.phase, h('div', { class: 'name' }, this.fold, this.names), this.age,
      this.update, this.next);
    this.element.dataset.cause = cause;
  }

  show(members, { open, room = ROOM, selected = false }) {
    const tasks = members.map(({ task }) => task);
    const [first] = tasks;
    this.element.className = `row cause ${GROUPS[first.attention]?.tone}${selected ? ' picked' : ''}`;
    this.fold.setAttribute('aria-expanded', String(open));
    this.pick.checked = selected;
    const key = JSON.stringify([tasks, room, this.#whole, tasks.map(actsKey)]);
    if (this.shown === key) return;
    this.shown = key;
    fill(this.phase, mark(first.attention, first.phase), phaseWord(first.phase));
    fill(this.fold, causeWord(tasks));
    fill(this.names, namesOf(tasks, () => this.board.unfold(this.cause)));
    const show = () => {
      this.#whole = true;
      this.show(members, { open, room, selected });
    };
    fill(this.update, blockText(first.block, { room, open: this.#whole ? undefined : show }));
    const since = tasks.map(({ block }) => block.since).sort()[0];
    retime(this.age, since);
    const steps = nextSteps(first, () => {}, { room, commandRoom: roomsOf(room)[1],
      show: this.#whole ? undefined : show, all: actingOnAll(tasks) });
    fill(this.next, steps);
    this.next.hidden = !steps.length;
    this.fold.setAttribute('aria-label', clean(`${causeWord(tasks)}: ${this.update.textContent}, for ${
      this.age.textContent}. ${this.names.textContent}`, 1200));
    this.pick.setAttribute('aria-label', `Select the ${causeWord(tasks)}`);
  }
}

/** The names of several tasks, as far as there is room; how many more there are opens them all. */
function namesOf(tasks, unfold) {
  const names = tasks.map(({ name }) => clean(name, 300));
  let [shown, length] = [0, 0];
  while (shown < names.length && (!shown || length + names[shown].length <= MOST_NAMES)) {
    length += names[shown].length + 2;
    shown += 1;
  }
  const more = names.length - shown;
  return [foreign(names.slice(0, shown).join(', '), 600),
    more > 0 && [' ', button('cut', { 'aria-label': `+${number(more)} more: show all ${number(names.length)} tasks` },
      unfold, `+${number(more)} more`)]];
}

/** Whether all is said and done: then its age is how long it took, and stays. */
const isOver = (task) => task.attention === 'settled' && Boolean(task.ended);

/** Who asked, and who looks after it. */
function asked(task) {
  const { owner, acknowledged, shelf, snoozedUntil } = task;
  return joined([
    owner && whoAsked(owner),
    shelf === 'on_it' && [foreign(acknowledged?.by ?? 'somebody', 60), ' is on it'],
    shelf === 'snoozed' && `snoozed until ${snoozedUntil ? clock(snoozedUntil, false) : 'it changes'}`,
    shelf === 'dismissed' && 'dismissed',
  ]);
}

/** As in "asked by Dana in Slack", "asked in #release" or "on schedule, daily at 06:00". */
function whoAsked(owner) {
  const where = owner.where && foreign(askedWhere(owner), 60);
  if (owner.name === 'schedule') return ['on schedule', where && [', ', where]];
  const isPlace = owner.name.startsWith('#');
  return [isPlace ? 'asked in ' : 'asked by ', foreign(owner.name, 60), where && [isPlace ? ' on ' : ' in ', where]];
}

/** What to read first: the exact question or command where somebody is waited for, else the latest update. */
function told(task, how) {
  const { attention, block, update, goal } = task;
  if (block && (attention === 'needs_you' || attention === 'stuck' || !update)) {
    const room = attention === 'stuck' && how.room < ROOM ? ROOM : how.room;
    const before = isCommand(block) && room >= ROOM && capital(wants(block));
    return [before, blockText(block, { ...how, room }), others(block)];
  }
  const text = update?.text ?? goal;
  const nothing = task.outcome ? 'Nothing was said of a result' : 'No update yet';
  const said = text ? foreign(inShort(text, MOST_NEWS), Infinity) : h('span', { class: 'faint' }, nothing);
  return isAmber(task) ? joined([warning(task.remark), text && said]) : said;
}

/** How much is done, where that is known. */
function progress({ progress: known, attention }) {
  if (!(known?.total > 0) || attention === 'settled') return [];
  return [number(known.done), h('span', { class: 'hush' }, ' of '), h('span', { 'aria-hidden': 'true' }, '/'),
    number(known.total)];
}
