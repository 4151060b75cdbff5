// Which rows are selected, tasks and causes alike, and the marks that are left on all of them at once.

import { clean } from '../shared/browser/dom.js';
import { actOnMany } from '../shared/tasks/many-acts.js';
import { fitting, leaveMarks } from '../shared/tasks/many-marks.js';
import { askUntilWhen } from '../shared/tasks/snooze.js';
import { number } from '../shared/tasks/words.js';
import { SelectionBar } from './selection-bar.js';

export class Selection {
  #keys = new Set();
  #anchor;
  #board;

  /**
   * `board` tells the items of all rows in their order (`items`) and the row that the keyboard is at (`cursor`), and
   * hears of what changed (`changed`, and `triaged` with tasks).
   */
  constructor(board) {
    this.#board = board;
    this.bar = new SelectionBar({ act: (verb) => this.#act(verb), mark: (...mark) => this.mark(...mark),
      snooze: () => this.snooze(), clear: () => this.clear() });
  }

  get size() {
    return this.#keys.size;
  }

  has(key) {
    return this.#keys.has(key);
  }

  /** Selects a row, or no longer; or all from the last one that was selected to this. */
  select(key, further = false) {
    const order = this.#board.items().map((item) => item.key);
    const [from, to] = [order.indexOf(this.#anchor), order.indexOf(key)];
    if (further && from >= 0) {
      order.slice(Math.min(from, to), Math.max(from, to) + 1).forEach((one) => this.#keys.add(one));
    } else {
      if (!this.#keys.delete(key)) this.#keys.add(key);
      this.#anchor = key;
    }
    this.#board.changed();
  }

  /** Answers whether there was anything to let go of. */
  clear() {
    if (!this.size) return false;
    this.#keys.clear();
    this.#board.changed();
    return true;
  }

  /** Lets go of rows that there are no longer, and shows what can be done with the others. */
  show(items) {
    const there = new Set(items.map(({ key }) => key));
    for (const key of this.#keys) if (!there.has(key)) this.#keys.delete(key);
    this.bar.show(this.#tasks(items));
  }

  #tasks(items) {
    const chosen = items.filter(({ key }) => this.has(key)).flatMap(tasksOf);
    return [...new Map(chosen.map((task) => [task.id, task])).values()];
  }

  /** Asks until when, and puts off as `mark` does. */
  snooze() {
    const tasks = fitting(this.#chosen(), 'snoozed');
    if (!tasks.length) return this.mark('snoozed');
    const what = tasks.length > 1 ? `${number(tasks.length)} tasks` : `“${clean(tasks[0].name, 60)}”`;
    return askUntilWhen(`Snooze ${what}`, (body) => this.mark('snoozed', body));
  }

  #chosen() {
    const items = this.#board.items();
    const { cursor } = this.#board;
    return this.size ? this.#tasks(items) : items.filter(({ key }) => key === cursor.key).flatMap(tasksOf);
  }

  /** Asks the sources of what is selected; once that was sent, nothing is selected any more. */
  #act(verb) {
    return actOnMany(this.#chosen(), verb, {}, () => this.clear());
  }

  /** Leaves a mark on what is selected, or else on the row that the keyboard is at; on a cause's, on all its tasks. */
  mark(verb, body) {
    return leaveMarks(this.#chosen(), verb, body, (...tasks) => {
      this.#keys.clear();
      this.#board.triaged(...tasks);
    });
  }
}

const tasksOf = ({ entry, members }) => (members ?? [entry]).map(({ task }) => task);
