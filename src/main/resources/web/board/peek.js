// What is told of a task when somebody peeks, below its row or beside the rows: its state as a sentence, all of what it
// asks, the last news and why, and marks to leave.

import { button, fill, foreign, h, joined } from '../shared/browser/dom.js';
import { moment } from '../shared/browser/time.js';
import * as api from '../shared/server/api.js';
import { actsKey } from '../shared/tasks/acts.js';
import { seenTo } from '../shared/tasks/contact.js';
import { marksOf } from '../shared/tasks/marks.js';
import { nextSteps } from '../shared/tasks/next-steps.js';
import { artefact, isAmber, status, warning } from '../shared/tasks/status.js';
import { news } from '../shared/tasks/whole-text.js';
import { sourceName } from '../shared/tasks/words.js';

const UPDATES = 5;
const REASONS = ['phase', 'attention', 'block', 'next', 'executor', 'update'];

export class Peek {
  #reading;
  #read;
  #key;

  /** `whys` says whether all reasons stand open. */
  constructor(id, board) {
    this.id = id;
    this.board = board;
    this.said = h('p', { class: 'said' });
    this.name = h('h3');
    this.next = h('div', { class: 'next' });
    this.more = h('div', { class: 'read' });
    this.marks = h('div', { class: 'marks' });
    const shut = button('shut', { 'aria-label': 'Close' }, () => board.peek(id), '×');
    this.element = h('div', { class: 'peek' }, h('div', { class: 'top' }, this.name, shut), this.said, this.next,
      this.more, this.marks);
  }

  show(task) {
    const key = JSON.stringify([task, seenTo(task), actsKey(task)]);
    if (key === this.#key) return;
    this.#key = key;
    fill(this.name, h('a', { href: api.pageOf(task.id), 'data-route': true }, foreign(task.name, 300)));
    fill(this.said, h('span', {}, status(task), isAmber(task) && [' ', warning(task.remark)]));
    const steps = nextSteps(task, (after) => this.board.triaged(after));
    fill(this.next, steps);
    this.next.hidden = !steps.length;
    fill(this.marks, this.#steps(task));
    this.#load();
  }

  whys(open) {
    this.open = open;
    const whys = this.element.querySelector('details');
    if (whys) whys.open = open;
  }

  #steps(task) {
    const open = h('a', { class: 'btn', href: api.pageOf(task.id), 'data-route': true }, 'Open the task');
    return [open, marksOf(task, (after) => this.board.triaged(after))];
  }

  async #load() {
    this.#reading?.abort();
    const { signal } = (this.#reading = new AbortController());
    try {
      const [task, why] = await Promise.all([api.task(this.id, signal), api.why(this.id, signal)]);
      if (!signal.aborted) fill(this.more, this.#parts(task, why.fields));
      this.#read = true;
    } catch (problem) {
      if (!signal.aborted && !this.#read) fill(this.more, h('p', { class: 'faint' }, foreign(problem.message, 300)));
    }
  }

  #parts({ goal, name, updates, links = [] }, fields) {
    const says = REASONS.filter((field) => fields[field]);
    return [
      goal && goal !== name && h('p', { class: 'goal' }, news(goal, 1000)),
      updates.length > 0 && h('ul', { class: 'news', role: 'list' }, updates.slice(0, UPDATES).map(({ text, at }) =>
        h('li', {}, moment(at), h('span', {}, news(text))))),
      links.length > 0 && h('p', {}, joined(links.map(artefact), ', ')),
      h('details', { open: this.open, class: 'whys' }, h('summary', {}, 'Why this?'), h('dl', {},
        says.map((field) => h('div', {}, h('dt', {}, field), h('dd', {}, news(fields[field].because),
          witness(fields[field].events)))))),
    ];
  }

  close() {
    this.#reading?.abort();
  }
}

function witness([first] = []) {
  return first && h('span', { class: 'faint' }, ' ', foreign(sourceName(first.source), 80), ' at ', moment(first.time));
}
