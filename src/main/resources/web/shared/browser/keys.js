// The keyboard: one table of what keys do. What is pressed is looked up in it, and the help overlay is made from it.

import { dialog } from './dialog.js';
import { button, h } from './dom.js';

const SEQUENCE_WITHIN = 1_200;

const registered = new Set();
let first;
let firstAt = 0;

/**
 * Adds keys to the table, under a heading of the help. A key is as `KeyboardEvent.key` names it, or two of them with a
 * space between, to be pressed one after the other. `run(event)` may answer false: then the key was not for it.
 * Answers how to take them away again.
 */
export function bind(heading, keys) {
  const table = { heading, keys };
  registered.add(table);
  return () => registered.delete(table);
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
  if (event.target.closest('input, textarea, select, [contenteditable]')) return;
  if (document.querySelector('dialog[open]')) return;
  const sequence = first && Date.now() - firstAt < SEQUENCE_WITHIN ? `${first} ${event.key}` : undefined;
  first = undefined;
  const pressed = sequence && found(sequence) ? sequence : event.key;
  const does = found(pressed);
  if (does && does.run(event) !== false) return event.preventDefault();
  if (!does && all().some(({ key }) => key.startsWith(`${event.key} `))) [first, firstAt] = [event.key, Date.now()];
  return undefined;
});

const all = () => [...registered].flatMap(({ keys }) => keys);
const found = (pressed) => all().find(({ key, also }) => [key, also].flat().includes(pressed));

/** Shows all keys that work here, in a dialog that Escape closes. */
function help() {
  const shut = dialog('help', 'help-title', 'Keys',
    tables().filter(({ keys }) => keys.length).map(({ heading, keys }) => h('section', {},
      h('h3', {}, heading), h('dl', {}, keys.map(({ key, does }) =>
        h('div', {}, h('dt', {}, partsOf(key).flatMap((one) => [h('kbd', {}, faceOf(one)), ' '])),
          h('dd', {}, does)))))),
    button('btn', {}, () => shut(), 'Close'));
}

/** All that keys do here, the page's own first. */
export const tables = () => [...registered].reverse();

/** The keys to press one after the other. */
export const partsOf = (key) => (key === ' ' ? [key] : key.split(' '));

export const faceOf = (key) => ({ Enter: '↵', ' ': 'space', Escape: 'esc' })[key] ?? key;

/** Keys that move the focus to the next and the previous of what a selector finds. */
export function walking(root, selector) {
  const step = (by) => {
    const all = [...root.querySelectorAll(selector)].filter((one) => one.checkVisibility());
    const at = all.indexOf(document.activeElement);
    const next = at < 0 ? all[0] : all[at + by];
    next?.focus({ preventScroll: true });
    next?.scrollIntoView({ block: 'nearest' });
    return Boolean(next);
  };
  return [
    { key: 'j', does: 'Next', run: () => step(1) },
    { key: 'k', does: 'Previous', run: () => step(-1) },
    { key: 'Enter', does: 'Open it', run: () => false },
  ];
}

bind('Help', [{ key: '?', does: 'Show all keys', run: help }]);
