// The queue of decisions: one waiting question after the other, the whole of each, with what settles it.

import { button, clean, fill, foreign, h, joined } from '../shared/browser/dom.js';
import { age, clock, everySecond, now } from '../shared/browser/time.js';
import * as api from '../shared/server/api.js';
import { acting, actsKey, isBusy, mainWait, standingOf } from '../shared/tasks/acts.js';
import { causeWord } from '../shared/tasks/cause.js';
import { actingOnAll } from '../shared/tasks/many-acts.js';
import { leaveMarks } from '../shared/tasks/many-marks.js';
import { nextSteps } from '../shared/tasks/next-steps.js';
import { receiptLine } from '../shared/tasks/receipts.js';
import { askUntilWhen } from '../shared/tasks/snooze.js';
import { blockText, isCommand, others, wants } from '../shared/tasks/status.js';
import { askedWhere, capital, mark, number, plural, yours } from '../shared/tasks/words.js';
import { ORDERS, queueOf } from './queue.js';

const MOST = 500;
const READ_AGAIN_AFTER = 2_000;

export default class DecidePage {
  static css = ['decide/decide.css'];
  title = 'Decide';
  #tasks = new Map();
  #skipped = new Set();
  #here;
  #at;
  #drawn;
  #last;
  #reading;
  #again;

  constructor(shell) {
    this.shell = shell;
    this.order = h('select', { 'aria-label': 'Order', onchange: ({ target }) =>
      shell.go(`/decide${target.value ? `?order=${target.value}` : ''}`, true) },
    Object.entries(ORDERS).map(([value, word]) => h('option', { value }, word)));
    this.count = h('h1', {}, 'Looking…');
    this.came = h('p', { class: 'came', role: 'status' });
    this.place = h('section', { class: 'decision' });
    this.element = h('article', { class: 'decide' }, h('header', {}, this.count, this.order), this.came, this.place);
    this.acted = ({ detail }) => this.#acted(detail);
    acting.addEventListener('change', this.acted);
    this.stop = everySecond(() => this.#follow());
  }

  leave() {
    this.stop();
    acting.removeEventListener('change', this.acted);
    this.#reading?.abort();
    clearTimeout(this.#again);
  }

  listens() {
    return {};
  }

  show({ params }) {
    const order = params.get('order') ?? '';
    this.order.value = Object.hasOwn(ORDERS, order) ? order : '';
    if (this.isRead) return this.#draw();
    return this.reload();
  }

  async reload() {
    clearTimeout(this.#again);
    this.#reading?.abort();
    const { signal } = (this.#reading = new AbortController());
    try {
      const all = [];
      let cursor;
      do {
        const page = await api.tasks({ attention: 'needs_you', shelf: 'none', limit: 200, cursor }, signal);
        all.push(...page.items);
        cursor = page.next;
      } while (cursor && all.length < MOST);
      this.#tasks = new Map(all.map((task) => [task.id, task]));
      this.isRead = true;
      this.#draw();
    } catch (problem) {
      if (signal.aborted) return;
      if (!this.isRead) fill(this.place, h('p', { class: 'notice' }, foreign(problem.message, 300)));
      this.#again = setTimeout(() => this.reload(), READ_AGAIN_AFTER);
    }
  }

  changed(task) {
    this.#follow(task);
    if (task.attention === 'needs_you' && !task.shelf) this.#tasks.set(task.id, task);
    else this.#tasks.delete(task.id);
    if (this.isRead) this.#draw();
  }

  gone({ id }) {
    this.#tasks.delete(id);
    if (this.isRead) this.#draw();
  }

  /** Something was pressed here: once the server took it, the next decision comes; what comes of it is told above. */
  #acted({ task, receipt }) {
    if (receipt) this.#last = { task, receipt };
    if (this.isRead) this.#draw();
  }

  /** What came of the last act, for as long as it goes on. */
  #follow(task) {
    const { receipt } = this.#last ?? {};
    if (task && this.#last?.task.id === task.id && task.receipt?.id === receipt.id) {
      this.#last = { task, receipt: task.receipt };
    }
  }

  /** What can still be decided: not what was settled here and waits for its source's word. */
  get #queue() {
    const open = [...this.#tasks.values()].filter((task) => {
      const wait = mainWait(task);
      return !wait || !isBusy(standingOf(task, wait)) || standingOf(task, wait).isSending;
    });
    return queueOf(open, { order: this.order.value, skipped: this.#skipped, now: now() });
  }

  get #current() {
    const queue = this.#queue;
    return queue.find(({ key }) => key === this.#here) ?? queue[0];
  }

  #draw() {
    const queue = this.#queue;
    const current = this.#current;
    if (current) this.#here = current.key;
    const { task, receipt } = this.#last ?? {};
    fill(this.came, task && [h('b', {}, foreign(task.name, 120)), ' ', receiptLine(receipt)]);
    const skipped = queue.filter(({ key }) => this.#skipped.has(key)).length;
    const key = JSON.stringify([current, queue.length, skipped, current?.tasks.map(actsKey)]);
    if (key === this.#drawn) return;
    const isOther = this.#at?.key !== current?.key;
    [this.#drawn, this.#at] = [key, current];
    fill(this.count, current ? plural(queue.length, 'decision', 'decisions') : 'Nothing waits for a decision',
      skipped > 0 && h('small', {}, ` ${number(skipped)} skipped`));
    this.order.hidden = queue.length < 2;
    this.place.className = `decision ${current ? 'needs' : 'none'}`;
    fill(this.place, current ? this.#decision(current) : this.#nothing());
    this.#number();
    if (isOther) scrollTo(0, 0);
  }

  #nothing() {
    return [h('p', { class: 'empty' }, 'No task waits for a person. '),
      h('a', { class: 'btn', href: '/', 'data-route': true }, 'See all tasks')];
  }

  #decision({ tasks }) {
    const [task] = tasks;
    const { block } = task;
    const several = tasks.length > 1;
    return [
      h('p', { class: 'phase' }, mark(task.attention, task.phase), h('span', {},
        `Waiting for ${block ? yours(block.reason) : 'you'} for `, age(block?.since ?? task.since),
        block?.expires && ` · expires at ${clock(block.expires.at, false)}`)),
      h('h2', {}, several ? causeWord(tasks) : h('a', { href: api.pageOf(task.id), 'data-route': true },
        foreign(task.name, 300))),
      h('p', { class: 'who' }, several ? foreign(tasks.map(({ name }) => clean(name, 120)).join(', '), 900)
        : who(task)),
      h('div', { class: 'question' }, isCommand(block ?? {}) && h('span', { class: 'wants' }, capital(wants(block))),
        block && [blockText(block), others(block)]),
      h('div', { class: 'next' }, nextSteps(task, () => this.reload(), { all: actingOnAll(tasks) })),
      h('div', { class: 'aside' },
        this.#besides('s', 'Skip', () => this.skip()),
        this.#besides('z', 'Snooze 1 h', () => this.mark('snoozed', { for: '1h' })),
        this.#besides('m', 'I am on it', () => this.mark('acknowledged')),
        this.#besides('o', 'Open the task', () => this.open())),
    ];
  }

  #besides(key, label, press) {
    return button('btn', { 'aria-keyshortcuts': key }, press, label, ' ', h('kbd', { 'aria-hidden': 'true' }, key));
  }

  /** What settles it has a number, as its key. */
  #number() {
    this.#answers().slice(0, 9).forEach((one, index) => {
      one.setAttribute('aria-keyshortcuts', index + 1);
      one.append(' ', h('kbd', { 'aria-hidden': 'true' }, index + 1));
    });
  }

