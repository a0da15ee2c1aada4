const t = (f) => { try { print(f()); } catch (e) { print(e.name, e.code, e.message); } };
const vm = require('vm'); t(() => vm.runInThisContext('1+1')); t(() => vm.runInThisContext(5)); t(() => new vm.Script('var q=5;q').runInThisContext()); t(() => globalThis.q); t(() => vm.isContext({})); t(() => vm.isContext(5)); t(() => vm.runInThisContext('throw new TypeError("x")')); t(() => { try { new vm.Script('(('); } catch (e) { return e.name + e.message; } });
t(() => vm.compileFunction('return a + b', ['a', 'b'])(1, 2)); const s = new vm.Script('globalThis.n = (globalThis.n || 0) + 1'); s.runInThisContext(); t(() => s.runInThisContext()); t(() => vm.runInThisContext('this === globalThis'));
t(() => { try { vm.runInThisContext('throw new Error("y")', { filename: 'my.js' }); } catch (e) { return e.stack.includes('my.js:1'); } });
for (const timeout of [0, -1, 1.5, '1', NaN, 2 ** 32, 2 ** 31, null, undefined, Infinity]) t(() => vm.runInThisContext('3', { timeout }));
for (const o of [null, 5, 'name', true, []]) t(() => vm.runInThisContext('3', o));
for (const o of [null, 5, 'name', true, []]) t(() => new vm.Script('3').runInThisContext(o));
for (const name of ['displayErrors', 'breakOnSigint', 'lineOffset', 'columnOffset', 'filename']) for (const x of [true, 1, 1.5, 'x', null, undefined]) t(() => vm.runInThisContext('3', { [name]: x }));
t(() => vm.runInThisContext('for (;;) {}', { timeout: 5 })); t(() => new vm.Script('try { for (;;) {} } finally { for (;;) {} }').runInThisContext({ timeout: 5 })); t(() => vm.runInThisContext('1 + 1', { timeout: 10000 }));
try { vm.runInThisContext('for (;;) {}', { timeout: 5 }); } catch (e) { print(Object.keys(e).join(), e.stack.split('\n')[0]); }
globalThis.vm = vm;
t(() => vm.runInThisContext('try { vm.runInThisContext("for (;;) {}", { timeout: 5 }) } catch (err) { err.message }', { timeout: 10000 }));
t(() => vm.runInThisContext('try { vm.runInThisContext("for (;;) {}", { timeout: 10000 }) } catch (err) { err.message }', { timeout: 5 }));
t(() => vm.runInThisContext('throw new TypeError("x")', { timeout: 10000 }));
