'use strict';
// ReadableStream, WritableStream, TransformStream, byte streams, and what is made of them.
const web = require('stream/web'); const util = require('util'); const { Readable, Writable, Duplex, Transform, PassThrough, finished, pipeline } = require('stream');
const show = (n, e) => console.log(n, '!', e && e.name, e && e.code, e && e.message, e && e.cause && e.cause.message);
const tick = () => new Promise(r => setTimeout(r, 5));
(async () => {
  // compression
  const cs = new CompressionStream('gzip'); const w = cs.writable.getWriter(); const r = cs.readable.getReader();
  console.log(w.desiredSize); 
  w.write('str').catch(e => show('cs str', e)); w.closed.catch(e=>show('cs closed', e)); w.ready.catch(e=>show('cs ready', e)); console.log((await r.read()).value.length > 0);
  { const cs = new CompressionStream('gzip'); const w = cs.writable.getWriter(); w.write(1).catch(e => show('cs num', e)); w.closed.catch(e=>{}); await tick(); }
  { const all = []; const cs = new DecompressionStream('gzip'); const w = cs.writable.getWriter(); w.write(Buffer.from('garbage garbage garbage')).catch(e => show('ds write', e)); all.push(w.closed.catch(e=>show('ds closed', e))); all.push(cs.readable.getReader().read().then(console.log, e => show('ds read', e))); await Promise.all(all); }
  { const all = []; const cs = new DecompressionStream('gzip'); const w = cs.writable.getWriter(); w.write(require('zlib').gzipSync('hello').subarray(0, 15)).catch(e => show('dst write', e)); all.push(w.close().catch(e => show('dst close', e))); all.push(w.closed.catch(e=>show('dst closed', e))); all.push(cs.readable.getReader().read().then(console.log, e => show('dst read', e))); await Promise.all(all); }
  { const all = []; const cs = new DecompressionStream('gzip'); const w = cs.writable.getWriter(); w.write(Buffer.concat([require('zlib').gzipSync('hello'), Buffer.from('')])).catch(e => show('dsx write', e)); all.push(w.close().catch(e => show('dsx close', e))); all.push(w.closed.catch(e=>show('dsx closed', e))); const r = cs.readable.getReader(); all.push(r.read().then(console.log, e => show('dsx read', e))); all.push(r.read().then(console.log, e => show('dsx read', e))); await Promise.all(all); }
  { const d = new TextDecoderStream('utf-8', {fatal: true}); const w = d.writable.getWriter(); w.write(new Uint8Array([0xff])).catch(e => show('td write', e)); w.closed.catch(()=>{}); d.readable.getReader().read().catch(e => show('td read', e)); await tick(); }
  { const d = new TextDecoderStream(); const w = d.writable.getWriter(); w.write('str').catch(e => show('td write', e)); w.closed.catch(()=>{}); d.readable.getReader().read().catch(e => show('td read', e)); await tick(); }
  { const d = new TextEncoderStream(); const w = d.writable.getWriter(); w.write(Symbol()).catch(e => show('te write', e)); w.closed.catch(()=>{}); d.readable.getReader().read().catch(e => show('te read', e)); await tick(); }
  { const d = new TextEncoderStream(); const w = d.writable.getWriter(); const r = d.readable.getReader(); w.write('a\ud83d'); w.write('\ude00'); w.write('\ud83d'); w.write('x'); w.write(''); w.write('\udc00'); w.write('\ud83d'); w.close(); for (;;) { const x = await r.read(); if (x.done) break; console.log(x.value); } }
  // byob requests
  { let c; const s = new ReadableStream({ type: 'bytes', start(x) { c = x; } }); const r = s.getReader({mode:'byob'}); 
    const p = r.read(new Uint16Array(4)); const q = c.byobRequest; console.log(q === c.byobRequest, q.view);
    let i = 0; for (const f of [() => q.respond(), () => q.respond(9), () => q.respond(0), () => q.respondWithNewView(), () => q.respondWithNewView(new Uint8Array(3)), () => q.respondWithNewView(new Uint8Array(8).subarray(1)), () => q.respondWithNewView(new Uint8Array(0))]) try { f(); console.log('ok'); } catch (e) { show('byob ' + i++, e); }
    q.respond(3); q.view; console.log(await p, q.view, c.byobRequest);
    try { q.respond(1) } catch (e) { show('inval', e); } try { q.respondWithNewView(new Uint8Array(1)) } catch (e) { show('inval2', e); }
    const p2 = r.read(new Uint16Array(4)); 
    try { c.close(); } catch (e) { show('close partial', e); }
    p2.then(console.log, e => show('partial', e)); await tick();
  }
  { let c; const s = new ReadableStream({ type: 'bytes', start(x) { c = x; } }); const r = s.getReader({mode:'byob'}); const p = r.read(Buffer.alloc(4)); c.enqueue(new Uint8Array([1,2])); console.log(await p);
    const p2 = r.read(new DataView(new ArrayBuffer(4), 1)); c.close(); try{ c.byobRequest.respond(1) } catch(e) { show('resp closed', e) }  try{ c.byobRequest.respondWithNewView(new Uint8Array(1)) } catch(e) { show('respn closed', e) } c.byobRequest.respond(0); console.log(await p2); 
    console.log(await r.read(new Uint8Array(3))); await r.closed; }
  { let c; const s = new ReadableStream({ type: 'bytes', start(x) { c = x; } }); const r = s.getReader({mode:'byob'}); const b = new Uint8Array(4); const p = r.read(b, {min: 3}); console.log(b.byteLength); c.enqueue(new Uint8Array([1,2])); c.enqueue(new Uint8Array([3,4,5])); console.log(await p); console.log(await r.read(new Uint8Array(2))); r.cancel('why'); console.log(await r.read(new Uint8Array(2))); }
  { const s = new ReadableStream({ type: 'bytes', autoAllocateChunkSize: 8, pull(c) { const v = c.byobRequest.view; v[0] = 7; c.byobRequest.respond(1); c.close(); } }); const r = s.getReader(); console.log(await r.read()); console.log(await r.read()); }
  { const s = new ReadableStream({ type: 'bytes', pull(c) { c.enqueue(new Uint8Array([97, 98, 99])); c.close(); } }); const [a, b] = s.tee(); console.log(a, await a.getReader().read(), await b.getReader({mode:'byob'}).read(new Uint8Array(5))); }
  { let c; const s = new ReadableStream({ type: 'bytes', start(x) { c = x; } }); const x = new Uint8Array([5, 6]); try { c.enqueue(x); console.log(x.length, await s.getReader().read()); } catch (e) { show('pool', e); } }
  // writable
  { const s = new WritableStream({ write(c, k) { console.log('write', c, k); }, close() { console.log('close', arguments.length); }, abort(r) { console.log('abort', r); } }); const w = s.getWriter(); await w.write(1); await w.close(); w.write(2).catch(e => show('wclosed', e)); w.close().catch(e => show('wclose2', e)); w.abort().then(() => console.log('abort ok')); console.log(w, s); await tick(); }
  { let c; const s = new WritableStream({ start(k) { c = k; }, write() { return new Promise(() => {}); } }); const w = s.getWriter(); w.write(1); w.closed.catch(e => show('abort closed', e)); w.ready.catch(e => show('abort ready', e)); w.write(2).catch(e => show('abort write', e)); c.signal.onabort = () => console.log('signal', c.signal.reason); w.abort('r').catch(()=>{}); console.log(w); console.log(c.signal); await tick(); }
  { const s = new WritableStream({ write() { throw new Error('bad'); } }); const w = s.getWriter(); w.write().catch(e => show('w', e)); w.closed.catch(e => show('c', e)); await tick(); console.log(w.desiredSize, s); w.write(3).catch(e => show('w2', e)); w.close().catch(e => show('w3', e)); w.abort().then(v => console.log('ab', v)); await tick(); }
  { let c; const s = new WritableStream({ start(x) { c = x; } }); const w = s.getWriter(); c.error(new Error('e')); w.closed.catch(e => show('ce', e)); w.ready.catch(e => show('re', e)); await tick(); }
  { const s = new WritableStream(); const w = s.getWriter(); w.close(); w.write(1).catch(e => show('closing write', e)); w.close().catch(e => show('closing close', e)); await tick(); }
  // pipe
  { const s = new WritableStream(); s.close(); await ReadableStream.from([1]).pipeTo(s).catch(e => show('pipe closed', e)); }
  { const s = new WritableStream({ write() { throw new Error('sink'); } }); await new ReadableStream({ start(c) { c.enqueue(1); c.enqueue(2) }, cancel(r) { console.log('cancelled', r.message); } }).pipeTo(s).catch(e => show('pipe sink', e)); }
  { const s = new WritableStream({ abort(r) { console.log('aborted', r.message); } }); await new ReadableStream({ pull() { throw new Error('src'); } }).pipeTo(s).catch(e => show('pipe src', e)); }
  { const ac = new AbortController(); const s = new WritableStream({ abort(r) { console.log('aborted', r); } }); const p = new ReadableStream({ cancel(r) { console.log('cancelled', r); } }).pipeTo(s, { signal: ac.signal }).catch(e => console.log('sig', e)); ac.abort('stop'); await p; }
  { const t = new TransformStream({ transform(c, k) { k.enqueue(c * 2); k.enqueue(c * 3); }, flush(k) { k.enqueue('end'); } }); const out = []; for await (const x of ReadableStream.from([1, 2, 3]).pipeThrough(t)) out.push(x); console.log(out); }
  { const t = new TransformStream({ transform(c, k) { k.terminate(); try { k.enqueue(1) } catch (e) { show('term enq', e); } } }); const w = t.writable.getWriter(); w.write(1).then(console.log, e => show('term w', e)); w.closed.catch(e => show('term c', e)); console.log(await t.readable.getReader().read()); w.write(1).catch(e => show('term w2', e)); await tick(); }
  { const t = new TransformStream({ cancel(r) { console.log('tcancel', r); } }); await t.readable.cancel('x'); t.writable.getWriter().write(1).catch(e => console.log('cancelled', e)); await tick(); }
  { const t = new TransformStream({ transform() { throw new Error('tt'); } }); const w = t.writable.getWriter(); w.write(1).catch(e => show('tw', e)); w.closed.catch(()=>{}); t.readable.getReader().read().catch(e => show('tr', e)); await tick(); }
  // iteration
  { const s = new ReadableStream({ start(c) { c.enqueue(1); c.enqueue(2); }, cancel(r) { console.log('cancel', r); } }); for await (const x of s) { console.log(x); break; } console.log(s.locked); }
  { const s = new ReadableStream({ start(c) { c.enqueue(1); c.enqueue(2); } }); for await (const x of s.values({ preventCancel: true })) { console.log(x); break; } console.log(s.locked, await s.getReader().read()); }
  { const it = ReadableStream.from(['a', 'b']).values(); console.log(await Promise.all([it.next(), it.next(), it.next(), it.return('z'), it.next()])); }
  { const s = ReadableStream.from((async function* () { try { yield 1; yield 2; } finally { console.log('fin'); } })()); const r = s.getReader(); console.log(await r.read()); await r.cancel('c'); }
  { const s = ReadableStream.from([Promise.resolve(1), 2]); const r = s.getReader(); console.log(await r.read(), await r.read(), await r.read()); }
  { const s = ReadableStream.from({ [Symbol.asyncIterator]() { return { next() { return 1; } }; } }); await s.getReader().read().catch(e => show('from next', e)); }
  { const s = ReadableStream.from({ [Symbol.asyncIterator]() { return { next() { return { value: 1 }; }, return() { return 1; } }; } }); await s.cancel().catch(e => show('from return', e)); }
  { let c; const s = new ReadableStream({ start(x) { c = x; } }); const [a, b] = s.tee(); c.enqueue({}); const [x, y] = await Promise.all([a.getReader().read(), b.getReader().read()]); console.log(x.value === y.value); c.error(new Error('te')); }
})();
process.on('unhandledRejection', e => show('UNHANDLED', e));
