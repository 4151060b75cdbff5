// What can be done with the rows that are selected, at the foot of the window; each mark says how many it fits.

import { button, fill, h } from '../shared/browser/dom.js';
import { clock } from '../shared/browser/time.js';
import { actsKey } from '../shared/tasks/acts.js';
import { actable, MANY } from '../shared/tasks/many-acts.js';
import { fitting } from '../shared/tasks/many-marks.js';
import { number, plural } from '../shared/tasks/words.js';

const HOUR = 3_600_000;

export class SelectionBar {
  #key;

  /**
   * `act(verb)` asks the sources of all that it fits, `mark(verb, body)` leaves a mark on those, `snooze()` asks until
   * when, `clear()` lets go of all.
   */
  constructor({ act, mark, snooze, clear }) {
    Object.assign(this, { act, mark, snooze, clear });
    this.element = h('div', { class: 'selected', role: 'toolbar', 'aria-label': 'Selected tasks', hidden: true });
  }

  show(tasks) {
    this.element.hidden = !tasks.length;
    const key = JSON.stringify(tasks.map((task) => {
      const { id, attention, acknowledged, snoozedUntil, shelf } = task;
      return [id, attention, acknowledged, snoozedUntil, shelf, actsKey(task)];
    }));
    if (key === this.#key) return;
    this.#key = key;
    if (tasks.length) fill(this.element, this.#parts(tasks));
  }

  #parts(tasks) {
    const all = tasks.length;
    const of = (count) => (count < all ? h('small', {}, ` ${number(count)} of ${number(all)}`) : undefined);
    const step = (verb, label, body) => {
      const { length } = fitting(tasks, verb);
      return length > 0 && button('btn', { 'data-mark': verb }, () => this.mark(verb, body), label, of(length));
    };
    const acts = ['approve', 'deny', 'stop'].map((verb) => {
      const { length } = actable(tasks, verb);
      return length > 0 && button(verb === 'approve' ? 'btn go' : 'btn', { 'data-act': verb }, () => this.act(verb),
        MANY[verb].label, of(length));
    });
    const sleepers = fitting(tasks, 'snoozed').length;
    return [
      h('b', {}, `${plural(all, 'task', 'tasks')} selected`),
      acts,
      step('acknowledged', 'I’m on it'),
      sleepers > 0 && h('span', { class: 'until' }, h('span', {}, 'Snooze until', of(sleepers)), times().map(
        ([label, until]) => button('btn', { 'data-mark': 'snoozed' }, () => this.mark('snoozed', { until: until() }),
          label)), button('btn', { 'aria-label': 'Snooze until another time' }, this.snooze,
          '…')),
      step('reported', 'Mark reported'),
      step('dismissed', 'Dismiss'),
      step('restored', 'Bring back'),
      button('btn', {}, this.clear, 'Clear ', h('kbd', { 'aria-hidden': 'true' }, 'esc')),
    ];
  }
}

/** Times that people put things off to, each reckoned when it is chosen. */
function times() {
  const after = (millis) => () => new Date(Date.now() + millis).toISOString();
  const morning = (days) => () => {
    const at = new Date();
    at.setDate(at.getDate() + days);
    at.setHours(9, 0, 0, 0);
    return at.toISOString();
  };
  const face = (until) => clock(until(), false).split(' ').at(-1);
  return [[face(after(HOUR)), after(HOUR)], [face(after(4 * HOUR)), after(4 * HOUR)], ['tomorrow', morning(1)]];
}
