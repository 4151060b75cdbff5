// Serves ACP sessions of OpenClaw with the scribe beside this file, by the public acpx runtime. Before the clerk's
// command, which is the same, stands what a file in the home folder says: sitrep acp, say.
import { existsSync, readFileSync } from 'node:fs';
import { pathToFileURL, fileURLToPath } from 'node:url';
import { registerAcpRuntimeBackend, unregisterAcpRuntimeBackend } from 'openclaw/plugin-sdk/acp-runtime-backend';

const BACKEND = 'scribe';
const { HOME, SITREP_ACPX } = process.env;

function inFront() {
  const file = `${HOME}/in-front-of-clerk.json`;
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
}

async function runtime() {
  const acpx = await import(pathToFileURL(SITREP_ACPX).href);
  const command = [process.execPath, fileURLToPath(new URL('scribe.mjs', import.meta.url))];
  return acpx.createAcpRuntime({
    cwd: `${HOME}/workspace`,
    sessionStore: acpx.createRuntimeStore({ stateDir: `${HOME}/acp` }),
    agentRegistry: {
      resolve: (agent) => (agent === 'clerk' ? [...inFront(), ...command] : command),
      list: () => [BACKEND, 'clerk'],
    },
    permissionMode: 'approve-all',
    nonInteractivePermissions: 'deny',
    timeoutMs: 600_000,
    probeAgent: BACKEND,
  });
}

export default {
  id: 'sitrep-scribe',
  name: 'Scribe over ACP',
  description: 'Serves ACP sessions with the scribe.',
  configSchema: { type: 'object', additionalProperties: true },
  register(api) {
    api.registerService({
      id: 'sitrep-scribe',
      start: async () => registerAcpRuntimeBackend({ id: BACKEND, runtime: await runtime(), healthy: () => true }),
      stop: async () => unregisterAcpRuntimeBackend(BACKEND),
    });
  },
};
