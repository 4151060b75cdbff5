// The settings: what somebody may choose for this browser: light or dark, of what to be notified, which name is theirs.

import { choice, choose } from '../shared/browser/choices.js';
import { dialog } from '../shared/browser/dialog.js';
import { button, clean, h, toast } from '../shared/browser/dom.js';
import { zone } from '../shared/browser/time.js';
import { capital, yours } from '../shared/tasks/words.js';
import { toldByServer } from './told.js';

const THEMES = { system: 'Same as the system', light: 'Light', dark: 'Dark' };
const REASONS = ['user_input', 'confirmation', 'approval', 'auth'];

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
  return choose('notify', on ? [...choice('notify'), reason] : choice('notify').filter((one) => one !== reason));
}

/** Shows the choices, in a dialog that Escape closes. */
export function openSettings() {
  const shut = dialog('help settings', 'settings-title', 'Settings',
    h('fieldset', {}, h('legend', {}, 'Colours'), Object.entries(THEMES).map(([theme, label]) => h('label', {},
      h('input', { type: 'radio', name: 'theme', value: theme, checked: choice('theme') === theme,
        onchange: () => setTheme(theme) }), ' ', label))),
    h('fieldset', {}, h('legend', {}, 'Notify me on the desktop when a task waits for'), REASONS.map((reason) =>
      h('label', {}, h('input', { type: 'checkbox', name: reason, checked: choice('notify').includes(reason),
        onchange: ({ target }) => setNotified(reason, target.checked, target) }), ' ', capital(yours(reason))))),
    h('fieldset', {}, h('legend', {}, 'My name, by which tasks say who asked'), h('input', { type: 'text', name: 'me',
      'aria-label': 'My name', maxlength: 120, spellcheck: 'false', value: choice('me'),
      onchange: ({ target }) => choose('me', clean(target.value, 120)) })),
    h('p', {}, 'Times are of ', h('b', {}, zone()), ', the zone of this machine.'),
    toldByServer(),
    h('p', { class: 'faint' }, 'Choices are kept in this browser. ',
      'A desktop notification goes away once nobody is waited for any more.'),
    button('btn', {}, () => shut(), 'Close'));
}
