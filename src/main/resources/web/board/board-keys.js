// The keys of the board. Those that leave a mark leave it on all that is selected, or else on the row that the keyboard
// is at; on a cause's row, on all that wait for it.

import { h } from '../shared/browser/dom.js';
import { faceOf } from '../shared/browser/keys.js';
import { undo } from '../shared/tasks/triage.js';

export function boardKeys(board) {
  const { cursor, selection } = board;
  const isAtRow = () => Boolean(cursor.key && document.activeElement.closest('.row'));
  const here = (act) => () => (isAtRow() ? act() : false);
  const chosen = (act) => () => (selection.size || isAtRow() ? act() : false);
  return [
    { key: 'j', hint: 'next', does: 'Next task', run: () => board.went(cursor.move(1)) },
    { key: 'k', hint: 'previous', does: 'Previous task', run: () => board.went(cursor.move(-1)) },
    { key: '.', does: 'Next that needs you', run: () => board.went(cursor.nextNeed()) },
    { key: 'Enter', hint: 'open', does: 'Open the task', run: () => false },
    { key: ' ', hint: 'peek', does: 'Peek: more about it, here',
      run: ({ target }) => (target.matches('a.open') ? board.peek(cursor.key) : false) },
    { key: 'w', hint: 'why', does: 'Why does it say that?', run: here(() => board.peek(cursor.key, true)) },
    { key: 'a', hint: 'take the next step', does: 'Act: take the next step', run: here(() => board.act()) },
    { key: 'x', hint: 'select', does: 'Select, or no longer', run: here(() => selection.select(cursor.key)) },
    { key: 'X', does: 'Select all from the last that was', run: here(() => selection.select(cursor.key, true)) },
    { key: 'm', does: 'Mine: I am on it', run: chosen(() => selection.mark('acknowledged')) },
    { key: 'Z', does: 'Snooze until …', run: chosen(() => selection.snooze()) },
    { key: 'z', does: 'Snooze for an hour', run: chosen(() => selection.mark('snoozed', { for: '1h' })) },
    { key: 'r', does: 'Mark reported', run: chosen(() => selection.mark('reported')) },
    { key: 'd', does: 'Dismiss', run: chosen(() => selection.mark('dismissed')) },
    { key: 'u', does: 'Undo the last mark, on all that it went to', run: () => undo() },
    { key: 'D', does: 'Decide: one waiting question after the other', run: () => board.shell.go('/decide') },
    { key: 'l', does: 'Let waiting changes in', run: () => board.letIn() },
    { key: 'v', does: 'Compact rows, or roomy ones', run: () => board.density.toggle() },
    { key: 'Escape', does: 'Let go of what is selected, close what is open, then clear the filters',
      run: () => board.escape() },
  ];
}

/** The keys to begin with, for those who look; `?` tells of all. */
export function hints(keys) {
  const few = keys.filter(({ hint }) => hint).map(({ key, hint }) => [faceOf(key), hint]);
  return h('footer', { class: 'keys', 'aria-hidden': 'true' }, [...few, ['?', 'all keys']].map(([key, hint]) =>
    h('span', {}, h('kbd', {}, key), ' ', hint)));
}
