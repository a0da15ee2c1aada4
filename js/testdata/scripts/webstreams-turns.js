'use strict';
// When promises of web streams settle, counted in turns of another chain of promises.
const log = [];
let turn = 0;
const note = (...a) => log.push(`${turn} ${a.join(' ')}`);
async function count() { for (turn = 0; turn < 60; turn++) await null; }
const cases = {
  read() { const r = new ReadableStream({ start(c) { note('start'); c.enqueue(1); c.enqueue(2); c.close(); }, pull() { note('pull'); } }).getReader(); r.closed.then(() => note('closed')); r.read().then((v) => note('read', v.value)); r.read().then((v) => note('read', v.value)); r.read().then((v) => note('read', v.done)); },
  pull() { let n = 0; const r = new ReadableStream({ pull(c) { note('pull', n); c.enqueue(n++); if (n === 3) c.close(); } }, { highWaterMark: 0 }).getReader(); (async () => { for (;;) { const v = await r.read(); note('got', v.value, v.done); if (v.done) break; } })(); },
  asyncStart() { const r = new ReadableStream({ start() { return Promise.resolve(); }, async pull(c) { note('pull'); c.enqueue(1); c.close(); } }).getReader(); r.read().then(() => note('read')); r.closed.then(() => note('closed')); },
  iterateBreak() { (async () => { for await (const v of new ReadableStream({ start(c) { c.enqueue(1); }, cancel() { note('cancel'); } })) { note('for', v); break; } note('end'); })(); },
  write() { const w = new WritableStream({ start() { note('start'); }, write(c) { note('write', c); }, close() { note('close'); } }).getWriter(); w.ready.then(() => note('ready')); w.closed.then(() => note('closed')); w.write(1).then(() => note('wrote 1')); w.write(2).then(() => note('wrote 2')); w.close().then(() => note('close done')); },
  writeError() { const w = new WritableStream({ write() { throw new Error('x'); } }).getWriter(); w.ready.catch(() => note('ready')); w.closed.catch(() => note('closed')); w.write(1).catch(() => note('wrote 1')); w.write(2).catch(() => note('wrote 2')); },
  abort() { const w = new WritableStream({ write() { note('write'); }, abort() { note('abort'); } }).getWriter(); w.closed.catch(() => note('closed')); w.ready.catch(() => note('ready')); w.write(1).catch(() => note('wrote')); w.abort('r').then(() => note('aborted')); },
  bytes() { const r = new ReadableStream({ type: 'bytes', pull(c) { note('pull'); c.enqueue(new Uint8Array(2)); c.close(); } }).getReader({ mode: 'byob' }); r.read(new Uint8Array(4)).then((v) => note('read', v.value.length)); r.closed.then(() => note('closed')); },
  cancel() { const s = new ReadableStream({ cancel() { note('cancel'); } }); s.cancel().then(() => note('cancelled')); },
};
(async () => {
  for (const [name, f] of Object.entries(cases)) { log.length = 0; turn = 0; f(); await count(); await new Promise(setImmediate); console.log(name, log.join(' | ')); }
})();
