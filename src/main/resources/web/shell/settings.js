// What somebody chose for this browser: light or dark, and of what to be notified. Kept in the browser, nowhere else.

import { dialog } from '../shared/browser/dialog.js';
import { button, clean, h, toast } from '../shared/browser/dom.js';
import { capital, yours } from '../shared/tasks/words.js';

const KEPT = 'sitrep';
const THEMES = { system: 'Same as the system', light: 'Light', dark: 'Dark' };
const REASONS = ['user_input', 'confirmation', 'approval', 'auth'];
const USUAL = { theme: 'system', notify: [], me: '' };

function read() {
  try {
    return { ...USUAL, ...JSON.parse(localStorage.getItem(KEPT) ?? '{}') };
  } catch {
    return USUAL;
  }
}

let chosen = read();

/** What was chosen. */
export const choice = (name) => chosen[name];

/** Keeps a choice. */
export function choose(name, value) {
  chosen = { ...chosen, [name]: value };
  try {
    localStorage.setItem(KEPT, JSON.stringify(chosen));
  } catch {
    toast('This browser keeps nothing: the choice lasts until the page is closed.');
  }
}

function setTheme(theme) {
  choose('theme', theme);
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

async function setNotified(reason, on, box) {
  if (on && globalThis.Notification && Notification.permission === 'default') await Notification.requestPermission();
  if (on && globalThis.Notification?.permission !== 'granted') {
    box.checked = false;
    return toast('This browser does not allow notifications from here.');
  }
  return choose('notify', on ? [...chosen.notify, reason] : chosen.notify.filter((one) => one !== reason));
}

/** Shows the choices, in a dialog that Escape closes. */
export function openSettings() {
  const shut = dialog('help settings', 'settings-title', 'Settings',
    h('fieldset', {}, h('legend', {}, 'Colours'), Object.entries(THEMES).map(([theme, label]) => h('label', {},
      h('input', { type: 'radio', name: 'theme', value: theme, checked: chosen.theme === theme,
        onchange: () => setTheme(theme) }), ' ', label))),
    h('fieldset', {}, h('legend', {}, 'Notify me on the desktop when a task waits for'), REASONS.map((reason) =>
      h('label', {}, h('input', { type: 'checkbox', name: reason, checked: chosen.notify.includes(reason),
        onchange: ({ target }) => setNotified(reason, target.checked, target) }), ' ', capital(yours(reason))))),
    h('fieldset', {}, h('legend', {}, 'My name, by which tasks say who asked'), h('input', { type: 'text', name: 'me',
      'aria-label': 'My name', maxlength: 120, spellcheck: 'false', value: chosen.me,
      onchange: ({ target }) => choose('me', clean(target.value, 120)) })),
    h('p', { class: 'faint' }, 'Kept in this browser. A notification goes away once nobody is waited for any more.'),
    button('btn', {}, () => shut(), 'Close'));
}
