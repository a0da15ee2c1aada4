const t = setTimeout(() => {}, 2);
print(t.hasRef(), t.unref() === t, t.hasRef(), t.ref() === t, t.hasRef(), t.refresh() === t, t.close() === t, t._destroyed, t._idleTimeout);
print(typeof +t, setTimeout.length, setImmediate.name, t.constructor.name);
for (const v of [0, -1, NaN, Infinity, 2 ** 31, '20', 'x', null, undefined, 1.7]) { const x = setTimeout(() => {}, v); print(v, x._idleTimeout); clearTimeout(x); }
const iv = setInterval(() => {}, 9); print(iv._repeat); clearInterval(iv);
for (const f of [() => setTimeout(), () => setTimeout('x', 1), () => setImmediate(5), () => queueMicrotask(1), () => setInterval(null)]) try { f(); } catch (e) { print(e.name, e.code, e.message); }
print(clearTimeout(), clearTimeout({}), clearTimeout(null), clearImmediate(5), clearTimeout('q'));
const i = setImmediate(() => {}); print(i.hasRef(), i.unref() === i, i.hasRef(), i.ref().hasRef(), i.constructor.name); clearImmediate(i); print(i.hasRef());
print(Object.keys(require('timers')));
{ const x = setTimeout(() => print('no'), 1); x[Symbol.dispose](); }
let again = 0;
setTimeout(function () { print('again', again, this._destroyed); if (again++ < 2) this.refresh(); }, 1);
const late = setTimeout(() => { setTimeout(() => { print('late', late._destroyed, late.hasRef()); if (again++ < 9) late.refresh(); }, 1); }, 1);
print(require('timers').setTimeout === setTimeout, require('timers').promises === require('timers/promises'));
