// An agent that speaks ACP over its standard input and output, and always does the same: it reads, plans, asks for
// leave, edits if it is given, and says how it went.
import readline from 'node:readline';

const say = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
const asked = new Map();

function ask(id, method, params) {
  say({ id, method, params });
  return new Promise((answer) => asked.set(id, answer));
}

async function work(sessionId) {
  const update = (it) => say({ method: 'session/update', params: { sessionId, update: it } });
  const tell = (text) => update({ sessionUpdate: 'agent_message_chunk', content: { type: 'text', text } });
  const step = (content, status) => ({ content, priority: 'high', status });
  update({ sessionUpdate: 'plan', entries: [step('Look', 'in_progress'), step('Mend', 'pending')] });
  update({ sessionUpdate: 'tool_call', toolCallId: 'c1', title: 'Read notes.md', kind: 'read', status: 'in_progress' });
  update({ sessionUpdate: 'tool_call_update', toolCallId: 'c1', status: 'completed' });
  const toolCall = { toolCallId: 'c2', title: 'Edit notes.md', kind: 'edit', status: 'pending' };
  const options = [
    { optionId: 'yes', name: 'Allow', kind: 'allow_once' },
    { optionId: 'no', name: 'Reject', kind: 'reject_once' },
  ];
  const answer = await ask('leave', 'session/request_permission', { sessionId, toolCall, options });
  const allowed = answer.outcome?.optionId === 'yes';
  update({ sessionUpdate: 'tool_call_update', toolCallId: 'c2', status: allowed ? 'completed' : 'failed' });
  tell(allowed ? 'Mended the ' : 'Left the ');
  tell('notes.');
  return { stopReason: 'end_turn' };
}

readline.createInterface({ input: process.stdin }).on('line', async (line) => {
  const { id, method, params, result } = JSON.parse(line);
  if (!method) asked.get(id)?.(result ?? {});
  else if (method === 'initialize') {
    say({ id, result: { protocolVersion: 1, agentCapabilities: {}, agentInfo: { name: 'notes', version: '1' } } });
  } else if (method === 'session/new') say({ id, result: { sessionId: 'session-1' } });
  else if (method === 'session/prompt') say({ id, result: await work(params.sessionId) });
  else if (id !== undefined) say({ id, error: { code: -32601, message: `no ${method} here` } });
});
