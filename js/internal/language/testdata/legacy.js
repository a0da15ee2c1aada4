const o = {};
o.__defineGetter__('x', function () { return this.y });
o.__defineSetter__('x', function (v) { this.y = v });
o.x = 5;
print(o.x, JSON.stringify(o), typeof Object.getOwnPropertyDescriptor(o, 'x'));
print(typeof o.__lookupGetter__('x'), typeof Object.create(o).__lookupSetter__('x'), o.__lookupGetter__('y'), o.__lookupGetter__('z'));
const s = Symbol('s'); o.__defineGetter__(s, () => 7); print(o[s], typeof o.__lookupGetter__(s), o.__lookupSetter__(s));
for (const f of [() => o.__defineGetter__('q', 5), () => o.__defineSetter__('q'), () => Object.freeze({}).__defineGetter__('q', () => {}), () => Object.prototype.__defineGetter__.call(undefined, 'a', () => {}), () => Object.prototype.__lookupGetter__.call(null, 'a')]) {
  try { print(f()) } catch (e) { print(e.name, e.message) }
}
for (const n of ['__defineGetter__', '__defineSetter__', '__lookupGetter__', '__lookupSetter__']) print(n, Object.prototype[n].length, Object.getOwnPropertyDescriptor(Object.prototype, n).enumerable);
print('a<b"'.anchor('x"y'), 'a'.big(), 'a'.blink(), 'a'.bold(), 'a'.fixed(), 'a'.fontcolor('red'), 'a'.fontsize(7), 'a'.italics(), 'a'.link('u'), 'a'.small(), 'a'.strike(), 'a'.sub(), 'a'.sup(), 'a'.link());
try { String.prototype.bold.call(null) } catch (e) { print(e.message) }
print(String.prototype.anchor.length, String.prototype.big.length);
const d = new Date(Date.UTC(2020, 4, 5, 12)); print(d.getYear(), d.setYear(99), d.getFullYear(), d.setYear(2001), d.toGMTString(), d.toGMTString === d.toUTCString, new Date(NaN).getYear(), d.setYear(NaN), d.getYear(), d.setYear(70), d.getMonth());
const g = new Date(2020, 1, 29); g.setYear(2021); print(g.getMonth(), g.getDate());
