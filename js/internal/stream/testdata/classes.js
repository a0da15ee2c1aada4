//// class
class R extends Readable { constructor(o) { super(o); this.n = 0; } _read() { this.push(this.n++ < 2 ? String(this.n) : null); } } const r = new R(); out(r instanceof R, r instanceof Readable, r instanceof stream, r instanceof require('events'), r instanceof Writable); r.on('data', (c) => out('data', c)); watch('r', r, 'end', 'close');
//// class with all methods
class D extends Duplex { _construct(cb) { out('construct'); cb(); } _read() { out('read'); this.push(null); } _write(c, e, cb) { out('write', c); cb(); } _writev(list, cb) { out('writev', list.length); cb(); } _final(cb) { out('final'); cb(); } _destroy(err, cb) { out('destroy', err); cb(err); } } const d = watch('d', new D()); d.resume(); d.write('a'); d.write('b'); d.end();
//// inherits
function R(o) { Readable.call(this, o); this.list = ['x', 'y']; } Object.setPrototypeOf(R.prototype, Readable.prototype); Object.setPrototypeOf(R, Readable); R.prototype._read = function () { this.push(this.list.shift() || null); }; const r = new R(); out(r instanceof R, r instanceof Readable); r.on('data', (c) => out('data', c)); watch('r', r, 'end', 'close');
//// inherits transform
function T(o) { if (!(this instanceof T)) return new T(o); Transform.call(this, o); } Object.setPrototypeOf(T.prototype, Transform.prototype); T.prototype._transform = function (c, e, cb) { cb(null, c + '!'); }; const t = T({ encoding: 'utf8' }); t.on('data', (c) => out(c)); t.end('x'); out(t instanceof Duplex, t instanceof Writable, t instanceof Readable);
//// without new
const r = Readable({ read() {} }), w = Writable(), d = Duplex(), t = Transform(), p = PassThrough(); out(r instanceof Readable, w instanceof Writable, d instanceof Duplex, t instanceof Transform, p instanceof PassThrough, p instanceof Transform); out(new stream() instanceof stream);
//// instanceof
const d = new Duplex(); out(d instanceof Writable, d instanceof Readable, d instanceof Transform, new Readable() instanceof Writable, {} instanceof Writable, null instanceof Writable, new Writable() instanceof Readable); class W extends Writable {} out(new Writable() instanceof W, new W() instanceof W, new Duplex() instanceof W);
//// fake instanceof
out({ _writableState: {} } instanceof Writable, Object.create(Writable.prototype) instanceof Writable);
//// methods of options
const w = new Writable({ write: 5, final: 'x', destroy: null }); out(typeof w._write, typeof w._final, typeof w._destroy, Object.hasOwn(w, '_write')); const q = new Readable({ read() {} }); out(Object.hasOwn(q, '_read'));
//// overridden read
class R extends Readable { _read() { this.push('x'); this.push(null); } read(n) { const v = super.read(n); out('read', n, v); return v; } } const r = new R(); r.on('data', (c) => out('data', c));
//// overridden push
class R extends Readable { _read() {} push(c, e) { out('push', c); return super.push(c, e); } } const r = new R(); r.push('a'); out(r.read()); class T extends Transform { _transform(c, e, cb) { cb(null, c); } push(c) { out('push', c); return super.push(c); } } new T().end('t');
//// overridden write and end
class W extends Writable { _write(c, e, cb) { out('_write', c); cb(); } write(...a) { out('write', a[0]); return super.write(...a); } end(...a) { out('end', a.length); return super.end(...a); } } source(['a']).pipe(new W());
//// overridden destroy
class R extends Readable { _read() { this.push(null); } destroy(err) { out('destroy', err); return super.destroy(err); } } new R().resume().on('close', () => out('close'));
//// overridden emit
class R extends Readable { _read() { this.push('x'); this.push(null); } emit(name, ...a) { out('emit', name); return super.emit(name, ...a); } } new R().on('data', () => {});
//// overridden on
class R extends Readable { _read() { this.push(null); } on(name, f) { out('on', name); return super.on(name, f); } } const r = new R(); r.once('end', () => {}); r.resume();
//// mixins
const o = Object.assign(Object.create(Readable.prototype), { _read() { this.push('m'); this.push(null); } }); Readable.call(o); o.on('data', (c) => out('data', c)).on('end', () => out('end'));
//// names
out(Readable.name, Writable.name, Duplex.name, Transform.name, PassThrough.name, stream.name, Readable.length, stream.Stream === stream, stream.Readable === Readable, stream.promises === require('stream/promises'));
//// prototypes
out(Object.getPrototypeOf(Readable) === stream, Object.getPrototypeOf(Duplex) === Readable, Object.getPrototypeOf(Transform) === Duplex, Object.getPrototypeOf(PassThrough.prototype) === Transform.prototype, Object.getPrototypeOf(stream) === require('events'), Object.getPrototypeOf(Writable) === stream);
//// keys of the module
out(Object.keys(stream).filter((k) => !k.startsWith('_')).join()); for (const C of [Duplex, Writable, Readable, Transform]) out(Object.keys(C.prototype).sort().join());
//// own properties do not show
const r = new Readable({ read() {} }); out('readable' in r, Object.hasOwn(r, 'readable'));
//// shared functions
out(Duplex.prototype.write === Writable.prototype.write, Duplex.prototype.end === Writable.prototype.end, Readable.prototype.addListener === Readable.prototype.on, Readable.prototype.off === Readable.prototype.removeListener);
//// methods on what is no stream
thrown(() => Writable.prototype.cork.call({})); thrown(() => Readable.prototype.pause.call({})); thrown(() => Object.create(Readable.prototype).readable); thrown(() => Object.create(Writable.prototype).writableLength);
//// extending a pair
class Counter extends PassThrough { constructor() { super(); this.n = 0; } _transform(c, e, cb) { this.n += c.length; super._transform(c, e, cb); } _flush(cb) { cb(null, String(this.n)); } } const c = new Counter(); c.on('data', (d) => out(d)); c.write('abc'); c.end('de');
//// fields and private names
class P extends Writable { #n = 0; seen = []; _write(c, e, cb) { this.#n++; this.seen.push(String(c)); cb(); } get n() { return this.#n; } } const p = new P(); p.write('a'); p.write('b'); out(p.n, p.seen);
//// late methods
const r = new Readable(); r._read = function () { this.push('late'); this.push(null); }; r.on('data', (c) => out(c)); const w = new Writable(); w._write = (c, e, cb) => { out(c); cb(); }; w.write('late');
//// deprecated names
out(typeof stream._isUint8Array, typeof stream._uint8ArrayToBuffer, stream._isUint8Array(new Uint8Array(1)), stream._isArrayBufferView('x'), stream._isArrayBufferView(new DataView(new ArrayBuffer(1))));
