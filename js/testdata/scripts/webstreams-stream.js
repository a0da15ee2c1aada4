'use strict';
// Web streams where module stream takes them; stream/consumers; Blob.stream().
const util = require('util'); const stream = require('stream'); const { Readable, Writable, Duplex, Transform, PassThrough, finished, pipeline, compose, addAbortSignal } = stream;
const sp = require('stream/promises'); const consumers = require('stream/consumers');
const show = (n, e) => console.log(n, '!', e && e.name, e && e.code, e && e.message, e&&e.cause);
const tick = () => new Promise(r => setTimeout(r, 5));
const t = (name, f) => { try { const v = f(); console.log(name, 'ok', v); } catch (e) { show(name, e); } };
process.on('unhandledRejection', e => show('UNHANDLED', e));
process.on('uncaughtException', e => show('UNCAUGHT', e));
(async () => {
  const rs = new ReadableStream(), ws = new WritableStream(), ts = new TransformStream();
  for (const [n, s] of [['rs', rs], ['ws', ws], ['ts', ts]]) console.log(n, ['isReadable', 'isWritable', 'isErrored', 'isDisturbed', 'isDestroyed'].map(f => f + ' ' + stream[f](s)).join());
  rs.getReader().read(); console.log(stream.isDisturbed(rs)); await rs.cancel().catch(() => {}); 
  { let c; const s = new ReadableStream({ start(k) { c = k; } }); c.error(1); console.log(stream.isErrored(s), stream.isReadable(s)); }
  { let c; const s = new WritableStream({ start(k) { c = k; } }); c.error(1); await tick(); console.log(stream.isErrored(s), stream.isWritable(s)); }
  { const s = new ReadableStream(); await s.cancel(); console.log(stream.isReadable(s), stream.isDisturbed(s), stream.isErrored(s)); }
  // finished
  { let c; const s = new ReadableStream({ start(k) { c = k; } }); const r = finished(s, (...a) => console.log('fin', a)); console.log(typeof r); c.close(); await tick(); }
  { let c; const s = new ReadableStream({ start(k) { c = k; } }); finished(s, (...a) => console.log('fin err', a[0].message)); c.error(new Error('x')); await tick(); }
  { const s = new WritableStream(); finished(s, (...a) => console.log('wfin', a)); s.close(); await tick(); }
  { const s = new WritableStream(); finished(s, (...a) => console.log('wfin abort', a[0].message)); s.abort(new Error('q')).catch(() => {}); await tick(); }
  { const ac = new AbortController(); finished(new ReadableStream(), { signal: ac.signal }, (e) => show('fin sig', e)); ac.abort('why'); await tick(); }
  { finished(new ReadableStream(), { signal: AbortSignal.abort('w') }, (e) => show('fin sig2', e)); await tick(); }
  { const s = new ReadableStream(); await s.cancel(); finished(s, (...a) => console.log('fin closed', a)); await tick(); }
  t('fin ts', () => finished(new TransformStream(), () => {}));
  { const s = ReadableStream.from([1]); const p = sp.finished(s); for await (const x of s); console.log('sp', await p); }
  { let c; const s = new ReadableStream({ start(k) { c = k; } }); c.error(new Error('spx')); await sp.finished(s).catch(e => show('sp', e)); }
  // addAbortSignal
  { const ac = new AbortController(); const s = addAbortSignal(ac.signal, new ReadableStream()); const p = s.getReader().read(); ac.abort('stop'); await p.catch(e => show('aas', e)); }
  { const ac = new AbortController(); const s = addAbortSignal(ac.signal, new WritableStream()); ac.abort('stop'); await s.getWriter().write(1).catch(e => show('aasw', e)); }
  { const s = addAbortSignal(AbortSignal.abort('z'), new ReadableStream()); await s.getReader().read().catch(e => show('aas2', e)); }
  t('aas ts', () => addAbortSignal(new AbortController().signal, new TransformStream()).constructor.name); t('aas bad', () => addAbortSignal(new AbortController().signal, {}));
  // pipeline
  const sink = (log) => new WritableStream({ write(c) { log.push(c); }, close() { log.push('close'); }, abort(e) { log.push('abort ' + e.message); } });
  { const log = []; await sp.pipeline(ReadableStream.from([1, 2]), sink(log)); console.log('rs-ws', log); }
  { const log = []; await sp.pipeline(ReadableStream.from([1, 2]), new TransformStream({ transform(c, k) { k.enqueue(c * 2); } }), sink(log)); console.log('rs-ts-ws', log); }
  { const log = []; await sp.pipeline(Readable.from([1, 2]), sink(log)); console.log('R-ws', log); }
  { const log = []; await sp.pipeline(Readable.from(['a', 'b']), new TransformStream({ transform(c, k) { k.enqueue(c + '!'); } }), new Writable({ objectMode: true, write(c, e, cb) { log.push(c); cb(); } })); console.log('R-ts-W', log); }
  { const log = []; await sp.pipeline(ReadableStream.from(['a', 'b']), new Writable({ write(c, e, cb) { log.push(String(c)); cb(); } })); console.log('rs-W', log); }
  { const log = []; await sp.pipeline(ReadableStream.from(['a', 'b']), async function* (src) { for await (const c of src) yield c + c; }, sink(log)); console.log('rs-f-ws', log); }
  { const log = []; await sp.pipeline(['a'], sink(log)); console.log('it-ws', log); }
  { const log = []; await sp.pipeline(ReadableStream.from(['a']), sink(log), { end: false }); console.log('noend', log); }
  { const v = await sp.pipeline(new TransformStream(), async (x) => 'v').catch(e => show('ts first', e)); console.log(v); }
  { const v = await sp.pipeline(ReadableStream.from(['a', 'b']), async (src) => { let s = ''; for await (const c of src) s += c; return s; }); console.log('value', v); }
  { const log = []; await sp.pipeline(new ReadableStream({ pull() { throw new Error('rerr'); } }), sink(log)).catch(e => show('rerr', e)); console.log(log); }
  { let can; await sp.pipeline(new ReadableStream({ pull(c) { c.enqueue(1); }, cancel(e) { can = e; } }), new WritableStream({ write() { throw new Error('werr'); } })).catch(e => show('werr', e)); await tick(); console.log('can', can); }
  { const r = new Readable({ read() { this.destroy(new Error('Rerr')); } }); const log = []; await sp.pipeline(r, sink(log)).catch(e => show('Rerr', e)); console.log(log); }
  { const ac = new AbortController(); const log = []; const p = sp.pipeline(new ReadableStream(), sink(log), { signal: ac.signal }).catch(e => show('psig', e)); ac.abort(); await Promise.race([p, tick()]); console.log('aborted', log); }
  { pipeline(ReadableStream.from([1]), sink([]), (...a) => console.log('cb', a)); await tick(); }
  { const r = pipeline(Readable.from(['x']), new TransformStream(), (e) => console.log('ts last', e)); console.log(r.constructor.name, await consumers.text(r.readable)); await tick(); }
  t('pl bad', () => pipeline(ReadableStream.from([1]), 1, () => {}));
  // compose
  { const d = compose(new TransformStream({ transform(c, k) { k.enqueue(String(c) + '1'); } }), new TransformStream({ transform(c, k) { k.enqueue(c + '2'); } })); d.end('a'); console.log('compose', await consumers.text(d)); }
  { const d = compose(new PassThrough(), new TransformStream({ transform(c, k) { k.enqueue(String(c) + '2'); } })); d.end('a'); console.log('compose2', await consumers.text(d)); }
  { const d = compose(ReadableStream.from(['p', 'q']), new PassThrough({objectMode: true})); console.log('compose3', d.writable, d.readable, await consumers.text(d)); }
  { const log = []; const d = compose(new PassThrough(), sink(log)); console.log(d.readable, d.writable); d.end('z'); await sp.finished(d, { readable: false }); await tick(); console.log(log.map(String)); }
  t('comp bad', () => compose(new WritableStream(), new PassThrough())); t('comp bad2', () => compose(new PassThrough(), new ReadableStream()));
  { console.log('Readable.compose', await Readable.from(['a', 'b']).compose(new TransformStream({ transform(c, k) { k.enqueue(c + '.'); } })).toArray()); }
  // from
  { console.log(await Readable.from(ReadableStream.from([1, 2])).toArray()); }
  { console.log(await Duplex.from(ReadableStream.from(['1', '2'])).toArray()); const log = []; const d = Duplex.from(sink(log)); console.log(d.readable, d.writable); d.end('x'); await tick(); console.log(log); }
  { const d = Duplex.from(new TransformStream()); console.log(d.readable, d.writable); d.end('x'); console.log((await d.toArray()).map(String)); }
  { const d = Duplex.from({ readable: ReadableStream.from(['k']), writable: new Writable({ write(c, e, cb) { cb(); } }) }); console.log(d.readable, d.writable, (await d.toArray()).map(String)); }
  { console.log((await Duplex.from(new Blob(['blob'])).toArray())); }
  // consumers
  const enc = (s) => ReadableStream.from([new TextEncoder().encode(s)]);
  console.log(await consumers.text(enc('t€')), await consumers.json(enc('{"a":[1]}')), await consumers.buffer(enc('b')), await consumers.arrayBuffer(enc('c')), await consumers.blob(enc('d')), await consumers.bytes(enc('e')));
  await consumers.json(enc('{')).catch(e => console.log(e.name)); await consumers.text(new ReadableStream({ pull() { throw new Error('cx'); } })).catch(e => show('cons', e)); await consumers.text(ReadableStream.from([1])).catch(e => show('cons1', e));
  // blob
  { const b = new Blob(['hello world']); const s = b.stream(); console.log(s, await consumers.text(s)); const r = b.stream().getReader({ mode: 'byob' }); console.log(await r.read(new Uint8Array(5))); console.log(await r.read(new Uint8Array(20))); console.log(await r.read(new Uint8Array(2))); }
  { const s = new Blob([]).stream(); console.log(await s.getReader().read()); }
  { const sizes = []; for await (const c of new Blob([new Uint8Array(200000)]).stream()) sizes.push(c.length); console.log(sizes); }
  { const s = new Blob(['abc']).stream(); console.log(await s.cancel()); }
})();
