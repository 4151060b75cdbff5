// What History can be narrowed by besides its time: a form, and what is chosen as chips that take it away again.

import { foreign, h } from '../shared/browser/dom.js';
import { sourceName } from '../shared/tasks/words.js';

const CHOICES = {
  outcome: ['How it ended', [['succeeded', 'succeeded'], ['failed', 'failed'], ['timed_out', 'timed out'],
    ['lost', 'lost'], ['cancelled', 'cancelled']]],
  phase: ['Phase', [['done', 'done'], ['failed', 'failed'], ['waiting_user', 'waiting user'],
    ['waiting_approval', 'waiting approval'], ['waiting_dependency', 'waiting dependency'], ['stalled', 'stalled']]],
  took: ['How long it took', [['-1m', 'under a minute'], ['1m-10m', '1 to 10 minutes'],
    ['10m-1h', '10 minutes to an hour'], ['1h-4h', '1 to 4 hours'], ['4h-', 'over 4 hours'], ['1d-', 'over a day']]],
};
const TEXTS = { owner: 'Who asked', source: 'Source', host: 'Host', label: 'Label, as in release:2.4' };

/** All of them, words included. */
export const NARROWING = ['q', ...Object.keys(CHOICES), ...Object.keys(TEXTS)];

/** What of them the server takes by these names. */
const PLAIN = NARROWING.filter((name) => name !== 'took');

/** The filters of an address as the server takes them. */
export function filtersOf(params) {
  const [, tookFrom, tookUntil] = /^(\w*)-(\w*)$/.exec(params.get('took') ?? '') ?? [];
  const plain = PLAIN.filter((name) => params.get(name)).map((name) => [name, params.get(name)]);
  return { ...Object.fromEntries(plain), tookFrom: tookFrom || undefined, tookUntil: tookUntil || undefined };
}

/** The form; `go(changes)` is told what somebody chose. */
export function filterForm(go) {
  const changed = ({ target }) => go({ [target.name]: target.value.trim() });
  const field = (name, control) => h('label', {}, h('span', { class: 'hush' }, name), control);
  const select = (name) => field(CHOICES[name][0], h('select', { name, onchange: changed },
    [['', CHOICES[name][0]], ...CHOICES[name][1]].map(([value, word]) => h('option', { value }, word))));
  const text = (name) => field(TEXTS[name], h('input', { name, type: 'text', onchange: changed, maxlength: 200,
    placeholder: TEXTS[name], spellcheck: 'false' }));
  const form = h('form', { class: 'narrow', 'aria-label': 'Narrow down' }, Object.keys(CHOICES).map(select),
    Object.keys(TEXTS).map(text));
  form.addEventListener('submit', (event) => event.preventDefault());
  return form;
}

/** Brings the form up to an address. */
export function fillForm(form, params) {
  for (const control of form.elements) {
    if (control.name && control !== document.activeElement) control.value = params.get(control.name) ?? '';
    if (control.name) control.classList.toggle('on', Boolean(params.get(control.name)));
  }
}

const wordOf = (name, value) => {
  if (CHOICES[name]) return CHOICES[name][1].find(([one]) => one === value)?.[1] ?? foreign(value, 60);
  if (name === 'q') return h('q', {}, foreign(value, 60));
  return foreign(name === 'source' ? sourceName(value) : value, 60);
};
const NAMES = { outcome: '', phase: 'phase ', took: 'took ', owner: 'asked by ', source: '', host: 'host ', label: '',
  q: '' };

/** What is chosen, each with a way to take it away; `address(changes)` makes a link. */
export function chosenChips(params, address) {
  const chosen = NARROWING.filter((name) => params.get(name));
  const chip = (name) => h('a', { class: 'chip on', 'data-route': true, href: address({ [name]: '' }) },
    NAMES[name], wordOf(name, params.get(name)), h('span', { 'aria-hidden': 'true' }, ' ×'),
    h('span', { class: 'hush' }, ', remove this filter'));
  const none = Object.fromEntries(NARROWING.map((name) => [name, '']));
  return [chosen.map(chip), chosen.length > 1 && h('a', { class: 'chip', 'data-route': true, href: address(none) },
    'Clear filters')];
}
