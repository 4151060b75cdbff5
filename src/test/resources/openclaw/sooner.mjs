// An approval waits for a minute and a half instead of half an hour. All else in OpenClaw is as it was.
import { registerHooks } from 'node:module';

const HALF_AN_HOUR = 'DEFAULT_EXEC_APPROVAL_TIMEOUT_MS = 18e5';
const SOONER = 'DEFAULT_EXEC_APPROVAL_TIMEOUT_MS = 9e4';

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    if (!/\/exec-approvals-core-[^/]*$/.test(url)) return loaded;
    const source = loaded.source.toString();
    if (!source.includes(HALF_AN_HOUR)) throw new Error(`how long approvals wait stands no longer in ${url}`);
    return { ...loaded, source: source.replace(HALF_AN_HOUR, SOONER) };
  },
});
