// Until when to put tasks off: a while, a morning, a moment, or for as long as nothing about them changes.

import { dialog } from '../browser/dialog.js';
import { button, h } from '../browser/dom.js';
import { now, zone } from '../browser/time.js';

const MORNING = 9;

/** The usual spans, each as the API takes it. */
const SPANS = [['30 minutes', { for: '30m' }], ['1 hour', { for: '1h' }], ['2 hours', { for: '2h' }],
  ['4 hours', { for: '4h' }]];

/** Nine in the morning, so many days from now. */
function morning(days) {
  const at = new Date(now());
  at.setDate(at.getDate() + days);
  at.setHours(MORNING, 0, 0, 0);
  return at;
}

const untilMonday = () => morning((8 - new Date(now()).getDay()) % 7 || 7);

/** A moment as a field for date and time takes it, by this clock. */
function local(at) {
  const shifted = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}

/** Asks until when, and hands on the answer as the API takes it. */
export function askUntilWhen(title, chosen) {
  const take = (body) => {
    shut();
    chosen(body);
  };
  const choice = (label, body) => button('btn', {}, () => take(body), label);
  const field = h('input', { type: 'datetime-local', 'aria-label': 'Until', required: true,
    min: local(new Date(now() + 60_000)), value: local(morning(1)) });
  const form = h('form', { class: 'names', onsubmit: (event) => {
    event.preventDefault();
    const at = new Date(field.value);
    if (at.getTime() > now()) take({ until: at.toISOString() });
    else field.focus();
  } }, field, h('button', { class: 'btn', type: 'submit' }, 'Until then'));
  const shut = dialog('help settings snooze', 'snooze-title', title,
    h('div', { class: 'names' }, SPANS.map(([label, body]) => choice(label, body)),
      choice('Tomorrow 9:00', { until: morning(1).toISOString() }),
      choice('Monday 9:00', { until: untilMonday().toISOString() }),
      choice('Until it changes', { until: 'change' })),
    form,
    h('p', { class: 'faint' }, `Times are of ${zone()}. Whatever is chosen, it comes back at once when something new `
      + 'asks for somebody.'));
}
