const tp = require('timers/promises');
const p = (n, pr) => pr.then((v) => print(n, 'ok', v), (e) => print(n, e.name, e.code, e.message, e.cause));
p(1, tp.setTimeout('x')); p(2, tp.setTimeout(1, 'v', { signal: 1 })); p(3, tp.setTimeout(1, 'v', { ref: 1 })); p(4, tp.setTimeout(1, 'v', null)); p(5, tp.setTimeout(1, 'v', 5));
p(6, tp.setTimeout(500, 'v')); p(7, tp.setImmediate('iv'));
p(10, tp.scheduler.wait(700)); p(12, tp.scheduler.yield());
p(16, tp.setImmediate('v', { signal: {} })); p(17, tp.setImmediate('v', { ref: 'x' })); p(18, tp.setImmediate('v', 4)); p(19, tp.scheduler.wait('4'));
p(13, tp.setInterval('x').next()); p(14, tp.setInterval(1, 'x', 5).next());
(async () => {
  const it = tp.setInterval(100, 'iv'); let r;
  for (let n = 0; n < 3; n++) { r = await it.next(); print(r.value, r.done); }
  r = await it.return('bye'); print(r.value, r.done); r = await it.next(); print(r.value, r.done);
  print(Object.prototype.toString.call(it), typeof it[Symbol.asyncIterator], it[Symbol.asyncIterator]() === it);
})();
try { new tp.scheduler.constructor(); } catch (e) { print(e.code, e.message); }
print(setTimeout[Symbol.for('nodejs.util.promisify.custom')] === tp.setTimeout, setImmediate[Symbol.for('nodejs.util.promisify.custom')] === tp.setImmediate, tp.setTimeout.length);
