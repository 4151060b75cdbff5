// Desktop notifications, for those who asked for them: of what newly needs somebody, by reason; grouped by cause, and
// withdrawn once nobody is waited for any more. Of several windows one notifies.

import { choice } from '../shared/browser/choices.js';
import { clean } from '../shared/browser/dom.js';
import { pageOf } from '../shared/server/api.js';
import { causeOf, causeWord } from '../shared/tasks/cause.js';
import { isCommand } from '../shared/tasks/status.js';
import { inShort } from '../shared/tasks/whole-text.js';
import { reasonWord } from '../shared/tasks/words.js';

const MOST = 240;

const shown = new Map();

/** The one window that holds this lock notifies; another takes over when it closes. */
let isOurs = !navigator.locks;
navigator.locks?.request('sitrep-notifications', () => {
  isOurs = true;
  return new Promise(() => {});
});

/** What is read in a notification: the name, and the very question or command, if need be by its two ends. */
function words(tasks) {
  const [{ name, block }] = tasks;
  const text = block?.text ?? `Waits for ${reasonWord(block?.reason)}`;
  const body = inShort(text, MOST, Boolean(block) && isCommand(block));
  return tasks.length > 1 ? [causeWord(tasks), body] : [clean(name, 120), body];
}

/** Shows, renews and withdraws, so that what stands on the desktop is what needs somebody. `go` opens a task. */
export function notify({ all, came }, go) {
  const wanted = all.filter(({ block }) => choice('notify').includes(block?.reason));
  const groups = Map.groupBy(wanted, (task) => causeOf(task) ?? task.id);
  for (const [key, one] of shown) if (!groups.has(key)) withdraw(key, one);
  if (!isOurs || globalThis.Notification?.permission !== 'granted') return;
  for (const [key, tasks] of groups) if (tasks.some((task) => came.includes(task))) show(key, tasks, go);
}

function withdraw(key, notification) {
  notification.close();
  shown.delete(key);
}

function show(key, tasks, go) {
  const [{ id }] = tasks;
  const href = tasks.length > 1 ? '/?attention=needs_you' : pageOf(id);
  if (document.hasFocus() && location.pathname + location.search === href) return;
  const [title, body] = words(tasks);
  const notification = new Notification(title, { body, tag: `sitrep ${key}` });
  notification.addEventListener('click', () => {
    focus();
    go(href);
    notification.close();
  });
  shown.set(key, notification);
}
