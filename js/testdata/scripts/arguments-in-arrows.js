// Arrow functions see the arguments of the function around them.
const tests = [
  function () { return (() => arguments[0])() },
  function () { var x; const f = () => arguments[0]; return f() },
  function () { const f = () => arguments[0]; return (() => [f()])() },
  function () { 'use strict'; return (() => () => [this, arguments.length])()() },
  function () { var x; const f = () => arguments[0]; return (() => [x, f()])() },
  function () { return [1, 2].map((n) => n + arguments[1]) },
  function () { return (() => { function inner() { return arguments.length } return [inner(), arguments.length] })() },
  function (a, b) { const f = () => { arguments[0] = 'changed' }; f(); return [a, b, arguments[0]] },
  function () { return ((f) => f.apply(this, arguments))((...rest) => rest) },
  function (o = { arguments: 5 }) { return (() => [o.arguments, { arguments: 1 }.arguments, arguments.length])() },
  { method() { return (() => arguments.length)() } }.method,
  function () { return (() => typeof arguments)() },
]
for (const test of tests) console.log(test.call('this', 7, 8))
class A { constructor() { this.f = () => arguments.length } }
console.log(new A(1, 2, 3).f(), (() => typeof arguments)(), (() => arguments.length)())
new Promise(function () { (() => arguments[0](arguments.length))() }).then((n) => console.log(n))
