// The marks that fit a task as it stands, and its link: the same wherever it is shown.

import { copyLink } from '../browser/copy-link.js';
import { button, clean } from '../browser/dom.js';
import { pageOf } from '../server/api.js';
import { describeStep } from './describe.js';
import { askUntilWhen } from './snooze.js';
import { leaveMark, markStep } from './triage.js';

/** Buttons that leave marks on a task and tell what it is then, and one that copies its link. */
export function marksOf(task, onTriaged) {
  return [...marks(task, onTriaged), describeStep(task, onTriaged), copyLink(pageOf(task.id), clean(task.name, 80))];
}

function marks(task, onTriaged) {
  const step = (verb, label, body) => markStep(task, verb, label, onTriaged, body);
  const { attention, shelf } = task;
  if (shelf === 'snoozed' || shelf === 'dismissed') return [step('restored', 'Bring back')];
  if (attention === 'unreported') return [step('dismissed', 'Dismiss')];
  if (attention !== 'needs_you' && attention !== 'stuck') return [];
  return [
    shelf === 'on_it' ? step('restored', 'I am not on it') : step('acknowledged', 'I am on it'),
    step('snoozed', 'Snooze 1 h', { for: '1h' }),
    snoozeStep(task, onTriaged),
    step('dismissed', 'Dismiss'),
  ];
}

/** Asks until when to put it off. */
function snoozeStep(task, onTriaged) {
  const name = clean(task.name, 80);
  const press = () => askUntilWhen(`Snooze “${clean(task.name, 60)}”`, (body) =>
    leaveMark(task, 'snoozed', body, onTriaged));
  return button('btn', { 'data-snooze': true, 'aria-label': `Snooze until …: ${name}` }, press, 'Snooze until …');
}
