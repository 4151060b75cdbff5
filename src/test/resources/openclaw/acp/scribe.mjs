// An agent that speaks ACP (JSON-RPC, a line each) and writes without a model: it plans, reads and edits the file that
// the prompt names, asks for leave first if the prompt wants that, waits for the file after "once" to appear if there is
// one, editing another line every ten seconds, and reports.
import { createInterface } from 'node:readline';
import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const write = (message) => process.stdout.write(JSON.stringify({ jsonrpc: '2.0', ...message }) + '\n');
const cancelled = new Set();
const asked = new Map();
let sessions = 0;

/** Asks whether a call may be made; the answer comes like everything else. */
function mayEdit(sessionId, title) {
  const id = `leave-${asked.size + 1}`;
  const options = [
    { optionId: 'yes', name: 'Allow', kind: 'allow_once' },
    { optionId: 'no', name: 'Reject', kind: 'reject_once' },
  ];
  const toolCall = { toolCallId: 'edit', title, kind: 'edit', status: 'pending' };
  write({ id, method: 'session/request_permission', params: { sessionId, toolCall, options } });
  return new Promise((answered) => asked.set(id, answered));
}

function tell(sessionId) {
  const update = (sessionUpdate, rest) => write({ method: 'session/update', params: { sessionId, update: { sessionUpdate, ...rest } } });
  return {
    plan: (...steps) => update('plan', { entries: steps.map(([content, status]) => ({ content, status, priority: 'medium' })) }),
    say: (text) => update('agent_message_chunk', { content: { type: 'text', text } }),
    begin: (toolCallId, title, kind, line = 1) =>
      update('tool_call', { toolCallId, title, kind, status: 'in_progress', rawInput: { line } }),
    end: (toolCallId) => update('tool_call_update', { toolCallId, status: 'completed' }),
  };
}

async function work(sessionId, prompt) {
  const { plan, say, begin, end } = tell(sessionId);
  const file = /\S+\.md/.exec(prompt)?.[0] ?? 'notes.md';
  const gate = /once (\S+)/.exec(prompt)?.[1];
  const step = Number(/(\d+) seconds/.exec(prompt)?.[1] ?? 0) * 1000 + 300;
  plan([`read ${file}`, 'in_progress'], [`edit ${file}`, 'pending']);
  await pause(step);
  begin('read', `Read ${file}`, 'read');
  await pause(step);
  end('read');
  plan([`read ${file}`, 'completed'], [`edit ${file}`, 'in_progress']);
  if (/ask first/.test(prompt)) await mayEdit(sessionId, `Edit ${file}`);
  begin('edit', `Edit ${file}`, 'edit');
  await pause(step);
  let edit = 'edit';
  for (let looks = 1; gate && !existsSync(gate) && !cancelled.has(sessionId); looks++) {
    await pause(100);
    if (looks % 100 !== 0) continue;
    end(edit);
    edit = `edit-${looks / 100 + 1}`;
    begin(edit, `Edit ${file}`, 'edit', looks / 100 + 1);
  }
  if (cancelled.delete(sessionId)) return { stopReason: 'cancelled' };
  end(edit);
  for (const word of `${file} is written and reads well.`.split(' ')) say(word + ' ');
  return { stopReason: 'end_turn' };
}

const answers = {
  initialize: () => ({
    protocolVersion: 1,
    agentCapabilities: { loadSession: false, promptCapabilities: {} },
    agentInfo: { name: 'scribe', version: '1.0.0' },
    authMethods: [],
  }),
  'session/new': () => ({ sessionId: `scribe-${process.pid}-${++sessions}` }),
  'session/set_mode': () => ({}),
  'session/close': () => ({}),
  'session/prompt': ({ sessionId, prompt }) => work(sessionId, prompt.map((part) => part.text ?? '').join('\n')),
};

createInterface({ input: process.stdin }).on('line', async (line) => {
  if (!line.trim()) return;
  const { id, method, params } = JSON.parse(line);
  if (!method) asked.get(id)?.();
  if (method === 'session/cancel') cancelled.add(params.sessionId);
  if (id === undefined || !method) return;
  const answer = answers[method];
  if (answer) write({ id, result: await answer(params) });
  else write({ id, error: { code: -32601, message: `no method ${method}` } });
});
