// The settings: what somebody may choose for this browser: light or dark, of what to be notified, which name is theirs.

import { choice, choose } from '../shared/browser/choices.js';
import { dialog } from '../shared/browser/dialog.js';
import { button, clean, h, toast } from '../shared/browser/dom.js';
import { zone } from '../shared/browser/time.js';
import { capital } from '../shared/tasks/words.js';
import { chosenReasons, REASONS } from './reasons.js';
import { toldByServer } from './told.js';

const THEMES = { system: 'Same as the system', light: 'Light', dark: 'Dark' };

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
  return choose('notify', on ? [...chosenReasons(), reason] : chosenReasons().filter((one) => one !== reason));
}

/** Shows the choices, in a dialog that Escape closes. */
export function openSettings() {
  const shut = dialog('help settings', 'settings-title', 'Settings',
    h('fieldset', {}, h('legend', {}, 'Colours'), Object.entries(THEMES).map(([theme, label]) => h('label', {},
      h('input', { type: 'radio', name: 'theme', value: theme, checked: choice('theme') === theme,
        onchange: () => setTheme(theme) }), ' ', label))),
    h('fieldset', {}, h('legend', {}, 'Notify me on the desktop'), Object.entries(REASONS).map(([reason, word]) =>
      h('label', {}, h('input', { type: 'checkbox', name: reason, checked: chosenReasons().includes(reason),
        onchange: ({ target }) => setNotified(reason, target.checked, target) }), ' ', capital(word)))),
    h('fieldset', {}, h('legend', {}, 'My name, of who asks and acts'), h('input', { type: 'text', name: 'me',
      'aria-label': 'My name', maxlength: 120, spellcheck: 'false', value: choice('me'),
      onchange: ({ target }) => choose('me', clean(target.value, 120)) })),
    h('p', {}, 'Times are of ', h('b', {}, zone()), ', the zone of this machine.'),
    toldByServer(),
    h('p', { class: 'faint' }, 'Choices are kept in this browser. ',
      'A desktop notification goes away once what it says is over.'),
    button('btn', {}, () => shut(), 'Close'));
}
