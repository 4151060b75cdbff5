// One task on the board: two lines that say what it does, for whom, on what, since when, and what to do next.

import { button, clean, fill, foreign, h, joined } from '../shared/browser/dom.js';
import { age, clock, local, retime } from '../shared/browser/time.js';
import { pageOf } from '../shared/server/api.js';
import { causeWord } from '../shared/tasks/cause.js';
import { asOf, seenTo, unseen } from '../shared/tasks/contact.js';
import { nextSteps } from '../shared/tasks/next-steps.js';
import { ribbon } from '../shared/tasks/ribbon.js';
import { blockText, executor, isCommand, others } from '../shared/tasks/status.js';
import { askedWhere, GROUPS, isUntoldFailure, mark, number, phaseWord, toneOf } from '../shared/tasks/words.js';

/** The row of a task. `show(task)` brings it up to date, touching only what changed, so that focus stays. */
export class Row {
  #shown;
  #steps;

  /** `board` hears of marks (`triaged`) and opens what is below a row (`peek`). */
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
    this.element = h('li', {}, this.phase, h('div', { class: 'name' }, this.link, this.asked), this.ribbon, this.age,
      this.update, h('div', { class: 'who' }, this.executor, this.meter), this.below, this.next);
    this.element.dataset.task = task.id;
  }

  show(task, { nested = false, gone = false, peek } = {}) {
    const shown = JSON.stringify([task, nested, gone, seenTo(task)]);
    if (shown !== this.#shown) this.#draw(task, nested, gone);
    this.#shown = shown;
    this.#peek(task, peek);
  }

  #draw(task, nested, gone) {
    const failed = isUntoldFailure(task) && 'failed';
    const names = ['row', toneOf(task), failed, nested && 'nested', gone && 'gone', unseen(task) && 'unseen'];
    this.element.className = names.filter(Boolean).join(' ');
    fill(this.phase, mark(task.attention, task.phase), phaseWord(task.phase, task.outcome));
    fill(this.link, foreign(task.name, 300));
    fill(this.asked, asked(task));
    fill(this.update, unseen(task) && [asOf(unseen(task)), ' · '], news(task));
    fill(this.executor, executor(task));
    fill(this.meter, progress(task));
    ribbon(this.ribbon, task);
    if (isOver(task)) retime(this.age, task.created, { to: task.ended, before: 'took ' });
    else retime(this.age, task.since, { to: seenTo(task) });
    this.#showSteps(task);
    this.link.setAttribute('aria-label', this.#sentence(task));
    this.below.setAttribute('aria-label', `More about ${clean(task.name, 80)}`);
  }

  /** The whole row as one sentence, for ears. */
  #sentence(task) {
    const [phase, long, asked, news] = [this.phase, this.age, this.asked, this.update].map((part) => part.textContent);
    const length = isOver(task) ? `, ${long}` : ` for ${long}`;
    const head = `${task.name}: ${phase}${length}${asked && `, ${asked}`}. ${news}.`;
    return clean(task.next ? `${head} Next: ${local(task.next.text)}.` : head, 600);
  }

  #showSteps(task) {
    const key = JSON.stringify([task.attention, task.next]);
    if (key === this.#steps) return;
    this.#steps = key;
    const focused = this.next.contains(document.activeElement);
    const steps = nextSteps(task, (after) => this.board.triaged(after));
    fill(this.next, steps);
    this.next.hidden = !steps.length;
    if (focused) this.link.focus();
  }

  #peek(task, peek) {
    this.below.setAttribute('aria-expanded', String(Boolean(peek)));
    if (peek && peek.element.parentElement !== this.element) this.element.append(peek.element);
    if (!peek) this.element.querySelector(':scope > .peek')?.remove();
    peek?.show(task);
  }
}

/** Several tasks that wait for the same thing, as one row that unfolds. */
export class CauseRow {
  constructor(cause, board) {
    this.board = board;
    this.phase = h('span', { class: 'phase' });
    this.fold = button('open', { 'aria-expanded': 'false' }, () => board.unfold(cause));
    this.names = h('small');
    this.update = h('div', { class: 'update' });
    this.age = age('');
    this.next = h('div', { class: 'next' });
    this.element = h('li', {}, this.phase, h('div', { class: 'name' }, this.fold, this.names), this.age, this.update,
      this.next);
    this.element.dataset.cause = cause;
  }

  show(members, { open }) {
    const tasks = members.map(({ task }) => task);
    const [first] = tasks;
    this.element.className = `row cause ${GROUPS[first.attention]?.tone}`;
    this.fold.setAttribute('aria-expanded', String(open));
    const key = JSON.stringify(tasks);
    if (this.shown === key) return;
    this.shown = key;
    fill(this.phase, mark(first.attention, first.phase), phaseWord(first.phase));
    fill(this.fold, causeWord(tasks));
    fill(this.names, foreign(tasks.map(({ name }) => name).join(', '), 200));
    fill(this.update, blockText(first.block));
    const since = tasks.map(({ block }) => block.since).sort()[0];
    retime(this.age, since);
    const steps = nextSteps(first, () => {});
    fill(this.next, steps);
    this.next.hidden = !steps.length;
    this.fold.setAttribute('aria-label', clean(`${causeWord(tasks)}: ${this.update.textContent}, for ${
      this.age.textContent}. ${this.names.textContent}`, 600));
  }
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
function news({ attention, block, update, goal, lastUpdate }) {
  if (block && (attention === 'needs_you' || attention === 'stuck' || !update)) {
    return [isCommand(block) && 'Wants to run ', blockText(block), others(block),
      attention === 'stuck' && lastSign(lastUpdate)];
  }
  const text = update?.text ?? goal;
  return text ? foreign(text, 400) : h('span', { class: 'faint' }, 'No update yet');
}

/** How long it really is since anything was heard of it: it was called stuck some time after that. */
const lastSign = (time) => h('span', { class: 'faint' }, ' · last sign ', age(time, { after: ' ago' }));

/** How much is done, where that is known. */
function progress({ progress: known, attention }) {
  if (!(known?.total > 0) || attention === 'settled') return [];
  return [number(known.done), h('span', { class: 'hush' }, ' of '), h('span', { 'aria-hidden': 'true' }, '/'),
    number(known.total)];
}