  #answers() {
    return [...this.place.querySelectorAll(':scope > .next > :is(button, a)')].filter((one) => !one.disabled);
  }

  /** The next one; after the last, all of them again. */
  skip() {
    const queue = this.#queue;
    if (!this.#current) return false;
    this.#skipped.add(this.#current.key);
    if (queue.every(({ key }) => this.#skipped.has(key))) this.#skipped.clear();
    this.#here = undefined;
    this.#draw();
    return true;
  }

  mark(verb, body) {
    const { tasks } = this.#current ?? {};
    return tasks ? leaveMarks(tasks, verb, body, (...after) => after.forEach((task) => this.changed(task))) : false;
  }

  open() {
    const { tasks } = this.#current ?? {};
    return tasks ? this.shell.go(api.pageOf(tasks[0].id)) : false;
  }

  get keys() {
    return [
      { key: '1', also: ['2', '3', '4', '5', '6', '7', '8', '9'], does: 'Take that answer, 1 to 9',
        run: ({ key }) => this.#answers()[key - 1]?.click() },
      { key: 'e', does: 'Write an answer',
        run: () => this.place.querySelector('.write :is(textarea, input)')?.focus() },
      { key: 's', also: 'j', does: 'Skip', run: () => this.skip() },
      { key: 'z', does: 'Snooze for an hour', run: () => this.mark('snoozed', { for: '1h' }) },
      { key: 'Z', does: 'Snooze until …', run: () => (this.#current ? askUntilWhen('Snooze', (body) =>
        this.mark('snoozed', body)) : false) },
      { key: 'm', does: 'I am on it', run: () => this.mark('acknowledged') },
      { key: 'o', does: 'Open the task', run: () => this.open() },
      { key: 'Escape', does: 'Back to the board', run: () => this.shell.go('/') },
    ];
  }
}

/** Who asked for it, and who has it. */
function who({ owner, executor: worker }) {
  const where = owner?.where && foreign(askedWhere(owner), 60);
  return joined([owner && ['asked by ', foreign(owner.name, 80), where && [' in ', where]],
    worker?.name && foreign(worker.name, 80)]);
}
