'use strict';
// toWeb and fromWeb of Readable, Writable and Duplex.
const web = require('stream/web'); const util = require('util'); const stream = require('stream'); const { Readable, Writable, Duplex, Transform, PassThrough, finished, pipeline } = stream;
const show = (n, e) => console.log(n, '!', e && e.name, e && e.code, e && e.message, e&&e.cause && e.cause.message);
const tick = () => new Promise(r => setTimeout(r, 5));
const t = (name, f) => { try { const v = f(); console.log(name, 'ok', v); } catch (e) { show(name, e); } };
const collect = async (rs) => { const out = []; const r = rs.getReader(); try { for (;;) { const x = await r.read(); if (x.done) break; out.push(x.value); } } catch (e) { out.push(e.name + ':' + e.message); } return out; };
process.on('unhandledRejection', e => show('UNHANDLED', e));
process.on('uncaughtException', e => show('UNCAUGHT', e));
(async () => {
  for (const [C, n] of [[Readable, 'Readable'], [Writable, 'Writable'], [Duplex, 'Duplex']]) for (const m of ['toWeb', 'fromWeb']) { console.log(n, m, C[m].length, C[m].name); for (const v of [undefined, null, 1, {}, new ReadableStream(), new WritableStream()]) t(n + '.' + m + ' ' + util.inspect(v), () => C[m](v).constructor.name); }
  t('opt1', () => Readable.fromWeb(new ReadableStream(), 1)); t('opt2', () => Readable.fromWeb(new ReadableStream(), { encoding: 'x' })); t('opt3', () => Readable.fromWeb(new ReadableStream(), { objectMode: 1 })); t('opt4', () => Writable.fromWeb(new WritableStream(), { decodeStrings: 1 })); t('opt5', () => Readable.toWeb(new PassThrough(), { type: 'x' })); t('opt6', () => Readable.toWeb(new PassThrough(), { strategy: 1 })); t('opt7', () => Readable.toWeb(new PassThrough(), null)); t('opt8', () => Readable.fromWeb(new ReadableStream(), { signal: 1 })); t('opt9', () => Readable.fromWeb(new ReadableStream(), { highWaterMark: -1 }));
  t('locked', () => { const s = new ReadableStream(); s.getReader(); Readable.fromWeb(s); });
  // toWeb
  console.log('toWeb', await collect(Readable.toWeb(Readable.from(['a', 'b']))), await collect(Readable.toWeb(Readable.from([Buffer.from('x')], { objectMode: false }))), await collect(Readable.toWeb(Readable.from([Buffer.from('x')]))));
  console.log('bytes', Readable.toWeb(Readable.from(['a'], { objectMode: false }), { type: 'bytes' }), await collect(Readable.toWeb(Readable.from(['a'], { objectMode: false }), { type: 'bytes' })));
  { const r = new Readable({ read() {} }); const w = Readable.toWeb(r); r.push('1'); r.destroy(new Error('broken')); console.log('err', await collect(w)); }
  { const r = new Readable({ read() {} }); const w = Readable.toWeb(r); r.push('1'); r.destroy(); const rd = w.getReader(); await rd.read().catch(e => show('premature', e)); }
  { const r = new Readable({ read() {} }); r.on('error', e => show('cancel err', e)); r.on('close', () => console.log('closed')); const w = Readable.toWeb(r); await w.cancel(new Error('cc')); console.log(r.destroyed); await tick(); }
  { const r = new Readable({ read() {} }); r.destroy(); const w = Readable.toWeb(r); console.log('destroyed', w, await collect(w)); }
  { let n = 0; const r = new Readable({ highWaterMark: 3, read() { console.log('_read', ++n); this.push(n > 6 ? null : 'ab'); } }); const w = Readable.toWeb(r); await tick(); console.log('n', n); console.log(await collect(w)); }
  // writable toWeb
  { const log = []; const w = new Writable({ highWaterMark: 2, write(c, e, cb) { log.push(String(c)); setImmediate(cb); }, final(cb) { log.push('final'); cb(); } }); const ws = Writable.toWeb(w); const wr = ws.getWriter(); console.log(wr.desiredSize); wr.write('abc'); wr.write('d'); await wr.close(); console.log(log, w.writableFinished); }
  { const w = new Writable({ write(c, e, cb) { cb(new Error('wbad')); } }); const wr = Writable.toWeb(w).getWriter(); wr.closed.catch(e => show('wclosed', e)); await wr.write('x').catch(e => show('wwrite', e)); await tick(); wr.write('y').catch(e => show('wwrite2', e)); await tick(); }
  { const w = new Writable({ write(c, e, cb) { cb(); } }); w.on('error', e => show('aborted err', e)); const wr = Writable.toWeb(w).getWriter(); await wr.abort(new Error('ab')); console.log(w.destroyed); await tick(); }
  { const w = new Writable({ write(c, e, cb) { cb(); } }); const wr = Writable.toWeb(w).getWriter(); w.destroy(); wr.closed.catch(e => show('destroyed w', e)); await tick(); }
  { const w = new Writable({ write(c, e, cb) { cb(); } }); w.end(); const ws = Writable.toWeb(w); console.log(ws); }
  // fromWeb
  { const r = Readable.fromWeb(ReadableStream.from(['a', 'b', Buffer.from('c')])); console.log(r.readableObjectMode, r.readableHighWaterMark); for await (const c of r) console.log(c); }
  { const r = Readable.fromWeb(ReadableStream.from([1, { a: 1 }]), { objectMode: true }); for await (const c of r) console.log(c); }
  { const r = Readable.fromWeb(ReadableStream.from(['ab', 'cd']), { encoding: 'hex' }); for await (const c of r) console.log(c); }
  { const r = Readable.fromWeb(ReadableStream.from([1])); r.on('data', () => {}); r.on('error', e => show('not str', e)); await tick(); }
  { const r = Readable.fromWeb(new ReadableStream({ pull() { throw new Error('pulled'); } })); r.on('error', e => show('pull', e)); r.on('close', () => console.log('close')); r.resume(); await tick(); }
  { const r = Readable.fromWeb(new ReadableStream({ cancel(x) { console.log('cancel', x.message); } })); r.on('error', e => show('destroyed', e)); r.destroy(new Error('d')); await tick(); }
  { const ac = new AbortController(); const r = Readable.fromWeb(new ReadableStream({ cancel(x) { console.log('cancel', x.name); } }), { signal: ac.signal }); r.on('error', e => show('sig', e)); ac.abort(); await tick(); }
  { const log = []; const w = Writable.fromWeb(new WritableStream({ write(c) { log.push(c); }, close() { log.push('close'); } })); w.on('finish', () => log.push('finish')); w.on('close', () => log.push('closed')); w.write('a'); w.write(Buffer.from('b')); w.write('6364', 'hex'); w.end('e'); await tick(); console.log(log); }
  { const log = []; const w = Writable.fromWeb(new WritableStream({ write(c) { log.push(c); } }), { decodeStrings: false }); w.cork(); w.write('a'); w.write('b'); w.uncork(); w.end(); await tick(); console.log(log); }
  { const log = []; const w = Writable.fromWeb(new WritableStream({ write(c) { log.push(c); } }), { objectMode: true }); w.write({ x: 1 }); w.write('s'); w.end(); await tick(); console.log(log, w.writableHighWaterMark); }
  { const w = Writable.fromWeb(new WritableStream({ write(c) { throw new Error('sink'); } })); w.on('error', e => show('sink', e)); w.write('a', e => show('cb', e)); await tick(); }
  { const w = Writable.fromWeb(new WritableStream({ abort(r) { console.log('abort', r.message); } })); w.on('error', e => show('dest', e)); w.destroy(new Error('D')); await tick(); }
  { const w = Writable.fromWeb(new WritableStream({ close() { console.log('closed by destroy'); } })); w.on('error', e => show('dest', e)); w.on('close', () => console.log('w close')); w.destroy(); await tick(); }
  { let c; const w = Writable.fromWeb(new WritableStream({ start(k) { c = k; } })); w.on('error', e => show('ctl', e)); c.error(new Error('ctl')); await tick(); }
  // duplex
  { const d = Duplex.fromWeb(new TransformStream({ transform(c, k) { k.enqueue(String.fromCharCode(...c).toUpperCase()); } })); d.end('abc'); for await (const c of d) console.log(String(c)); }
  { const d = Duplex.fromWeb(new TransformStream(), { encoding: 'utf8', objectMode: false }); d.on('data', x => console.log('data', x)); d.on('end', () => console.log('end')); d.on('finish', () => console.log('finish')); d.on('close', () => console.log('close')); d.write('q'); d.end(); await tick(); }
  { const { readable, writable } = Duplex.toWeb(new PassThrough()); const w = writable.getWriter(); w.write('hi'); w.close(); console.log(await collect(readable)); }
  { const p = new PassThrough(); p.destroy(); console.log(Duplex.toWeb(p)); }
  { const d = Duplex.fromWeb({ readable: new ReadableStream({ cancel(r) { console.log('rcancel', r.message); } }), writable: new WritableStream({ abort(r) { console.log('wabort', r.message); } }) }); d.on('error', e => show('dd', e)); d.destroy(new Error('dd')); await tick(); }
  { const d = Duplex.fromWeb({ readable: new ReadableStream({ start(c) { c.error(new Error('re')); } }), writable: new WritableStream() }); d.on('error', e => show('dre', e)); await tick(); }
})();
