'use strict';
// How a WritableStream over a Writable ends; words of TextDecoder.
const { Writable, Duplex } = require('stream');
const tick = () => new Promise(r => setTimeout(r, 5));
(async () => {
  const show = (n, e) => console.log(n, e.name, e.code, e.message, e.cause && e.cause.message);
  for (const stream of [true, false]) try { new TextDecoder().decode('str', { stream }); } catch (e) { show('dec', e); }
  { let c; const s = new ReadableStream({ start(k) { c = k; } }); const r = s.getReader(); const p = r.read(); c.enqueue(1); c.enqueue(2); c.close(); console.log(await p, await r.read(), await r.read()); }
  { const s = new ReadableStream({ type: 'bytes', start(c) { c.enqueue(new Uint8Array(1)); } }); const r = s.getReader(); console.log(await r.read()); const p = r.read(); }
  for (const mode of ['destroy', 'error', 'destroy0']) { const w = new Writable({ highWaterMark: 1, write(c, e, cb) { if (mode === 'error') setImmediate(cb, new Error('late')); } }); const wr = Writable.toWeb(w).getWriter(); wr.closed.catch(e => show(mode + ' closed', e)); wr.write('abc').then(() => console.log(mode, 'resolved'), e => show(mode + ' write', e)); await tick(); if (mode === 'destroy') w.destroy(new Error('D')); if (mode === 'destroy0') w.destroy(); await tick(); await tick(); }
  { const w = new Writable({ write(c, e, cb) { cb(); }, final(cb) { cb(new Error('fin')); } }); const wr = Writable.toWeb(w).getWriter(); wr.closed.catch(e => show('fin closed', e)); wr.close().catch(e => show('fin close', e)); await tick(); }
  { const w = new Writable({ write(c, e, cb) { cb(); } }); const wr = Writable.toWeb(w).getWriter(); w.end(); wr.closed.then(() => console.log('ended'), e => show('ended', e)); await tick(); wr.close().catch(e => show('close2', e)); await tick(); }
  { const w = new Writable({ write(c, e, cb) { setTimeout(cb, 1); } }); const wr = Writable.toWeb(w).getWriter(); wr.write('x'); const p = wr.close(); console.log(w.writableEnded); await p; console.log(w.writableFinished); }
})();
process.on('uncaughtException', (e) => console.log('UNC', e.message)); process.on('unhandledRejection', (e) => console.log('UNH', e.message));
