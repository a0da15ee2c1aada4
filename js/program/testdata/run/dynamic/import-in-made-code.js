// import(…) in code that a program makes: eval, new Function and the constructors like it.
const AsyncFunction = (async () => {}).constructor, GeneratorFunction = (function* () {}).constructor
const show = (name) => (m) => console.log(name, Object.keys(m), m.default)
console.log(Function.name, Function.length, new Function('return 1').name, Function('a', 'b', 'return a + b')(1, 2), Function.prototype.constructor === Function, (() => {}) instanceof Function)
console.log(AsyncFunction.name, AsyncFunction.length, GeneratorFunction.name, [...new GeneratorFunction('yield 1; yield 2')()], Object.getPrototypeOf(AsyncFunction) === Function)
console.log(String(new Function('a', 'return a')), eval.name, eval.length, Object.getOwnPropertyNames(Function).sort().join())
class Mine extends Function { constructor() { super('return import("./m.mjs")') } }
const mine = new Mine(); console.log(mine instanceof Mine, mine instanceof Function)
async function main() {
  await mine().then(show('subclass'))
  await new Function('p', 'return import(p)')('./m.mjs').then(show('new Function'))
  await Function('p', 'if (p) { /* import( */ return import (p) } // import("x")')('./m.mjs').then(show('Function'))
  await new AsyncFunction('p', 'const m = await import(p); return m')('./m.mjs').then(show('AsyncFunction'))
  await new GeneratorFunction('p', 'yield import(p)')('./m.mjs').next().value.then(show('GeneratorFunction'))
  { const local = './m.mjs'; await eval('import(local)').then(show('direct eval')) }
  await (0, eval)('import("node:path")').then((m) => console.log(typeof m.join))
  const indirect = eval; await indirect('(() => import("node:path"))')().then((m) => console.log(typeof m.join))
  await eval(`'import("x")'; import("./none.mjs")`).catch((e) => console.log(e.code))
  { const eval = undefined }
  const own = (function (eval) { return eval('import(1)') })((text) => text.length); console.log(own)
  console.log(eval('1 + 1'), eval(5), eval(), eval('"import(a)"').length, eval('var q = 3; q'), typeof q)
  for (const bad of ['import x', 'import.meta', 'return import("x")']) { try { eval(bad) } catch (e) { console.log(e.name) } }
  try { new Function('import x') } catch (e) { console.log(e.name) }
  try { Reflect.construct(Function, ['return this'])() ; console.log('ok') } catch (e) { console.log(e) }
}
main()
