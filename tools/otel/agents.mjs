// An agent that calls a tool, has another agent look something up, and answers; with what OpenTelemetry's own SDK makes
// of it: spans, and a log record of what a third agent did beside it. Where they go, in which encoding and how packed,
// the environment says, as with any program: OTEL_*.
import { setTimeout as sleep } from 'node:timers/promises';
import { NodeSDK, tracing } from '@opentelemetry/sdk-node';
import { OTLPTraceExporter as Json } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as Protobuf } from '@opentelemetry/exporter-trace-otlp-proto';
import { logs } from '@opentelemetry/api-logs';
import { context, diag, DiagConsoleLogger, DiagLogLevel, propagation, SpanStatusCode, trace } from '@opentelemetry/api';

diag.setLogger(new DiagConsoleLogger(), DiagLogLevel.WARN);
const exporter = process.env.OTEL_EXPORTER_OTLP_PROTOCOL === 'http/json' ? new Json() : new Protobuf();
const sdk = new NodeSDK({ spanProcessors: [new tracing.BatchSpanProcessor(exporter)], instrumentations: [] });
sdk.start();
const tracer = trace.getTracer('travel-desk', '1.0');
const around = propagation.extract(context.active(), { traceparent: process.env.TRACEPARENT });

const within = (name, attributes, work, parent = context.active()) =>
  tracer.startActiveSpan(name, { attributes }, parent, async (span) => {
    try {
      return await work(span);
    } finally {
      span.end();
    }
  });
const agent = (name, work, parent) =>
  within(`invoke_agent ${name}`, { 'gen_ai.operation.name': 'invoke_agent', 'gen_ai.agent.name': name }, work, parent);
const tool = (name, work) =>
  within(`execute_tool ${name}`, { 'gen_ai.operation.name': 'execute_tool', 'gen_ai.tool.name': name }, work);
const model = () => within('chat scripted', { 'gen_ai.operation.name': 'chat' }, () => sleep(20));

await agent(
  'planner',
  async () => {
    await model();
    logs.getLogger('travel-desk', '1.0').emit({
      attributes: { 'event.name': 'subagent_completed', agent_id: 'a1', agent_type: 'checker', duration_ms: 5 },
    });
    await within('cache lookup', {}, () => tool('read_file', async () => {}));
    await agent('researcher', async () => {
      await tool('web_search', async (span) => span.setStatus({ code: SpanStatusCode.ERROR, message: 'no route' }));
    });
    await model();
  },
  around,
);
await sdk.shutdown();
