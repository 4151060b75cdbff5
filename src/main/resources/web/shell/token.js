// The door: what stands in the place of every page while the server asks for a token that it has not been shown.

import { clean, fill, h } from '../shared/browser/dom.js';
import { enter } from '../shared/server/api.js';

const WRONG = 'This is not the token of this server. Nothing was let in.';

/** The form that asks for the token; once it is right, `entered` is called. */
export function door(entered) {
  const field = h('input', { type: 'password', name: 'token', id: 'token', autocomplete: 'current-password',
    required: true, spellcheck: 'false', autocapitalize: 'off', maxlength: 1000, 'aria-describedby': 'token-said' });
  const said = h('p', { id: 'token-said', class: 'said', role: 'alert' });
  const send = h('button', { class: 'btn go', type: 'submit' }, 'Enter');
  const form = h('form', { class: 'door' },
    h('h1', {}, 'This server asks for a token'),
    h('p', {}, 'It is the one that it was started with. Whoever runs it can tell you.'),
    h('label', { for: 'token' }, 'Token'), h('div', { class: 'ask' }, field, send), said,
    h('p', { class: 'faint' }, 'This browser then keeps a ticket for it, and not the token itself.'));
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    send.disabled = true;
    const refused = await tried(field.value.trim());
    send.disabled = false;
    if (refused === undefined) return entered();
    fill(said, refused);
    field.select();
    return undefined;
  });
  return { element: form, focus: () => field.focus() };
}

/** Shows the token to the server; answers what there is to say if it does not let us in. */
async function tried(token) {
  if (!/^[\x21-\x7e]+( [\x21-\x7e]+)*$/.test(token)) return WRONG;
  try {
    await enter(token);
    return undefined;
  } catch ({ status, message }) {
    return status === 401 ? WRONG : clean(message, 200);
  }
}
