// Speaking with the server, and understanding when it says no.

import { me } from '../browser/my-name.js';

const BASE = '/api/v1';

/** A refusal in the server's own words. */
class Problem extends Error {
  constructor(status, text, field) {
    super(text);
    Object.assign(this, { status, field });
  }
}

async function ask(path, options) {
  let response;
  try {
    response = await fetch(BASE + path, options);
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Problem(0, 'The server does not answer.');
  }
  const body = await response.json().catch(() => ({}));
  if (response.ok) return body;
  throw new Problem(response.status, body.detail ?? body.title ?? `The server answered ${response.status}.`,
    body.field);
}

/** Parameters as an address carries them. */
export function query(params) {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    for (const one of [value].flat()) if (one !== undefined) search.append(name, one);
  }
  return search.size ? `?${search}` : '';
}

/** Where a task has its page, and its JSON. */
export const pageOf = (id) => `/tasks/${encodeURIComponent(id)}`;

/** Shows a token, for which this browser gets a ticket: from then on it is let in. */
export const enter = (token) => ask('/session', { method: 'POST', headers: { authorization: `Bearer ${token}` } });

export const summary = (params = {}, signal = undefined) => ask(`/summary${query(params)}`, { signal });
export const tasks = (params, signal) => ask(`/tasks${query(params)}`, { signal });
export const counts = (params, signal) => ask(`/counts${query(params)}`, { signal });
export const task = (id, signal, params = {}) => ask(pageOf(id) + query(params), { signal });
export const why = (id, signal) => ask(`${pageOf(id)}/why`, { signal });
export const events = (id, params, signal) => ask(`${pageOf(id)}/events${query(params)}`, { signal });
export const updates = (id, params, signal) => ask(`${pageOf(id)}/updates${query(params)}`, { signal });
export const insights = (params, signal) => ask(`/insights${query(params)}`, { signal });
export const workers = (params, signal) => ask(`/workers${query(params)}`, { signal });
export const sources = (signal) => ask('/sources', { signal });
export const happened = (params, signal) => ask(`/happened${query(params)}`, { signal });
export const hosts = (signal) => ask('/hosts', { signal });
export const since = (from) => ask(`/since${query({ from })}`);
export const notificationTargets = () => ask('/notifications/targets');
export const changesAddress = (params) => `${BASE}/changes${query(params)}`;

const send = (method, path, body, headers = {}) => ask(path, {
  method, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body),
});
const post = (path, body = {}, headers = {}) => send('POST', path, body, headers);

const targetAt = (name) => `/notifications/targets/${encodeURIComponent(name)}`;
export const setTarget = (name, settings) => send('PUT', targetAt(name), settings);
export const removeTarget = (name) => ask(targetAt(name), { method: 'DELETE' });
export const testNotification = (target) => post('/notifications/test', { target });
export const retryNotification = (number) => post(`/notifications/${number}/retry`);
export const dropNotification = (number) => post(`/notifications/${number}/drop`);

/** Asks a source to let operators act there, or takes that back. */
export const turnActing = (source, level) => post('/sources/acting', { source, level });

/** Says which tasks this page shows. */
export const looking = (view, tasks) => post('/looking', { view, tasks });

/** An operator's mark: reported, acknowledged, snoozed, dismissed or restored. Answers the task as it is then. */
export const triage = (id, verb, body) => post(`${pageOf(id)}/${verb}`, { by: me(), ...body });

/** Asks a task's source for something. The same key again is the same act, however often it is sent. */
export const act = (id, asking, key) => post(`${pageOf(id)}/acts`, asking, { 'idempotency-key': key });
export const actOnSeveral = (askings, key) => post('/acts', askings, { 'idempotency-key': key });
