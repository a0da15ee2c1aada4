// Loops over a length that no array has end when they are told to.
const vm = require('vm')
globalThis.o = { length: 2 ** 53 - 1 }
globalThis.a = new Array(2 ** 32 - 1)
for (const name of ['find', 'findIndex', 'findLast', 'findLastIndex']) {
  for (const code of [`Array.prototype.${name}.call(o, () => false)`, `a.${name}(() => false)`]) {
    try { console.log(vm.runInThisContext(code, { timeout: 20 })) } catch (err) { console.log(code, err.code) }
  }
}
for (const code of ['for (const x of a) ;', 'const [...x] = a', 'Math.max(...a)', 'JSON.stringify({}, new Proxy([], { get: (t, k) => k === "length" ? 2 ** 53 - 1 : undefined }))']) {
  try { console.log(vm.runInThisContext(code, { timeout: 20 })) } catch (err) { console.log(code, err.code) }
}
